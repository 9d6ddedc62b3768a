"""The nodes that a selection means, or a clear word that there are none."""

from collections.abc import Sequence

from orchestrator.errors import UsageError
from orchestrator.nodes import resource_type
from orchestrator.selection.select import fix_for, select
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace


def choose(workspace: Workspace, selection: Selection, types: Sequence[str]) -> tuple[str, ...]:
    """The selected nodes among `types`; raises UsageError when there are none."""
    selected = select(
        workspace.project,
        selection.select,
        selection.exclude,
        indirect=selection.indirect_selection,
        resource_types=selection.resource_types,
        exclude_resource_types=selection.exclude_resource_types,
    )
    nodes = workspace.project.nodes
    wanted = tuple(name for name in selected.names if resource_type(nodes[name]) in types)
    if selection.allow_empty:
        return wanted
    for criterion in selected.unmatched:
        raise UsageError(
            f"The selection criterion '{criterion}' does not match any enabled nodes",
            fix=fix_for(workspace.project, criterion),
        )
    if not wanted:
        there = sorted({resource_type(nodes[name]) for name in selected.names or nodes})
        raise UsageError(
            f"Nothing to do: no {' or '.join(types)} is selected",
            fix=f"the selection holds: {', '.join(there)}" if there else "add a model",
        )
    return wanted
