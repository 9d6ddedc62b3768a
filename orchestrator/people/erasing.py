"""Erases a person: deletes their rows from every version of every generation at once."""

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
    """The result for a person's rows.

    `seg_tables` are tables in seg's own schemas that had any; `other_tables` are those that seg did
    not make and never changes; `mentions` are in seg's tables.
    """

    seg_tables: tuple[RowsOf, ...]
    other_tables: tuple[RowsOf, ...]
    mentions: tuple[Mention, ...] = ()


def count_person(warehouse: Warehouse, engine: Engine, person: Person) -> Erased:
    """Count the rows of a person; nothing is deleted."""
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
    """Delete a person's rows in one transaction, and count what is left.

    The same transaction writes what `noted` returns for the rows that were found.
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
