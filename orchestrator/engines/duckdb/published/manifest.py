"""The manifest: which relations each generation publishes, stored in the database itself.

A row of `relations` is valid from generation `since` up to, but not including, generation `until`,
so that a generation costs only the rows that it changes. `deltas` records changes in place.

Targets with different schemas share a database and its generation numbers; each has its own
generations. A `target` is identified by its default schema, as DuckDB compares names
(`target_schema`). Rows written by versions of seg without targets belong to the target whose
schemas their relations are in. `shown` is the view's definition in the database at publication: see
`views.py`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence, Set

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.spelling import INTERNAL_SCHEMA, quote, spelled, text
from orchestrator.generations.draft import Draft
from orchestrator.generations.records import (
    DELTA_COLUMNS,
    GENERATION_COLUMNS,
    RELATION_COLUMNS,
    checksum,
    delta_of,
    delta_record,
    generation_of,
    generation_record,
    relation_record,
    relations_of,
)
from orchestrator.generations.values import AppliedDelta, Generation, Notes, PublishedRelation
from orchestrator.names import RelationName

MANIFEST = RelationName(INTERNAL_SCHEMA, "generations")
"""A table that exists if the manifest exists."""

_SCHEMA = quote(INTERNAL_SCHEMA)
_TABLES = f"""
create schema if not exists {_SCHEMA};
create table if not exists {_SCHEMA}.generations (
    number bigint, run_id varchar, published_at timestamp, relations bigint, checksum varchar,
    target_schema varchar, restores bigint);
create table if not exists {_SCHEMA}.relations (
    since bigint, until bigint, unique_id varchar,
    database varchar, schema varchar, identifier varchar, kind varchar,
    version_schema varchar, version varchar, definition varchar, fingerprint varchar,
    columns varchar, row_count bigint, target_schema varchar, shown varchar, family varchar);
create table if not exists {_SCHEMA}.deltas (
    generation bigint, version_schema varchar, version varchar,
    rows_schema varchar, rows varchar, undo_schema varchar, undo varchar);
"""

# Columns that older versions of seg did not write: the target of a row, the family behind a
# relation, and the generation that a rollback published again.
TARGET, FAMILY, RESTORES = "target_schema", "family", "restores"
_COLUMNS_ADDED = f"""
alter table {_SCHEMA}.generations add column target_schema varchar;
alter table {_SCHEMA}.relations add column target_schema varchar;
alter table {_SCHEMA}.relations add column shown varchar;
"""


Columns = Mapping[str, Set[str]]
"""The columns of each table of a manifest: an older seg wrote fewer tables and columns."""

COMPLETE: Columns = {
    "generations": {*GENERATION_COLUMNS, TARGET},
    "relations": {"since", "until", *RELATION_COLUMNS, TARGET, "shown"},
    "deltas": set(DELTA_COLUMNS),
}
"""What `create_manifest` leaves."""


def create_manifest(cursor: duckdb.DuckDBPyConnection) -> None:
    """Create missing tables of the manifest, and add columns that an older seg did not have."""
    found = read_columns(cursor)
    if all(COMPLETE[table] <= found.get(table, set()) for table in COMPLETE):
        return
    cursor.execute(_TABLES)
    relations, generations = (
        found.get(table, COMPLETE[table]) for table in ("relations", "generations")
    )
    if TARGET not in relations:
        cursor.execute(_COLUMNS_ADDED)
    if FAMILY not in relations:
        cursor.execute(f"alter table {_SCHEMA}.relations add column family varchar")
    if RESTORES not in generations:
        cursor.execute(f"alter table {_SCHEMA}.generations add column restores bigint")


def read_columns(cursor: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """Return the columns of the manifest's tables that exist."""
    found: dict[str, set[str]] = {}
    rows = cursor.execute(
        "select table_name, column_name from duckdb_columns() "
        f"where database_name = current_database() and schema_name = {text(INTERNAL_SCHEMA)}"
    ).fetchall()
    for table, column in rows:
        found.setdefault(table, set()).add(column)
    return found


def has_targets(columns: Columns) -> bool:
    """Return whether the manifest was written by a seg that distinguishes targets."""
    return TARGET in columns.get("relations", set())


def of_target(cursor: duckdb.DuckDBPyConnection, target: str) -> str:
    """Return the condition for the rows of `relations` that belong to a target."""
    return relations_of_target(target, has_targets(read_columns(cursor)))


def relations_of_target(target: str, knows_targets: bool) -> str:
    """Do the same if it is known whether the manifest distinguishes targets."""
    known, own = TARGET if knows_targets else "null", text(target)
    within = f"(lower(schema) = {own} or starts_with(lower(schema), {text(f'{target}_')}))"
    return f"({known} = {own} or ({known} is null and {within}))"


