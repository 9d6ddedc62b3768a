"""Erasing a person: their rows leave every version of every generation at once."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.engines.boundary import Engine, Notes
from orchestrator.people.person_rows import (
    Mention,
    Person,
    RowsOf,
    mentions_in,
    other_tables,
    own_tables,
    rows_in,
)
from orchestrator.warehouse import Warehouse


class Erased(Struct, frozen=True):
    """What became of a person's rows.

    `seg_tables` are the tables of seg's own schemas that had any; `other_tables` are those that
    seg did not make and never changes; `mentions` are of seg's tables.
    """

    seg_tables: tuple[RowsOf, ...]
    other_tables: tuple[RowsOf, ...]
    mentions: tuple[Mention, ...] = ()


def count_person(warehouse: Warehouse, engine: Engine, person: Person) -> Erased:
    """How many rows of a person there are; nothing is deleted."""
    catalogue = engine.catalogue()
    tables = tuple(own_tables(warehouse, catalogue, person))
    return Erased(
        tuple(rows_in(warehouse, tables)),
        tuple(rows_in(warehouse, other_tables(warehouse, catalogue, person))),
        tuple(mentions_in(warehouse, tables)),
    )


def erase_person(
    warehouse: Warehouse,
    engine: Engine,
    person: Person,
    noted: Callable[[Sequence[RowsOf]], Sequence[Notes]] = lambda _: (),
) -> Erased:
    """Delete a person's rows in one transaction, and count again what is left.

    What is `noted` of the rows that were found is written by the same transaction.
    """
    tables = tuple(own_tables(warehouse, engine.catalogue(), person))
    found = tuple(rows_in(warehouse, tables))
    held = {rows.relation for rows in found}
    conditions = {table.relation: table.theirs for table in tables if table.relation in held}
    engine.delete_rows(conditions, noted(found))
    left = count_person(warehouse, engine, person)
    return replace(left, seg_tables=tuple(_left_of(found, left)))


def _left_of(found: tuple[RowsOf, ...], left: Erased) -> Iterator[RowsOf]:
    still = {rows.relation: rows.found for rows in left.seg_tables}
    for rows in found:
        yield replace(rows, left=still.get(rows.relation, 0))
