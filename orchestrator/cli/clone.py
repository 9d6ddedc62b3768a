"""`seg clone`: views on the relations of an earlier state."""

from orchestrator.cli.given import Given
from orchestrator.cli.running import shown
from orchestrator.cli.saying import opened_for
from orchestrator.commands import clone as commands


def clone(given: Given, *, full_refresh: bool) -> int:
    """Publish views on the relations of an earlier state."""
    workspace = opened_for(given, "clone", is_full_refresh=full_refresh)
    return shown(commands.clone(workspace, given.selection), workspace, given.display)
