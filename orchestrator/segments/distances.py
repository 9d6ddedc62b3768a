"""The distance of a value from what a condition compares it with: a number, date or column."""

import math
import struct
from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from msgspec import Struct

from orchestrator.dialects.sql_text import Token, tokens
from orchestrator.segments.rules import IN_SEGMENT
from orchestrator.segments.sides import column_name, compared_sides

# Words that bind weaker than a comparison, or query rows: a text with one is not a plain value.
_NO_VALUE = {"all", "and", "any", "between", "in", "is", "like", "not", "or", "some", IN_SEGMENT}
_REAL = "FLOAT"
_REAL_DIGITS = range(6, 10)  # a REAL has 6 significant digits or more, and never needs over 9
_SECONDS_A_DAY = 86400


class Bound(Struct, frozen=True):
    """What a column is compared with, as written in the rule; `is_column`: it is another column."""

    column: str
    text: str
    is_column: bool = False


class Distance(Struct, frozen=True):
    """How far a value is from its bound, negative if it is less; between dates in days.

    `number` is the bound's value, and `text` how it is shown.
    """

    column: str
    number: Decimal | date
    difference: Decimal | timedelta
    text: str


def bounds(condition: str, columns: Collection[str]) -> list[Bound]:
    """Return what a condition compares one of `columns` with; two for a `between`."""
    known = {name.casefold() for name in columns}
    sides = compared_sides(list(tokens(condition)))
    found = [
        _bound(condition, each.left, each.right, known)
        or _bound(condition, each.right, each.left, known)
        for each in sides
    ]
    return [each for each in found if each is not None]


def _bound(
    condition: str, column: Sequence[Token], other: Sequence[Token], known: Collection[str]
) -> Bound | None:
    """Return the bound `other` of a column, if both are of the supported form."""
    name, other_name = column_name(column), column_name(other)
    if name is None or name.casefold() not in known or not other:
        return None
    if any(token.is_word(word) for token in other for word in _NO_VALUE):
        return None
    text = condition[other[0].start : other[-1].end]
    return Bound(name, text, other_name is not None and other_name.casefold() in known)


def distance(bound: Bound, value: Any, other: Any) -> Distance | None:
    """Return how far a value is from its bound's; None unless both are numbers or dates."""
    if (number := _number(value)) is not None and (of_bound := _number(other)) is not None:
        text = bound.text if bound.is_column or _is_literal(bound.text) else all_digits(of_bound)
        return Distance(bound.column, of_bound, number - of_bound, text)
    if isinstance(value, date) and (day := _date(other)) is not None:
        try:
            apart = _moment(value) - _moment(day)
        except TypeError:  # only one of them has a time zone
            return None
        text = " ".join(bound.text.split()) if bound.is_column else str(day)
        return Distance(bound.column, day, apart, text)
    return None


def all_digits(number: Decimal) -> str:
    """Return a number with all its digits, without trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def days(apart: timedelta) -> int | float:
    """Return a duration in days, which are whole between dates."""
    seconds = apart.total_seconds()
    return apart.days if seconds % _SECONDS_A_DAY == 0 else seconds / _SECONDS_A_DAY


def as_printed(value: Any, type_: str) -> Any:
    """Return a value as its column's type prints it: a REAL arrives with extra digits."""
    if type_ != _REAL or not isinstance(value, float) or not math.isfinite(value):
        return value
    for count in _REAL_DIGITS:
        shorter = float(f"{value:.{count}g}")
        if _as_real(shorter) == value:
            return shorter
    return value


def _as_real(value: float) -> float:
    try:
        return float(struct.unpack("f", struct.pack("f", value))[0])
    except OverflowError:
        return math.inf


def _is_literal(text: str) -> bool:
    """Return whether a bound is a plain number, to be shown as written in the rule."""
    try:
        float("".join(text.split()))
    except ValueError:
        return False
    return True


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return number if number.is_finite() else None


def _date(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    try:
        return datetime.fromisoformat(value) if len(value) > 10 else date.fromisoformat(value)
    except ValueError:
        return None


def _moment(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, time())
