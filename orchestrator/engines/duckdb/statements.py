"""Whether a text is exactly one SELECT, by DuckDB's own parser."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import accumulate, compress, pairwise
from threading import Lock
from weakref import WeakSet

from orchestrator.dialects.sql_text import without_comments
from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.refusals import meaning
from orchestrator.errors import ProjectError, StatementError
from orchestrator.lazy_regex import lazy_regex

_WRITING_WORD = lazy_regex(r"\b(?:delete|insert|update|merge|copy)\b", re.IGNORECASE)
_NODE = lazy_regex(r'"type":"(\w+_NODE)"')
_READING_NODES = {"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"}
_FIRST_WORD = lazy_regex(r"(?:\s|--[^\n]*|/\*.*?\*/|\()*([a-z_]*)", re.IGNORECASE | re.DOTALL)
_PIVOT_STARTS = {"select", "with", "from", "pivot", "pivot_wider", "values", "unpivot", "table"}

# The parser ends at NUL, and what follows would be lost; half a surrogate pair is no character.
_UNREADABLE = lazy_regex("[\0\ud800-\udfff]")

# The tree of what is no SELECT cannot be had, nor that of what is no SQL; a comment has none.
_ARE_SELECTS = """
select starts_with(json_serialize_sql(sql), '{"error":false,"statements":[{')
from unnest($1::varchar[]) as given(sql)
"""

_lock = Lock()
_lent: WeakSet[duckdb.DuckDBPyConnection] = WeakSet()


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:", config={"threads": 1, "enable_external_access": False})


@contextmanager
def parser() -> Iterator[duckdb.DuckDBPyConnection]:
    """One connection for the process, one user at a time; it holds no data and opens no file."""
    with _lock:
        yield _connection()


def lend_to_parser(connection: duckdb.DuckDBPyConnection) -> None:
    """Let texts be told apart with a connection of a database that is open anyway.

    Nothing is run on it. An instance of DuckDB of its own takes 13 ms of CPU to begin.
    """
    with _lock:
        _lent.add(connection)


def take_from_parser(connection: duckdb.DuckDBPyConnection) -> None:
    """Take a connection back that was lent, before its database is closed."""
    with _lock:
        _lent.discard(connection)


@contextmanager
def _any_connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with _lock:
        yield next(iter(_lent), None) or _connection()


def statement_problem(sql: str, kind: str = "a model") -> tuple[str, int | None] | None:
    """Why `sql` is not exactly one SELECT, and the line in it; None when it is.

    `kind` is what the text is to be, for the message.
    """
    sql = sql.removeprefix("\ufeff")
    try:
        statements = _statements(sql)
    except StatementError as refused:
        return refused.message, refused.line
    if not statements:
        return "no SELECT: it is empty, or contains only comments", None
    if len(statements) > 1:
        what = f"{kind} must be one SELECT, found {len(statements)} statements"
        return what, _line_of_second(sql, [statement.query for statement in statements])
    form = statements[0].type
    if form != duckdb.StatementType.SELECT and not _is_pivot(form, sql):
        return f"{kind} must be one SELECT, found {_article(form.name)}", _first_line(sql)
    if found := _WRITING_WORD.search(sql):
        return _writing_problem(sql, found, kind)
    return None


def are_selects(texts: Sequence[str]) -> list[bool]:
    """Which of many texts `statement_problem` finds nothing wrong with, as far as one query tells.

    While it runs, other threads can work in Python: `extract_statements` lets none.
    """
    can_be = [
        not (";" in sql or _UNREADABLE.search(sql) or _WRITING_WORD.search(sql)) for sql in texts
    ]
    with _any_connection() as connection:
        cursor = connection.cursor()
    try:
        rows = cursor.execute(_ARE_SELECTS, [list(compress(texts, can_be))]).fetchall()
    except duckdb.Error:
        # Where they are asked for one by one, it is told of which this was.
        return [False] * len(texts)
    finally:
        cursor.close()
    told = (row[0] for row in rows)
    return [might and next(told) for might in can_be]


def _statements(sql: str) -> list[duckdb.Statement]:
    """The statements of a text; raises StatementError for what is no SQL."""
    if found := _UNREADABLE.search(sql):
        what = f"the character U+{ord(found[0]):04X} is not allowed in SQL"
        raise StatementError(what, line=sql.count("\n", 0, found.start()) + 1)
    with _any_connection() as connection:
        try:
            return connection.extract_statements(sql)
        except duckdb.Error as error:
            refused = meaning(error)
            assert isinstance(refused, StatementError)
            raise refused from error


# What reads, or changes tables of the database that is open: all else would change how the session
# of a run works, or reach outside.
_IN_HOOKS = frozenset(
    ("ALTER", "ANALYZE", "CREATE", "DELETE", "DROP", "INSERT", "MERGE_INTO", "SELECT", "UPDATE",
     "VACUUM")
)  # fmt: skip
_OF_DATABASE = lazy_regex(r"\s*(?P<what>alter|create|drop)\s+database\b", re.IGNORECASE)
_COPY_IN_CTE = lazy_regex(
    r"\bas\s+(?:(?:not\s+)?materialized\s*)?\(\s*copy\b|\bas\(\s*copy\b", re.IGNORECASE
)
_SETS = lazy_regex(r"\s*(?:set(?!\s+variable\b)|pragma)\b", re.IGNORECASE)


def hook_statements(sql: str, kind: str = "a hook") -> tuple[str, ...]:
    """The texts of a `kind`'s statements, which follow each other up to the end of it.

    Raises ProjectError where one cannot run.
    """
    try:
        statements = _statements(sql)
    except StatementError as refused:
        raise ProjectError.of(refused.message) from refused
    for statement in statements:
        plain = without_comments(statement.query)
        if what := _refused(statement.type.name, plain):
            fix = "run it outside 'seg build'"
            if _SETS.match(plain):
                fix = "write it under 'settings:' of the target in profiles.yml"
            raise ProjectError.of(f"{kind} may not {what}", fix=fix)
    # The parser makes as many spaces of an unusual blank as that has bytes.
    text, lengths = sql.encode(), [len(statement.query.encode()) for statement in statements]
    cuts = accumulate(lengths, initial=len(text) - sum(lengths))
    return tuple(text[start:end].decode() for start, end in pairwise(cuts))


def _refused(form: str, sql: str) -> str | None:
    """What a statement does that none of a hook may do, if it does."""
    if form not in _IN_HOOKS:
        return f"run {_article(form)} statement"
    if found := _OF_DATABASE.match(sql):
        return f"{found['what'].lower()} a database"
    return "run a COPY statement" if _COPY_IN_CTE.search(sql) else None


def _is_pivot(kind: duckdb.StatementType, sql: str) -> bool:
    """Whether several statements in one are a PIVOT that looks its columns up in the data."""
    if kind != duckdb.StatementType.MULTI:
        return False
    first = _FIRST_WORD.match(sql)
    return first is not None and first[1].lower() in _PIVOT_STARTS


def _writing_problem(sql: str, found: re.Match[str], kind: str) -> tuple[str, int | None] | None:
    """A CTE can hold a DELETE or a COPY: ask for the parse tree when a word looks like one.

    A PIVOT over columns found in the data has no parse tree to look at, so the word is refused.
    """
    with parser() as connection:
        row = connection.execute("select json_serialize_sql($1)", [sql]).fetchone()
    tree = row[0] if row else ""
    if not json.loads(tree)["error"] and set(_NODE.findall(tree)) <= _READING_NODES:
        return None
    what = f"{kind} must be one SELECT, found {_article(found[0].upper())} in it"
    return what, sql.count("\n", 0, found.start()) + 1


def _line_of_second(sql: str, queries: list[str]) -> int:
    """The texts of statements follow each other up to the end.

    Comments between them go with the one before or the one after, by DuckDB's version.
    """
    start = len(sql) - sum(len(query) for query in queries[1:])
    return sql.count("\n", 0, start) + _first_line(sql[start:])


def _first_line(sql: str) -> int:
    first = _FIRST_WORD.match(sql)
    return sql.count("\n", 0, first.start(1) if first else 0) + 1


def _article(word: str) -> str:
    shown = word.replace("_", " ")
    return f"{'an' if shown[0] in 'AEIOU' else 'a'} {shown}"
