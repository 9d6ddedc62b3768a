"""The watermark of a source: a column whose value is later in each new row.

The row count and the last value are the contents of such a source, stored as text: what came later
is found from these alone. They include the names and types of the columns, and since when only
later rows arrived. Otherwise a source that lost a row and then got one with an earlier value would
look unchanged.
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
    """The contents of a source, in parts; `since` is a time in nanoseconds."""

    kind: str
    since: str
    count: str
    last: str

    def __str__(self) -> str:
        return f"watermark {self.kind} {self.since} {self.count} {self.last}"

    def later(self, source: Source, type_: str, dialect: Dialect) -> str:
        """Return the SQL condition for rows that arrived since; all rows if there were none."""
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
    """Return what follows `from` to read a source."""
    if source.location is not None:
        return dialect.file(source.location)
    return dialect.relation(source.relation)


def _kind(source: Source, columns: tuple[tuple[str, str], ...], dialect: Dialect) -> str:
    """Return the prefix of the contents: it differs for different tables or columns."""
    return digest_of(rows_of(source, dialect), str(source.watermark), *chain.from_iterable(columns))


def _content(text: str | None, kind: str) -> _Content | None:
    """Return stored contents, if they are of the same columns."""
    parts = (text or "").split(" ", 4)
    if len(parts) < 5 or parts[:2] != ["watermark", kind]:
        return None
    return _Content(*parts[1:])


def by_watermark(
    source: Source, before: str | None, session: Session, dialect: Dialect
) -> Measured | str:
    """Return the contents of a source, or why its watermark does not give them.

    `before` are the contents that were last seen, by any run.
    """
    assert source.watermark is not None
    column = dialect.quote(source.watermark)
    aggregates = f"count(*), count({column}), {dialect.as_text(f'max({column})')}"
    rows_as_sql = rows_of(source, dialect)
    try:
        columns = session.describe(f"select * from {rows_as_sql}")
        known = _content(before, kind := _kind(source, columns, dialect))
        if known is not None:
            later = known.later(source, _type_of(source, columns), dialect)
            aggregates += f", count(*) filter (where not ({later}))"
        (found,) = session.query(f"select {aggregates} from {rows_as_sql}").values
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
    """Return what arrived since the contents `before`; None if that is not the only change.

    `columns` has the name and the type of each column.
    """
    kind = _kind(source, columns, dialect)
    first, last = _content(before, kind), _content(now, kind)
    if first is None or last is None or first.since != last.since:
        return None
    later = first.later(source, _type_of(source, columns), dialect)
    aggregates = f"count(*) filter (where not ({later})), count(*) filter (where {later})"
    found = unless_refused(
        lambda: session.query(f"select {aggregates} from {rows_of(source, dialect)}").values
    )
    # If the number of rows up to then differs, some have an earlier value, or were deleted.
    if found is None or found[0][0] != int(first.count):
        return None
    return LaterRows(later, int(found[0][1]))
