"""SIGINT and SIGTERM: within two seconds, recorded, nothing published; and what faults leave."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.projects import rows, seg, write_project
from tests.running.readers.readers import held
from tests.running.reading import artifact, published, said, statuses
from tests.running.stopped.injected import ENDLESS
from tests.running.stopped.processes import ended, seg_process, seg_with_fault, started, wait_for
from tests.shared import BuiltOnce

FILES = {
    "models/quick.sql": "{{ config(materialized='table') }} select {{ var('run', 1) }} as run",
    "models/slow.sql": "{{ config(materialized='table') }}\n"
    f"{{% if var('run', 1) > 1 %}} {ENDLESS} {{% else %}} "
    "select {{ var('run', 1) }} as i {% endif %}",
    "models/after.sql": "{{ config(materialized='table') }} from {{ ref('slow') }}",
    "models/shown.sql": "select * from {{ ref('quick') }}",
    "tests/no_slow.sql": "select * from {{ ref('slow') }} where false",
}
LONG_LOG = "name: shop\nengine: {settings: {checkpoint_threshold: 1KB}}\n"
OTHERWISE = ("--vars", "{run: 0}")
"""All tables come out otherwise than by default."""
SIGNALS = pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda n: n.name)


def interrupt(folder: Path, at: str, number: signal.Signals, *arguments: str):
    """Start a build whose slow model never ends, and stop it; the outcome and the seconds."""
    with started(folder, "build", "--force", "--vars", "{run: 2}", *arguments) as process:
        before = wait_for(process, at)
        start = monotonic()
        process.send_signal(number)
        outcome = ended(process)
    return before, outcome, monotonic() - start


@SIGNALS
def test_a_signal_ends_the_run_while_a_long_query_runs(
    tmp_path: Path, built_once: BuiltOnce, number: signal.Signals
) -> None:
    built_once(FILES)
    before = published(tmp_path)
    _, stopped, seconds = interrupt(tmp_path, "OK created sql view model main.shown", number)
    assert (stopped.exit_code, stopped.stderr) == (128 + number, "")
    assert seconds < 10
    assert published(tmp_path) == before
    assert f"Stopped by {number.name}: 1 node interrupted, 2 not started." in said(stopped)
    assert "Nothing was published: the run was stopped\n" in said(stopped)
    results = {
        result["unique_id"].split(".")[2]: (result["status"], result["message"])
        for result in artifact(tmp_path, "run_results.json")["results"]
    }
    assert results == {
        "quick": ("success", "OK"),
        "shown": ("success", "OK"),
        "slow": ("error", "interrupted"),
        "no_slow": ("skipped", "the run was stopped before"),
        "after": ("skipped", "the run was stopped before"),
    }
    again = seg(tmp_path, "build")
    assert (again.exit_code, "did not finish" in again.stdout) == (0, False)


def test_a_signal_before_anything_runs(tmp_path: Path) -> None:
    """The signal comes while the project is read, or while waiting for the warehouse."""
    write_project(tmp_path, FILES)
    with held(tmp_path / "warehouse.duckdb"):
        for number in (signal.SIGINT, signal.SIGTERM):
            with started(tmp_path, "build", "--lock-timeout", "60", "--debug") as waiting:
                _wait_until_it_waits(waiting.pid)
                start = monotonic()
                waiting.send_signal(number)
                stopped = ended(waiting)
            assert monotonic() - start < 20  # not the 60 s that it would wait for
            assert (stopped.exit_code, "Traceback" in stopped.stderr) == (128 + number, False)


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _wait_until_it_waits(pid: int) -> None:
    """Until a process has started and then does nothing: it waits for the lock."""
    used, still_since, deadline = 0.0, monotonic(), monotonic() + 30
    while used < 0.2 or monotonic() - still_since < 0.8:
        assert monotonic() < deadline
        sleep(0.05)
        if _cpu_seconds(pid) > used + 0.02:
            used, still_since = _cpu_seconds(pid), monotonic()


def _wait_until_it_works(pid: int) -> None:
    """Until a process has used more time than starting takes: its query runs."""
    deadline = monotonic() + 30
    while _cpu_seconds(pid) < 2:
        assert monotonic() < deadline
        sleep(0.05)


def test_a_long_query_of_show_can_be_stopped(tmp_path: Path, built_once: BuiltOnce) -> None:
    built_once(FILES)
    with started(tmp_path, "show", "--inline", ENDLESS) as process:
        _wait_until_it_works(process.pid)
        start = monotonic()
        process.send_signal(signal.SIGINT)
        stopped = ended(process)
    assert monotonic() - start < 10
    assert (stopped.exit_code, stopped.stdout, stopped.stderr) == (130, "", "\ninterrupted\n")


IN_A_QUERY = """
import os, signal, sys
from threading import Timer
import duckdb
from orchestrator.cli import calling, main

