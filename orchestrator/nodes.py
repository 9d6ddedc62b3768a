"""What a project is made of: models, seeds, sources, data tests and macros, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from orchestrator.errors import Place
from orchestrator.names import RelationName
from orchestrator.roles import RoleDeclaration

Period = Literal["minute", "hour", "day"]
Severity = Literal["error", "warn"]
Language = Literal["sql", "python"]
OnSchemaChange = Literal["ignore", "append_new_columns", "sync_all_columns", "fail"]
OnDefinitionChange = Literal["ignore", "full_refresh"]

SECONDS_PER: Mapping[Period, int] = {"minute": 60, "hour": 3600, "day": 86400}


THIS = "{{ this }}"


@dataclass(frozen=True, slots=True)
class Threshold:
    """An age: `count` times `period`."""

    count: int
    period: Period

    @property
    def seconds(self) -> int:
        """The age in seconds."""
        return self.count * SECONDS_PER[self.period]


@dataclass(frozen=True, slots=True)
class FreshnessPolicy:
    """How old data may be; `filter` is a SQL condition on the rows that count."""

    warn_after: Threshold | None = None
    error_after: Threshold | None = None
    filter: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A documented column; `is_personal` marks values that must not be shown or stored in clear."""

    name: str
    description: str = ""
    data_type: str | None = None
    tags: tuple[str, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
    quote: bool | None = None

    @property
    def is_personal(self) -> bool:
        """Whether the column is tagged `personal` or has `meta: {personal: true}`."""
        return "personal" in self.tags or bool(self.meta.get("personal"))


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """How a model is built; `settings` holds every key as merged, for templates and artifacts.

    `delete_when` is a condition over the rows of an incremental model: those only delete.
    `lag_tolerance` is for how long the model may lag behind newer data; `volatile`
    says whether it is built in every run (None: as its SQL or source tells).
    """

    materialized: str = "view"
    incremental_strategy: str | None = None
    unique_key: tuple[str, ...] = ()
    delete_when: str | None = None
    on_schema_change: OnSchemaChange | None = None
    on_definition_change: OnDefinitionChange | None = None
    full_refresh: bool | None = None
    merge_update_columns: tuple[str, ...] = ()
    merge_exclude_columns: tuple[str, ...] = ()
    freshness: FreshnessPolicy | None = None
    lag_tolerance: Threshold | None = None
    volatile: bool | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SeedConfig:
    """How a CSV file is loaded; `column_types` are the engine's type names by column."""

    delimiter: str = ","
    quote_columns: bool = False
    column_types: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TestConfig:
    """When a data test fails; the conditions are SQL comparisons without their left side."""

    severity: Severity = "error"
    warn_if: str = "!= 0"
    error_if: str = "!= 0"
    fail_calc: str = "count(*)"
    where: str | None = None
    limit: int | None = None
    store_failures: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    """What all nodes have; `path` is relative to the root project, `fqn` is the selectors' name."""

    unique_id: str
    name: str
    package: str
    path: str
    fqn: tuple[str, ...]
    place: Place
    tags: tuple[str, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
    description: str = ""
    depends_on: tuple[str, ...] = ()


FamilyMode = Literal["exclusive", "overlapping"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One segment of a family, variables filled in; `where` is None for `otherwise`.

    `rule` names it with its version, which covers `definition` and all that this stands on in the
    families' files. `lines` are the lines of the file that the lines of `where` stand in.
    """

    name: str
    where: str | None
    rule: str
    definition: str
    place: Place
    lines: tuple[int | None, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """What a model that is a family of segments was declared as.

    The first node that the model depends on holds the entities. `lines` are the lines of the
    file that the lines of the generated SQL come from; `left_out` are segments turned off. `roles`
    are relations that play a role for this family alone.
    """

    entity: str
    as_of: str
    mode: FamilyMode
    segments: tuple[Segment, ...]
    version: str
    owner: str | None = None
    purpose: str | None = None
    review_by: date | None = None
    lines: tuple[int | None, ...] = ()
    left_out: tuple[str, ...] = ()
    roles: tuple[RoleDeclaration, ...] = ()

    def segment(self, name: str) -> Segment | None:
        """The segment of that name."""
        return next((segment for segment in self.segments if segment.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model(_Node):
    """One SELECT in one file, or the SELECT that a `family` of segments was expanded into.

    In Python, a file with a function `model(dbt, session)` that gives the table.
    """

    relation: RelationName
    config: ModelConfig
    source_code: str
    columns: tuple[Column, ...] = ()
    patch_path: str | None = None
    family: Family | None = None
    language: Language = "sql"

    @property
    def is_ephemeral(self) -> bool:
        """Whether the model is written into its children instead of being built."""
        return self.config.materialized == "ephemeral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed(_Node):
    """One CSV file; `file` is its absolute path, `checksum` the SHA-256 of its bytes."""

    relation: RelationName
    config: SeedConfig
    file: Path
    checksum: str
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(_Node):
    """A table that is there before seg runs; `location` is a file or pattern to read instead.

    In `loaded_at_query`, THIS stands where the source itself is read.
    """

    source_name: str
    source_description: str = ""
    loader: str = ""
    relation: RelationName
    location: str | None = None
    loaded_at_field: str | None = None
    loaded_at_query: str | None = None
    loaded_at_time_zone: str | None = None
    freshness: FreshnessPolicy | None = None
    columns: tuple[Column, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTest(_Node):
    """A query for rows that should not be there: a macro with arguments, or a file of its own.

    `source_code` is the template to render: for a generic test a call of its macro.
    `attached_to` is the unique id of the node under test (None for a singular test).
    """

    config: TestConfig
    source_code: str
    test_name: str | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)
    attached_to: str | None = None
    column: str | None = None

    @property
    def is_generic(self) -> bool:
        """Whether the test is a macro applied to a node, not a file of its own."""
        return self.test_name is not None

    @property
    def count_columns(self) -> frozenset[str]:
        """Columns of its rows that tell of many rows, in lower case: see `meta: {count_columns}`.

        `n_records` is what dbt's tests call the number of rows behind a failing value.
        """
        named = self.meta.get("count_columns") or ()
        return frozenset(str(name).casefold() for name in ("n_records", *named))


Node = Model | Seed | Source | DataTest

RESOURCE_TYPES: Mapping[type, str] = {
    Model: "model",
    Seed: "seed",
    Source: "source",
    DataTest: "test",
}


def resource_type(node: Node) -> str:
    """The word that `--resource-type` and the artifacts use for a node."""
    return RESOURCE_TYPES[type(node)]


@dataclass(frozen=True, slots=True)
class MacroFile:
    """One file of macros; the templates find the macros in it."""

    package: str
    path: str
    source_code: str
