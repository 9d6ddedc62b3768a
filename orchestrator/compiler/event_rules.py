"""Checks what rules ask about events before anything runs: event types and columns."""

from collections.abc import Callable, Iterator

from orchestrator.engines.boundary import Expression
from orchestrator.errors import Problem
from orchestrator.names import did_you_mean
from orchestrator.nodes import DataTest, Model, Node
from orchestrator.project.value import ParsedProject
from orchestrator.roles import EVENTS, ROLES
from orchestrator.segments.events import Argument, EventCall, event_calls

Wrong = tuple[str, int, str | None]
"""What is wrong with a rule, at which offset, and how to fix it."""

ColumnsOf = Callable[[Node], tuple[str, ...] | None]


def events_node(project: ParsedProject) -> Node | None:
    """Return the node that contains events."""
    role = project.roles.get(EVENTS)
    return project.nodes[role.unique_id] if role is not None and role.unique_id else None


def event_types(project: ParsedProject) -> tuple[str, ...] | None:
    """Return the event types listed in an accepted_values test; None without one."""
    role = project.roles.get(EVENTS)
    column = role.column(ROLES[EVENTS][1]).casefold() if role is not None else ""
    for node in project.nodes.values():
        if (
            isinstance(node, DataTest)
            and node.test_name == "accepted_values"
            and role is not None
            and node.attached_to == role.unique_id
            and (node.column or "").casefold() == column
        ):
            values = node.arguments.get("values")
            return tuple(map(str, values)) if isinstance(values, list | tuple) else None
    return None


def role_problems(project: ParsedProject, model: Model, columns_of: ColumnsOf) -> Iterator[Problem]:
    """Yield columns of the role that the events relation lacks, if rules ask about events."""
    role, node = project.roles.get(EVENTS), events_node(project)
    segments = model.family.segments if model.family is not None else ()
    if (
        role is None
        or node is None
        or not any(event_calls(each.where or "")[0] for each in segments)
    ):
        return
    columns = columns_of(node)
    for name in map(role.column, ROLES[EVENTS]):
        if columns is not None and not _is_among(name, columns):
            yield Problem(
                f"the role '{EVENTS}': {node.name} has no column '{name}'",
                role.declared.place,
                did_you_mean(name, columns) or f"columns: {', '.join(columns)}",
            )


def event_problems(
    project: ParsedProject,
    rule: str,
    read: Callable[[str], Expression],
    columns_of: ColumnsOf,
) -> Iterator[Wrong]:
    """Yield what is wrong with a rule's calls about events."""
    node = events_node(project)
    if node is None:
        return
    types = event_types(project)
    for call in event_calls(rule)[0]:
        if types is not None and call.event_type not in types:
            what = f"{node.name} has no events '{call.event_type}'"
            fix = did_you_mean(call.event_type, types) or f"types of events: {', '.join(types)}"
            yield what, call.type_at, fix
        yield from _column_problems(node, call, read, columns_of(node))


def _column_problems(
    node: Node,
    call: EventCall,
    read: Callable[[str], Expression],
    columns: tuple[str, ...] | None,
) -> Iterator[Wrong]:
    where, of = call.get("where"), call.get("of")
    if where is not None:
        expression = read(where.value)
        for found in expression.problems:
            yield f"{call.function}(), where: {found.text}", where.start, None
        for found in expression.columns:
            yield from _missing(node, found.text, where, columns)
    if of is not None:
        yield from _missing(node, of.value, of, columns)


def _missing(
    node: Node, name: str, argument: Argument, columns: tuple[str, ...] | None
) -> Iterator[Wrong]:
    if columns is not None and not _is_among(name, columns):
        fix = did_you_mean(name, columns) or f"columns: {', '.join(columns)}"
        yield f"{node.name} has no column '{name}'", argument.start, fix


def _is_among(name: str, columns: tuple[str, ...]) -> bool:
    return name.casefold() in {column.casefold() for column in columns}
