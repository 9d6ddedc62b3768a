"""Types of values in DuckDB SELECTs, where sqlglot would infer others."""

from collections.abc import Callable

from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.optimizer.annotate_types import TypeAnnotator
from sqlglot.schema import MappingSchema


def annotated(tree: exp.Expr, columns: MappingSchema) -> exp.Expr:
    """Return the tree with types on its nodes; decimals without precision and scale."""
    return TypeAnnotator(columns, _METADATA, _COERCES_TO, _COERCIONS).annotate(tree)


def column_type(name: str) -> exp.DataType:
    """Return the type of a column; sqlglot cannot combine decimals that have a precision."""
    if name.startswith("DECIMAL") and name.endswith(")"):
        return exp.DataType(this=exp.DType.DECIMAL)
    return exp.DataType.build(name, dialect="duckdb")


_Annotate = Callable[[TypeAnnotator, exp.Expr], exp.Expr]


def _as(found: Callable[[exp.Expr], exp.DataType | exp.DType | None]) -> dict[str, _Annotate]:
    def annotate(annotator: TypeAnnotator, node: exp.Expr) -> exp.Expr:
        annotator._set_type(node, found(node))
        return node

    return {"annotator": annotate}


def _literal(node: exp.Expr) -> exp.DType:
    """A number with a decimal point is a decimal."""
    if node.is_string:
        return exp.DType.VARCHAR
    if "e" in node.name.lower():
        return exp.DType.DOUBLE
    return exp.DType.DECIMAL if "." in node.name else exp.DType.BIGINT


def _cast(node: exp.Expr) -> exp.DataType | exp.DType:
    to = node.args["to"]
    assert isinstance(to, exp.DataType)
    return exp.DType.DECIMAL if to.this == exp.DType.DECIMAL else to


def _rounded(node: exp.Expr) -> exp.DataType | None:
    return node.this.type if isinstance(node.this.type, exp.DataType) else None


def _ceil_or_floor(node: exp.Expr) -> exp.DType | None:
    """The result of rounding up or down is a double, except for a decimal."""
    if node.this.type is None or node.this.is_type(exp.DType.UNKNOWN):
        return None
    return exp.DType.DECIMAL if node.this.is_type(exp.DType.DECIMAL) else exp.DType.DOUBLE


def _joined(node: exp.Expr) -> exp.DataType | exp.DType | None:
    first = node.this.type
    is_list = node.this.is_type(exp.DType.ARRAY, exp.DType.LIST)
    return first if is_list else exp.DType.VARCHAR


def _moment(node: exp.Expr) -> exp.DType | None:
    """`epoch_ms` converts in both directions."""
    if node.this.is_type(*exp.DataType.INTEGER_TYPES):
        return exp.DType.TIMESTAMP
    return exp.DType.BIGINT if node.this.is_type(*exp.DataType.TEMPORAL_TYPES) else None


_METADATA = {
    **DuckDB.EXPRESSION_METADATA,
    exp.Cast: _as(_cast),
    exp.Ceil: _as(_ceil_or_floor),
    exp.Corr: {"returns": exp.DType.DOUBLE},
    exp.DPipe: _as(_joined),
    exp.Div: {"returns": exp.DType.DOUBLE},
    exp.Floor: _as(_ceil_or_floor),
    exp.JSONExtractScalar: {"returns": exp.DType.VARCHAR},
    exp.Literal: _as(_literal),
    exp.Replace: {"returns": exp.DType.VARCHAR},
    exp.Round: _as(_rounded),
    exp.Translate: {"returns": exp.DType.VARCHAR},
    exp.TryCast: _as(_cast),
    exp.UnixToTime: _as(_moment),
}

_COERCES_TO = {
    **TypeAnnotator.COERCES_TO,
    exp.DType.DECIMAL: {exp.DType.FLOAT, exp.DType.DOUBLE},
    exp.DType.FLOAT: {exp.DType.DOUBLE},
    exp.DType.DOUBLE: set[exp.DType](),
}
"""A decimal combined with a double is a double, not the other way round."""

_DATES = (exp.DType.DATE, exp.DType.TIMESTAMP)


def _gives(kind: exp.DType) -> Callable[[exp.Expr, exp.Expr], exp.DType]:
    return lambda _left, _right: kind


_COERCIONS = {
    **TypeAnnotator.BINARY_COERCIONS,
    **{(one, other): _gives(exp.DType.INTERVAL) for one in _DATES for other in _DATES},
    (exp.DType.DATE, exp.DType.DATE): _gives(exp.DType.BIGINT),
    (exp.DType.DATE, exp.DType.INTERVAL): _gives(exp.DType.TIMESTAMP),
    (exp.DType.INTERVAL, exp.DType.DATE): _gives(exp.DType.TIMESTAMP),
    (exp.DType.TIMESTAMP, exp.DType.INTERVAL): _gives(exp.DType.TIMESTAMP),
    (exp.DType.INTERVAL, exp.DType.TIMESTAMP): _gives(exp.DType.TIMESTAMP),
    **{
        pair: _gives(kind)
        for number in exp.DataType.NUMERIC_TYPES
        for one, kind in (
            (exp.DType.DATE, exp.DType.DATE),
            (exp.DType.INTERVAL, exp.DType.INTERVAL),
        )
        for pair in ((one, number), (number, one))
    },
}
