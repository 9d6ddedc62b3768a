"""A comparison of two sides as text for a terminal, as Markdown, and as JSON."""

from collections.abc import Iterator, Sequence
from textwrap import TextWrapper
from typing import Any

import msgspec
from msgspec import Struct

from orchestrator.commands.diff.comparing import Diff
from orchestrator.commands.diff.families import FamilyDiff, NewFamily
from orchestrator.commands.diff.limits import TooMuch
from orchestrator.commands.diff.relations import ColumnDiff, RelationDiff, RowExample
from orchestrator.commands.diff.verdicts import TestDiff, TestVerdict
from orchestrator.names import counted
from orchestrator.reports.cells import for_reading, one_line
from orchestrator.reports.narrow_tables import narrow_table
from orchestrator.reports.tables import rows_table
from orchestrator.reports.terminal import shortened
from orchestrator.results import Rows
from orchestrator.segments.comparison import Causes, SegmentMoves
from orchestrator.value_text import exact

_NOT_TOLD = "-"
_MOST_LISTED = 3
_LONGEST_VALUE = 40
# Columns that are dropped together: only some of the causes would mislead, and `before` follows
# from `after`, entries and exits.
_CAUSES = ("by several", "by data", "by model", "by definition")
_LEAST_NEEDED = (("value out", "value in"), "before", _CAUSES)


LeastNeeded = tuple[str | tuple[str, ...], ...]


class DiffPart(Struct, frozen=True):
    """A part of the answer: heading, lines, and tables with their optional columns.

    `details` are lines below them with exact values and errors.
    """

    title: str
    lines: tuple[str, ...] = ()
    tables: tuple[tuple[Rows, LeastNeeded], ...] = ()
    last_lines: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


def diff_text(found: Diff, max_width: int | None = None) -> str:
    """Return the comparison as lines and tables that fit a width."""
    lines = [f"before: {found.before}", f"after:  {found.after}"]
    for part in _parts(found):
        lines += ["", part.title]
        lines += _wrapped(part.lines, max_width)
        for number, (table, least) in enumerate(part.tables):
            lines += [*([""] if number else []), narrow_table(table, least, max_width)]
        lines += _wrapped((*part.last_lines, *part.details), max_width)
    return "\n".join(lines)


def _wrapped(lines: Sequence[str], max_width: int | None) -> list[str]:
    if max_width is None:
        return list(lines)
    indented = TextWrapper(max_width, subsequent_indent="  ", break_on_hyphens=False)
    return [each for line in lines for each in indented.wrap(line)]


def diff_markdown(found: Diff) -> str:
    """Return the comparison as Markdown for a comment on a pull request."""
    lines = [f"## {found.after}, compared with {found.before}"]
    for part in _parts(found):
        lines += ["", f"### {part.title}"]
        for line in part.lines:
            lines += ["", line]
        for table, _ in part.tables:
            lines += ["", rows_table(_escaped(table))]
        for line in part.last_lines:
            lines += ["", line]
        if part.details:
            # Values must not be rendered as mentions, links or headings.
            lines += ["", "```text", *part.details, "```"]
    return "\n".join(lines)


def diff_json(found: Diff) -> dict[str, Any]:
    """Return the comparison as a JSON object."""
    told: dict[str, Any] = msgspec.to_builtins(found)
    for family, shown in zip(found.families, told["families"], strict=True):
        shown["moved_share"] = family.moved_share
    return told


def _parts(found: Diff) -> Iterator[DiffPart]:
    if found.failed:
        yield DiffPart("a build now would publish nothing", (f"failed: {', '.join(found.failed)}",))
    if found.too_much:
        yield DiffPart("too many moved", tuple(map(_too_much, found.too_much)))
    yield from map(_family, found.families)
    if found.is_same:
        yield DiffPart("no differences")
    elif found.same_families and not found.families:
        yield DiffPart("no members moved")
    if found.new_families:
        yield _new_families(found.new_families)
    if found.relations:
        yield _relations(found.relations)
    if found.tests:
        yield _tests(found.tests)
    if found.same_families:
        yield DiffPart("unchanged families", tuple(_same(found)))
    yield from _only_named(found)


def _only_named(found: Diff) -> Iterator[DiffPart]:
    if found.gone:
        still = "their published relations stay until 'seg clean --orphans' drops them"
        yield DiffPart("no longer in the project", (", ".join(found.gone), still))
    if found.not_compared:
        lines = tuple(f"{each.name}: {each.why}" for each in found.not_compared)
        yield DiffPart("not compared", details=lines)


def _same(found: Diff) -> Iterator[str]:
    yield ", ".join(found.same_families)
    if found.redefined_families:
        yield f"same members in spite of changed rules: {', '.join(found.redefined_families)}"


