"""Finishes what a killed `erase` left to do; the next command that writes calls it."""

from orchestrator.commands.erase.exported_lists import ListFile, rewrite_lists
from orchestrator.commands.external_files.rewrite import existing_files, finish_files, rewritten
from orchestrator.commands.external_files.write import ModelFile, clear_left, external_models
from orchestrator.commands.run.readers_copy import copied_without_erased, other_copies
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Engine
from orchestrator.errors import EnvironmentFault, StatementError
from orchestrator.names import counted
from orchestrator.people.unfinished import (
    forget_keys,
    has_unfinished,
    read_unfinished,
    unfinished_table,
)
from orchestrator.results import Notice
from orchestrator.warehouse import connected
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened


def finish_erasures(workspace: Workspace) -> tuple[Notice, ...]:
    """Rewrite the remaining lists, and compact the database file; nothing without a kill.

    First, removes files that a killed command left of external models: they may contain anyone.
    """
    with opened(workspace) as engine:
        catalogue = engine.catalogue()
        clear_left(external_models(workspace), workspace)
        of_rollback = finish_files(workspace, engine, catalogue)
        if not has_unfinished(catalogue, workspace.dialect):
            return of_rollback
        with connected(engine, workspace.dialect) as warehouse:
            unfinished = read_unfinished(warehouse)
            files = [
                file
                for person in unfinished.people
                for file in rewrite_lists(workspace, engine, warehouse, person, dry_run=False)
            ]
            of_models = tuple(rewritten(existing_files(workspace), workspace, engine))
            copies = other_copies(workspace, engine)
            copied = copied_without_erased(workspace, engine)
            forget_keys(warehouse)
        why = _why_not_compacted(engine, workspace.dialect)
    lists = counted(len({file.name for file in files if file.found}), "list")
    message = (
        f"the erasure of {unfinished.erased_at:%Y-%m-%d %H:%M} did not finish; {lists} rewritten"
    )
    if why is None:
        message += " now, and the database file is compacted"
    else:
        message += f" now, but the database file is not compacted: {why}"
    copy_warnings = (Notice("warn", f"a copy for readers was not rewritten: {it}") for it in copies)
    left = (
        *of_rollback,
        Notice("warn", message),
        *_left(files),
        *_left_of_models(of_models),
        *copy_warnings,
    )
    if copied is None or copied.problem is None:
        return left
    return (*left, Notice("warn", f"the copy for readers was not written: {copied.problem}"))


def _why_not_compacted(engine: Engine, dialect: Dialect) -> str | None:
    """Compact the file; return why that failed, or None."""
    try:
        engine.require_room()
        engine.compact(unfinished_table(dialect))
    except (EnvironmentFault, StatementError) as error:
        return str(error).splitlines()[0]
    return None


def _left(files: list[ListFile]) -> tuple[Notice, ...]:
    return tuple(
        Notice("warn", f"file {file.name} may still contain erased people: {file.why_left}")
        for file in files
        if file.why_left
    )


def _left_of_models(files: tuple[ModelFile, ...]) -> tuple[Notice, ...]:
    return tuple(
        Notice("warn", f"file {file.file} may still contain erased people: {file.problem}")
        for file in files
        if file.problem
    )
