"""Explains why an entity is in a segment or not: one query, read condition by condition."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from orchestrator.nodes import Family, FamilyMode, Segment
from orchestrator.results import Rows
from orchestrator.segments.conditions import (
    Condition,
    Joined,
    Part,
    conditions,
    taken_apart,
)
from orchestrator.segments.distances import Bound, Distance, as_printed, bounds, distance
from orchestrator.segments.events import EventCall, event_calls, without_events
from orchestrator.segments.family_sql import (
    FamilyInputs,
    Spelling,
    calls_in,
    event_column,
    known_ctes,
    memberships,
    rule_sql,
)
from orchestrator.segments.rules import Membership, in_segments


class Counted(Struct, frozen=True):
    """The events that counted for a call: how many, the first, and the latest ones, newest first.

    Timestamps are in the project's time zone.
    """

    call: str
    count: int
    first: datetime | None
    moments: tuple[datetime, ...]


class Answer(Struct, frozen=True):
    """A condition, whether it holds (None: it is NULL, so it does not), and the values in it.

    `referenced_segments` explains segments of other families in the condition, `events` its calls.
    """

    text: str
    holds: bool | None
    values: tuple[tuple[str, Any], ...] = ()
    distances: tuple[Distance, ...] = ()
    referenced_segments: "tuple[Explanation, ...]" = ()
    events: tuple[Counted, ...] = ()

    @property
    def is_outdated(self) -> bool:
        """Return whether the referenced segment was published by a different rule or other data."""
        calls = in_segments(self.text)[0]
        is_call = [(call.start, call.end) for call in calls] == [(0, len(self.text))]
        return is_call and any(each.is_member != self.holds for each in self.referenced_segments)


class JoinedAnswer(Struct, frozen=True):
    """Answers joined by `and`, `or` or `not`, and the result."""

    word: str
    holds: bool | None
    parts: "tuple[Answer | JoinedAnswer, ...]"


class Explanation(Struct, frozen=True):
    """The outcome of a segment's rule for one entity.

    `holding` are the segments of the family whose rules hold, in order; in an exclusive family the
    first one wins. `answer` is None for `otherwise`. `others` are the rules that keep the entity
    out although its own holds: the one that comes first. For `otherwise` they are all rules.
    """

    family: str
    segment: str
    mode: FamilyMode
    is_member: bool
    holding: tuple[str, ...]
    answer: Answer | JoinedAnswer | None
    others: tuple[tuple[str, Answer | JoinedAnswer], ...] = ()


_COUNTED = ("count", "first", "moments")

Ask = Callable[[Membership], Explanation | None]
"""Explains a segment of another family; None if that family does not include the entity."""


class Question(Struct, frozen=True):
    """A query with one row for the entity, and what is needed to read it.

    `parts` are the rules to show, by segment; `columns` are those of each condition by its name in
    the row, and `bounds` what these are compared with.
    """

    select: str
    name: str
    family: Family
    segment: Segment
    parts: Mapping[str, Part]
    columns: Mapping[str, tuple[str, ...]]
    bounds: Mapping[str, tuple[Bound, ...]]


def question_about(
    name: str,
    family: Family,
    segment: Segment,
    entity_value: str,
    sources: FamilyInputs,
    spelling: Spelling,
    columns_of: Callable[[str], tuple[str, ...]],
    personal: frozenset[str] = frozenset(),
) -> Question:
    """Return the question why `entity_value` is in a segment.

    `columns_of` returns a condition's columns. Values of `personal` columns are hashed.
    """
    ruled = [other for other in family.segments if other.where is not None]
    referenced = memberships(ruled)
    key = f"cast({spelling.column(family.entity)} as varchar)"
    lines = known_ctes(
        family.entity,
        sources,
        referenced,
        spelling,
        f"{key} = {spelling.literal(entity_value)}",
        calls_in(ruled) if sources.events else (),
        tells_events=True,
    )
    lines[-2] = ")"
    shown = [
        f"    coalesce((\n{rule_sql(other.where or '', referenced)}\n    ), false)"
        f" as holds_{number}"
        for number, other in enumerate(ruled)
    ]
    parts = {other.name: taken_apart(other.where or "") for other in _relevant(family, segment)}
    columns: dict[str, tuple[str, ...]] = {}
    bounds_of: dict[str, tuple[Bound, ...]] = {}
    for rule, part in parts.items():
        for each in conditions(part):
            named = _named(rule, each)
            columns[named] = columns_of(each.text)
            shown.append(
                f"    (\n{rule_sql(each.text, referenced)}\n    ) as {spelling.column(named)}"
            )
            for number, column_name in enumerate(columns[named]):
                column = spelling.column(column_name)
                is_personal = column_name.casefold() in personal
                value = f"md5(cast({column} as varchar))" if is_personal else column
                shown.append(f"    {value} as {spelling.column(f'{named}_{number}')}")
            for call in event_calls(each.text)[0]:
                event = event_column(call)
                shown += [f"    {event}_{what} as {named}_{call.start}_{what}" for what in _COUNTED]
            bounds_of[named] = tuple(
                bound
                for bound in bounds(without_events(each.text), columns[named])
                if personal.isdisjoint(name.casefold() for name in columns_of(bound.text))
            )
            for number, bound in enumerate(bounds_of[named]):
                shown.append(f"    ({bound.text}) as {spelling.column(f'{named}_bound_{number}')}")
    shown.append("    1 as is_there")
    select = "\n".join([*lines, "select", ",\n".join(shown), "from known", "limit 1"])
    return Question(select, name, family, segment, parts, columns, bounds_of)


def explain(question: Question, rows: Rows, ask: Ask) -> Explanation:
    """Return the explanation, from the one row of the question's query."""
    values = map(as_printed, rows.values[0], rows.types)
    row = dict(zip(rows.columns, values, strict=True))
    family, segment = question.family, question.segment
    ruled = [other for other in family.segments if other.where is not None]
    holding = tuple(other.name for number, other in enumerate(ruled) if row[f"holds_{number}"])
    if segment.where is None:
        is_member, others = not holding, list(question.parts)
    elif family.mode == "exclusive":
        is_member = holding[:1] == (segment.name,)
        others = list(holding[:1]) if segment.name in holding[1:] else []
    else:
        is_member, others = segment.name in holding, []
    read = _Reading(question, row, ask)
    return Explanation(
        question.name,
        segment.name,
        family.mode,
        is_member,
        holding,
        read.rule(segment.name) if segment.where is not None else None,
        tuple((name, read.rule(name)) for name in others),
    )


