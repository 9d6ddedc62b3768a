"""Parses a text as one condition over a row, with DuckDB's own parser."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from msgspec import Struct

from orchestrator.engines.boundary import Expression, Finding
from orchestrator.engines.duckdb.sql.statements import parser

_BEFORE = "select (\n"
_TREE = "select json_serialize_sql($1)"
_FUNCTIONS = """
select
    function_name,
    list(distinct function_type),
    list(distinct return_type),
    bool_and(coalesce(stability = 'VOLATILE', false))
from duckdb_functions()
group by function_name
"""
# Their result is constant within a query, but differs between queries.
_CLOCK_WORDS = {"current_date", "current_time", "current_timestamp", "localtime", "localtimestamp"}
"""Clocks that are written like columns."""
_CLOCKS = {
    *_CLOCK_WORDS,
    *("now", "today", "get_current_time", "get_current_timestamp", "transaction_timestamp"),
    *("current_localtime", "current_localtimestamp"),
}
_GIVES_ROWS = {"generate_subscripts", "unlist", "unnest"}
# A function with one of these return types can also be a condition: the type of its argument.
_ANY = {"BOOLEAN", "ANY", "T", "NULL", "UNKNOWN", "TEMPLATE"}
_CONDITIONS = {
    "CONJUNCTION",
    "COMPARISON",
    "BETWEEN",
    "OPERATOR",
    "COLUMN_REF",
    "CASE",
    "CAST",
    "FUNCTION",
}


@cache
def read_expression(text: str) -> Expression:
    """Return the columns of a condition, and why the text is no condition over one row.

    Subqueries, aggregates and window functions are not allowed: they read other rows. Nor is what
    gives several rows, or columns without their names. Clocks and randomness are not allowed
    either: the same rows must give the same result.
    """
    with parser() as connection:
        row = connection.execute(_TREE, [f"{_BEFORE}{text}\n)"]).fetchone()
    tree = json.loads(row[0]) if row else {}
    if tree["error"]:
        return Expression(problems=(_syntax(tree, text),))
    selected = tree["statements"][0]["node"]["select_list"]
    root = selected[0]
    problems = [*_reads_of_other_rows(root), *_several(root), *_unstable_functions(root)]
    if not problems and not _is_condition(root):
        problems = [Finding("not a condition: its result is not true or false", 0)]
    columns = dict.fromkeys(_columns(root, frozenset()))
    return Expression(_moved(columns, text), _moved(problems, text))


def _moved(found: Iterable[Finding], text: str) -> tuple[Finding, ...]:
    """Convert findings from offsets in the statement to offsets in the text."""
    return tuple(Finding(each.text, _offset(each.at, text)) for each in found)


def _syntax(tree: dict[str, Any], text: str) -> Finding:
    message = str(tree["error_message"])
    at = int(tree.get("position") or len(_BEFORE)) - len(_BEFORE)
    if at >= len(text.encode()):
        return Finding("the rule ends too early: a part of it is missing", max(len(text) - 1, 0))
    return Finding(message.splitlines()[0], _characters(at, text))


def _reads_of_other_rows(node: Any) -> Iterator[Finding]:
    """Yield what reads rows other than the current one."""
    for found in _walk(node):
        kind, at = found.get("class"), _at(found)
        if kind == "SUBQUERY":
            yield Finding("a rule cannot use a subquery: add its result as a column", at)
        elif kind == "WINDOW":
            yield Finding("a rule cannot use a window function: add its result as a column", at)
        elif kind == "FUNCTION" and "aggregate" in _function(found).kinds:
            name = str(found["function_name"]).removesuffix("_star")
            yield Finding(
                f"a rule cannot use an aggregate like {name}(): add it as a column",
                at,
            )


def _several(node: Any) -> Iterator[Finding]:
    """Yield what gives several rows, or columns whose names are not in the text."""
    for found in _walk(node):
        if found.get("class") == "FUNCTION" and (name := _name(found)) in _GIVES_ROWS:
            what = f"a rule cannot use {name}(), which gives several rows"
            yield Finding(f"{what}: add its result as a column", _at(found))
        elif found.get("class") in ("STAR", "POSITIONAL_REFERENCE"):
            yield Finding("a rule must name each column that it uses", _at(found))


def _name(function: dict[str, Any]) -> str:
    return str(function["function_name"]).lower()


def _unstable_functions(node: Any) -> Iterator[Finding]:
    """Yield what gives a different result each time."""
    for found in _walk(node):
        name = ""
        if found.get("class") == "FUNCTION":
            name = _name(found)
        elif found.get("class") == "COLUMN_REF" and len(found["column_names"]) == 1:
            word = str(found["column_names"][0]).lower()
            name = word if word in _CLOCK_WORDS else ""
        is_volatile = found.get("class") == "FUNCTION" and _function(found).is_volatile
        # With one argument, it is the age today.
        is_age = name == "age" and len(found.get("arguments", ())) == 1
        if name in _CLOCKS or is_volatile or is_age:
            what = f"a rule must give the same answer each time, and {name} does not: use a column"
            yield Finding(what, _at(found))


def _is_condition(root: dict[str, Any]) -> bool:
    if root["class"] == "CONSTANT":
        return str(root.get("literal", {}).get("kind")) == "BOOLEAN"
    if root["class"] == "CAST":
        return True
    if root["class"] == "FUNCTION":
        returned = _function(root).returned
        return not returned or not returned.isdisjoint(_ANY)
    return root["class"] in _CONDITIONS


class _Function(Struct, frozen=True):
    """What all functions of a name have in common: their kinds and return types."""

    kinds: frozenset[str] = frozenset()
    returned: frozenset[str] = frozenset()
    is_volatile: bool = False


def _function(node: dict[str, Any]) -> _Function:
    return _functions().get(_name(node), _Function())


@cache
def _functions() -> dict[str, _Function]:
    """Return all functions by name."""
    with parser() as connection:
        rows = connection.execute(_FUNCTIONS).fetchall()
    return {
        name: _Function(
            frozenset(kinds), frozenset(returned if None not in returned else ["ANY"]), is_volatile
        )
        for name, kinds, returned, is_volatile in rows
    }


def _columns(node: Any, bound: frozenset[str]) -> Iterator[Finding]:
    """Yield the columns that a condition reads, without the parameters of its lambdas."""
    if isinstance(node, list):
        for item in node:
            yield from _columns(item, bound)
        return
    if not isinstance(node, dict):
        return
    # An arrow is that of JSON: lambdas have a word.
    if node.get("class") == "LAMBDA" and node.get("syntax_type") != "SINGLE_ARROW":
        names = {
            found["column_names"][0] for found in _walk(node["lhs"]) if "column_names" in found
        }
        yield from _columns(node["expr"], bound | names)
        return
    if node.get("class") == "COLUMN_REF":
        name = node["column_names"][0]
        is_clock = len(node["column_names"]) == 1 and name.lower() in _CLOCK_WORDS
        if name not in bound and not is_clock:
            yield Finding(name, _at(node))
        return
    for value in node.values():
        yield from _columns(value, bound)


def _walk(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for item in node:
            yield from _walk(item)
    elif isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _walk(value)


def _at(node: dict[str, Any]) -> int:
    """Return the offset in bytes within the statement; 0 if the parser has none."""
    at = int(node.get("query_location", 0))
    return at if at < 2**62 else 0


def _offset(at: int, text: str) -> int:
    return _characters(max(at - len(_BEFORE), 0), text)


def _characters(bytes_before: int, text: str) -> int:
    return len(text.encode()[:bytes_before].decode(errors="ignore"))
