"""What a build would do, and why, without doing it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from orchestrator.commands.build import BUILT
from orchestrator.engines.boundary import Catalogue
from orchestrator.plan.described import described
from orchestrator.plan.relations import Relations
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


def for_machines(workspace: Workspace, made: Plan) -> Mapping[str, Any]:
    """The steps of a plan, their SQL on the names that people read, and what is reused."""
    relations = Relations(workspace.project, workspace.dialect, {})
    return described(made, relations.published, workspace.dialect)
