"""Saved queries: named queries to a semantic layer."""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import field

from orchestrator.nodes.node import NodeBase, Resource


class SavedQuery(NodeBase, frozen=True, kw_only=True):
    """Metrics and what they are grouped by, under a name.

    `definition` contains its entries in the manifest that other nodes do not have.
    """

    resource: ClassVar[Resource] = Resource(
        "saved_query", "saved query", section="saved_queries", selector="saved_query"
    )

    definition: Mapping[str, Any]
    settings: Mapping[str, Any] = field(default_factory=dict)
