"""Contracts: the columns that a model promises, by name and type."""

from msgspec import Struct


class ContractColumn(Struct, frozen=True):
    """A column that has to be there: its type is one of `types`; others are cast to the first."""

    name: str
    types: tuple[str, ...]
    is_personal: bool = False


class Contract(Struct, frozen=True):
    """What a model's SELECT has to give.

    Where it `casts`, a column of another type is cast if no value changes by it; `extra_columns`
    says whether there may be columns that it does not name.
    """

    columns: tuple[ContractColumn, ...]
    casts: bool = False
    extra_columns: bool = False
