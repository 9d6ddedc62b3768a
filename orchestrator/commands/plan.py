"""What a build would do, and why, without doing it."""

from functools import partial

from orchestrator.commands.build import BUILT
from orchestrator.engines.boundary import Catalogue
from orchestrator.plan.steps import Plan
from orchestrator.workspace.preparing import prepare
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import has_warehouse, opened


def plan(workspace: Workspace, selection: Selection) -> Plan:
    """The plan of a build; a workspace opened for `build` gives the very plan of that command."""
    selected = choose(workspace, selection, BUILT)
    planned = partial(prepare, workspace, selected, publish="all", has_gates=True)
    if not has_warehouse(workspace):
        return planned(Catalogue()).plan
    with opened(workspace, read_only=True) as engine:
        return planned(engine.catalogue(), engine=engine).plan
