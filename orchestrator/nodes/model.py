"""Models: one SELECT or one Python function each."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from msgspec import Struct, field

from orchestrator.names import RelationName
from orchestrator.nodes.column import Column
from orchestrator.nodes.contract import Contract
from orchestrator.nodes.family import Family
from orchestrator.nodes.freshness import FreshnessPolicy, Threshold
from orchestrator.nodes.hooks import NO_HOOKS, Hooks
from orchestrator.nodes.microbatch import Microbatch
from orchestrator.nodes.node import Language, NodeBase, Resource

OnSchemaChange = Literal["ignore", "append_new_columns", "sync_all_columns", "fail"]
OnDefinitionChange = Literal["ignore", "full_refresh"]


class LookedUp(Struct, frozen=True):
    """How the rows of an input are found `through` another input, which has their keys.

    `on` maps columns of the input to columns of that one; then only those rows of the input are
    read. If it is empty, they are the key columns of the input, which is read in full.
    """

    through: str
    on: Mapping[str, str] = field(default_factory=dict)


class ModelConfig(Struct, frozen=True):
    """How a model is built; `settings` has every key as merged, for templates and artifacts.

    `delete_when` is a condition on new rows of an incremental model: those that meet it only
    delete. Rows of its table that do not meet its `incremental_predicates` are not replaced.
    `lag_tolerance` is how far the model may lag behind newer data. `once_per` is a value for which
    it is built once, even if data changes, and even if the text `once_ignoring` in definitions
    does. `volatile` says whether it is built in every run (None: depends on its SQL or source).

    `refresh_by` names columns: the model's rows with one value of them depend only on rows with
    that value in inputs that are refreshed in the same way, and on the other inputs.
    `refresh_through` says, by input, how its rows are looked up. `refresh_regardless_of` names
    inputs whose changes rebuild no rows.

    `stamps` are columns with the same value in all rows, which are not stored: their SQL as a
    template. `stamps_of` names the inputs whose stamps are read (None: those with a column whose
    name occurs in the model).
    """

    materialized: str = "view"
    incremental_strategy: str | None = None
    unique_key: tuple[str, ...] = ()
    microbatch: Microbatch | None = None
    delete_when: str | None = None
    incremental_predicates: tuple[str, ...] = ()
    on_schema_change: OnSchemaChange | None = None
    on_definition_change: OnDefinitionChange | None = None
    full_refresh: bool | None = None
    merge_update_columns: tuple[str, ...] = ()
    merge_exclude_columns: tuple[str, ...] = ()
    freshness: FreshnessPolicy | None = None
    lag_tolerance: Threshold | None = None
    once_per: str | None = None
    once_ignoring: str | None = None
    refresh_by: tuple[str, ...] = ()
    refresh_through: Mapping[str, LookedUp] = field(default_factory=dict)
    refresh_regardless_of: tuple[str, ...] = ()
    stamps: Mapping[str, str] = field(default_factory=dict)
    stamps_of: tuple[str, ...] | None = None
    volatile: bool | None = None
    hooks: Hooks = NO_HOOKS
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_built_in_parts(self) -> bool:
        """Whether a table can contain rows of several runs."""
        is_table = self.materialized == "table" and bool(self.refresh_by)
        return is_table or self.materialized == "incremental"


class Model(NodeBase, frozen=True, kw_only=True):
    """One SELECT in one file, or the SELECT generated from a segment `family`.

    In Python, a file with a function `model(dbt, session)` that returns the table. From its
    `deprecation_date` on (ISO 8601) it should not be used.
    """

    resource: ClassVar[Resource] = Resource("model", "model", doing="creating", called_by="ref")

    relation: RelationName
    config: ModelConfig
    source_code: str
    columns: tuple[Column, ...] = ()
    contract: Contract | None = None
    patch_path: str | None = None
    family: Family | None = None
    language: Language = "sql"
    version: str | None = None
    is_latest: bool = True
    time_spine: Mapping[str, Any] | None = None
    deprecation_date: str | None = None

    @property
    def materialized(self) -> str:
        """Its materialization in the warehouse."""
        return self.config.materialized

    @property
    def defining_settings(self) -> Mapping[str, Any]:
        """The settings, with the types that a contract casts to: they can change its rows."""
        if self.contract is None:
            return self.config.settings
        return {**self.config.settings, "contract": self.contract.meaning}

    @property
    def full_name(self) -> str:
        """Its name, with its version if it has one: `orders.v1`."""
        return self.name if self.version is None else f"{self.name}.v{self.version}"

    @property
    def noun(self) -> str:
        """Its name in counts: `table model`."""
        return f"{self.materialized} {self.resource.noun}"

    @property
    def is_ephemeral(self) -> bool:
        """Whether the model is inlined into its children instead of being built."""
        return self.config.materialized == "ephemeral"

    @property
    def is_built(self) -> bool:
        """Whether a run builds a relation for it."""
        return not self.is_ephemeral
