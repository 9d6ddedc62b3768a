"""Checks the rules of segments before anything runs: conditions on existing columns."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from msgspec import Struct, field

from orchestrator.compiler.event_rules import (
    event_problems,
    event_types,
    events_node,
    role_problems,
)
from orchestrator.engines.boundary import Expression
from orchestrator.errors import Place, Problem
from orchestrator.names import did_you_mean
from orchestrator.nodes import Family, Model, Node, Segment
from orchestrator.project.value import ParsedProject
from orchestrator.roles import EVENTS
from orchestrator.segments.events import event_calls, without_events

ALL_COLUMNS = "has_all_columns"
"""The key of `meta` that says that a node's documentation lists all columns."""


class RuleReader(Struct, frozen=True):
    """The engine's parser, and the columns of relations that this run does not build.

    `published` are the published columns, by unique id; `selected` those that the text of a SELECT
    shows, `select_of` the SELECTs that are built.
    """

    read: Callable[[str], Expression]
    selected: Callable[[str], tuple[str, ...] | None]
    select_of: Callable[[str], str | None] = lambda _: None
    published: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def rule_problems(project: ParsedProject, model: Model, reader: RuleReader) -> Iterator[Problem]:
    """Yield problems of a family's rules; only what can be known without its entities."""
    family = model.family
    assert family is not None
    on = project.nodes[model.depends_on[0]]
    columns = _columns_of(on, reader)
    for name, what in ((family.entity, "entity"), (family.as_of, "as_of")):
        if columns is None or not name or not name.isidentifier() or _is_among(name, columns):
            continue
        # The as-of date is SQL: current_date is no column.
        if what == "entity" or reader.read(name).columns:
            yield Problem(
                f"'{what}' of '{model.name}': {on.name} has no column '{name}'",
                model.place,
                _fix(name, what, columns),
            )
    yield from role_problems(project, model, partial(_columns_of, reader=reader))
    for segment in family.segments:
        yield from _segment_problems(model, segment, on, columns, reader)
        where = segment.where or ""
        columns_of = partial(_columns_of, reader=reader)
        for what, at, fix in event_problems(project, where, reader.read, columns_of):
            yield Problem(f"{model.name}.{segment.name}: {what}", _place(segment, at), fix)


def rules_and_columns(project: ParsedProject, model: Model, reader: RuleReader) -> str:
    """Return everything that `rule_problems` depends on, as a text for comparison."""
    family = model.family
    assert family is not None
    on = project.nodes[model.depends_on[0]]
    rules = [(segment.name, segment.where) for segment in family.segments]
    parts: list[object] = [model.name, family.entity, family.as_of, rules]
    parts += [on.name, _what_tells_columns(on, reader)]
    events = events_node(project)
    if events is not None and any(event_calls(each.where or "")[0] for each in family.segments):
        role = project.roles.get(EVENTS)
        parts += [role and role.declared, event_types(project), events.name]
        parts.append(_what_tells_columns(events, reader))
    return repr(tuple(parts))


def _what_tells_columns(node: Node, reader: RuleReader) -> object:
    if _documents_all(node):
        return [column.name for column in node.columns]
    select = reader.select_of(node.unique_id)
    return reader.published.get(node.unique_id) if select is None else [select, *_stamps_of(node)]


def _segment_problems(
    model: Model,
    segment: Segment,
    on: Node,
    columns: tuple[str, ...] | None,
    reader: RuleReader,
) -> Iterator[Problem]:
    if segment.where is None:
        return
    start = f"{model.name}.{segment.name}"
    expression = reader.read(without_events(segment.where))
    for found in expression.problems:
        yield Problem(f"{start}: {found.text}", _place(segment, found.at))
    for found in expression.columns:
        if columns is not None and not _is_among(found.text, columns):
            yield Problem(
                f"{start}: {on.name} has no column '{found.text}'",
                _place(segment, found.at),
                did_you_mean(found.text, columns) or f"columns: {', '.join(columns)}",
            )


def _columns_of(node: Node, reader: RuleReader) -> tuple[str, ...] | None:
    """Return the columns of a node, if they are known without running anything."""
    if _documents_all(node):
        return tuple(column.name for column in node.columns)
    select = reader.select_of(node.unique_id)
    if select is None:
        return reader.published.get(node.unique_id)
    found = reader.selected(select)
    return None if found is None else (*found, *_stamps_of(node))


def _stamps_of(node: Node) -> tuple[str, ...]:
    return tuple(node.config.stamps) if isinstance(node, Model) else ()


def _documents_all(node: Node) -> bool:
    """Return whether its documented columns are complete, as those of a family are."""
    if node.family is not None:
        return True
    if isinstance(node, Model) and node.contract is not None:
        return not node.contract.extra_columns
    return bool(node.columns) and bool(node.meta.get(ALL_COLUMNS))


def _is_among(name: str, columns: tuple[str, ...]) -> bool:
    return name.casefold() in {column.casefold() for column in columns}


def _fix(name: str, what: str, columns: tuple[str, ...]) -> str:
    if what == "as_of":
        return "add it, or write as_of: with the as-of date of a row, in SQL"
    return did_you_mean(name, columns) or f"columns: {', '.join(columns)}"


def _place(segment: Segment, at: int) -> Place:
    """Return the line of an offset in a rule; the column is known if the rule has one line."""
    assert segment.where is not None
    row = segment.where.count("\n", 0, at)
    line = segment.lines[row] if row < len(segment.lines) else segment.place.line
    return Place(segment.place.path, line, segment.place.column if row == 0 else None)


def family_line(family: Family, line: int | None) -> int | None:
    """Return the line of the file that a line of a family's template comes from."""
    return family.lines[line - 1] if line and line <= len(family.lines) else None
