"""`seg export`: who is on the list, what is recorded about it, and what is refused."""

import csv
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.action.listed_shop import NAMES, build_shop, features
from tests.action.tiny import (
    built,
    change_table,
)
from tests.projects import Outcome, rows, seg
from tests.shared import own_copy


@pytest.fixture
def shop(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fifteen of twenty customers are big; all but the first of them can be reached."""

    def make(folder: Path) -> None:
        build_shop(folder, NAMES[:15], NAMES[1:])

    return own_copy(tmp_path_factory, "the shop of fifteen", make, tmp_path)


def export(folder: Path, *arguments: str) -> Outcome:
    return seg(folder, "export", "tier.big", "--channel", "email", *arguments)


def wrote(folder: Path, *arguments: str) -> list[dict[str, str]]:
    """The rows of the file that a successful export wrote."""
    file = folder / "list.csv"
    outcome = export(folder, "--output", str(file), *arguments)
    assert outcome.exit_code == 0, outcome.stderr
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def state(folder: Path, name: str) -> set[str]:
    query = f"select entity from _seg.export_members where state = '{name}'"
    return {row[0] for row in rows(folder, query)}


def test_only_reachable_members_are_written(shop: Path) -> None:
    assert wrote(shop) == [{"customer_id": name} for name in NAMES[1:15]]


def test_the_person_is_told_what_was_written(shop: Path) -> None:
    outcome = export(shop, "--now", "2025-07-01T08:00:00")
    assert outcome.stdout == (
        f"Wrote {shop}/target/exports/tier.big_email_full.csv: 14 rows.\n"
        "  14 of 15 members can be reached by email; compared with the acknowledged list, 14 are "
        "added and 0 removed.\n"
        "  Members and consents are as of 2025-06-30, withdrawals and suppressions as of now.\n"
        "  After the import: seg export tier.big --channel email --acknowledge\n"
    )
    assert not [path for path in shop.iterdir() if path.name.startswith(".seg-")]


def test_state_and_difference_are_the_target_day_after_day(shop: Path) -> None:
    held: set[str] = set()
    days = [NAMES[:15], NAMES[:16], NAMES[3:16], NAMES[2:20]]
    for number, members in enumerate(days):
        change_table(shop, "customer_features", features(members))
        built(shop)
        difference = wrote(shop, "--delta")
        added = {row["customer_id"] for row in difference if row["action"] == "add"}
        removed = {row["customer_id"] for row in difference if row["action"] == "remove"}
        assert len(added) + len(removed) == len(difference)
        assert removed <= held
        assert not added & held
        assert held | added == (held - removed) | added | removed
        target = (held - removed) | added
        assert target == set(members) - {NAMES[0]}
        assert state(shop, "written") == target
        # The third file is lost on its way: the fourth is a difference to the second.
        if number != 2:
            acknowledged = export(shop, "--acknowledge")
            assert acknowledged.exit_code == 0
            held = target
        assert state(shop, "acknowledged") == held


def test_acknowledging_twice_is_refused(shop: Path) -> None:
    wrote(shop)
    assert export(shop, "--acknowledge").exit_code == 0
    again = export(shop, "--acknowledge")
    assert (again.exit_code, again.stderr) == (
        2,
        "no export of tier.big/email is pending acknowledgement\n"
        "  fix: write a file first, without --acknowledge\n",
    )
    assert state(shop, "acknowledged") == set(NAMES[1:15])


def test_acknowledging_and_writing_are_two_calls(shop: Path) -> None:
    refused = export(shop, "--acknowledge", "--hash-keys")
    assert (refused.exit_code, refused.stderr) == (
        2,
        "--acknowledge writes no file: --hash-keys has no meaning\n"
        "  fix: acknowledge a file in a separate call, after it was imported\n",
    )


def test_a_cap_on_removals(shop: Path) -> None:
    wrote(shop)
    export(shop, "--acknowledge")
    change_table(shop, "customer_features", features(NAMES[4:17]))
    built(shop)
    refused = export(shop, "--delta", "--output", str(shop / "list.csv"))
    assert (refused.exit_code, refused.stderr) == (
        1,
        "3 of 14 acknowledged people would be removed from tier.big/email, more than 20%\n"
        "  fix: check the segment's size; if this is intended, add --allow-removals\n",
    )
    assert state(shop, "written") == set()
    allowed = wrote(shop, "--delta", "--allow-removals")
    assert [row["customer_id"] for row in allowed if row["action"] == "remove"] == NAMES[1:4]


def test_a_segment_under_the_minimum_cell_is_refused(shop: Path) -> None:
    change_table(shop, "customer_features", features(NAMES[:11]))
    built(shop)
    refused = export(shop)
    assert (refused.exit_code, refused.stderr) == (
        1,
        "tier.big has 11 members, 10 of them reachable by email: fewer than the minimum cell of "
        "11\n  fix: export a larger segment; the variable minimum_cell sets the limit\n",
    )
    assert not (shop / "target" / "exports").exists()
    assert export(shop, "--vars", json.dumps({"minimum_cell": 5})).exit_code == 0


def test_a_channel_without_consent_data_is_refused(shop: Path) -> None:
    refused = seg(shop, "export", "tier.big", "--channel", "emial")
    assert (refused.exit_code, refused.stderr) == (
        2,
        "there is no consent data for the channel 'emial'\n  fix: did you mean 'email'?\n",
    )


def test_a_segment_that_is_not_there(shop: Path) -> None:
    refused = seg(shop, "export", "tier.bog", "--channel", "email")
    assert (refused.exit_code, refused.stderr) == (
        2,
        "no segment 'bog' in the family 'tier'\n  fix: did you mean 'big'?\n",
    )


def test_keys_are_hashed_with_the_salt(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = [hashlib.sha256(name.encode()).hexdigest() for name in NAMES[1:15]]
    assert [row["customer_id_sha256"] for row in wrote(shop, "--hash-keys")] == sorted(plain)
    unsalted = (
        "  Unsalted hashes can be reversed by guessing keys: SEG_SECRET_EXPORT_SALT is not set.\n"
    )
    assert unsalted in export(shop, "--hash-keys").stdout
    assert unsalted not in export(shop).stdout
    monkeypatch.setenv("SEG_SECRET_EXPORT_SALT", "pepper")
    assert unsalted not in export(shop, "--hash-keys").stdout
    salted = [hashlib.sha256(f"pepper{name}".encode()).hexdigest() for name in NAMES[1:15]]
    assert [row["customer_id_sha256"] for row in wrote(shop, "--hash-keys")] == sorted(salted)


def test_parquet(shop: Path) -> None:
    file = shop / "list.parquet"
    assert export(shop, "--format", "parquet", "--output", str(file)).exit_code == 0
    found = duckdb.sql(f"select customer_id from '{file}'").fetchall()
    assert found == [(name,) for name in NAMES[1:15]]


def test_the_files_name_says_the_format(shop: Path) -> None:
    file = shop / "list.parquet"
    assert export(shop, "-o", str(file)).exit_code == 0
    assert duckdb.sql(f"select count(*) from '{file}'").fetchall() == [(14,)]
    refused = export(shop, "-o", str(file), "--format", "csv")
    assert (refused.exit_code, refused.stderr) == (
        2,
        f"{file} has the extension of parquet, but --format is csv\n"
        "  fix: leave out --format, or change the extension\n",
    )


@pytest.mark.parametrize(("kind", "what"), [("fifo", "not a regular file"), ("folder", "a folder")])
def test_what_is_no_file_is_refused(shop: Path, kind: str, what: str) -> None:
    assert export(shop).exit_code == 0
    before = state(shop, "written")
    file = shop / "taken.csv"
    os.mkfifo(file) if kind == "fifo" else file.mkdir()
    refused = export(shop, "-o", str(file))
    assert (refused.exit_code, refused.stderr) == (
        2,
        f"{file} is {what}: nothing was written\n"
        "  fix: name a file with -o, or write '-o -' for standard output\n",
    )
    assert file.is_fifo() == (kind == "fifo")
    assert state(shop, "written") == before


def test_standard_output_has_the_list_and_nothing_else(shop: Path) -> None:
    command = [sys.executable, "-m", "orchestrator", "--project-dir", str(shop), "export"]
    arguments = ["tier.big", "--channel", "email", "-o", "-"]
    outcome = subprocess.run([*command, *arguments], capture_output=True, check=True, text=True)
    assert outcome.stdout.split() == ["customer_id", *NAMES[1:15]]
    assert outcome.stderr.startswith("Wrote to standard output: 14 rows.\n")
    assert state(shop, "written") == set(NAMES[1:15])
    assert rows(shop, "select file from _seg.exports") == [(None,)]
    assert seg(shop, "erase", "c02").exit_code == 0


def test_a_relative_path_is_the_callers(
    shop: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(elsewhere)
    assert export(shop, "-o", "list.csv").stdout.startswith("Wrote list.csv: 14 rows.\n")
    monkeypatch.chdir(shop)
    assert export(shop).stdout.startswith("Wrote target/exports/tier.big_email_full.csv: ")
    erased = seg(shop, "erase", "c02").stdout
    for name in (elsewhere / "list.csv", "target/exports/tier.big_email_full.csv"):
        assert f"  {name} was rewritten without 1 row of theirs\n" in erased
    assert "c02" not in (elsewhere / "list.csv").read_text()


def test_a_file_that_cannot_be_written_changes_nothing(shop: Path) -> None:
    (shop / "taken").write_text("no folder")
    refused = export(shop, "--output", str(shop / "taken" / "list.csv"))
    assert refused.exit_code == 3
    assert refused.stderr.startswith(f"cannot write {shop / 'taken' / 'list.csv'}: ")
    assert state(shop, "written") == set()
    assert not [path for path in shop.iterdir() if path.name.startswith(".seg-")]


def test_who_was_erased_stays_off_even_where_a_table_has_them_again(shop: Path) -> None:
    wrote(shop)
    export(shop, "--acknowledge")
    assert seg(shop, "erase", "c02").exit_code == 0
    with duckdb.connect(str(shop / "warehouse.duckdb")) as connection:
        for table in ("tier", "customer_reachability"):
            version = f'seg_versions."main.{table}@1"'
            changed = f"select * replace ('c02' as customer_id) from {version}"
            connection.execute(f"insert into {version} {changed} where customer_id = 'c03'")
    assert rows(shop, "select count(*) from tier where customer_id = 'c02'") == [(1,)]
    assert [row["customer_id"] for row in wrote(shop)] == NAMES[2:15]
