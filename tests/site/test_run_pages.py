"""Runs: counts, and the critical path of steps."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from orchestrator.artifacts.last_run import LastRun, read_runs
from orchestrator.nodes import Node
from orchestrator.results import NodeResult
from orchestrator.site.run_pages import critical_path, run_entry
from orchestrator.workspace.flags import Flags
from orchestrator.workspace.open import open_workspace
from tests.projects import seg, write_project

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
FILES = {
    "models/a.sql": "select 1 as id",
    "models/a.yml": "models: [{name: a, columns: [{name: id, data_tests: [unique]}]}]",
    "models/b.sql": "select 2 as id",
    "models/c.sql": "select * from {{ ref('a') }} union all select * from {{ ref('b') }}",
}
A, B, C = "model.shop.a", "model.shop.b", "model.shop.c"
TEST = "test.shop.unique_a_id.f6a5f640da"


def nodes(folder: Path) -> dict[str, Node]:
    flags = Flags(project_dir=write_project(folder, FILES))
    return dict(open_workspace(flags, "ls").project.nodes)


def ran(*steps: tuple[str, float, float]) -> LastRun:
    """A run of steps: node, when it began, how long it took."""
    results = {
        name: NodeResult(
            name, "success", elapsed_seconds=took, started_at=BEGAN + timedelta(seconds=at)
        )
        for name, at, took in steps
    }
    return LastRun("r", "build", BEGAN, is_finished=True, results=results)


def test_the_path_goes_back_by_what_ended_last_before_each_step(tmp_path: Path) -> None:
    run = ran((A, 0, 1), (B, 0, 2), (TEST, 1, 2), (C, 3, 4))
    assert critical_path(run, nodes(tmp_path)) == [[A, 0, 1], [TEST, 1, 2], [C, 3, 4]]


def test_what_was_not_waited_for_is_not_on_the_path(tmp_path: Path) -> None:
    run = ran((A, 0, 1), (B, 0, 2.5), (TEST, 1, 5), (C, 2.5, 6))
    assert critical_path(run, nodes(tmp_path)) == [[B, 0, 2.5], [C, 2.5, 6]]


def test_a_run_without_steps_has_no_path() -> None:
    assert critical_path(ran(), {}) == []


def test_what_did_not_end_well_is_named(tmp_path: Path) -> None:
    run = ran((A, 0, 1))
    results = {**run.results, TEST: NodeResult(TEST, "fail", failures=3)}
    entry = run_entry(LastRun("r", "build", BEGAN, results=results), nodes(tmp_path))
    assert entry["counts"] == {"success": 1, "fail": 1}
    assert entry["attention"] == [[TEST, "fail", 3]]
    assert entry["finished"] is False


def test_the_journal_gives_all_runs_the_last_one_first(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    seg(tmp_path, "build")
    seg(tmp_path, "run", "--force")
    runs = read_runs(tmp_path / "target" / "seg_journal.jsonl", "dev")
    assert [run.command for run in runs] == ["run", "build"]
    assert [set(run.results) for run in runs] == [{A, B, C}, {A, B, C, TEST}]
    assert all(run.elapsed_seconds for run in runs)
    assert read_runs(tmp_path / "target" / "seg_journal.jsonl", "prod") == ()
    assert read_runs(tmp_path / "nothing.jsonl", "dev") == ()
