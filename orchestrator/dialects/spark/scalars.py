"""Rules for numbers, texts and lists."""

from collections.abc import Mapping

from sqlglot import exp, parse_one

from orchestrator.dialects.spark.building import (
    RefusedNode,
    Rule,
    call,
    cast,
    double,
    in_parentheses,
    moment,
    needed,
    shown,
    told,
)
from orchestrator.dialects.spark.kinds import kind_of

_INTEGERS = exp.DataType.INTEGER_TYPES
_SHOWN_ALIKE = ("integer", "decimal", "text", "date", "timestamp", "boolean", "null")


def quotient(node: exp.Expr) -> exp.Expr | None:
    """`/` is a double on DuckDB, whatever is divided; a division by zero is an error on Spark."""
    node.set("this", double(in_parentheses(node.this)))
    node.set("safe", False)
    return told(node, "double")


def converted(node: exp.Expr) -> exp.Expr | None:
    """DuckDB rounds to whole numbers where Spark cuts; a double is another text on each."""
    to, value = node.args["to"].this, node.this
    if to in _INTEGERS:
        kind = needed(value, "the cast")
        if kind == "double":
            node.set("this", call("bround", value, kind="double"))
        elif kind == "decimal":
            node.set("this", call("round", value, kind="decimal"))
    elif to in exp.DataType.TEXT_TYPES:
        require_text(value)
    return None


def require_text(value: exp.Expr) -> None:
    """Raises RefusedNode for a value that is another text on Spark."""
    kind = needed(value, "the text")
    if kind not in _SHOWN_ALIKE:
        raise RefusedNode(
            f"{shown(value)} is another text on Spark",
            "cast it to a decimal, or take it apart, before it becomes a text",
        )


def joined(node: exp.Expr) -> exp.Expr | None:
    """What is joined by `||` to a text becomes one."""
    for each in (node.this, node.expression):
        if not isinstance(each, exp.DPipe) and kind_of(each) != "list":
            require_text(each)
    return None


def concatenated(node: exp.Expr) -> exp.Expr | None:
    """`concat` takes NULL for the empty text."""
    parts = []
    for each in node.expressions:
        require_text(each)
        is_text = kind_of(each) == "text"
        part = each if is_text else cast(each, exp.DType.TEXT, "text")
        is_known = isinstance(each, exp.Literal)
        parts.append(part if is_known else call("coalesce", part, exp.Literal.string("")))
    return call("concat", *parts, kind="text")


def typed(node: exp.Expr) -> exp.Expr | None:
    """Types by the names that they have on Spark whatever its settings are."""
    match node.this:
        case exp.DType.TIMESTAMP:
            return exp.DataType(this=exp.DType.TIMESTAMPNTZ)
        case exp.DType.TIMESTAMPTZ:
            return exp.DataType(this=exp.DType.TIMESTAMPLTZ)
    return None


def rounded(node: exp.Expr) -> exp.Expr | None:
    """DuckDB rounds the binary value of a double, Spark the decimal number that it shows."""
    digits = node.args.get("decimals")
    if needed(node.this, "rounding") != "double" or digits is None:
        return None
    if not isinstance(digits, exp.Literal) or not 0 <= int(digits.name) <= _MOST_DIGITS:
        what = f"{shown(node)} rounds to digits that are not a number from 0 to {_MOST_DIGITS}"
        raise RefusedNode(what, "write such a number")
    if digits.name == "0":
        return None
    rounding = exp.Lambda(
        this=parse_one(_rounding(int(digits.name)), dialect="spark"),
        expressions=[exp.to_identifier("x")],
    )
    whole = call("transform", exp.Array(expressions=[node.this]), rounding)
    return call("element_at", whole, 1, kind="double")


_MOST_DIGITS = 22
"""Ten to the power of more is no double."""


