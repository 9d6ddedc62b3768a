"""Imports sqlglot, which is in the extra `docs`: it takes 0.3 s, and few commands need it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module

from msgspec import Struct

from orchestrator.names import RelationName

HOW_TO_INSTALL = "pip install 'seg-orchestrator[docs]'"

Columns = Sequence[tuple[str, str]]
"""The (name, type) of each column."""


class Origins(Struct, frozen=True):
    """By column of a SELECT, in lower case, the columns that its values are derived from.

    `choosing` are the columns by which it joins and filters rows.
    """

    columns: Mapping[str, tuple[tuple[RelationName, str], ...]]
    choosing: tuple[tuple[RelationName, str], ...] = ()


ReadOrigins = Callable[[str], Origins | None]
"""The origins of a SELECT's columns; None if it cannot be traced."""


def origin_reader(
    relations: Iterable[tuple[RelationName, Columns]], dialect: str
) -> ReadOrigins | None:
    """Return a function that traces SELECTs on these relations; None without sqlglot."""
    try:
        module = import_module("orchestrator.lineage.columns")
    except ModuleNotFoundError:
        return None
    reader: ReadOrigins = module.reader(relations, dialect)
    return reader
