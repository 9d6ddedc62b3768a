"""What contains a person and is not seg's to change: sources, seed files, imported lists."""

import re
from collections.abc import Iterator

from orchestrator.engines.boundary import Catalogue
from orchestrator.errors import StatementError
from orchestrator.generations.events import EVENTS
from orchestrator.names import counted, name_of_version
from orchestrator.nodes import Seed, Source
from orchestrator.people.event_consumers import CONSUMERS, consumers_of
from orchestrator.people.forgetting import Forgotten
from orchestrator.people.person_rows import Person, events_of
from orchestrator.warehouse import Warehouse
from orchestrator.workspace.value import Workspace


def residual_tables(workspace: Workspace, forgotten: Forgotten) -> Iterator[str]:
    """Yield tables that seg did not make, seed files, and lists."""
    for rows in forgotten.erased.other_tables:
        yield f"table {rows.relation}: {counted(rows.found, 'row')}"
    seeds = {
        str(node.relation): node
        for node in workspace.project.nodes.values()
        if isinstance(node, Seed)
    }
    found = {name_of_version(rows.relation): rows.found for rows in forgotten.erased.seg_tables}
    for table in sorted(found.keys() & seeds.keys()):
        yield f"file {seeds[table].path}: {counted(found[table], 'row')}"
    for name in forgotten.lists:
        yield f"list {name}: its recipient has them"


def consumers_with_events(
    warehouse: Warehouse, catalogue: Catalogue, person: Person
) -> tuple[str, ...]:
    """Return the consumers that may have events of the person; call before events are deleted."""
    tables = {warehouse.dialect.internal_table(name) for name in (CONSUMERS, EVENTS)}
    if not tables <= {*catalogue.hidden_tables}:
        return ()
    found = consumers_of(warehouse, events_of(warehouse.dialect, person))
    return tuple(f"events delivered to {name} ({sent_to}) may name them" for name, sent_to in found)


def file_sources(workspace: Workspace, warehouse: Warehouse, person: Person) -> Iterator[str]:
    """Yield file sources that contain the person."""
    for node, found in _searched_sources(workspace, warehouse, person):
        if isinstance(found, StatementError):
            yield f"source {node.name}: cannot be read: {found.message}"
        elif found:
            yield f"source {node.name} ({node.location}): {counted(found, 'row')}"


def is_in_file_sources(workspace: Workspace, warehouse: Warehouse, person: Person) -> bool:
    """Return whether a file source contains the person; unreadable ones do not count."""
    searched = _searched_sources(workspace, warehouse, person)
    return any(isinstance(found, int) and found > 0 for _, found in searched)


def _searched_sources(
    workspace: Workspace, warehouse: Warehouse, person: Person
) -> Iterator[tuple[Source, int | StatementError]]:
    """Yield file sources with the person's column, and how many rows are theirs."""
    for node in workspace.project.nodes.values():
        if not isinstance(node, Source) or not node.location:
            continue
        rows = f"select * from {warehouse.dialect.file(node.location)}"
        try:
            names = [name for name, _ in warehouse.session.describe(rows)]
            named = next(
                (name for name in names if name.casefold() == person.column.casefold()), None
            )
            if named is None:
                continue
            is_theirs = warehouse.is_one_of(named, person.keys)
            found = warehouse.count(f"({rows}) as source_rows", is_theirs)
        except StatementError as error:
            yield node, error
        else:
            yield node, found


def artifacts(workspace: Workspace, person: Person) -> Iterator[str]:
    """Yield files that seg wrote in the project and that name the person."""
    known = sorted({*person.keys, *person.addresses}, key=lambda text: (-len(text), text))
    names = b"|".join(re.escape(text.encode()) for text in known)
    wanted = re.compile(rb"(?<![\w-])(?:" + names + rb")(?![\w-])")
    for file in sorted(workspace.target_path.rglob("*")):
        if file.is_file() and wanted.search(file.read_bytes()):
            yield f"file {file.relative_to(workspace.target_path.parent)}: 'seg clean' deletes it"
