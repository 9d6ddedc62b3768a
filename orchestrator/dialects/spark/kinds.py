"""The kinds of values in a SELECT, as far as its text and the columns of relations tell."""

from typing import Literal

from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify
from sqlglot.schema import MappingSchema

Kind = Literal[
    "integer",
    "decimal",
    "double",
    "text",
    "boolean",
    "date",
    "timestamp",
    "zoned",
    "interval",
    "list",
    "null",
    "other",
]

_TAG = "seg_number"
_KIND = "seg_kind"

_KINDS: dict[exp.DType, Kind] = {
    **dict.fromkeys(exp.DataType.INTEGER_TYPES, "integer"),
    **dict.fromkeys(exp.DataType.TEXT_TYPES, "text"),
    exp.DType.DECIMAL: "decimal",
    exp.DType.DOUBLE: "double",
    exp.DType.FLOAT: "double",
    exp.DType.DATE: "date",
    exp.DType.TIMESTAMP: "timestamp",
    exp.DType.TIMESTAMPNTZ: "timestamp",
    exp.DType.DATETIME: "timestamp",
    exp.DType.TIMESTAMPTZ: "zoned",
    exp.DType.TIMESTAMPLTZ: "zoned",
    exp.DType.BOOLEAN: "boolean",
    exp.DType.INTERVAL: "interval",
    exp.DType.ARRAY: "list",
    exp.DType.LIST: "list",
    **dict.fromkeys(
        (exp.DType.JSON, exp.DType.MAP, exp.DType.NULL, exp.DType.STRUCT, exp.DType.TIME), "other"
    ),
}

_BY_CLASS: dict[type[exp.Expr], Kind] = {
    exp.Count: "integer",
    exp.JSONExtractScalar: "text",
    exp.Null: "null",
}
"""Of what sqlglot does not tell the type."""


def tell_kinds(tree: exp.Expr, columns: MappingSchema) -> None:
    """Note on each node what kind of value it gives, where that can be told."""
    for number, node in enumerate(tree.walk()):
        node.meta[_TAG] = number
    known: dict[int, Kind] = {}
    try:
        whole = qualify(
            tree.copy(),
            dialect="duckdb",
            schema=columns,
            validate_qualify_columns=False,
            identify=False,
            expand_stars=False,
        )
        annotated = annotate_types(whole, schema=columns, dialect="duckdb")
    except (SqlglotError, RecursionError, ValueError):
        annotated = annotate_types(tree.copy(), dialect="duckdb")
    for node in annotated.walk():
        number = node.meta.get(_TAG)
        if number is not None and node.type is not None:
            kind = _KINDS.get(node.type.this)
            if kind is not None:
                known[number] = kind
    for node in tree.walk():
        kind = known.get(node.meta.pop(_TAG))
        if kind is not None:
            node.meta[_KIND] = kind


def kind_of(node: exp.Expr) -> Kind | None:
    """The kind of a node's value; None where it cannot be told."""
    while isinstance(node, exp.Paren):
        node = node.this
    found: Kind | None = node.meta.get(_KIND) or _BY_CLASS.get(type(node))
    return found


def set_kind(node: exp.Expr, kind: Kind) -> None:
    """Say what kind of value a new node gives."""
    node.meta[_KIND] = kind


def as_before(new: exp.Expr, old: exp.Expr) -> exp.Expr:
    """A node that gives what another one gave."""
    for key in (_KIND, "line", "col"):
        if key in old.meta:
            new.meta.setdefault(key, old.meta[key])
    return new
