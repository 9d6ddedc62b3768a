"""The last stay of an entity in a segment, from the intervals that the history records."""

from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct


class Interval(Struct, frozen=True):
    """Days in a segment under one version of its rule; `ends_on` is the first day after them.

    Timestamps, if known, are those of the runs that found it, and that found it ended.
    """

    starts_on: date
    ends_on: date | None
    entry_reason: str | None
    exit_reason: str | None
    began_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether it is empty, by days and by timestamps if known."""
        return self.starts_on == self.ends_on and self.began_at == self.ended_at

    def continues_in(self, other: "Interval") -> bool:
        """Return whether `other` follows without a gap, by timestamps if those are known."""
        if self.ends_on != other.starts_on:
            return False
        return self.ended_at is None or other.began_at is None or self.ended_at == other.began_at


class Stay(Struct, frozen=True):
    """Time in a segment without a gap; `left_on` is the first day after it, None: still there.

    `rule_since` is the first day under the last version of the rule. A stay within one day leaves
    on the day on which it entered.
    """

    entered_on: date
    entry_reason: str | None
    rule_since: date
    left_on: date | None = None
    exit_reason: str | None = None


def last_stay(intervals: Iterable[Interval]) -> Stay | None:
    """Return the stay that is open, or ended last; None without any."""
    stays = [each for each in intervals if not each.is_empty]
    stays.sort(
        key=lambda each: (
            each.starts_on,
            each.ends_on or date.max,
            each.began_at or datetime.min,
        )
    )
    if not stays:
        return None
    last = first = stays.pop()
    while stays and stays[-1].continues_in(first):
        first = stays.pop()
    return Stay(first.starts_on, first.entry_reason, last.starts_on, last.ends_on, last.exit_reason)
