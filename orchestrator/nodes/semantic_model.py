"""Semantic models: what a semantic layer (seg has none) knows of a model."""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import field

from orchestrator.nodes.node import NodeBase, Resource


class SemanticModel(NodeBase, frozen=True, kw_only=True):
    """The entities, dimensions and measures of a model.

    `definition` contains its entries in the manifest that other nodes do not have.
    """

    resource: ClassVar[Resource] = Resource(
        "semantic_model", "semantic model", section="semantic_models", selector="semantic_model"
    )

    definition: Mapping[str, Any]
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def measures(self) -> tuple[str, ...]:
        """The names of its measures."""
        return tuple(measure["name"] for measure in self.definition["measures"])
