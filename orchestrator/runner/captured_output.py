"""Captures what one thread prints, while all others still write to standard output."""

import io
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class CapturedOutput:
    """The text printed so far."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        """Return all of it, without the last line end."""
        return self.stream.getvalue().rstrip()


class _ByThread(io.TextIOBase):
    """Replaces standard output: a captured thread writes to its own stream."""

    def __init__(self, stdout: TextIO) -> None:
        self.stdout = stdout
        self.by_thread = threading.local()

    def write(self, text: str) -> int:
        stream: TextIO = getattr(self.by_thread, "stream", None) or self.stdout
        return stream.write(text)

    def flush(self) -> None:
        if getattr(self.by_thread, "stream", None) is None:
            self.stdout.flush()

    def isatty(self) -> bool:
        return False


_lock = threading.Lock()
_standing: list[_ByThread] = []


@contextmanager
def captured_output() -> Iterator[CapturedOutput]:
    """Capture what this thread prints; the last thread to finish restores standard output."""
    captured = CapturedOutput()
    with _lock:
        output = _standing[-1] if _standing else _ByThread(sys.stdout)
        _standing.append(output)
        sys.stdout = output
    output.by_thread.stream = captured.stream
    try:
        yield captured
    finally:
        output.by_thread.stream = None
        with _lock:
            _standing.pop()
            if not _standing:
                sys.stdout = output.stdout
