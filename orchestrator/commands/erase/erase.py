"""Erases people from all that seg made, including all kept generations, and readmits them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from orchestrator.commands.erase.exported_lists import ListFile, rewrite_lists
from orchestrator.commands.erase.finishing import finish_erasures
from orchestrator.commands.erase.known_column import require_known_column
from orchestrator.commands.erase.known_keys import require_known_keys
from orchestrator.commands.erase.person_lookup import look_up_person
from orchestrator.commands.erase.residual_copies import (
    artifacts,
    consumers_with_events,
    file_sources,
    residual_tables,
)
from orchestrator.commands.external_files.rewrite import existing_files, rewritten
from orchestrator.commands.external_files.write import ModelFile
from orchestrator.commands.run.readers_copy import copied_without_erased, other_copies
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Compacted, Engine
from orchestrator.errors import EnvironmentFault, StatementError, UsageError
from orchestrator.names import name_of_version
from orchestrator.people.forgetting import Forgotten, forget, readmit
from orchestrator.people.ledger import open_ledger
from orchestrator.people.person_rows import Person
from orchestrator.people.unfinished import all_is_finished, forget_keys, unfinished_table
from orchestrator.results import CopiedForReaders, Notice
from orchestrator.roles import CUSTOMERS
from orchestrator.warehouse import Warehouse, connected
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened, require_warehouse


class ErasedPerson(Struct, frozen=True):
    """The result for one person; `elsewhere` lists what seg cannot erase."""

    person: Person
    forgotten: Forgotten
    files: tuple[ListFile, ...]
    elsewhere: tuple[str, ...]

    @property
    def is_left(self) -> bool:
        """Return whether seg failed to change something that it should have."""
        rows = any(rows.left for rows in self.forgotten.erased.seg_tables)
        return rows or any(file.why_left for file in self.files)


class Compaction(Struct, frozen=True):
    """The result of compacting the database file; sizes are set if it was rewritten."""

    outcome: Literal["compacted", "in memory", "not compacted"]
    sizes: Compacted | None = None


class Remaining(Struct, frozen=True):
    """What still contains data of any of these people.

    `mentions` are rows by table and column that are kept because they belong to others; `elsewhere`
    lists what seg cannot erase, `copies` the copies for readers that were not rewritten now.
    """

    mentions: tuple[tuple[str, str, int], ...]
    elsewhere: tuple[str, ...]
    copies: tuple[str, ...] = ()


ErasureEvent = ErasedPerson | ModelFile | Compaction | Remaining | Notice | CopiedForReaders


def erase(
    workspace: Workspace,
    customers: Sequence[str],
    *,
    column: str | None = None,
    force: bool = False,
    dry_run: bool = False,
    compact: bool = True,
) -> Iterator[ErasureEvent]:
    """Erase each customer and yield the result; a dry run only counts.

    `column` identifies the person, by default the key of the role customers. An unknown one raises
    UsageError before anything is written, unless `force`.
    """
    require_warehouse(workspace)
    column = column or _usual_column(workspace)
    if not dry_run:
        yield from finish_erasures(workspace)
    done = []
    files: tuple[ModelFile, ...] = ()
    copies: tuple[str, ...] = ()
    with opened(workspace) as engine, connected(engine, workspace.dialect) as warehouse:
        ledger = open_ledger(engine, workspace.dialect)
        require_known_column(workspace, warehouse, engine.catalogue(), ledger, column)
        if not force:
            require_known_keys(workspace, engine, warehouse, column, customers)
        if compact and not dry_run:
            # Check this before deleting: compaction needs space for a second copy of the file.
            engine.require_room()
        for key in dict.fromkeys(customers):
            person = look_up_person(workspace, warehouse, engine.catalogue(), column, key)
            erased = _erase_person(workspace, engine, warehouse, person, dry_run=dry_run)
            done.append(erased)
            yield erased
        files = tuple(_files_of_models(workspace, engine, done, dry_run=dry_run))
        yield from files
        copies = other_copies(workspace, engine)
        if done and not dry_run:
            copied = copied_without_erased(workspace, engine)
            if copied is not None:
                yield copied
            forget_keys(warehouse)
        if compact and not dry_run:
            yield from _compact(engine, workspace.dialect)
        elif not dry_run:
            all_is_finished(warehouse)
            yield Compaction("not compacted")
    yield _remaining(workspace, done, files, copies)


def readmitted(
    workspace: Workspace, customers: Sequence[str], *, column: str | None = None
) -> Iterator[str]:
    """Let later builds include erased customers again; raises UsageError for one not erased."""
    require_warehouse(workspace)
    column = column or _usual_column(workspace)
    with opened(workspace) as engine, connected(engine, workspace.dialect) as warehouse:
        for key in customers:
            if not readmit(engine, warehouse, column, key):
                raise UsageError(f"'{key}' in {column} was not erased", fix="see _seg.erasures")
            yield key


def _usual_column(workspace: Workspace) -> str:
    customers = workspace.project.roles.get(CUSTOMERS)
    return customers.column("customer_id") if customers else "customer_id"


def _erase_person(
    workspace: Workspace, engine: Engine, warehouse: Warehouse, person: Person, *, dry_run: bool
) -> ErasedPerson:
    """Erase a person from tables and lists; a dry run only counts."""
    consumers = consumers_with_events(warehouse, engine.catalogue(), person)
    forgotten = forget(engine, warehouse, person, workspace.now, dry_run=dry_run)
    files = tuple(
        rewrite_lists(workspace, engine, warehouse, person, forgotten.lists, dry_run=dry_run)
    )
    elsewhere = [
        *(f"file {file.name}: {file.why_left}" for file in files if file.why_left),
        *residual_tables(workspace, forgotten),
        *file_sources(workspace, warehouse, person),
        *consumers,
    ]
    return ErasedPerson(person, forgotten, files, tuple(elsewhere))


def _files_of_models(
    workspace: Workspace, engine: Engine, done: Sequence[ErasedPerson], *, dry_run: bool
) -> Iterator[ModelFile]:
    """Yield files of external models that contained the people; a dry run only finds them."""
    erased = (rows for found in done for rows in found.forgotten.erased.seg_tables)
    tables = {name_of_version(rows.relation) for rows in erased}
    found = [each for each in existing_files(workspace) if str(each.model.relation) in tables]
    yield from found if dry_run else rewritten(found, workspace, engine)


def _compact(engine: Engine, dialect: Dialect) -> Iterator[Compaction]:
    try:
        sizes = engine.compact(unfinished_table(dialect))
    except (EnvironmentFault, StatementError):
        yield Compaction("not compacted")
        raise
    yield Compaction("compacted" if sizes else "in memory", sizes)


def _remaining(
    workspace: Workspace,
    done: Sequence[ErasedPerson],
    files: Sequence[ModelFile],
    copies: tuple[str, ...],
) -> Remaining:
    mentions: Counter[tuple[str, str]] = Counter()
    for found in done:
        for mention in found.forgotten.erased.mentions:
            mentions[name_of_version(mention.relation), mention.column] += mention.rows
    lines = dict.fromkeys(
        line for found in done for line in (*found.elsewhere, *artifacts(workspace, found.person))
    )
    lines |= {f"file {each.file}: {each.problem}": None for each in files if each.problem}
    counted = tuple((table, column, rows) for (table, column), rows in sorted(mentions.items()))
    return Remaining(counted, tuple(lines), copies)
