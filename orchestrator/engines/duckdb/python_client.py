"""DuckDB's client for a Python model: relations, and a connection that only reads.

The model runs in a read-only transaction on a connection of its own. Settings and temporary objects
that it creates are gone once that is closed.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Any

from orchestrator.dialects.sql_text import clean_select
from orchestrator.engines.boundary import Session
from orchestrator.engines.duckdb.client import duckdb, import_package, is_relation
from orchestrator.engines.duckdb.refusals import meaning
from orchestrator.engines.duckdb.spelling import quote
from orchestrator.engines.duckdb.sql.statements import parser
from orchestrator.errors import ProjectError, SegError, StatementError
from orchestrator.lazy_regex import lazy_regex
from orchestrator.names import RelationName

# These would end the transaction, or begin a second one.
_REFUSED = frozenset({"begin", "close", "commit", "cursor", "duplicate", "rollback"})
_RUN_SQL = frozenset({"execute", "executemany", "from_query", "query", "sql"})
_WORD = lazy_regex(r"[^\W\d]\w*")
_MAKES_OF_SELECT = lazy_regex(
    r"\s*create\s+(?:or\s+replace\s+)?temp(?:orary)?\s+(?:table|view)\s+"
    r'(?:if\s+not\s+exists\s+)?(?:[^\W\d]\w*|"(?:[^"]|"")+")\s+as\b',
    re.IGNORECASE,
)
# Methods that read the result of `execute`.
_RESULT_METHODS = ("abort", "complete", "df", "fetch", "to_", "torch", "tf")
_WRITES = "launched in read-only mode"
_BEGIN = "begin transaction read only"

# A function that a model registers is visible to all others under its name: one model at a time.
_FUNCTIONS_LOCK = Lock()


class DuckDBPythonClient:
    """The client of one model on its session's cursor.

    The Python package around the client is imported on first use.
    """

    def __init__(
        self,
        session: Session,
        cursor: duckdb.DuckDBPyConnection,
        register: Callable[[RelationName], None],
    ) -> None:
        self.session = session
        self._register = register
        self._cursor = cursor
        self._named = 0
        self._functions: list[str] = []
        self._makes_functions = False

    def register(self, version: RelationName) -> None:
        """Give the run a table that `session` created from the model's result."""
        self._register(version)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Allow only temporary objects to be written; raises DuckDB's errors as seg's."""
        self._cursor.execute(_BEGIN).complete()
        try:
            yield
        except BaseException as error:
            with suppress(duckdb.Error):
                self._cursor.abort()
                self._cursor.execute("rollback").complete()
            if isinstance(error, duckdb.Error):
                # Its traceback contains the user's own lines.
                raise _translated(error).with_traceback(error.__traceback__) from error
            raise
        self._cursor.abort()
        self._cursor.execute("commit").complete()

    def call(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Return the result of a client method.

        The model can continue after an error, although that ends the transaction.
        """
        self._cursor.abort()
        try:
            return function(*args, **kwargs)
        except duckdb.Error:
            self._restart()
            raise
        except StatementError as error:
            self._restart()
            # The model can catch the error that DuckDB raised.
            raise (error.__cause__ or error) from None

    def forget(self) -> None:
        """Remove the functions that the model registered.

        All connections see them, and DuckDB crashes the process if one is called after its
        connection was closed.
        """
        for name in self._functions:
            with suppress(duckdb.Error):
                self._cursor.remove_function(name)
        if self._makes_functions:
            self._makes_functions = False
            _FUNCTIONS_LOCK.release()

    def relation(self, select: str) -> Any:
        """Return the rows of a SELECT as a lazy relation."""
        import_package()
        return self.call(self._cursor.sql, select)

    def is_relation(self, value: object) -> bool:
        """Return whether a value is a relation of the client."""
        return is_relation(value)

    def is_connection(self, value: object) -> bool:
        """Return whether a value is the model's connection."""
        return value is self._cursor

    def named(self, rows: Any) -> str | None:
        """Return what follows `from` to read a relation or a library's table, otherwise None."""
        import_package()
        self._cursor.abort()
        self._named += 1
        name = f"seg_rows_{self._named}"
        try:
            self._cursor.register(name, rows)
        except duckdb.InvalidInputException:
            self._restart()
            return None
        self._commit()
        return quote(name)

    def has(self, table: str) -> bool:
        """Return whether SQL finds a table or view by this unqualified name."""
        self._cursor.abort()
        found = self._cursor.execute(
            "select count(*) from information_schema.tables where lower(table_name) = lower($1)"
            " and (table_schema = current_schema() or table_catalog = 'temp')",
            [table],
        )
        return bool(found.fetchall()[0][0])

    def has_made(self, table: str) -> bool:
        """Return whether the model created a temporary table or view of this name."""
        self._cursor.abort()
        found = self._cursor.execute(
            "select count(*) from information_schema.tables where lower(table_name) = lower($1)"
            " and table_catalog = 'temp'",
            [table],
        )
        return bool(found.fetchall()[0][0])

    def database(self) -> str:
        """Return the database that SQL uses for schemas without a database."""
        return self._scalar("current_database()")

    def schema(self) -> str:
        """Return the schema that SQL uses for tables without a schema."""
        return self._scalar("current_schema()")

    def select(self, sql: str, table: Callable[[str], str | None]) -> str | None:
        """Return the text with names replaced by what `table` returns for them.

        None if the text is not exactly one SELECT.
        """
        with parser() as connection:
            try:
                found = connection.extract_statements(sql)
            except duckdb.Error:
                # Running it fails with the same error.
                return None
        if len(found) != 1 or found[0].type != duckdb.StatementType.SELECT:
            return None
        given, select = _given(sql, table), clean_select(sql)
        if not given:
            return select
        ctes = ", ".join(f"{quote(name)} as (from {rows})" for name, rows in given.items())
        return f"with {ctes} from (\n{select}\n)"

    def ask(
        self,
        name: str,
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
        table: Callable[[str], str | None],
    ) -> Any:
        """Return the result of a method of the connection; `table` resolves names in its SQL."""
        if name in _REFUSED:
            what = f"session.{name}() is not available: a model reads in one transaction"
            raise ProjectError.of(what, fix="remove it")
        import_package()
        method = getattr(self._cursor, name)
        if name.startswith(_RESULT_METHODS):
            return method(*args, **kwargs)
        if name == "create_function":
            if not self._makes_functions:
                self._makes_functions = _FUNCTIONS_LOCK.acquire()
            self._functions += [str(each) for each in (*args[:1], kwargs.get("name")) if each]
        if name not in _RUN_SQL:
            return self.call(method, *args, **kwargs)
        _require_one_transaction([*args, *kwargs.values()])
        if not (args and isinstance(args[0], str)):
            return self.call(method, *args, **kwargs)
        if (select := self.select(args[0], table)) is not None:
            return self.call(method, select, *args[1:], **kwargs)
        return self._run_now(method, args, kwargs, table)

    def _run_now(
        self,
        method: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
        table: Callable[[str], str | None],
    ) -> Any:
        text: str = args[0]
        create = _MAKES_OF_SELECT.match(text)
        select = self.select(text[create.end() :], table) if create is not None else None
        if create is not None and select is not None:
            # The new object can have the same name as one that it reads.
            text, given = f"{create[0]} {select}", dict[str, str]()
        else:
            given = _given(text, table)
        # While it runs, temporary views have these names.
        for alias, rows in given.items():
            self._cursor.execute(f"create temp view {quote(alias)} as from {rows}").complete()
        answer = self.call(method, text, *args[1:], **kwargs)
        self._cursor.complete()
        for alias in given:
            self._cursor.execute(f"drop view temp.{quote(alias)}").complete()
        self._commit()
        return answer

    def attribute(self, name: str) -> Any:
        """Return an attribute of the connection; raises AttributeError if it does not exist."""
        import_package()
        return getattr(self._cursor, name)

    def _scalar(self, expression: str) -> str:
        self._cursor.abort()
        return str(self._cursor.execute(f"select {expression}").fetchall()[0][0])

    def _restart(self) -> None:
        with suppress(duckdb.Error):
            self._cursor.execute("rollback").complete()
            self._cursor.execute(_BEGIN).complete()

    def _commit(self) -> None:
        """Commit temporary objects, so that they survive later errors."""
        self._cursor.execute("commit").complete()
        self._cursor.execute(_BEGIN).complete()


def _require_one_transaction(given: Sequence[Any]) -> None:
    """Raise ProjectError for statements, as text or as client objects, that end a transaction."""
    texts = [each for each in given if isinstance(each, str)]
    statements = [each for each in given if isinstance(each, duckdb.Statement)]
    with parser() as connection:
        for text in texts:
            # Running invalid SQL fails with the same error.
            with suppress(duckdb.Error):
                statements += connection.extract_statements(text)
    if any(each.type == duckdb.StatementType.TRANSACTION for each in statements):
        raise ProjectError.of("a Python model reads in one transaction", fix="remove it")


def _given(sql: str, table: Callable[[str], str | None]) -> dict[str, str]:
    """Return what `table` returns for words in a text; words that name no relation are harmless.

    SQL names are case-insensitive.
    """
    words = {word.casefold(): word for word in sorted(set(_WORD.findall(sql)), reverse=True)}
    return {word: rows for word in words.values() if (rows := table(word)) is not None}


def _translated(error: duckdb.Error) -> SegError:
    if _WRITES in str(error):
        what = "a Python model can write only temporary tables"
        return ProjectError.of(
            what, fix="return the rows; use `create temp table` for intermediate steps"
        )
    return meaning(error)
