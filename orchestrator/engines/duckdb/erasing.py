"""Forgetting a person: their rows leave every version of every generation at once."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import duckdb

from orchestrator.engines.boundary import Erased, Person, RowsOf
from orchestrator.engines.duckdb.deltas import before_deltas
from orchestrator.engines.duckdb.inventory import Inventory, columns_of, read_inventory
from orchestrator.engines.duckdb.manifest import (
    create_manifest,
    read_beginnings,
    read_deltas,
    write_row_counts,
)
from orchestrator.engines.duckdb.publishing import transaction
from orchestrator.engines.duckdb.spelling import (
    MANIFEST_SCHEMA,
    VERSIONS_SCHEMA,
    fold,
    quote,
    spelled,
)
from orchestrator.names import RelationName

# What seg's own tables call the person, whatever the column is called elsewhere.
OWN_COLUMN = "entity"

_VERSION = re.compile(r"@\d+(\.\w+)?$")


@dataclass(frozen=True, slots=True)
class _Place:
    """A table that can hold the person: rows in which one of `columns` is one of `values`."""

    relation: RelationName
    columns: tuple[str, ...]
    values: tuple[str, ...]

    @property
    def condition(self) -> str:
        """The rows, as SQL with one parameter: the values."""
        return " or ".join(
            f"cast({quote(name)} as varchar) in (select unnest($1::varchar[]))"
            for name in self.columns
        )


def count_person(cursor: duckdb.DuckDBPyConnection, person: Person) -> Erased:
    """How many rows of a person there are."""
    create_manifest(cursor)
    inventory = read_inventory(cursor)
    return Erased(
        tuple(_counted(cursor, _own_places(cursor, inventory, person))),
        tuple(_counted(cursor, _other_places(cursor, inventory, person))),
    )


def erase_person(cursor: duckdb.DuckDBPyConnection, person: Person) -> Erased:
    """Delete a person's rows, correct the manifest's counts, and count again what is left."""
    with transaction(cursor):
        found = count_person(cursor, person)
        places = _own_places(cursor, read_inventory(cursor), person)
        held = {rows.relation for rows in found.seg_tables}
        for place in [place for place in places if place.relation in held]:
            cursor.execute(
                f"delete from {spelled(place.relation)} where {place.condition}",
                [list(place.values)],
            )
        for relation in held:
            if relation.schema == VERSIONS_SCHEMA:
                _count_again(cursor, relation)
    left = count_person(cursor, person)
    cursor.execute("checkpoint")
    still = {rows.relation: rows.found for rows in left.seg_tables}
    return Erased(
        tuple(
            RowsOf(rows.relation, rows.found, still.get(rows.relation, 0))
            for rows in found.seg_tables
        ),
        left.other_tables,
    )


def _own_places(
    cursor: duckdb.DuckDBPyConnection, inventory: Inventory, person: Person
) -> Iterator[_Place]:
    """The tables that seg made and that can hold the person."""
    failures = {fold(schema) for schema in person.failures_schemas}
    for relation in _tables(inventory):
        names = tuple(name for name, _ in columns_of(cursor, relation))
        schema = fold(relation.schema)
        if schema in failures:
            yield _Place(relation, names, person.keys)
        elif schema == VERSIONS_SCHEMA:
            yield from _in_version(relation, names, person)
        elif schema == MANIFEST_SCHEMA and OWN_COLUMN in names:
            yield _Place(relation, (OWN_COLUMN,), person.keys)


def _in_version(relation: RelationName, names: tuple[str, ...], person: Person) -> Iterator[_Place]:
    entity = _named(names, (person.column,))
    if entity:
        yield _Place(relation, entity, person.keys)
        return
    published = _VERSION.sub("", relation.identifier)
    texts = {str(name): columns for name, columns in person.text_columns.items()}
    columns = _named(names, texts.get(published, ()))
    if columns and person.texts:
        yield _Place(relation, columns, person.texts)


def _other_places(
    cursor: duckdb.DuckDBPyConnection, inventory: Inventory, person: Person
) -> Iterator[_Place]:
    """Tables that seg did not make: a source's, or what stood under a model's name before."""
    own = {fold(schema) for schema in (VERSIONS_SCHEMA, MANIFEST_SCHEMA, *person.failures_schemas)}
    for relation in _tables(inventory, is_everywhere=True):
        if relation.database is None and fold(relation.schema) in own:
            continue
        names = tuple(name for name, _ in columns_of(cursor, relation))
        entity = _named(names, (person.column,))
        if entity:
            yield _Place(relation, entity, person.keys)


def _named(names: tuple[str, ...], wanted: Iterable[str]) -> tuple[str, ...]:
    folded = {fold(name) for name in wanted}
    return tuple(name for name in names if fold(name) in folded)


def _tables(inventory: Inventory, *, is_everywhere: bool = False) -> Iterator[RelationName]:
    for found in inventory.values():
        if found.kind == "table" and (is_everywhere or found.relation.database is None):
            yield found.relation


def _counted(cursor: duckdb.DuckDBPyConnection, places: Iterable[_Place]) -> Iterator[RowsOf]:
    for place in places:
        row = cursor.execute(
            f"select count(*) from {spelled(place.relation)} where {place.condition}",
            [list(place.values)],
        ).fetchone()
        if row and row[0]:
            yield RowsOf(place.relation, row[0], row[0])


def _count_again(cursor: duckdb.DuckDBPyConnection, version: RelationName) -> None:
    """A rollback compares the rows it finds with those that the manifest says."""
    deltas = [delta for delta in read_deltas(cursor) if delta.version == version]
    counts = []
    for since, columns in read_beginnings(cursor, version):
        later = [delta for delta in deltas if delta.generation > since]
        select = before_deltas(cursor, version, columns, later)
        row = cursor.execute(f"select count(*) from ({select}) as then_there").fetchone()
        assert row is not None
        counts.append((since, row[0]))
    write_row_counts(cursor, version, counts)
