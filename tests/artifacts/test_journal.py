import errno
import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from orchestrator.artifacts import journal as journal_module
from orchestrator.artifacts.files import Damaged
from orchestrator.artifacts.journal import Journal
from orchestrator.artifacts.last_run import LastRun, read_last, set_aside
from orchestrator.errors import EnvironmentFault
from orchestrator.results import (
    Event,
    NodeFinished,
    NodeStarted,
    Published,
    RunFinished,
    RunStarted,
)
from orchestrator.secrets import Mask
from tests.reports.scripted import (
    NOW,
    ORDERS,
    RESULTS,
    SEED,
    STAGING,
    UNIQUE,
    ended,
    run_events,
)

POLICY_AS_JSON = {
    "warn_after": {"count": 12, "period": "hour"},
    "error_after": {"count": 1, "period": "day"},
    "filter": None,
}


def write(path: Path, events: list[Event], **options: object) -> None:
    journal = Journal(path, **options)  # type: ignore[arg-type]
    for event in events:
        journal.show(event)
    journal.close()


def good_run(run_id: str, generation: int = 7) -> list[Event]:
    result = replace(RESULTS[SEED], details={"rows_affected": 100})
    return [
        RunStarted(run_id, "build", 1, 1, NOW),
        NodeStarted(SEED, 1, NOW),
        NodeFinished(result, 1),
        Published(generation, 1, 0.5),
        RunFinished((result,), 1.0, NOW),
    ]


def test_a_run_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "target" / "seg_journal.jsonl"
    write(path, good_run("run-1"))
    assert read_last(path) == LastRun(
        run_id="run-1",
        command="build",
        started_at=NOW,
        is_finished=True,
        results={SEED: RESULTS[SEED]},
        generation=7,
        relations=1,
        elapsed_seconds=1.0,
    )


def test_a_run_that_published_nothing(tmp_path: Path) -> None:
    path = tmp_path / "j"
    write(path, run_events())
    last = read_last(path)
    assert isinstance(last, LastRun)
    assert not last.is_published
    assert last.not_published == "unique_stg_customers_customer_id and 2 more failed"
    assert {name: result.status for name, result in last.results.items()} == {
        name: result.status for name, result in RESULTS.items()
    }
    assert last.results[UNIQUE] == replace(RESULTS[UNIQUE], sample=None)
    assert last.results["source.shop.web.visits"].details["criteria"] == POLICY_AS_JSON


def test_each_event_is_on_disk_when_it_was_shown(tmp_path: Path) -> None:
    path = tmp_path / "j"
    journal = Journal(path)
    for number, event in enumerate(good_run("run-1"), 1):
        journal.show(event)
        lines = path.read_text().splitlines()
        assert len(lines) == number
        assert json.loads(lines[-1])["event"] == type(event).__name__


def test_a_killed_run_tells_what_was_running(tmp_path: Path) -> None:
    path = tmp_path / "j"
    write(path, good_run("run-1"))
    killed: list[Event] = [
        RunStarted("run-2", "run", 3, 2, NOW),
        NodeStarted(STAGING, 1, NOW),
        NodeStarted(ORDERS, 2, NOW),
        NodeFinished(replace(RESULTS[STAGING], compile_seconds=0.0), 1),
    ]
    write(path, killed)
    assert read_last(path) == LastRun(
        run_id="run-2",
        command="run",
        started_at=NOW,
        interrupted=(ORDERS,),
        results={STAGING: replace(RESULTS[STAGING], compile_seconds=0.0)},
    )


def test_a_stopped_run_tells_its_signal(tmp_path: Path) -> None:
    path = tmp_path / "j"
    stopped = ended(ORDERS, "interrupted", 1.0)
    write(
        path,
        [
            RunStarted("run-1", "run", 1, 1, NOW),
            NodeStarted(ORDERS, 1, NOW),
            NodeFinished(stopped, 1),
            RunFinished((stopped,), 1.0, NOW, signal=15),
        ],
    )
    last = read_last(path)
    assert isinstance(last, LastRun)
    assert (last.is_finished, last.signal, last.interrupted) == (True, 15, (ORDERS,))


def test_no_journal_and_an_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "j"
    assert read_last(path) is None
    path.write_text("")
    assert read_last(path) is None


with TemporaryDirectory() as directory:
    write(Path(directory) / "j", good_run("run-1"))
    write(Path(directory) / "j", run_events())
    TWO_RUNS = (Path(directory) / "j").read_bytes()
FIRST_RUN = TWO_RUNS.index(b"\n", TWO_RUNS.index(b"RunFinished")) + 1


