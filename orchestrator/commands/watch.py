"""Checks a project and its sources repeatedly, and builds what changed.

Between checks the warehouse is closed, so others can read and write it. If nothing changed, a check
does not open it, like a build that has nothing to do.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from signal import SIGINT
from time import monotonic

from msgspec import Struct

from orchestrator.commands.build import build, settled
from orchestrator.commands.events.deliver import Delivered, deliver_events
from orchestrator.commands.newest import newest_row
from orchestrator.commands.run.run import Run, RunResult
from orchestrator.errors import EnvironmentFault, NotServed, SegError
from orchestrator.lazy_regex import lazy_regex
from orchestrator.results import Event, Published, PublishMode, RunStarted
from orchestrator.runner.control import Control
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.served import require_watched
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import has_warehouse

# If nothing changes, or everything fails, checks that take more than this share of the time become
# rarer: each wait is longer than the last, up to a multiple of the requested one.
_SHARE = 0.01
_SLOWER = 1.5
_SLOWEST = 6


class BuildEvent(Struct, frozen=True):
    """An event of a build."""

    workspace: Workspace
    event: Event


class Refreshed(Struct, frozen=True):
    """A build ended, with news or with a failure.

    `newest` is the time of the newest row that was read, and `lag_seconds` the time from there to
    publishing: set if something was published and no source is undated. `undated` are sources
    without such a time that were not reported before.
    """

    result: RunResult
    newest: datetime | None = None
    lag_seconds: float | None = None
    undated: tuple[str, ...] = ()


class UpToDate(Struct, frozen=True):
    """Everything is published: reported after a failure, and if nothing has to be done at first."""

    generation: int | None


class LookFailed(Struct, frozen=True):
    """A check or a build failed to start; the next one is tried anyway."""

    error: SegError


class EventsDelivered(Struct, frozen=True):
    """A consumer received segment events."""

    delivered: Delivered


class DeliveryFailed(Struct, frozen=True):
    """Events could not be delivered; the next check retries."""

    error: SegError


Seen = BuildEvent | Refreshed | UpToDate | LookFailed | EventsDelivered | DeliveryFailed


class Watch:
    """Iterate to watch; call `stop` from another thread or a signal handler.

    Segment events of what is published are sent to the consumers `deliver_to`. The same failure is
    reported once.
    """

    def __init__(
        self,
        opened: Callable[[], Workspace],
        selection: Selection,
        *,
        every_seconds: float,
        publish: PublishMode = "all",
        store_failures: bool = False,
        deliver_to: Collection[str] = (),
    ) -> None:
        self._opened = opened
        self._selection = selection
        self._every = every_seconds
        self._publish: PublishMode = publish
        self._store_failures = store_failures
        self._control = Control()
        self._run: Run | None = None
        self._failure = ""
        self._is_settled = False
        self._wait = every_seconds
        self._deliver_to = frozenset(deliver_to)
        self._undelivered = self._deliver_to
        self._delivery_failures: dict[str, str] = {}
        self._undated: set[str] = set()

    @property
    def is_building(self) -> bool:
        """Return whether a build has begun whose result was not reported yet."""
        return self._run is not None

    def stop(self, signal: int = SIGINT) -> None:
        """Stop watching; a running build is cancelled and publishes nothing."""
        self._control.stop(signal)
        if self._run is not None:
            self._run.stop(signal)

    def __iter__(self) -> Iterator[Seen]:
        while self._control.signal is None:
            self._wait = min(self._wait * _SLOWER, self._every * _SLOWEST)
            began = monotonic()
            try:
                yield from self._look()
            except NotServed:
                raise
            except SegError as error:
                if self._is_another_failure(_message_of(error)):
                    yield LookFailed(error)
            self._run = None
            took = monotonic() - began
            self._wait = min(self._wait, max(self._every, took / _SHARE))
            if self._undelivered and self._control.signal is None:
                yield from self._deliveries()
            self._control.next(self._wait)

    def _look(self) -> Iterator[Seen]:
        workspace = self._opened()
        require_watched(workspace)
        publish, stores = self._publish, self._store_failures
        still = settled(workspace, self._selection, publish=publish, store_failures=stores)
        if still is not None:
            yield from self._settled(still.generation)
            return
        run = build(workspace, self._selection, publish=publish, store_failures=stores)
        yield from self._carried_out(run, workspace)

    def _deliveries(self) -> Iterator[EventsDelivered | DeliveryFailed]:
        """Send what was published to each destination that has not got it yet."""
        # Errors that keep the project from being opened were reported by the check.
        with suppress(SegError):
            workspace = self._opened()
            if has_warehouse(workspace):
                for to in sorted(self._undelivered):
                    yield from self._delivery(workspace, to)

    def _delivery(
        self, workspace: Workspace, to: str
    ) -> Iterator[EventsDelivered | DeliveryFailed]:
        try:
            delivered = deliver_events(workspace, to)
        except SegError as error:
            if self._delivery_failures.get(to) != str(error):
                yield DeliveryFailed(error)
            self._delivery_failures[to] = str(error)
            return
        self._delivery_failures.pop(to, None)
        self._undelivered -= {to}
        if delivered.events:
            yield EventsDelivered(delivered)

    def _carried_out(self, run: Run, workspace: Workspace) -> Iterator[Seen]:
        """Yield the events of a build; after a failure, only if it ends differently."""
        if self._control.signal is not None:
            return
        held: list[Event] = []
        published_at: datetime | None = None
        with run:
            for event in run:
                if isinstance(event, RunStarted):
                    self._run = run
                    # The signal may have arrived while waiting for the warehouse.
                    if self._control.signal is not None:
                        run.stop(self._control.signal)
                if isinstance(event, Published):
                    published_at = datetime.now(UTC)
                if self._failure:
                    held.append(event)
                else:
                    yield BuildEvent(workspace, event)
            result = run.result()
        yield from self._ended(result, held, workspace, published_at)

    def _ended(
        self,
        result: RunResult,
        held: list[Event],
        workspace: Workspace,
        published_at: datetime | None,
    ) -> Iterator[Seen]:
        """Yield the result of a build: a failure once, and each generation that was published."""
        if result.exit_code == 0 and result.is_unchanged:
            yield from self._settled(result.generation)
            return
        is_reported = result.exit_code == 0
        if is_reported:
            self._wait, self._failure, self._is_settled = self._every, "", True
        elif result.exit_code < 128:
            is_reported = self._is_another_failure(_failure_of(result))
        if is_reported:
            yield from (BuildEvent(workspace, event) for event in held)
        if published_at is not None:
            self._undelivered = self._deliver_to
        if is_reported or (result.generation is not None and not result.is_unchanged):
            yield self._refreshed(workspace, result, published_at)

    def _refreshed(
        self, workspace: Workspace, result: RunResult, published_at: datetime | None
    ) -> Refreshed:
        if published_at is None:
            return Refreshed(result)
        newest = newest_row(workspace, result.results)
        undated = tuple(name for name in newest.undated if name not in self._undated)
        if result.exit_code == 0:
            # The report of a failure does not name them.
            self._undated.update(undated)
        lag = None if newest.at is None else (published_at - newest.at).total_seconds()
        return Refreshed(result, newest.at, lag, undated)

    def _settled(self, generation: int | None) -> Iterator[UpToDate]:
        if self._failure or not self._is_settled:
            yield UpToDate(generation)
        self._failure, self._is_settled = "", True

    def _is_another_failure(self, failure: str) -> bool:
        """Return whether this failure is new, and remember it; the next edit may fix it."""
        is_another = failure != self._failure
        self._failure = failure
        if is_another:
            self._wait = self._every
        return is_another


def _message_of(error: SegError) -> str:
    """Return text that identifies an error; numbers in machine errors, such as free bytes, vary."""
    return _NUMBER.sub("n", str(error)) if isinstance(error, EnvironmentFault) else str(error)


_NUMBER = lazy_regex(r"\d+")


def _failure_of(result: RunResult) -> str:
    """Return what identifies a failure: without the order of nodes, and without ages."""
    failed = {
        (name, each.status, "" if "age_seconds" in each.details else each.message)
        for name, each in result.failed.items()
    }
    return repr((sorted(failed, key=str), result.not_published, result.not_copied))
