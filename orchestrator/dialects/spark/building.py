"""How rules build SQL, and how they say that they cannot."""

from collections.abc import Callable

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from orchestrator.dialects.spark.kinds import TEXT, Kind, kind_of, set_kind

Rule = Callable[[exp.Expr], exp.Expr | None]
"""What stands for a node on Spark; None where it stays as it is."""


class RefusedNode(Exception):
    """Raised by a rule for what has no equal on Spark; `way` is what says the same on both."""

    def __init__(self, what: str, way: str) -> None:
        self.what, self.way = what, way
        super().__init__(what)


def needed(node: exp.Expr, what: str) -> Kind:
    """The kind of a value; raises RefusedNode where it is not known, `what` being about to be."""
    kind = kind_of(node)
    if kind is None:
        raise RefusedNode(
            f"{what} depends on the type of {shown(node)}, which is unknown",
            "build the project so that column types are known, or cast the value",
        )
    return kind


def shown(node: exp.Expr) -> str:
    """A piece of SQL for a message, cut behind a word where it is long."""
    words = " ".join(_text(node).split())
    if len(words) > _LONGEST:
        kept = words[: _LONGEST - 3]
        words = f"{kept[: kept.rfind(' ')] if ' ' in kept[1:] else kept}..."
    return f"`{words}`"


_LONGEST = 60


def _text(node: exp.Expr) -> str:
    """A node as it is written, where that is a whole; else as DuckDB would write it."""
    noted: _Noted | None = node.meta.get(TEXT)
    if noted is None:
        return node.sql(dialect="duckdb", comments=False)
    written = noted.written.strip()
    try:
        is_whole = bool(written) and parse_one(written, dialect="duckdb") == noted.node
    except SqlglotError:
        is_whole = False
    return written if is_whole else noted.node.sql(dialect="duckdb", comments=False)


class _Noted:
    """A node before any rule changed it, and what is written between its parts; never copied."""

    def __init__(self, node: exp.Expr, written: str) -> None:
        self.node, self.written = node, written

    def __deepcopy__(self, _: object) -> "_Noted":
        return self


def note_texts(tree: exp.Expr, select: str) -> None:
    """Note on each node how it is written, as rules change what is inside of it."""
    spans: dict[int, tuple[int, int]] = {}
    both = list(zip(tree.walk(), tree.copy().walk(), strict=True))
    for node, as_it_is in reversed(both):
        at = [(node.meta["start"], node.meta["end"])] if "start" in node.meta else []
        at += [spans[id(each)] for each in node.iter_expressions() if id(each) in spans]
        written = ""
        if at:
            start, end = min(each[0] for each in at), max(each[1] for each in at)
            spans[id(node)] = start, end
            written = _whole(select, start, end + 1)
        node.meta[TEXT] = _Noted(as_it_is, written)


def _whole(select: str, start: int, end: int) -> str:
    """The text, with the parentheses that it opens closed; what is in quotes seldom has any."""
    missing = select.count("(", start, end) - select.count(")", start, end)
    for _ in range(missing):
        found = select.find(")", end)
        end = found + 1 if found >= 0 else end
    return select[start:end]


def call(name: str, *arguments: exp.Expr | str | int, kind: Kind | None = None) -> exp.Expr:
    """A call of one of Spark's functions; texts are words of it, as units are."""
    expressions = [
        exp.var(each)
        if isinstance(each, str)
        else exp.Literal.number(each)
        if isinstance(each, int)
        else each
        for each in arguments
    ]
    return told(exp.Anonymous(this=name.upper(), expressions=expressions), kind)


def text(value: str) -> exp.Expr:
    """A text as it is written."""
    return exp.Literal.string(value)


def cast(node: exp.Expr, to: exp.DType, kind: Kind | None = None) -> exp.Expr:
    """A value in another type."""
    return told(exp.Cast(this=node, to=exp.DataType(this=to)), kind)


def told(node: exp.Expr, kind: Kind | None) -> exp.Expr:
    """A new node whose kind is known."""
    if kind is not None:
        set_kind(node, kind)
    return node


def double(node: exp.Expr) -> exp.Expr:
    """A value as a double."""
    return node if kind_of(node) == "double" else cast(node, exp.DType.DOUBLE, "double")


def moment(node: exp.Expr) -> exp.Expr:
    """A value as a time stamp without a zone."""
    if kind_of(node) == "timestamp":
        return node
    return cast(node, exp.DType.TIMESTAMPNTZ, "timestamp")


def day(node: exp.Expr) -> exp.Expr:
    """A value as a date."""
    return node if kind_of(node) == "date" else cast(node, exp.DType.DATE, "date")


def zoned(node: exp.Expr) -> exp.Expr:
    """A value as a moment; one without a zone is in that of the session, which is UTC."""
    return node if kind_of(node) == "zoned" else cast(node, exp.DType.TIMESTAMPLTZ, "zoned")


def whole(node: exp.Expr) -> exp.Expr:
    """A value as a whole number."""
    return cast(node, exp.DType.BIGINT, "integer")


def in_parentheses(node: exp.Expr) -> exp.Expr:
    """An operation as an operand of another one."""
    return told(exp.Paren(this=node), kind_of(node)) if isinstance(node, exp.Binary) else node


def is_number(node: exp.Expr) -> bool:
    """Whether it is a whole number from 0 on, as it is written."""
    return isinstance(node, exp.Literal) and node.name.isdecimal()


def renamed(name: str) -> Rule:
    """The same function by another name."""
    return lambda node: call(name, *node.expressions)
