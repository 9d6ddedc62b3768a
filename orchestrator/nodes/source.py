"""Sources: tables that exist before seg runs."""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import field

from orchestrator.names import RelationName
from orchestrator.nodes.column import Column
from orchestrator.nodes.freshness import FreshnessPolicy
from orchestrator.nodes.node import NodeBase, Resource

THIS = "{{ this }}"


class Source(NodeBase, frozen=True, kw_only=True):
    """A table that exists before seg runs; `location` is a file or pattern to read instead.

    In `loaded_at_query`, THIS stands for the source itself. `refresh_by` names columns: new rows
    arrive in new files or with greater values of `watermark`. Existing rows stay, unless new rows
    with the same values in these columns replace them.
    """

    resource: ClassVar[Resource] = Resource(
        "source", "source", called_by="source", section="sources", selector="source"
    )

    source_name: str
    source_description: str = ""
    loader: str = ""
    relation: RelationName
    location: str | None = None
    loaded_at_field: str | None = None
    loaded_at_query: str | None = None
    loaded_at_time_zone: str | None = None
    freshness: FreshnessPolicy | None = None
    refresh_by: tuple[str, ...] = ()
    watermark: str | None = None
    columns: tuple[Column, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def group(self) -> None:
        """Sources belong to no group, whatever their settings say."""

    @property
    def full_name(self) -> str:
        """Its name, with that of its source."""
        return f"{self.source_name}.{self.name}"
