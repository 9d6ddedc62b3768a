"""Segments as text and as JSON: the list, and a simulation."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from msgspec.structs import asdict

from orchestrator.commands.published.families import ADD_FAMILIES
from orchestrator.commands.segments import SegmentList
from orchestrator.commands.simulate import Simulation
from orchestrator.reports.narrow_tables import narrow_table, without
from orchestrator.reports.terminal import spark_line
from orchestrator.results import Rows

NO_SEGMENTS = f"No segments: the project has no segment families.\n  fix: {ADD_FAMILIES}"
_NOT_BUILT = ("not built yet", "run 'seg build'")
_NOT_COPIED = ("not in the copy for readers", "try again later")
_LATELY = "lately"
_LEAST_NEEDED = ("owner", "review by", "data as of", _LATELY, "change", "share")
_LEAST_NEEDED_OVERDUE = ("owner", "data as of", _LATELY, "change", "share", "review by")
_LEAST_NEEDED_OF_SIMULATION = ("overlap", "share", "change")


def segments_text(found: SegmentList, max_width: int | None = None) -> str:
    """Return the list as a table, followed by what is not in it."""
    columns = (
        "family", "segment", "size", "share", "change", _LATELY, "data as of", "owner", "review by",
    )  # fmt: skip
    rows = tuple(
        (
            line.family,
            line.segment,
            _or_dash(line.members),
            "-" if line.share is None else f"{line.share:.1%}",
            "-" if line.change is None else f"{line.change:+d}",
            spark_line(line.sizes) or "-",
            "-" if line.as_of_date is None else f"{line.as_of_date} ({line.age_days} d)",
            line.owner or "-",
            f"{line.review_by} overdue" if line.is_review_overdue else _or_dash(line.review_by),
        )
        for line in found.lines
    )
    is_overdue = any(line.is_review_overdue for line in found.lines)
    least_needed = _LEAST_NEEDED_OVERDUE if is_overdue else _LEAST_NEEDED
    all_rows = Rows(columns, rows)
    if not any(line.sizes for line in found.lines):
        all_rows = without(all_rows, _LATELY)
    table = narrow_table(all_rows, least_needed, max_width)
    lines = [table] if rows else [NO_SEGMENTS]
    if found.not_built:
        why, then = _NOT_COPIED if found.is_copy else _NOT_BUILT
        lines.append(f"{why}: {', '.join(found.not_built)} ({then})")
    lines += _left_out(found)
    return "\n".join(lines)


def _left_out(found: SegmentList) -> Iterator[str]:
    """The disabled families, and the disabled segments of each family on one line."""
    for each in found.left_out:
        if not each.segment:
            yield f"left out: {each.name}, disabled in {each.place}"
    of_families = [each for each in found.left_out if each.segment]
    for (family, place), group in groupby(of_families, lambda each: (each.family, each.place)):
        names = ", ".join(each.segment for each in group)
        yield f"left out of {family}: {names}, disabled in {place}"


def segments_json(found: SegmentList) -> dict[str, Any]:
    """Return the list as a JSON object."""
    return {
        "segments": [asdict(line) for line in found.lines],
        "left_out": [asdict(each) for each in found.left_out],
        "not_built": list(found.not_built),
    }


def simulation_text(found: Simulation, max_width: int | None = None) -> str:
    """Return the simulation as a table; nothing is built."""
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
    tail = f"the rule now has {changed.text}; nothing was built"
    return "\n".join([head, table, tail])


def simulation_json(found: Simulation) -> dict[str, Any]:
    """Return the simulation as a JSON object."""
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
