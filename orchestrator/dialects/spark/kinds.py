"""The kinds of values in a SELECT, as far as its text and the relations' columns tell."""

from typing import Literal

from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.qualify import qualify
from sqlglot.schema import MappingSchema

from orchestrator.dialects.spark.types import annotated

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

TEXT = "seg_text"
"""The key under which a node stores how it is written, for messages."""

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

_BY_NAME: dict[str, Kind] = {"conv": "text", "epoch_us": "integer", "xxhash64": "integer"}
"""The kinds of functions that sqlglot does not know."""


def note_kinds(tree: exp.Expr, columns: MappingSchema) -> None:
    """Store on each node the kind of its value, if it is known."""
    for number, node in enumerate(tree.walk()):
        node.meta[_TAG] = number
    known: dict[int, Kind] = {}
    for node in _with_types(tree.copy(), columns).walk():
        tag = node.meta.get(_TAG)
        kind = None if node.type is None else _KINDS.get(node.type.this)
        if tag is not None and kind is not None:
            known[tag] = kind
    for node in tree.walk():
        kind = known.get(node.meta.pop(_TAG, -1))
        if kind is not None:
            node.meta[_KIND] = kind


def _with_types(tree: exp.Expr, columns: MappingSchema) -> exp.Expr:
    """Return the tree with types, including those of columns if they can be resolved."""
    try:
        qualified = qualify(
            tree.copy(),
            dialect="duckdb",
            schema=columns,
            validate_qualify_columns=False,
            identify=False,
        )
        return annotated(qualified, columns)
    except (SqlglotError, RecursionError, ValueError):
        return annotated(tree, columns)


def kind_of(node: exp.Expr) -> Kind | None:
    """Return the kind of a node's value; None if it is unknown."""
    while isinstance(node, exp.Paren):
        node = node.this
    if isinstance(node, exp.Null):
        return "null"
    found: Kind | None = node.meta.get(_KIND)
    if found is None and isinstance(node, exp.Anonymous):
        return _BY_NAME.get(node.name.lower())
    return found


def set_kind(node: exp.Expr, kind: Kind) -> None:
    """Set the kind of a new node's value."""
    node.meta[_KIND] = kind


def as_before(new: exp.Expr, old: exp.Expr) -> exp.Expr:
    """Return a new node with the kind of an old one."""
    for key in (_KIND, TEXT):
        if key in old.meta:
            new.meta.setdefault(key, old.meta[key])
    return new