def _family(family: FamilyDiff) -> DiffPart:
    counts, lines = family.entities, list[str]()
    if family.is_redefined:
        lines.append("redefined: its rules, or those of a family that it uses")
    if family.redefined_above:
        lines.append(f"redefined upstream models: {_listed(family.redefined_above)}")
    if counts.after != counts.on_both or counts.before != counts.on_both:
        new, gone = counts.after - counts.on_both, counts.before - counts.on_both
        lines.append(f"{family.entity}: {new:,} are new, {gone:,} are gone")
    if family.value:
        lines.append(f"value: sum of {family.value}")
    tables: list[tuple[Rows, LeastNeeded]] = [(_segments(family), _LEAST_NEEDED)]
    if family.flows:
        tables.append((_flows(family), ("value",)))
    last = []
    if family.small_flows:
        least = family.minimum_cell
        moves = counted(family.small_flows, "move")
        last.append(f"not shown: {moves} of fewer than {least} members")
    details = list[str]()
    for what, why in (
        ("what moved them", family.untold),
        ("what models moved, as opposed to the data,", family.models_untold),
    ):
        details += [f"{what} is unknown: {why}"] if why else []
    return DiffPart(_moved(family), tuple(lines), tuple(tables), tuple(last), tuple(details))


def _new_families(families: Sequence[NewFamily]) -> DiffPart:
    rows = tuple(
        (each.family, segment, members)
        for each in families
        for segment, members in each.sizes.items()
    )
    table = Rows(("family", "segment", "members"), rows)
    return DiffPart("new families", tables=((table, ()),))


def _relations(relations: Sequence[RelationDiff]) -> DiffPart:
    columns = ("name", "before", "after", "added", "gone", "changed", "in columns")
    rows = tuple(
        (
            each.name,
            _or_dash(each.rows_before),
            _or_dash(each.rows_after),
            each.added,
            each.gone,
            each.changed if each.key else _NOT_TOLD,
            _listed([f"{column} ({rows})" for column, rows in each.changed_in.items()]),
        )
        for each in relations
    )
    lines = [f"{each.name}: {_column(column)}" for each in relations for column in each.columns]
    lines += [f"{each.name}: {_example(row)}" for each in relations for row in each.examples]
    tables = ((Rows(columns, rows), ("in columns", "changed", "gone", "added")),)
    return DiffPart("rows of models and seeds", tables=tables, details=tuple(lines))


def _tests(tests: Sequence[TestDiff]) -> DiffPart:
    rows = tuple(
        (each.name, each.tested or _NOT_TOLD, _verdict(each.before), _verdict(each.after))
        for each in tests
    )
    table = Rows(("data test", "of", "before", "after"), rows)
    return DiffPart("verdicts of data tests", tables=((table, ("of",)),))


def _verdict(found: TestVerdict | None) -> str:
    if found is None:
        return _NOT_TOLD
    is_counted = found.failures and found.status != "pass"
    return f"{found.status} ({found.failures})" if is_counted else found.status


def _column(found: ColumnDiff) -> str:
    if found.before is None:
        return f"new column {found.column} {found.after}"
    if found.after is None:
        return f"column {found.column} is gone"
    return f"column {found.column} {found.before} -> {found.after}"


def _example(row: RowExample) -> str:
    key = ", ".join(f"{column} {_shown(value)}" for column, value in row.key.items())
    changes = [f"{column} {_change(was, row.after[column])}" for column, was in row.before.items()]
    return f"{key}: {_listed(changes)}"


def _listed(texts: Sequence[str]) -> str:
    """Return the first few, and the number of the others."""
    more = len(texts) - _MOST_LISTED
    return ", ".join([*texts[:_MOST_LISTED], *([f"{more} more"] if more > 0 else [])])


def _change(was: Any, now: Any) -> str:
    """Return a value before and after; rounded, unless that would hide the change."""
    before, after = for_reading([was, now])
    if before == after:
        before, after = exact(was), exact(now)
    return f"{_shown(before)} -> {_shown(after)}"


def _shown(value: Any) -> str:
    return shortened(one_line(exact(value)), _LONGEST_VALUE)


def _or_dash(value: int | None) -> Any:
    return _NOT_TOLD if value is None else value


def _too_much(found: TooMuch) -> str:
    return f"{found.family}: {found.moved_share:.1%} moved, the limit is {found.most:.1%}"


def _moved(family: FamilyDiff) -> str:
    counts = family.entities
    return (
        f"{family.family}: {counts.moved:,} of {counts.on_both:,} moved ({family.moved_share:.1%})"
    )


def _segments(family: FamilyDiff) -> Rows:
    columns = ["segment", "before", "after", "in", "out"]
    causes = [
        cause
        for cause in Causes.__struct_fields__
        if cause != "model" or (family.redefined_above and not family.models_untold)
    ]
    columns += [f"by {cause}" for cause in causes]
    columns += ["value in", "value out"] if family.value else []
    rows = []
    for each in family.segments:
        cells: list[Any] = [each.segment, each.before, each.after, each.entered, each.left]
        cells += [_by(each, cause) for cause in causes]
        if family.value:
            cells += [_value(each.value_entered, each.entered), _value(each.value_left, each.left)]
        rows.append(tuple(cells))
    return Rows(tuple(columns), tuple(rows))


def _by(moves: SegmentMoves, cause: str) -> str:
    """Return how many entered and left for a cause: `+12 -3`."""
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


def _value(value: float | None, members: int) -> Any:
    """Return the sum of a value: 0 without members, a dash if it must not be shown."""
    if value is None:
        return _NOT_TOLD if members else 0.0
    return round(value, 2)


def _escaped(table: Rows) -> Rows:
    """Return a table with each `|` in its cells escaped."""
    return Rows(
        table.columns,
        tuple(
            tuple(cell.replace("|", "\\|") if isinstance(cell, str) else cell for cell in row)
            for row in table.values
        ),
        table.types,
    )
