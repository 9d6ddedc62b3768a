"""Saved queries: what is asked of a semantic layer again and again."""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import field

from orchestrator.nodes.node import NodeBase, Resource


class SavedQuery(NodeBase, frozen=True, kw_only=True):
    """Metrics with what they are grouped by, under a name.

    `definition` is what the manifest says of it beside what all nodes have.
    """

    resource: ClassVar[Resource] = Resource(
        "saved_query", "saved query", section="saved_queries", selector="saved_query"
    )

    definition: Mapping[str, Any]
    settings: Mapping[str, Any] = field(default_factory=dict)
