"""The inbox of a run: threads say what is done, and a signal says that the run is to end."""

from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from orchestrator.results import BatchFinished

if TYPE_CHECKING:  # a run that has nothing to do needs no threads
    from concurrent.futures import Future

# Work runs several statements: one that begins right after a cancel is met by the next.
CANCEL_EVERY_SECONDS = 0.1


class Stop(Struct, frozen=True):
    """A message to the run: end as soon as possible."""


class Ended(Struct, frozen=True):
    """A message to the run: a thread is done with a step."""

    step_id: str
    future: "Future[Any]"


class Told(Struct, frozen=True):
    """A message to the run: a thread tells something while it is not done."""

    event: BatchFinished


class Control:
    """Takes messages from threads and signal handlers; `signal` is the one that stops the run."""

    def __init__(self) -> None:
        self._inbox: SimpleQueue[Ended | Stop | Told] = SimpleQueue()
        self.signal: int | None = None

    def stop(self, signal: int) -> None:
        """Ask the run to end; safe in a signal handler (SimpleQueue.put is reentrant)."""
        self.signal = signal
        self._inbox.put(Stop())

    def done(self, step_id: str, future: "Future[Any]") -> None:
        """Tell the run that a thread is done."""
        self._inbox.put(Ended(step_id, future))

    def tell(self, event: BatchFinished) -> None:
        """Let the run yield an event of a step that goes on."""
        self._inbox.put(Told(event))

    def next(self, timeout_seconds: float | None = None) -> Ended | Stop | Told | None:
        """Wait for the next message; None when none came in time."""
        try:
            return self._inbox.get(timeout=timeout_seconds)
        except Empty:
            return None
