"""Rules for aggregate functions."""

from collections.abc import Callable, Mapping

from sqlglot import exp

from orchestrator.dialects.spark.building import (
    RefusedNode,
    Rule,
    call,
    cast,
    double,
    integer,
    needed,
    shown,
    text,
    with_kind,
)
from orchestrator.dialects.spark.kinds import kind_of


def mean(node: exp.Expr) -> exp.Expr | None:
    """On DuckDB, the mean of decimals is a double."""
    value = node.this
    if isinstance(value, exp.Distinct):
        if len(value.expressions) == 1:
            value.set("expressions", [double(value.expressions[0])])
    elif kind_of(value) != "integer":
        node.set("this", double(value))
    return None


def percentile_within(node: exp.Expr) -> exp.Expr | None:
    """`percentile_cont(p) within group (order by x)`, which sqlglot would make approximate."""
    function, order = node.this, node.expression
    if not isinstance(function, exp.PercentileCont | exp.PercentileDisc):
        return None
    ordered = order.expressions[0]
    if len(order.expressions) > 1 or ordered.args.get("desc"):
        raise RefusedNode(f"{shown(node)} is not in ascending order", "write 1 - p, and no desc")
    return _percentile(type(function), ordered.this, function.this)


def percentile(node: exp.Expr) -> exp.Expr | None:
    """`quantile_cont(x, p)`, unless it is inside `within group`, whose rule handles it."""
    if isinstance(node.parent, exp.WithinGroup):
        return None
    share = node.args.get("expression")
    if share is None:
        raise RefusedNode(f"{shown(node)} has no fraction", "write quantile_cont(x, 0.5)")
    return _percentile(type(node), node.this, share)


def _percentile(kind: type[exp.Expr], value: exp.Expr, share: exp.Expr) -> exp.Expr:
    if not isinstance(share, exp.Literal):
        raise RefusedNode("a percentile whose fractions are not numbers", "write one per fraction")
    if kind is exp.PercentileCont:
        return _between(value, share)
    of = needed(value, "a percentile")
    if of not in ("integer", "double"):
        raise RefusedNode(
            f"a discrete percentile of {shown(value)}", "use row_number, and pick one row"
        )
    order = exp.Order(expressions=[exp.Ordered(this=value, nulls_first=False)])
    found = exp.WithinGroup(this=call("percentile_disc", share), expression=order)
    return integer(found) if of == "integer" else with_kind(found, "double")


def _between(value: exp.Expr, share: exp.Expr) -> exp.Expr:
    """On DuckDB, a percentile of decimals is a decimal, truncated to their scale."""
    if needed(value, "a percentile") not in ("integer", "double"):
        raise RefusedNode(
            f"a percentile of {shown(value)}, which is not a double", "cast the value to a double"
        )
    return call("percentile", double(value), share, kind="double")


def middle(node: exp.Expr) -> exp.Expr | None:
    """The median is the 0.5 percentile."""
    return _between(node.this, exp.Literal.number("0.5"))


def summed(node: exp.Expr) -> exp.Expr | None:
    """On Spark, booleans are no numbers."""
    if kind_of(node.this) == "boolean":
        raise RefusedNode(f"{shown(node)} sums conditions", "write count_if")
    return None


def counted(node: exp.Expr) -> exp.Expr | None:
    """`count()` counts rows."""
    if node.this is None:
        node.set("this", exp.Star())
    return None


def listed(node: exp.Expr) -> exp.Expr | None:
    """Spark's lists of a group omit NULL, are unordered, and are empty for an empty group."""
    value, order, collect = node.this, None, "collect_list"
    if isinstance(value, exp.Order):
        value, order = value.this, value
    if isinstance(value, exp.Distinct):
        value, collect = value.expressions[0], "collect_set"
    directions = {bool(each.args.get("desc")) for each in order.expressions} if order else set()
    if len(directions) > 1:
        raise RefusedNode(
            f"{shown(node)} sorts in both directions",
            "sort all keys in one direction, for example by -number",
        )
    fields: list[exp.Expr] = []
    for number, each in enumerate(order.expressions if order else ()):
        is_null = exp.Is(this=each.this.copy(), expression=exp.Null())
        comes_last = not each.args.get("nulls_first")
        flag = is_null if comes_last is not (True in directions) else exp.Not(this=is_null)
        fields += [text(f"n{number}"), flag, text(f"k{number}"), each.this.copy()]
    held = call("named_struct", *fields, text("v"), value)
    collected = call(collect, held)
    return _around(node, collected, lambda found: _unpacked(found, directions))


def _around(
    node: exp.Expr, aggregate: exp.Expr, wrapped: Callable[[exp.Expr], exp.Expr]
) -> exp.Expr | None:
    """Replace an aggregate together with its FILTER and OVER, and wrap the result."""
    top: exp.Expr = node
    while isinstance(top.parent, exp.Filter | exp.Window) and top.parent.this is top:
        top = top.parent
    if top is node:
        return wrapped(aggregate)
    node.replace(aggregate)
    parent, key, index = top.parent, top.arg_key, top.index
    assert parent is not None
    assert key is not None
    found = wrapped(top.copy())
    parent.set(key, found, index)
    return found


def _unpacked(collected: exp.Expr, directions: set[bool]) -> exp.Expr:
    found = call("nullif", collected, exp.Array(expressions=[]))
    if directions:
        found = call("sort_array", found, exp.Boolean(this=True not in directions))
    each = exp.Lambda(this=exp.column("v", "s"), expressions=[exp.to_identifier("s")])
    return call("transform", found, each, kind="list")


def correlation(node: exp.Expr) -> exp.Expr | None:
    """If one of the values is constant, DuckDB returns NaN, and Spark NULL."""
    return _around(node, node.copy(), _known_or_nan)


def _known_or_nan(found: exp.Expr) -> exp.Expr:
    pairs = found.copy()
    corr = pairs.find(exp.Corr)
    assert corr is not None
    count = call("regr_count", corr.this, corr.expression)
    if corr is pairs:
        pairs = count
    else:
        corr.replace(count)
    is_any = exp.GT(this=pairs, expression=exp.Literal.number(0))
    nan = cast(text("NaN"), exp.DType.DOUBLE)
    return call("coalesce", found, exp.Case(ifs=[exp.If(this=is_any, true=nan)]), kind="double")


def at_extreme(node: exp.Expr) -> exp.Expr | None:
    """DuckDB skips rows whose value is NULL; on Spark, rows without a sort key are skipped."""
    is_null = exp.Is(this=node.this.copy(), expression=exp.Null())
    order = exp.If(this=is_null, true=exp.Null(), false=node.expression)
    node.set("expression", order)
    return None


AGGREGATES: Mapping[type[exp.Expr] | str, Rule] = {
    exp.ArgMax: at_extreme,
    exp.ArgMin: at_extreme,
    exp.ArrayAgg: listed,
    exp.Avg: mean,
    exp.Corr: correlation,
    exp.Count: counted,
    exp.Median: middle,
    exp.PercentileCont: percentile,
    exp.PercentileDisc: percentile,
    exp.Sum: summed,
    exp.WithinGroup: percentile_within,
}
