"""Forgetting a person: their rows leave every version of every generation at once."""

from collections.abc import Collection, Iterable, Iterator

import duckdb

from orchestrator.engines.boundary import Erased, RowsOf
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


def count_person(
    cursor: duckdb.DuckDBPyConnection, column: str, key: str, schemas: Collection[str]
) -> Erased:
    """How many rows of a person there are."""
    create_manifest(cursor)
    inventory = read_inventory(cursor)
    return Erased(
        tuple(_counted(cursor, _own_tables(cursor, inventory, column, schemas), key)),
        tuple(_counted(cursor, _other_tables(cursor, inventory, column, schemas), key)),
    )


def erase_person(
    cursor: duckdb.DuckDBPyConnection, column: str, key: str, schemas: Collection[str]
) -> Erased:
    """Delete a person's rows, correct the manifest's counts, and count again what is left."""
    with transaction(cursor):
        found = count_person(cursor, column, key, schemas)
        inventory = read_inventory(cursor)
        conditions = dict(_own_tables(cursor, inventory, column, schemas))
        for rows in found.seg_tables:
            relation = rows.relation
            cursor.execute(f"delete from {spelled(relation)} where {conditions[relation]}", [key])
        for rows in found.seg_tables:
            if rows.relation.schema == VERSIONS_SCHEMA:
                _count_again(cursor, rows.relation)
    left = count_person(cursor, column, key, schemas)
    cursor.execute("checkpoint")
    still = {rows.relation: rows.found for rows in left.seg_tables}
    return Erased(
        tuple(
            RowsOf(rows.relation, rows.found, still.get(rows.relation, 0))
            for rows in found.seg_tables
        ),
        left.other_tables,
    )


Condition = tuple[RelationName, str]


def _own_tables(
    cursor: duckdb.DuckDBPyConnection, inventory: Inventory, column: str, schemas: Collection[str]
) -> Iterator[Condition]:
    """The tables that seg made and that can hold the person, with the condition of their rows."""
    failures = {fold(schema) for schema in schemas}
    for relation in _tables(inventory):
        names = [name for name, _ in columns_of(cursor, relation)]
        if fold(relation.schema) in failures:
            yield relation, " or ".join(map(_is_person, names))
        elif fold(relation.schema) == VERSIONS_SCHEMA:
            yield from ((relation, _is_person(n)) for n in names if fold(n) == fold(column))
        elif fold(relation.schema) == MANIFEST_SCHEMA:
            yield from ((relation, _is_person(n)) for n in names if n == OWN_COLUMN)


def _other_tables(
    cursor: duckdb.DuckDBPyConnection, inventory: Inventory, column: str, schemas: Collection[str]
) -> Iterator[Condition]:
    """Tables that seg did not make: a source's, or what stood under a model's name before."""
    own = {fold(schema) for schema in (VERSIONS_SCHEMA, MANIFEST_SCHEMA, *schemas)}
    for relation in _tables(inventory, is_everywhere=True):
        if relation.database is None and fold(relation.schema) in own:
            continue
        names = [name for name, _ in columns_of(cursor, relation) if fold(name) == fold(column)]
        yield from ((relation, _is_person(name)) for name in names)


def _tables(inventory: Inventory, *, is_everywhere: bool = False) -> Iterator[RelationName]:
    for found in inventory.values():
        if found.kind == "table" and (is_everywhere or found.relation.database is None):
            yield found.relation


def _is_person(name: str) -> str:
    return f"cast({quote(name)} as varchar) = $1"


def _counted(
    cursor: duckdb.DuckDBPyConnection, tables: Iterable[Condition], key: str
) -> Iterator[RowsOf]:
    for relation, condition in tables:
        row = cursor.execute(
            f"select count(*) from {spelled(relation)} where {condition}", [key]
        ).fetchone()
        if row and row[0]:
            yield RowsOf(relation, row[0], row[0])


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
