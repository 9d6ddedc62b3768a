"""What a build does unless it is already known that nothing has to be done."""

from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext
from functools import partial
from time import time_ns

from orchestrator.commands.erase.filtering import make_erasure_filter
from orchestrator.commands.erase.finishing import finish_erasures
from orchestrator.commands.external_files.rewrite import finish_files
from orchestrator.commands.run.door import BuildRequest
from orchestrator.commands.run.execute import carried_out
from orchestrator.commands.run.manifest import ManifestOfRun, write_manifest_of
from orchestrator.compiler.late import LateCompiler
from orchestrator.engines.boundary import Engine
from orchestrator.people.unfinished import has_unfinished
from orchestrator.results import CopiedForReaders, Event, Notice
from orchestrator.runner.control import Control
from orchestrator.workspace.earlier.deferring import deferring
from orchestrator.workspace.idle_run import database_state, keep_idle_run
from orchestrator.workspace.late_compiling import late_compiler
from orchestrator.workspace.observed_idle_run import observed_idle_run
from orchestrator.workspace.preparing import prepare
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
    """Plan, execute and publish what is selected; the notices in `before` come first.

    The engine is open, and `opening` closes it. `is_new`: the engine has just created the
    warehouse.
    """
    workspace, selected, arguments = request.workspace, request.selected, request.arguments
    began_ns = time_ns()
    with opening:
        catalogue = engine.catalogue()
        workspace = deferring(workspace, selected, catalogue, built=selected)
        is_unfinished = not before and has_unfinished(catalogue, workspace.dialect)
        if not is_unfinished:
            # If compiling fails, do not leave an empty warehouse behind.
            with _discarding(engine) if is_new else nullcontext():
                prepared = prepare(
                    workspace,
                    selected,
                    catalogue,
                    publish=arguments.publish,
                    has_gates=request.has_gates,
                    store_failures=arguments.store_failures,
                    engine=engine,
                    is_noting=True,
                )
            before = (*before, *finish_files(workspace, engine, catalogue))
            erasure_filter = make_erasure_filter(workspace, engine, prepared.compiled, catalogue)
            late = late_compiler(workspace, catalogue, prepared.compiled)
            writes_manifest = workspace.flags.write_json and request.is_of_project
            manifest = ManifestOfRun(partial(_write_manifest, workspace, late))
            is_copied = yield from _noticing(
                carried_out(
                    workspace,
                    prepared.plan,
                    engine,
                    catalogue,
                    control,
                    arguments,
                    selected=selected,
                    late=late,
                    erasure_filter=erasure_filter,
                    before=before,
                    meanwhile=manifest.write_ahead if writes_manifest else lambda: None,
                )
            )
            found = None
            # If the copy could not be written, every run retries it.
            if is_copied:
                found = observed_idle_run(workspace, prepared, catalogue, engine, began_ns)
    if is_unfinished:
        notices = finish_erasures(workspace)
        exit_stack = ExitStack()
        engine = exit_stack.enter_context(opened(workspace))
        yield from built(request, control, engine, exit_stack, notices, is_new=False)
        return
    # This needs no database, so other processes need not wait for it.
    if writes_manifest:
        manifest.finish()
    # If the state since closing is the recorded one, nobody wrote in between.
    if (
        found is not None
        and prepared.uses is not None
        and database_state(workspace) == found.database
    ):
        keep_idle_run(workspace, selected, arguments.as_json(), found, prepared.uses)


def _write_manifest(workspace: Workspace, late: LateCompiler) -> None:
    write_manifest_of(workspace, late.with_found())


@contextmanager
def _discarding(engine: Engine) -> Iterator[None]:
    """If the block raises, remove a warehouse that contains nothing."""
    try:
        yield
    except BaseException:
        engine.discard()
        raise


def _noticing(events: Generator[Event, None, None]) -> Generator[Event, None, bool]:
    """Pass events on; return whether the copy for readers, if there is one, is up to date."""
    is_copied = True
    with closing(events):
        for event in events:
            is_copied = is_copied and not (isinstance(event, CopiedForReaders) and event.problem)
            yield event
    return is_copied
