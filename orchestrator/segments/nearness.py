"""Which thresholds are next: one condition away from entering a segment, or from leaving it."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from msgspec import Struct

from orchestrator.segments.distances import Distance
from orchestrator.segments.explanation import Answer, Explanation, JoinedAnswer

_DAYS_A_YEAR = 365


class Near(Struct, frozen=True):
    """A threshold: when the condition changes, the entity enters the segment, or leaves it."""

    family: str
    segment: str
    enters: bool
    condition: str
    distance: Distance


def near_thresholds(explained: Explanation) -> Iterator[Near]:
    """The thresholds of a family, of which `explained` tells all rules, as for `otherwise`.

    Rules that are only joined by `and`: one condition lets them fail, and where just one is missing
    it makes them hold. In an exclusive family the first rule that holds wins: what comes after it
    does not count, nor a later rule for which the same condition is missing.
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
    """The nearest, by how large the distance is beside the threshold; of days, beside a year."""
    return tuple(sorted(found, key=lambda near: _relative(near.distance))[:most])


def _all_of(answer: Answer | JoinedAnswer) -> Iterator[Answer | None]:
    """The conditions that have to hold all; None for what is joined otherwise."""
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
