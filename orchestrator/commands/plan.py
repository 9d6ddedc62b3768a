"""What a build would do, and why, without doing it."""

from orchestrator.commands.build import BUILT
from orchestrator.plan.steps import Plan
from orchestrator.workspace.preparing import prepare
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import read_catalogue


def plan(workspace: Workspace, selection: Selection) -> Plan:
    """The plan of a build; a workspace opened for `build` gives the very plan of that command."""
    selected = choose(workspace, selection, BUILT)
    catalogue = read_catalogue(workspace)
    return prepare(workspace, selected, catalogue, publish="all", has_gates=True).plan
