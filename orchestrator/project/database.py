"""What templates may ask the database, and who answers: while reading, and while planning.

Once a template's parents are built, the compiler answers from what the run built.
"""

from collections.abc import Iterator
from typing import NoReturn, Protocol

from msgspec import Struct

from orchestrator.errors import ProjectError
from orchestrator.project.relation import TemplateRelation
from orchestrator.project.table import TemplateTable
from orchestrator.project.template_column import TemplateColumn


class Database(Protocol):
    """The questions of templates; all of them only read."""

    def query(self, sql: str) -> TemplateTable | None:
        """The answer of a query; None where nothing can be asked yet."""

    def columns(self, relation: TemplateRelation) -> list[TemplateColumn]:
        """The columns of a relation; none of one that is not there."""

    def find(self, schema: str | None, identifier: str) -> TemplateRelation | None:
        """The relation of that name, if it is there."""

    def relations(self, schema: str) -> list[TemplateRelation]:
        """The relations of a schema."""

    def schemas(self) -> list[str]:
        """The names of all schemas."""

    def spelled(self, relation: TemplateRelation) -> str:
        """The text of a relation that a template names by its parts."""

    def kind_of(self, relation: TemplateRelation) -> str | None:
        """Whether a relation is a `table` or a `view`, if it is there."""

    def change(self, what: str, sql: str) -> None:
        """Run a statement where templates may; else raise ProjectError; nothing while reading."""


class AsksDatabase(Exception):
    """Raised while planning by a template that asks: it is compiled when its parents are built.

    It is no error of any kind that templates' errors are.
    """


class Unknown:
    """The result of a query while files are read: empty, and so is all that is made of it."""

    __slots__ = ()

    def __getattr__(self, name: str) -> "Unknown":
        if name[:1] == "_":
            raise AttributeError(name)
        return self

    def __getitem__(self, key: object) -> "Unknown":
        return self

    def __call__(self, *args: object, **kwargs: object) -> "Unknown":
        """The same, as all that is asked of it."""
        return self

    def __iter__(self) -> Iterator[object]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __str__(self) -> str:
        return ""


UNKNOWN = Unknown()


class WhileReading(Struct, frozen=True):
    """While files are read there is no database: `execute` is false, and nothing is there."""

    def query(self, sql: str) -> None:
        """Nothing."""

    def columns(self, relation: TemplateRelation) -> list[TemplateColumn]:
        """None."""
        return []

    def find(self, schema: str | None, identifier: str) -> None:
        """Nothing."""

    def relations(self, schema: str) -> list[TemplateRelation]:
        """None."""
        return []

    def schemas(self) -> list[str]:
        """None."""
        return []

    def spelled(self, relation: TemplateRelation) -> str:
        """Its name."""
        return ".".join(relation.quoted_parts(True, True, True))

    def kind_of(self, relation: TemplateRelation) -> str | None:
        """Nobody knows."""

    def change(self, what: str, sql: str) -> None:
        """Nothing: it is not done."""


class WhilePlanning(WhileReading, frozen=True):
    """Planning knows no rows: whoever asks is compiled later."""

    def query(self, sql: str) -> NoReturn:
        """Raises AsksDatabase."""
        raise AsksDatabase

    def columns(self, relation: TemplateRelation) -> NoReturn:
        """Raises AsksDatabase."""
        raise AsksDatabase

    def find(self, schema: str | None, identifier: str) -> NoReturn:
        """Raises AsksDatabase."""
        raise AsksDatabase

    def relations(self, schema: str) -> NoReturn:
        """Raises AsksDatabase."""
        raise AsksDatabase

    def schemas(self) -> NoReturn:
        """Raises AsksDatabase."""
        raise AsksDatabase

    def spelled(self, relation: TemplateRelation) -> NoReturn:
        """Raises AsksDatabase: it may be a relation of this run."""
        raise AsksDatabase

    def change(self, what: str, sql: str) -> NoReturn:
        """Raises ProjectError."""
        refuse_change(what)


def refuse_change(what: str) -> NoReturn:
    """Raise ProjectError: compiling a template changes nothing."""
    raise ProjectError.of(
        f"{what} would change the database while a template is compiled",
        fix="turn what it changes into a model, or run the statement outside 'seg build'",
    )
