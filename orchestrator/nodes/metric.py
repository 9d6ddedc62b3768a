"""Metrics: numbers that a semantic layer computes."""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import field

from orchestrator.nodes.node import NodeBase, Resource


class Metric(NodeBase, frozen=True, kw_only=True):
    """A number over time, computed from measures or other metrics.

    `definition` contains its entries in the manifest that other nodes do not have.
    """

    resource: ClassVar[Resource] = Resource(
        "metric", "metric", section="metrics", selector="metric"
    )

    definition: Mapping[str, Any]
    settings: Mapping[str, Any] = field(default_factory=dict)
