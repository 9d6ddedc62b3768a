"""What a semantic layer reads of a project: semantic models, metrics and saved queries.

Seg computes none of them: it reads, checks and keeps them. `definition` is what the manifest says
of each beside what all nodes have.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import field

from orchestrator.nodes.node import NodeBase, Resource


class SemanticModel(NodeBase, frozen=True, kw_only=True):
    """The entities, dimensions and measures of a model."""

    resource: ClassVar[Resource] = Resource(
        "semantic_model", "semantic model", section="semantic_models", selector="semantic_model"
    )

    definition: Mapping[str, Any]
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def measures(self) -> tuple[str, ...]:
        """The names of its measures."""
        return tuple(measure["name"] for measure in self.definition["measures"])


class Metric(NodeBase, frozen=True, kw_only=True):
    """A number over time, of measures or of other metrics."""

    resource: ClassVar[Resource] = Resource(
        "metric", "metric", section="metrics", selector="metric"
    )

    definition: Mapping[str, Any]
    settings: Mapping[str, Any] = field(default_factory=dict)


class SavedQuery(NodeBase, frozen=True, kw_only=True):
    """Metrics with what they are grouped by, under a name."""

    resource: ClassVar[Resource] = Resource(
        "saved_query",
        "saved query",
        section="saved_queries",
        selector="saved_query",
    )

    definition: Mapping[str, Any]
    settings: Mapping[str, Any] = field(default_factory=dict)
