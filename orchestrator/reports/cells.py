"""Values as text for the cells of a table: exact, or rounded for people."""

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from orchestrator.reports.terminal import printable
from orchestrator.value_text import quoted_null

_DIGITS = 4  # significant digits of the largest number of a column
_LEAST_DIGITS = 2  # significant digits of the smallest
_LEAST_DECIMALS = 2
_MOST_DECIMALS = 6
_SMALL, _LARGE = 1e-4, 1e15  # numbers beyond this are written with a power of ten


def for_reading(column: Sequence[Any]) -> list[str]:
    """Return the values of a column, with numbers rounded so that decimal points align.

    The largest keeps four significant digits, the smallest two, and all keep two decimals if they
    have them; a sum of 0.1 and 0.2 is 0.3.
    """
    rounded = [value for value in column if _is_rounded(value)]
    largest = max((abs(float(value)) for value in rounded), default=0)
    decimals = max((_decimals(value, largest) for value in rounded), default=0)
    return [
        _rounded(value, decimals) if _is_rounded(value) else quoted_null(value) for value in column
    ]


def one_line(text: str) -> str:
    """Return the text with newlines, tabs and control characters escaped."""
    return printable(text).replace("\n", "\\n").replace("\t", "\\t")


def _is_rounded(value: Any) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite() and _scale(value) > _MOST_DECIMALS
    return isinstance(value, float) and math.isfinite(value)


def _scale(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _decimals(value: float | Decimal, largest: float) -> int:
    """Return how many decimals a number needs."""
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
