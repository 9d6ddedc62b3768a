"""`seg` with a fault put into one stage of publishing: `python -m tests.running.stopped.injected`.

The first argument is `<phase>:<stage>=<fault>` (or `-` for none), the rest is for `seg`.
"""

import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import duckdb

from orchestrator.cli.main import main
from orchestrator.engines.duckdb.published import publishing
from orchestrator.engines.duckdb.readers import copy as readers_copy
from orchestrator.engines.duckdb.refusals import translated
from orchestrator.engines.duckdb.session import DuckDBSession

# It holds no rows in memory, so that it ends as soon as it is interrupted.
ENDLESS = "select count(*) from range(1000000000000000) as r (number) where hash(number) = 0"

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


def _no_large_file(cursor: duckdb.DuckDBPyConnection) -> None:
    """What a full disk comes to for the database's file: no block of it can be written."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (260_000, resource.RLIM_INFINITY))


FAULTS: dict[str, Fault] = {
    "kill": lambda cursor: os.kill(os.getpid(), signal.SIGKILL),
    "signal in a long query": _signal_and_work_on,
    "signal": _signal_and_wait,
    "full disk": _full_disk,
    "broken disk": _broken_disk,
    "no large file": _no_large_file,
}


PHASES = ("prepare", "publish", "collect")
"""What a run does in transactions, one after the other."""


def inject(spec: str) -> None:
    """Let a fault happen when a phase reaches a stage: `publish:commit=kill`.

    `readers:tables=kill`: while the copy for readers is made. `unload=kill`: where a file of a
    model has been written, and is not in its place yet.
    """
    point, _, fault = spec.partition("=")
    phase, _, stage = point.partition(":")
    if phase == "unload":
        _inject_into_unloading(FAULTS[fault])
        return
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


def _inject_into_unloading(fault: Fault) -> None:
    unload = DuckDBSession.unload

    def unloading(self: DuckDBSession, *arguments: Any) -> int:
        written = unload(self, *arguments)
        with translated():
            fault(self._cursor)
        return written

    DuckDBSession.unload = unloading  # type: ignore[method-assign]


@contextmanager
def injected(spec: str) -> Iterator[None]:
    """A fault that ends no process, for what is run in the block."""
    kept = publishing.step, readers_copy.step
    inject(spec)
    try:
        yield
    finally:
        publishing.step, readers_copy.step = kept


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