@given(st.integers(0, len(TWO_RUNS)))
def test_a_journal_that_was_torn_anywhere_is_read_and_goes_on(length: int) -> None:
    with TemporaryDirectory() as directory:
        path = Path(directory) / "j"
        path.write_bytes(TWO_RUNS[:length])
        last = read_last(path)
        if last is None:
            assert b"\n" not in TWO_RUNS[:length]
        else:
            assert isinstance(last, LastRun)
            second = TWO_RUNS.index(b"\n", FIRST_RUN) + 1 <= length
            assert last.run_id == "run-1"
            assert last.command == "build"
            assert last.is_published is (not second and b"Published" in _whole(length))
            assert last.is_finished is (
                length == len(TWO_RUNS) or (not second and length >= FIRST_RUN)
            )
        write(path, good_run("run-3", generation=9))
        after = read_last(path)
        assert isinstance(after, LastRun)
        assert (after.run_id, after.generation, after.is_finished) == ("run-3", 9, True)


def _whole(length: int) -> bytes:
    return TWO_RUNS[: TWO_RUNS.rfind(b"\n", 0, length) + 1]


@given(st.integers(0, len(TWO_RUNS) - 1), st.binary(min_size=1, max_size=20))
def test_no_damage_is_a_traceback(at: int, garbage: bytes) -> None:
    with TemporaryDirectory() as directory:
        path = Path(directory) / "j"
        path.write_bytes(TWO_RUNS[:at] + garbage + TWO_RUNS[at + len(garbage) :])
        assert isinstance(read_last(path), LastRun | Damaged | None)
        write(path, good_run("run-3"))
        after = read_last(path)
        assert isinstance(after, LastRun)
        assert after.run_id == "run-3"


def test_a_damaged_journal_is_told_and_moved_away(tmp_path: Path) -> None:
    path = tmp_path / "j"
    path.write_text("what is this?\n")
    assert read_last(path) == Damaged(path, "it records no start of a run")
    path.write_text('{"event": "RunStarted"}\n')
    assert read_last(path) == Damaged(path, "a line of the last run is not readable (KeyError)")
    assert set_aside(path) == tmp_path / "j.damaged"
    assert [found.name for found in tmp_path.iterdir()] == ["j.damaged"]
    assert read_last(path) is None


def test_old_runs_are_dropped_when_the_file_is_large(tmp_path: Path) -> None:
    path = tmp_path / "j"
    size = 0
    for number in range(30):
        write(path, good_run(f"run-{number}"), most_bytes=size * 8, keep_runs=3)
        size = size or path.stat().st_size
    runs = [
        event["run_id"]
        for event in map(json.loads, path.read_text().splitlines())
        if event["event"] == "RunStarted"
    ]
    assert runs == [f"run-{number}" for number in range(30 - len(runs), 30)]
    assert 4 <= len(runs) <= 9


def test_the_last_run_is_kept_however_large_it_is(tmp_path: Path) -> None:
    path = tmp_path / "j"
    write(path, good_run("run-1"))
    write(path, good_run("run-2"))
    write(path, [RunStarted("run-3", "build", 1, 1, NOW)], most_bytes=1)
    assert [line for line in path.read_text().splitlines() if "run-" in line] == [
        line for line in path.read_text().splitlines() if "run-2" in line or "run-3" in line
    ]
    assert "run-2" in path.read_text()


def test_secrets_rows_and_sql_are_not_in_it(tmp_path: Path) -> None:
    path = tmp_path / "j"
    leaky = replace(RESULTS[ORDERS], message="hunter2", details={"key": "hunter2"})
    events = [*run_events()[:-1], NodeFinished(leaky, 9), RunFinished((leaky,), 1.0, NOW)]
    write(path, events, mask=Mask.of(["hunter2"]))
    content = path.read_text()
    assert [found for found in ("hunter2", "Zo", "select 1") if found in content] == []


def test_a_secret_of_a_few_digits_leaves_moments_and_numbers_of_runs_readable(
    tmp_path: Path,
) -> None:
    path = tmp_path / "j"
    year = str(NOW.year)
    run = good_run(f"run-{year}")
    leaky = replace(RESULTS[SEED], message=f"the key is {year}")
    write(path, [*run[:2], NodeFinished(leaky, 1), *run[3:]], mask=Mask.of([year]))
    last = read_last(path)
    assert isinstance(last, LastRun)
    assert (last.run_id, last.started_at, last.results[SEED].message) == (
        f"run-{year}",
        NOW,
        "the key is *****",
    )


@pytest.mark.parametrize("moment", [0, 3, 4], ids=["RunStarted", "Published", "RunFinished"])
def test_a_disk_that_fills_up_ends_the_journal_with_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    path = tmp_path / "j"
    journal = Journal(path)
    events = good_run("run-1")
    for event in events[:moment]:
        journal.show(event)

    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(journal_module, "sync", fail)
    with pytest.raises(EnvironmentFault) as caught:
        journal.show(events[moment])
    assert str(caught.value) == (
        f"cannot write {path}: No space left on device\n"
        "  fix: free some disk space; the file is unchanged"
    )
    journal.close()
    monkeypatch.undo()
    write(path, good_run("run-2"))
    last = read_last(path)
    assert isinstance(last, LastRun)
    assert last.run_id == "run-2"


def test_a_journal_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        Journal(tmp_path).show(RunStarted("run-1", "build", 1, 1, NOW))
    assert str(caught.value) == f"cannot write {tmp_path}: Is a directory"
