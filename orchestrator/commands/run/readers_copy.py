"""The copy for readers after commands that are not runs; the result is returned as a value."""

from functools import partial
from pathlib import Path
from time import perf_counter

from orchestrator.engines.boundary import Engine, KeepOf
from orchestrator.errors import EnvironmentFault, StatementError
from orchestrator.generations.readers import COPIES, owner_of
from orchestrator.people.erasure_filter import read_erasure_filter
from orchestrator.people.ledger import has_ledger
from orchestrator.results import CopiedForReaders
from orchestrator.warehouse import connected
from orchestrator.workspace.interrupting import interruptible
from orchestrator.workspace.value import Workspace


def copied_for_readers(workspace: Workspace, engine: Engine) -> CopiedForReaders | None:
    """Update the copy to what is published; None if there is none, or it is up to date."""
    return _copied(workspace, engine, is_forced=False)


def copied_without_erased(workspace: Workspace, engine: Engine) -> CopiedForReaders | None:
    """Rewrite the copy after rows were deleted; if that fails, delete it.

    The old copy contains erased people; the next run rewrites a missing one.
    """
    copied = _copied(workspace, engine, is_forced=True)
    if copied is None or copied.problem is None or workspace.readers is None:
        return copied
    try:
        workspace.readers.file.unlink(missing_ok=True)
    except OSError as error:
        left = f"the old one contains erased people: delete it ({error.strerror or error})"
    else:
        left = "the old one contained erased people, and was deleted"
    return CopiedForReaders(copied.file, problem=f"{copied.problem}\n  {left}")


def other_copies(workspace: Workspace, engine: Engine) -> tuple[str, ...]:
    """Return the copies that this target does not write, a line each: erased people are in them.

    They belong to other targets in this database, or were at earlier paths of the project file.
    """
    table = workspace.dialect.internal_table(COPIES)
    if table not in engine.catalogue().hidden_tables:
        return ()
    with connected(engine, workspace.dialect) as warehouse:
        places = warehouse.rows(f"select file, owner from {warehouse.name(table)} order by all")
    written = None if workspace.readers is None else str(workspace.readers.file)
    own = owner_of(workspace.file.name, workspace.target.name)
    lines = []
    for file, owner in places:
        if file != written and Path(file).exists():
            then = "is not written any more: delete it"
            if owner != own:
                then = f"belongs to {owner}, whose next build rewrites it without them"
            lines.append(f"file {file} {then}")
    return tuple(lines)


def _copied(workspace: Workspace, engine: Engine, *, is_forced: bool) -> CopiedForReaders | None:
    copy = workspace.readers
    if copy is None:
        return None
    started = perf_counter()
    try:
        keep = kept_rows_of(workspace, engine)
        make = partial(engine.copy_for_readers, copy, keep, is_forced=is_forced)
        new_copy = interruptible(engine, make)
    except (StatementError, EnvironmentFault) as error:
        return CopiedForReaders(copy.shown_path, problem=str(error))
    if new_copy is None:
        return None
    seconds = perf_counter() - started
    return CopiedForReaders(copy.shown_path, new_copy.generation, new_copy.relations, seconds)


def kept_rows_of(workspace: Workspace, engine: Engine) -> KeepOf | None:
    """Return which rows may be kept: a source can still contain erased people."""
    if not has_ledger(engine.catalogue(), workspace.dialect):
        return None
    with connected(engine, workspace.dialect) as warehouse:
        known = read_erasure_filter(engine, warehouse, workspace.project.nodes.values())
    return None if known is None else known.condition
