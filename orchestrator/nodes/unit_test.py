"""Unit tests: what a model makes of given rows."""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import Struct, field

from orchestrator.errors import Place
from orchestrator.nodes.node import NodeBase, Resource

THIS_INPUT = "this"


class Fixture(Struct, frozen=True, kw_only=True):
    """Rows as somebody wrote them, or a SELECT of them (`sql`).

    `columns` are those that are named, in this order; `lines` has the line of each row in the file
    of `place`. What `is_whole` stands for all rows that the input has: those of a seed. `format`
    and `file` say how they are written, and in which file of fixtures.
    """

    place: Place
    columns: tuple[str, ...] = ()
    rows: tuple[Mapping[str, Any], ...] = ()
    lines: tuple[int | None, ...] = ()
    sql: str | None = None
    is_whole: bool = False
    format: str = "dict"
    file: str | None = None

    def place_of(self, row: int) -> Place:
        """Where a row stands."""
        line = self.lines[row] if row < len(self.lines) else None
        return self.place if line is None else Place(self.place.path, line)


class GivenInput(Struct, frozen=True):
    """What a model reads instead of an input; `call` names that as the model does, or is `this`."""

    call: str
    fixture: Fixture
    unique_id: str = ""


class MockedNames(Struct, frozen=True):
    """What templates are told instead: values of macros, variables and environment variables."""

    macros: Mapping[str, Any] = field(default_factory=dict)
    variables: Mapping[str, Any] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_any(self) -> bool:
        """Whether templates are told anything otherwise."""
        return bool(self.macros or self.variables or self.environment)


class UnitTest(NodeBase, frozen=True, kw_only=True):
    """The rows that a model has to give for given rows; it depends on the model alone.

    `family_sql` is the template of a segment family whose rules are others in the test.
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
        """The unique id of the model under test."""
        return self.depends_on[0] if self.depends_on else None

    @property
    def versioned_name(self) -> str:
        """Its name, with the version of the model that it is for."""
        return self.name if self.version is None else f"{self.name}_v{self.version}"

    @property
    def selector(self) -> str:
        """What selects exactly this test, but for other models that have one of that name."""
        return f"unit_test:{self.package}.{self.versioned_name}"