def called(body, params):
    connection = duckdb.connect()
    number = int(sys.argv[1])
    Timer(0.2, lambda: os.kill(os.getpid(), number)).start()
    # Of one long statement, another thread may do all, while this one waits outside Python.
    while True:
        connection.execute("select count(*) from range(20000000) as r (n) where hash(n) = 0")

calling.called = called
signal.signal(signal.SIGINT, signal.default_int_handler)
main.main(["build"])
"""


@SIGNALS
def test_a_signal_while_the_database_is_asked_outside_of_a_run(number: signal.Signals) -> None:
    command = [sys.executable, "-c", IN_A_QUERY, str(int(number))]
    stopped = subprocess.run(command, capture_output=True, text=True, timeout=60)

    assert (stopped.returncode, "Traceback" in stopped.stderr) == (128 + number, False)


def test_a_signal_while_publishing_takes_the_publication_back(
    tmp_path: Path, built_once: BuiltOnce
) -> None:
    built_once(FILES)
    start = monotonic()
    stopped = seg_process(
        tmp_path, "build", *OTHERWISE, fault="publish:names=signal in a long query"
    )
    assert monotonic() - start < 10
    assert (stopped.exit_code, stopped.stderr) == (130, "")
    assert "Nothing was published: the run was stopped\n" in said(stopped)
    assert set(statuses(tmp_path).values()) == {"success", "pass", "reused"}
    assert "generation 1:" in seg(tmp_path, "rollback", "--list").stdout.splitlines()[0]


@pytest.mark.parametrize("stage", ["read back", "checkpoint"])
def test_a_signal_after_the_commit_comes_too_late_to_take_it_back(
    tmp_path: Path, built_once: BuiltOnce, stage: str
) -> None:
    built_once(FILES)
    stopped = seg_process(tmp_path, "build", *OTHERWISE, fault=f"publish:{stage}=signal")
    assert stopped.exit_code == 130
    assert "Published generation 2: 4 relations" in said(stopped)
    assert "Nothing was published" not in stopped.stdout
    assert "did not finish" not in seg(tmp_path, "build").stdout


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ("full disk", "the disk is full: Could not write file: No space left on device\n"),
        ("broken disk", "Could not read from file: Input/output error\n"),
    ],
)
@pytest.mark.parametrize("stage", ["begin", "deltas", "names", "manifest", "commit"])
def test_a_fault_of_the_disk_while_publishing(
    tmp_path: Path, built_once: BuiltOnce, stage: str, fault: str, message: str
) -> None:
    built_once(FILES)
    before = published(tmp_path)
    failed = seg_with_fault(tmp_path, "build", *OTHERWISE, fault=f"publish:{stage}={fault}")
    assert (failed.exit_code, failed.stderr, message in said(failed)) == (3, "", True)
    assert "Nothing was published: " in said(failed)
    assert published(tmp_path) == before
    again = seg(tmp_path, "build")
    assert (again.exit_code, "did not finish" in again.stdout) == (0, False)


def test_a_file_that_cannot_take_up_what_was_committed(
    tmp_path: Path, built_once: BuiltOnce
) -> None:
    built_once(FILES)
    left = seg_process(tmp_path, "build", *OTHERWISE, fault="publish:checkpoint=no large file")

    file = tmp_path / "warehouse.duckdb"
    told = (
        "[WARNING]: it is published, and safe in the write-ahead log next to the database file "
        "(.wal); the file itself could not be written: the file would be "
        f'too large: Could not write file "{file}": File too large\n'
    )
    assert (left.exit_code, left.stderr, told in said(left)) == (3, "", True)
    assert "Published generation 2: 4 relations" in said(left)
    assert ("damaged" in left.stdout, "Nothing was published" in left.stdout) == (False, False)
    assert rows(tmp_path, "select run from quick") == [(0,)]

    again = seg(tmp_path, "build", *OTHERWISE)
    assert (again.exit_code, "did not finish" in again.stdout) == (0, False)
    assert not file.with_name("warehouse.duckdb.wal").exists()
    back = seg_with_fault(tmp_path, "rollback", fault="prepare:checkpoint=full disk")
    assert (back.exit_code, back.stderr.startswith("it is published, and safe")) == (
        3, True,
    )  # fmt: skip


def test_a_commit_that_the_file_cannot_take_up(tmp_path: Path, built_once: BuiltOnce) -> None:
    """If the log is long, the commit also writes the database file."""
    built_once({**FILES, "seg_project.yml": LONG_LOG})
    before = published(tmp_path)
    failed = seg_process(tmp_path, "build", *OTHERWISE, fault="publish:commit=no large file")

    is_published = published(tmp_path) != before
    assert (failed.exit_code, failed.stderr, "damaged" in failed.stdout) == (3, "", False)
    assert ("Published generation 2: " in failed.stdout) == is_published
    assert ("it is published, and safe in the write-ahead log " in failed.stdout) == is_published
    assert ("Nothing was published: the file would be " in failed.stdout) == (not is_published)
    again = seg(tmp_path, "build", *OTHERWISE)
    assert (again.exit_code, "did not finish" in again.stdout) == (0, False)


@pytest.mark.parametrize("stage", ["prepare:begin", "prepare:commit"])
def test_a_full_disk_before_the_run_leaves_all_as_it_was(
    tmp_path: Path, built_once: BuiltOnce, stage: str
) -> None:
    built_once(FILES)
    before = (published(tmp_path), artifact(tmp_path, "run_results.json"))
    failed = seg_with_fault(tmp_path, "build", *OTHERWISE, fault=f"{stage}=full disk")
    assert (failed.exit_code, failed.stdout) == (3, "")
    assert failed.stderr.startswith("the disk is full: ")
    assert (published(tmp_path), artifact(tmp_path, "run_results.json")) == before


def test_a_full_disk_after_publishing_does_not_hide_that_it_is_published(
    tmp_path: Path, built_once: BuiltOnce
) -> None:
    built_once(FILES)
    built = seg_with_fault(tmp_path, "build", *OTHERWISE, fault="collect:begin=full disk")
    assert built.exit_code == 0
    assert "Published generation 2: 4 relations" in said(built)
    assert "[WARNING]: old versions could not be dropped: the disk is full: " in said(built)


def test_events_of_a_stopped_run_as_json(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    at, arguments = '"START sql table model main.slow"', ("--log-format", "json")
    before, stopped, _ = interrupt(tmp_path, at, signal.SIGTERM, *arguments)
    events = [json.loads(line) for line in (before + stopped.stdout).splitlines()]
    last = events[-1]
    assert (last["info"]["name"], last["data"]["signal"], last["data"]["exit_code"]) == (
        "RunFinished",
        15,
        143,
    )
    assert rows(
        tmp_path, "select count(*) from information_schema.tables where table_schema = 'main'"
    ) == [(0,)]
