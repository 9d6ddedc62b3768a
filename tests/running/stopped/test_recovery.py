"""What the next run reports about an interrupted run, and that it needs no help."""

import shutil
from pathlib import Path

from tests.projects import Outcome, seg, write_project
from tests.running.reading import published, said
from tests.running.stopped.kills import killed

FILES = {
    "profiles.yml": """
shop:
  target: dev
  outputs:
    dev: {type: duckdb, path: warehouse.duckdb}
    other: {type: duckdb, path: other.duckdb}
""",
    "seg_project.yml": "name: shop\nprofile: shop\n",
    "models/a.sql": "{{ config(materialized='table') }} select {{ var('run', 1) }} as run",
    "models/b.sql": "select * from {{ ref('a') }}",
}


def build(folder: Path, *arguments: str) -> Outcome:
    built = seg(folder, "build", "--profiles-dir", str(folder), *arguments)
    assert (built.exit_code, built.stderr) == (0, "")
    return built


def kill(folder: Path, at: str, *arguments: str) -> None:
    assert killed(folder, "build", "--profiles-dir", str(folder), *arguments, at=at) == -9


def warnings(outcome: Outcome) -> list[str]:
    """Without the run's id and time."""
    lines = [line for line in said(outcome).splitlines() if line.startswith("[WARNING]: run ")]
    return [" ".join(line.split()[3:]) for line in lines]


def test_a_run_that_was_killed_before_the_commit(tmp_path: Path) -> None:
    build(write_project(tmp_path, FILES))
    kill(tmp_path, "publish:commit", "--vars", "{run: 2}")
    assert published(tmp_path) == {"a": [(1,)], "b": [(1,)]}
    (warning,) = warnings(build(tmp_path))
    assert warning.startswith("(build, ")
    assert warning.endswith(") did not finish; nothing of it was published")
    assert warnings(build(tmp_path)) == []


def test_a_run_that_was_killed_after_the_commit(tmp_path: Path) -> None:
    build(write_project(tmp_path, FILES))
    kill(tmp_path, "publish:read back", "--vars", "{run: 2}")
    assert published(tmp_path) == {"a": [(2,)], "b": [(2,)]}
    (warning,) = warnings(build(tmp_path))
    assert warning.endswith(") did not finish; it had published generation 2, which is complete")


def test_a_run_on_another_target_says_nothing_of_this_one(tmp_path: Path) -> None:
    build(write_project(tmp_path, FILES))
    kill(tmp_path, "publish:read back", "--vars", "{run: 2}")
    assert warnings(build(tmp_path, "--target", "other")) == []
    (warning,) = warnings(build(tmp_path))
    assert warning.endswith("it had published generation 2, which is complete")


def test_a_warehouse_that_went_back_is_noticed(tmp_path: Path) -> None:
    """An older copy of the file, or a truncated log, opens without an error."""
    build(write_project(tmp_path, FILES))
    shutil.copy(tmp_path / "warehouse.duckdb", tmp_path / "copy")
    build(tmp_path, "--vars", "{run: 2}")
    shutil.copy(tmp_path / "copy", tmp_path / "warehouse.duckdb")
    (warning,) = warnings(build(tmp_path))
    assert warning == (
        "published generation 2, but the warehouse has no record of it: "
        "generation 1 is its newest. Was the file restored, or its .wal file lost?"
    )
    (tmp_path / "warehouse.duckdb").unlink()
    (warning,) = warnings(build(tmp_path))
    assert warning.startswith("found generation 1 published, but the warehouse has no record")
    assert "it holds no generation" in warning
    assert warnings(build(tmp_path)) == []


def test_a_run_goes_on_from_a_rollback(tmp_path: Path) -> None:
    build(write_project(tmp_path, FILES))
    build(tmp_path, "--vars", "{run: 2}")
    assert seg(tmp_path, "rollback", "--profiles-dir", str(tmp_path)).exit_code == 0
    assert warnings(build(tmp_path, "--vars", "{run: 3}")) == []
    assert published(tmp_path) == {"a": [(3,)], "b": [(3,)]}
