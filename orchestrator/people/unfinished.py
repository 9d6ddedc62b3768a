"""Erasures with files still to rewrite: recorded with the deletion, to continue after a kill.

The table exists only while one is unfinished. Its keys are needed to find people in lists; they are
deleted from it before the database file is compacted.
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
    """Return the table, which exists only while an erasure is unfinished."""
    return dialect.internal_table(_NAME)


def has_unfinished(catalogue: Catalogue, dialect: Dialect) -> bool:
    """Return whether an erasure was interrupted after its rows had been deleted."""
    return unfinished_table(dialect) in catalogue.hidden_tables


def open_unfinished(warehouse: Warehouse) -> RelationName:
    """Return the table, created if it is missing."""
    return warehouse.internal_table(_NAME, _COLUMNS)


def note_unfinished(table: RelationName, person: Person, at: datetime) -> Notes:
    """Return what the transaction that deletes a person's rows writes."""
    columns = tuple(name for name, _ in _COLUMNS)
    return Notes(table, columns, [(person.column, json.dumps(person.keys), utc_naive(at))])


def read_unfinished(warehouse: Warehouse) -> Unfinished:
    """Return what is left to do; the table must exist."""
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
    """Record that all lists are rewritten, so only compacting the database file is left.

    The compacted copy does not contain the table.
    """
    table = warehouse.name(unfinished_table(warehouse.dialect))
    warehouse.session.execute(f"update {table} set keys = null")


def all_is_finished(warehouse: Warehouse) -> None:
    """Drop the table, if the file is not replaced."""
    warehouse.drop_table(unfinished_table(warehouse.dialect))