def _relevant(family: Family, segment: Segment) -> Iterator[Segment]:
    """Yield the segment, and those before it in an exclusive family; all others for `otherwise`."""
    for other in family.segments:
        is_before = family.mode == "exclusive" or segment.where is None
        if other.where is not None and (other == segment or is_before):
            yield other
        if other == segment:
            return


def _named(rule: str, condition: Condition) -> str:
    return f"{rule}_condition_{condition.start}"


class _Reading(Struct, frozen=True):
    """Reads the answers to a question from its row."""

    question: Question
    row: Mapping[str, Any]
    ask: Ask

    def rule(self, name: str) -> Answer | JoinedAnswer:
        """Return the outcome of a segment's rule."""
        return self._answer(name, self.question.parts[name])

    def _answer(self, rule: str, part: Part) -> Answer | JoinedAnswer:
        if isinstance(part, Joined):
            answers = tuple(self._answer(rule, inner) for inner in part.parts)
            holds = _joined(part.word, [each.holds for each in answers])
            return JoinedAnswer(part.word, holds, answers)
        named = _named(rule, part)
        values = tuple(
            (name, self.row[f"{named}_{number}"])
            for number, name in enumerate(self.question.columns[named])
        )
        calls = in_segments(part.text)[0]
        explained = (self.ask(call.membership) for call in calls)
        referenced = tuple(each for each in explained if each is not None)
        events = tuple(self._counted(part, named, call) for call in event_calls(part.text)[0])
        distances = self._distances(named, values)
        return Answer(part.text, self.row[named], values, distances, referenced, events)

    def _counted(self, part: Condition, named: str, call: EventCall) -> Counted:
        count, first, moments = (self.row[f"{named}_{call.start}_{what}"] for what in _COUNTED)
        text = " ".join(part.text[call.start : call.end].split())
        return Counted(text, count, first, tuple(moments or ()))

    def _distances(self, named: str, values: Sequence[tuple[str, Any]]) -> tuple[Distance, ...]:
        by_name = {name.casefold(): value for name, value in values}
        found = (
            distance(bound, by_name[bound.column.casefold()], self.row[f"{named}_bound_{number}"])
            for number, bound in enumerate(self.question.bounds[named])
        )
        return tuple(each for each in found if each is not None)


def _joined(word: str, held: Sequence[bool | None]) -> bool | None:
    """Combine by three-valued logic, as in SQL."""
    if word == "not":
        return None if held[0] is None else not held[0]
    decisive = word == "or"
    if decisive in held:
        return decisive
    return None if None in held else not decisive
