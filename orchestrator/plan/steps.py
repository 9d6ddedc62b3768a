"""The plan as data: one step for each thing that a run does, with its reason and its SQL."""

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct, field

from orchestrator.compiler.closing import Sql, StepSql, TableExpression
from orchestrator.compiler.sql import Origin, SqlTemplate
from orchestrator.compiler.stamps import StampedColumns, rows_with
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Generation, PublishedRelation, SeedFile
from orchestrator.errors import Place
from orchestrator.graph import Graph
from orchestrator.names import RelationName
from orchestrator.nodes import (
    NO_COMMENTS,
    NO_HOOKS,
    Batch,
    Comments,
    Contract,
    Fixture,
    FreshnessPolicy,
    Hooks,
    OnSchemaChange,
    SnapshotConfig,
    TestConfig,
)
from orchestrator.plan.decisions import NodeState
from orchestrator.plan.relations import Relations
from orchestrator.plan.reuse import Reuse
from orchestrator.results import PublishMode

DeltaStrategy = Literal["append", "delete+insert", "merge"]


class _Step(Struct, frozen=True, kw_only=True):
    """What all steps have: the node, why it runs, and the steps that must succeed before."""

    unique_id: str
    reason: str
    origin: Origin
    waits_for: tuple[str, ...] = ()


class Batches(Struct, frozen=True):
    """The time batches that a model is built in, and its `event_time` as SQL.

    An earlier run left a table, `made_in`, with all except those to build `again`.
    """

    all: tuple[Batch, ...]
    event_time: str
    made_in: RelationName | None = None
    again: frozenset[str] = frozenset()


class RefreshedBy(Struct, frozen=True):
    """The columns of `refresh_by`, which a table must have, and where they are declared."""

    columns: tuple[str, ...]
    place: Place


class _BuildStep(_Step, frozen=True, kw_only=True):
    """What all steps have that fill a version of a relation; children and tests read `version`.

    `contract` is what its columns must be; `stamps` are shown as extra columns. `hooks` are
    statements that run around it, `comments` those for the database.
    """

    relation: RelationName
    version: RelationName
    fingerprint: str
    contract: Contract | None = None
    stamps: StampedColumns | None = None
    refreshed_by: RefreshedBy | None = None
    hooks: Hooks = NO_HOOKS
    comments: Comments = NO_COMMENTS

    def shown(self, version: RelationName, dialect: Dialect) -> str:
        """Return the SELECT that people see, reading `version`."""
        return rows_with(self.stamps, dialect.relation(version))


class PythonInput(Struct, frozen=True):
    """What a reference in Python means: rows to select, and columns tagged `personal`.

    `relation` is its published name; None for what is inlined into its readers.
    """

    rows: TableExpression
    personal_columns: tuple[str, ...] = ()
    relation: RelationName | None = None


class PythonCode(Struct, frozen=True):
    """The Python of a model, and what its `dbt` returns.

    `refs` and `sources` have the result of each call, by its arguments joined by dots, and the
    version. `is_published`: the model itself is published already.
    """

    source_code: str
    refs: Mapping[str, PythonInput]
    sources: Mapping[str, PythonInput]
    settings: Mapping[str, Any]
    is_published: bool
    is_incremental: bool = False


class LoadSeed(_BuildStep, frozen=True, kw_only=True):
    """Load a CSV file into a new version."""

    file: SeedFile
    action: str = "load seed"


class CreateTable(_BuildStep, frozen=True, kw_only=True):
    """Fill a new version from a SELECT."""

    sql: StepSql
    batches: Batches | None = None
    action: str = "create table"


class CreateView(_BuildStep, frozen=True, kw_only=True):
    """Create a view on this run's versions aside; the published one reads published names.

    If `is_filled`, it is a table of its rows until publishing, because many steps read it.
    """

    sql: StepSql
    is_filled: bool = False
    action: str = "create view"


class RunPython(_BuildStep, frozen=True, kw_only=True):
    """Fill a new version with what a Python model returns."""

    code: PythonCode
    action: str = "run python"


class KeyTable(Struct, frozen=True):
    """A table of keys: what is rebuilt in part has rows of these only."""

    relation: RelationName
    columns: tuple[str, ...]


class ApplyDelta(_BuildStep, frozen=True, kw_only=True):
    """Evaluate new and changed rows once, aside; publishing applies them to `current`.

    The rows are those of `sql`, or of the Python `code`; those for which `delete_when` is true only
    delete. Rows of the table for which `where` is not true are not replaced. If only some keys are
    rebuilt, they are in `only`; `staying` is where rows of these can be that the table keeps. If
    seg did not make `current` (`is_found`), a new table gets its rows and the delta.
    """

    sql: StepSql | None
    current: PublishedRelation
    is_found: bool
    strategy: DeltaStrategy
    key: tuple[str, ...]
    delete_when: str | None
    where: str | None
    on_schema_change: OnSchemaChange
    update_columns: tuple[str, ...]
    exclude_columns: tuple[str, ...]
    rows: RelationName
    images: RelationName
    staying: RelationName
    undo: RelationName
    code: PythonCode | None = None
    batches: Batches | None = None
    only: KeyTable | None = None
    macro: str | None = None
    action: str = "apply delta"


