"""The end of a run: what it built becomes what people read, or it is said why not."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from time import perf_counter
from typing import TypeVar

from msgspec.structs import replace

from orchestrator.engines.boundary import Change, Engine, Generation, KeepOf, Notes, ReadersCopy
from orchestrator.errors import EnvironmentFault, StatementError
from orchestrator.generations.events import NOBODY, Following
from orchestrator.results import CopiedForReaders, Event, Notice, NotPublished, Published
from orchestrator.runner.control import CANCEL_EVERY_SECONDS, Control, Ended

T = TypeVar("T")


class Publication:
    """Publishes once, while signals are still answered; `exit_code` is 0 when it went well.

    `meanwhile` is what can be done while the engine writes what is published already.
    """

    def __init__(
        self,
        engine: Engine,
        control: Control,
        run_id: str,
        following: Following = NOBODY,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        self._engine = engine
        self._control = control
        self._run_id = run_id
        self._following = following
        self._meanwhile = meanwhile
        self.exit_code = 0

    def events(
        self, changes: Sequence[Change], notes: Sequence[Notes] = (), *, is_whole: bool
    ) -> Iterator[Event]:
        """Switch to the changes; what is held back (not `is_whole`) may read their previews."""
        changes = [replace(change, keep_preview=not is_whole) for change in changes]
        started = perf_counter()
        try:
            generation = self._switched(changes, notes)
        except StatementError as error:
            self.exit_code = error.exit_code
            yield NotPublished("the run was stopped" if error.cancelled else str(error))
        except EnvironmentFault as fault:
            self.exit_code = fault.exit_code
            yield NotPublished(str(fault))
        else:
            yield Published(generation.number, len(changes), perf_counter() - started)
            settled = self._carried(self._engine.settle, self._meanwhile)
            for notice in (*generation.notices, *settled):
                yield Notice("warn", notice)

    def copied(self, copy: ReadersCopy, keep: KeepOf | None) -> Iterator[Event]:
        """Bring the copy for readers up to what is published: whatever becomes of it, that stays.

        A copy that is of this generation already is not told of. `keep` is of its views.
        """
        started = perf_counter()
        try:
            made = self._carried(partial(self._engine.copy_for_readers, copy, keep))
        except (StatementError, EnvironmentFault) as error:
            is_stopped = isinstance(error, StatementError) and error.cancelled
            self.exit_code = error.exit_code
            problem = "the run was stopped" if is_stopped else str(error)
            yield CopiedForReaders(copy.shown_path, problem=problem)
        else:
            if made is not None:
                seconds = perf_counter() - started
                yield CopiedForReaders(copy.shown_path, made.generation, made.relations, seconds)

    def collected(self, keep_generations: int) -> Iterator[Event]:
        """Drop what only older generations use; what cannot be dropped now is dropped later."""
        if self.exit_code:
            return
        try:
            self._engine.collect(keep_generations)
        except (StatementError, EnvironmentFault) as error:
            yield Notice("warn", f"old versions could not be dropped: {error}")

    def _switched(self, changes: Sequence[Change], notes: Sequence[Notes]) -> Generation:
        at, following = datetime.now(UTC), self._following
        publish = partial(self._engine.publish, following=following)
        return self._carried(partial(publish, changes, self._run_id, at, notes))

    def _carried(self, call: Callable[[], T], meanwhile: Callable[[], None] = lambda: None) -> T:
        """What a call gives on another thread, so that this one can take a signal and cancel."""
        with ThreadPoolExecutor(1, thread_name_prefix="Publish") as executor:
            future: Future[T] = executor.submit(call)
            future.add_done_callback(partial(self._control.done, "publish"))
            meanwhile()
            while not isinstance(self._control.next(self._patience_seconds), Ended):
                self._engine.cancel()
            return future.result()

    @property
    def _patience_seconds(self) -> float | None:
        return None if self._control.signal is None else CANCEL_EVERY_SECONDS
