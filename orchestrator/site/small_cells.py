"""Counts of people that are too small to be shown."""

from collections.abc import Iterable, Sequence
from typing import Any


def shown_count(count: int | None, least: int) -> int | None:
    """The count; None when it is of somebody and of fewer than `least`."""
    return None if count is None or 0 < count < least else count


def is_shown(count: int | None, least: int) -> bool:
    """Whether figures of so many people may be shown."""
    return count is not None and count >= max(least, 1)


def shown_rows(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    least: int,
    *,
    needs: Sequence[str] = (),
    hides: Sequence[str] = (),
    hides_with: Sequence[str] = (),
) -> list[list[Any]]:
    """Rows of figures without those of few people.

    A row goes where a count in `needs` is of fewer than `least`. A count in `hides` that is too
    small becomes None, and with it the values in `hides_with`, which would tell it.
    """
    at = {name: position for position, name in enumerate(columns)}
    found: list[list[Any]] = []
    for row in rows:
        if not all(is_shown(row[at[name]], least) for name in needs):
            continue
        kept = list(row)
        for name in hides:
            kept[at[name]] = shown_count(kept[at[name]], least)
            if kept[at[name]] is None:
                for other in hides_with:
                    kept[at[other]] = None
        found.append(kept)
    return found
