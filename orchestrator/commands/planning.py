"""The plan of a build, from a look into the database."""

from functools import partial

from orchestrator.engines.boundary import Catalogue
from orchestrator.plan.steps import Plan
from orchestrator.workspace.preparing import prepare
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import has_warehouse, opened


def planned(workspace: Workspace, selected: tuple[str, ...]) -> Plan:
    """All steps that a build of what is selected would carry out."""
    made = partial(prepare, workspace, selected, publish="all", has_gates=True)
    if not has_warehouse(workspace):
        return made(Catalogue()).plan
    with opened(workspace, read_only=True) as engine:
        return made(engine.catalogue(), engine=engine).plan
