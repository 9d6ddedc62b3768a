"""A connection to a warehouse with its SQL dialect, as most functions need both.

Statements that several parts of seg write are defined here once, for every engine.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Engine, Session
from orchestrator.errors import StatementError
from orchestrator.names import RelationName

T = TypeVar("T")

_MOST_ROWS = 1_000  # per INSERT: longer statements are not faster to parse


class Warehouse(Struct, frozen=True):
    """One thread's session, and the dialect of its engine."""

    session: Session
    dialect: Dialect

    def name(self, relation: RelationName) -> str:
        """Return the relation as SQL."""
        return self.dialect.relation(relation)

    def literal(self, value: object) -> str:
        """Return a Python value as SQL."""
        return self.dialect.literal(value)

    def listed(self, values: Iterable[object]) -> str:
        """Return values as SQL, separated by commas; `null` for none: `in` matches nothing."""
        return ", ".join(map(self.dialect.literal, values)) or "null"

    def text(self, column: str) -> str:
        """Return a column's value as text, in SQL."""
        return f"cast({self.dialect.column(column)} as varchar)"

    def is_one_of(self, column: str, values: Iterable[str]) -> str:
        """Return a condition: a column's value, as text, is one of `values`; NULL for NULL."""
        return f"{self.text(column)} in ({self.listed(values)})"

    def rows(self, query: str, limit: int | None = None) -> tuple[tuple[Any, ...], ...]:
        """Return the rows of a query; at most `limit` of them."""
        return self.session.query(query, limit).values

    def value(self, query: str) -> Any:
        """Return the first value of a query with at most one row; None without a row."""
        # Fetch all rows: an unfinished query keeps its transaction open.
        found = self.rows(query)
        return found[0][0] if found else None

    def texts(self, query: str) -> tuple[str, ...]:
        """Return the first column of a query, as text, without NULL."""
        return tuple(str(row[0]) for row in self.rows(query) if row[0] is not None)

    def count(self, source: RelationName | str, condition: str = "true") -> int:
        """Return how many rows of a relation (a name, or SQL) meet a condition."""
        shown = source if isinstance(source, str) else self.name(source)
        return int(self.value(f"select count(*) from {shown} where {condition}"))

    def insert(
        self, table: RelationName, columns: Sequence[str], rows: Sequence[Sequence[object]]
    ) -> None:
        """Add rows to a table; the values are in the order of `columns`."""
        names = ", ".join(map(self.dialect.quote, columns))
        for start in range(0, len(rows), _MOST_ROWS):
            shown = ",\n".join(f"({self.listed(row)})" for row in rows[start : start + _MOST_ROWS])
            self.session.execute(f"insert into {self.name(table)} ({names}) values\n{shown}")

    def add(self, table: RelationName, values: Mapping[str, object]) -> None:
        """Add one row to a table."""
        self.insert(table, tuple(values), [tuple(values.values())])

    def internal_table(self, name: str, columns: Sequence[tuple[str, str]]) -> RelationName:
        """Return the name of an internal table outside of all generations, creating it if needed.

        A table of an older seg gets missing columns.
        """
        self.new_internal_tables({name: columns})
        table, quote = self.dialect.internal_table(name), self.dialect.quote
        known = {column for column, _ in self.session.describe(f"select * from {self.name(table)}")}
        for column, type_ in columns:
            if column not in known:
                added = f"add column {quote(column)} {type_}"
                self.session.execute(f"alter table {self.name(table)} {added}")
        return table

    def new_internal_tables(self, tables: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Do the same for tables that no older seg created: they have all columns."""
        quote = self.dialect.quote
        for schema in {self.dialect.internal_table(name).schema for name in tables}:
            self.create_schema(schema)
        for name, columns in tables.items():
            shown = ", ".join(f"{quote(column)} {type_}" for column, type_ in columns)
            table = self.name(self.dialect.internal_table(name))
            self.session.execute(f"create table if not exists {table} ({shown})")

    def has_internal_tables(self, tables: Mapping[str, Sequence[tuple[str, str]]]) -> bool:
        """Return whether internal tables exist with all of these columns."""
        selects = []
        for name, columns in tables.items():
            shown = ", ".join(self.dialect.quote(column) for column, _ in columns)
            table = self.name(self.dialect.internal_table(name))
            selects.append(f"select 1 as found from (select {shown} from {table}) as found")
        select = "\nunion all\n".join(selects)
        return unless_refused(lambda: self.session.describe(select)) is not None

    def create_schema(self, name: str) -> None:
        """Create a schema, if it does not exist."""
        self.session.execute(f"create schema if not exists {self.dialect.quote(name)}")

    def temporary_table(self, name: str, select: str) -> str:
        """Fill a temporary table of this session from a SELECT; return its name as SQL."""
        shown = self.dialect.quote(name)
        self.session.execute(f"create temporary table {shown} as\n{select}\n")
        return shown

    def drop_table(self, table: RelationName) -> None:
        """Drop a table, if it exists."""
        self.session.execute(f"drop table if exists {self.name(table)}")


@contextmanager
def connected(engine: Engine, dialect: Dialect) -> Iterator[Warehouse]:
    """Open a session of its own on an engine, and release it at the end."""
    session = engine.session()
    try:
        yield Warehouse(session, dialect)
    finally:
        session.close()


def utc_naive(at: datetime) -> datetime:
    """Return the timestamp as stored in internal tables: in UTC, without a time zone."""
    return at.astimezone(UTC).replace(tzinfo=None)


def unless_refused(ask: Callable[[], T]) -> T | None:
    """Return the result of `ask`; None if the database rejects the statement.

    A cancelled statement raises: it says nothing about the question.
    """
    try:
        return ask()
    except StatementError as error:
        if error.cancelled:
            raise
        return None
