"""What a segment would be with another number in its rule: many thresholds, one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from orchestrator.nodes import Family, Segment
from orchestrator.results import Rows
from orchestrator.segments.conditions import Comparison, comparisons, conditions, taken_apart
from orchestrator.segments.family_sql import (
    Sources,
    Spelling,
    known_ctes,
    memberships,
    rule_sql,
)

MOST_THRESHOLDS = 1000
_THRESHOLD = "simulated_threshold"
_NOISE = 11  # members: steps that move fewer are no cliffs


@dataclass(frozen=True, slots=True)
class Simulated:
    """A segment with one number of its rule changed to `threshold`.

    `overlap` is the part (Jaccard) that it shares with the segment as it is; `is_cliff` says that
    its size jumps from the threshold before.
    """

    threshold: Decimal
    size: int
    share: float
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


def simulation_sql(
    family: Family,
    segment: Segment,
    changed: Comparison,
    numbers: Sequence[Decimal],
    value: str | None,
    sources: Sources,
    spelling: Spelling,
) -> str:
    """One row per threshold: total, size, size as it is, members of both, value of the members."""
    assert segment.where is not None
    before = [other for other in family.segments if other.where is not None]
    before = before[: before.index(segment)] if family.mode == "exclusive" else []
    asked = memberships([*before, segment])
    replaced = f"{segment.where[: changed.start]}{_THRESHOLD}{segment.where[changed.end :]}"
    lines = known_ctes(family.entity, sources, asked, spelling)
    lines += ["thresholds as ("]
    lines += [
        f"    {'union all ' if position else ''}select {position} as threshold_number,"
        f" cast({number} as double) as {_THRESHOLD}"
        for position, number in enumerate(numbers)
    ]
    lines += ["),", "", "judged as (", "    select", "        thresholds.threshold_number,"]
    lines.append(f"        {spelling.column(value) if value else 'null'} as member_value,")
    for name, rule in (("would_hold", replaced), ("holds", segment.where)):
        lines += ["        coalesce((", rule_sql(rule, asked), f"        ), false) as {name},"]
    earlier = [f"coalesce((\n{rule_sql(other.where or '', asked)}\n), false)" for other in before]
    lines.append(f"        {' or '.join(earlier) or 'false'} as is_taken")
    lines += ["    from known", "    cross join thresholds", ")", ""]
    sums = {
        "total": "true",
        "size": "would_hold and not is_taken",
        "size_today": "holds and not is_taken",
        "both": "would_hold and holds and not is_taken",
    }
    lines += ["select", "    threshold_number,"]
    lines += [
        f"    sum(case when {rule} then 1 else 0 end) as {name}," for name, rule in sums.items()
    ]
    if value:
        lines.append(
            "    sum(case when would_hold and not is_taken then member_value end) as value"
        )
    else:
        lines.append("    null as value")
    return "\n".join([*lines, "from judged", "group by threshold_number", "order by 1"])


def simulated(
    rows: Rows, numbers: Sequence[Decimal], has_value: bool, cliff_share: float
) -> list[Simulated]:
    """What the query's rows say, in the order of the thresholds.

    A step is a cliff when it moves at least `cliff_share` of the larger size, and more than twice
    what the steps beside it move.
    """
    sizes = [int(row[2]) for row in rows.values]
    cliffs = _cliffs(sizes, cliff_share)
    found: list[Simulated] = []
    for position, total, size, size_today, both, value in rows.values:
        union = size + size_today - both
        found.append(
            Simulated(
                threshold=numbers[position],
                size=int(size),
                share=size / total,
                difference=int(size - size_today),
                overlap=both / union if union else 1.0,
                value=float(value or 0) if has_value else None,
                is_cliff=cliffs[position],
            )
        )
    return found


def _cliffs(sizes: Sequence[int], cliff_share: float) -> list[bool]:
    """Whether the step to each size, from the one before, is a cliff."""
    jumps = [abs(after - before) for before, after in pairwise(sizes)]
    found = [False]
    for position, jump in enumerate(jumps):
        beside = [*jumps[max(position - 1, 0) : position], *jumps[position + 1 : position + 2]]
        usual = sum(beside) / len(beside) if beside else 0
        larger = max(sizes[position : position + 2])
        found.append(jump >= max(_NOISE, cliff_share * larger) and jump > 2 * usual)
    return found
