"""A comparison of two sides for a person on a terminal, for a pull request, and for a machine."""

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from orchestrator.commands.diff.diff import Diff
from orchestrator.commands.diff.families import FamilyDiff
from orchestrator.reports.narrow_tables import narrow_table
from orchestrator.reports.tables import rows_table
from orchestrator.results import Rows
from orchestrator.segments.comparison import Causes, SegmentMoves

_NOT_TOLD = "-"
_LEAST_NEEDED = ("value out", "value in", "by both", "by data", "by definition")


class DiffPart(Struct, frozen=True):
    """A part of the answer: its heading, lines, and tables with what they can do without."""

    title: str
    lines: tuple[str, ...] = ()
    tables: tuple[tuple[Rows, tuple[str, ...]], ...] = ()
    last_lines: tuple[str, ...] = ()


def diff_text(found: Diff, max_width: int | None = None) -> str:
    """The comparison as lines and tables that keep to a width."""
    lines = [f"before: {found.before}", f"after:  {found.after}"]
    for block in _blocks(found):
        lines += ["", block.title, *block.lines]
        lines += [narrow_table(table, least, max_width) for table, least in block.tables]
        lines += block.last_lines
    return "\n".join(lines)


def diff_markdown(found: Diff) -> str:
    """The comparison as Markdown, as a comment of a pull request takes it."""
    lines = [f"## {found.after}, compared with {found.before}"]
    for block in _blocks(found):
        lines += ["", f"### {block.title}"]
        for line in block.lines:
            lines += ["", line]
        for table, _ in block.tables:
            lines += ["", rows_table(_escaped(table))]
        for line in block.last_lines:
            lines += ["", line]
    return "\n".join(lines)


def diff_json(found: Diff) -> dict[str, Any]:
    """The comparison as an object."""
    told: dict[str, Any] = msgspec.to_builtins(found)
    for family, shown in zip(found.families, told["families"], strict=True):
        shown["moved_share"] = family.moved_share
    return told


def _blocks(found: Diff) -> Iterator[DiffPart]:
    yield from map(_family, found.families)
    if not found.families:
        yield DiffPart("no family has other members")
    rest = []
    if found.same_families:
        rest.append(f"as they were: {', '.join(found.same_families)}")
    rest += [f"{each.name}: {each.why}" for each in found.not_compared]
    if rest:
        yield DiffPart("other families", tuple(rest))


def _family(family: FamilyDiff) -> DiffPart:
    counts, lines = family.entities, list[str]()
    if family.is_redefined:
        lines.append("defined otherwise: its rules, or those of a family that it asks")
    if counts.after != counts.on_both or counts.before != counts.on_both:
        new, gone = counts.after - counts.on_both, counts.before - counts.on_both
        lines.append(f"{family.entity}: {new:,} are new, {gone:,} are gone")
    if family.value:
        lines.append(f"value: {family.value}, added up")
    tables: list[tuple[Rows, tuple[str, ...]]] = [(_segments(family), _LEAST_NEEDED)]
    if family.flows:
        tables.append((_flows(family), ("value",)))
    last = []
    if family.small_flows:
        least = family.minimum_cell
        last.append(f"not shown: {family.small_flows} moves of fewer than {least} members")
    if family.untold:
        last.append(f"what moved them cannot be told: {family.untold}")
    return DiffPart(_moved(family), tuple(lines), tuple(tables), tuple(last))


def _moved(family: FamilyDiff) -> str:
    counts = family.entities
    return (
        f"{family.family}: {counts.moved:,} of {counts.on_both:,} moved ({family.moved_share:.1%})"
    )


def _segments(family: FamilyDiff) -> Rows:
    columns = ["segment", "before", "after", "in", "out", "by definition", "by data", "by both"]
    columns += ["value in", "value out"] if family.value else []
    rows = []
    for each in family.segments:
        cells: list[Any] = [each.segment, each.before, each.after, each.entered, each.left]
        cells += [_by(each, cause) for cause in ("definition", "data", "both")]
        if family.value:
            cells += [_value(each.value_entered, each.entered), _value(each.value_left, each.left)]
        rows.append(tuple(cells))
    return Rows(tuple(columns), tuple(rows))


def _by(moves: SegmentMoves, cause: str) -> str:
    """Those who came and went for a cause: `+12 -3`."""
    if moves.entered_by is None or moves.left_by is None:
        return _NOT_TOLD
    came, went = (_count(each, cause) for each in (moves.entered_by, moves.left_by))
    told = [f"+{came}"] if came else []
    told += [f"-{went}"] if went else []
    return " ".join(told) or "0"


def _count(causes: Causes, cause: str) -> int:
    return int(getattr(causes, cause))


def _flows(family: FamilyDiff) -> Rows:
    columns = ["from", "to", "members", *(["value"] if family.value else [])]
    rows = [
        (
            flow.came_from,
            flow.went_to,
            flow.members,
            *([_value(flow.value, flow.members)] if family.value else []),
        )
        for flow in family.flows
    ]
    return Rows(tuple(columns), tuple(rows))


def _value(value: float | None, members: int) -> str:
    """The sum of a value; of nobody it is 0, and where it may not be told a dash."""
    if value is None:
        return "0.00" if not members else _NOT_TOLD
    return f"{value:.2f}"


def _escaped(table: Rows) -> Rows:
    """A table whose cells do not end where a `|` stands in them."""
    return Rows(
        table.columns,
        tuple(
            tuple(cell.replace("|", "\\|") if isinstance(cell, str) else cell for cell in row)
            for row in table.values
        ),
        table.types,
    )
