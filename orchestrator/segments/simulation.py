"""What a segment would be with another number in its rule: many thresholds, one query."""

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
_NOISE = 11  # members: steps that move fewer are no cliffs


class Simulated(Struct, frozen=True):
    """A segment with one number of its rule changed to `threshold`.

    `overlap` is the part (Jaccard) that it shares with the segment as it is; `is_cliff` says that
    its size jumps from the threshold before. `share` is None where there is no one at all.
    """

    threshold: Decimal
    size: int
    share: float | None
    difference: int
    overlap: float
    value: float | None
    is_cliff: bool = False


def compared(rule: str, column: str) -> list[Comparison]:
    """The places in a rule where a column is compared with a number, in order."""
    return [
        found
        for condition in conditions(taken_apart(rule))
        for found in comparisons(condition)
        if found.column.casefold() == column.casefold()
    ]


def compared_columns(rule: str) -> list[str]:
    """The columns that a rule compares with numbers, each once."""
    found = (
        comparison.column
        for condition in conditions(taken_apart(rule))
        for comparison in comparisons(condition)
    )
    return list(dict.fromkeys(found))


def thresholds(first: Decimal, last: Decimal, step: Decimal) -> list[Decimal]:
    """The numbers from `first` to `last`, both of them if the steps meet it."""
    count = int((last - first) / step)
    return [first + step * number for number in range(count + 1)]


def with_neighbours(first: Decimal, last: Decimal, step: Decimal) -> list[Decimal]:
    """The thresholds, one before them and one after: what a cliff is held against.

    So whether a step is a cliff does not hang on where the range begins and ends.
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
    """One row: total, size as it is; then size, members of both and their value per threshold.

    Each number stands in the rule as the rule's own does. A column of thresholds would have one
    type for all of them, and a REAL compares otherwise with a DOUBLE than with a literal.
    """
    assert segment.where is not None
    before = _before(family, segment)
    asked = memberships([*before, segment])
    calls = simulated_calls(family, segment, changed, numbers)
    lines = known_ctes(family.entity, sources, asked, spelling, calls=calls)
    lines += ["judged as (", "    select"]
    lines.append(f"        {spelling.column(value) if value else 'null'} as member_value,")
    rules = [("holds", segment.where)]
    rules += [
        (f"would_hold_{position}", _replaced(segment.where, changed, number))
        for position, number in enumerate(numbers)
    ]
    for name, rule in rules:
        lines += ["        coalesce((", rule_sql(rule, asked), f"        ), false) as {name},"]
    earlier = [f"coalesce((\n{rule_sql(other.where or '', asked)}\n), false)" for other in before]
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
    """All that is asked about events: by the rules as they are, and with each of the numbers."""
    rule = segment.where or ""
    rules = [other.where or "" for other in (*_before(family, segment), segment)]
    return distinct_calls([*rules, *(_replaced(rule, changed, number) for number in numbers)])


def _before(family: Family, segment: Segment) -> list[Segment]:
    """The segments whose rules come first in an exclusive family."""
    ruled = [other for other in family.segments if other.where is not None]
    return ruled[: ruled.index(segment)] if family.mode == "exclusive" else []


def _replaced(rule: str, changed: Comparison, number: Decimal) -> str:
    """The rule with another number, of the same type as its own.

    An argument of a call about events is never less than 1: the neighbour of 1 is 1 itself.
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
    """What the query's row says, in the order of the thresholds, without the first and the last.

    A step is a cliff when it moves at least `cliff_share` of the larger size, and more than twice
    what each step beside it moves.
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
                # The threshold before the first is not shown: no one would see the step.
                is_cliff=cliffs[position] and position > 1,
            )
        )
    return found


def _cliffs(sizes: Sequence[int], cliff_share: float) -> list[bool]:
    """Whether the step to each size, from the one before, is a cliff."""
    jumps = [abs(after - before) for before, after in pairwise(sizes)]
    found = [False]
    for position, jump in enumerate(jumps):
        beside = [*jumps[max(position - 1, 0) : position], *jumps[position + 1 : position + 2]]
        larger = max(sizes[position : position + 2])
        found.append(jump >= max(_NOISE, cliff_share * larger) and jump > 2 * max(beside))
    return found