def _rounding(digits: int) -> str:
    """A double `x` rounded by its binary value.

    A product of doubles may be rounded to what lies just between two whole numbers, where the true
    one does not: what was lost is found by multiplying the halves of both (T. J. Dekker, A
    floating-point technique for extending the available precision, 1971).
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
"""2 to the power of 27, and 1: cuts a double of 53 bits in halves."""


def to_whole(node: exp.Expr) -> exp.Expr | None:
    """What is rounded up or down is a double, unless it is a decimal."""
    if needed(node.this, "rounding") == "decimal":
        return None
    inner = type(node)(this=node.this)
    return cast(inner, exp.DType.DOUBLE, "double")


def sign(node: exp.Expr) -> exp.Expr:
    """The sign of a number is a whole number."""
    return cast(exp.Sign(this=node.this), exp.DType.INT, "integer")


def cut(node: exp.Expr) -> exp.Expr:
    """A double without its fraction is a double."""
    if needed(node.this, "trunc") != "double" or node.args.get("decimals") is not None:
        raise RefusedNode(f"{shown(node)} is no double that is cut to a whole one", "use floor")
    size = call("floor", call("abs", node.this))
    product = exp.Mul(this=call("sign", node.this.copy()), expression=size)
    return told(exp.Paren(this=product), "double")


def logarithm(node: exp.Expr) -> exp.Expr:
    """`log` is to the base of 10."""
    if node.expression is None:
        return call("log10", node.this, kind="double")
    base = node.this.name
    if base not in ("2", "10"):
        raise RefusedNode(f"{shown(node)} has another base than 2 or 10", "write ln(x) / ln(base)")
    return call(f"log{base}", node.expression, kind="double")


def length(node: exp.Expr) -> exp.Expr | None:
    """How long a text or a list is."""
    if needed(node.this, "the length") == "list":
        return call("size", node.this, kind="integer")
    return call("char_length", node.this, kind="integer")


def like(node: exp.Expr) -> exp.Expr | None:
    """A backslash escapes on Spark, and is itself on DuckDB."""
    if "\\" in node.expression.name and not isinstance(node.parent, exp.Escape):
        raise RefusedNode(f"{shown(node)} has a backslash in its pattern", "write like ... escape")
    return None


def part_of_text(node: exp.Expr) -> exp.Expr | None:
    """Starts of 0 and less mean something else on each."""
    start = node.args.get("start")
    if start is not None and not (_is_number(start) and int(start.name) > 0):
        raise RefusedNode(f"{shown(node)} begins at what is no number from 1 on", "write a number")
    return None


def end_of_text(node: exp.Expr) -> exp.Expr | None:
    """Lengths below 0 mean something else on each."""
    if not _is_number(node.expression):
        what = f"{shown(node)} has a length that is no number from 0 on"
        raise RefusedNode(what, "write a number")
    return None


def _is_number(node: exp.Expr) -> bool:
    return isinstance(node, exp.Literal) and node.name.isdecimal()


def matches_all(node: exp.Expr) -> exp.Expr:
    """A pattern that has to match a whole text."""
    pattern = node.expression
    if not isinstance(pattern, exp.Literal) or node.args.get("options") is not None:
        raise RefusedNode(f"{shown(node)} has no pattern that is written down", "write a text")
    whole = exp.Literal.string(f"^(?:{pattern.name})\\z")
    return call("regexp_like", node.this, whole, kind="boolean")


def replaced(node: exp.Expr) -> exp.Expr | None:
    """Spark replaces every match, and groups have other names there."""
    modifiers, by = node.args.get("modifiers"), node.args["replacement"]
    if modifiers is None or modifiers.name != "g":
        raise RefusedNode(f"{shown(node)} replaces the first match alone", "replace all: 'g'")
    if not isinstance(by, exp.Literal) or "\\" in by.name or "$" in by.name:
        raise RefusedNode(f"{shown(node)} has groups in what it puts there", "use regexp_extract")
    return None


def element(node: exp.Expr) -> exp.Expr | None:
    """Elements are counted from 1, also from the end; there is none beyond the last."""
    (index,) = node.expressions
    if isinstance(index, exp.Slice):
        raise RefusedNode(f"{shown(node)} is a part of a list or text", "use substr, list_filter")
    kind = needed(node.this, "the element")
    if kind == "text":
        raise RefusedNode(f"{shown(node)} is a character of a text", "use substr")
    if kind != "list":
        return None
    # sqlglot counts from 0.
    one_based = exp.Add(this=index, expression=exp.Literal.number(1))
    return call("try_element_at", node.this, _simplified(one_based))


def _simplified(node: exp.Add) -> exp.Expr:
    index = node.this
    is_negative = isinstance(index, exp.Neg)
    number = index.this if is_negative else index
    if not _is_number(number):
        return node
    found = (-1 if is_negative else 1) * int(number.name) + 1
    return exp.Literal.number(found) if found >= 0 else exp.Neg(this=exp.Literal.number(-found))


def contains(node: exp.Expr) -> exp.Expr:
    """Among NULL a value is not found on DuckDB, and unknown on Spark."""
    found = call("coalesce", call("array_contains", node.this, node.expression), exp.false())
    both = exp.And(this=_is_there(node.this), expression=_is_there(node.expression))
    return told(exp.Case(ifs=[exp.If(this=both, true=found)]), "boolean")


def _is_there(node: exp.Expr) -> exp.Expr:
    return exp.Not(this=exp.Is(this=node.copy(), expression=exp.Null()))


def position_in_list(node: exp.Expr) -> exp.Expr:
    """There is no place where there is no such element."""
    found = call("array_position", *node.expressions)
    return call("nullif", found, 0, kind="integer")


def series(node: exp.Expr) -> exp.Expr:
    """A series from a start that is after its end is empty, and not backwards."""
    start, end, step = (node.args.get(key) for key in ("start", "end", "step"))
    assert start is not None
    assert end is not None
    is_down = isinstance(step, exp.Neg)
    if isinstance(step, exp.Interval):
        needed(start, "the series")
        start, end = moment(start), moment(end)
    elif step is not None and not _is_number(step.this if isinstance(step, exp.Neg) else step):
        raise RefusedNode(f"{shown(node)} has a step that is no number", "write a number")
    farthest = call("least" if is_down else "greatest", start, end)
    sides = {(False, False): exp.LTE, (False, True): exp.LT, (True, False): exp.GTE,
             (True, True): exp.GT}  # fmt: skip
    is_inside = sides[is_down, bool(node.args.get("is_end_exclusive"))]
    each = is_inside(this=exp.column("x"), expression=end.copy())
    inside = exp.Lambda(this=each, expressions=[exp.to_identifier("x")])
    numbers = call("sequence", start.copy(), farthest, *([step] if step is not None else []))
    return call("filter", numbers, inside, kind="list")


def same_row(node: exp.Expr) -> exp.Expr | None:
    """Spark compares values in a row by their types."""
    if isinstance(node.this, exp.Tuple) or isinstance(node.expression, exp.Tuple):
        raise RefusedNode(f"{shown(node)} compares values in a row", "compare them one by one")
    return None


def table(node: exp.Expr) -> exp.Expr | None:
    """Functions in the place of tables have other names and columns."""
    if not isinstance(node.this, exp.Identifier):
        what = f"{shown(node)} is a function in the place of a table"
        raise RefusedNode(what, "write from unnest(range(...)) as name(column)")
    return None


def type_name(node: exp.Expr) -> exp.Expr:
    """The name that DuckDB has for a type that is known, which is always the same."""
    name = _TYPE_NAMES.get(needed(node.this, "typeof"))
    if name is None:
        raise RefusedNode(f"{shown(node)} has another name on Spark", "compare values, not types")
    return told(exp.Literal.string(name), "text")


_TYPE_NAMES = {
    "boolean": "BOOLEAN",
    "date": "DATE",
    "double": "DOUBLE",
    "text": "VARCHAR",
    "timestamp": "TIMESTAMP",
    "zoned": "TIMESTAMP WITH TIME ZONE",
}


def renamed(name: str) -> Rule:
    """The same function by another name."""
    return lambda node: call(name, *node.expressions)


SCALARS: Mapping[type[exp.Expr] | str, Rule] = {
    exp.ArrayContains: contains,
    exp.Bracket: element,
    exp.Cast: converted,
    exp.Ceil: to_whole,
    exp.Concat: concatenated,
    exp.DPipe: joined,
    exp.DataType: typed,
    exp.Div: quotient,
    exp.EQ: same_row,
    exp.Floor: to_whole,
    exp.GenerateSeries: series,
    exp.ILike: like,
    exp.Left: end_of_text,
    exp.Length: length,
    exp.Like: like,
    exp.Log: logarithm,
    exp.NEQ: same_row,
    exp.RegexpFullMatch: matches_all,
    exp.RegexpReplace: replaced,
    exp.Right: end_of_text,
    exp.Round: rounded,
    exp.Sign: sign,
    exp.Substring: part_of_text,
    exp.Table: table,
    exp.Trunc: cut,
    exp.TryCast: converted,
    exp.Typeof: type_name,
    "list_position": position_in_list,
    "list_reverse": renamed("reverse"),
    "prefix": renamed("startswith"),
    "strlen": renamed("octet_length"),
    "suffix": renamed("endswith"),
}
