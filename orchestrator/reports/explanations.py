"""Why someone is in a segment, condition by condition: as lines, and as an object."""

import math
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from orchestrator.segments.distances import Distance, all_digits, days
from orchestrator.segments.explanation import Answer, Counted, Explanation, JoinedAnswer

_HOLDS = {True: "yes ", False: "no  ", None: "null"}
_JOINED = {"and": "all of", "or": "any of", "not": "not"}


def explanation_lines(explanation: Explanation, depth: int = 0) -> Iterator[str]:
    """Yield the result of the rule and of other deciding rules, indented by `depth` steps."""
    if explanation.answer is None:
        yield _line(explanation.is_member, depth, _otherwise(explanation))
        for name, answer in explanation.others:
            yield _line(answer.holds, depth + 1, name)
            yield from _answer_lines(answer, depth + 2)
        return
    yield from _answer_lines(explanation.answer, depth)
    holding, segment = explanation.holding, explanation.segment
    if explanation.mode == "exclusive" and holding and holding[0] != segment:
        how = "also holds and takes precedence" if segment in holding else "holds instead"
        line = f"{explanation.family}.{holding[0]} {how}: the family is exclusive"
        yield from [_note(depth, line)] if depth else ["", line]
    for _, answer in explanation.others:
        yield from _answer_lines(answer, depth)


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """Return the explanation as a JSON object."""
    return {
        "segment": f"{explanation.family}.{explanation.segment}",
        "is_member": explanation.is_member,
        "holding": list(explanation.holding),
        "conditions": _answer_json(explanation.answer) if explanation.answer else None,
        "others": {name: _answer_json(answer) for name, answer in explanation.others},
    }


def _otherwise(explanation: Explanation) -> str:
    if explanation.holding:
        return f"otherwise: taken by {', '.join(explanation.holding)}"
    return "otherwise: no other rule of the family holds"


def _answer_lines(answer: Answer | JoinedAnswer, depth: int) -> Iterator[str]:
    if isinstance(answer, JoinedAnswer):
        yield _line(answer.holds, depth, _JOINED[answer.word])
        for part in answer.parts:
            yield from _answer_lines(part, depth + 1)
        return
    text = " ".join(answer.text.split())
    values = [f"{name} = {_value(value)}" for name, value in answer.values]
    values += [distance_text(each) for each in answer.distances]
    shown = f"   [{', '.join(values)}]" if values else ""
    yield _line(answer.holds, depth, text + shown)
    for counted in answer.events:
        yield _note(depth + 1, _counted(counted))
    for segment in answer.referenced_segments:
        yield from explanation_lines(segment, depth + 1)
    if answer.is_outdated:
        yield _note(depth + 1, "the published segment differs: the rule or the data changed since")


def _counted(counted: Counted) -> str:
    if not counted.count:
        return f"{counted.call}: none"
    moments = [f"{moment:%Y-%m-%d %H:%M}" for moment in counted.moments]
    more = counted.count - len(moments)
    told = ", ".join(moments)
    if more:
        told += f" and {more} before, the first {counted.first:%Y-%m-%d %H:%M}"
    return f"{counted.call}: {counted.count} ({told})"


def _line(holds: bool | None, depth: int, text: str) -> str:
    return f"{_HOLDS[holds]} {'  ' * depth}{text}"


def _note(depth: int, text: str) -> str:
    return f"     {'  ' * depth}{text}"


def distance_text(distance: Distance) -> str:
    """Return how far a value is from its threshold, as text."""
    far, text = distance.difference, distance.text
    if isinstance(far, timedelta):
        if not far:
            return f"exactly {text}"
        return f"{_apart(abs(far))} {'after' if far > timedelta() else 'before'} {text}"
    if far == 0:
        return f"exactly {text}"
    return f"{all_digits(abs(far))} {'above' if far > 0 else 'below'} {text}"


def distance_with_value(distance: Distance) -> str:
    """The value, and how far it is from its bound: `now 5.43, 0.57 below 6`."""
    far, number = distance.difference, distance.number
    if not (isinstance(far, Decimal) and isinstance(number, Decimal)):
        return distance_text(distance)
    # Two decimals, or three digits of a smaller difference: it is never shown as zero.
    decimals = 2 if abs(far) >= 1 or not far else 2 - far.adjusted()
    shown = replace(distance, difference=round(far, decimals))
    return f"now {all_digits(round(number + far, decimals))}, {distance_text(shown)}"


def _apart(time: timedelta) -> str:
    """Return a duration as Python formats it: `12 days`, `1 day, 3:04:05`."""
    return str(time).removesuffix(", 0:00:00")


def distance_json(distance: Distance) -> dict[str, Any]:
    """Return how far a value is from its threshold, as a JSON object."""
    far = distance.difference
    return {
        "column": distance.column,
        "number": distance.number,
        "difference": days(far) if isinstance(far, timedelta) else far,
    }


def _answer_json(answer: Answer | JoinedAnswer) -> dict[str, Any]:
    if isinstance(answer, JoinedAnswer):
        return {
            "joined_by": answer.word,
            "holds": answer.holds,
            "parts": [_answer_json(part) for part in answer.parts],
        }
    return {
        "condition": answer.text,
        "holds": answer.holds,
        "values": dict(answer.values),
        "distances": [distance_json(each) for each in answer.distances],
        "events": [
            {
                "call": each.call,
                "count": each.count,
                "first": each.first,
                "latest": list(each.moments),
            }
            for each in answer.events
        ],
        "referenced_segments": [
            explanation_json(segment) for segment in answer.referenced_segments
        ],
    }


def _value(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, float) and math.isfinite(value):
        return all_digits(Decimal(repr(value)))
    return f"'{value}'" if isinstance(value, str) else str(value)
