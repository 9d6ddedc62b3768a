"""Analyses: queries that are compiled for people to run."""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import field

from orchestrator.names import RelationName
from orchestrator.nodes.column import Column
from orchestrator.nodes.node import NodeBase, Resource


class Analysis(NodeBase, frozen=True, kw_only=True):
    """A query that a run does not execute; `relation` is the name that it would have."""

    resource: ClassVar[Resource] = Resource("analysis", "analysis", is_listed=False)

    relation: RelationName
    source_code: str
    columns: tuple[Column, ...] = ()
    patch_path: str | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
