"""Deletes the rows of erased people from versions of every generation at once."""

from collections.abc import Mapping, Sequence

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.inventory import read_inventory
from orchestrator.engines.duckdb.published.deltas import before_deltas
from orchestrator.engines.duckdb.published.facts import forget_all_facts
from orchestrator.engines.duckdb.published.manifest import (
    create_manifest,
    read_beginnings,
    read_deltas,
    write_notes,
    write_row_counts,
)
from orchestrator.engines.duckdb.published.publishing import transaction
from orchestrator.engines.duckdb.spelling import VERSIONS_SCHEMA, spelled
from orchestrator.generations.values import Notes
from orchestrator.names import RelationName


def delete_rows(
    cursor: duckdb.DuckDBPyConnection,
    conditions: Mapping[RelationName, str],
    notes: Sequence[Notes],
) -> None:
    """Delete the rows that meet a condition from each table, and correct the manifest's counts."""
    create_manifest(cursor)
    with transaction(cursor):
        forget_all_facts(cursor, read_inventory(cursor))
        for relation, condition in conditions.items():
            cursor.execute(f"delete from {spelled(relation)} where {condition}")
        for relation in conditions:
            if relation.schema == VERSIONS_SCHEMA:
                _count_again(cursor, relation)
        for of_table in notes:
            write_notes(cursor, of_table)
    cursor.execute("checkpoint")


def _count_again(cursor: duckdb.DuckDBPyConnection, version: RelationName) -> None:
    """Correct the row counts that a rollback compares with the rows it finds."""
    deltas = [delta for delta in read_deltas(cursor) if delta.version == version]
    counts = []
    for since, columns in read_beginnings(cursor, version):
        later = [delta for delta in deltas if delta.generation > since]
        select = before_deltas(cursor, version, columns, later)
        row = cursor.execute(f"select count(*) from ({select}) as then_there").fetchone()
        assert row is not None
        counts.append((since, row[0]))
    write_row_counts(cursor, version, counts)
