"""The metadata of a copy for readers: a manifest of one generation, and one row for people."""

from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec import Struct

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.inventory import own_database
from orchestrator.engines.duckdb.published.manifest import (
    MANIFEST,
    create_manifest,
    has_manifest,
    of_target,
    read_generations,
    read_relations,
    write_notes,
)
from orchestrator.engines.duckdb.spelling import INTERNAL_SCHEMA, quote, spelled
from orchestrator.generations.readers import (
    ABOUT_COPY,
    COPIES,
    CopyState,
    ReadersCopy,
    rows_for_readers,
    state_for_readers,
)
from orchestrator.generations.records import (
    GENERATION_COLUMNS,
    RELATION_COLUMNS,
    checksum,
    generation_record,
    relation_record,
)
from orchestrator.generations.values import Generation, Notes, PublishedRelation
from orchestrator.names import RelationName

ABOUT = RelationName(INTERNAL_SCHEMA, ABOUT_COPY)
"""The table that identifies a copy and its generation: no other database has it."""

_COLUMNS = (
    ("generation", "bigint"),
    ("published_at", "timestamp"),
    ("target", "varchar"),
    ("relations", "varchar[]"),
    ("copied_at", "timestamp"),
    ("run_id", "varchar"),
    ("project", "varchar"),
    ("erasures", "varchar"),
    ("unique_ids", "varchar[]"),
)


class WantedCopy(Struct, frozen=True):
    """A generation, the part of it that goes into the copy, and the copy's metadata."""

    generation: Generation
    rows: tuple[PublishedRelation, ...]
    state: CopyState


def wanted_copy(
    cursor: duckdb.DuckDBPyConnection, copy: ReadersCopy, target: str
) -> WantedCopy | None:
    """Return what a copy must contain now; None if nothing of the target was published."""
    if not has_manifest(cursor):
        return None
    generations = read_generations(cursor, target)
    if not generations:
        return None
    rows = rows_for_readers(read_relations(cursor, target), copy.names)
    state = state_for_readers(copy, generations[0], rows, _erasures(cursor))
    return WantedCopy(generations[0], rows, state)


def unchanged_since(
    cursor: duckdb.DuckDBPyConnection, target: str, found: CopyState | None, wanted: WantedCopy
) -> frozenset[str]:
    """Return the nodes whose table in the existing copy contains what is published now.

    Their rows in the manifest are not newer than the copy: no other version and no delta since.
    Views are excluded, because their inputs may have changed. Nothing is kept from a generation
    that this warehouse does not know, nor after an erasure, because dropped data stays in free
    blocks of a file.
    """
    if found is None or found.erasures != wanted.state.erasures:
        return frozenset()
    known = read_generations(cursor, target)
    if (found.generation, found.run_id) not in {(each.number, each.run_id) for each in known}:
        return frozenset()
    since = cursor.execute(
        f"select unique_id from {quote(INTERNAL_SCHEMA)}.relations where until is null "
        f"and since <= $1 and {of_target(cursor, target)}",
        [found.generation],
    ).fetchall()
    as_they_were = {unique_id for (unique_id,) in since}
    return frozenset(
        row.unique_id
        for row in wanted.rows
        if row.kind == "table"
        and row.unique_id in as_they_were
        and f"{row.unique_id} {row.relation}" in found.relations
    )


