"""Build, run, test and seed: what is selected is planned, carried out and published."""

from collections.abc import Generator
from functools import partial

from msgspec import Struct

from orchestrator.commands.asked import Asked, asked_of
from orchestrator.commands.carrying_out import carried_out
from orchestrator.commands.erase.filtering import make_erasure_filter
from orchestrator.commands.runs import Run
from orchestrator.engines.boundary import Catalogue
from orchestrator.plan.steps import PublishMode
from orchestrator.results import Event
from orchestrator.runner.control import Control
from orchestrator.workspace.preparing import compile_selected, prepare
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import has_warehouse, opened, require_warehouse

BUILT = ("model", "seed", "test")


class BuildOptions(Struct, frozen=True):
    """How what is selected is planned."""

    publish: PublishMode
    has_gates: bool = False
    store_failures: bool = False


def build(
    workspace: Workspace,
    selection: Selection,
    *,
    publish: PublishMode = "all",
    store_failures: bool = False,
) -> Run:
    """Build models and seeds aside, test them, publish all of it in one transaction."""
    options = BuildOptions(publish, has_gates=True, store_failures=store_failures)
    return _run(workspace, selection, BUILT, options)


def run_models(workspace: Workspace, selection: Selection, *, publish: PublishMode = "all") -> Run:
    """Build and publish models, without tests."""
    return _run(workspace, selection, ("model",), BuildOptions(publish))


def load_seeds(workspace: Workspace, selection: Selection, *, publish: PublishMode = "all") -> Run:
    """Load seeds and publish them."""
    return _run(workspace, selection, ("seed",), BuildOptions(publish))


def run_tests(workspace: Workspace, selection: Selection, *, store_failures: bool = False) -> Run:
    """Run data tests on what is published; raises UsageError when nothing is."""
    options = BuildOptions("none", store_failures=store_failures)
    run = _run(workspace, selection, ("test",), options)
    require_warehouse(workspace, "to test yet")
    return run


def _run(
    workspace: Workspace, selection: Selection, types: tuple[str, ...], options: BuildOptions
) -> Run:
    selected = choose(workspace, selection, types)
    asked = asked_of(
        workspace, selection, store_failures=options.store_failures, publish=options.publish
    )
    invocation = workspace.invocation
    return Run(
        invocation.run_id, invocation.command, partial(_events, workspace, selected, options, asked)
    )


def _events(
    workspace: Workspace,
    selected: tuple[str, ...],
    options: BuildOptions,
    asked: Asked,
    control: Control,
) -> Generator[Event, None, None]:
    # What cannot be compiled leaves no empty warehouse behind.
    is_new = not has_warehouse(workspace)
    compiled = compile_selected(workspace, selected, Catalogue()) if is_new else None
    with opened(workspace) as engine:
        catalogue = engine.catalogue()
        prepared = prepare(
            workspace,
            selected,
            catalogue,
            publish=options.publish,
            has_gates=options.has_gates,
            store_failures=options.store_failures,
            engine=engine,
            is_noting=True,
            compiled=compiled if catalogue == Catalogue() else None,
        )
        erasure_filter = make_erasure_filter(workspace, engine, prepared.compiled, catalogue)
        yield from carried_out(
            workspace,
            prepared.plan,
            engine,
            catalogue,
            control,
            asked,
            compiled=prepared.compiled,
            erasure_filter=erasure_filter,
        )
