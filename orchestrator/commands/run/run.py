"""A run as its caller sees it: an iterator of events, and the result."""

from collections.abc import Callable, Generator, Iterator, Mapping
from signal import SIGINT
from types import GeneratorType, TracebackType
from typing import Literal, Self

from msgspec import Struct, field

from orchestrator.errors import RunFailed
from orchestrator.results import (
    CopiedForReaders,
    Event,
    NodeResult,
    Notice,
    NotPublished,
    Published,
    RunFinished,
    Unchanged,
)
from orchestrator.runner.control import Control

RunStatus = Literal["success", "failed", "interrupted", "environment error"]


class RunResult(Struct, frozen=True):
    """The result of a run.

    `results` are by unique id, in the order in which nodes finished. `generation` is what was
    published, if anything; if nothing had to be done (`is_unchanged`), what is published.
    `not_published` says why something, or everything, was held back. `not_copied` says why the copy
    for readers is older. `notices` are messages that belong to no node.
    """

    run_id: str
    command: str
    exit_code: int
    elapsed_seconds: float
    results: Mapping[str, NodeResult] = field(default_factory=dict)
    generation: int | None = None
    is_unchanged: bool = False
    not_published: str | None = None
    not_copied: str | None = None
    notices: tuple[Notice, ...] = ()

    @property
    def status(self) -> RunStatus:
        """Return the exit code as a word."""
        if self.exit_code >= 128:
            return "interrupted"
        match self.exit_code:
            case 0:
                return "success"
            case 1:
                return "failed"
            case _:
                return "environment error"

    @property
    def reused(self) -> tuple[str, ...]:
        """Return the nodes that were already up to date."""
        return tuple(name for name, found in self.results.items() if found.status == "reused")

    @property
    def failed(self) -> Mapping[str, NodeResult]:
        """Return the nodes that failed, by unique id."""
        return {name: result for name, result in self.results.items() if result.is_failed}

    def raise_for_status(self) -> Self:
        """Return the result if the run succeeded; otherwise raise RunFailed, for schedulers."""
        if self.exit_code == 0:
            return self
        lines = [f"seg {self.command}: {self.status}"]
        lines += [f"{name}: {result.message}" for name, result in self.failed.items()]
        if self.not_published:
            lines.append(f"not published: {self.not_published}")
        if self.not_copied:
            lines.append(f"not copied for readers: {self.not_copied}")
        raise RunFailed("\n".join(lines), self.exit_code)


class Run:
    """Iterate to execute it; nothing happens before, and nothing after `close`."""

    def __init__(
        self,
        run_id: str,
        command: str,
        events: Callable[[Control], Generator[Event, None, None]],
    ) -> None:
        self.run_id = run_id
        self.command = command
        self._control = Control()
        self._events = events(self._control)
        self._result: RunResult | None = None
        self._generation: int | None = None
        self._is_unchanged = False
        self._not_published: str | None = None
        self._not_copied: str | None = None
        self._notices: list[Notice] = []

    def __iter__(self) -> Iterator[Event]:
        return self

    def __next__(self) -> Event:
        event = next(self._events)
        self._note(event)
        return event

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def stop(self, signal: int = SIGINT) -> None:
        """Request the end of the run, from another thread or a signal handler; keep iterating.

        Running statements are cancelled and nothing is published. A run that has not started
        anything does not stop before its first event.
        """
        self._control.stop(signal)

    def close(self) -> None:
        """Abort an unfinished run, and close the warehouse.

        While another thread iterates, the run is stopped, and ends there.
        """
        if isinstance(self._events, GeneratorType) and self._events.gi_running:
            self.stop()
        else:
            self._events.close()

    def result(self) -> RunResult:
        """Run to the end if necessary, and return the result."""
        for _ in self:
            pass
        if self._result is None:
            raise RunFailed(f"seg {self.command}: the run was closed before it finished", 1)
        return self._result

    def _note(self, event: Event) -> None:
        match event:
            case Published():
                self._generation = event.generation
            case Unchanged():
                self._generation = event.generation
                self._is_unchanged = True
            case NotPublished():
                self._not_published = event.reason
            case CopiedForReaders():
                self._not_copied = event.problem
            case Notice():
                self._notices.append(event)
            case RunFinished():
                self._result = RunResult(
                    run_id=self.run_id,
                    command=self.command,
                    exit_code=event.exit_code,
                    elapsed_seconds=event.elapsed_seconds,
                    results={result.unique_id: result for result in event.results},
                    generation=self._generation,
                    is_unchanged=self._is_unchanged,
                    not_published=self._not_published,
                    not_copied=self._not_copied,
                    notices=tuple(self._notices),
                )
            case _:
                pass
