"""Long statements outside of a run: Ctrl-C and SIGTERM end them at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import TypeVar

from orchestrator.engines.boundary import Engine, Generation

T = TypeVar("T")

_CANCEL_EVERY_SECONDS = 0.1


def interruptible(engine: Engine, work: Callable[[], T]) -> T:
    """What `work` gives; it runs on another thread, as the engine's own waiting hears no signal."""
    with ThreadPoolExecutor(1) as executor:
        future = executor.submit(work)
        try:
            return future.result()
        except (KeyboardInterrupt, SystemExit):
            while not future.done():
                engine.cancel()
                wait([future], _CANCEL_EVERY_SECONDS)
            raise


@contextmanager
def publishing(
    engine: Engine, publish: Callable[[], Generation], tell: Callable[[str], None]
) -> Iterator[Generation]:
    """The generation that `publish` makes, outside of a run, settled; raises EnvironmentFault.

    Where a signal comes when it is published already, it is told.
    """
    done = list[Generation]()
    try:
        interruptible(engine, lambda: done.append(publish()))
        interruptible(engine, engine.settle)
        yield done[0]
    except (KeyboardInterrupt, SystemExit):
        for made in done:
            tell(f"generation {made.number} is published; what comes after that was stopped")
        raise
