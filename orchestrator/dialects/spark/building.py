"""How rules build SQL, and how they refuse a node."""

from collections.abc import Callable

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from orchestrator.dialects.spark.kinds import TEXT, Kind, kind_of, set_kind

Rule = Callable[[exp.Expr], exp.Expr | None]
"""A node's replacement on Spark; None if it is unchanged."""


class RefusedNode(Exception):
    """Raised by a rule for a node without an equivalent on Spark; `way` is an alternative."""

    def __init__(self, what: str, way: str) -> None:
        self.what, self.way = what, way
        super().__init__(what)


def needed(node: exp.Expr, what: str) -> Kind:
    """Return the kind of a value; raises RefusedNode if `what` needs it and it is unknown."""
    kind = kind_of(node)
    if kind is None:
        raise RefusedNode(
            f"{what} depends on the type of {shown(node)}, which is unknown",
            "build the project so that column types are known, or cast the value",
        )
    return kind


def shown(node: exp.Expr) -> str:
    """Return a piece of SQL for a message, cut at a word if it is long."""
    words = " ".join(_text(node).split())
    if len(words) > _LONGEST:
        kept = words[: _LONGEST - 3]
        words = f"{kept[: kept.rfind(' ')] if ' ' in kept[1:] else kept}..."
    return f"`{words}`"


_LONGEST = 60


def _text(node: exp.Expr) -> str:
    """Return a node as written, if that text is complete, otherwise as DuckDB would write it."""
    noted: _Original | None = node.meta.get(TEXT)
    if noted is None:
        return node.sql(dialect="duckdb", comments=False)
    written = noted.written.strip()
    try:
        is_complete = bool(written) and parse_one(written, dialect="duckdb") == noted.node
    except SqlglotError:
        is_complete = False
    return written if is_complete else noted.node.sql(dialect="duckdb", comments=False)


class _Original:
    """A node before any rule changed it, and its text; never copied."""

    def __init__(self, node: exp.Expr, written: str) -> None:
        self.node, self.written = node, written

    def __deepcopy__(self, _: object) -> "_Original":
        return self


def note_texts(tree: exp.Expr, select: str) -> None:
    """Store on each node how it is written, because rules change its parts."""
    spans: dict[int, tuple[int, int]] = {}
    both = list(zip(tree.walk(), tree.copy().walk(), strict=True))
    for node, as_it_is in reversed(both):
        at = [(node.meta["start"], node.meta["end"])] if "start" in node.meta else []
        at += [spans[id(each)] for each in node.iter_expressions() if id(each) in spans]
        written = ""
        if at:
            start, end = min(each[0] for each in at), max(each[1] for each in at)
            spans[id(node)] = start, end
            written = _balanced(select, start, end + 1)
        node.meta[TEXT] = _Original(as_it_is, written)


def _balanced(select: str, start: int, end: int) -> str:
    """Extend the text to close the parentheses that it opens; quoted ones are rare."""
    missing = select.count("(", start, end) - select.count(")", start, end)
    for _ in range(missing):
        found = select.find(")", end)
        end = found + 1 if found >= 0 else end
    return select[start:end]


def call(name: str, *arguments: exp.Expr | str | int, kind: Kind | None = None) -> exp.Expr:
    """Return a call of a Spark function; string arguments are keywords, such as units."""
    expressions = [
        exp.var(each)
        if isinstance(each, str)
        else exp.Literal.number(each)
        if isinstance(each, int)
        else each
        for each in arguments
    ]
    return with_kind(exp.Anonymous(this=name.upper(), expressions=expressions), kind)


def text(value: str) -> exp.Expr:
    """Return a string literal."""
    return exp.Literal.string(value)


def cast(node: exp.Expr, to: exp.DType, kind: Kind | None = None) -> exp.Expr:
    """Return a value in another type."""
    return with_kind(exp.Cast(this=node, to=exp.DataType(this=to)), kind)


def with_kind(node: exp.Expr, kind: Kind | None) -> exp.Expr:
    """Return a new node with a known kind."""
    if kind is not None:
        set_kind(node, kind)
    return node


def double(node: exp.Expr) -> exp.Expr:
    """Return a value as a double."""
    return node if kind_of(node) == "double" else cast(node, exp.DType.DOUBLE, "double")


def moment(node: exp.Expr) -> exp.Expr:
    """Return a value as a timestamp without time zone."""
    if kind_of(node) == "timestamp":
        return node
    return cast(node, exp.DType.TIMESTAMPNTZ, "timestamp")


def day(node: exp.Expr) -> exp.Expr:
    """Return a value as a date."""
    return node if kind_of(node) == "date" else cast(node, exp.DType.DATE, "date")


def zoned(node: exp.Expr) -> exp.Expr:
    """Return a value as a timestamp with time zone; the session's zone is UTC."""
    return node if kind_of(node) == "zoned" else cast(node, exp.DType.TIMESTAMPLTZ, "zoned")


def integer(node: exp.Expr) -> exp.Expr:
    """Return a value as an integer."""
    return cast(node, exp.DType.BIGINT, "integer")


def in_parentheses(node: exp.Expr) -> exp.Expr:
    """Return an operation as an operand of another one."""
    return with_kind(exp.Paren(this=node), kind_of(node)) if isinstance(node, exp.Binary) else node


def is_number(node: exp.Expr) -> bool:
    """Return whether it is a literal integer of 0 or more."""
    return isinstance(node, exp.Literal) and node.name.isdecimal()


def renamed(name: str) -> Rule:
    """Return a rule that renames a function."""
    return lambda node: call(name, *node.expressions)
