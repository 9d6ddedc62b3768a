"""Models built in time batches: each reads the rows of its time, and returns rows of that time.

All are built aside, and published together or not at all. If one fails, the others are still built,
so that all are reported; but if none was built before, those after it are skipped.
"""

from collections.abc import Iterable, Iterator, Mapping
from time import perf_counter
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.compiler.rows_read import in_span
from orchestrator.dialects.boundary import Dialect
from orchestrator.dialects.sql_text import clean_select
from orchestrator.engines.boundary import Keep, Session
from orchestrator.errors import Problem, ProjectError, StatementError
from orchestrator.names import RelationName, counted
from orchestrator.nodes import Batch
from orchestrator.plan.steps import ApplyDelta, Batches, CreateTable, Step
from orchestrator.results import BatchFinished, BatchStatus
from orchestrator.runner.closing import Closing
from orchestrator.runner.materializations.contract import under_contract
from orchestrator.runner.materializations.kept import kept_rows

MOST_TOLD = 100
"""For models with more batches, this many reports each cover several of them."""
MOST_SHOWN = 5
"""Errors are shown for this many failed batches."""


class BatchesFailed(ProjectError):
    """Raised if any batches of a model failed; `built` are the others."""

    def __init__(self, problems: list[Problem], built: tuple[Batch, ...]) -> None:
        super().__init__(problems)
        self.built = built


class _Filling(Struct, frozen=True):
    """A table that is filled batch by batch."""

    step: CreateTable | ApplyDelta
    batches: Batches
    into: RelationName
    session: Session
    closing: Closing
    keep: Keep | None

    def fill(self, number: int) -> int:
        """Add the rows of a batch; return how many."""
        step, session, dialect = self.step, self.session, self.closing.dialect
        closed = self.closing.batch(step, self.batches.all[number], session, self._this(number))
        try:
            given = under_contract(step, closed, session, dialect)
            built = kept_rows(given.text, session, self.keep)
            # An extra line would shift the lines in messages.
            select = f"select * from ({clean_select(built)}\n) as batch{self._where(number)}"
            statement = f"insert into {dialect.relation(self.into)} by name\n{select}\n"
            if number == 0 and self.batches.made_in is None:
                statement = dialect.create_table(self.into, select)
            return session.execute(statement) or 0
        except StatementError as error:
            if error.cancelled:
                raise
            line = None if error.line is None else error.line - dialect.select_offset
            raise ProjectError([closed.origin.problem(error.message, line)]) from error

    def _this(self, number: int) -> str | None:
        """Return the table with the batches before this one; None if it is the published one."""
        if number == 0:
            return None
        built = self.closing.dialect.relation(self.into)
        if isinstance(self.step, CreateTable):
            return built
        published = self.closing.this(self.step.unique_id)
        stays = f"select * from {published} where ({self._within(0, number - 1)}) is not true"
        return f"({stays} union all by name select * from {built})"

    def _where(self, number: int) -> str:
        """Return the condition for a batch's rows; a new table's first batch takes undated ones."""
        if number or isinstance(self.step, ApplyDelta):
            return f"\nwhere {self._within(number, number)}"
        has_others = len(self.batches.all) > 1
        return f"\nwhere ({self._within(1, -1)}) is not true" if has_others else ""

    def _within(self, first: int, last: int) -> str:
        """Return the condition that a row is in the time of these consecutive batches."""
        span = self.batches.all[first].start, self.batches.all[last].end
        return in_span(self.batches.event_time, span, self.closing.dialect)


def fill_in_batches(
    step: CreateTable | ApplyDelta,
    batches: Batches,
    into: RelationName,
    session: Session,
    closing: Closing,
    keep: Keep | None,
) -> int:
    """Fill a new table with the rows of all batches; return how many.

    Raises BatchesFailed after all were tried.
    """
    filling = _Filling(step, batches, into, session, closing, keep)
    telling = _Telling(step.unique_id, len(batches.all), closing)
    failures = _Failures()
    rows, built = 0, list[Batch]()
    if batches.made_in is not None:
        rows = _go_on(batches.made_in, into, session, closing.dialect)
    for number, batch in enumerate(batches.all):
        if batches.made_in is not None and batch.name not in batches.again:
            built.append(batch)
            continue
        if failures.count and not built:
            telling.skipped(batch, number)
            break
        started = perf_counter()
        status: BatchStatus = "success"
        try:
            rows += filling.fill(number)
            built.append(batch)
        except ProjectError as error:
            status = "error"
            failures.add(batch, error)
        telling.ended(batch, number, status, perf_counter() - started)
    telling.end()
    if failures.count:
        raise BatchesFailed(list(failures.problems()), tuple(built))
    return rows


