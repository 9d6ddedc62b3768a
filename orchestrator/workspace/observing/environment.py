"""What all results depend on, whatever the node."""

import json

from orchestrator import __version__
from orchestrator.engines.boundary import Catalogue, Session
from orchestrator.nodes import BuiltNode
from orchestrator.people.ledger import TEXT, has_ledger, ledger_table
from orchestrator.state.definitions import digest_of
from orchestrator.workspace.value import Workspace

FORMAT = "6"
"""The version of facts. Raise it if a change of seg gives a definition different rows or doubts."""


# Settings of a target that cannot change any row.
_NO_ROWS = frozenset({
    "checkpoint_threshold", "database", "lock_timeout_seconds", "master", "max_memory",
    "max_temp_directory_size", "memory_limit", "path", "schema", "secrets", "temp_directory",
    "threads", "type",
})  # fmt: skip


def base_of(workspace: Workspace, session: Session | None, catalogue: Catalogue) -> str:
    """Return everything that could change the rows of any node."""
    settings = {
        key: value for key, value in workspace.target.settings.items() if key not in _NO_ROWS
    }
    shown = json.dumps(settings, sort_keys=True, default=str)
    erased = _erased(workspace, session, catalogue)
    return digest_of(FORMAT, __version__, shown, workspace.file.timezone, *erased)


def _erased(workspace: Workspace, session: Session | None, catalogue: Catalogue) -> list[str]:
    """Return who was erased, and by which columns their rows would be recognized and left out."""
    dialect = workspace.dialect
    if session is None or not has_ledger(catalogue, dialect):
        return []
    rows = session.query(
        f"select column_name, key_hash from {dialect.relation(ledger_table(dialect))} order by 1, 2"
    ).values
    if not any(row[0] != TEXT for row in rows):
        return []
    personal = [
        f"{node.unique_id}.{column.name}"
        for node in workspace.project.nodes.values()
        if isinstance(node, BuiltNode)
        for column in node.columns
        if column.is_personal
    ]
    return [*(f"{row[0]}:{row[1]}" for row in rows), *sorted(personal)]
