"""The shapes of a SELECT, as short texts: it is portable if all of its shapes are tested."""

from collections.abc import Iterator
from typing import Any

from sqlglot import exp

from orchestrator.lazy_regex import lazy_regex

# The content of these determines their meaning.
_CONTENT_MATTERS = (
    exp.Distinct,
    exp.IgnoreNulls,
    exp.Interval,
    exp.Lambda,
    exp.Order,
    exp.Star,
)
# For these, the kind of their content matters.
_KIND_MATTERS = (exp.Filter, exp.IgnoreNulls, exp.Lateral, exp.Window, exp.WithinGroup)
# Names and values of the user.
_NAMES = (exp.Identifier, exp.Literal, exp.Anonymous, exp.Var, exp.Boolean)
# Parts of the names of relations.
_PARTS_OF_NAMES = ("db", "catalog")
# Literals that are part of the construct.
_SETTINGS = ("unit", "modifiers", "scale", "part", "occurrence")


def shapes(tree: exp.Expr) -> Iterator[tuple[str, exp.Expr]]:
    """Yield each shape with the node that has it."""
    for node in tree.walk():
        name = _name(node)
        yield name, node
        if (combined := _combined(node, name)) is not None:
            yield combined, node
        for key, value in node.args.items():
            for each in value if isinstance(value, list) else (value,):
                if each is not None and each is not False and key not in _PARTS_OF_NAMES:
                    yield from ((shape, node) for shape in _argument(node, name, key, each))


def _combined(node: exp.Expr, name: str) -> str | None:
    """Return a shape of all arguments together, which shows missing ones, too."""
    match node:
        case exp.Join():
            how = (node.side, node.kind, str(node.args.get("method") or ""))
            return " ".join(("Join", *filter(None, how), type(node.this).__name__))
        case exp.DataType():
            return f"DataType {_DIGITS.sub('n', node.sql(dialect='duckdb'))}"
        case exp.Anonymous():
            count = len(node.expressions)
            return f"{name} of {count if count < _MANY else 'many'}"
        case exp.Func() | exp.SetOperation() | exp.Window():
            given = (key for key, value in node.args.items() if value not in (None, False, []))
            return f"{name}({', '.join(sorted(given))})"
    return None


_DIGITS = lazy_regex(r"\d+")
_MANY = 4


def _name(node: exp.Expr) -> str:
    return f"{node.name.lower()}()" if isinstance(node, exp.Anonymous) else type(node).__name__


def _argument(node: exp.Expr, name: str, key: str, value: Any) -> Iterator[str]:
    shape = f"{name}.{key}"
    if not isinstance(value, exp.Expr):
        if not isinstance(node, _NAMES):
            yield f"{shape}={value}"
        return
    if isinstance(value, exp.Var) or (key in _SETTINGS and isinstance(value, exp.Literal)):
        yield f"{shape}={value.name.upper()}"
    elif key == "format" and isinstance(value, exp.Literal):
        yield from (f"{shape}={part}" for part in _formats(value.name))
    elif isinstance(value, _CONTENT_MATTERS) or (isinstance(node, _KIND_MATTERS) and key == "this"):
        yield f"{shape} {_name(value)}"
    elif not isinstance(node, _NAMES):
        yield shape


def _formats(text: str) -> Iterator[str]:
    """Yield the parts of a timestamp format: `%Y`, `%-d`."""
    at = text.find("%")
    while at >= 0:
        end = at + (3 if text[at + 1 : at + 2] == "-" else 2)
        yield text[at:end]
        at = text.find("%", end)
