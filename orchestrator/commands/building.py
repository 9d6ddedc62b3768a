"""What a build does when it is not known beforehand that there is nothing to do."""

from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext
from functools import partial
from time import time_ns

from orchestrator.commands.building_door import BuildRequest
from orchestrator.commands.carrying_out import carried_out
from orchestrator.commands.erase.filtering import make_erasure_filter
from orchestrator.commands.erase.finishing import finish_erasures
from orchestrator.commands.external_again import finish_files
from orchestrator.commands.manifest import ManifestOfRun, write_manifest_of
from orchestrator.compiler.late import LateCompiler
from orchestrator.engines.boundary import Engine
from orchestrator.people.unfinished import has_unfinished
from orchestrator.results import CopiedForReaders, Event, Notice
from orchestrator.runner.control import Control
from orchestrator.workspace.deferring import deferring
from orchestrator.workspace.preparing import late_compiler, prepare
from orchestrator.workspace.standing_still import standing_still
from orchestrator.workspace.standstill import database_state, keep_standstill
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened


def built(
    request: BuildRequest,
    control: Control,
    engine: Engine,
    opening: ExitStack,
    before: tuple[Notice, ...] = (),
    *,
    is_new: bool,
) -> Generator[Event, None, None]:
    """Plan what is selected, carry it out, and publish it; what was told `before` comes first.

    The engine is open, and `opening` closes it; the warehouse may be one that it has just made.
    """
    workspace, selected, asked = request.workspace, request.selected, request.asked
    began_ns = time_ns()
    with opening:
        catalogue = engine.catalogue()
        workspace = deferring(workspace, selected, catalogue, built=selected)
        is_unfinished = not before and has_unfinished(catalogue, workspace.dialect)
        if not is_unfinished:
            # What cannot be compiled leaves no empty warehouse behind.
            with _discarding(engine) if is_new else nullcontext():
                prepared = prepare(
                    workspace,
                    selected,
                    catalogue,
                    publish=asked.publish,
                    has_gates=request.has_gates,
                    store_failures=asked.store_failures,
                    engine=engine,
                    is_noting=True,
                )
            before = (*before, *finish_files(workspace, engine, catalogue))
            erasure_filter = make_erasure_filter(workspace, engine, prepared.compiled, catalogue)
            late = late_compiler(workspace, catalogue, prepared.compiled)
            is_told_of = workspace.flags.write_json and request.is_of_project
            manifest = ManifestOfRun(partial(_write_manifest, workspace, late))
            is_copied = yield from _noticing(
                carried_out(
                    workspace,
                    prepared.plan,
                    engine,
                    catalogue,
                    control,
                    asked,
                    selected=selected,
                    late=late,
                    erasure_filter=erasure_filter,
                    before=before,
                    meanwhile=manifest.write_ahead if is_told_of else lambda: None,
                )
            )
            found = None
            # A copy that could not be written is tried again by each run.
            if is_copied:
                found = standing_still(workspace, prepared, catalogue, engine, began_ns)
    if is_unfinished:
        told = finish_erasures(workspace)
        again = ExitStack()
        engine = again.enter_context(opened(workspace))
        yield from built(request, control, engine, again, told, is_new=False)
        return
    # It is of no database: others need not wait for it.
    if is_told_of:
        manifest.finish()
    # Until it was closed nobody else could write; what is at rest now is what was looked at.
    if (
        found is not None
        and prepared.uses is not None
        and database_state(workspace) == found.database
    ):
        keep_standstill(workspace, selected, asked.as_json(), found, prepared.uses)


def _write_manifest(workspace: Workspace, late: LateCompiler) -> None:
    write_manifest_of(workspace, late.with_found())


@contextmanager
def _discarding(engine: Engine) -> Iterator[None]:
    """Whatever is raised inside, a warehouse in which nothing is does not stay."""
    try:
        yield
    except BaseException:
        engine.discard()
        raise


def _noticing(events: Generator[Event, None, None]) -> Generator[Event, None, bool]:
    """The events; whether the copy for readers is as it is to be, where one is kept."""
    is_copied = True
    with closing(events):
        for event in events:
            is_copied = is_copied and not (isinstance(event, CopiedForReaders) and event.problem)
            yield event
    return is_copied
