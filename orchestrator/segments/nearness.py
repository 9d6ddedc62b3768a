"""Finds the next thresholds: one condition away from entering or leaving a segment."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from msgspec import Struct

from orchestrator.segments.distances import Distance
from orchestrator.segments.explanation import Answer, Explanation, JoinedAnswer

_DAYS_A_YEAR = 365


class Near(Struct, frozen=True):
    """A threshold: if the condition changes, the entity enters or leaves the segment."""

    family: str
    segment: str
    enters: bool
    condition: str
    distance: Distance


def near_thresholds(explained: Explanation) -> Iterator[Near]:
    """Yield the thresholds of a family; `explained` has all rules, as for `otherwise`.

    Only rules joined by `and`: one failing condition makes them fail, and if just one is missing,
    it makes them hold. In an exclusive family the first rule that holds wins: later ones do not
    count, nor does a later rule that lacks the same condition.
    """
    missing: set[str] = set()
    for name, answer in explained.others:
        conditions = list(_all_of(answer))
        if None in conditions:
            continue
        found = [each for each in conditions if each is not None]
        failing = [each for each in found if not each.holds]
        if name in explained.holding:
            yield from (
                Near(explained.family, name, False, _text(each), min(each.distances, key=_relative))
                for each in found
                if each.distances
            )
        elif len(failing) == 1 and len(failing[0].distances) == 1:
            text, distance = _text(failing[0]), failing[0].distances[0]
            if explained.mode == "overlapping" or text not in missing:
                yield Near(explained.family, name, True, text, distance)
            missing.add(text)
        if name in explained.holding and explained.mode == "exclusive":
            return


def nearest(found: Sequence[Near], most: int) -> tuple[Near, ...]:
    """Return the nearest, by distance relative to the threshold; for days, relative to a year."""
    return tuple(sorted(found, key=lambda near: _relative(near.distance))[:most])


def _all_of(answer: Answer | JoinedAnswer) -> Iterator[Answer | None]:
    """Yield the conditions that must all hold; None for anything joined differently."""
    if isinstance(answer, Answer):
        yield answer
    elif answer.word == "and":
        for part in answer.parts:
            yield from _all_of(part)
    else:
        yield None


def _text(answer: Answer) -> str:
    return " ".join(answer.text.split())


def _relative(distance: Distance) -> Decimal:
    far, number = distance.difference, distance.number
    if isinstance(far, timedelta):
        return Decimal(abs(far.total_seconds())) / (86400 * _DAYS_A_YEAR)
    least = Decimal(1)
    return abs(far) / (max(abs(number), least) if isinstance(number, Decimal) else least)
