"""Unit tests: the result of a model for given rows."""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import Struct, field

from orchestrator.errors import Place
from orchestrator.nodes.node import NodeBase, Resource

THIS_INPUT = "this"


class Fixture(Struct, frozen=True, kw_only=True):
    """Rows as written, or a SELECT of them (`sql`).

    `columns` are the named ones, in order; `lines` has the line of each row in the file of `place`.
    If `has_all_rows`, it stands for all rows of the input, which is a seed. `format` and `file` are
    the format of the rows, and their fixture file.
    """

    place: Place
    columns: tuple[str, ...] = ()
    rows: tuple[Mapping[str, Any], ...] = ()
    lines: tuple[int | None, ...] = ()
    sql: str | None = None
    has_all_rows: bool = False
    format: str = "dict"
    file: str | None = None

    def place_of(self, row: int) -> Place:
        """Return where a row is."""
        line = self.lines[row] if row < len(self.lines) else None
        return self.place if line is None else Place(self.place.path, line)


class GivenInput(Struct, frozen=True):
    """The rows that replace an input; `call` names it as the model does, or is `this`."""

    call: str
    fixture: Fixture
    unique_id: str = ""


class MockedNames(Struct, frozen=True):
    """Overrides for templates: values of macros, variables and environment variables."""

    macros: Mapping[str, Any] = field(default_factory=dict)
    variables: Mapping[str, Any] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_any(self) -> bool:
        """Whether anything is overridden."""
        return bool(self.macros or self.variables or self.environment)


class UnitTest(NodeBase, frozen=True, kw_only=True):
    """The rows that a model must return for given rows; it depends on the model only.

    `family_sql` is the template of a segment family whose rules differ in the test.
    """

    resource: ClassVar[Resource] = Resource(
        "unit_test", "unit test", section="unit_tests", materialized="unit"
    )

    model: str
    given: tuple[GivenInput, ...]
    expect: Fixture
    mocked: MockedNames = MockedNames()
    version: str | None = None
    versions: Mapping[str, Any] | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    family_sql: str | None = None

    @property
    def attached_to(self) -> str | None:
        """The unique id of the tested model."""
        return self.depends_on[0] if self.depends_on else None

    @property
    def versioned_name(self) -> str:
        """Its name, with the version of its model."""
        return self.name if self.version is None else f"{self.name}_v{self.version}"

    @property
    def selector(self) -> str:
        """A selection of this test, and of tests with the same name for other models."""
        return f"unit_test:{self.package}.{self.versioned_name}"
