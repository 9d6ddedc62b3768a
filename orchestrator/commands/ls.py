"""The nodes of the project, as its files say; nothing is planned or opened."""

from orchestrator.artifacts.entries import Entries
from orchestrator.nodes import RESOURCES, Node
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace


def ls(workspace: Workspace, selection: Selection) -> tuple[Node, ...]:
    """The selected nodes, parents first."""
    listed = tuple(
        found.word
        for found in RESOURCES.values()
        if found.is_listed or found.word in selection.resource_types
    )
    selected = choose(workspace, selection, listed)
    return tuple(workspace.project.nodes[name] for name in selected)


def manifest_entries(workspace: Workspace) -> Entries:
    """What makes the entry of a node in manifest.json."""
    return Entries(
        workspace.project,
        workspace.dialect.relation,
        workspace.invocation.target.database,
        workspace.now.timestamp(),
    )
