"""catalog.json (dbt's v1): which columns relations have in the warehouse."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from orchestrator.artifacts.entry_parts import Entry
from orchestrator.artifacts.files import write_atomically
from orchestrator.artifacts.metadata import metadata
from orchestrator.json_text import json_text
from orchestrator.names import RelationName
from orchestrator.nodes import Node, RelationNode
from orchestrator.project.invocation import Invocation
from orchestrator.secrets import NO_SECRETS, Mask

SCHEMA = "catalog/v1"

_NO_STATISTICS: Mapping[str, Any] = {
    "has_stats": {
        "id": "has_stats",
        "label": "Has Stats?",
        "value": False,
        "include": False,
        "description": "Whether there are statistics of the relation",
    }
}


def catalog(
    nodes: Iterable[Node],
    columns: Mapping[RelationName, Sequence[tuple[str, str]]],
    invocation: Invocation,
    at: datetime,
) -> dict[str, Any]:
    """The catalog as a value that `json_text` can write.

    `columns` have the name and the type of each column of the relations that are there.
    """
    there = {
        node.unique_id: (node, _entry(node, columns[node.relation], invocation))
        for node in nodes
        if isinstance(node, RelationNode) and columns.get(node.relation)
    }
    sections = {
        section: {
            name: entry for name, (node, entry) in there.items() if node.resource.section == section
        }
        for section in ("nodes", "sources")
    }
    return {"metadata": metadata(SCHEMA, invocation, at), **sections, "errors": None}


def write_catalog(
    path: Path,
    nodes: Iterable[Node],
    columns: Mapping[RelationName, Sequence[tuple[str, str]]],
    invocation: Invocation,
    at: datetime,
    mask: Mask = NO_SECRETS,
) -> None:
    """Write `catalog` to a file; raises EnvironmentFault and leaves the old file."""
    write_atomically(path, json_text(catalog(nodes, columns, invocation, at), mask))


def _entry(node: RelationNode, columns: Sequence[tuple[str, str]], invocation: Invocation) -> Entry:
    relation = node.relation
    return {
        "metadata": {
            "type": "VIEW" if node.materialized == "view" else "BASE TABLE",
            "schema": relation.schema,
            "name": relation.identifier,
            "database": relation.database or invocation.target.database,
            "comment": None,
            "owner": None,
        },
        "columns": {
            name: {"type": kind, "index": index, "name": name, "comment": None}
            for index, (name, kind) in enumerate(columns, 1)
        },
        "stats": _NO_STATISTICS,
        "unique_id": node.unique_id,
    }
