"""Signals that ended what went on: of native code that one came into, another error is left.

The database's client asks whether a signal came, and turns what the handler raised into an error
of its own.
"""

import signal
import sys
from types import FrameType

_came: list[int] = []


def note(number: int) -> None:
    """A signal came, and what goes on will end because of it."""
    _came.append(number)


def came() -> int | None:
    """The last signal that came."""
    return _came[-1] if _came else None


def end_on_signals() -> None:
    """Let SIGINT and SIGTERM end the process, and be noted; one that is ignored stays so."""
    signal.signal(signal.SIGTERM, _end)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    note(number)
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(128 + number)
