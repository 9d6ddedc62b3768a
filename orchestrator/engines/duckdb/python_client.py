"""DuckDB's own client in the hands of a Python model: relations, and a connection that only reads.

The model runs in a transaction in which the database refuses to write, on a connection of its own:
what it sets, or makes for itself, is gone once that is closed.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Any

from orchestrator.dialects.sql_text import clean_select
from orchestrator.engines.boundary import Session
from orchestrator.engines.duckdb.client import duckdb, import_whole_client, is_relation
from orchestrator.engines.duckdb.refusals import meaning
from orchestrator.engines.duckdb.spelling import quote
from orchestrator.engines.duckdb.statements import parser
from orchestrator.errors import ProjectError, SegError, StatementError
from orchestrator.lazy_regex import lazy_regex
from orchestrator.names import RelationName

# They would end the transaction, or begin one beside it.
_REFUSED = frozenset({"begin", "close", "commit", "cursor", "duplicate", "rollback"})
_RUN_SQL = frozenset({"execute", "executemany", "from_query", "query", "sql"})
_WORD = lazy_regex(r"[^\W\d]\w*")
_MAKES_OF_SELECT = lazy_regex(
    r"\s*create\s+(?:or\s+replace\s+)?temp(?:orary)?\s+(?:table|view)\s+"
    r'(?:if\s+not\s+exists\s+)?(?:[^\W\d]\w*|"(?:[^"]|"")+")\s+as\b',
    re.IGNORECASE,
)
# What reads the answer of `execute`.
_OF_ANSWER = ("abort", "complete", "df", "fetch", "to_", "torch", "tf")
_WRITES = "launched in read-only mode"
_BEGIN = "begin transaction read only"

# A function that a model makes is there for all others, under its name: one model at a time.
_MAKING_FUNCTIONS = Lock()


class DuckDBPythonClient:
    """What one model asks of the cursor of its session; the package around the client is imported
    when it does.
    """

    def __init__(
        self,
        session: Session,
        cursor: duckdb.DuckDBPyConnection,
        made: Callable[[RelationName], None],
    ) -> None:
        self.session = session
        self._tell_made = made
        self._cursor = cursor
        self._named = 0
        self._functions: list[str] = []
        self._makes_functions = False

    def made(self, version: RelationName) -> None:
        """Let the run have a table that `session` made of what the model returned."""
        self._tell_made(version)

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
        except StatementError as error:
            self._begin_again()
            # The model catches what DuckDB raises.
            raise (error.__cause__ or error) from None

    def forget(self) -> None:
        """Remove the functions that the model made: all connections see them, and DuckDB ends with
        the process where one is called after its connection was closed.
        """
        for name in self._functions:
            with suppress(duckdb.Error):
                self._cursor.remove_function(name)
        if self._makes_functions:
            self._makes_functions = False
            _MAKING_FUNCTIONS.release()

    def relation(self, select: str) -> Any:
        """The rows of a SELECT as a relation, which reads them when it is asked for them."""
        import_whole_client()
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
        import_whole_client()
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

    def has_made(self, table: str) -> bool:
        """Whether the model made a temporary table or view of this name."""
        self._cursor.abort()
        found = self._cursor.execute(
            "select count(*) from information_schema.tables where lower(table_name) = lower($1)"
            " and table_catalog = 'temp'",
            [table],
        )
        return bool(found.fetchall()[0][0])

    def database(self) -> str:
        """Where SQL looks for schemas that are named without a database."""
        return self._asked("current_database()")

    def schema(self) -> str:
        """Where SQL looks for tables that are named without a schema."""
        return self._asked("current_schema()")

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
        """What a method of the connection answers; in SQL, names stand for what `table` gives."""
        if name in _REFUSED:
            what = f"session.{name}() is not available: a model reads in one transaction"
            raise ProjectError.of(what, fix="remove it")
        import_whole_client()
        method = getattr(self._cursor, name)
        if name.startswith(_OF_ANSWER):
            return method(*args, **kwargs)
        if name == "create_function":
            if not self._makes_functions:
                self._makes_functions = _MAKING_FUNCTIONS.acquire()
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
        made = _MAKES_OF_SELECT.match(text)
        select = self.select(text[made.end() :], table) if made is not None else None
        if made is not None and select is not None:
            # What is made may have the name of what is read.
            text, given = f"{made[0]} {select}", dict[str, str]()
        else:
            given = _given(text, table)
        # For as long as it runs, views have the names.
        for alias, rows in given.items():
            self._cursor.execute(f"create temp view {quote(alias)} as from {rows}").complete()
        answer = self.call(method, text, *args[1:], **kwargs)
        self._cursor.complete()
        for alias in given:
            self._cursor.execute(f"drop view temp.{quote(alias)}").complete()
        self._keep()
        return answer

    def attribute(self, name: str) -> Any:
        """An attribute of the connection; raises AttributeError where it has none."""
        import_whole_client()
        return getattr(self._cursor, name)

    def _asked(self, expression: str) -> str:
        self._cursor.abort()
        return str(self._cursor.execute(f"select {expression}").fetchall()[0][0])

    def _begin_again(self) -> None:
        with suppress(duckdb.Error):
            self._cursor.execute("rollback").complete()
            self._cursor.execute(_BEGIN).complete()

    def _keep(self) -> None:
        """Keep what is temporary, whatever fails after it."""
        self._cursor.execute("commit").complete()
        self._cursor.execute(_BEGIN).complete()


def _require_one_transaction(given: Sequence[Any]) -> None:
    """Raise ProjectError for statements, as text or as the client's own, that end a transaction."""
    texts = [each for each in given if isinstance(each, str)]
    statements = [each for each in given if isinstance(each, duckdb.Statement)]
    with parser() as connection:
        for text in texts:
            # Running what is no SQL is refused for the same reason.
            with suppress(duckdb.Error):
                statements += connection.extract_statements(text)
    if any(each.type == duckdb.StatementType.TRANSACTION for each in statements):
        raise ProjectError.of("a Python model reads in one transaction", fix="remove it")


def _given(sql: str, table: Callable[[str], str | None]) -> dict[str, str]:
    """What `table` gives for words of a text: what is no name of a relation there does no harm.

    Names of SQL are the same in upper and lower case.
    """
    words = {word.casefold(): word for word in sorted(set(_WORD.findall(sql)), reverse=True)}
    return {word: rows for word in words.values() if (rows := table(word)) is not None}


def _told(error: duckdb.Error) -> SegError:
    if _WRITES in str(error):
        what = "a Python model can write only temporary tables"
        return ProjectError.of(
            what, fix="return the rows; use `create temp table` for intermediate steps"
        )
    return meaning(error)
