"""Rows as a table of text that keeps to a width, and as JSON."""

import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from orchestrator.json_text import json_text
from orchestrator.reports.terminal import cell_width, printable, shortened
from orchestrator.results import Rows
from orchestrator.secrets import NO_SECRETS, Mask

NULL = "NULL"
_LEAST_WIDTH = 5
_DIGITS = 6
_SMALL = 0.001  # below it six digits are counted from the first that is not 0
_SEPARATOR = 3  # ` | ` between two columns
_EDGES = 4  # `| ` before the first and ` |` after the last


def rows_table(
    rows: Rows,
    max_width: int | None = None,
    mask: Mask = NO_SECRETS,
    *,
    is_exact: bool = False,
) -> str:
    """The rows as a Markdown table, at most `max_width` columns wide, without a last newline.

    Floating point numbers have six digits after the point at most, unless the table `is_exact`.
    Numbers stand to the right. NULL is `NULL`, and the text of these four letters `'NULL'`. Long
    cells are cut with `…`; columns for which there is no room at all are counted under the table.
    """
    if not rows.columns:
        return "no columns"
    header = [_one_line(mask.text(name)) for name in rows.columns]
    cell = _exact_cell if is_exact else _cell
    body = [[_one_line(mask.text(cell(value))) for value in row] for row in rows.values]
    widths = [
        max([3, *(cell_width(line[place]) for line in [header, *body])])
        for place in range(len(header))
    ]
    fitting = _fit(widths, max_width)
    is_right = [_holds_numbers(rows.values, place) for place in range(len(fitting))]
    lines = [_line(header, fitting, is_right), _line(["-" * n for n in fitting], fitting, is_right)]
    lines += [_line(cells, fitting, is_right) for cells in body]
    left_out = rows.columns[len(fitting) :]
    if left_out:
        names = _one_line(mask.text(", ".join(left_out)))
        lines.append(shortened(f"… {len(left_out)} more: {names}", max_width or 0))
    return "\n".join(lines)


def rows_json(rows: Rows, node: str | None = None, mask: Mask = NO_SECRETS) -> str:
    """The rows as JSON, shaped as `dbt show --output json`: `{"node": ..., "show": [{...}]}`."""
    show: list[Mapping[str, Any]] = [
        dict(zip(rows.columns, row, strict=True)) for row in rows.values
    ]
    return json_text({"node": node, "show": show} if node is not None else {"show": show}, mask)


def _cell(value: Any) -> str:
    """A value as people read it: a sum of 0.1 and 0.2 is 0.3."""
    if isinstance(value, float) and math.isfinite(value):
        digits = f"{value:.{_DIGITS}f}" if abs(value) >= _SMALL else f"{value:.{_DIGITS}g}"
        return str(float(digits))
    return _exact_cell(value)


def _exact_cell(value: Any) -> str:
    match value:
        case None:
            return NULL
        case str():
            return f"'{NULL}'" if value == NULL else value
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case datetime():
            return value.isoformat(" ")
        case date():
            return value.isoformat()
        case bytes() | bytearray():
            return f"0x{bytes(value).hex()}"
        case list() | tuple() | dict():
            return json_text(value)
        case _:
            return str(value)


def _one_line(text: str) -> str:
    return printable(text).replace("\n", "\\n").replace("\t", "\\t")


def _holds_numbers(values: Sequence[Sequence[Any]], place: int) -> bool:
    held = [row[place] for row in values if row[place] is not None]
    return bool(held) and all(
        isinstance(value, int | float | Decimal) and not isinstance(value, bool) for value in held
    )


def _fit(widths: list[int], max_width: int | None) -> list[int]:
    """The columns' widths, the widest cut first; a prefix of them when even that is too wide."""
    if max_width is None:
        return widths
    while len(widths) > 1 and _total([min(width, _LEAST_WIDTH) for width in widths]) > max_width:
        widths = widths[:-1]
    cap = max(widths)
    while cap > 1 and _total([min(width, cap) for width in widths]) > max_width:
        cap -= 1
    return [min(width, cap) for width in widths]


def _total(widths: list[int]) -> int:
    return sum(widths) + _SEPARATOR * (len(widths) - 1) + _EDGES


def _line(cells: Sequence[str], widths: Sequence[int], is_right: Sequence[bool]) -> str:
    padded = []
    for cell, width, right in zip(cells, widths, is_right, strict=False):
        shown = shortened(cell, width)
        space = " " * (width - cell_width(shown))
        padded.append(space + shown if right else shown + space)
    return f"| {' | '.join(padded)} |"
