"""Checks with DuckDB's parser whether a text is exactly one SELECT."""

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

# The parser stops at NUL and would ignore the rest; lone surrogates are no characters.
_UNREADABLE = lazy_regex("[\0\ud800-\udfff]")

# Only a SELECT can be serialized: other statements and invalid SQL cannot, a comment gives nothing.
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
    """Return the process's only parser connection, one user at a time; it holds no data."""
    with _lock:
        yield _connection()


def lend_to_parser(connection: duckdb.DuckDBPyConnection) -> None:
    """Let texts be parsed with a connection of a database that is open anyway.

    Nothing is run on it. Starting a separate DuckDB instance takes 13 ms of CPU.
    """
    with _lock:
        _lent.add(connection)


def take_from_parser(connection: duckdb.DuckDBPyConnection) -> None:
    """Withdraw a connection that was lent, before its database is closed."""
    with _lock:
        _lent.discard(connection)


@contextmanager
def _any_connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with _lock:
        yield next(iter(_lent), None) or _connection()


def statement_problem(sql: str, kind: str = "a model") -> tuple[str, int | None] | None:
    """Return why `sql` is not exactly one SELECT, and the line; None if it is.

    `kind` is what the text is used as, for the message.
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
    """Return for each text whether it has no `statement_problem`, as far as one query tells.

    Other threads can run Python during the query; `extract_statements` would block them.
    """
    can_be = [
        not (";" in sql or _UNREADABLE.search(sql) or _WRITING_WORD.search(sql)) for sql in texts
    ]
    with _any_connection() as connection:
        cursor = connection.cursor()
    try:
        rows = cursor.execute(_ARE_SELECTS, [list(compress(texts, can_be))]).fetchall()
    except duckdb.Error:
        # The query does not tell which text failed; checking them one by one does.
        return [False] * len(texts)
    finally:
        cursor.close()
    results = (row[0] for row in rows)
    return [might and next(results) for might in can_be]


def _statements(sql: str) -> list[duckdb.Statement]:
    """Return the statements of a text; raises StatementError for invalid SQL."""
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


# Statements that read, or change tables of the open database. Any other statement would change the
# session of the run, or reach outside the database.
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
    """Return the statements in `sql`, used as `kind`; the texts cover `sql` completely.

    Raises ProjectError if one of them is not allowed.
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
    # The parser replaces an unusual blank with as many spaces as it has bytes.
    text, lengths = sql.encode(), [len(statement.query.encode()) for statement in statements]
    cuts = accumulate(lengths, initial=len(text) - sum(lengths))
    return tuple(text[start:end].decode() for start, end in pairwise(cuts))


def _refused(form: str, sql: str) -> str | None:
    """Return what a statement does that hooks must not do; None if it is allowed."""
    if form not in _IN_HOOKS:
        return f"run {_article(form)} statement"
    if found := _OF_DATABASE.match(sql):
        return f"{found['what'].lower()} a database"
    return "run a COPY statement" if _COPY_IN_CTE.search(sql) else None


def _is_pivot(kind: duckdb.StatementType, sql: str) -> bool:
    """Return whether several statements in one are a PIVOT that finds its columns in the data."""
    if kind != duckdb.StatementType.MULTI:
        return False
    first = _FIRST_WORD.match(sql)
    return first is not None and first[1].lower() in _PIVOT_STARTS


def _writing_problem(sql: str, found: re.Match[str], kind: str) -> tuple[str, int | None] | None:
    """Check the parse tree for DELETE or COPY in a CTE, if a word looks like one.

    A PIVOT over columns found in the data has no parse tree to check, so the word itself is
    refused.
    """
    with parser() as connection:
        row = connection.execute("select json_serialize_sql($1)", [sql]).fetchone()
    tree = row[0] if row else ""
    if not json.loads(tree)["error"] and set(_NODE.findall(tree)) <= _READING_NODES:
        return None
    what = f"{kind} must be one SELECT, found {_article(found[0].upper())} in it"
    return what, sql.count("\n", 0, found.start()) + 1


def _line_of_second(sql: str, queries: list[str]) -> int:
    """Return the line of the second statement.

    The texts of statements cover the whole text. Whether a comment between them belongs to the one
    before or after depends on DuckDB's version.
    """
    start = len(sql) - sum(len(query) for query in queries[1:])
    return sql.count("\n", 0, start) + _first_line(sql[start:])


def _first_line(sql: str) -> int:
    first = _FIRST_WORD.match(sql)
    return sql.count("\n", 0, first.start(1) if first else 0) + 1


def _article(word: str) -> str:
    shown = word.replace("_", " ")
    return f"{'an' if shown[0] in 'AEIOU' else 'a'} {shown}"
