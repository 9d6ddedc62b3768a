"""Exposures: consumers of a project's results; a run does nothing with them."""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import field

from orchestrator.nodes.node import NodeBase, Resource

EXPOSURE_TYPES = ("dashboard", "notebook", "analysis", "ml", "application")
MATURITIES = ("low", "medium", "high")


class Exposure(NodeBase, frozen=True, kw_only=True):
    """A dashboard, a notebook or similar, and the nodes that it reads."""

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
        """Exposures belong to no group, whatever their settings say."""
