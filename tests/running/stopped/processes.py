"""`seg` as a process of its own, to send signals to."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.projects import Outcome, seg
from tests.running.stopped.injected import injected

ROOT = Path(__file__).parents[3]


@contextmanager
def started(
    folder: Path, *arguments: str, fault: str = "-", **options: Any
) -> Iterator[subprocess.Popen[str]]:
    """A running `seg <arguments>`; killed at the end if it still runs."""
    command = [sys.executable, "-m", "tests.running.stopped.injected", fault]
    with subprocess.Popen(
        [*command, "--project-dir", str(folder), *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(process: subprocess.Popen[str], text: str) -> str:
    """What the process printed up to the line that holds `text`."""
    assert process.stdout is not None
    printed = []
    for line in process.stdout:
        printed.append(line)
        if text in line:
            return "".join(printed)
    assert process.stderr is not None
    raise AssertionError("".join(printed) + process.stderr.read())


def ended(process: subprocess.Popen[str], timeout_seconds: float = 60) -> Outcome:
    """How the process ended, with what it printed since the last `wait_for`."""
    stdout, stderr = process.communicate(timeout=timeout_seconds)
    return Outcome(process.returncode, stdout, stderr)


def seg_process(folder: Path, *arguments: str, fault: str = "-", **options: Any) -> Outcome:
    """A command from its start to its end, in a process of its own."""
    with started(folder, *arguments, fault=fault, **options) as process:
        return ended(process)


def seg_with_fault(folder: Path, *arguments: str, fault: str) -> Outcome:
    """A command in which something fails, in this process: starting one takes most of the time."""
    with injected(fault):
        return seg(folder, *arguments)
