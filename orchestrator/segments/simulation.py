"""Simulates a segment with other numbers in its rule: many thresholds in one query."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from orchestrator.nodes import Family, Segment
from orchestrator.results import Rows
from orchestrator.segments.conditions import Comparison, comparisons, conditions, taken_apart
from orchestrator.segments.events import EventCall, distinct_calls
from orchestrator.segments.family_sql import (
    FamilyInputs,
    Spelling,
    known_ctes,
    memberships,
    rule_sql,
)

MOST_THRESHOLDS = 1000
_NOISE = 11  # members: steps that move fewer are not cliffs


class Simulated(Struct, frozen=True):
    """A segment with one number of its rule changed to `threshold`.

    `overlap` is its Jaccard similarity with the current segment; `is_cliff`: its size jumps from
    the previous threshold. `share` is None if there are no entities.
    """

    threshold: Decimal
    size: int
    share: float | None
    difference: int
    overlap: float
    value: float | None
    is_cliff: bool = False


def compared(rule: str, column: str) -> list[Comparison]:
    """Return the places in a rule where a column is compared with a number, in order."""
    return [
        found
        for condition in conditions(taken_apart(rule))
        for found in comparisons(condition)
        if found.column.casefold() == column.casefold()
    ]


def compared_columns(rule: str) -> list[str]:
    """Return the columns that a rule compares with numbers, each once."""
    found = (
        comparison.column
        for condition in conditions(taken_apart(rule))
        for comparison in comparisons(condition)
    )
    return list(dict.fromkeys(found))


def thresholds(first: Decimal, last: Decimal, step: Decimal) -> list[Decimal]:
    """Return the numbers from `first` to `last`, including the latter if a step reaches it."""
    count = int((last - first) / step)
    return [first + step * number for number in range(count + 1)]


def with_neighbours(first: Decimal, last: Decimal, step: Decimal) -> list[Decimal]:
    """Return the thresholds with one more on each side, for comparison in finding cliffs.

    So whether a step is a cliff does not depend on where the range begins and ends.
    """
    shown = thresholds(first, last, step)
    return [first - step, *shown, shown[-1] + step]


def simulation_sql(
    family: Family,
    segment: Segment,
    changed: Comparison,
    numbers: Sequence[Decimal],
    value: str | None,
    sources: FamilyInputs,
    spelling: Spelling,
) -> str:
    """Return a query of one row: total, current size; per threshold size, overlap and value.

    Each number is inserted in the rule like the rule's own. A column of thresholds would have one
    type for all of them, and a REAL compares differently with a DOUBLE than with a literal.
    """
    assert segment.where is not None
    before = _before(family, segment)
    used = memberships([*before, segment])
    calls = simulated_calls(family, segment, changed, numbers)
    lines = known_ctes(family.entity, sources, used, spelling, calls=calls)
    lines += ["judged as (", "    select"]
    lines.append(f"        {spelling.column(value) if value else 'null'} as member_value,")
    rules = [("holds", segment.where)]
    rules += [
        (f"would_hold_{position}", _replaced(segment.where, changed, number))
        for position, number in enumerate(numbers)
    ]
    for name, rule in rules:
        lines += ["        coalesce((", rule_sql(rule, used), f"        ), false) as {name},"]
    earlier = [f"coalesce((\n{rule_sql(other.where or '', used)}\n), false)" for other in before]
    lines.append(f"        {' or '.join(earlier) or 'false'} as is_taken")
    lines += ["    from known", ")", "", "select", "    count(*) as total,"]
    lines.append(f"    {_counted('holds and not is_taken')} as size_today")
    for position in range(len(numbers)):
        would_hold = f"would_hold_{position} and not is_taken"
        lines.append(f"    , {_counted(would_hold)} as size_{position}")
        lines.append(f"    , {_counted(f'holds and {would_hold}')} as both_{position}")
        total = f"sum(case when {would_hold} then member_value end)" if value else "null"
        lines.append(f"    , {total} as value_{position}")
    return "\n".join([*lines, "from judged"])


def simulated_calls(
    family: Family, segment: Segment, changed: Comparison, numbers: Sequence[Decimal]
) -> tuple[EventCall, ...]:
    """Return all event calls: of the rules as they are, and with each of the numbers."""
    rule = segment.where or ""
    rules = [other.where or "" for other in (*_before(family, segment), segment)]
    return distinct_calls([*rules, *(_replaced(rule, changed, number) for number in numbers)])


def _before(family: Family, segment: Segment) -> list[Segment]:
    """Return the segments whose rules come first in an exclusive family."""
    ruled = [other for other in family.segments if other.where is not None]
    return ruled[: ruled.index(segment)] if family.mode == "exclusive" else []


def _replaced(rule: str, changed: Comparison, number: Decimal) -> str:
    """Return the rule with a different number of the same type.

    An argument of an event call is never less than 1: the neighbour of 1 is 1 itself.
    """
    if changed.call:
        return f"{rule[: changed.start]}{max(int(number), 1)}{rule[changed.end :]}"
    literal = f"{number:f}e0" if "e" in changed.text.casefold() else f"{number:f}"
    if number == changed.number:
        literal = changed.text
    return f"{rule[: changed.start]} {literal} {rule[changed.end :]}"


def _counted(rule: str) -> str:
    return f"coalesce(sum(case when {rule} then 1 else 0 end), 0)"


def simulated(
    rows: Rows, numbers: Sequence[Decimal], has_value: bool, cliff_share: float
) -> list[Simulated]:
    """Return the values of the query's row, by threshold, without the first and the last.

    A step is a cliff if it moves at least `cliff_share` of the larger size, and more than twice
    what each neighbouring step moves.
    """
    total, size_today, *counted = rows.values[0]
    each = list(zip(counted[::3], counted[1::3], counted[2::3], strict=True))
    cliffs = _cliffs([int(size) for size, _, _ in each], cliff_share)
    found: list[Simulated] = []
    for position in range(1, len(each) - 1):
        size, both, value = each[position]
        union = size + size_today - both
        found.append(
            Simulated(
                threshold=numbers[position],
                size=int(size),
                share=size / total if total else None,
                difference=int(size - size_today),
                overlap=both / union if union else 1.0,
                value=float(value or 0) if has_value else None,
                # The threshold before the first is not shown, so the step to the first would be
                # invisible.
                is_cliff=cliffs[position] and position > 1,
            )
        )
    return found


def _cliffs(sizes: Sequence[int], cliff_share: float) -> list[bool]:
    """Return, for each size, whether the step to it from the previous one is a cliff."""
    jumps = [abs(after - before) for before, after in pairwise(sizes)]
    found = [False]
    for position, jump in enumerate(jumps):
        beside = [*jumps[max(position - 1, 0) : position], *jumps[position + 1 : position + 2]]
        larger = max(sizes[position : position + 2])
        found.append(jump >= max(_NOISE, cliff_share * larger) and jump > 2 * max(beside))
    return found
