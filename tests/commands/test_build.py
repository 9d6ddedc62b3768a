"""build, run, test and seed without a terminal: they yield events and return a value."""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Timer

import pytest

from orchestrator.commands.build import build, load_seeds, run_models, run_tests
from orchestrator.commands.run.run import Run, RunResult
from orchestrator.errors import RunFailed, UsageError
from orchestrator.results import Event, NodeFinished, NodeStarted, Notice
from orchestrator.workspace.selection import Selection
from tests.commands.shop import MODEL, NO_LOSS, NOT_NULL, SEED, opened, shop
from tests.projects import rows, write_project
from tests.running.stopped.injected import ENDLESS

ALL = Selection()


def told(event: Event) -> str:
    """An event as its name, and the node that it is about."""
    match event:
        case NodeStarted():
            return f"started {event.unique_id}"
        case NodeFinished():
            return f"{event.result.status} {event.result.unique_id}"
        case _:
            return type(event).__name__


def statuses(result: RunResult) -> dict[str, str]:
    return {name: found.status for name, found in result.results.items()}


def test_a_build_is_a_stream_of_events_and_a_result(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    workspace = shop(tmp_path)
    run = build(workspace, ALL)
    assert [told(event) for event in run] == [
        "RunStarted",
        f"started {SEED}",
        f"success {SEED}",
        f"started {MODEL}",
        f"success {MODEL}",
        f"started {NOT_NULL}",
        f"pass {NOT_NULL}",
        f"started {NO_LOSS}",
        f"pass {NO_LOSS}",
        "Published",
        "RunFinished",
    ]
    result = run.result()
    assert (result.run_id, result.command) == (workspace.invocation.run_id, "build")
    assert (result.status, result.exit_code, result.generation) == ("success", 0, 1)
    assert (result.not_published, result.notices, dict(result.failed)) == (None, (), {})
    assert statuses(result) == {
        SEED: "success",
        MODEL: "success",
        NO_LOSS: "pass",
        NOT_NULL: "pass",
    }
    assert result.raise_for_status() is result
    assert capfd.readouterr() == ("", "")


def test_a_build_in_which_nothing_changed_says_what_is_published(tmp_path: Path) -> None:
    assert build(shop(tmp_path), ALL).result().generation == 1
    again = build(shop(tmp_path), ALL).result()
    assert (again.status, again.is_unchanged, again.generation) == ("success", True, 1)
    assert (set(again.reused), again.failed) == ({SEED, MODEL, NO_LOSS, NOT_NULL}, {})
    forced = build(shop(tmp_path, run_all=True), ALL).result()
    assert (forced.reused, statuses(forced)[MODEL]) == ((), "success")
    assert (forced.is_unchanged, forced.generation) == (True, 1)


def test_what_failed_is_a_value_until_it_is_asked_to_raise(tmp_path: Path) -> None:
    result = build(shop(tmp_path, vars={"least": 99}), ALL).result()
    assert (result.status, result.exit_code, result.generation) == ("failed", 1, None)
    assert statuses(result) == {
        SEED: "success",
        MODEL: "success",
        NO_LOSS: "fail",
        NOT_NULL: "pass",
    }
    assert list(result.failed) == [NO_LOSS]
    assert (
        result.failed[NO_LOSS].details["compiled_path"] == "target/compiled/shop/tests/no_loss.sql"
    )
    with pytest.raises(RunFailed) as raised:
        result.raise_for_status()
    assert (raised.value.exit_code, str(raised.value)) == (
        1,
        "seg build: failed\n"
        f"{NO_LOSS}: {result.failed[NO_LOSS].message}\n"
        f"not published: {result.not_published}",
    )


def test_each_command_takes_its_own_kind_of_node(tmp_path: Path) -> None:
    assert statuses(load_seeds(shop(tmp_path, "seed"), ALL).result()) == {SEED: "success"}
    assert statuses(run_models(shop(tmp_path, "run"), ALL).result()) == {MODEL: "success"}
    tested = run_tests(shop(tmp_path, "test"), Selection(select=("no_loss",))).result()
    assert (statuses(tested), tested.generation) == ({NO_LOSS: "pass"}, None)


def test_what_cannot_be_done_is_raised_before_a_run(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as typo:
        build(shop(tmp_path), Selection(select=("total",)))
    assert str(typo.value) == (
        "The selection criterion 'total' does not match any enabled nodes\n"
        "  fix: did you mean 'totals'?"
    )
    with pytest.raises(UsageError) as nothing:
        run_tests(shop(tmp_path, "test"), ALL)
    assert str(nothing.value) == ("there is no warehouse to test yet\n  fix: run 'seg build' first")
    assert not (tmp_path / "warehouse.duckdb").exists()


def test_nothing_runs_before_the_first_event_is_asked_for(tmp_path: Path) -> None:
    run = build(shop(tmp_path), ALL)
    run.close()
    assert not (tmp_path / "warehouse.duckdb").exists()
    with pytest.raises(RunFailed) as raised:
        run.result()
    assert str(raised.value) == "seg build: the run was closed before it finished"


def test_a_run_that_is_broken_off_publishes_nothing_and_the_next_one_tells(tmp_path: Path) -> None:
    with build(shop(tmp_path), ALL) as run:
        for event in run:
            if isinstance(event, NodeFinished):
                break
    again = build(shop(tmp_path), ALL).result()
    assert (again.status, again.generation) == ("success", 1)
    (notice,) = again.notices
    assert isinstance(notice, Notice)
    assert notice.message.startswith(f"run {run.run_id[:8]} (build, ")
    assert notice.message.endswith(") did not finish; nothing of it was published")


def test_a_run_works_on_another_thread_and_leaves_signals_alone(tmp_path: Path) -> None:
    handlers = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    run = build(shop(tmp_path), ALL)
    with ThreadPoolExecutor(1) as executor:
        assert executor.submit(run.result).result().status == "success"
    assert handlers == [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]


@pytest.mark.parametrize("end", [Run.stop, Run.close])
def test_a_run_can_be_stopped_from_another_thread(
    tmp_path: Path, end: Callable[[Run], None]
) -> None:
    write_project(
        tmp_path, {"models/slow.sql": f"{{{{ config(materialized='table') }}}} {ENDLESS}"}
    )
    run = build(opened(tmp_path), ALL)
    stopped = _stopped_when_it_works(run, end)
    assert (stopped.status, stopped.exit_code) == ("interrupted", 130)
    assert statuses(stopped) == {"model.shop.slow": "interrupted"}
    assert stopped.generation is None
    with pytest.raises(RunFailed) as raised:
        stopped.raise_for_status()
    assert raised.value.exit_code == 130


def test_an_interrupt_in_a_notebook_ends_what_runs(tmp_path: Path, answers_sigint: None) -> None:
    write_project(
        tmp_path, {"models/slow.sql": f"{{{{ config(materialized='table') }}}} {ENDLESS}"}
    )
    interrupt = Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    events = build(opened(tmp_path), ALL)
    assert [told(next(events)), told(next(events))] == ["RunStarted", "started model.shop.slow"]
    interrupt.start()
    with pytest.raises(KeyboardInterrupt):
        next(events)
    write_project(tmp_path, {"models/slow.sql": "select 1 as quick"})
    again = build(opened(tmp_path), ALL).result()
    assert (again.status, again.generation, len(again.notices)) == ("success", 1, 1)


@pytest.fixture
def answers_sigint() -> Iterator[None]:
    """SIGINT raises, also where the tests were started in the background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def _stopped_when_it_works(run: Run, end: Callable[[Run], None] = Run.stop) -> RunResult:
    for event in run:
        if isinstance(event, NodeStarted):
            Timer(0.2, end, (run,)).start()
    return run.result()


def test_the_working_directory_is_the_projects_while_a_run_is_open(tmp_path: Path) -> None:
    before = os.getcwd()
    run = build(shop(tmp_path / "one"), ALL)
    next(run)
    assert os.getcwd() == str(tmp_path / "one")
    with pytest.raises(UsageError) as refused:
        build(shop(tmp_path / "two"), ALL).result()
    assert str(refused.value) == (
        f"this process has the project in {tmp_path / 'one'} open\n"
        "  fix: close its run first, or use one process per project"
    )
    with pytest.raises(UsageError, match="open"):
        build(shop(tmp_path / "one"), ALL).result()
    run.result()
    assert os.getcwd() == before
    assert build(shop(tmp_path / "two"), ALL).result().status == "success"


def test_no_files_are_written_where_none_are_wanted(tmp_path: Path) -> None:
    workspace = shop(tmp_path, write_json=False, partial_parse=False)
    assert build(workspace, ALL).result().status == "success"
    assert not (tmp_path / "target").exists()
    assert rows(tmp_path, "select * from totals") == [(2, 30)]
