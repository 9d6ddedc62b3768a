"""What one thread prints: captured, while all others go on writing to standard output."""

import io
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class CapturedOutput:
    """The text that was printed so far."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        """All of it, without the last line's end."""
        return self.stream.getvalue().rstrip()


class _ByThread(io.TextIOBase):
    """Stands for standard output: a thread that is captured writes to its own stream."""

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
    """Capture what this thread prints; standard output is put back when the last thread is done."""
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
