"""Rules for SELECTs and their clauses."""

from collections.abc import Mapping

from sqlglot import exp

from orchestrator.dialects.spark.building import (
    RefusedNode,
    Rule,
    shown,
)
from orchestrator.dialects.spark.choosing import check_first_of_each, qualified


def chosen(node: exp.Expr) -> exp.Expr | None:
    """QUALIFY and DISTINCT ON; sqlglot would apply DISTINCT ON after LIMIT."""
    distinct = node.args.get("distinct")
    is_distinct_on = distinct is not None and distinct.args.get("on") is not None
    is_qualified = node.args.get("qualify") is not None
    is_limited = any(node.args.get(key) is not None for key in ("limit", "offset"))
    is_both = is_qualified and distinct is not None
    if is_both or ((is_distinct_on or is_qualified) and is_limited):
        word = "distinct on" if is_distinct_on else "qualify"
        raise RefusedNode(
            f"{word} is combined with {'distinct' if is_both else 'limit or offset'} in one select",
            f"move the select with {word} into a separate query",
        )
    assert isinstance(node, exp.Select)
    if is_distinct_on:
        check_first_of_each(node)
    return qualified(node) if is_qualified else None


def recursive(node: exp.Expr) -> exp.Expr | None:
    """On Spark, a recursive query names itself once, in FROM or an inner join, without grouping."""
    for each in node.expressions if node.args.get("recursive") else ():
        name = each.alias
        found = [table for table in each.this.find_all(exp.Table) if _is(table, name)]
        if found and not (len(found) == 1 and _is_plain_step(each.this, found[0])):
            raise RefusedNode(
                f"the query {name} refers to itself more than once, or outside FROM and inner "
                "joins, or groups its own rows",
                "write a Python model",
            )
    return None


def _is(table: exp.Table, name: str) -> bool:
    return table.name == name and not table.db


def _is_plain_step(query: exp.Expr, table: exp.Table) -> bool:
    step = query.expression if isinstance(query, exp.Union) else None
    join = table.parent
    return (
        isinstance(step, exp.Select)
        and table.find_ancestor(exp.Select) is step
        and not (isinstance(join, exp.Join) and (join.side or join.kind in ("SEMI", "ANTI")))
        and not any(step.args.get(key) for key in ("group", "distinct", "having", "limit"))
        and step.find(exp.AggFunc) is None
    )


def windowed(node: exp.Expr) -> exp.Expr | None:
    """Spark has no distinct counts in windows, and a named window cannot get another frame."""
    if any(not isinstance(each.parent, exp.Select) for each in node.this.find_all(exp.Distinct)):
        raise RefusedNode(
            f"{shown(node)} counts distinct values in a window",
            "use dense_rank in both directions, or a group by",
        )
    select, name = node.find_ancestor(exp.Select), node.args.get("alias")
    if (
        name is not None
        and select is not None
        and (node.args.get("spec") or node.args.get("order"))
    ):
        named = (each for each in select.args.get("windows") or () if each.name == name.name)
        for each in named:
            for key in ("partition_by", "order"):
                if each.args.get(key) and not node.args.get(key):
                    node.set(key, each.copy().args[key])
        node.set("alias", None)
    return None


def framed(node: exp.Expr) -> exp.Expr | None:
    """On Spark, both bounds of a frame have the same type."""
    borders = (node.args.get(key) for key in ("start", "end"))
    units = {
        each.args["unit"].name.upper().rstrip("S")
        for each in borders
        if isinstance(each, exp.Interval)
    }
    if len(units) > 1:
        raise RefusedNode(
            f"{shown(node)} has frame bounds in different units", "use one unit for both"
        )
    return None


def same_row(node: exp.Expr) -> exp.Expr | None:
    """Spark compares rows of values by their types."""
    if isinstance(node.this, exp.Tuple) or isinstance(node.expression, exp.Tuple):
        raise RefusedNode(f"{shown(node)} compares rows of values", "compare them one by one")
    return None


def table(node: exp.Expr) -> exp.Expr | None:
    """Table functions have different names and columns."""
    if not isinstance(node.this, exp.Identifier):
        what = f"{shown(node)} is a table function"
        raise RefusedNode(what, "write from unnest(range(...)) as name(column)")
    return None


QUERIES: Mapping[type[exp.Expr] | str, Rule] = {
    exp.EQ: same_row,
    exp.NEQ: same_row,
    exp.Select: chosen,
    exp.Table: table,
    exp.Window: windowed,
    exp.WindowSpec: framed,
    exp.With: recursive,
}
