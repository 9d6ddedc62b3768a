"""Forgetting a person: their rows leave every version of every generation at once."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from orchestrator.engines.boundary import Erased, Person, RowsOf
from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.deltas import before_deltas
from orchestrator.engines.duckdb.facts import forget_all_facts
from orchestrator.engines.duckdb.inventory import read_inventory
from orchestrator.engines.duckdb.manifest import (
    create_manifest,
    read_beginnings,
    read_deltas,
    write_row_counts,
)
from orchestrator.engines.duckdb.person_rows import (
    Place,
    count_in,
    counts_in,
    mentions_in,
    other_places,
    own_places,
)
from orchestrator.engines.duckdb.publishing import transaction
from orchestrator.engines.duckdb.spelling import VERSIONS_SCHEMA, spelled
from orchestrator.names import RelationName


def count_person(cursor: duckdb.DuckDBPyConnection, person: Person) -> Erased:
    """How many rows of a person there are."""
    create_manifest(cursor)
    inventory = read_inventory(cursor)
    places = list(own_places(cursor, inventory, person))
    return Erased(
        tuple(_counted(cursor, places)),
        tuple(_counted(cursor, other_places(cursor, inventory, person))),
        tuple(mentions_in(cursor, places)),
    )


def erase_person(cursor: duckdb.DuckDBPyConnection, person: Person) -> Erased:
    """Delete a person's rows, correct the manifest's counts, and count again what is left."""
    create_manifest(cursor)
    with transaction(cursor):
        inventory = read_inventory(cursor)
        forget_all_facts(cursor, inventory)
        places = list(own_places(cursor, inventory, person))
        found = tuple(_counted(cursor, places))
        held = {rows.relation for rows in found}
        for place in places:
            if place.relation in held:
                cursor.execute(
                    f"delete from {spelled(place.relation)} where {place.theirs.sql}",
                    list(place.theirs.parameters),
                )
        for relation in held:
            if relation.schema == VERSIONS_SCHEMA:
                _count_again(cursor, relation)
    left = count_person(cursor, person)
    cursor.execute("checkpoint")
    still = {rows.relation: rows.found for rows in left.seg_tables}
    return Erased(
        tuple(replace(rows, left=still.get(rows.relation, 0)) for rows in found),
        left.other_tables,
        left.mentions,
    )


def _counted(cursor: duckdb.DuckDBPyConnection, places: Iterable[Place]) -> Iterator[RowsOf]:
    for place in places:
        count = count_in(cursor, place.relation, place.theirs)
        if count:
            conditions = [condition for _, condition in place.telling]
            counts = counts_in(cursor, place.relation, conditions)
            told = zip(place.telling, counts, strict=True)
            columns = tuple(name for (name, _), rows in told if rows)
            yield RowsOf(place.relation, count, count, columns)


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
