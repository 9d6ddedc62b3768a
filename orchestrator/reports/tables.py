"""Rows as a text table that fits a width."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct

from orchestrator.reports.cells import for_reading, one_line
from orchestrator.reports.terminal import cell_width, shortened
from orchestrator.results import Rows
from orchestrator.secrets import NO_SECRETS, Mask
from orchestrator.value_text import quoted_null

_SEPARATOR = 3  # ` | ` between two columns
_EDGES = 4  # `| ` before the first and ` |` after the last
_WHOLE_TEXT = 12  # a text is not cut below that to make room for another column
_WHOLE_NAME = 24  # the same for the name of a column


class FittedTable(Struct, frozen=True):
    """The lines of a table, and the names of columns without room."""

    lines: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def rows_table(
    rows: Rows,
    max_width: int | None = None,
    mask: Mask = NO_SECRETS,
    *,
    is_exact: bool = False,
) -> str:
    """Return the rows as `fitted` lays them out; a line below names columns without room."""
    table = fitted(rows, max_width, mask, is_exact=is_exact)
    lines = [*table.lines]
    if table.left_out:
        names = f"… {len(table.left_out)} more: {', '.join(table.left_out)}"
        lines.append(shortened(names, max_width or 0))
    return "\n".join(lines)


def column_first(rows: Rows, name: str | None) -> Rows:
    """Return the rows with this column first, if they have it: it is then always shown."""
    places = list(range(len(rows.columns)))
    places.sort(key=lambda place: rows.columns[place] != name)
    return Rows(
        tuple(rows.columns[place] for place in places),
        tuple(tuple(row[place] for place in places) for row in rows.values),
        tuple(rows.types[place] for place in places) if rows.types else (),
    )


def fitted(
    rows: Rows,
    max_width: int | None = None,
    mask: Mask = NO_SECRETS,
    *,
    is_exact: bool = False,
) -> FittedTable:
    """Return a Markdown table at most `max_width` columns wide, with the first columns.

    Numbers are right-aligned, and rounded for reading unless the table `is_exact`. NULL is `NULL`,
    and a text of these four letters is `'NULL'`. Numbers and dates are never cut; long texts are
    cut with `…`.
    """
    if not rows.columns:
        return FittedTable(("no columns",))
    header = [one_line(mask.text(name)) for name in rows.columns]
    shown = [
        [one_line(mask.text(cell)) for cell in _column(rows.values, place, is_exact)]
        for place in range(len(header))
    ]
    widest_cells = [max(map(cell_width, cells), default=0) for cells in shown]
    widths = [
        max(3, cell_width(name), widest) for name, widest in zip(header, widest_cells, strict=True)
    ]
    least = [
        max(
            3,
            min(cell_width(name), _WHOLE_NAME),
            # Columns that would be meaningless if cut keep their width.
            min(widest, widest if _is_shown_in_full(rows.values, place) else _WHOLE_TEXT),
        )
        for place, (name, widest) in enumerate(zip(header, widest_cells, strict=True))
    ]
    fitting = _fit(widths, least, max_width)
    is_right = [_holds(rows.values, place, _is_number) for place in range(len(fitting))]
    body = zip(*shown, strict=True)
    lines = [_line(header, fitting, is_right), _line(["-" * n for n in fitting], fitting, is_right)]
    lines += [_line(cells, fitting, is_right) for cells in body]
    return FittedTable(tuple(lines), tuple(header[len(fitting) :]))


def _column(values: Sequence[Sequence[Any]], place: int, is_exact: bool) -> list[str]:
    held = [row[place] for row in values]
    return [quoted_null(value) for value in held] if is_exact else for_reading(held)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _holds(values: Sequence[Sequence[Any]], place: int, is_such: Callable[[Any], bool]) -> bool:
    """Return whether a column has values, and all of them are of these types."""
    held = [row[place] for row in values if row[place] is not None]
    return bool(held) and all(map(is_such, held))


def _is_shown_in_full(values: Sequence[Sequence[Any]], place: int) -> bool:
    """Return whether cells of the column would be meaningless if cut."""
    return _holds(values, place, lambda value: _is_number(value) or isinstance(value, date))


def _fit(widths: list[int], least: list[int], max_width: int | None) -> list[int]:
    """Return the widths of the shown columns: the first ones, each at least as wide as `least`.

    The remaining room goes to those that need more, the narrowest first.
    """
    if max_width is None:
        return widths
    while len(least) > 1 and _total(least) > max_width:
        least = least[:-1]
    widths = widths[: len(least)]
    cap = min(max(widths), max_width)
    while cap > 1 and _total(_capped(widths, least, cap)) > max_width:
        cap -= 1
    fitting = _capped(widths, least, cap)
    over = _total(fitting) - max_width
    # A single column can be wider than the terminal.
    return [max(1, fitting[0] - over)] if over > 0 else fitting


def _capped(widths: list[int], least: list[int], cap: int) -> list[int]:
    return [max(need, min(width, cap)) for width, need in zip(widths, least, strict=True)]


def _total(widths: list[int]) -> int:
    return sum(widths) + _SEPARATOR * (len(widths) - 1) + _EDGES


def _line(cells: Sequence[str], widths: Sequence[int], is_right: Sequence[bool]) -> str:
    padded = []
    for cell, width, right in zip(cells, widths, is_right, strict=False):
        shown = shortened(cell, width)
        space = " " * (width - cell_width(shown))
        padded.append(space + shown if right else shown + space)
    return f"| {' | '.join(padded)} |"
