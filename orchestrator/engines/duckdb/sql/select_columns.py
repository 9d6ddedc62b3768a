"""The columns of a SELECT, as far as its text determines them, from DuckDB's parser."""

import json
from collections.abc import Mapping
from typing import Any

from orchestrator.engines.duckdb.sql.statements import parser

_DEEPEST = 50


def selected_columns(sql: str) -> tuple[str, ...] | None:
    """Return the names of a SELECT's columns, in order; None if only the database knows them.

    `select * from final` is followed into the CTE or subquery of that name.
    """
    with parser() as connection:
        row = connection.execute("select json_serialize_sql($1)", [sql]).fetchone()
    tree: dict[str, Any] = json.loads(row[0]) if row else {"error": True}
    if tree["error"]:
        return None
    return _query_columns(tree["statements"][0]["node"], {}, 0)


def _query_columns(
    node: Mapping[str, Any], outer: Mapping[str, Mapping[str, Any]], depth: int
) -> tuple[str, ...] | None:
    ctes = {**outer, **{each["key"].casefold(): each["value"] for each in node["cte_map"]["map"]}}
    if depth > _DEEPEST:
        return None
    if node["type"] == "SET_OPERATION_NODE":
        children = node.get("children") or [node.get("left")]
        return _query_columns(children[0], ctes, depth + 1) if children[0] else None
    if node["type"] != "SELECT_NODE":
        return None
    names: list[str] = []
    for item in node["select_list"]:
        found = _item_columns(item, node["from_table"], ctes, depth)
        if found is None:
            return None
        names += found
    return tuple(names)


def _item_columns(
    item: Mapping[str, Any],
    table: Mapping[str, Any],
    ctes: Mapping[str, Mapping[str, Any]],
    depth: int,
) -> tuple[str, ...] | None:
    if item["class"] == "STAR":
        is_plain = not any(
            item.get(key) for key in ("relation_name", "exclude_list", "replace_list", "columns")
        )
        return _table_columns(table, ctes, depth) if is_plain else None
    if item.get("alias"):
        return (item["alias"],)
    return (item["column_names"][-1],) if item["class"] == "COLUMN_REF" else None


def _table_columns(
    table: Mapping[str, Any], ctes: Mapping[str, Mapping[str, Any]], depth: int
) -> tuple[str, ...] | None:
    if table["type"] == "SUBQUERY" and not table.get("column_name_alias"):
        return _query_columns(table["subquery"]["node"], ctes, depth + 1)
    if table["type"] != "BASE_TABLE" or len(table["qualified_name"]["path"]) > 1:
        return None
    cte = ctes.get(str(table["table_name"]).casefold())
    if cte is None or cte.get("aliases"):
        return None
    # A CTE does not see itself, nor later ones.
    rest = {name: found for name, found in ctes.items() if found is not cte}
    return _query_columns(cte["query_node"], rest, depth + 1)
