"""An erasure that is killed after deleting rows is finished by the next command that writes."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from orchestrator.errors import EnvironmentFault
from tests.action.listed_shop import NAMES, build_shop
from tests.projects import Outcome, reading, rows, seg
from tests.running.reading import said
from tests.shared import own_copy

KILLED = """
import os, signal, sys
from orchestrator.cli.main import main
from {module} import {owner}

def killed(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

{owner}.{name} = killed
main(sys.argv[1:])
"""
PLACES = {
    "before the lists": ("orchestrator.commands.erase", "erase", "rewrite_lists"),
    "before the file": ("orchestrator.engines.duckdb.engine", "DuckDBEngine", "compact"),
}


@pytest.fixture
def shop(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty customers on a list that was exported."""
    folder = own_copy(tmp_path_factory, "the shop of twenty", build_shop, tmp_path)
    for name in ("a.csv", "b.csv"):
        assert seg(folder, "export", "tier.big", "--channel", "email", "-o",
                   str(folder / name)).exit_code == 0  # fmt: skip
    return folder


def killed(folder: Path, place: str, *arguments: str) -> None:
    module, owner, name = PLACES[place]
    script = KILLED.format(module=module, owner=owner, name=name)
    command = [sys.executable, "-c", script, "--project-dir", str(folder), "erase", *arguments]
    found = subprocess.run(command, capture_output=True, env={**os.environ})
    assert found.returncode == -9, found.stderr


def told(outcome: Outcome) -> list[str]:
    """What is said of the erasure, without its moment."""
    text = said(outcome) + outcome.stderr
    found = re.findall(r"the erasure of (?:[-\d]+ [:\d]+) (did not finish; .*)", text)
    return list(dict.fromkeys(found))


def people_in(file: Path) -> list[str]:
    return file.read_text("utf-8").split()[1:]


def is_in_bytes(folder: Path, text: str) -> bool:
    return text.encode() in (folder / "warehouse.duckdb").read_bytes()


@pytest.mark.parametrize("command", ["build", "erase"])
@pytest.mark.parametrize(
    ("place", "lists"),
    [("before the lists", 2), ("before the file", 0)],
)
def test_the_next_command_that_writes_finishes(
    shop: Path, place: str, lists: int, command: str
) -> None:
    others = [name for name in NAMES if name not in ("c02", "c03")]
    killed(shop, place, "c02")
    assert rows(shop, "select count(*) from tier where customer_id = 'c02'") == [(0,)]
    again = seg(shop, command, *(["c03"] if command == "erase" else []))
    assert told(again) == [
        f"did not finish; {lists} lists rewritten now, and the database file is compacted"
    ]
    if command == "build":
        assert seg(shop, "erase", "c03").exit_code == 0
    assert people_in(shop / "a.csv") == people_in(shop / "b.csv") == others
    with reading(shop / "warehouse.duckdb") as connection:
        left = connection.execute("from duckdb_tables() select table_name").fetchall()
    assert "unfinished_erasures" not in {name for (name,) in left}
    assert told(seg(shop, "build")) == []


def test_a_dry_run_finishes_nothing(shop: Path) -> None:
    killed(shop, "before the lists", "c02")
    assert told(seg(shop, "erase", "c03", "--dry-run")) == []
    assert "c02" in people_in(shop / "a.csv")


def test_no_key_is_left_behind(shop: Path) -> None:
    killed(shop, "before the lists", "c02")
    assert told(seg(shop, "build"))
    assert not is_in_bytes(shop, '["c02"]')


def test_without_room_a_build_goes_on_and_the_next_tries_again(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(shop, "before the lists", "c02")
    with monkeypatch.context() as patched:
        patched.setattr("orchestrator.engines.duckdb.published.compacting.require_space", no_room)
        first = seg(shop, "build")
    assert first.exit_code == 0
    assert told(first)[0].startswith(
        "did not finish; 2 lists rewritten now, but the database file is not compacted: "
    )
    assert told(seg(shop, "build")) == [
        "did not finish; 0 lists rewritten now, and the database file is compacted"
    ]


def no_room(file: Path, needed_bytes: int) -> None:
    raise EnvironmentFault(f"{file.parent}: only 1 MiB is free on this disk")
