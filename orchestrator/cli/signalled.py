"""Signals that ended a command: if one arrives in native code, it shows up as a different error.

The database's client checks for signals, and turns what the handler raised into an error of its
own.
"""

import signal
import sys
from types import FrameType

_came: list[int] = []


def note(number: int) -> None:
    """A signal arrived, and the command ends because of it."""
    _came.append(number)


def came() -> int | None:
    """The last signal that arrived."""
    return _came[-1] if _came else None


def end_on_signals() -> None:
    """Let SIGINT and SIGTERM end the process, and record them; an ignored signal stays ignored."""
    signal.signal(signal.SIGTERM, _end)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    note(number)
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(128 + number)
