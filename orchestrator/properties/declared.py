"""What a property file declares, as frozen values; strings that hold Jinja are still unrendered."""

from typing import Any

from msgspec import Struct, field

from orchestrator.config.key_effects import UnusedKey
from orchestrator.config.values import Map, Seq
from orchestrator.errors import Place


def nothing() -> Map:
    """A mapping that says nothing and stands nowhere."""
    return Map("")


def no_items() -> Seq:
    """A list that holds nothing and stands nowhere."""
    return Seq("")


class PlacedText(Struct, frozen=True):
    """A text and where it stands, so that a template in it can fail at its own place."""

    value: str = ""
    place: Place | None = None


NO_TEXT = PlacedText()


class TestDeclaration(Struct, frozen=True):
    """A data test declared on a model, seed or source table, or on a `column` of it.

    `test_name` is `not_null` or, of a package, `dbt_utils.at_least_one`. `config` holds the
    settings, wherever they were written; `arguments` all that is left for the macro. Of its column,
    `tags` are the test's as well, and names show that it is quoted.
    """

    test_name: str
    place: Place
    arguments: Map = field(default_factory=nothing)
    config: Map = field(default_factory=nothing)
    name: str | None = None
    description: PlacedText = NO_TEXT
    column: str | None = None
    is_quoted: bool = False
    tags: tuple[str, ...] = ()


class ConstraintDeclaration(Struct, frozen=True):
    """What a model says of its rows; `tells` whether a person is told where it is not looked at."""

    type: str
    place: Place
    name: str | None = None
    columns: tuple[str, ...] = ()
    expression: str | None = None
    to: str | None = None
    to_columns: tuple[str, ...] = ()
    tells: bool = True


class ColumnDeclaration(Struct, frozen=True):
    """A documented column; its tests stand with the node's."""

    name: str
    place: Place
    description: PlacedText = NO_TEXT
    data_type: str | None = None
    tags: tuple[str, ...] = ()
    meta: Map = field(default_factory=nothing)
    quote: bool | None = None
    constraints: tuple[ConstraintDeclaration, ...] = ()
    granularity: str | None = None


class ModelVersion(Struct, frozen=True):
    """Which version of which model a file holds."""

    model: str
    v: str
    is_latest: bool

    @property
    def file_name(self) -> str:
        """What its file and its relation are called, unless it says otherwise."""
        return f"{self.model}_v{self.v.replace('.', '_')}"


class NodeDeclaration(Struct, frozen=True):
    """What is said of a model, seed, snapshot, analysis or test; `name` is that of its file.

    `config` holds the settings, also those that dbt lets stand beside `config:` (meta, docs, tags).
    `relation` is what a snapshot is of that has no block: `source('shop', 'orders')`.
    """

    name: str
    place: Place
    description: PlacedText = NO_TEXT
    config: Map = field(default_factory=nothing)
    columns: tuple[ColumnDeclaration, ...] = ()
    tests: tuple[TestDeclaration, ...] = ()
    version: ModelVersion | None = None
    relation: PlacedText = NO_TEXT
    constraints: tuple[ConstraintDeclaration, ...] = ()
    time_spine: Map = field(default_factory=nothing)
    deprecation_date: str | None = None

    @property
    def all_constraints(self) -> tuple[ConstraintDeclaration, ...]:
        """Those of the model itself, and of its columns."""
        of_columns = (each for column in self.columns for each in column.constraints)
        return (*self.constraints, *of_columns)

    @property
    def called(self) -> tuple[str, str | None]:
        """The name and the version by which references name the node."""
        return (self.name, None) if self.version is None else (self.version.model, self.version.v)


