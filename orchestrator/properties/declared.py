"""The declarations of a property file, as frozen values; Jinja is not rendered yet."""

from typing import Any

from msgspec import Struct, field

from orchestrator.config.key_effects import UnusedKey
from orchestrator.config.values import Map, Seq
from orchestrator.errors import Place


def empty_map() -> Map:
    """Return an empty mapping without a place."""
    return Map("")


def empty_list() -> Seq:
    """Return an empty list without a place."""
    return Seq("")


class PlacedText(Struct, frozen=True):
    """A text and its place, so that an error in a template has the template's own place."""

    value: str = ""
    place: Place | None = None


NO_TEXT = PlacedText()


class TestDeclaration(Struct, frozen=True):
    """A data test declared on a model, seed or source table, or on a `column` of it.

    `test_name` is `not_null` or, from a package, `dbt_utils.at_least_one`. `config` has the
    settings, wherever they were written; `arguments` is everything else, for the macro. The `tags`
    of its column apply to the test, too, and test names show whether the column is quoted.
    """

    test_name: str
    place: Place
    arguments: Map = field(default_factory=empty_map)
    config: Map = field(default_factory=empty_map)
    name: str | None = None
    description: PlacedText = NO_TEXT
    column: str | None = None
    is_quoted: bool = False
    tags: tuple[str, ...] = ()


class ConstraintDeclaration(Struct, frozen=True):
    """A constraint on a model's rows; `tells` whether to warn if it is not checked."""

    type: str
    place: Place
    name: str | None = None
    columns: tuple[str, ...] = ()
    expression: str | None = None
    to: str | None = None
    to_columns: tuple[str, ...] = ()
    tells: bool = True


class ColumnDeclaration(Struct, frozen=True):
    """A documented column; its tests are those of the node."""

    name: str
    place: Place
    description: PlacedText = NO_TEXT
    data_type: str | None = None
    tags: tuple[str, ...] = ()
    meta: Map = field(default_factory=empty_map)
    quote: bool | None = None
    constraints: tuple[ConstraintDeclaration, ...] = ()
    granularity: str | None = None


class ModelVersion(Struct, frozen=True):
    """The model and version that a file contains."""

    model: str
    v: str
    is_latest: bool

    @property
    def file_name(self) -> str:
        """The name of its file and relation, unless it sets another one."""
        return f"{self.model}_v{self.v.replace('.', '_')}"


class NodeDeclaration(Struct, frozen=True):
    """The declaration of a model, seed, snapshot, analysis or test; `name` is that of its file.

    `config` has the settings, including those that dbt allows next to `config:` (meta, docs, tags).
    `relation` is the input of a snapshot without a block: `source('shop', 'orders')`.
    """

    name: str
    place: Place
    description: PlacedText = NO_TEXT
    config: Map = field(default_factory=empty_map)
    columns: tuple[ColumnDeclaration, ...] = ()
    tests: tuple[TestDeclaration, ...] = ()
    version: ModelVersion | None = None
    relation: PlacedText = NO_TEXT
    constraints: tuple[ConstraintDeclaration, ...] = ()
    time_spine: Map = field(default_factory=empty_map)
    deprecation_date: str | None = None

    @property
    def all_constraints(self) -> tuple[ConstraintDeclaration, ...]:
        """Return the constraints of the model itself, and of its columns."""
        of_columns = (each for column in self.columns for each in column.constraints)
        return (*self.constraints, *of_columns)

    @property
    def called(self) -> tuple[str, str | None]:
        """The name and version by which references refer to the node."""
        return (self.name, None) if self.version is None else (self.version.model, self.version.v)


class SourceDeclaration(Struct, frozen=True, kw_only=True):
    """One table of a source, with what it inherits from the source.

    `config` has the source's settings and then the table's, for `settings_for`. `freshness` is
    merged; None if it is disabled or missing. `location` is a file or pattern to read instead of a
    table.
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
    """The declaration of a macro."""

    name: str
    place: Place
    description: PlacedText = NO_TEXT
    arguments: tuple[ArgumentDeclaration, ...] = ()
    meta: Map = field(default_factory=empty_map)
    docs: Map = field(default_factory=empty_map)


class FamilyDeclaration(Struct, frozen=True):
    """A segment family: its keys as written, in a file whose text is `source`."""

    name: str
    place: Place
    keys: Map
    source: str = ""
    tests: tuple[TestDeclaration, ...] = ()


class FixtureDeclaration(Struct, frozen=True):
    """Rows as written in the property file, or the name of a file that contains them."""

    format: str
    place: Place
    rows: Any = None
    file: str | None = None


class InputDeclaration(Struct, frozen=True):
    """The rows for one input of a model; `call` names it as the model does, or is `this`."""

    call: str
    place: Place
    fixture: FixtureDeclaration


class UnitTestDeclaration(Struct, frozen=True):
    """A unit test of the model of that name."""

    name: str
    model: str
    place: Place
    given: tuple[InputDeclaration, ...]
    expect: FixtureDeclaration
    description: PlacedText = NO_TEXT
    config: Map = field(default_factory=empty_map)
    overrides: Map = field(default_factory=empty_map)
    versions: Map = field(default_factory=empty_map)


class ExposureDeclaration(Struct, frozen=True):
    """A consumer of nodes that is not built itself; `depends_on` are calls that name the nodes."""

    name: str
    place: Place
    exposure_type: str
    owner: Map
    depends_on: tuple[PlacedText, ...] = ()
    description: PlacedText = NO_TEXT
    config: Map = field(default_factory=empty_map)
    label: str | None = None
    maturity: str | None = None
    url: str | None = None


class KeysDeclaration(Struct, frozen=True):
    """An entry that is decoded when its templates are rendered: its keys as written."""

    name: str
    place: Place
    keys: Map


class GroupDeclaration(Struct, frozen=True):
    """A group of nodes, and their owner."""

    name: str
    place: Place
    owner: Map
    description: PlacedText = NO_TEXT
    meta: Map = field(default_factory=empty_map)


class PropertyFile(Struct, frozen=True):
    """All declarations of one file; `unused` are its keys without effect."""

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
