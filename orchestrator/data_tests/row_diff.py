"""How rows differ from those that were expected: in any order, duplicates counted."""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from orchestrator.names import counted
from orchestrator.value_text import quoted_null

Row = tuple[Any, ...]

EXPECTED, ACTUAL, MISSING, UNEXPECTED = "expected", "actual", "missing", "unexpected"
MOST_LINES = 20
_LONGEST_CELL = 60
_WIDEST = 120


class RowDiff(Struct, frozen=True):
    """The rows that differ: `pairs` are of an expected row and the actual one that is nearest."""

    columns: tuple[str, ...]
    pairs: tuple[tuple[Row, Row], ...]
    missing: tuple[Row, ...]
    unexpected: tuple[Row, ...]

    def __bool__(self) -> bool:
        return bool(self.pairs or self.missing or self.unexpected)

    @property
    def differing(self) -> tuple[str, ...]:
        """The columns in which rows of a pair differ."""
        return tuple(
            name
            for at, name in enumerate(self.columns)
            if any(_key(one[at]) != _key(other[at]) for one, other in self.pairs)
        )


def diff_of(columns: Sequence[str], expected: Sequence[Row], actual: Sequence[Row]) -> RowDiff:
    """What differs between two lists of rows, of which the order is no matter."""
    missing, unexpected = _without(expected, actual), _without(actual, expected)
    pairs = []
    for row in missing[:]:
        nearest = max(unexpected, key=lambda other: _alike(row, other), default=None)
        if nearest is not None and _alike(row, nearest):
            pairs.append((row, nearest))
            missing.remove(row)
            unexpected.remove(nearest)
    return RowDiff(tuple(columns), tuple(pairs), tuple(missing), tuple(unexpected))


def _without(rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """The rows that are not among the others, each counted as often as it is there."""
    counts: dict[tuple[str, ...], int] = {}
    for row in others:
        key = _row_key(row)
        counts[key] = counts.get(key, 0) + 1
    found = []
    for row in rows:
        key = _row_key(row)
        if counts.get(key, 0):
            counts[key] -= 1
        else:
            found.append(row)
    return found


def _row_key(row: Row) -> tuple[str, ...]:
    return tuple(map(_key, row))


def _key(value: Any) -> str:
    """The same for equal values of one type; 0.0 is -0.0, and not a number equals itself."""
    return repr(value + 0.0) if isinstance(value, float) else repr(value)


def _alike(one: Row, other: Row) -> int:
    return sum(_key(left) == _key(right) for left, right in zip(one, other, strict=True))


def told(diff: RowDiff, row_count: int) -> str:
    """The difference as text: what differs in a line, then a table of the rows that do.

    `row_count` is how many were expected.
    """
    lines = [headline(diff, row_count), "", *_table(diff)]
    return "\n".join(lines)


def headline(diff: RowDiff, row_count: int) -> str:
    """`1 of 2 expected rows differs (in total), 1 is missing, 1 row is unexpected`."""
    parts = []
    of = f"of {counted(row_count, 'expected row')}"
    if diff.pairs:
        verb = "differs" if len(diff.pairs) == 1 else "differ"
        parts.append(f"{len(diff.pairs)} {of} {verb} (in {', '.join(diff.differing)})")
        of = ""
    if diff.missing:
        verb = "is" if len(diff.missing) == 1 else "are"
        parts.append(f"{len(diff.missing)} {of} {verb} missing".replace("  ", " "))
    if diff.unexpected:
        verb = "is" if len(diff.unexpected) == 1 else "are"
        parts.append(f"{counted(len(diff.unexpected), 'row')} {verb} unexpected")
    return ", ".join(parts)


def _table(diff: RowDiff) -> Iterator[str]:
    rows = [
        *(line for one, other in diff.pairs for line in ((EXPECTED, one), (ACTUAL, other))),
        *((MISSING, row) for row in diff.missing),
        *((UNEXPECTED, row) for row in diff.unexpected),
    ]
    shown = [(word, *map(_shortened, map(quoted_null, row))) for word, row in rows[:MOST_LINES]]
    header = ("", *diff.columns)
    widths = [max(3, *(len(line[at]) for line in (header, *shown))) for at in range(len(header))]
    kept = _kept(diff, widths)
    yield _line([header[at] for at in kept], [widths[at] for at in kept])
    yield _line(["-" * widths[at] for at in kept], [widths[at] for at in kept])
    for line in shown:
        yield _line([line[at] for at in kept], [widths[at] for at in kept])
    left_out = [name for at, name in enumerate(header) if at not in kept]
    if left_out:
        yield f"{counted(len(left_out), 'more column')}: {', '.join(left_out)}"
    if len(rows) > len(shown):
        yield f"and {counted(len(rows) - len(shown), 'more line')}"


def _kept(diff: RowDiff, widths: Sequence[int]) -> list[int]:
    """The columns for which there is room: those that differ come first."""
    differing = {diff.columns.index(name) + 1 for name in diff.differing}
    order = sorted(range(1, len(widths)), key=lambda at: at not in differing)
    kept, width = [0], widths[0] + 4
    for at in order:
        width += widths[at] + 3
        if width > _WIDEST and len(kept) > 1:
            break
        kept.append(at)
    return sorted(kept)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"


def _shortened(text: str) -> str:
    line = text.replace("\n", "\\n")
    return line if len(line) <= _LONGEST_CELL else f"{line[: _LONGEST_CELL - 1]}…"
