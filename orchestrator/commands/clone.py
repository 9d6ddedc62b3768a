"""Creates views on an earlier state's relations, so that nodes exist without a build."""

from functools import partial

from msgspec.structs import replace

from orchestrator.commands.run.arguments import run_arguments
from orchestrator.commands.run.door import BuildRequest, built
from orchestrator.commands.run.run import Run
from orchestrator.names import RelationName
from orchestrator.nodes import BuiltNode, Model, ModelConfig
from orchestrator.plan.relations import is_there
from orchestrator.workspace.earlier.deferring import state_relations
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import read_catalogue

CLONED = ("model", "seed", "snapshot")


def clone(workspace: Workspace, selection: Selection) -> Run:
    """Publish a view on the state's relation for each selected node that does not exist.

    With a full refresh, also for those that exist. Raises UsageError without a state.
    """
    selected = choose(workspace, selection, CLONED)
    relations = state_relations(workspace)
    is_own = is_there(read_catalogue(workspace))
    is_all = workspace.invocation.is_full_refresh
    cloned: dict[str, Model] = {}
    notices = workspace.loaded.warnings.messages
    for name in selected:
        node = workspace.project.nodes[name]
        if not isinstance(node, BuiltNode) or not node.is_built:
            continue
        relation = relations.get(name)
        if relation is None:
            notices.append(f"'{node.name}' is not in the earlier state")
        elif relation == node.relation:
            notices.append(f"'{node.name}' is the same relation in the earlier state")
        elif not is_all and is_own(node.relation):
            notices.append(f"'{node.name}' is published already")
        else:
            cloned[name] = _view_on(relation, node, workspace)
    invocation = workspace.invocation
    project = workspace.project
    loaded = replace(workspace.loaded, project=replace(project, nodes={**project.nodes, **cloned}))
    request = BuildRequest(
        replace(workspace, loaded=loaded, flags=replace(workspace.flags, reuse=False, defer=False)),
        tuple(cloned),
        run_arguments(workspace, selection),
        is_of_project=False,
    )
    return Run(invocation.run_id, invocation.command, partial(built, request))


def _view_on(relation: RelationName, node: BuiltNode, workspace: Workspace) -> Model:
    """Return a view that replaces a node."""
    return Model(
        unique_id=node.unique_id,
        name=node.name,
        package=node.package,
        path=node.path,
        fqn=node.fqn,
        place=node.place,
        relation=node.relation,
        config=ModelConfig(materialized="view"),
        source_code=f"select * from {workspace.dialect.relation(relation)}",
    )
