"""Rows as a table whose least needed columns give way where a terminal has no room for all."""

from collections.abc import Sequence

from orchestrator.reports.tables import rows_table
from orchestrator.reports.terminal import cell_width, shortened
from orchestrator.results import Rows


def narrow_table(rows: Rows, least_needed: Sequence[str], max_width: int | None) -> str:
    """The rows as a table at most `max_width` columns wide; None: as wide as it gets.

    Of `least_needed` the first column goes first, and only as many as have to; they are named
    under the table. If that is not enough, long cells are cut.
    """
    if max_width is None:
        return rows_table(rows)
    gone: list[str] = []
    for name in least_needed:
        if _width(rows) <= max_width:
            break
        if name in rows.columns:
            gone.append(name)
            rows = without(rows, name)
    lines = [rows_table(rows, max_width)]
    if gone:
        line = f"no room for: {', '.join(reversed(gone))} (a wider terminal, or --json)"
        lines.append(shortened(line, max_width))
    return "\n".join(lines)


def _width(rows: Rows) -> int:
    return cell_width(rows_table(rows).partition("\n")[0])


def without(rows: Rows, name: str) -> Rows:
    """The rows less one column."""
    at = rows.columns.index(name)
    return Rows(
        rows.columns[:at] + rows.columns[at + 1 :],
        tuple(row[:at] + row[at + 1 :] for row in rows.values),
    )
