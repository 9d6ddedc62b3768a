"""The plan as data: one step for each thing that a run does, with its reason and its SQL."""

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct, field

from orchestrator.compiler.closing import Sql, StepSql, TableExpression
from orchestrator.compiler.sql import Origin, SqlTemplate
from orchestrator.compiler.stamps import StampedColumns, rows_with
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Generation, PublishedRelation, SeedFile
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
    """What all steps have: the node, why it runs, and the steps that must end well before."""

    unique_id: str
    reason: str
    origin: Origin
    waits_for: tuple[str, ...] = ()


class Batches(Struct, frozen=True):
    """The batches of time that a model is made in, and its `event_time` as SQL.

    An earlier run left a table, `made_in`, with all but those that are to be made `again`.
    """

    all: tuple[Batch, ...]
    event_time: str
    made_in: RelationName | None = None
    again: frozenset[str] = frozenset()


class _BuildStep(_Step, frozen=True, kw_only=True):
    """What all steps have that fill a version of a relation; children and tests read `version`.

    `contract` is what its columns have to be; `stamps` are shown beside them. `hooks`
    are statements that run around it, `comments` what the database is told of it.
    """

    relation: RelationName
    version: RelationName
    fingerprint: str
    contract: Contract | None = None
    stamps: StampedColumns | None = None
    hooks: Hooks = NO_HOOKS
    comments: Comments = NO_COMMENTS

    def shown(self, version: RelationName, dialect: Dialect) -> str:
        """The SELECT of what people see once they read `version`."""
        return rows_with(self.stamps, dialect.relation(version))


class PythonInput(Struct, frozen=True):
    """What a reference in Python stands for: rows to select, and columns tagged `personal`.

    `relation` is what it is called where people read it; None for what is written into its readers.
    """

    rows: TableExpression
    personal_columns: tuple[str, ...] = ()
    relation: RelationName | None = None


class PythonCode(Struct, frozen=True):
    """The Python of a model, and what its `dbt` answers.

    `refs` and `sources` have what each call stands for, by its arguments joined by dots, and the
    version.
    `is_published` tells whether people read something of the model itself already.
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
    """Put a view on this run's versions aside; people get the same on published names.

    Where `is_filled`, a table of its rows stands there until publishing: many steps read it.
    """

    sql: StepSql
    is_filled: bool = False
    action: str = "create view"


class RunPython(_BuildStep, frozen=True, kw_only=True):
    """Fill a new version with what a model in Python gives."""

    code: PythonCode
    action: str = "run python"


class KeyTable(Struct, frozen=True):
    """A table of keys: what is made again in part has rows of these alone."""

    relation: RelationName
    columns: tuple[str, ...]


class ApplyDelta(_BuildStep, frozen=True, kw_only=True):
    """Evaluate new and changed rows once, aside; publishing applies them to `current`.

    The rows are those of `sql`, or what the Python `code` gives; those for which `delete_when`
    is true only delete. Rows of the table for which `where` is not true are not replaced. Where
    some keys alone are made again, `only` has them; `staying` is where rows of these can be that
    the table keeps. Where `current` is one that seg did not make (`is_found`), a new table has its
    rows and the delta. With a `macro`, its statements take the rows in, in a copy of the table.
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
    """Make the rows of some keys again, aside; publishing puts them in the place of those that
    `current` has for these keys.

    `only` has `key_count` of them, with the columns `key`; `changed` is where those of them will be
    whose rows come out otherwise. It stands for a step that would have made all rows.
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
    """The table that a snapshot goes on from; only one that `is_own` is changed in place.

    `is_found` is one that seg did not make: dbt did, before.
    """

    relation: RelationName
    is_own: bool = False
    is_found: bool = False


class TakeSnapshot(_BuildStep, frozen=True, kw_only=True):
    """Compare what a SELECT gives with what holds in a history, and note what is other, aside.

    `rows` will be the rows that are new or end, `undo` those that publishing replaces by them.
    In a strict project rows that no key tells apart are an error.
    """

    sql: StepSql
    config: SnapshotConfig
    history: HistoryTable | None
    rows: RelationName
    undo: RelationName
    is_strict: bool = True
    action: str = "take snapshot"


class Screen(Struct, frozen=True):
    """A test's place in a query that all tests of a relation share: 0 there means that it passes.

    `sql` answers one row; `position` is the test's column in it. `group` tells such queries apart.
    """

    group: int
    sql: Sql
    position: int


class RunTest(_Step, frozen=True, kw_only=True):
    """Count the rows of a query that should have none, and judge the count.

    `sql` reads what the run built. `guards` are the nodes that are not fit to publish when the
    test fails. `tested` is the node that a generic test reads, and `column` what it is declared
    below. `count_columns` are those of
    its rows that tell of many rows of `tested`, in lower case.
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
    """What a unit test gives for an input: `rows` is what the model would read instead."""

    call: str
    unique_id: str
    fixture: Fixture
    rows: TableExpression


class Unbuilt(Struct, frozen=True):
    """What tells the columns of relations that are not there: the SQL of models, the files of
    seeds, and documented columns with their types.
    """

    models: Mapping[str, SqlTemplate] = field(default_factory=dict)
    seeds: Mapping[str, SeedFile] = field(default_factory=dict)
    declared: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)


class RunUnitTest(_Step, frozen=True, kw_only=True):
    """Compare what a model makes of given rows with what is expected.

    `tested` is the unique id of the model, `model` its name; it waits for this step. Where the rows
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
    """Ask a source for its newest time stamp and judge its age."""

    policy: FreshnessPolicy
    relation: Sql
    loaded_at: str
    time_zone: str
    action: str = "check freshness"


class CheckInputs(_Step, frozen=True, kw_only=True):
    """Judge the age of a model's oldest input from the freshness of its sources; no query."""

    policy: FreshnessPolicy
    sources: tuple[str, ...]
    action: str = "check inputs"


Build = LoadSeed | CreateTable | CreateView | RunPython | ApplyDelta | RefreshKeys | TakeSnapshot
PythonStep = RunPython | ApplyDelta | RefreshKeys
Step = Build | RunTest | RunUnitTest | CheckFreshness | CheckInputs


class Reusing(Struct, frozen=True):
    """How a run decides of steps as they come up, from the `states` of what does not run.

    `number` is that of the new versions, `generation` the current one, `relation_count` how many
    relations were selected. `standing` are the steps of views that stand as they are, and are none
    of the plan: what reads them can be made of some of their rows.
    """

    reuse: Reuse
    states: Mapping[str, NodeState]
    number: int
    generation: Generation | None
    relation_count: int
    standing: Mapping[str, Step] = field(default_factory=dict)


class Plan(Struct, frozen=True):
    """All steps of a run, parents first, by step id (see `ids.py`).

    `keep` are versions of earlier runs that the run must not clear away, `read_views` the nodes
    that people read as a view already. `relations` spells what the steps
    read. `reused` are nodes that need no step, each with the reason; `reusing` decides of the
    others as they come up. `orphans` are published relations that no node builds any more,
    `told` is what a person should know before: that files of sources are not there, say.
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
    told: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is told before, and what could not be found out of what is read."""
        return self.told + (() if self.reusing is None else self.reusing.reuse.warnings)

    @property
    def graph(self) -> Graph:
        """Which step waits for which."""
        return Graph({step_id: step.waits_for for step_id, step in self.steps.items()})
