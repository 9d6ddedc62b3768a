"""Contracts: the columns that a model promises, by name and type, and what holds for its rows."""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.errors import Place

ConstraintType = Literal["not_null", "unique", "primary_key", "check", "foreign_key"]


class ContractColumn(Struct, frozen=True):
    """A column that has to be there: its type is one of `types`; others are cast to the first."""

    name: str
    types: tuple[str, ...]
    is_personal: bool = False


class Constraint(Struct, frozen=True):
    """What has to hold for the rows of a model, as declared at `place`.

    `of_column` says that it stands at its only column. A check has an `expression`. The values of
    a foreign key's `columns` have to be in those `to_columns` of `to`: a reference as written, and
    the unique id that it means once that is known.
    """

    type: ConstraintType
    place: Place
    name: str | None = None
    columns: tuple[str, ...] = ()
    of_column: bool = False
    expression: str | None = None
    to: str | None = None
    to_columns: tuple[str, ...] = ()

    def __str__(self) -> str:
        named = "" if self.name is None else f" '{self.name}'"
        of = self.expression if self.expression is not None else ", ".join(self.columns)
        return f"{self.type}{named} ({of})"


class Contract(Struct, frozen=True):
    """What a model's SELECT has to give.

    Where it `casts`, a column of another type is cast if no value changes by it; `extra_columns`
    says whether there may be columns that it does not name. Where it `orders` them, the columns of
    a table stand in its order.
    """

    columns: tuple[ContractColumn, ...]
    casts: bool = False
    extra_columns: bool = False
    orders: bool = False
    constraints: tuple[Constraint, ...] = ()

    @property
    def meaning(self) -> str:
        """What it asks for, wherever that stands."""
        asked = (replace(each, place=Place("")) for each in self.constraints)
        return repr(replace(self, constraints=tuple(asked)))
