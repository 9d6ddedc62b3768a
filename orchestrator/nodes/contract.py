"""Contracts: the columns that a model guarantees, by name and type, and constraints on its rows."""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.errors import Place

ConstraintType = Literal["not_null", "unique", "primary_key", "check", "foreign_key"]


class ContractColumn(Struct, frozen=True):
    """A required column: its type is one of `types`; other types are cast to the first."""

    name: str
    types: tuple[str, ...]
    is_personal: bool = False


class Constraint(Struct, frozen=True):
    """A constraint on the rows of a model, as declared at `place`.

    `of_column` if it is declared on its only column. A check has an `expression`. The values of a
    foreign key's `columns` must exist in `to_columns` of `to`: a reference as written, replaced by
    the unique id when that is known.
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
    """The requirements on the result of a model's SELECT.

    If it `casts`, a column of another type is cast if no value changes. `extra_columns` says
    whether columns are allowed that it does not name. If it `orders` them, the columns of a table
    have its order.
    """

    columns: tuple[ContractColumn, ...]
    casts: bool = False
    extra_columns: bool = False
    orders: bool = False
    constraints: tuple[Constraint, ...] = ()

    @property
    def meaning(self) -> str:
        """The requirements as text, without places."""
        asked = (replace(each, place=Place("")) for each in self.constraints)
        return repr(replace(self, constraints=tuple(asked)))