class SourceDeclaration(Struct, frozen=True, kw_only=True):
    """One table of a source, with what it inherits from the source.

    `config` holds the source's settings and then the table's, for `settings_for`. `freshness` is
    merged, None when it is switched off or not stated; `location` is a file or pattern to read
    instead of a table.
    """

    source_name: str
    name: str
    place: Place
    description: PlacedText = NO_TEXT
    source_description: PlacedText = NO_TEXT
    schema: str
    database: str | None = None
    identifier: str
    loader: str | None = None
    location: PlacedText | None = None
    loaded_at_field: str | None = None
    loaded_at_query: str | None = None
    loaded_at_time_zone: str | None = None
    freshness: Map | None = None
    config: tuple[Map, ...] = ()
    columns: tuple[ColumnDeclaration, ...] = ()
    tests: tuple[TestDeclaration, ...] = ()


class ArgumentDeclaration(Struct, frozen=True):
    """A documented argument of a macro."""

    name: str
    type: str | None = None
    description: PlacedText = NO_TEXT


class MacroDeclaration(Struct, frozen=True):
    """What is said of a macro."""

    name: str
    place: Place
    description: PlacedText = NO_TEXT
    arguments: tuple[ArgumentDeclaration, ...] = ()
    meta: Map = field(default_factory=nothing)
    docs: Map = field(default_factory=nothing)


class FamilyDeclaration(Struct, frozen=True):
    """A family of segments: its keys as written, in a file whose text is `source`."""

    name: str
    place: Place
    keys: Map
    source: str = ""
    tests: tuple[TestDeclaration, ...] = ()


class FixtureDeclaration(Struct, frozen=True):
    """Rows as they are written in the property file, or the name of a file that has them."""

    format: str
    place: Place
    rows: Any = None
    file: str | None = None


class InputDeclaration(Struct, frozen=True):
    """What stands for one input of a model; `call` names it as the model does, or is `this`."""

    call: str
    place: Place
    fixture: FixtureDeclaration


class UnitTestDeclaration(Struct, frozen=True):
    """A unit test of the model of a name."""

    name: str
    model: str
    place: Place
    given: tuple[InputDeclaration, ...]
    expect: FixtureDeclaration
    description: PlacedText = NO_TEXT
    config: Map = field(default_factory=nothing)
    overrides: Map = field(default_factory=nothing)
    versions: Map = field(default_factory=nothing)


class ExposureDeclaration(Struct, frozen=True):
    """What reads nodes and is none that is built; `depends_on` are calls that name these."""

    name: str
    place: Place
    exposure_type: str
    owner: Map
    depends_on: tuple[PlacedText, ...] = ()
    description: PlacedText = NO_TEXT
    config: Map = field(default_factory=nothing)
    label: str | None = None
    maturity: str | None = None
    url: str | None = None


class KeysDeclaration(Struct, frozen=True):
    """What is decoded when templates in it are rendered: its keys as they are written."""

    name: str
    place: Place
    keys: Map


class GroupDeclaration(Struct, frozen=True):
    """A group of nodes, and who answers for them."""

    name: str
    place: Place
    owner: Map
    description: PlacedText = NO_TEXT
    meta: Map = field(default_factory=nothing)


class PropertyFile(Struct, frozen=True):
    """All that one file declares; `unused` are its keys that have no effect."""

    path: str
    models: tuple[NodeDeclaration, ...] = ()
    seeds: tuple[NodeDeclaration, ...] = ()
    snapshots: tuple[NodeDeclaration, ...] = ()
    sources: tuple[SourceDeclaration, ...] = ()
    macros: tuple[MacroDeclaration, ...] = ()
    data_tests: tuple[NodeDeclaration, ...] = ()
    families: tuple[FamilyDeclaration, ...] = ()
    unit_tests: tuple[UnitTestDeclaration, ...] = ()
    analyses: tuple[NodeDeclaration, ...] = ()
    exposures: tuple[ExposureDeclaration, ...] = ()
    semantic_models: tuple[KeysDeclaration, ...] = ()
    metrics: tuple[KeysDeclaration, ...] = ()
    saved_queries: tuple[KeysDeclaration, ...] = ()
    groups: tuple[GroupDeclaration, ...] = ()
    unused: tuple[UnusedKey, ...] = ()
