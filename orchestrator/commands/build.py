"""Build, run, test, seed and snapshot: plan, execute and publish the selected nodes.

If nothing changed since a run that had nothing to do, only that is checked.
"""

from collections.abc import Generator
from functools import partial

from orchestrator.commands.run.arguments import run_arguments
from orchestrator.commands.run.door import BuildRequest, built
from orchestrator.commands.run.no_ops import no_ops, with_no_ops
from orchestrator.commands.run.record import recorded
from orchestrator.commands.run.run import Run
from orchestrator.commands.run.unchanged import idle_run_events
from orchestrator.nodes import DataTest
from orchestrator.results import Event, PublishMode
from orchestrator.runner.control import Control
from orchestrator.workspace.idle_run import IdleRun, known_idle_run
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import require_warehouse

TESTS = ("test", "unit_test")
BUILT = ("model", "seed", "snapshot", *TESTS, "exposure", "saved_query")


def build(
    workspace: Workspace,
    selection: Selection,
    *,
    publish: PublishMode = "all",
    store_failures: bool = False,
) -> Run:
    """Build models, seeds and snapshots, test them, and publish all of them in one transaction."""
    return _run(workspace, selection, BUILT, publish, has_gates=True, store_failures=store_failures)


def run_models(workspace: Workspace, selection: Selection, *, publish: PublishMode = "all") -> Run:
    """Build and publish models, without tests."""
    return _run(workspace, selection, ("model",), publish)


def load_seeds(workspace: Workspace, selection: Selection, *, publish: PublishMode = "all") -> Run:
    """Load seeds and publish them."""
    return _run(workspace, selection, ("seed",), publish)


def take_snapshots(
    workspace: Workspace, selection: Selection, *, publish: PublishMode = "all"
) -> Run:
    """Take snapshots and publish them."""
    return _run(workspace, selection, ("snapshot",), publish)


def run_tests(workspace: Workspace, selection: Selection, *, store_failures: bool = False) -> Run:
    """Run data tests on what is published, and unit tests.

    Raises UsageError if nothing is published and data tests are selected.
    """
    selected = choose(workspace, selection, TESTS)
    if any(isinstance(workspace.project.nodes[name], DataTest) for name in selected):
        require_warehouse(workspace, "to test yet")
    return _run(workspace, selection, TESTS, "none", store_failures=store_failures)


def settled(
    workspace: Workspace,
    selection: Selection,
    *,
    publish: PublishMode = "all",
    store_failures: bool = False,
) -> IdleRun | None:
    """Return why `build` has nothing to do, or None if it has to check first."""
    selected = choose(workspace, selection, BUILT)
    arguments = run_arguments(workspace, selection, store_failures=store_failures, publish=publish)
    return known_idle_run(workspace, selected, arguments.as_json())


def _run(
    workspace: Workspace,
    selection: Selection,
    types: tuple[str, ...],
    publish: PublishMode,
    *,
    has_gates: bool = False,
    store_failures: bool = False,
) -> Run:
    selected = choose(workspace, selection, types)
    arguments = run_arguments(workspace, selection, store_failures=store_failures, publish=publish)
    request = BuildRequest(workspace, selected, arguments, has_gates)
    invocation = workspace.invocation
    return Run(invocation.run_id, invocation.command, partial(_events, request))


def _events(request: BuildRequest, control: Control) -> Generator[Event, None, None]:
    workspace, arguments = request.workspace, request.arguments
    still = known_idle_run(workspace, request.selected, arguments.as_json())
    if still is None:
        yield from built(request, control)
    else:
        idle = no_ops(workspace, request.selected)
        events = with_no_ops(idle_run_events(workspace, still, control), workspace, idle)
        yield from recorded(workspace, events, arguments)
