"""A column that has a later value in each row that comes: the watermark of a source.

How many rows there are, and its last value, are the content of such a source, and are kept as text:
what came later is found by that alone. Names and types of the columns are part of it, and since
when all that happened to the source is that later rows came. Else a source that lost a row, and got
another one with an early value after that, would pass for the one that it was before.
"""

from itertools import chain
from time import time_ns

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Session
from orchestrator.errors import StatementError
from orchestrator.nodes import Source
from orchestrator.state.definitions import digest_of
from orchestrator.state.facts import Measured
from orchestrator.warehouse import unless_refused


class _Content(Struct, frozen=True):
    """The content of a source, in parts; `since` is a moment in nanoseconds."""

    kind: str
    since: str
    count: str
    last: str

    def __str__(self) -> str:
        return f"watermark {self.kind} {self.since} {self.count} {self.last}"

    def later(self, source: Source, type_: str, dialect: Dialect) -> str:
        """The condition that rows meet which came since, as SQL: after none, all."""
        if self.count == "0":
            return "true"
        return (
            f"{dialect.quote(str(source.watermark))} > "
            f"cast({dialect.literal(self.last)} as {type_})"
        )


class LaterRows(Struct, frozen=True):
    """The `count` of rows that came later: those that meet a `condition`, as SQL."""

    condition: str
    count: int


def rows_of(source: Source, dialect: Dialect) -> str:
    """What stands after `from` to read a source."""
    if source.location is not None:
        return dialect.file(source.location)
    return dialect.relation(source.relation)


def _kind(source: Source, columns: tuple[tuple[str, str], ...], dialect: Dialect) -> str:
    """What a content begins with: another table, or other columns, tell nothing of this one."""
    return digest_of(rows_of(source, dialect), str(source.watermark), *chain.from_iterable(columns))


def _content(text: str | None, kind: str) -> _Content | None:
    """A content that was kept, where it tells of the same columns."""
    parts = (text or "").split(" ", 4)
    if len(parts) < 5 or parts[:2] != ["watermark", kind]:
        return None
    return _Content(*parts[1:])


def by_watermark(
    source: Source, before: str | None, session: Session, dialect: Dialect
) -> Measured | str:
    """The content of a source; or why its watermark does not tell it.

    `before` is the content that was seen last, by whichever run.
    """
    assert source.watermark is not None
    column = dialect.quote(source.watermark)
    asked = f"count(*), count({column}), {dialect.as_text(f'max({column})')}"
    rows_as_sql = rows_of(source, dialect)
    try:
        columns = session.describe(f"select * from {rows_as_sql}")
        known = _content(before, kind := _kind(source, columns, dialect))
        if known is not None:
            later = known.later(source, _type_of(source, columns), dialect)
            asked += f", count(*) filter (where not ({later}))"
        (found,) = session.query(f"select {asked} from {rows_as_sql}").values
    except StatementError as error:
        if error.cancelled:
            raise
        return error.message
    rows, dated, last, *there_before = found
    if dated < rows:
        return f"{rows - dated} of {rows} rows have no '{source.watermark}'"
    has_only_grown = known is not None and there_before == [int(known.count)]
    since = known.since if known is not None and has_only_grown else f"{time_ns():x}"
    return Measured(str(_Content(kind, since, str(rows), str(last))), rows)


def _type_of(source: Source, columns: tuple[tuple[str, str], ...]) -> str:
    wanted = str(source.watermark).casefold()
    return next(type_ for name, type_ in columns if name.casefold() == wanted)


def later_rows(
    source: Source,
    before: str,
    now: str,
    columns: tuple[tuple[str, str], ...],
    session: Session,
    dialect: Dialect,
) -> LaterRows | None:
    """What came since the content was `before`; None where that is not all that changed.

    `columns` has the name and the type of each column.
    """
    kind = _kind(source, columns, dialect)
    first, last = _content(before, kind), _content(now, kind)
    if first is None or last is None or first.since != last.since:
        return None
    later = first.later(source, _type_of(source, columns), dialect)
    asked = f"count(*) filter (where not ({later})), count(*) filter (where {later})"
    found = unless_refused(
        lambda: session.query(f"select {asked} from {rows_of(source, dialect)}").values
    )
    # With another number of rows up to then, some came with an earlier value, or are gone.
    if found is None or found[0][0] != int(first.count):
        return None
    return LaterRows(later, int(found[0][1]))
