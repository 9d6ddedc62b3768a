"""`seg` with a fault put into one stage of publishing: `python -m tests.running.injected`.

The first argument is `<phase>:<stage>=<fault>` (or `-` for none), the rest is for `seg`.
"""

import os
import signal
import sys
import time
from collections.abc import Callable

import duckdb

from orchestrator.cli.main import main
from orchestrator.engines.duckdb import publishing, readers_copy

ENDLESS = "select count(*) from range(100000000) a, range(100000000) b where a.range < b.range"

Fault = Callable[[duckdb.DuckDBPyConnection], object]


def _signal_and_work_on(cursor: duckdb.DuckDBPyConnection) -> None:
    os.kill(os.getpid(), signal.SIGINT)
    cursor.execute(ENDLESS)


def _signal_and_wait(cursor: duckdb.DuckDBPyConnection) -> None:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(0.5)


def _full_disk(cursor: duckdb.DuckDBPyConnection) -> None:
    raise duckdb.IOException("IO Error: Could not write file: No space left on device")


def _broken_disk(cursor: duckdb.DuckDBPyConnection) -> None:
    raise duckdb.IOException("IO Error: Could not read from file: Input/output error")


FAULTS: dict[str, Fault] = {
    "kill": lambda cursor: os.kill(os.getpid(), signal.SIGKILL),
    "signal in a long query": _signal_and_work_on,
    "signal": _signal_and_wait,
    "full disk": _full_disk,
    "broken disk": _broken_disk,
}


PHASES = ("prepare", "publish", "collect")
"""What a run does in transactions, one after the other."""


def inject(spec: str) -> None:
    """Let a fault happen when a phase reaches a stage: `publish:commit=kill`.

    `readers:tables=kill`: while the copy for readers is made.
    """
    point, _, fault = spec.partition("=")
    phase, _, stage = point.partition(":")
    if phase == "readers":
        _inject_into_copy(stage, FAULTS[fault])
        return
    assert stage in publishing.STAGES
    wanted, begun = PHASES.index(phase) + 1, 0

    def step(name: str, cursor: duckdb.DuckDBPyConnection) -> None:
        nonlocal begun
        begun += name == "begin"
        if name == stage and begun == wanted:
            FAULTS[fault](cursor)

    publishing.step = step


def _inject_into_copy(stage: str, fault: Fault) -> None:
    """Let a fault happen while the copy for readers is made."""
    assert stage in readers_copy.STAGES

    def step(name: str, cursor: duckdb.DuckDBPyConnection) -> None:
        if name == stage:
            fault(cursor)

    readers_copy.step = step


if __name__ == "__main__":
    # Tests that run in the background of a shell have their children ignore it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if sys.argv[1] != "-":
        inject(sys.argv[1])
    main(sys.argv[2:])
