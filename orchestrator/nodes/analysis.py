"""Analyses: queries that are compiled for people to run."""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import field

from orchestrator.names import RelationName
from orchestrator.nodes.column import Column
from orchestrator.nodes.node import NodeBase, Resource


class Analysis(NodeBase, frozen=True, kw_only=True):
    """One query, of which a run makes nothing; `relation` is what it would be called."""

    resource: ClassVar[Resource] = Resource("analysis", "analysis", is_listed=False)

    relation: RelationName
    source_code: str
    columns: tuple[Column, ...] = ()
    patch_path: str | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
