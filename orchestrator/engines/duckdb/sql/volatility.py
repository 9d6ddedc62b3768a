"""What can change a SELECT's rows although none of its declared inputs changed.

A cheap scan of words comes first; the parser is used if one of them is suspicious.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from orchestrator.engines.duckdb.sql.statements import parser
from orchestrator.lazy_regex import lazy_regex

DECLARED = "\ue000"
"""The prefix of the names of a SELECT's declared inputs."""

_DECLARED_NAME = f'"{DECLARED}'
# Words, and the other tokens of a SELECT without comments: strings, quoted names, signs.
_PIECES = lazy_regex(
    r"""
      (?: e'(?:[^'\\]|\\.|'')*' | '[^']*(?:''[^']*)*'
        | \$(?P<tag>(?:[^\W\d]\w*)?)\$.*?\$(?P=tag)\$ )
    | (?P<word>[^\W\d][\w$]*)
    | (?P<other>"[^"]*(?:""[^"]*)*" | \d[\d.]*\w* | \.\d[\d.]*\w* | \S)
    """,
    re.VERBOSE | re.DOTALL,
)

# These also work without parentheses.
_CLOCK = frozenset({
    "current_catalog", "current_date", "current_schema", "current_time", "current_timestamp",
    "localtime", "localtimestamp",
})  # fmt: skip
# Table functions that depend only on their arguments.
_PURE_TABLES = frozenset({
    "generate_series", "generate_subscripts", "json_each", "json_tree", "range", "repeat",
    "repeat_row", "unnest",
})  # fmt: skip
# Functions that are stable only within a query because they depend on the time zone.
_ZONED = frozenset({
    "+", "-", "century", "date_diff", "date_part", "date_sub", "date_trunc", "datediff", "datepart",
    "datesub", "datetrunc", "day", "dayname", "dayofmonth", "dayofweek", "dayofyear", "decade",
    "era", "hour", "isodow", "isoyear", "julian", "last_day", "make_timestamptz", "microsecond",
    "millennium", "millisecond", "minute", "month", "monthname", "quarter", "second", "strftime",
    "time_bucket", "timezone", "timezone_hour", "timezone_minute", "week", "weekday", "weekofyear",
    "year", "yearweek",
})  # fmt: skip
_UNSTABLE_MACROS = frozenset({
    "ago", "current_catalog", "current_database", "current_query", "current_schema",
    "current_schemas",
})  # fmt: skip
# Words that can precede a parenthesis without a call.
_KEYWORDS = frozenset({
    "all", "and", "anti", "any", "as", "asof", "between", "by", "case", "cast", "char", "coalesce",
    "columns", "cross", "cube", "decimal", "distinct", "else", "end", "escape", "except",
    "exclude", "exists", "extract", "filter", "from", "full", "group", "grouping", "having",
    "ignore", "ilike", "in", "inner", "intersect", "interval", "is", "join", "lateral", "left",
    "like", "limit", "materialized", "not", "null", "numeric", "offset", "on", "or", "order",
    "outer", "over", "partition", "position", "positional", "qualify", "rename", "replace",
    "respect", "right", "rollup", "row", "select", "semi", "sets", "similar", "some", "struct",
    "then", "try_cast", "union", "using", "values", "varchar", "when", "where", "window", "with",
    "within",
})  # fmt: skip
# Most projects call no others, and querying the catalogue takes longer than scanning their SQL.
COMMON = frozenset({
    "abs", "avg", "concat", "count", "date_diff", "date_trunc", "dense_rank", "first_value",
    "floor", "greatest", "hash", "lag", "last_value", "lead", "least", "length", "list", "lower",
    "ltrim", "max", "md5", "median", "min", "mode", "ntile", "nullif", "rank", "regexp_matches",
    "round", "row_number", "rtrim", "split_part", "sqrt", "stddev", "strftime", "strpos", "substr",
    "substring", "sum", "trim", "upper",
})  # fmt: skip
_SUSPICIOUS = _CLOCK | {
    "at", "describe", "pivot", "pivot_wider", "rowid", "sample", "show", "summarize", "table",
    "tablesample", "unpivot", "window",
}  # fmt: skip
_AFTER_FROM = frozenset({
    "except", "group", "having", "intersect", "limit", "offset", "order", "qualify", "select",
    "union", "where", "window",
})  # fmt: skip

_STRUCTURE = _AFTER_FROM | {"from", "as", "(", ")", ","}


def volatile_words(sql: str) -> tuple[str, ...]:
    """Return the functions, tables and clauses that make a SELECT depend on undeclared inputs.

    Names of declared inputs begin with DECLARED; comments have been removed.
    """
    if not _is_suspicious(sql):
        return ()
    with parser() as connection:
        row = connection.execute("select json_serialize_sql($1)", [sql]).fetchone()
    tree = json.loads(row[0]) if row else {"error": True}
    if tree.get("error"):
        # A PIVOT over columns that are found in the data has no parse tree.
        return ("a statement that the parser does not show",)
    return tuple(sorted(set(_volatile_in_tree(tree, frozenset()))))


def _is_suspicious(sql: str) -> bool:
    """Return whether the parser is needed; True whenever it would find something."""
    pieces = [word or other for _, word, other in _PIECES.findall(sql.lower())]
    return not _SUSPICIOUS.isdisjoint(pieces) or _calls_unknown(pieces) or _names_unknown(pieces)


def _calls_unknown(pieces: Sequence[str]) -> bool:
    """Return whether a parenthesis calls a function that is not known to be stable."""
    before = before_that = ""
    for piece in pieces:
        if piece == "(":
            is_name = before.startswith('"') or before[:1].isidentifier()
            # `raw.sum(x)` is not the known function `sum`.
            if is_name and (before_that == "." or not _is_known(before)):
                return True
        before_that, before = before, piece
    return False


