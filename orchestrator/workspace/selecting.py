"""The nodes that a selection means, or a clear word that there are none."""

from collections.abc import Iterator, Sequence

from orchestrator.errors import UsageError
from orchestrator.nodes import resource_type
from orchestrator.selection.select import Selected, fix_for, select
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace


def choose(workspace: Workspace, selection: Selection, types: Sequence[str]) -> tuple[str, ...]:
    """The selected nodes among `types`; raises UsageError when there are none.

    In a dbt project there may be none, as in dbt: that is a warning.
    """
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
    for problem in _problems(workspace, selected, wanted, types):
        if workspace.file.is_strict:
            raise problem
        told = workspace.loaded.warnings.messages
        told += [text for text in [str(problem)] if text not in told]
    return wanted


def _problems(
    workspace: Workspace, selected: Selected, wanted: Sequence[str], types: Sequence[str]
) -> Iterator[UsageError]:
    for criterion in selected.unmatched:
        yield UsageError(
            f"The selection criterion '{criterion}' does not match any enabled nodes",
            fix=fix_for(workspace.project, criterion),
        )
    if not wanted:
        nodes = workspace.project.nodes
        there = sorted({resource_type(nodes[name]) for name in selected.names or nodes})
        yield UsageError(
            f"Nothing to do: no {' or '.join(types)} is selected",
            fix=f"the selection holds: {', '.join(there)}" if there else "add a model",
        )
