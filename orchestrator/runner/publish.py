"""The end of a run: publishes what it built, or reports why not."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from time import perf_counter

from msgspec.structs import replace

from orchestrator.engines.boundary import Change, Engine, Generation, KeepOf, Notes, ReadersCopy
from orchestrator.errors import EnvironmentFault, StatementError
from orchestrator.generations.events import NOBODY, Following
from orchestrator.results import CopiedForReaders, Event, Notice, NotPublished, Published
from orchestrator.runner.carrying import carried
from orchestrator.runner.control import Control


class Publication:
    """Publishes once, while signals are still handled; `exit_code` is 0 on success.

    `meanwhile` is called while the engine writes what is already published.
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
        self, changes: Sequence[Change], notes: Sequence[Notes] = (), *, is_complete: bool
    ) -> Iterator[Event]:
        """Switch to the changes; what is held back (not `is_complete`) may read their previews."""
        changes = [replace(change, keep_preview=not is_complete) for change in changes]
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
            for notice in generation.notices:
                yield Notice("warn", notice)
            yield from self._settled()

    def _settled(self) -> Iterator[Event]:
        """Let the engine settle the publication; yield a warning if it cannot."""
        try:
            carried(self._engine.settle, self._engine, self._control, self._meanwhile)
        except EnvironmentFault as fault:
            self.exit_code = fault.exit_code
            yield Notice("warn", str(fault))

    def copied(self, copy: ReadersCopy, keep: KeepOf | None) -> Iterator[Event]:
        """Update the copy for readers to what is published, which stays whatever happens.

        A copy that is already of this generation is not reported. `keep` applies to its views.
        """
        started = perf_counter()
        try:
            made = carried(
                partial(self._engine.copy_for_readers, copy, keep), self._engine, self._control
            )
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
        call = partial(publish, changes, self._run_id, at, notes)
        return carried(call, self._engine, self._control)
