"""A column that has a later value in each row that comes: the watermark of a source.

How many rows there are, and its last value, is the content of such a source, and is kept as text:
what came later is found by that alone. Names and types of the columns are part of it.
"""

from itertools import chain

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Session
from orchestrator.errors import StatementError
from orchestrator.nodes import Source
from orchestrator.state.definitions import digest_of
from orchestrator.state.facts import Measured
from orchestrator.warehouse import unless_refused


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
    shown = digest_of(
        rows_of(source, dialect), str(source.watermark), *chain.from_iterable(columns)
    )
    return f"watermark {shown}"


def by_watermark(source: Source, session: Session, dialect: Dialect) -> Measured | str:
    """The content of a source; or why its watermark does not tell it."""
    assert source.watermark is not None
    column = dialect.quote(source.watermark)
    asked = f"count(*), count({column}), {dialect.as_text(f'max({column})')}"
    rows_as_sql = rows_of(source, dialect)
    try:
        columns = session.describe(f"select * from {rows_as_sql}")
        (found,) = session.query(f"select {asked} from {rows_as_sql}").values
    except StatementError as error:
        if error.cancelled:
            raise
        return error.message
    rows, dated, last = found
    if dated < rows:
        return f"{rows - dated} of {rows} rows have no '{source.watermark}'"
    return Measured(f"{_kind(source, columns, dialect)} {rows} {last}", rows)


def later_rows(
    source: Source,
    before: str,
    columns: tuple[tuple[str, str], ...],
    session: Session,
    dialect: Dialect,
) -> LaterRows | None:
    """What came since the content was `before`; None where that is not all that changed.

    `columns` has the name and the type of each column.
    """
    assert source.watermark is not None
    kind = f"{_kind(source, columns, dialect)} "
    count, _, last = before.removeprefix(kind).partition(" ")
    types = {name.casefold(): type_ for name, type_ in columns}
    type_ = types.get(source.watermark.casefold())
    if not before.startswith(kind) or not count.isdigit() or type_ is None:
        return None
    later = f"{dialect.quote(source.watermark)} > cast({dialect.literal(last)} as {type_})"
    asked = f"count(*) filter (where not ({later})), count(*) filter (where {later})"
    found = unless_refused(
        lambda: session.query(f"select {asked} from {rows_of(source, dialect)}").values
    )
    # With another number of rows up to then, some came with an earlier value, or are gone.
    if found is None or found[0][0] != int(count):
        return None
    return LaterRows(later, int(found[0][1]))
