"""The last stay of an entity in a segment, from the intervals that the history records."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct


class Interval(Struct, frozen=True):
    """Days in a segment under one version of its rule; `ends_on` is the first day after them."""

    starts_on: date
    ends_on: date | None
    entry_reason: str | None
    exit_reason: str | None


class Stay(Struct, frozen=True):
    """Days in a segment without a gap; `left_on` is the first day after them, None: still there.

    `rule_since` is the first day under the last version of the rule.
    """

    entered_on: date
    entry_reason: str | None
    rule_since: date
    left_on: date | None = None
    exit_reason: str | None = None


def last_stay(intervals: Iterable[Interval]) -> Stay | None:
    """The stay that is open, or ended last; None of nobody who was ever in the segment.

    An interval that ends on the day on which it began held on no day.
    """
    held = [each for each in intervals if each.ends_on != each.starts_on]
    held.sort(key=lambda each: each.starts_on)
    if not held:
        return None
    last = first = held.pop()
    while held and held[-1].ends_on == first.starts_on:
        first = held.pop()
    return Stay(first.starts_on, first.entry_reason, last.starts_on, last.ends_on, last.exit_reason)
