"""How `seg show` prints rows: a table for a person, or everything in a machine-readable format."""

import csv
import io
from collections.abc import Callable, Collection, Mapping, Sequence
from textwrap import wrap
from typing import Any, Literal

from orchestrator.json_text import json_text
from orchestrator.reports.cells import one_line
from orchestrator.reports.tables import fitted, rows_table
from orchestrator.reports.terminal import cell_width, wrapped
from orchestrator.results import Rows
from orchestrator.secrets import NO_SECRETS, Mask
from orchestrator.value_text import exact, quoted_null

Form = Literal["text", "json", "csv", "markdown", "vertical"]

_MORE = "(--columns NAME,NAME chooses, --output vertical shows all)"
_LEAST_LINES = 2  # of names
_AROUND = 2  # the heading above, and the prompt of the shell below


def shown_text(rows: Rows, size: tuple[int, int] | None = None, mask: Mask = NO_SECRETS) -> str:
    """Return the rows as a table that fits a terminal of `size` (columns, lines); None: any width.

    Columns without room are named below it, as many as the screen has room for.
    """
    width, height = size or (None, 0)
    table = fitted(rows, width, mask)
    if width is None or not table.left_out:
        return "\n".join(table.lines)
    count = len(table.left_out)
    more = wrap(f"no room for {count} more column{'s' if count > 1 else ''} {_MORE}:", width)
    room = height - len(table.lines) - len(more) - _AROUND
    names = wrapped(table.left_out, width, max(_LEAST_LINES, room))
    return "\n".join([*table.lines, *more, *names])


def rows_markdown(rows: Rows, mask: Mask = NO_SECRETS) -> str:
    """Return a Markdown table with all columns and digits; `|` in a cell is written `\\|`."""
    escaped = tuple(tuple(_escaped(value) for value in row) for row in rows.values)
    columns = tuple(_escaped(name) for name in rows.columns)
    return rows_table(Rows(columns, escaped), None, mask, is_exact=True)


def rows_vertical(rows: Rows, mask: Mask = NO_SECRETS) -> str:
    """Return a line for each field, with all digits; each row is preceded by its number."""
    names = [one_line(mask.text(name)) for name in rows.columns]
    width = max(map(cell_width, names), default=0)
    lines = []
    for number, row in enumerate(rows.values, 1):
        lines.append(f"-- row {number} --")
        for name, value in zip(names, row, strict=True):
            text = one_line(mask.text(quoted_null(value)))
            lines.append(f"{name}{' ' * (width - cell_width(name))}  {text}".rstrip())
    return "\n".join(lines) if lines else "no rows"


def rows_csv(rows: Rows, mask: Mask = NO_SECRETS) -> str:
    """Return CSV with a header (RFC 4180, but lines end with LF); NULL is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(mask.text(name) for name in rows.columns)
    for row in rows.values:
        writer.writerow("" if value is None else mask.text(exact(value)) for value in row)
    return text.getvalue().removesuffix("\n")


def rows_json(rows: Rows, node: str | None = None, mask: Mask = NO_SECRETS) -> str:
    """Return JSON in the shape of `dbt show --output json`: `{"node": ..., "show": [{...}]}`.

    If two columns have one name, the second is called `name_2`, so that none is lost.
    """
    names = _distinct_names(rows.columns)
    show: list[Mapping[str, Any]] = [dict(zip(names, row, strict=True)) for row in rows.values]
    return json_text({"node": node, "show": show} if node is not None else {"show": show}, mask)


# Formats for files: they have no table name if there is only one table.
FOR_FILES: Mapping[str, Callable[[Rows, Mask], str]] = {"markdown": rows_markdown, "csv": rows_csv}


def _distinct_names(columns: Sequence[str]) -> list[str]:
    """Return the names, with a number appended to repeated ones."""
    names: list[str] = []
    for column in columns:
        name, number = column, 1
        while name in names or (number > 1 and name in columns):
            number += 1
            name = f"{column}_{number}"
        names.append(name)
    return names


def _escaped(value: Any) -> Any:
    """Return a value with `|` escaped, so that it does not end its cell."""
    if isinstance(value, str) or (isinstance(value, Collection) and "|" in exact(value)):
        return exact(value).replace("|", "\\|")
    return value
