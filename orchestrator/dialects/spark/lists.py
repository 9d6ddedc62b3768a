"""Rules for lists."""

from collections.abc import Mapping

from sqlglot import exp

from orchestrator.dialects.spark.building import (
    RefusedNode,
    Rule,
    call,
    is_number,
    moment,
    needed,
    renamed,
    shown,
    with_kind,
)


def element(node: exp.Expr) -> exp.Expr | None:
    """Elements are counted from 1, also from the end; beyond the last there is NULL."""
    (index,) = node.expressions
    if isinstance(index, exp.Slice):
        return _slice(node, index)
    kind = needed(node.this, "the element")
    if kind == "text":
        raise RefusedNode(f"{shown(node)} takes a character of text", "use substr")
    if kind != "list":
        return None
    # sqlglot counts from 0.
    one_based = exp.Add(this=index, expression=exp.Literal.number(1))
    return call("try_element_at", node.this, _simplified(one_based))


def _slice(node: exp.Expr, bounds: exp.Slice) -> exp.Expr:
    """Spark takes the first position and a length, instead of the last position."""
    first, last = (bounds.args.get(key) or exp.Null() for key in ("this", "expression"))
    is_plain = is_number(first) and is_number(last) and first.name != "0"
    if not is_plain or bounds.args.get("step"):
        raise RefusedNode(
            f"{shown(node)} takes a slice whose bounds are not numbers of 1 or more",
            "use substr, list_filter",
        )
    if needed(node.this, "the slice") != "list":
        raise RefusedNode(f"{shown(node)} takes a slice of text", "use substr")
    length = max(int(last.name) - int(first.name) + 1, 0)
    return call("slice", node.this, first, length, kind="list")


def _simplified(node: exp.Add) -> exp.Expr:
    index = node.this
    is_negative = isinstance(index, exp.Neg)
    number = index.this if is_negative else index
    if not is_number(number):
        return node
    found = (-1 if is_negative else 1) * int(number.name) + 1
    return exp.Literal.number(found) if found >= 0 else exp.Neg(this=exp.Literal.number(-found))


def contains(node: exp.Expr) -> exp.Expr:
    """In a list with NULL, a missing value is not found on DuckDB, and unknown on Spark."""
    found = call("coalesce", call("array_contains", node.this, node.expression), exp.false())
    both = exp.And(this=_is_present(node.this), expression=_is_present(node.expression))
    return with_kind(exp.Case(ifs=[exp.If(this=both, true=found)]), "boolean")


def _is_present(node: exp.Expr) -> exp.Expr:
    return exp.Not(this=exp.Is(this=node.copy(), expression=exp.Null()))


def position_in_list(node: exp.Expr) -> exp.Expr:
    """The position of a missing element is NULL."""
    found = call("array_position", *node.expressions)
    return call("nullif", found, 0, kind="integer")


def distinct(node: exp.Expr) -> exp.Expr:
    """DuckDB omits NULL, and has a different order."""
    if not isinstance(node.parent, exp.ArraySize | exp.ArraySort | exp.Length):
        what = f"{shown(node)} has its elements in a different order on Spark"
        raise RefusedNode(what, "write list_sort(list_distinct(...))")
    return call("array_distinct", call("array_compact", node.this), kind="list")


def series(node: exp.Expr) -> exp.Expr:
    """A series whose start is after its end is empty, not descending."""
    start, end, step = (node.args.get(key) for key in ("start", "end", "step"))
    assert start is not None
    assert end is not None
    is_down = isinstance(step, exp.Neg)
    if isinstance(step, exp.Interval):
        needed(start, "the series")
        start, end = moment(start), moment(end)
    elif step is not None and not is_number(step.this if isinstance(step, exp.Neg) else step):
        raise RefusedNode(f"{shown(node)} has a step that is not a number", "write a number")
    farthest = call("least" if is_down else "greatest", start, end)
    sides = {(False, False): exp.LTE, (False, True): exp.LT, (True, False): exp.GTE,
             (True, True): exp.GT}  # fmt: skip
    is_inside = sides[is_down, bool(node.args.get("is_end_exclusive"))]
    each = is_inside(this=exp.column("x"), expression=end.copy())
    inside = exp.Lambda(this=each, expressions=[exp.to_identifier("x")])
    numbers = call("sequence", start.copy(), farthest, *([step] if step is not None else []))
    return call("filter", numbers, inside, kind="list")


def exploded(node: exp.Expr) -> exp.Expr | None:
    """Spark supports one unnested list per SELECT, and none inside an expression."""
    select = node.find_ancestor(exp.Select)
    parent = node.parent.parent if isinstance(node.parent, exp.Alias) else node.parent
    if select is None or parent is not select:
        what = f"{shown(node)} is inside an expression"
        raise RefusedNode(what, "unnest in a separate query, or in FROM")
    if sum(each.unalias() is not node and each.find(exp.Explode) is not None
           for each in select.expressions):  # fmt: skip
        raise RefusedNode(f"{shown(node)} is not the only list", "unnest each in a separate query")
    return None


LISTS: Mapping[type[exp.Expr] | str, Rule] = {
    exp.ArrayContains: contains,
    exp.ArrayDistinct: distinct,
    exp.Bracket: element,
    exp.Explode: exploded,
    exp.GenerateSeries: series,
    "list_position": position_in_list,
    "list_reverse": renamed("reverse"),
}
