"""Long statements outside a run: Ctrl-C and SIGTERM end them immediately."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import TypeVar

from orchestrator.engines.boundary import Engine, Generation

T = TypeVar("T")

_CANCEL_EVERY_SECONDS = 0.1


def interruptible(engine: Engine, work: Callable[[], T]) -> T:
    """Return the result of `work`, run in another thread, as the engine blocks signals."""
    begun, ended = Event(), Event()

    def working() -> T:
        begun.set()
        try:
            return work()
        finally:
            ended.set()

    with ThreadPoolExecutor(1) as executor:
        try:
            return executor.submit(working).result()
        except (KeyboardInterrupt, SystemExit):
            # The signal may have arrived before `submit` returned, and the work continues anyway.
            executor.shutdown(wait=False, cancel_futures=True)
            while begun.wait(_CANCEL_EVERY_SECONDS) and not ended.wait(_CANCEL_EVERY_SECONDS):
                engine.cancel()
            raise


@contextmanager
def publishing(
    engine: Engine, publish: Callable[[], Generation], tell: Callable[[str], None]
) -> Iterator[Generation]:
    """Publish outside a run, settle, and yield the generation; raises EnvironmentFault.

    A signal that arrives after it was published is reported.
    """
    done = list[Generation]()
    try:
        interruptible(engine, lambda: done.append(publish()))
        interruptible(engine, engine.settle)
        yield done[0]
    except (KeyboardInterrupt, SystemExit):
        for made in done:
            tell(f"generation {made.number} is published; the steps after that were stopped")
        raise
