"""The nodes of the project, as its files say; nothing is planned or opened."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from orchestrator.artifacts.entries import Entries
from orchestrator.nodes import RESOURCES, Node
from orchestrator.selection.earlier import UNCHANGED, Modification
from orchestrator.workspace.earlier_state import modifications, state_folder
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace

MODIFIED = "modified"
"""The key under which a listed node tells what of it is other than in an earlier state."""


def ls(workspace: Workspace, selection: Selection) -> tuple[Node, ...]:
    """The selected nodes, parents first."""
    listed = tuple(
        found.word
        for found in RESOURCES.values()
        if found.is_listed or found.word in selection.resource_types
    )
    selected = choose(workspace, selection, listed)
    return tuple(workspace.project.nodes[name] for name in selected)


def manifest_entries(workspace: Workspace) -> Callable[[Node], Mapping[str, Any]]:
    """What gives the entry of a node in manifest.json.

    Where the flags name an earlier state, it says what of the node is `modified` since.
    """
    entries = Entries(
        workspace.project,
        workspace.dialect.relation,
        workspace.invocation.target.database,
        workspace.now.timestamp(),
    )
    folder = state_folder(workspace)

    @cache
    def modified() -> Mapping[str, Modification]:
        return (modifications(workspace, folder) if folder is not None else None) or {}

    def entry(node: Node) -> Mapping[str, Any]:
        why = modified().get(node.unique_id, UNCHANGED).why
        return {**entries.of(node), MODIFIED: why}

    return entries.of if folder is None else entry
