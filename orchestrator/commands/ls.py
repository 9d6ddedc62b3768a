"""Lists the project's nodes as the files declare them; nothing is planned or opened."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from orchestrator.artifacts.entries import Entries
from orchestrator.nodes import RESOURCES, Node
from orchestrator.selection.earlier import UNCHANGED
from orchestrator.workspace.earlier.state import modifications, state_folder
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace

MODIFIED = "modified"
"""The key that lists what changed in a node since an earlier state."""


def ls(workspace: Workspace, selection: Selection) -> tuple[Node, ...]:
    """Return the selected nodes, parents first."""
    listed = tuple(
        found.word
        for found in RESOURCES.values()
        if found.is_listed or found.word in selection.resource_types
    )
    selected = choose(workspace, selection, listed)
    return tuple(workspace.project.nodes[name] for name in selected)


def manifest_entries(
    workspace: Workspace, keys: Collection[str] = ()
) -> Callable[[Node], Mapping[str, Any]]:
    """Return a function that gives a node's entry in manifest.json.

    If the flags name an earlier state, and `modified` is in `keys`, the entry says what changed in
    the node since then.
    """
    entries = Entries(
        workspace.project,
        workspace.dialect.relation,
        workspace.invocation.target.database,
        workspace.now.timestamp(),
    )
    folder = state_folder(workspace)
    if folder is None or MODIFIED not in keys:
        return entries.of
    modified = modifications(workspace, folder) or {}

    def entry(node: Node) -> Mapping[str, Any]:
        return {**entries.of(node), MODIFIED: modified.get(node.unique_id, UNCHANGED).why}

    return entry
