"""Seeds: CSV files that are loaded."""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import Struct, field

from orchestrator.names import RelationName
from orchestrator.nodes.column import Column
from orchestrator.nodes.hooks import NO_HOOKS, Hooks
from orchestrator.nodes.node import NodeBase, Resource


class SeedConfig(Struct, frozen=True):
    """How a CSV file is loaded; `column_types` are the engine's type names by column."""

    delimiter: str = ","
    quote_columns: bool = False
    column_types: Mapping[str, str] = field(default_factory=dict)
    hooks: Hooks = NO_HOOKS
    settings: Mapping[str, Any] = field(default_factory=dict)


class Seed(NodeBase, frozen=True, kw_only=True):
    """One CSV file; `checksum` is the SHA-256 digest of its bytes.

    `types_as_dbt`: columns without a declared type have the type that dbt would determine.
    """

    resource: ClassVar[Resource] = Resource(
        "seed", "seed", doing="loading", done="loaded", called_by="ref", materialized="seed"
    )

    relation: RelationName
    config: SeedConfig
    checksum: str
    columns: tuple[Column, ...] = ()
    types_as_dbt: bool = False

    @property
    def trims_names(self) -> bool:
        """Whether white space around column names is removed, as SQL does for unquoted names."""
        return self.types_as_dbt and self.config.settings.get("quote_columns") is False

    patch_path: str | None = None

    @property
    def is_built(self) -> bool:
        """Whether a run builds a relation for it."""
        return True
