"""`seg build`, `run`, `test`, `seed`, `snapshot`: each is one run, shown while it happens."""

from orchestrator.cli.given import Given
from orchestrator.cli.lazy import show_seeds
from orchestrator.cli.running import shown
from orchestrator.cli.saying import opened_for
from orchestrator.commands import build as commands
from orchestrator.commands.run.run import Run
from orchestrator.nodes import Seed
from orchestrator.results import PublishMode
from orchestrator.workspace.value import Workspace

_LOADED = ("success", "reused")


def build(
    given: Given,
    *,
    full_refresh: bool,
    store_failures: bool,
    is_shown: bool,
    publish: PublishMode,
) -> int:
    """Build, test and publish."""
    workspace = opened_for(given, "build", is_full_refresh=full_refresh)
    run = commands.build(workspace, given.selection, publish=publish, store_failures=store_failures)
    return _shown_with_seeds(run, workspace, given, is_shown=is_shown)


def run_models(given: Given, *, full_refresh: bool, publish: PublishMode) -> int:
    """Build and publish models."""
    workspace = opened_for(given, "run", is_full_refresh=full_refresh)
    run = commands.run_models(workspace, given.selection, publish=publish)
    return shown(run, workspace, given.display)


def run_tests(given: Given, *, store_failures: bool) -> int:
    """Test what is published."""
    workspace = opened_for(given, "test")
    run = commands.run_tests(workspace, given.selection, store_failures=store_failures)
    return shown(run, workspace, given.display)


def load_seeds(given: Given, *, full_refresh: bool, is_shown: bool, publish: PublishMode) -> int:
    """Load and publish seeds."""
    workspace = opened_for(given, "seed", is_full_refresh=full_refresh)
    run = commands.load_seeds(workspace, given.selection, publish=publish)
    return _shown_with_seeds(run, workspace, given, is_shown=is_shown)


def take_snapshots(given: Given, *, publish: PublishMode) -> int:
    """Take and publish snapshots."""
    workspace = opened_for(given, "snapshot")
    run = commands.take_snapshots(workspace, given.selection, publish=publish)
    return shown(run, workspace, given.display)


def _shown_with_seeds(run: Run, workspace: Workspace, given: Given, *, is_shown: bool) -> int:
    """Execute a run; then print the first rows of its seeds if requested."""
    exit_code = shown(run, workspace, given.display)
    if is_shown and exit_code == 0:
        nodes = workspace.project.nodes
        ended = run.result().results.values()
        loaded = [nodes.get(each.unique_id) for each in ended if each.status in _LOADED]
        seeds = [node.name for node in loaded if isinstance(node, Seed)]
        show_seeds()(workspace, seeds, given.display.log_format == "json")
    return exit_code
