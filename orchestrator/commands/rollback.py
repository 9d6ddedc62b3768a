"""Lists earlier generations, and publishes one of them again."""

from contextlib import nullcontext
from datetime import UTC, datetime
from functools import partial

from msgspec import Struct

from orchestrator.commands.external_files.rewrite import (
    changed_versions,
    existing_files,
    finish_files,
    rewritten,
)
from orchestrator.commands.external_files.unfinished import noted_as_unfinished
from orchestrator.commands.external_files.write import ModelFile, external_models
from orchestrator.commands.run.readers_copy import copied_for_readers
from orchestrator.engines.boundary import Generation
from orchestrator.errors import UsageError
from orchestrator.results import CopiedForReaders
from orchestrator.workspace.following import following_of
from orchestrator.workspace.interrupting import publishing
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened, read_catalogue, require_warehouse


class RolledBack(Struct, frozen=True):
    """`wanted` was published again as the new generation `made`; and the result for the copy.

    `files` of external models were rewritten, or have a problem; `left` files belong to models that
    are not in the generation.
    """

    wanted: int
    made: Generation
    copied: CopiedForReaders | None = None
    files: tuple[ModelFile, ...] = ()
    left: tuple[str, ...] = ()


def generations(workspace: Workspace) -> tuple[Generation, ...]:
    """Return the generations that a rollback can reach, newest (the current one) first."""
    return read_catalogue(workspace).generations


def rollback(workspace: Workspace, generation: int | None = None) -> RolledBack:
    """Publish a generation again, by default the one before the current; raises UsageError.

    Raises EnvironmentFault if it is published, but the engine cannot continue.
    """
    require_warehouse(workspace, "to roll back")
    with opened(workspace) as engine:
        before = engine.catalogue()
        for notice in finish_files(workspace, engine, before):
            workspace.tell(notice.message)
        known = before.generations
        if generation is None:
            if len(known) < 2:
                raise UsageError(
                    "there is no generation before the current one",
                    fix="see 'seg rollback --list'",
                )
            generation = known[1].number
        run_id, at = workspace.invocation.run_id, datetime.now(UTC)
        following = following_of(workspace)
        roll_back = partial(engine.rollback, generation, run_id, at, following)
        has_files = bool(external_models(workspace))
        noted = noted_as_unfinished(workspace, engine) if has_files else nullcontext()
        with noted, publishing(engine, roll_back, workspace.tell) as made:
            engine.collect(workspace.file.publish.keep_generations)
            copied = copied_for_readers(workspace, engine)
            now = engine.catalogue().published
            others = changed_versions(existing_files(workspace), before.published, now)
            files = tuple(rewritten(others, workspace, engine))
    gone = before.published.keys() - now.keys()
    left = tuple(
        str(each.file) for each in existing_files(workspace) if each.model.unique_id in gone
    )
    return RolledBack(generation, made, copied, files, left)