class _Telling:
    """Reports finished batches: each, or several together if there are many."""

    def __init__(self, unique_id: str, total: int, closing: Closing) -> None:
        self._unique_id = unique_id
        self._total = total
        self._tell = closing.tell
        self._together = -(-total // MOST_TOLD)
        self._waiting: dict[BatchStatus, BatchFinished] = {}
        self._count = 0

    def ended(self, batch: Batch, number: int, status: BatchStatus, seconds: float) -> None:
        """Report that a batch was built, or failed."""
        event = self._event(batch, number, status, seconds)
        if (first := self._waiting.get(status)) is not None:
            event = replace(first, seconds=first.seconds + seconds, count=first.count + 1)
        self._waiting[status] = event
        self._count += 1
        if self._count == self._together:
            self.end()

    def skipped(self, batch: Batch, number: int) -> None:
        """Report that no batch from this one on is built."""
        self.end()
        self._tell(replace(self._event(batch, number, "skipped", 0.0), count=self._total - number))

    def end(self) -> None:
        """Report what was not reported yet."""
        for event in self._waiting.values():
            self._tell(event)
        self._waiting, self._count = {}, 0

    def _event(
        self, batch: Batch, number: int, status: BatchStatus, seconds: float
    ) -> BatchFinished:
        return BatchFinished(self._unique_id, batch.name, number + 1, self._total, status, seconds)


class _Failures:
    """Errors of batches: the first ones, and how many more there are."""

    def __init__(self) -> None:
        self.count = 0
        self._first: list[Problem] = []
        self._last: Batch | None = None

    def add(self, batch: Batch, error: ProjectError) -> None:
        """Record a failed batch."""
        self.count += 1
        self._last = batch
        if self.count <= MOST_SHOWN:
            self._first += [
                Problem(f"batch {batch.name}: {each.what}", each.place, each.fix, each.frame)
                for each in error.problems
            ]

    def problems(self) -> Iterator[Problem]:
        """Yield everything to report about them."""
        yield from self._first
        if self._last is not None and (more := self.count - MOST_SHOWN) > 0:
            yield Problem(f"{counted(more, 'more batch')} failed, up to {self._last.name}")


def _go_on(found: RelationName, into: RelationName, session: Session, dialect: Dialect) -> int:
    """Use a table with batches of an earlier run as the new one; return its number of rows."""
    name = dialect.quote(into.identifier)
    session.execute(f"alter table {dialect.relation(found)} rename to {name}")
    count: int = session.query(f"select count(*) from {dialect.relation(into)}").values[0][0]
    return count


def kept_of(step: Step, built: tuple[Batch, ...]) -> Mapping[str, Any]:
    """Return where finished batches are, and the names of the others; empty if none finished."""
    if not isinstance(step, CreateTable | ApplyDelta) or step.batches is None or not built:
        return {}
    were_made = set(built)
    into = step.rows if isinstance(step, ApplyDelta) else step.version
    return {
        "kept": {
            "schema": into.schema,
            "identifier": into.identifier,
            "is_delta": isinstance(step, ApplyDelta),
            "failed": [batch.name for batch in step.batches.all if batch not in were_made],
        }
    }


def batch_results(step: Step, built: tuple[Batch, ...] | None = None) -> Mapping[str, Any] | None:
    """Return the time ranges of a step's batches: those `built`, and those that failed.

    Without `built`, all succeeded; None for a step without batches.
    """
    if not isinstance(step, CreateTable | ApplyDelta) or step.batches is None:
        return None
    built = step.batches.all if built is None else built
    were_made = set(built)
    failed = [batch for batch in step.batches.all if batch not in were_made]
    return {"successful": _moments(built), "failed": _moments(failed)}


def _moments(batches: Iterable[Batch]) -> list[tuple[str, str]]:
    return [(batch.start.isoformat(), batch.end.isoformat()) for batch in batches]
