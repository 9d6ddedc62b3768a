"""Why one entity is in a segment or not: one query, and its answer condition by condition."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from orchestrator.nodes import Family, Segment
from orchestrator.segments.conditions import (
    Condition,
    Joined,
    Part,
    comparisons,
    conditions,
    taken_apart,
)
from orchestrator.segments.family_sql import (
    Sources,
    Spelling,
    known_ctes,
    memberships,
    rule_sql,
)


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a value is from the number that it is compared with; below zero: less than it."""

    column: str
    number: float
    difference: float


@dataclass(frozen=True, slots=True)
class Answer:
    """A condition, whether it holds (None: it is NULL, so it does not), and the values in it."""

    text: str
    holds: bool | None
    values: tuple[tuple[str, Any], ...] = ()
    distances: tuple[Distance, ...] = ()


@dataclass(frozen=True, slots=True)
class JoinedAnswer:
    """Answers that `and`, `or` or `not` joins, and what comes of them."""

    word: str
    holds: bool | None
    parts: "tuple[Answer | JoinedAnswer, ...]"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What became of a segment's rule for one entity.

    `holding` are the segments of the family whose rules hold, in order; the first of them wins in
    an exclusive family. `answer` is None for `otherwise`.
    """

    is_member: bool
    holding: tuple[str, ...]
    answer: Answer | JoinedAnswer | None


@dataclass(frozen=True, slots=True)
class Question:
    """A query with one row for the entity, and what is needed to read it.

    `columns` are the columns of each condition by its place in the rule.
    """

    select: str
    family: Family
    segment: Segment
    parts: Part | None
    columns: Mapping[int, tuple[str, ...]]


def ask_why(
    family: Family,
    segment: Segment,
    entity_value: str,
    sources: Sources,
    spelling: Spelling,
    columns_of: Callable[[str], tuple[str, ...]],
    personal: frozenset[str] = frozenset(),
) -> Question:
    """The question why `entity_value` is in a segment; `columns_of` reads a condition's columns.

    Values of `personal` columns are hashed.
    """
    ruled = [other for other in family.segments if other.where is not None]
    asked = memberships(ruled)
    parts = taken_apart(segment.where) if segment.where is not None else None
    found = list(conditions(parts)) if parts else []
    columns = {each.start: columns_of(each.text) for each in found}
    key = f"cast({spelling.column(family.entity)} as varchar)"
    lines = known_ctes(
        family.entity, sources, asked, spelling, f"{key} = {spelling.literal(entity_value)}"
    )
    lines[-2] = ")"
    shown = []
    for each in found:
        shown.append(f"    (\n{rule_sql(each.text, asked)}\n    ) as condition_{each.start}")
        for number, name in enumerate(columns[each.start]):
            column = spelling.column(name)
            value = f"md5(cast({column} as varchar))" if name.casefold() in personal else column
            shown.append(f"    {value} as value_{each.start}_{number}")
    for number, other in enumerate(ruled):
        assert other.where is not None
        shown.append(
            f"    coalesce((\n{rule_sql(other.where, asked)}\n    ), false) as holds_{number}"
        )
    shown.append("    1 as is_there")
    select = "\n".join([*lines, "select", ",\n".join(shown), "from known", "limit 1"])
    return Question(select, family, segment, parts, columns)


def explain(question: Question, row: Mapping[str, Any]) -> Explanation:
    """The answer, from the row of the question's query by column."""
    family, segment = question.family, question.segment
    ruled = [other for other in family.segments if other.where is not None]
    holding = tuple(other.name for number, other in enumerate(ruled) if row[f"holds_{number}"])
    if segment.where is None:
        is_member = not holding
    elif family.mode == "exclusive":
        is_member = holding[:1] == (segment.name,)
    else:
        is_member = segment.name in holding
    answer = _answer(question.parts, question.columns, row) if question.parts else None
    return Explanation(is_member, holding, answer)


def _answer(
    part: Part, columns: Mapping[int, tuple[str, ...]], row: Mapping[str, Any]
) -> Answer | JoinedAnswer:
    if isinstance(part, Joined):
        answers = tuple(_answer(inner, columns, row) for inner in part.parts)
        return JoinedAnswer(
            part.word, _joined(part.word, [each.holds for each in answers]), answers
        )
    values = tuple(
        (name, row[f"value_{part.start}_{number}"])
        for number, name in enumerate(columns[part.start])
    )
    return Answer(part.text, row[f"condition_{part.start}"], values, _distances(part, values))


def _joined(word: str, held: Sequence[bool | None]) -> bool | None:
    """Three-valued logic, as SQL has it."""
    if word == "not":
        return None if held[0] is None else not held[0]
    decisive = word == "or"
    if decisive in held:
        return decisive
    return None if None in held else not decisive


def _distances(part: Condition, values: Sequence[tuple[str, Any]]) -> tuple[Distance, ...]:
    by_name = {name.casefold(): value for name, value in values}
    return tuple(
        Distance(found.column, found.number, float(by_name[found.column.casefold()]) - found.number)
        for found in comparisons(part)
        if _is_number(by_name.get(found.column.casefold()))
    )


def _is_number(value: Any) -> bool:
    if value is None or isinstance(value, bool | str):
        return False
    return hasattr(value, "__float__")
