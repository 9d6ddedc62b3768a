"""One customer as text in eighty columns, and as JSON."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from textwrap import wrap
from typing import Any

from msgspec.structs import asdict

from orchestrator.commands.customer import CustomerPage
from orchestrator.commands.published.entity import Move, SegmentOfCustomer
from orchestrator.reports.explanations import distance_json, distance_with_value
from orchestrator.reports.terminal import shortened
from orchestrator.reports.why import ENTERED, LEFT, reason
from orchestrator.segments.nearness import Near

_WIDTH = 80
_INDENT = "  "


def customer_json(page: CustomerPage) -> dict[str, Any]:
    """Return everything as a JSON object."""
    return {
        "customer": page.customer,
        "as_of": page.as_of,
        "facts": [asdict(fact) for fact in page.facts],
        "channels": [asdict(channel) for channel in page.channels],
        "segments": [
            asdict(found) | {"stay": asdict(found.stay) if found.stay else None}
            for found in page.segments
        ],
        "moves": [asdict(move) for move in page.moves],
        "next_thresholds": [
            {
                "family": near.family,
                "segment": near.segment,
                "enters": near.enters,
                "condition": near.condition,
                "distance": distance_json(near.distance),
            }
            for near in page.next_thresholds
        ],
    }


def customer_text(page: CustomerPage) -> str:
    """Return everything as lines of text."""
    day = f"as of {page.as_of}" if page.as_of else ""
    lines = [f"{page.customer:<{_WIDTH - len(day)}}{day}".rstrip()]
    for topic, facts in groupby(page.facts, lambda fact: fact.topic):
        lines += ["", topic.capitalize(), *_pairs([(fact.label, fact.value) for fact in facts])]
    if page.channels:
        told = [
            (each.channel, "yes" if each.is_reachable else _no(each.blocked_by))
            for each in page.channels
        ]
        lines += ["", "Contact", *_pairs(told)]
    lines += ["", "Segments", *_segments(page.segments)]
    for title, enters in (("Near to entering", True), ("Near to leaving", False)):
        near = [each for each in page.next_thresholds if each.enters == enters]
        if near:
            lines += ["", title, *_near(near)]
    if page.moves:
        lines += ["", "Moves", *_moves(page.moves)]
    if page.segments:
        first = page.segments[0]
        lines += ["", f"Why: seg why {page.customer} {first.family}.{first.segment}"]
    return "\n".join(lines)


def _no(blocked_by: str | None) -> str:
    return f"no: {blocked_by.replace('_', ' ')}" if blocked_by else "no"


def _pairs(pairs: list[tuple[str, str]]) -> Iterator[str]:
    """Yield names and texts in two columns; a long text continues on the next line."""
    width = max(len(name) for name, _ in pairs)
    for name, text in pairs:
        start = f"{_INDENT}{name:<{width}}  "
        first, *more = wrap(text, _WIDTH - len(start)) or [""]
        yield f"{start}{first}".rstrip()
        yield from (f"{' ' * len(start)}{line}" for line in more)


def _segments(segments: tuple[SegmentOfCustomer, ...]) -> Iterator[str]:
    if not segments:
        yield f"{_INDENT}in none"
        return
    names = [f"{found.family}.{found.segment}" for found in segments]
    width = max(map(len, names))
    for name, found in zip(names, segments, strict=True):
        since = f"since {found.stay.entered_on}" if found.stay else ""
        start = f"{_INDENT}{name:<{width}}  {since}".rstrip()
        room = _WIDTH - len(start) - 2
        rule = shortened(" ".join(found.rule.split()), room) if room > 12 else ""
        yield f"{start}  {rule}".rstrip()


def _near(thresholds: list[Near]) -> Iterator[str]:
    for each in thresholds:
        told = (
            f"{each.family}.{each.segment}: {each.condition}, {distance_with_value(each.distance)}"
        )
        yield from wrap(told, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT * 2)


def _moves(moves: tuple[Move, ...]) -> Iterator[str]:
    """Yield the moves, with times if the day alone is ambiguous."""
    with_moments = {move.day for move in moves if move.is_within_a_day}
    for move in moves:
        yield f"{_INDENT}{_move(move, move.moment if move.day in with_moments else None)}"


def _move(move: Move, moment: datetime | None) -> str:
    did, words = ("entered", ENTERED) if move.has_entered else ("left", LEFT)
    at = f" at {_shown(moment, move.day)}" if moment else ""
    return f"{move.day}  {did} {move.family}.{move.segment}{at}{reason(words, move.reason)}"


def _shown(moment: datetime, day: date) -> str:
    """Return the moment of a run, with its day if that differs from the day of the data."""
    return f"{moment:%H:%M} UTC" if moment.date() == day else f"{moment:%Y-%m-%d %H:%M} UTC"
