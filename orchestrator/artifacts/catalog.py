"""catalog.json (dbt's v1): the relations in the warehouse and their columns."""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from orchestrator.artifacts.entry_parts import Entry
from orchestrator.artifacts.files import write_atomically
from orchestrator.artifacts.metadata import metadata
from orchestrator.json_text import json_text
from orchestrator.names import RelationName
from orchestrator.nodes import NO_COMMENTS, Comments, Node, RelationNode
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


class InWarehouse(Struct, frozen=True, kw_only=True):
    """What is known about existing relations: the name and type of each column, which of them are
    `views`, and their comments.
    """

    columns: Mapping[RelationName, Sequence[tuple[str, str]]] = field(default_factory=dict)
    views: Set[RelationName] = frozenset()
    comments: Mapping[RelationName, Comments] = field(default_factory=dict)


def catalog(
    nodes: Iterable[Node], found: InWarehouse, invocation: Invocation, at: datetime
) -> dict[str, Any]:
    """Return the catalog as a value that `json_text` can write."""
    there = {
        node.unique_id: (node, _entry(node, found, invocation))
        for node in nodes
        if isinstance(node, RelationNode) and found.columns.get(node.relation)
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
    found: InWarehouse,
    invocation: Invocation,
    at: datetime,
    mask: Mask = NO_SECRETS,
) -> None:
    """Write `catalog` to a file; raises EnvironmentFault and leaves the old file."""
    write_atomically(path, json_text(catalog(nodes, found, invocation, at), mask))


def _entry(node: RelationNode, found: InWarehouse, invocation: Invocation) -> Entry:
    relation = node.relation
    comments = found.comments.get(relation, NO_COMMENTS)
    of_columns = dict(comments.columns)
    return {
        "metadata": {
            "type": "VIEW" if relation in found.views else "BASE TABLE",
            "schema": relation.schema,
            "name": relation.identifier,
            "database": relation.database or invocation.target.database,
            "comment": comments.relation or None,
            "owner": None,
        },
        "columns": {
            name: {"type": kind, "index": index, "name": name, "comment": of_columns.get(name)}
            for index, (name, kind) in enumerate(found.columns[relation], 1)
        },
        "stats": _NO_STATISTICS,
        "unique_id": node.unique_id,
    }
