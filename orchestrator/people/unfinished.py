"""Erasures whose files are not rewritten yet: noted with the rows, for whoever comes after a kill.

The table is there only while one is unfinished. Its keys are needed to find people in lists; they
leave it before the database's file is compacted.
"""

import json
from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Catalogue, Notes
from orchestrator.names import RelationName
from orchestrator.people.person_rows import Person
from orchestrator.warehouse import Warehouse, utc_naive

_NAME = "unfinished_erasures"
_COLUMNS = (("column_name", "varchar"), ("keys", "varchar"), ("erased_at", "timestamp"))


class Unfinished(Struct, frozen=True):
    """When the last of them began, and the people who may still be in lists."""

    erased_at: datetime
    people: tuple[Person, ...]


def unfinished_table(dialect: Dialect) -> RelationName:
    """The table, which is there only while an erasure is unfinished."""
    return dialect.internal_table(_NAME)


def has_unfinished(catalogue: Catalogue, dialect: Dialect) -> bool:
    """Whether an erasure was broken off after the rows had been deleted."""
    return unfinished_table(dialect) in catalogue.hidden_tables


def open_unfinished(warehouse: Warehouse) -> RelationName:
    """The table, made where it is missing."""
    return warehouse.internal_table(_NAME, _COLUMNS)


def note_unfinished(table: RelationName, person: Person, at: datetime) -> Notes:
    """What the transaction that deletes a person's rows writes."""
    columns = tuple(name for name, _ in _COLUMNS)
    return Notes(table, columns, [(person.column, json.dumps(person.keys), utc_naive(at))])


def read_unfinished(warehouse: Warehouse) -> Unfinished:
    """What is left to do; the table is there."""
    table = warehouse.name(unfinished_table(warehouse.dialect))
    rows = warehouse.rows(f"select column_name, keys, erased_at from {table}")
    people: Mapping[str, dict[str, None]] = {column: {} for column, _, _ in rows}
    for column, keys, _ in rows:
        people[column].update(dict.fromkeys(json.loads(keys or "[]")))
    return Unfinished(
        max(erased_at for _, _, erased_at in rows),
        tuple(Person(column, tuple(keys)) for column, keys in people.items() if keys),
    )


def forget_keys(warehouse: Warehouse) -> None:
    """All lists are rewritten: only the database's file is left to be compacted.

    The copy that takes its place is without the table.
    """
    table = warehouse.name(unfinished_table(warehouse.dialect))
    warehouse.session.execute(f"update {table} set keys = null")


def all_is_finished(warehouse: Warehouse) -> None:
    """Drop the table, where the file stays as it is."""
    warehouse.drop_table(unfinished_table(warehouse.dialect))
