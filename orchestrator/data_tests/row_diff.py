"""Compares actual with expected rows: in any order, counting duplicates."""

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
    """The rows that differ; `pairs` are an expected row and the most similar actual one."""

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
    """Return the difference of two lists of rows, ignoring their order."""
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
    """Return the rows that are not among the others, counting duplicates."""
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
    """Return a key that is equal for equal values of one type; 0.0 equals -0.0, and NaN itself."""
    return repr(value + 0.0) if isinstance(value, float) else repr(value)


def _alike(one: Row, other: Row) -> int:
    return sum(_key(left) == _key(right) for left, right in zip(one, other, strict=True))


def diff_text(diff: RowDiff, row_count: int) -> str:
    """Return the difference as text: a summary, then a table of the rows that differ.

    `row_count` is the number of expected rows.
    """
    lines = [headline(diff, row_count), "", *_table(diff)]
    return "\n".join(lines)


def headline(diff: RowDiff, row_count: int) -> str:
    """`1 of 2 expected rows differs (in total), 1 is missing, 1 row is unexpected`"""
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
    """Return the columns for which there is space, those that differ first."""
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
