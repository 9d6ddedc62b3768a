"""Segments for a person and for a machine: the list, and a simulation."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from orchestrator.reports.narrow_tables import narrow_table
from orchestrator.results import Rows
from orchestrator.segments.conditions import Comparison
from orchestrator.segments.simulation import Simulated

_LEAST_NEEDED = ("owner", "review by", "data as of", "change", "share")
_LEAST_NEEDED_OVERDUE = ("owner", "data as of", "change", "share", "review by")
_LEAST_NEEDED_OF_SIMULATION = ("overlap", "share", "change")


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentLine:
    """One segment as listed; what is None is not known, as nothing was built yet."""

    family: str
    segment: str
    members: int | None
    share: float | None
    change: int | None
    as_of_date: date | None
    age_days: int | None
    owner: str | None
    review_by: date | None
    is_review_overdue: bool
    mode: str
    rule: str
    purpose: str | None
    description: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A family, or a segment as `family.segment`, that is turned off."""

    name: str
    place: str


@dataclass(frozen=True, slots=True)
class SegmentList:
    """All segments, what is turned off, and the families that were never built."""

    lines: tuple[SegmentLine, ...]
    left_out: tuple[LeftOut, ...]
    not_built: tuple[str, ...]


def segments_text(found: SegmentList, max_width: int | None = None) -> str:
    """The list as a table, and under it what is not in it."""
    columns = ("family", "segment", "size", "share", "change", "data as of", "owner", "review by")
    rows = tuple(
        (
            line.family,
            line.segment,
            _or_dash(line.members),
            "-" if line.share is None else f"{line.share:.1%}",
            "-" if line.change is None else f"{line.change:+d}",
            "-" if line.as_of_date is None else f"{line.as_of_date} ({line.age_days} d)",
            line.owner or "-",
            f"{line.review_by} overdue" if line.is_review_overdue else _or_dash(line.review_by),
        )
        for line in found.lines
    )
    is_overdue = any(line.is_review_overdue for line in found.lines)
    least_needed = _LEAST_NEEDED_OVERDUE if is_overdue else _LEAST_NEEDED
    table = narrow_table(Rows(columns, rows), least_needed, max_width)
    lines = [table] if rows else ["no segments"]
    if found.not_built:
        lines.append(f"not built yet: {', '.join(found.not_built)} (run 'seg build')")
    lines += [f"left out: {each.name}, turned off in {each.place}" for each in found.left_out]
    return "\n".join(lines)


def segments_json(found: SegmentList) -> dict[str, Any]:
    """The list as an object."""
    return {
        "segments": [asdict(line) for line in found.lines],
        "left_out": [asdict(each) for each in found.left_out],
        "not_built": list(found.not_built),
    }


@dataclass(frozen=True, slots=True)
class Simulation:
    """A segment for several numbers in the place of one of its rule."""

    segment: str
    rule: str
    changed: Comparison
    value: str | None
    lines: tuple[Simulated, ...]


def simulation_text(found: Simulation, max_width: int | None = None) -> str:
    """The simulation as a table; nothing of it is built."""
    columns = ["threshold", "size", "share", "change", "overlap"]
    columns += [found.value] if found.value else []
    rows = []
    for line in found.lines:
        marks = ["today"] if line.threshold == found.changed.number else []
        marks += ["cliff"] if line.is_cliff else []
        cells: list[Any] = [
            line.threshold,
            line.size,
            "-" if line.share is None else f"{line.share:.1%}",
            f"{line.difference:+d}",
            f"{line.overlap:.2f}",
        ]
        cells += [f"{line.value:.2f}"] if line.value is not None else []
        rows.append((*cells, ", ".join(marks)))
    changed = found.changed
    head = f"{found.segment}: {changed.column} {changed.operator} threshold"
    all_rows = Rows((*columns, ""), tuple(rows))
    table = narrow_table(all_rows, _LEAST_NEEDED_OF_SIMULATION, max_width)
    tail = f"today the number is {changed.text}; nothing was built"
    return "\n".join([head, table, tail])


def simulation_json(found: Simulation) -> dict[str, Any]:
    """The simulation as an object."""
    return {
        "segment": found.segment,
        "rule": found.rule,
        "column": found.changed.column,
        "operator": found.changed.operator,
        "today": found.changed.number,
        "value_column": found.value,
        "thresholds": [asdict(line) for line in found.lines],
    }


def _or_dash(value: object) -> Any:
    return "-" if value is None else value
