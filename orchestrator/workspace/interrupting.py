"""Long statements outside of a run: Ctrl-C and SIGTERM end them at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
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


def published(engine: Engine, publish: Callable[[], Generation]) -> Generation:
    """The generation that `publish` makes, outside of a run, settled; raises EnvironmentFault."""
    made = interruptible(engine, publish)
    interruptible(engine, engine.settle)
    return made
