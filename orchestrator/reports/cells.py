"""Values as text for the cells of a table: exact, or rounded as people read them."""

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from orchestrator.reports.terminal import printable
from orchestrator.value_text import quoted_null

_DIGITS = 4  # that count, of the largest number of a column
_LEAST_DIGITS = 2  # that count, of the smallest
_LEAST_DECIMALS = 2
_MOST_DECIMALS = 6
_SMALL, _LARGE = 1e-4, 1e15  # what is beyond is written with a power of ten


def for_reading(column: Sequence[Any]) -> list[str]:
    """The values of a column, with numbers rounded so that their points stand in one line.

    The largest keeps four digits that count, the smallest two, and all two after the point, as far
    as they have them; a sum of 0.1 and 0.2 is 0.3.
    """
    rounded = [value for value in column if _is_rounded(value)]
    largest = max((abs(float(value)) for value in rounded), default=0)
    decimals = max((_decimals(value, largest) for value in rounded), default=0)
    return [
        _rounded(value, decimals) if _is_rounded(value) else quoted_null(value) for value in column
    ]


def one_line(text: str) -> str:
    """The text with newlines, tabs and control characters spelled out."""
    return printable(text).replace("\n", "\\n").replace("\t", "\\t")


def _is_rounded(value: Any) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite() and _scale(value) > _MOST_DECIMALS
    return isinstance(value, float) and math.isfinite(value)


def _scale(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _decimals(value: float | Decimal, largest: float) -> int:
    """How many digits after its point a number needs."""
    size = abs(float(value))
    if size == 0 or not _SMALL <= size < _LARGE:
        return 1
    digits = _DIGITS if size == largest else _LEAST_DIGITS
    wanted = max(_LEAST_DECIMALS, digits - 1 - math.floor(math.log10(size)))
    wanted = min(wanted, _MOST_DECIMALS)
    return max(1, len(f"{value:.{wanted}f}".rstrip("0").partition(".")[2]))


def _rounded(value: float | Decimal, decimals: int) -> str:
    if value == 0 or _SMALL <= abs(float(value)) < _LARGE:
        return f"{value:.{decimals}f}"
    return f"{value:.{_DIGITS}g}"
