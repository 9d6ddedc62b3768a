"""Where sqlglot is imported, which comes with `docs`: it takes 0.3 s, and few commands need it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module

from msgspec import Struct

from orchestrator.names import RelationName

HOW_TO_INSTALL = "pip install 'seg-orchestrator[docs]'"

Columns = Sequence[tuple[str, str]]
"""The (name, type) of each column."""


class Origins(Struct, frozen=True):
    """By column of a SELECT, in lower case, the columns that its values are made of.

    `choosing` are the columns by which it joins and filters rows.
    """

    columns: Mapping[str, tuple[tuple[RelationName, str], ...]]
    choosing: tuple[tuple[RelationName, str], ...] = ()


ReadOrigins = Callable[[str], Origins | None]
"""The origins of a SELECT's columns; None for one that cannot be followed."""


def origin_reader(
    relations: Iterable[tuple[RelationName, Columns]], dialect: str
) -> ReadOrigins | None:
    """Reads the origins of SELECTs on these relations; None where sqlglot is not installed."""
    try:
        module = import_module("orchestrator.lineage.columns")
    except ModuleNotFoundError:
        return None
    reader: ReadOrigins = module.reader(relations, dialect)
    return reader
