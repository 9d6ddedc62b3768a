"""What a terminal can show: its width, its colours, and text without control sequences."""

import re
import shutil
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal, TextIO

from msgspec import Struct

from orchestrator.lazy_regex import lazy_regex

Colour = Literal["green", "yellow", "red"]

_CODES: Mapping[Colour, str] = {"green": "32", "yellow": "33", "red": "31"}

_BARS = "▁▂▃▄▅▆▇█"
_LEAST_SPAN = 0.1

# Characters that move the cursor, ring the bell, hide or reorder text; data can contain them.
_TRICKS = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]"
_CONTROL = lazy_regex(_TRICKS)
_CONTROL_BUT_PAINT = lazy_regex(rf"(?!\x1b\[(?:0|3[123])m){_TRICKS}")


class Style(Struct, frozen=True):
    """The layout of lines; `width` is where the dots end, without the time before them.

    `cuts_names`: whether long names are shortened, so that the line keeps its width.
    """

    width: int = 80
    has_colours: bool = False
    cuts_names: bool = False

    def paint(self, text: str, colour: Colour | None) -> str:
        """Return the text in a colour, if the terminal supports colours."""
        if colour is None or not self.has_colours:
            return text
        return f"\x1b[{_CODES[colour]}m{text}\x1b[0m"

    def clean(self, painted: str) -> str:
        """Return the text with control characters escaped, except the colours of `paint`."""
        return _spelled_out(_CONTROL_BUT_PAINT if self.has_colours else _CONTROL, painted)


PLAIN = Style()


def wants_colours(is_terminal: bool, wanted: bool | None, environment: Mapping[str, str]) -> bool:
    """Return whether to use colours: the choice of the command line, else whether the terminal can.

    `NO_COLOR` (no-color.org) and `TERM=dumb` turn colours off.
    """
    if wanted is not None:
        return wanted
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    return is_terminal


def wants_live(is_terminal: bool, wanted: bool | None, environment: Mapping[str, str]) -> bool:
    """Return whether the live view works: on a terminal that can move its cursor, not in CI."""
    if not is_terminal or environment.get("TERM") == "dumb":
        return False
    return wanted if wanted is not None else not environment.get("CI")


def width_of(out: TextIO) -> int | None:
    """Return how many columns `out` has; None (no limit) if it is not a terminal."""
    return shutil.get_terminal_size().columns if out.isatty() else None


def size_of(out: TextIO) -> tuple[int, int] | None:
    """Return how many columns and lines `out` has; None if it is not a terminal."""
    return shutil.get_terminal_size() if out.isatty() else None


def printable(text: str) -> str:
    """Return the text with control characters escaped (`\\x1b`); newlines and tabs stay."""
    return _spelled_out(_CONTROL, text)


def cell_width(text: str) -> int:
    """Return how many columns a terminal needs for the text."""
    if text.isascii():
        return len(text)
    return sum(_char_width(char) for char in text)


def shortened(text: str, width: int) -> str:
    """Return the text in at most `width` columns; `…` marks where it was cut."""
    if cell_width(text) <= width:
        return text
    kept, used = [], 0
    for char in text:
        used += _char_width(char)
        if used > width - 1:
            break
        kept.append(char)
    return "".join(kept) + "…" if width > 0 else ""


def spark_line(values: Sequence[float]) -> str:
    """Return values from 0 on as a row of bars between the smallest and the largest: `▁▃█`.

    The bars span at least a tenth of the largest value, so that small changes look small.
    """
    if not values:
        return ""
    largest = max(values)
    span = max(largest - min(values), largest * _LEAST_SPAN) or 1
    low = max(0, (largest + min(values) - span) / 2)
    return "".join(_BARS[round((value - low) / span * (len(_BARS) - 1))] for value in values)


def listed(names: Sequence[str], width: int) -> str:
    """Return the names in at most `width` columns, but at least one: `a, b and 8 more`."""
    for count in range(len(names), 1, -1):
        more = f" and {len(names) - count} more" if count < len(names) else ""
        text = f"{', '.join(names[:count])}{more}"
        if cell_width(text) <= width:
            return text
    return f"{names[0]} and {len(names) - 1} more" if len(names) > 1 else "".join(names)


def branch(before: str, *, is_last: bool) -> tuple[str, str]:
    """Return the prefix of a line of a tree, and that of the lines below it."""
    return (f"{before}└─ ", f"{before}   ") if is_last else (f"{before}├─ ", f"{before}│  ")


def wrapped(
    names: Sequence[str], width: int, most_lines: int, start: str = "  ", indent: str = "  "
) -> list[str]:
    """Return the names in lines of at most `width`; those without room are counted: `… 8 more`."""
    known = len(names)
    lines = _lines(names, width, start, indent)
    while len(lines) > most_lines and known > 0:
        known -= 1
        lines = _lines([*names[:known], f"… {len(names) - known} more"], width, start, indent)
    return lines


def _lines(names: Sequence[str], width: int, start: str, indent: str) -> list[str]:
    lines, line = [], start
    is_empty = True
    for number, name in enumerate(names, 1):
        text = name if number == len(names) else f"{name},"
        if not is_empty and cell_width(line) + 1 + cell_width(text) > width:
            lines.append(line)
            line, is_empty = indent, True
        line += text if is_empty else f" {text}"
        is_empty = False
    return [shortened(each, width) for each in (*lines, line)]


def _char_width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _spelled_out(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: repr(found.group())[1:-1], text)
