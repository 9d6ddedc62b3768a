"""Rules for what makes one value of many rows."""

from collections.abc import Mapping

from sqlglot import exp

from orchestrator.dialects.spark.building import (
    RefusedNode,
    Rule,
    call,
    double,
    needed,
    shown,
    text,
    told,
    whole,
)
from orchestrator.dialects.spark.kinds import kind_of


def mean(node: exp.Expr) -> exp.Expr | None:
    """The mean of decimals is a double on DuckDB."""
    value = node.this
    if isinstance(value, exp.Distinct):
        if len(value.expressions) == 1:
            value.set("expressions", [double(value.expressions[0])])
    elif kind_of(value) != "integer":
        node.set("this", double(value))
    return None


def percentile_within(node: exp.Expr) -> exp.Expr | None:
    """`percentile_cont(p) within group (order by x)`, which sqlglot makes approximate."""
    function, order = node.this, node.expression
    if not isinstance(function, exp.PercentileCont | exp.PercentileDisc):
        return None
    ordered = order.expressions[0]
    if len(order.expressions) > 1 or ordered.args.get("desc"):
        raise RefusedNode(f"{shown(node)} is not in ascending order", "write 1 - p, and no desc")
    return _percentile(type(function), ordered.this, function.this)


def percentile(node: exp.Expr) -> exp.Expr | None:
    """`quantile_cont(x, p)`; what stands in `within group` waits for that."""
    if isinstance(node.parent, exp.WithinGroup):
        return None
    share = node.args.get("expression")
    if share is None:
        raise RefusedNode(f"{shown(node)} has no share", "write quantile_cont(x, 0.5)")
    return _percentile(type(node), node.this, share)


def _percentile(kind: type[exp.Expr], value: exp.Expr, share: exp.Expr) -> exp.Expr:
    if not isinstance(share, exp.Literal):
        raise RefusedNode("a percentile of shares that are no number", "write one for each share")
    if kind is exp.PercentileCont:
        return _between(value, share)
    of = needed(value, "a percentile")
    if of not in ("integer", "double"):
        raise RefusedNode(f"a discrete percentile of {shown(value)}", "number rows, and pick one")
    order = exp.Order(expressions=[exp.Ordered(this=value, nulls_first=False)])
    found = exp.WithinGroup(this=call("percentile_disc", share), expression=order)
    return whole(found) if of == "integer" else told(found, "double")


def _between(value: exp.Expr, share: exp.Expr) -> exp.Expr:
    """A percentile of decimals is a decimal on DuckDB, cut to their digits."""
    if needed(value, "a percentile") not in ("integer", "double"):
        raise RefusedNode(
            f"a percentile of {shown(value)}, which is no double", "cast the value to a double"
        )
    return call("percentile", double(value), share, kind="double")


def middle(node: exp.Expr) -> exp.Expr | None:
    """The median is the percentile in the middle."""
    return _between(node.this, exp.Literal.number("0.5"))


def counted(node: exp.Expr) -> exp.Expr | None:
    """`count()` counts rows."""
    if node.this is None:
        node.set("this", exp.Star())
    return None


def listed(node: exp.Expr) -> exp.Expr | None:
    """Spark's lists of a group leave NULL out, know no order, and are empty where there is none."""
    value, order, collect = node.this, None, "collect_list"
    if isinstance(value, exp.Order):
        value, order = value.this, value
    if isinstance(value, exp.Distinct):
        value, collect = value.expressions[0], "collect_set"
    directions = {bool(each.args.get("desc")) for each in order.expressions} if order else set()
    if len(directions) > 1:
        raise RefusedNode(
            f"{shown(node)} sorts up and down", "sort by keys of one direction, as -number"
        )
    fields: list[exp.Expr] = []
    for number, each in enumerate(order.expressions if order else ()):
        is_null = exp.Is(this=each.this.copy(), expression=exp.Null())
        comes_last = not each.args.get("nulls_first")
        flag = is_null if comes_last is not (True in directions) else exp.Not(this=is_null)
        fields += [text(f"n{number}"), flag, text(f"k{number}"), each.this.copy()]
    held = call("named_struct", *fields, text("v"), value)
    collected = call(collect, held)
    top: exp.Expr = node
    while isinstance(top.parent, exp.Filter | exp.Window) and top.parent.this is top:
        top = top.parent
    if top is node:
        return _unpacked(collected, directions)
    node.replace(collected)
    parent, key, index = top.parent, top.arg_key, top.index
    assert parent is not None
    assert key is not None
    wrapper = _unpacked(top.copy(), directions)
    parent.set(key, wrapper, index)
    return wrapper


def _unpacked(collected: exp.Expr, directions: set[bool]) -> exp.Expr:
    found = call("nullif", collected, exp.Array(expressions=[]))
    if directions:
        found = call("sort_array", found, exp.Boolean(this=True not in directions))
    each = exp.Lambda(this=exp.column("v", "s"), expressions=[exp.to_identifier("s")])
    return call("transform", found, each, kind="list")


def windowed(node: exp.Expr) -> exp.Expr | None:
    """Spark counts no different values in a window."""
    if any(not isinstance(each.parent, exp.Select) for each in node.this.find_all(exp.Distinct)):
        raise RefusedNode(
            f"{shown(node)} looks at different values in a window",
            "use dense_rank up and down, or a group by",
        )
    return None


def chosen(node: exp.Expr) -> exp.Expr | None:
    """sqlglot puts QUALIFY and DISTINCT ON around what was limited before."""
    distinct = node.args.get("distinct")
    is_distinct_on = distinct is not None and distinct.args.get("on") is not None
    is_qualified = node.args.get("qualify") is not None
    is_limited = any(node.args.get(key) is not None for key in ("limit", "offset"))
    is_both = is_qualified and distinct is not None
    if is_both or ((is_distinct_on or is_qualified) and is_limited):
        word = "distinct on" if is_distinct_on else "qualify"
        raise RefusedNode(
            f"{word} stands beside {'distinct' if is_both else 'limit or offset'} in one select",
            f"put the select with {word} into a query of its own",
        )
    return None


def framed(node: exp.Expr) -> exp.Expr | None:
    """Both borders of a frame are of one type on Spark."""
    borders = (node.args.get(key) for key in ("start", "end"))
    units = {
        each.args["unit"].name.upper().rstrip("S")
        for each in borders
        if isinstance(each, exp.Interval)
    }
    if len(units) > 1:
        raise RefusedNode(f"{shown(node)} has borders in different units", "use one unit for both")
    return None


AGGREGATES: Mapping[type[exp.Expr] | str, Rule] = {
    exp.ArrayAgg: listed,
    exp.Avg: mean,
    exp.Count: counted,
    exp.Median: middle,
    exp.PercentileCont: percentile,
    exp.PercentileDisc: percentile,
    exp.Select: chosen,
    exp.Window: windowed,
    exp.WindowSpec: framed,
    exp.WithinGroup: percentile_within,
}
