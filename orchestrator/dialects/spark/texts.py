"""Rules for texts."""

from collections.abc import Mapping

from sqlglot import exp

from orchestrator.dialects.spark.building import (
    RefusedNode,
    Rule,
    call,
    cast,
    is_number,
    needed,
    renamed,
    shown,
    with_kind,
)
from orchestrator.dialects.spark.casts import require_text
from orchestrator.dialects.spark.kinds import kind_of


def joined(node: exp.Expr) -> exp.Expr | None:
    """An operand of `||` with a text becomes text."""
    for each in (node.this, node.expression):
        if not isinstance(each, exp.DPipe) and kind_of(each) != "list":
            require_text(each)
    return None


def concatenated(node: exp.Expr) -> exp.Expr | None:
    """`concat` treats NULL as an empty text."""
    parts = []
    for each in node.expressions:
        require_text(each)
        is_text = kind_of(each) == "text"
        part = each if is_text else cast(each, exp.DType.TEXT, "text")
        is_known = isinstance(each, exp.Literal)
        parts.append(part if is_known else call("coalesce", part, exp.Literal.string("")))
    return call("concat", *parts, kind="text")


def length(node: exp.Expr) -> exp.Expr | None:
    """The length of a text or a list."""
    if needed(node.this, "the length") == "list":
        return call("size", node.this, kind="integer")
    return call("char_length", node.this, kind="integer")


def like(node: exp.Expr) -> exp.Expr | None:
    """A backslash is an escape character on Spark, and a plain character on DuckDB."""
    if "\\" in node.expression.name and not isinstance(node.parent, exp.Escape):
        raise RefusedNode(f"{shown(node)} has a backslash in its pattern", "write like ... escape")
    return None


def part_of_text(node: exp.Expr) -> exp.Expr | None:
    """A start of 0 or less has different meanings."""
    start = node.args.get("start")
    if start is not None and not (is_number(start) and int(start.name) > 0):
        raise RefusedNode(
            f"{shown(node)} has a start that is not a number from 1", "write a number"
        )
    return None


def end_of_text(node: exp.Expr) -> exp.Expr | None:
    """A negative length has different meanings."""
    if not is_number(node.expression):
        what = f"{shown(node)} has a length that is not a number from 0"
        raise RefusedNode(what, "write a number")
    return None


def matches_all(node: exp.Expr) -> exp.Expr:
    """A pattern that must match the complete text."""
    pattern = node.expression
    if not isinstance(pattern, exp.Literal) or node.args.get("options") is not None:
        raise RefusedNode(f"{shown(node)} has a pattern that is not a literal", "write a text")
    complete = exp.Literal.string(f"^(?:{pattern.name})\\z")
    return call("regexp_like", node.this, complete, kind="boolean")


def replaced(node: exp.Expr) -> exp.Expr | None:
    """Spark replaces every match, and refers to groups differently."""
    modifiers, by = node.args.get("modifiers"), node.args["replacement"]
    if modifiers is None or modifiers.name != "g":
        raise RefusedNode(f"{shown(node)} replaces only the first match", "replace all: 'g'")
    if not isinstance(by, exp.Literal) or "\\" in by.name or "$" in by.name:
        raise RefusedNode(f"{shown(node)} uses groups in the replacement", "use regexp_extract")
    return None


def upper(node: exp.Expr) -> exp.Expr:
    """DuckDB maps one letter to one letter; of those that become two, German has one."""
    letters = (exp.Literal.string(letter) for letter in "ßẞ")
    return with_kind(exp.Upper(this=call("replace", node.this, *letters)), "text")


TEXTS: Mapping[type[exp.Expr] | str, Rule] = {
    exp.Concat: concatenated,
    exp.DPipe: joined,
    exp.ILike: like,
    exp.Left: end_of_text,
    exp.Length: length,
    exp.Like: like,
    exp.RegexpFullMatch: matches_all,
    exp.RegexpReplace: replaced,
    exp.Right: end_of_text,
    exp.Substring: part_of_text,
    exp.Upper: upper,
    "prefix": renamed("startswith"),
    "strlen": renamed("octet_length"),
    "suffix": renamed("endswith"),
}
