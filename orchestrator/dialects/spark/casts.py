"""Rules for types and conversions."""

from collections.abc import Mapping

from sqlglot import exp

from orchestrator.dialects.spark.building import (
    RefusedNode,
    Rule,
    call,
    in_parentheses,
    needed,
    shown,
    with_kind,
)

_INTEGERS = exp.DataType.INTEGER_TYPES


_SHOWN_ALIKE = ("integer", "decimal", "text", "date", "timestamp", "boolean", "null")


def converted(node: exp.Expr) -> exp.Expr | None:
    """DuckDB rounds to integers where Spark truncates, and doubles have different texts."""
    to, value = node.args["to"].this, node.this
    if to in _INTEGERS:
        kind = needed(value, "the cast")
        if kind == "double":
            node.set("this", call("bround", value, kind="double"))
        elif kind == "decimal":
            node.set("this", call("round", value, kind="decimal"))
    elif to == exp.DType.DECIMAL:
        if needed(value, "the cast") == "double":
            node.set("this", _to_digits(value, node.args["to"]))
    elif to in exp.DataType.TEXT_TYPES:
        require_text(value)
    return None


def _to_digits(value: exp.Expr, to: exp.Expr) -> exp.Expr:
    """DuckDB rounds a double to a decimal as a product, not by its decimal representation."""
    digits = int(to.expressions[1].name)
    if not digits:
        return call("round", value, kind="double")
    scale = exp.Literal.number(f"1e{digits}")
    scaled = call("round", exp.Mul(this=in_parentheses(value), expression=scale))
    return exp.Div(this=scaled, expression=scale.copy())


def require_text(value: exp.Expr) -> None:
    """Raise RefusedNode for a value that becomes different text on Spark."""
    kind = needed(value, "the text")
    if kind not in _SHOWN_ALIKE:
        raise RefusedNode(
            f"{shown(value)} becomes different text on Spark",
            "cast it to decimal, or split it, before casting it to text",
        )


def typed(node: exp.Expr) -> exp.Expr | None:
    """Write types by the names that they have on Spark with all settings."""
    match node.this:
        case exp.DType.VARCHAR:
            # DuckDB does not enforce the length of a text type.
            return exp.DataType(this=exp.DType.TEXT)
        case exp.DType.TIMESTAMP:
            return exp.DataType(this=exp.DType.TIMESTAMPNTZ)
        case exp.DType.TIMESTAMPTZ:
            return exp.DataType(this=exp.DType.TIMESTAMPLTZ)
    return None


def type_name(node: exp.Expr) -> exp.Expr:
    """Return DuckDB's name of a known type, which is constant."""
    name = _TYPE_NAMES.get(needed(node.this, "typeof"))
    if name is None:
        raise RefusedNode(
            f"{shown(node)} has a different name on Spark", "compare values, not types"
        )
    return with_kind(exp.Literal.string(name), "text")


_TYPE_NAMES = {
    "boolean": "BOOLEAN",
    "date": "DATE",
    "double": "DOUBLE",
    "text": "VARCHAR",
    "timestamp": "TIMESTAMP",
    "zoned": "TIMESTAMP WITH TIME ZONE",
}


CASTS: Mapping[type[exp.Expr] | str, Rule] = {
    exp.Cast: converted,
    exp.DataType: typed,
    exp.TryCast: converted,
    exp.Typeof: type_name,
}
