"""Earlier generations: which there are, and one of them published again."""

from datetime import UTC, datetime
from functools import partial

from msgspec import Struct

from orchestrator.commands.readers import copied_for_readers
from orchestrator.engines.boundary import Generation
from orchestrator.errors import UsageError
from orchestrator.results import CopiedForReaders
from orchestrator.workspace.following import following_of
from orchestrator.workspace.interrupting import published
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened, read_catalogue, require_warehouse


class RolledBack(Struct, frozen=True):
    """`wanted` was published again, as the new generation `made`; what became of its copy."""

    wanted: int
    made: Generation
    copied: CopiedForReaders | None = None


def generations(workspace: Workspace) -> tuple[Generation, ...]:
    """The generations that a rollback can reach, newest first: the current one comes first."""
    return read_catalogue(workspace).generations


def rollback(workspace: Workspace, generation: int | None = None) -> RolledBack:
    """Publish a generation again, or the one before the current; raises UsageError."""
    require_warehouse(workspace, "to roll back")
    with opened(workspace) as engine:
        known = engine.catalogue().generations
        if generation is None:
            if len(known) < 2:
                raise UsageError("there is no generation before the current one")
            generation = known[1].number
        run_id, at = workspace.invocation.run_id, datetime.now(UTC)
        following = following_of(workspace)
        roll_back = partial(engine.rollback, generation, run_id, at, following)
        made = published(engine, roll_back)
        engine.collect(workspace.file.publish.keep_generations)
        copied = copied_for_readers(workspace, engine)
    return RolledBack(generation, made, copied)