def _is_known(word: str) -> bool:
    return word in _KEYWORDS or word in COMMON or word in _stable_functions()


def _names_unknown(pieces: Sequence[str]) -> bool:
    """Return whether a relation is named that is neither declared nor a CTE."""
    relations = _Relations()
    before = before_that = ""
    for piece in pieces:
        if before in ("from", "join") and relations.is_unknown(piece):
            return True
        # A schema can have the name of a CTE.
        if piece == "." and before_that in ("from", "join"):
            return True
        if piece in _STRUCTURE and relations.names_another(piece, before):
            return True
        before_that, before = before, piece
    return False


class _Relations:
    """Tracks where a relation can be named, up to the current token."""

    def __init__(self) -> None:
        self._ctes = set[str]()
        # For each open parenthesis, whether a comma would name another relation.
        self._is_listing = [False]
        self._named = self._cte = ""

    def is_unknown(self, name: str) -> bool:
        """Return whether the name after FROM or JOIN is unknown: neither declared nor a CTE."""
        return not (
            name.startswith(_DECLARED_NAME) or name in ("(", "lateral") or name in self._ctes
        )

    def names_another(self, piece: str, before: str) -> bool:
        """Process a token of _STRUCTURE; return whether another relation is named after it."""
        if piece == ",":
            return self._is_listing[-1]
        if piece == "as":
            self._named = before
        elif piece == "(":
            self._open(before)
        elif piece == ")":
            self._close()
        else:
            self._is_listing[-1] = piece == "from"
        return False

    def _open(self, before: str) -> None:
        if len(self._is_listing) == 1:
            self._cte = self._named if before in ("as", "materialized") else ""
        self._is_listing.append(False)

    def _close(self) -> None:
        if len(self._is_listing) > 1:
            self._is_listing.pop()
        if len(self._is_listing) == 1 and self._cte:
            # Only now, because within its own parentheses the name still means a table.
            self._ctes.add(self._cte)
            self._cte = ""


def _volatile_in_tree(node: Any, ctes: frozenset[str]) -> Iterator[str]:
    """Yield the volatile parts of a parse tree; `ctes` are the names in its WITH clauses."""
    if isinstance(node, list):
        for item in node:
            yield from _volatile_in_tree(item, ctes)
        return
    if not isinstance(node, dict):
        return
    if node.get("type") == "RECURSIVE_CTE_NODE":
        ctes |= {str(node.get("cte_name", "")).lower()}
    clauses = node.get("cte_map")
    if isinstance(clauses, dict):
        for clause in clauses.get("map", ()):
            # A CTE sees earlier ones, and itself only if it is recursive.
            yield from _volatile_in_tree(clause["value"], ctes)
            ctes |= {str(clause["key"]).lower()}
    yield from _volatile_in_node(node, ctes)
    for key, value in node.items():
        if key != "cte_map" and isinstance(value, dict | list):
            yield from _volatile_in_tree(value, ctes)


def _volatile_in_node(node: dict[str, Any], ctes: frozenset[str]) -> Iterator[str]:
    if node.get("sample"):
        yield "sample"
    match node.get("type"):
        case "BASE_TABLE":
            yield from _volatile_in_table(node, ctes)
        case "TABLE_FUNCTION":
            name = str((node.get("function") or {}).get("function_name", "")).lower()
            if name not in _PURE_TABLES:
                yield f"{name}()"
        case "SHOW_REF":
            yield "describe"
        case "COLUMN_REF":
            columns = [str(column).lower() for column in node.get("column_names") or ()]
            if columns[-1:] == ["rowid"] or (len(columns) == 1 and columns[0] in _CLOCK):
                yield columns[-1]
        case _ if node.get("class") in ("FUNCTION", "WINDOW"):
            yield from _volatile_in_function(node)


def _volatile_in_function(node: dict[str, Any]) -> Iterator[str]:
    name, schema = (str(node.get(key) or "").lower() for key in ("function_name", "schema"))
    if schema:
        # A macro in a schema, or a method of a column: the text does not tell.
        yield f"{schema}.{name}()"
    elif name not in _stable_functions() and name not in _PURE_TABLES:
        yield f"{name}()" if name.isidentifier() else name


def _volatile_in_table(node: dict[str, Any], ctes: frozenset[str]) -> Iterator[str]:
    found = [node.get(key) for key in ("catalog_name", "schema_name", "table_name")]
    parts = [str(part) for part in found if part]
    is_cte = len(parts) == 1 and parts[0].lower() in ctes
    if not is_cte and not parts[-1].startswith(DECLARED):
        yield f"the table {'.'.join(parts)}"


@cache
def _stable_functions() -> frozenset[str]:
    """Return the built-in functions whose result depends only on their arguments."""
    with parser() as connection:
        rows = connection.execute(
            "select lower(function_name), list(distinct coalesce(stability, '')), "
            "list(distinct function_type), bool_and(internal) "
            "from duckdb_functions() where function_type <> 'table' group by 1"
        ).fetchall()
    # error() ends the query; the catalogue calls it volatile only for that reason.
    return frozenset({"error"}) | frozenset(
        name
        for name, stabilities, kinds, is_internal in rows
        if is_internal
        and set(kinds) <= {"scalar", "aggregate", "window", "macro"}
        and "VOLATILE" not in stabilities
        and ("CONSISTENT_WITHIN_QUERY" not in stabilities or name in _ZONED)
        and name not in _UNSTABLE_MACROS
        and not name.startswith("pg_")
    )
