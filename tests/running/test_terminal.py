"""What a terminal shows, by its size."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import seg, write_project
from tests.terminals import on_terminal

WIDE = ", ".join(f"1000 as column_{n}" for n in range(20))
FILES = {
    "models/wide.sql": f"{{{{ config(materialized='table') }}}}\nselect {WIDE}",
    "models/long.sql": "select i from range(50) t(i)",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("terminal")
    seg(write_project(folder, FILES), "build")
    return folder


@pytest.mark.parametrize(("columns", "fitting"), [(80, 7), (40, 3), (200, 17)])
def test_a_table_is_as_wide_as_the_terminal(built: Path, columns: int, fitting: int) -> None:
    shown = on_terminal(built, "show", "-s", "wide", columns=columns).splitlines()
    assert shown[1].count("column_") == fitting
    assert max(map(len, shown)) <= columns
    assert f"no room for {20 - fitting} more columns" in " ".join(shown)
    assert seg(built, "show", "-s", "wide").stdout.splitlines()[1].count("column_") == 20


def test_a_pager_has_what_is_longer_than_the_screen(built: Path) -> None:
    command = ("show", "-s", "long", "--limit", "-1")
    pager = "sed s/^/paged:/"
    assert on_terminal(built, *command, lines=60, PAGER=pager).count("paged:") == 0
    assert on_terminal(built, *command, lines=24, PAGER=pager).count("paged:") == 53
    assert on_terminal(built, *command, "--no-pager", PAGER=pager).count("paged:") == 0
    assert on_terminal(built, *command, PAGER="").count("|  49 |") == 1


def test_a_comparison_goes_through_the_pager_too(built: Path) -> None:
    pager = "sed s/^/paged:/"
    assert on_terminal(built, "diff", lines=4, PAGER=pager).count("paged:") == 4
    assert on_terminal(built, "diff", "--no-pager", lines=4, PAGER=pager).count("paged:") == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", ["ls", "show -s long", "build"])
def test_what_cannot_be_printed_is_said(built: Path, command: str) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "orchestrator", *command.split()],
            cwd=built,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert (done.returncode, done.stderr) == (3, "No space left on device\n")


def test_a_process_without_any_output_ends_as_it_should(built: Path) -> None:
    """Services start processes with closed output: `>&-`."""
    seg = f"{sys.executable} -m orchestrator"
    script = f"{seg} ls >&- && {seg} --help >&- && {seg} nonsense >&- 2>&-"
    done = subprocess.run(["sh", "-c", script], cwd=built, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (2, "")
