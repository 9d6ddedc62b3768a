"""Rows as a table that drops its least important columns if the terminal is too narrow."""

from collections.abc import Sequence

from orchestrator.reports.tables import rows_table
from orchestrator.reports.terminal import cell_width, shortened
from orchestrator.results import Rows


def narrow_table(
    rows: Rows, least_needed: Sequence[str | tuple[str, ...]], max_width: int | None
) -> str:
    """Return the rows as a table at most `max_width` columns wide; None: no limit.

    Columns of `least_needed` are dropped in order, and only as many as necessary; columns of a
    tuple are dropped together. They are named below the table. If that is not enough, long cells
    are cut.
    """
    if max_width is None:
        return rows_table(rows)
    gone = _without_room(rows, least_needed, max_width)
    for name in gone:
        rows = without(rows, name)
    lines = [rows_table(rows, max_width)]
    if gone:
        line = f"no room for: {', '.join(reversed(gone))} (a wider terminal, or --json)"
        lines.append(shortened(line, max_width))
    return "\n".join(lines)


def _without_room(
    rows: Rows, least_needed: Sequence[str | tuple[str, ...]], max_width: int
) -> list[str]:
    """Return the columns to drop, the least important first."""
    # The line below the heading shows the width of each column.
    ruler = rows_table(rows).split("\n")[1]
    widths = dict(
        zip(rows.columns, (len(each) + 1 for each in ruler.split("|")[1:-1]), strict=True)
    )
    over = cell_width(ruler) - max_width
    gone: list[tuple[str, ...]] = []
    for names in least_needed:
        if over <= 0:
            break
        group = tuple(
            name for name in ((names,) if isinstance(names, str) else names) if name in widths
        )
        gone.append(group)
        over -= sum(widths[name] for name in group)
    # If the last ones made more room than necessary, others can stay.
    for group in reversed(gone[:-1]):
        taken = sum(widths[name] for name in group)
        if over + taken <= 0:
            gone.remove(group)
            over += taken
    return [name for group in gone for name in group]


def without(rows: Rows, name: str) -> Rows:
    """Return the rows without one column."""
    at = rows.columns.index(name)
    return Rows(
        rows.columns[:at] + rows.columns[at + 1 :],
        tuple(row[:at] + row[at + 1 :] for row in rows.values),
    )
