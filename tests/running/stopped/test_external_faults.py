"""Files of external models after a stop, a kill, a rollback or an erasure."""

import os
import signal
from pathlib import Path

import pytest

from tests.projects import rows, seg, write_project
from tests.running.reading import said
from tests.running.stopped.processes import seg_process

ROW = "select {{ var('n', 1) }} as customer_id"
SHOP = {
    "models/a.sql": f"{{{{ config(materialized='external', location='out/a.csv') }}}}\n{ROW}\n",
    "tests/none.sql": "select * from {{ ref('a') }} where customer_id is null",
    "models/b.sql": f"{{{{ config(materialized='external', location='out/b.csv') }}}}\n{ROW}\n",
}
SECOND = ("--vars", "{n: 2}")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = write_project(tmp_path, SHOP)
    assert seg(folder, "build").exit_code == 0
    return folder


def files(folder: Path) -> dict[str, str]:
    out = folder / "out"
    return {file.name: file.read_text() for file in out.iterdir() if file.is_file()}


def left(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder / "out") if name.startswith(".")]


ONE = {"a.csv": "customer_id\n1\n", "b.csv": "customer_id\n1\n"}
TWO = {"a.csv": "customer_id\n2\n", "b.csv": "customer_id\n2\n"}


def test_a_signal_ends_the_writing_of_a_file(shop: Path) -> None:
    stopped = seg_process(shop, "build", *SECOND, fault="unload=signal in a long query")

    assert (stopped.exit_code, stopped.stderr) == (130, "")
    assert "Published generation 2: 2 relations" in said(stopped)
    assert "Stopped by SIGINT: 2 nodes interrupted, 0 not started." in said(stopped)
    told = f"it is published, but the file {shop / 'out/a.csv'} is unchanged: the run was stopped"
    assert told in said(stopped)
    assert (files(shop), left(shop)) == (ONE, [])
    assert rows(shop, "select customer_id from a") == [(2,)]

    again = seg(shop, "retry")
    assert (again.exit_code, files(shop)) == (0, TWO)


def test_the_next_run_clears_away_what_a_kill_left(shop: Path) -> None:
    killed = seg_process(shop, "build", *SECOND, fault="unload=kill")
    assert killed.exit_code == -signal.SIGKILL
    assert (files(shop), len(left(shop))) == (ONE, 1)

    # Also one that publishes nothing: it writes what was published before.
    write_project(shop, {"tests/none.sql": "select * from {{ ref('a') }}"})
    assert seg(shop, "build", *SECOND).exit_code == 1
    assert (files(shop), left(shop)) == (TWO, [])


def test_the_next_command_writes_what_a_killed_first_build_has_published(tmp_path: Path) -> None:
    shop = write_project(tmp_path, SHOP)
    killed = seg_process(shop, "build", fault="unload=kill")
    assert (killed.exit_code, files(shop)) == (-signal.SIGKILL, {})

    tested = seg(shop, "test")
    assert tested.exit_code == 0
    assert f"{STOPPED} out/a.csv, out/b.csv\n" in tested.stdout
    assert (files(shop), left(shop)) == (ONE, [])
    assert STOPPED not in seg(shop, "test").stdout


STOPPED = "a command was stopped before it wrote all files; these are written now:"


def test_a_rollback_writes_the_files_again(shop: Path) -> None:
    write_project(shop, {"models/c.sql": SHOP["models/b.sql"].replace("b.csv", "c.csv")})
    assert seg(shop, "build", *SECOND).exit_code == 0
    assert files(shop) == {**TWO, "c.csv": "customer_id\n2\n"}

    back = seg(shop, "rollback")
    assert (back.exit_code, back.stderr) == (0, "")
    assert back.stdout.splitlines()[1:] == [
        "Wrote out/a.csv again.",
        "Wrote out/b.csv again.",
        "out/c.csv stays: its model is not in generation 1. Delete it, or build the model.",
    ]
    assert files(shop) == {**ONE, "c.csv": "customer_id\n2\n"}


def test_who_is_erased_leaves_the_files(shop: Path) -> None:
    found = seg(shop, "erase", "1", "--dry-run").stdout.splitlines()
    assert "The file out/a.csv is written from a table that contains them." in found
    assert files(shop) == ONE

    erased = seg(shop, "erase", "1")
    assert (erased.exit_code, erased.stderr) == (0, "")
    assert "Rewrote out/a.csv without them.\n" in erased.stdout
    assert files(shop) == {"a.csv": "customer_id\n", "b.csv": "customer_id\n"}


def test_a_file_that_cannot_be_written_again_is_told(shop: Path) -> None:
    assert seg(shop, "build", *SECOND).exit_code == 0
    (shop / "out/a.csv").unlink()
    (shop / "out/a.csv").mkdir()
    (shop / "out/a.csv/mine.txt").touch()
    why = f"'location': {shop / 'out/a.csv'} would overwrite a folder"

    back = seg(shop, "rollback")
    told = f"out/a.csv could not be written, and is from another generation: {why}\n"
    assert (back.exit_code, told in back.stdout, files(shop)["b.csv"]) == (1, True, ONE["b.csv"])

    erased = seg(shop, "erase", "1")
    assert (erased.exit_code, f"  file out/a.csv: {why}\n" in erased.stdout) == (1, True)
    assert (shop / "out/a.csv/mine.txt").exists()


@pytest.mark.parametrize("then", [("test",), ("rollback", "2"), ("erase", "9")])
def test_what_comes_after_a_killed_rollback_writes_its_files(
    shop: Path, then: tuple[str, ...]
) -> None:
    assert seg(shop, "build", *SECOND).exit_code == 0
    killed = seg_process(shop, "rollback", fault="unload=kill")
    assert killed.exit_code == -signal.SIGKILL
    assert (rows(shop, "select customer_id from a"), files(shop)) == ([(1,)], TWO)

    again = seg(shop, *then)
    assert f"{STOPPED} out/a.csv, out/b.csv\n" in again.stdout + again.stderr
    assert (files(shop), left(shop)) == (TWO if "2" in then else ONE, [])
    assert STOPPED not in seg(shop, "test").stdout


def test_a_rollback_to_what_is_not_there_leaves_nothing_to_do(shop: Path) -> None:
    assert seg(shop, "rollback", "7").exit_code == 2
    assert STOPPED not in seg(shop, "test").stdout


def test_an_erasure_clears_away_what_a_killed_first_build_left(shop: Path) -> None:
    """The model was never published, so only the erasure finds the folder."""
    first = SHOP["models/b.sql"].replace("out/b.csv", "more/c.csv")
    write_project(shop, {"models/c.sql": first, "more/.keep": ""})
    killed = seg_process(shop, "build", "--select", "c", fault="unload=kill")
    assert killed.exit_code == -signal.SIGKILL
    held = list(shop.glob("more/.seg-*/new/c.csv"))
    assert [file.read_text() for file in held] == ["customer_id\n1\n"]

    assert seg(shop, "erase", "1").exit_code == 0
    assert sorted(os.listdir(shop / "more")) == [".keep", "c.csv"]
    assert (shop / "more/c.csv").read_text() == "customer_id\n"


def test_a_signal_after_a_rollback_was_published_says_so(shop: Path) -> None:
    assert seg(shop, "build", *SECOND).exit_code == 0
    stopped = seg_process(shop, "rollback", fault="unload=signal in a long query")

    told = "generation 3 is published; the steps after that were stopped\n"
    assert (stopped.exit_code, told in stopped.stderr) == (130, True)
    assert (rows(shop, "select customer_id from a"), files(shop)) == ([(1,)], TWO)