def write_copy_manifest(
    cursor: duckdb.DuckDBPyConnection,
    copy: ReadersCopy,
    target: str,
    generation: Generation,
    rows: Sequence[PublishedRelation],
    state: CopyState,
) -> None:
    """Write the generation's manifest, and the row for people who look into the copy."""
    create_manifest(cursor)
    sealed = checksum({row.unique_id: row for row in rows})
    generations = Notes(
        MANIFEST,
        (*GENERATION_COLUMNS, "target_schema"),
        [(*generation_record(generation, sealed), target)],
    )
    relations = Notes(
        RelationName(INTERNAL_SCHEMA, "relations"),
        ("since", *RELATION_COLUMNS, "target_schema"),
        [(generation.number, *relation_record(row), target) for row in rows],
    )
    columns = ", ".join(f"{quote(name)} {type_}" for name, type_ in _COLUMNS)
    cursor.execute(f"create table {spelled(ABOUT)} ({columns})")
    for notes in (generations, relations):
        write_notes(cursor, notes)
    cursor.execute(
        f"insert into {spelled(ABOUT)} values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        [
            generation.number,
            generation.published_at.astimezone(UTC).replace(tzinfo=None),
            copy.target,
            [str(row.relation) for row in rows],
            datetime.now(UTC).replace(tzinfo=None),
            generation.run_id,
            copy.project,
            state.erasures,
            [row.unique_id for row in rows],
        ],
    )


def record_path(cursor: duckdb.DuckDBPyConnection, copy: ReadersCopy) -> None:
    """Record a copy's path in the warehouse before writing it: an erasure looks for all copies."""
    table = f"{quote(INTERNAL_SCHEMA)}.{COPIES}"
    place = [copy.owner, str(copy.file)]
    cursor.execute(f"create table if not exists {table} (owner varchar, file varchar)")
    found = cursor.execute(f"select 1 from {table} where owner = $1 and file = $2", place)
    if found.fetchone() is None:
        cursor.execute(f"insert into {table} values ($1, $2)", place)


def write_list_sizes(cursor: duckdb.DuckDBPyConnection, database: str) -> None:
    """Write how many people each acknowledged list has, without naming any.

    With that, an export from the copy detects that a list is much shorter than before.
    """
    table = f"{quote(INTERNAL_SCHEMA)}.acknowledged_lists"
    cursor.execute(f"create table {table} (list varchar, people bigint)")
    if _has_table(cursor, database, "export_members"):
        members = f"{quote(database)}.{quote(INTERNAL_SCHEMA)}.export_members"
        cursor.execute(
            f"insert into {table} select list, count(*) from {members} "
            "where state = 'acknowledged' group by list"
        )


def copy_state(cursor: duckdb.DuckDBPyConnection, attached: str) -> CopyState | None:
    """Return the metadata of an attached copy; None if it is another database."""
    if not _has_table(cursor, attached, ABOUT.identifier):
        return None
    row = cursor.execute(
        "select project || '/' || target, generation, run_id, erasures, unique_ids, relations "
        f"from {quote(attached)}.{spelled(ABOUT)}"
    ).fetchone()
    if row is None:
        return None
    owner, generation, run_id, erasures, ids, names = row
    relations = tuple(f"{unique_id} {name}" for unique_id, name in zip(ids, names, strict=True))
    return CopyState(owner, generation, run_id, erasures, relations)


def owner_of_copy(cursor: duckdb.DuckDBPyConnection) -> str | None:
    """Return the owner of the copy that is in use."""
    row = cursor.execute(f"select project || '/' || target from {spelled(ABOUT)}").fetchone()
    return row[0] if row else None


def _erasures(cursor: duckdb.DuckDBPyConnection) -> str:
    """Return a text that changes when somebody is erased, or an erasure is revoked."""
    if not _has_table(cursor, own_database(cursor), "erasures"):
        return ""
    row = cursor.execute(
        f"select count(*) || ' ' || max(erased_at) from {quote(INTERNAL_SCHEMA)}.erasures"
    ).fetchone()
    return (row and row[0]) or ""


def _has_table(cursor: duckdb.DuckDBPyConnection, database: str, name: str) -> bool:
    """Return whether a database has an internal table of that name."""
    found = cursor.execute(
        "select 1 from duckdb_tables() "
        "where database_name = $1 and schema_name = $2 and table_name = $3",
        [database, INTERNAL_SCHEMA, name],
    )
    return found.fetchone() is not None