def _generations_of_target(
    cursor: duckdb.DuckDBPyConnection, target: str, knows_targets: bool
) -> str:
    """Return the condition for the rows of `generations` that belong to a target."""
    known, own = TARGET if knows_targets else "null", text(target)
    if knows_targets and not _has_generation_without_target(cursor):
        return f"{known} = {own}"
    relations = relations_of_target(target, knows_targets)
    by_relations = (
        f"exists (select 1 from {_SCHEMA}.relations where {relations} "
        "and since <= number and (until is null or until > number))"
    )
    return f"({known} = {own} or ({known} is null and {by_relations}))"


def write_row_counts(
    cursor: duckdb.DuckDBPyConnection, version: RelationName, counts: Iterable[tuple[int, int]]
) -> None:
    """Correct the row counts of a version, by the generation from which on it had them."""
    for since, row_count in counts:
        cursor.execute(
            f"update {_SCHEMA}.relations set row_count = $1 "
            "where version_schema = $2 and version = $3 and since = $4",
            [row_count, version.schema, version.identifier, since],
        )


def read_beginnings(
    cursor: duckdb.DuckDBPyConnection, version: RelationName
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the generations that first published a version in a form, each with its columns."""
    rows = cursor.execute(
        f"select since, columns from {_SCHEMA}.relations "
        "where version_schema = $1 and version = $2 order by since",
        [version.schema, version.identifier],
    ).fetchall()
    return tuple((row[0], tuple(name for name, _ in json.loads(row[1]))) for row in rows)


def has_manifest(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Return whether anything was ever published, or prepared, in this database."""
    return COMPLETE.keys() <= read_columns(cursor).keys()


def _has_generation_without_target(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Return whether a generation was written by a seg that did not distinguish targets."""
    found = cursor.execute(
        f"select 1 from {_SCHEMA}.generations where target_schema is null limit 1"
    )
    return found.fetchone() is not None


def newest_number(cursor: duckdb.DuckDBPyConnection) -> int:
    """Return the number of the last generation of any target; 0 without any."""
    row = cursor.execute(f"select coalesce(max(number), 0) from {_SCHEMA}.generations").fetchone()
    return int(row[0]) if row else 0


def read_generations(
    cursor: duckdb.DuckDBPyConnection, target: str, known: Columns | None = None
) -> tuple[Generation, ...]:
    """Return all kept generations of a target, newest first.

    Here and below, `known` are the columns of the manifest, if the caller has read them.
    """
    columns = (known or read_columns(cursor)).get("generations", set())
    restores = RESTORES if RESTORES in columns else "null"
    own = _generations_of_target(cursor, target, TARGET in columns)
    rows = cursor.execute(
        f"select number, run_id, published_at, relations, {restores} from {_SCHEMA}.generations "
        f"where {own} order by number desc"
    ).fetchall()
    return tuple(generation_of(*row) for row in rows)


def read_relations(
    cursor: duckdb.DuckDBPyConnection,
    target: str,
    generation: int | None = None,
    known: Columns | None = None,
) -> dict[str, PublishedRelation]:
    """Return what a generation of a target publishes, by default the current one, in order."""
    at = "until is null" if generation is None else "since <= $1 and (until is null or until > $1)"
    columns = (known or read_columns(cursor)).get("relations", set())
    names = ", ".join(RELATION_COLUMNS)
    if FAMILY not in columns:
        names = names.replace(FAMILY, "null")
    return relations_of(
        cursor.execute(
            f"select {names} from {_SCHEMA}.relations where {at} "
            f"and {relations_of_target(target, TARGET in columns)} order by since, rowid",
            [] if generation is None else [generation],
        ).fetchall()
    )


def read_taken(
    cursor: duckdb.DuckDBPyConnection, target: str, known: Columns | None = None
) -> dict[RelationName, str]:
    """Return the names that other targets publish now, each with the schema of its target.

    A name whose target is unknown counts as free.
    """
    if not has_targets(known or read_columns(cursor)):
        return {}
    rows = cursor.execute(
        f"select database, schema, identifier, target_schema from {_SCHEMA}.relations "
        f"where until is null and target_schema <> {text(target)}"
    ).fetchall()
    return {RelationName(row[1], row[2], row[0]): row[3] for row in rows}


def read_all(cursor: duckdb.DuckDBPyConnection) -> dict[str, object]:
    """Return the complete content of the manifest, of all targets, for comparisons."""
    return {
        what: cursor.execute(f"from {_SCHEMA}.{table} order by all").fetchall()
        for what, table in (
            ("generations", "generations"),
            ("published relations", "relations"),
            ("deltas", "deltas"),
        )
    }


def read_deltas(cursor: duckdb.DuckDBPyConnection) -> tuple[AppliedDelta, ...]:
    """Return all deltas that rollback can undo, newest first."""
    rows = cursor.execute(
        f"select {', '.join(DELTA_COLUMNS)} from {_SCHEMA}.deltas "
        "order by generation desc, rowid desc"
    ).fetchall()
    return tuple(map(delta_of, rows))


def write_generation(
    cursor: duckdb.DuckDBPyConnection,
    generation: Generation,
    draft: Draft,
    deltas: Sequence[AppliedDelta],
    target: str,
    shown: Mapping[str, str],
) -> None:
    """Add a generation: close the rows of what changed or is gone, add rows for what changed."""
    ended = [row.unique_id for row in draft.changed] + list(draft.gone)
    is_first = generation.number == 1
    if ended and not is_first:
        cursor.execute(
            f"update {_SCHEMA}.relations set until = $1 where until is null "
            "and unique_id in (select unnest($2::varchar[])) "
            f"and {relations_of_target(target, knows_targets=True)}",
            [generation.number, ended],
        )
    if draft.changed and not is_first:
        # Rows of a seg that did not distinguish targets, under a name that is taken now.
        cursor.execute(
            f"update {_SCHEMA}.relations set until = $1 "
            "where until is null and target_schema is null "
            "and (lower(coalesce(database, '')), lower(schema), lower(identifier)) in (select "
            "lower(unnest($2::varchar[])), lower(unnest($3::varchar[])), "
            "lower(unnest($4::varchar[])))",
            [
                generation.number,
                [row.relation.database or "" for row in draft.changed],
                [row.relation.schema for row in draft.changed],
                [row.relation.identifier for row in draft.changed],
            ],
        )
    columns = ("since", *RELATION_COLUMNS, "target_schema", "shown")
    rows = [
        (generation.number, *relation_record(row), target, shown.get(row.unique_id))
        for row in draft.changed
    ]
    _insert(cursor, "relations", columns, rows)
    _insert(cursor, "deltas", DELTA_COLUMNS, [delta_record(delta) for delta in deltas])
    sealed = generation_record(generation, checksum(draft.published))
    _insert(cursor, "generations", (*GENERATION_COLUMNS, "target_schema"), [(*sealed, target)])


def write_notes(cursor: duckdb.DuckDBPyConnection, notes: Notes) -> None:
    """Delete the rows of an internal table that are gone, and add the new ones."""
    if notes.gone:
        key = ", ".join(map(quote, notes.key))
        lists, values = _lists(notes.gone)
        cursor.execute(
            f"delete from {spelled(notes.table)} where ({key}) in (select {lists})", values
        )
    _insert(cursor, notes.table.identifier, notes.columns, notes.rows)


def _insert(
    cursor: duckdb.DuckDBPyConnection,
    table: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
) -> None:
    if rows:
        names = ", ".join(map(quote, columns))
        lists, values = _lists(rows)
        cursor.execute(f"insert into {_SCHEMA}.{quote(table)} ({names}) select {lists}", values)


def _lists(rows: Sequence[Sequence[object]]) -> tuple[str, list[list[object]]]:
    """Return lists by column, so that one statement inserts many rows (30 times faster)."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    return ", ".join(f"unnest(${number})" for number in range(1, len(columns) + 1)), columns


def read_checksum(cursor: duckdb.DuckDBPyConnection, number: int) -> str | None:
    """Return the checksum written with a generation; None if there is no such generation."""
    row = cursor.execute(
        f"select checksum from {_SCHEMA}.generations where number = $1", [number]
    ).fetchone()
    return row[0] if row else None


def forget(cursor: duckdb.DuckDBPyConnection, target: str, oldest_kept: int) -> None:
    """Delete the rows of a target's generations before `oldest_kept`, and unused deltas."""
    knows_targets = has_targets(read_columns(cursor))
    own = relations_of_target(target, knows_targets)
    of_version = (
        f"exists (select 1 from {_SCHEMA}.relations as r "
        "where r.version_schema = d.version_schema and r.version = d.version"
    )
    for statement in (
        f"delete from {_SCHEMA}.generations where number < $1 "
        f"and {_generations_of_target(cursor, target, knows_targets)}",
        f"delete from {_SCHEMA}.relations where until <= $1 and {own}",
        f"delete from {_SCHEMA}.deltas as d where not {of_version}) "
        f"or (generation <= $1 and {of_version} and {own}))",
    ):
        parameters = [oldest_kept] if "$1" in statement else []
        cursor.execute(statement, parameters)


def versions_in_use(cursor: duckdb.DuckDBPyConnection) -> set[RelationName]:
    """Return all versions and side tables of deltas that the manifest refers to."""
    rows = cursor.execute(
        f"select distinct version_schema, version from {_SCHEMA}.relations "
        f"union select version_schema, version from {_SCHEMA}.deltas "
        f"union select rows_schema, rows from {_SCHEMA}.deltas "
        f"union select undo_schema, undo from {_SCHEMA}.deltas"
    ).fetchall()
    return {RelationName(schema, identifier) for schema, identifier in rows if identifier}
