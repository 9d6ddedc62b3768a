"""Runs a long call to the engine while signals are still handled."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from orchestrator.engines.boundary import Engine
from orchestrator.runner.control import CANCEL_EVERY_SECONDS, Control, Ended

T = TypeVar("T")


def carried(
    call: Callable[[], T],
    engine: Engine,
    control: Control,
    meanwhile: Callable[[], None] = lambda: None,
) -> T:
    """Return the result of a call in another thread, so that a signal here can cancel it."""
    with ThreadPoolExecutor(1, thread_name_prefix="Carried") as executor:
        future: Future[T] = executor.submit(call)
        future.add_done_callback(partial(control.done, "carried"))
        meanwhile()
        while not isinstance(control.next(_patience_seconds(control)), Ended):
            engine.cancel()
        return future.result()


def _patience_seconds(control: Control) -> float | None:
    return None if control.signal is None else CANCEL_EVERY_SECONDS
