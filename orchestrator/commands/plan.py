"""What a build would do, and why, without doing it."""

from collections.abc import Mapping
from typing import Any

from orchestrator.commands.asked import asked_of
from orchestrator.commands.build import BUILT
from orchestrator.commands.building_door import planned
from orchestrator.plan.described import described
from orchestrator.plan.relations import Relations
from orchestrator.plan.steps import Plan
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.standstill import standstill_of
from orchestrator.workspace.value import Workspace


def plan(workspace: Workspace, selection: Selection) -> Plan:
    """The plan of a build; a workspace opened for `build` gives the very plan of that command."""
    selected = choose(workspace, selection, BUILT)
    still = standstill_of(workspace, selected, asked_of(workspace, selection).as_json())
    if still is not None:
        return Plan({}, "all", reused=still.reused, orphans=still.orphans)
    return planned(workspace, selected)


def for_machines(workspace: Workspace, made: Plan) -> Mapping[str, Any]:
    """The steps of a plan, their SQL on the names that people read, and what is reused."""
    relations = Relations(workspace.project, workspace.dialect, {})
    return described(made, relations.published, workspace.dialect)
