"""Published relations that no node builds any more: lists and drops them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from msgspec import Struct

from orchestrator.commands.run.readers_copy import copied_for_readers
from orchestrator.engines.boundary import Generation
from orchestrator.plan.orphans import Orphans, orphans_of
from orchestrator.results import CopiedForReaders
from orchestrator.workspace.following import following_of
from orchestrator.workspace.interrupting import publishing
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened, read_catalogue, require_warehouse


def orphans(workspace: Workspace) -> Orphans:
    """Return what is published but no longer built; raises UsageError if nothing was built."""
    require_warehouse(workspace, "to clean")
    return orphans_of(workspace.project, read_catalogue(workspace), workspace.dialect)


class Dropped(Struct, frozen=True):
    """The generation without orphans, and the result for the copy for readers."""

    made: Generation
    copied: CopiedForReaders | None = None


def drop_orphans(workspace: Workspace, named: Sequence[str]) -> Dropped | None:
    """Drop the relations of the nodes `named`, as one generation that a rollback undoes.

    Returns None if none of them is an orphan any more. Raises UsageError, and drops nothing, if a
    published view reads one.
    """
    require_warehouse(workspace, "to clean")
    with opened(workspace) as engine:
        found = orphans_of(workspace.project, engine.catalogue(), workspace.dialect)
        gone = [row.unique_id for row in found.own if row.unique_id in named]
        if not gone:
            return None
        run_id, at = workspace.invocation.run_id, datetime.now(UTC)
        following = following_of(workspace)
        publish = partial(engine.publish, (), run_id, at, gone=gone, following=following)
        with publishing(engine, publish, workspace.tell) as made:
            engine.collect(workspace.file.publish.keep_generations)
            copied = copied_for_readers(workspace, engine)
    return Dropped(made, copied)
