"""Makes the plan of a build, reading the database."""

from orchestrator.engines.boundary import Catalogue, Engine
from orchestrator.plan.steps import Plan
from orchestrator.workspace.earlier.deferring import deferring
from orchestrator.workspace.preparing import prepare
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import has_warehouse, opened


def planned(workspace: Workspace, selected: tuple[str, ...]) -> Plan:
    """Return all steps of a build of what is selected."""
    if not has_warehouse(workspace):
        return _plan(workspace, selected, Catalogue())
    with opened(workspace, read_only=True) as engine:
        return _plan(workspace, selected, engine.catalogue(), engine)


def _plan(
    workspace: Workspace,
    selected: tuple[str, ...],
    catalogue: Catalogue,
    engine: Engine | None = None,
) -> Plan:
    workspace = deferring(workspace, selected, catalogue, built=selected)
    prepared = prepare(workspace, selected, catalogue, publish="all", has_gates=True, engine=engine)
    return prepared.plan
