"""Rules for numbers."""

from collections.abc import Mapping

from sqlglot import exp, parse_one

from orchestrator.dialects.spark.building import (
    RefusedNode,
    Rule,
    call,
    cast,
    double,
    in_parentheses,
    needed,
    shown,
    with_kind,
)


def quotient(node: exp.Expr) -> exp.Expr | None:
    """`/` always returns a double on DuckDB; on Spark, a division by zero is an error."""
    node.set("this", double(in_parentheses(node.this)))
    node.set("safe", False)
    return with_kind(node, "double")


def whole_quotient(node: exp.Expr) -> exp.Expr | None:
    """On DuckDB, `//` divides integers only."""
    for each in (node.this, node.expression):
        if needed(each, "whole division") != "integer":
            raise RefusedNode(f"{shown(each)} is not a whole number", "write floor(a / b)")
    return None


def rounded(node: exp.Expr) -> exp.Expr | None:
    """DuckDB rounds the binary value of a double, Spark its decimal representation."""
    digits = node.args.get("decimals")
    if needed(node.this, "rounding") != "double" or digits is None:
        return None
    if not isinstance(digits, exp.Literal) or not 0 <= int(digits.name) <= _MOST_DIGITS:
        what = (
            f"{shown(node)} rounds to a number of digits that is not a literal from 0 to "
            f"{_MOST_DIGITS}"
        )
        raise RefusedNode(what, "write a literal number")
    if digits.name == "0":
        return None
    rounding = exp.Lambda(
        this=parse_one(_rounding(int(digits.name)), dialect="spark"),
        expressions=[exp.to_identifier("x")],
    )
    elements = call("transform", exp.Array(expressions=[node.this]), rounding)
    return call("element_at", elements, 1, kind="double")


_MOST_DIGITS = 22

"""Powers of ten beyond this are no doubles."""


def _rounding(digits: int) -> str:
    """Return SQL to round a double `x` by its binary value.

    A product of doubles can be rounded to exactly halfway between two integers when the true
    product is not. The rounding error is found by multiplying the halves of both factors (T. J.
    Dekker, A floating-point technique for extending the available precision, 1971).
    """
    scale = 10.0**digits
    half = _SPLITTER * scale
    high = half - (half - scale)
    low = scale - high
    shown_scale = f"1e{digits}"
    product = f"x * {shown_scale}"
    of_x = f"({_SPLITTER!r}e0 * x - ({_SPLITTER!r}e0 * x - x))"
    lost = (
        f"(({of_x} * {high!r}e0 - {product}) + {of_x} * {low!r}e0 + (x - {of_x}) * {high!r}e0"
        f" + (x - {of_x}) * {low!r}e0)"
    )
    return f"""case
        when not abs(x) < 4503599627370496e0 then x
        when abs(round({product}) - {product}) = 0.5e0 and {lost} * sign(x) < 0e0
            then (round({product}) - sign(x)) / {shown_scale}
        else round({product}) / {shown_scale}
    end"""


_SPLITTER = 134217729.0

"""2 to the power of 27, plus 1: splits a double of 53 bits into halves."""


def to_whole(node: exp.Expr) -> exp.Expr | None:
    """The result of rounding up or down is a double, except for a decimal."""
    if needed(node.this, "rounding") == "decimal":
        return None
    inner = type(node)(this=node.this)
    return cast(inner, exp.DType.DOUBLE, "double")


def sign(node: exp.Expr) -> exp.Expr:
    """The sign of a number is an integer."""
    return cast(exp.Sign(this=node.this), exp.DType.INT, "integer")


def cut(node: exp.Expr) -> exp.Expr:
    """A truncated double is a double."""
    if needed(node.this, "trunc") != "double" or node.args.get("decimals") is not None:
        raise RefusedNode(f"{shown(node)} truncates a value that is not a double", "use floor")
    size = call("floor", call("abs", node.this))
    product = exp.Mul(this=call("sign", node.this.copy()), expression=size)
    return with_kind(exp.Paren(this=product), "double")


def logarithm(node: exp.Expr) -> exp.Expr:
    """`log` has base 10."""
    if node.expression is None:
        return call("log10", node.this, kind="double")
    base = node.this.name
    if base not in ("2", "10"):
        raise RefusedNode(f"{shown(node)} has a base other than 2 or 10", "write ln(x) / ln(base)")
    return call(f"log{base}", node.expression, kind="double")


NUMBERS: Mapping[type[exp.Expr] | str, Rule] = {
    exp.Ceil: to_whole,
    exp.Div: quotient,
    exp.Floor: to_whole,
    exp.IntDiv: whole_quotient,
    exp.Log: logarithm,
    exp.Round: rounded,
    exp.Sign: sign,
    exp.Trunc: cut,
}
