"""The inbox of a run: threads report finished steps, and signals request its end."""

from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from orchestrator.results import BatchFinished

if TYPE_CHECKING:  # a run that has nothing to do needs no threads
    from concurrent.futures import Future

# A step runs several statements: cancel again for one that starts right after a cancel.
CANCEL_EVERY_SECONDS = 0.1


class Stop(Struct, frozen=True):
    """A message to the run: end as soon as possible."""


class Ended(Struct, frozen=True):
    """A message to the run: a thread finished a step."""

    step_id: str
    future: "Future[Any]"


class StepProgress(Struct, frozen=True):
    """A message to the run: a thread reports an event of an unfinished step."""

    event: BatchFinished


class Control:
    """Takes messages from threads and signal handlers; `signal` is the one that stops the run."""

    def __init__(self) -> None:
        self._inbox: SimpleQueue[Ended | Stop | StepProgress] = SimpleQueue()
        self.signal: int | None = None

    def stop(self, signal: int) -> None:
        """Request the end of the run; safe in a signal handler (SimpleQueue.put is reentrant)."""
        self.signal = signal
        self._inbox.put(Stop())

    def done(self, step_id: str, future: "Future[Any]") -> None:
        """Report that a thread is done."""
        self._inbox.put(Ended(step_id, future))

    def tell(self, event: BatchFinished) -> None:
        """Let the run yield an event of an unfinished step."""
        self._inbox.put(StepProgress(event))

    def next(self, timeout_seconds: float | None = None) -> Ended | Stop | StepProgress | None:
        """Wait for the next message; return None on timeout."""
        try:
            return self._inbox.get(timeout=timeout_seconds)
        except Empty:
            return None
