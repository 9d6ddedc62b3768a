"""Exposures: who reads what a project makes; a run makes nothing of them."""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import field

from orchestrator.nodes.node import NodeBase, Resource

EXPOSURE_TYPES = ("dashboard", "notebook", "analysis", "ml", "application")
MATURITIES = ("low", "medium", "high")


class Exposure(NodeBase, frozen=True, kw_only=True):
    """A dashboard, a notebook or the like, and the nodes that it reads."""

    resource: ClassVar[Resource] = Resource(
        "exposure", "exposure", section="exposures", selector="exposure"
    )

    exposure_type: str
    owner: Mapping[str, Any]
    label: str | None = None
    maturity: str | None = None
    url: str | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def group(self) -> None:
        """Exposures are in no group, whatever their settings say."""
