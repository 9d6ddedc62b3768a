"""What a text is as one condition over a row, by DuckDB's own parser."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from orchestrator.engines.boundary import Expression, Found
from orchestrator.engines.duckdb.statements import parser

_BEFORE = "select (\n"
_TREE = "select json_serialize_sql($1)"
_FUNCTIONS = """
select function_name, list(distinct function_type), list(distinct return_type)
from duckdb_functions()
group by function_name
"""
# What a function may give besides a boolean and still be a condition: its argument's own type.
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


def read_expression(text: str) -> Expression:
    """The columns of a condition, and all that keeps the text from being one over a single row.

    It may hold no subquery, aggregate or window function: they look at other rows.
    """
    with parser() as connection:
        row = connection.execute(_TREE, [f"{_BEFORE}{text}\n)"]).fetchone()
    tree = json.loads(row[0]) if row else {}
    if tree["error"]:
        return Expression(problems=(_syntax(tree, text),))
    selected = tree["statements"][0]["node"]["select_list"]
    root = selected[0]
    problems = list(_other_rows(root))
    if not problems and not _is_condition(root):
        problems = [Found("this is no condition: it is not true or false", 0)]
    columns = dict.fromkeys(_columns(root, frozenset()))
    return Expression(_moved(columns, text), _moved(problems, text))


def _moved(found: Iterable[Found], text: str) -> tuple[Found, ...]:
    """What was found, at offsets in the text and no longer in the statement."""
    return tuple(Found(each.text, _offset(each.at, text)) for each in found)


def _syntax(tree: dict[str, Any], text: str) -> Found:
    message = str(tree["error_message"])
    at = int(tree.get("position") or len(_BEFORE)) - len(_BEFORE)
    if at >= len(text.encode()):
        return Found("the rule ends too early: a part of it is missing", max(len(text) - 1, 0))
    return Found(message.splitlines()[0], _characters(at, text))


def _other_rows(node: Any) -> Iterator[Found]:
    """What looks at other rows than the one at hand."""
    for found in _walk(node):
        kind, at = found.get("class"), _at(found)
        if kind == "SUBQUERY":
            yield Found("a rule holds no subquery: bring what it asks in as a column", at)
        elif kind == "WINDOW":
            yield Found("a rule holds no window function: bring it in as a column", at)
        elif kind == "FUNCTION" and "aggregate" in _types_of(found)[0]:
            name = str(found["function_name"]).removesuffix("_star")
            yield Found(f"a rule holds no aggregate, as {name}() is: bring it in as a column", at)


def _is_condition(root: dict[str, Any]) -> bool:
    if root["class"] == "CONSTANT":
        return str(root.get("literal", {}).get("kind")) == "BOOLEAN"
    if root["class"] == "CAST":
        return True
    if root["class"] == "FUNCTION":
        _, returned = _types_of(root)
        return not returned or not returned.isdisjoint(_ANY)
    return root["class"] in _CONDITIONS


def _types_of(node: dict[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    name = str(node["function_name"]).lower()
    return _functions().get(name, (frozenset(), frozenset()))


@cache
def _functions() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """The kinds and the types of the results of all functions, by name."""
    with parser() as connection:
        rows = connection.execute(_FUNCTIONS).fetchall()
    return {
        name: (frozenset(kinds), frozenset(returned if None not in returned else ["ANY"]))
        for name, kinds, returned in rows
    }


def _columns(node: Any, bound: frozenset[str]) -> Iterator[Found]:
    """The columns that a condition reads, without the parameters of lambdas in it."""
    if isinstance(node, list):
        for item in node:
            yield from _columns(item, bound)
        return
    if not isinstance(node, dict):
        return
    if node.get("class") == "LAMBDA":
        names = {
            found["column_names"][0] for found in _walk(node["lhs"]) if "column_names" in found
        }
        yield from _columns(node["expr"], bound | names)
        return
    if node.get("class") == "COLUMN_REF":
        name = node["column_names"][0]
        if name not in bound:
            yield Found(name, _at(node))
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
    """The offset in bytes within the statement; 0 where the parser keeps none."""
    at = int(node.get("query_location", 0))
    return at if at < 2**62 else 0


def _offset(at: int, text: str) -> int:
    return _characters(max(at - len(_BEFORE), 0), text)


def _characters(bytes_before: int, text: str) -> int:
    return len(text.encode()[:bytes_before].decode(errors="ignore"))