class RefreshKeys(_BuildStep, frozen=True, kw_only=True):
    """Rebuild the rows of some keys, aside; publishing replaces those that `current` has.

    `only` has `key_count` of them, with the columns `key`; `changed` will have those whose rows
    changed. It replaces a step that would have rebuilt all rows.
    """

    sql: StepSql | None
    current: PublishedRelation
    key: tuple[str, ...]
    only: KeyTable
    key_count: int
    rows: RelationName
    undo: RelationName
    changed: RelationName
    code: PythonCode | None = None
    action: str = "refresh keys"


class HistoryTable(Struct, frozen=True):
    """The table that a snapshot continues; only one that `is_own` is changed in place.

    `is_found`: seg did not make it, but for example dbt.
    """

    relation: RelationName
    is_own: bool = False
    is_found: bool = False


class TakeSnapshot(_BuildStep, frozen=True, kw_only=True):
    """Compare what a SELECT returns with a history, and record changes aside.

    `rows` will be the rows that are new or end, `undo` those that they replace. In a strict
    project, rows without a unique key are an error.
    """

    sql: StepSql
    config: SnapshotConfig
    history: HistoryTable | None
    rows: RelationName
    undo: RelationName
    is_strict: bool = True
    action: str = "take snapshot"


class Screen(Struct, frozen=True):
    """A test's place in a query that all tests of a relation share: 0 means that it passes.

    `sql` returns one row; `position` is the test's column in it. `group` identifies the query.
    """

    group: int
    sql: Sql
    position: int


class RunTest(_Step, frozen=True, kw_only=True):
    """Count the rows of a query that should return none, and judge the count.

    `sql` reads what the run built. `guards` are the nodes that must not be published if the test
    fails. `tested` is the node that a generic test reads, and `column` the one that it is declared
    on. `count_columns` are those of its rows that summarize many rows of `tested`, in lower case.
    """

    sql: StepSql
    config: TestConfig
    guards: tuple[str, ...]
    personal_columns: frozenset[str] = frozenset()
    failures_relation: RelationName | None = None
    screen: Screen | None = None
    tested: str | None = None
    column: str | None = None
    count_columns: frozenset[str] = frozenset()
    action: str = "test"


class GivenRows(Struct, frozen=True):
    """What a unit test gives for an input: `rows` is what the model reads instead."""

    call: str
    unique_id: str
    fixture: Fixture
    rows: TableExpression


class Unbuilt(Struct, frozen=True):
    """What gives the columns of missing relations: SQL of models, seed files, documented types."""

    models: Mapping[str, SqlTemplate] = field(default_factory=dict)
    seeds: Mapping[str, SeedFile] = field(default_factory=dict)
    declared: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)


class RunUnitTest(_Step, frozen=True, kw_only=True):
    """Compare what a model returns for given rows with what is expected.

    `tested` is the unique id of the model, `model` its name; it waits for this step. If the rows
    `are_personal`, none is shown.
    """

    sql: StepSql
    model: str
    tested: str
    given: tuple[GivenRows, ...]
    expect: Fixture
    unbuilt: Unbuilt = Unbuilt()
    are_personal: bool = False
    action: str = "unit test"


class CheckFreshness(_Step, frozen=True, kw_only=True):
    """Query a source's newest timestamp, and judge its age."""

    policy: FreshnessPolicy
    relation: Sql
    loaded_at: str
    time_zone: str
    action: str = "check freshness"


class CheckInputs(_Step, frozen=True, kw_only=True):
    """Judge the age of a model's oldest input by the freshness of its sources; no query."""

    policy: FreshnessPolicy
    sources: tuple[str, ...]
    action: str = "check inputs"


Build = LoadSeed | CreateTable | CreateView | RunPython | ApplyDelta | RefreshKeys | TakeSnapshot
PythonStep = RunPython | ApplyDelta | RefreshKeys
Step = Build | RunTest | RunUnitTest | CheckFreshness | CheckInputs


class Reusing(Struct, frozen=True):
    """How a run decides about steps as their turn comes, from `states` of what does not run.

    `number` is that of the new versions, `generation` the current one, `relation_count` how many
    relations were selected. `standing` are the steps of unchanged views outside the plan: their
    readers can be rebuilt in part.
    """

    reuse: Reuse
    states: Mapping[str, NodeState]
    number: int
    generation: Generation | None
    relation_count: int
    standing: Mapping[str, Step] = field(default_factory=dict)


class Plan(Struct, frozen=True):
    """All steps of a run, parents first, by step id (see `ids.py`).

    `keep` are versions of earlier runs that must not be removed, `read_views` the nodes already
    published as views. `relations` spells what the steps read. `reused` are nodes without a step,
    each with the reason; `reusing` decides about the others during the run. `orphans` are published
    relations that are no longer built; `told` are messages for people, such as missing files of
    sources.
    """

    steps: Mapping[str, Step]
    publish: PublishMode = "none"
    schemas: tuple[str, ...] = ()
    keep: frozenset[RelationName] = frozenset()
    read_views: frozenset[str] = frozenset()
    relations: Relations | None = None
    reused: Mapping[str, str] = field(default_factory=dict)
    reusing: Reusing | None = None
    orphans: tuple[str, ...] = ()
    own_warnings: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return the messages before a run, and what could not be determined about inputs."""
        return self.own_warnings + (
            () if self.reusing is None else self.reusing.reuse.sources.warnings
        )

    @property
    def graph(self) -> Graph:
        """Return which step waits for which."""
        return Graph({step_id: step.waits_for for step_id, step in self.steps.items()})
