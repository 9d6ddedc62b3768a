"""DuckDB's own client in the hands of a Python model: relations, and a connection that only reads.

The model runs in a transaction in which the database refuses to write. What the model makes for
itself is temporary, and gone once it is done.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from orchestrator.engines.duckdb.client import duckdb, import_whole_client, is_relation
from orchestrator.engines.duckdb.refusals import meaning
from orchestrator.engines.duckdb.spelling import quote
from orchestrator.engines.duckdb.statements import parser
from orchestrator.errors import ProjectError, SegError
from orchestrator.lazy_regex import lazy_regex

# They would end the transaction, or begin one beside it.
_REFUSED = frozenset({"begin", "close", "commit", "cursor", "duplicate", "rollback"})
_RUN_SQL = frozenset({"execute", "executemany", "from_query", "query", "sql"})
_ENDS_TRANSACTION = lazy_regex(
    r"(?:\s|--[^\n]*\n)*(?:abort|begin|commit|end|rollback|start)\b", re.IGNORECASE
)
_WORD = lazy_regex(r"[^\W\d]\w*")
# What reads the answer of `execute`.
_OF_ANSWER = ("abort", "complete", "df", "fetch", "to_", "torch", "tf")
_WRITES = "launched in read-only mode"
_BEGIN = "begin transaction read only"


class DuckDBPythonClient:
    """What one model asks of a cursor; the package around the client is imported when it does."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor
        self._named = 0
        self._before: frozenset[tuple[str, str]] | None = None
        self._made: frozenset[tuple[str, str]] = frozenset()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Let nothing be written but what is temporary; raises DuckDB's errors as seg's."""
        self._cursor.execute(_BEGIN).complete()
        try:
            yield
        except BaseException as error:
            with suppress(duckdb.Error):
                self._cursor.abort()
                self._cursor.execute("rollback").complete()
            if isinstance(error, duckdb.Error):
                # The user's own lines are in its traceback.
                raise _told(error).with_traceback(error.__traceback__) from error
            raise
        self._cursor.abort()
        if self._before is not None:
            self._made = self._temporary() - self._before
        self._cursor.execute("commit").complete()

    def call(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """What a method of the client answers; after an error, which ends the transaction, the
        model may go on.
        """
        self._cursor.abort()
        try:
            return function(*args, **kwargs)
        except duckdb.Error:
            self._begin_again()
            raise

    def forget(self) -> None:
        """Drop what the model made for itself."""
        with suppress(duckdb.Error):
            for kind, name in sorted(self._made, reverse=True):
                self._cursor.execute(f"drop {kind} if exists temp.{quote(name)}").complete()

    def relation(self, select: str) -> Any:
        """The rows of a SELECT as a relation, which reads them when it is asked for them."""
        self._begin()
        return self.call(self._cursor.sql, select)

    def is_relation(self, value: object) -> bool:
        """Whether a value is a relation of the client."""
        return is_relation(value)

    def is_connection(self, value: object) -> bool:
        """Whether a value is the connection that the model has."""
        return value is self._cursor

    def named(self, rows: Any) -> str | None:
        """What stands after `from` to read a relation, or a table of another library; None where a
        value is no table.
        """
        self._begin()
        self._cursor.abort()
        self._named += 1
        name = f"seg_rows_{self._named}"
        try:
            self._cursor.register(name, rows)
        except duckdb.InvalidInputException:
            self._begin_again()
            return None
        self._keep()
        return quote(name)

    def has(self, table: str) -> bool:
        """Whether SQL finds a table or view by this name alone."""
        self._cursor.abort()
        found = self._cursor.execute(
            "select count(*) from information_schema.tables where lower(table_name) = lower($1)"
            " and (table_schema = current_schema() or table_catalog = 'temp')",
            [table],
        )
        return bool(found.fetchall()[0][0])

    def schema(self) -> str:
        """Where SQL looks for tables that are named without a schema."""
        self._cursor.abort()
        return str(self._cursor.execute("select current_schema()").fetchall()[0][0])

    def select(self, sql: str, table: Callable[[str], str | None]) -> str | None:
        """A text that is one SELECT, in which names stand for what `table` gives for them; None for
        any other text.
        """
        with parser() as connection:
            try:
                found = connection.extract_statements(sql)
            except duckdb.Error:
                # Running it is refused for the same reason.
                return None
        if len(found) != 1 or found[0].type != duckdb.StatementType.SELECT:
            return None
        given = _given(sql, table)
        if not given:
            return sql
        ctes = ", ".join(f"{quote(name)} as (from {rows})" for name, rows in given.items())
        return f"with {ctes} from (\n{sql.strip().rstrip(';')}\n)"

    def ask(
        self,
        name: str,
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
        table: Callable[[str], str | None],
    ) -> Any:
        """What a method of the connection answers; in SQL, names stand for what `table` gives."""
        if name in _REFUSED:
            what = f"session.{name}() is not there: a model reads in one transaction"
            raise ProjectError.of(what, fix="take it out")
        self._begin()
        method = getattr(self._cursor, name)
        if name.startswith(_OF_ANSWER):
            return method(*args, **kwargs)
        if name not in _RUN_SQL or not (args and isinstance(args[0], str)):
            return self.call(method, *args, **kwargs)
        if (select := self.select(args[0], table)) is not None:
            return self.call(method, select, *args[1:], **kwargs)
        if _ENDS_TRANSACTION.match(args[0]):
            raise ProjectError.of("a Python model reads in one transaction", fix="take it out")
        # It is run at once: for so long, views have the names.
        given = _given(args[0], table)
        for alias, rows in given.items():
            self._cursor.execute(f"create temp view {quote(alias)} as from {rows}").complete()
        answer = self.call(method, *args, **kwargs)
        self._cursor.complete()
        for alias in given:
            self._cursor.execute(f"drop view temp.{quote(alias)}").complete()
        self._keep()
        return answer

    def attribute(self, name: str) -> Any:
        """An attribute of the connection; raises AttributeError where it has none."""
        self._begin()
        return getattr(self._cursor, name)

    def _begin(self) -> None:
        if self._before is None:
            import_whole_client()
            self._before = self._temporary()

    def _begin_again(self) -> None:
        with suppress(duckdb.Error):
            self._cursor.execute("rollback").complete()
            self._cursor.execute(_BEGIN).complete()

    def _keep(self) -> None:
        """Keep what is temporary, whatever fails after it."""
        self._cursor.execute("commit").complete()
        self._cursor.execute(_BEGIN).complete()

    def _temporary(self) -> frozenset[tuple[str, str]]:
        found = self._cursor.execute(
            "select 'table', table_name from duckdb_tables() where temporary union all "
            "select 'view', view_name from duckdb_views() where temporary and not internal"
        )
        return frozenset(found.fetchall())


def _given(sql: str, table: Callable[[str], str | None]) -> dict[str, str]:
    """What `table` gives for words of a text: what is no name of a relation there does no harm."""
    words = sorted(set(_WORD.findall(sql)))
    return {word: rows for word in words if (rows := table(word)) is not None}


def _told(error: duckdb.Error) -> SegError:
    if _WRITES in str(error):
        what = "a Python model may write nothing but temporary tables"
        return ProjectError.of(what, fix="return the rows; for steps between, `create temp table`")
    return meaning(error)
