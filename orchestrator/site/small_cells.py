"""Suppresses counts of few people, and counts from which these could be derived."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec import Struct


class Total(Struct, frozen=True):
    """Counts whose sum readers know: the columns `of`, in rows with the same values of `by`.

    If it `divides` people, a column with the name of a family, the sum is known only if that family
    assigns everybody exactly one segment.
    """

    by: tuple[str, ...]
    of: tuple[str, ...]
    divides: str | None = None


def shown_count(count: int | None, least: int) -> int | None:
    """Return the count; None if it is positive and below `least`."""
    return None if count is None or 0 < count < least else count


def is_shown(count: int | None, least: int) -> bool:
    """Return whether figures of that many people may be shown."""
    return count is not None and count >= max(least, 1)


def shown_rows(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    least: int,
    *,
    needs: Sequence[str] = (),
    hides: Sequence[str] = (),
    hides_with: Sequence[str] = (),
    totals: Sequence[Total] = (),
    is_exclusive: Callable[[str], bool] = lambda _: True,
) -> list[list[Any]]:
    """Return rows of figures without those of few people.

    A row is dropped if a count in `needs` is below `least`. A count in `hides` that is too small
    becomes None, together with the values in `hides_with`, which would reveal it. If exactly one
    count of a sum in `totals` is missing, another one is hidden as well.
    """
    at = {name: position for position, name in enumerate(columns)}
    found = [list(row) for row in rows]
    for row in found:
        for name in (*needs, *hides):
            row[at[name]] = shown_count(row[at[name]], least)
    if least:
        sums = [cells for total in totals for cells in _sums(found, at, total, is_exclusive)]
        _hide_what_completes(found, sums)
    kept = [row for row in found if all(is_shown(row[at[name]], least) for name in needs)]
    for row in kept:
        if any(row[at[name]] is None for name in hides):
            for other in hides_with:
                row[at[other]] = None
    return kept


_Cell = tuple[int, int]
"""The position of a row, and of a column."""


def _sums(
    rows: Sequence[Sequence[Any]],
    at: dict[str, int],
    total: Total,
    is_exclusive: Callable[[str], bool],
) -> Iterable[list[_Cell]]:
    """Return the cells of each sum of a total."""
    found: dict[tuple[Any, ...], list[_Cell]] = {}
    for position, row in enumerate(rows):
        if total.divides is None or is_exclusive(row[at[total.divides]]):
            key = tuple(row[at[name]] for name in total.by)
            found.setdefault(key, []).extend((position, at[name]) for name in total.of)
    return found.values()


def _hide_what_completes(rows: Sequence[list[Any]], sums: Sequence[Sequence[_Cell]]) -> None:
    """Hide the smallest count of each sum with exactly one hidden count, until there is none."""
    is_done = False
    while not is_done:
        is_done = True
        for cells in sums:
            counts = [(rows[row][column], row, column) for row, column in cells]
            positive = [each for each in counts if each[0]]
            if sum(count is None for count, _, _ in counts) == 1 and positive:
                _, row, column = min(positive)
                rows[row][column] = None
                is_done = False
