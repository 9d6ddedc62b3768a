"""What templates can query in the database, and what answers while reading and while planning.

Once a template's parents are built, the compiler answers from what the run built.
"""

from collections.abc import Iterator
from typing import NoReturn, Protocol

from msgspec import Struct

from orchestrator.errors import ProjectError
from orchestrator.project.template_names.relation import TemplateRelation
from orchestrator.project.template_names.table import TemplateTable
from orchestrator.project.template_names.template_column import TemplateColumn


class Database(Protocol):
    """The queries of templates; they only read."""

    def query(self, sql: str) -> TemplateTable | None:
        """Return the result of a query; None if no database is available yet."""

    def columns(self, relation: TemplateRelation) -> list[TemplateColumn]:
        """Return the columns of a relation; an empty list if it does not exist."""

    def find(self, schema: str | None, identifier: str) -> TemplateRelation | None:
        """Return the relation of that name, if it exists."""

    def relations(self, schema: str) -> list[TemplateRelation]:
        """Return the relations in a schema."""

    def schemas(self) -> list[str]:
        """Return the names of all schemas."""

    def spelled(self, relation: TemplateRelation) -> str:
        """Return the text of a relation that a template names by its parts."""

    def kind_of(self, relation: TemplateRelation) -> str | None:
        """Return whether a relation is a `table` or a `view`; None if it does not exist."""

    def change(self, what: str, sql: str) -> None:
        """Run a statement if this is allowed, otherwise raise ProjectError; no-op while reading."""


class NeedsDatabase(Exception):
    """Raised by a template that queries the database while planning.

    It is compiled when its parents are built. It is no subclass of the errors that templates raise.
    """


class Unknown:
    """The result of a query while files are read: empty, and so is everything derived from it."""

    __slots__ = ()

    def __getattr__(self, name: str) -> "Unknown":
        if name[:1] == "_":
            raise AttributeError(name)
        return self

    def __getitem__(self, key: object) -> "Unknown":
        return self

    def __call__(self, *args: object, **kwargs: object) -> "Unknown":
        """Return itself, like every other operation."""
        return self

    def __iter__(self) -> Iterator[object]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __str__(self) -> str:
        return ""


UNKNOWN = Unknown()


class WhileReading(Struct, frozen=True):
    """While files are read there is no database: `execute` is false, and no relation exists."""

    def query(self, sql: str) -> None:
        """Return None."""

    def columns(self, relation: TemplateRelation) -> list[TemplateColumn]:
        """Return no columns."""
        return []

    def find(self, schema: str | None, identifier: str) -> None:
        """Return None."""

    def relations(self, schema: str) -> list[TemplateRelation]:
        """Return no relations."""
        return []

    def schemas(self) -> list[str]:
        """Return no schemas."""
        return []

    def spelled(self, relation: TemplateRelation) -> str:
        """Return its name."""
        return ".".join(relation.quoted_parts(True, True, True))

    def kind_of(self, relation: TemplateRelation) -> str | None:
        """Return None: it is not known."""

    def change(self, what: str, sql: str) -> None:
        """Do nothing."""


class WhilePlanning(WhileReading, frozen=True):
    """While planning, no rows are known: a template that queries anything is compiled later."""

    def query(self, sql: str) -> NoReturn:
        """Raise NeedsDatabase."""
        raise NeedsDatabase

    def columns(self, relation: TemplateRelation) -> NoReturn:
        """Raise NeedsDatabase."""
        raise NeedsDatabase

    def find(self, schema: str | None, identifier: str) -> NoReturn:
        """Raise NeedsDatabase."""
        raise NeedsDatabase

    def relations(self, schema: str) -> NoReturn:
        """Raise NeedsDatabase."""
        raise NeedsDatabase

    def schemas(self) -> NoReturn:
        """Raise NeedsDatabase."""
        raise NeedsDatabase

    def spelled(self, relation: TemplateRelation) -> NoReturn:
        """Raise NeedsDatabase: it may be a relation of this run."""
        raise NeedsDatabase

    def change(self, what: str, sql: str) -> NoReturn:
        """Raise ProjectError."""
        refuse_change(what)


def refuse_change(what: str) -> NoReturn:
    """Raise ProjectError: compiling a template must not change the database."""
    raise ProjectError.of(
        f"{what} would change the database while a template is compiled",
        fix="turn what it changes into a model, or run the statement outside 'seg build'",
    )
