"""`seg erase` and files of exported lists: no file stops it, and none is missed."""

import csv
import os
from pathlib import Path
from signal import SIGKILL

import duckdb
import pytest

from tests.action.listed_shop import NAMES, build_shop
from tests.projects import Outcome, rows, seg
from tests.running.stopped.processes import seg_process
from tests.shared import own_copy

SALT = "SEG_SECRET_EXPORT_SALT"


@pytest.fixture
def shop(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty customers, all of them big and reachable."""
    return own_copy(tmp_path_factory, "the shop of twenty", build_shop, tmp_path)


def exported(folder: Path, name: str, *arguments: str) -> Path:
    file = folder / name
    outcome = seg(folder, "export", "tier.big", "--channel", "email", "-o", str(file), *arguments)
    assert outcome.exit_code == 0, outcome.stderr
    return file


def left_to_you(outcome: Outcome) -> list[str]:
    """What `seg erase` lists of the files of lists."""
    lines = outcome.stdout.splitlines()
    return [line.strip() for line in lines if line.startswith("  file ") and "clean'" not in line]


DAMAGES = {
    "empty": ("a.csv", b"", "it is empty"),
    "not UTF-8": ("a.csv", b"customer_id\nM\xfcller\n", "it is not UTF-8"),
    "no CSV": (
        "a.csv",
        b"customer_id\n" + b"x" * 200_000,
        "field larger than field limit (131072)",
    ),
    "Parquet": ("a.parquet", b"PAR1 and no more", "it is a damaged Parquet file"),
}


@pytest.mark.parametrize(("name", "content", "why"), DAMAGES.values(), ids=DAMAGES)
def test_a_file_that_cannot_be_read_stops_nothing(
    shop: Path, name: str, content: bytes, why: str
) -> None:
    damaged = exported(shop, name, "--format", name.rpartition(".")[2])
    whole = exported(shop, "b.csv")
    damaged.write_bytes(content)
    erased = seg(shop, "erase", "c02", "c03")
    assert (erased.exit_code, erased.stderr) == (1, "")
    assert left_to_you(erased) == [f"file {name}: cannot be read: {why}"]
    assert erased.stdout.count("  b.csv was rewritten without 1 row of theirs\n") == 2
    assert "Compacted the database file" in erased.stdout
    assert whole.read_text().split() == ["customer_id", "c01", *NAMES[3:]]
    assert damaged.read_bytes() == content
    assert not list(shop.glob(".*"))


def test_a_file_that_cannot_be_written_stops_nothing(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported(shop, "a.csv")
    whole = exported(shop, "b.csv")
    replace = Path.replace

    def refuse(aside: Path, target: Path) -> Path:
        if target.name == "a.csv":
            raise PermissionError(13, "Permission denied")
        return replace(aside, target)

    monkeypatch.setattr(Path, "replace", refuse)
    erased = seg(shop, "erase", "c02")
    assert erased.exit_code == 1
    shown = f"file a.csv: cannot write {shop / 'a.csv'}: Permission denied"
    assert left_to_you(erased) == [shown]
    assert "c02" not in whole.read_text()


def test_keys_of_another_salt_are_left_to_you(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SALT, "pepper")
    file = exported(shop, "a.csv", "--hash-keys")
    content = file.read_bytes()
    assert b"pepper" not in (shop / "warehouse.duckdb").read_bytes()
    for salt in ("", "vinegar"):
        monkeypatch.setenv(SALT, salt)
        erased = seg(shop, "erase", "c02")
        assert erased.exit_code == 1
        shown = f"file a.csv: cannot be read: its keys were hashed with another {SALT}"
        assert left_to_you(erased) == [shown]
        assert file.read_bytes() == content
    monkeypatch.setenv(SALT, "pepper")
    erased = seg(shop, "erase", "c02")
    assert (erased.exit_code, left_to_you(erased)) == (0, [])
    assert "  a.csv was rewritten without 1 row of theirs\n" in erased.stdout


def test_keys_without_a_salt_are_found_though_one_is_set_now(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported(shop, "a.csv", "--hash-keys")
    monkeypatch.setenv(SALT, "pepper")
    erased = seg(shop, "erase", "c02")
    assert "  a.csv was rewritten without 1 row of theirs\n" in erased.stdout


def test_a_spreadsheets_mark_before_the_text_hides_nobody(shop: Path) -> None:
    file = exported(shop, "a.csv", "--delta")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    erased = seg(shop, "erase", "c02")
    assert (erased.exit_code, left_to_you(erased)) == (0, [])
    with file.open(encoding="utf-8-sig", newline="") as opened:
        header, *found = csv.reader(opened)
    assert header == ["action", "customer_id"]
    assert [row[1] for row in found] == ["c01", *NAMES[2:]]
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")


CHANGES = {
    "separator": (",", ";"),
    "a name": ("customer_id", "number"),
    "a column": ("action,", ""),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_other_columns_than_were_written_are_left_to_you(
    shop: Path, change: tuple[str, str]
) -> None:
    file = exported(shop, "a.csv", "--delta")
    file.write_text(file.read_text().replace(*change))
    tried = seg(shop, "erase", "c02", "--dry-run")
    erased = seg(shop, "erase", "c02")
    assert (tried.exit_code, erased.exit_code) == (0, 1)
    shown = "file a.csv: cannot be read: its columns are not those that seg wrote"
    assert left_to_you(tried) == left_to_you(erased) == [shown]
    assert "c02" in file.read_text()


def test_the_last_writing_says_what_is_in_a_file(shop: Path) -> None:
    exported(shop, "a.csv", "--delta")
    exported(shop, "a.csv", "--hash-keys")
    file = exported(shop, "a.csv")
    assert seg(shop, "erase", "c02").exit_code == 0
    assert "c02" not in file.read_text()
    written = rows(shop, "select columns, salt_fingerprint is null from _seg.exports order by all")
    assert written == [
        ('["action", "customer_id"]', True),
        ('["customer_id"]', True),
        ('["customer_id_sha256"]', False),
    ]


def test_what_an_earlier_seg_wrote_is_left_to_you_when_nobody_is_found(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SALT, "pepper")
    exported(shop, "a.csv", "--hash-keys")
    with duckdb.connect(str(shop / "warehouse.duckdb")) as connection:
        connection.execute("alter table _seg.exports drop column columns")
        connection.execute("alter table _seg.exports drop column salt_fingerprint")
    assert seg(shop, "erase", "c02").exit_code == 0
    monkeypatch.setenv(SALT, "")
    erased = seg(shop, "erase", "c03")
    assert erased.exit_code == 1
    shown = "file a.csv: cannot be read: the salt of its keys was not recorded"
    assert left_to_you(erased) == [shown]


def test_what_kills_left_of_lists_goes(shop: Path) -> None:
    arguments = ("export", "tier.big", "--channel", "email", "-o", str(shop / "lists/a.csv"))
    assert seg_process(shop, *arguments, fault="unload=kill").exit_code == -SIGKILL
    assert len(left_aside(shop)) == 1

    half = shop / "lists" / left_aside(shop)[0]
    half.parent.mkdir()
    half.write_text("customer_id\nc02\n")
    exported(shop, "lists/a.csv")
    assert (left_aside(shop), left_aside(shop / "lists")) == ([], [])

    half.write_text("customer_id\nc02\n")
    assert seg(shop, "erase", "c02").exit_code == 0
    assert left_aside(shop / "lists") == []


def left_aside(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder) if name.startswith(".seg-")]
