"""The copy for readers: written aside in its folder, read back, synced, then renamed.

It is a small warehouse: the relations as tables under their published names, and a manifest of one
generation, so that every reader of a warehouse can read it.
"""

import glob
import os
import shutil
import stat
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from orchestrator.engines.boundary import KeepOf
from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.database.disk import require_space
from orchestrator.engines.duckdb.inventory import count_rows, own_database
from orchestrator.engines.duckdb.published.compacting import database_file, file_format, sync_path
from orchestrator.engines.duckdb.published.segment_events import SEGMENT_EVENTS, copy_events
from orchestrator.engines.duckdb.published.switching import naming
from orchestrator.engines.duckdb.readers.aside import ASIDE
from orchestrator.engines.duckdb.readers.manifest import (
    copy_state,
    record_path,
    unchanged_since,
    wanted_copy,
    write_copy_manifest,
    write_list_sizes,
)
from orchestrator.engines.duckdb.refusals import meaning
from orchestrator.engines.duckdb.spelling import INTERNAL_SCHEMA, fold, quote, text
from orchestrator.errors import EnvironmentFault, WarehouseDamaged
from orchestrator.generations.readers import (
    Copied,
    CopyState,
    ReadersCopy,
    require_replaceable,
)
from orchestrator.generations.values import PublishedRelation
from orchestrator.names import RelationName

STAGES = ("begin", "tables", "manifest", "verify", "sync", "rename", "close")

ATTACHED_AS = "seg_read"
"""The name of the copy in a database in memory that reads it."""

_COPY = "seg_readers"

# The default is 122,880. Looking up one customer reads one row group of a sorted table, whose size
# is most of the cost; a full scan takes as long as before.
_ROWS_A_GROUP = "row_group_size 16384"


def step(name: str, cursor: duckdb.DuckDBPyConnection) -> None:
    """Called when each of STAGES begins; does nothing. Tests inject faults here."""


def written_paths(file: Path, aside: Path) -> tuple[Path, ...]:
    """Return all paths that the engine has to open to write and read a copy."""
    endings = ("", ".wal", ".wal.checkpoint", ".wal.recovery")
    return tuple(Path(f"{path}{ending}") for path in (file, aside) for ending in endings)


def copy_for_readers(
    cursor: duckdb.DuckDBPyConnection,
    copy: ReadersCopy,
    aside: Path,
    target: str,
    keep: KeepOf | None = None,
    *,
    is_forced: bool = False,
) -> Copied | None:
    """Update the copy to what is published now; None if it is up to date, or nothing is published.

    Raises EnvironmentFault if it cannot be written: the file is unchanged then.
    """
    step("begin", cursor)
    try:
        _require_folder(copy)
        _clear_leftovers(copy.file)
        found = _found(cursor, copy)
        made = _written(cursor, copy, aside, target, keep, None if is_forced else found)
        if made is None:
            return None
        step("sync", cursor)
        _copy_mode_and_owner(cursor, copy.file, aside)
        sync_path(aside)
        step("rename", cursor)
        # Somebody opened the copy to write and left a log that does not belong to the new one.
        Path(f"{copy.file}.wal").unlink(missing_ok=True)
        aside.replace(copy.file)
        sync_path(copy.file.parent)
        step("close", cursor)
        return made
    except OSError as error:
        raise EnvironmentFault(
            f"{copy.shown_path}: {error.strerror or error}",
            fix=f"make {copy.file.parent} writable, or name another file under 'readers'",
        ) from error
    finally:
        _leave(cursor)
        _remove(aside)


def show_copy(cursor: duckdb.DuckDBPyConnection) -> None:
    """Create a view of each relation of the copy, and tables of its own metadata."""
    found = cursor.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = $1",
        [ATTACHED_AS],
    ).fetchall()
    for schema, name in found:
        is_small = schema == INTERNAL_SCHEMA and name != SEGMENT_EVENTS.identifier
        kind = "table" if is_small else "view"
        relation = f"{quote(schema)}.{quote(name)}"
        cursor.execute(f"create schema if not exists {quote(schema)}")
        cursor.execute(f"create {kind} {relation} as select * from {ATTACHED_AS}.{relation}")


def _written(
    cursor: duckdb.DuckDBPyConnection,
    copy: ReadersCopy,
    aside: Path,
    target: str,
    keep: KeepOf | None,
    found: CopyState | None,
) -> Copied | None:
    """Write and read back the content of the warehouse, unless the copy found is up to date."""
    wanted = wanted_copy(cursor, copy, target)
    if wanted is None or wanted.state == found:
        return None
    # The previous copy stays until the new one is complete.
    require_space(aside, copy.file.stat().st_size if copy.file.exists() else 0)
    record_path(cursor, copy)
    same = unchanged_since(cursor, target, found, wanted)
    if same:
        # Most of the previous copy is unchanged.
        shutil.copyfile(copy.file, aside)
        cursor.execute(f"attach {text(str(aside))} as {_COPY} ({_ROWS_A_GROUP})")
        made = None
        if not _is_mostly_free(cursor):
            made = _filled(cursor, copy, aside, target, keep, same)
        if made is not None:
            return made
        # Or somebody wrote into it.
        _leave(cursor)
        _remove(aside)
    # A database in memory has no block size to copy.
    format_ = f", {file_format(cursor)}" if database_file(cursor) is not None else ""
    cursor.execute(f"attach {text(str(aside))} as {_COPY} ({_ROWS_A_GROUP}{format_})")
    made = _filled(cursor, copy, aside, target, keep, frozenset())
    if made is None:
        raise WarehouseDamaged(
            f"{copy.shown_path}: the copy does not contain what was just written: it was discarded",
            fix="run again; what is published is not affected",
        )
    return made


def _filled(
    cursor: duckdb.DuckDBPyConnection,
    copy: ReadersCopy,
    aside: Path,
    target: str,
    keep: KeepOf | None,
    same: Collection[str],
) -> Copied | None:
    """Fill the attached file aside; None if reading it back gives something else.

    The tables of the nodes `same` are in it already.
    """
    database = own_database(cursor)
    # It contains people. It gets the mode of the previous copy when it is complete.
    os.chmod(aside, 0o600)
    cursor.execute("begin transaction")
    # Read again, because everything copied must be from one snapshot.
    wanted = wanted_copy(cursor, copy, target)
    assert wanted is not None
    step("tables", cursor)
    # A copy of some nodes has events of those only, and is not worth searching.
    has_events = bool(same) and copy.names is None
    _drop_all_but(
        cursor, [row for row in wanted.rows if row.unique_id in same], has_events=has_events
    )
    rows = [
        _in_copy(row, row.row_count)
        if row.unique_id in same
        else _copy_of(cursor, database, row, keep, copy.keys.get(row.unique_id))
        for row in wanted.rows
    ]
    step("manifest", cursor)
    cursor.execute(f"use {_COPY}")
    try:
        write_copy_manifest(cursor, copy, target, wanted.generation, rows, wanted.state)
        write_list_sizes(cursor, database)
        families = None if copy.names is None else _families(wanted.rows)
        copy_events(cursor, database, target, families)
    finally:
        cursor.execute(f"use {quote(database)}")
    cursor.execute("commit")
    cursor.execute(f"checkpoint {_COPY}")
    cursor.execute(f"detach {_COPY}")
    step("verify", cursor)
    if not _is_complete(cursor, aside, rows, wanted.state):
        return None
    return Copied(wanted.generation.number, len(rows))


def _is_mostly_free(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Return whether dropped tables leave more free space in the file than it uses."""
    row = cursor.execute(
        "select free_blocks > used_blocks from pragma_database_size() where database_name = $1",
        [_COPY],
    ).fetchone()
    return row is not None and bool(row[0])


def _families(rows: Sequence[PublishedRelation]) -> tuple[str, ...]:
    return tuple(row.family.name for row in rows if row.family is not None)


def _drop_all_but(
    cursor: duckdb.DuckDBPyConnection, rows: Sequence[PublishedRelation], *, has_events: bool
) -> None:
    """Drop the tables of the copy that will be rebuilt or are obsolete, and its manifest."""
    kept = {(row.relation.schema, row.relation.identifier) for row in rows}
    if has_events:
        kept.add((SEGMENT_EVENTS.schema, SEGMENT_EVENTS.identifier))
    there = cursor.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = $1", [_COPY]
    ).fetchall()
    for schema, name in there:
        if (schema, name) not in kept:
            cursor.execute(f"drop table {_COPY}.{quote(schema)}.{quote(name)}")


def _copy_of(
    cursor: duckdb.DuckDBPyConnection,
    database: str,
    row: PublishedRelation,
    keep: KeepOf | None,
    key: str | None,
) -> PublishedRelation:
    """Copy the rows of a relation into a table, ordered by its column `key`, if it has one."""
    schema = f"{_COPY}.{quote(row.relation.schema)}"
    name = quote(row.relation.identifier)
    source = f"{quote(database)}.{quote(row.relation.schema)}.{name}"
    condition = None
    if keep is not None and row.kind == "view":
        condition = keep(row.unique_id, [column for column, _ in row.columns])
    where = f" where {condition}" if condition else ""
    is_ordered = key is not None and fold(key) in {fold(column) for column, _ in row.columns}
    order = f" order by {quote(key)}" if key is not None and is_ordered else ""
    with naming(row.relation, "copying"):
        cursor.execute(f"create schema if not exists {schema}")
        cursor.execute(f"create table {schema}.{name} as from {source}{where}{order}")
        found = cursor.fetchone()
    return _in_copy(row, found[0] if found else None)


def _in_copy(row: PublishedRelation, row_count: int | None) -> PublishedRelation:
    """Return the relation as the copy's manifest describes it."""
    return replace(row, kind="table", version=None, definition="", row_count=row_count)


def _is_complete(
    cursor: duckdb.DuckDBPyConnection,
    aside: Path,
    rows: Sequence[PublishedRelation],
    state: CopyState,
) -> bool:
    """Read the copy back from disk: a commit of an aborted transaction reports success."""
    cursor.execute(f"attach {text(str(aside))} as {_COPY} (read_only)")
    counts = count_rows(
        cursor,
        [RelationName(row.relation.schema, row.relation.identifier, _COPY) for row in rows],
    )
    found_state = copy_state(cursor, _COPY)
    cursor.execute(f"detach {_COPY}")
    return found_state == state and [*counts.values()] == [row.row_count for row in rows]


def _found(cursor: duckdb.DuckDBPyConnection, copy: ReadersCopy) -> CopyState | None:
    """Return the state of the existing copy; None without one.

    Raises EnvironmentFault for a file that must not be replaced, or that is being written to.
    """
    if not os.path.lexists(copy.file):
        return None
    found = None
    if copy.file.is_file():
        try:
            cursor.execute(f"attach {text(str(copy.file))} as {_COPY} (read_only)")
            found = copy_state(cursor, _COPY)
        except duckdb.Error as error:
            _raise_if_unreadable(error, copy)
        finally:
            _leave(cursor)
    require_replaceable(copy, found)
    return found


def _raise_if_unreadable(error: duckdb.Error, copy: ReadersCopy) -> None:
    if "Could not set lock" in str(error):
        raise EnvironmentFault(
            f"{copy.shown_path} is open for writing in another program: it was left unchanged",
            fix="stop that program; readers must open the copy with read_only=True",
        ) from error
    found = meaning(error)
    if isinstance(found, EnvironmentFault) and not isinstance(found, WarehouseDamaged):
        raise found from error


def _require_folder(copy: ReadersCopy) -> None:
    if not copy.file.parent.is_dir():
        raise EnvironmentFault(
            f"{copy.shown_path}: there is no folder {copy.file.parent}",
            fix="create the folder, or name another file under 'publish: {readers: ...}'",
        )
    if not os.access(copy.file.parent, os.W_OK | os.X_OK):
        raise EnvironmentFault(
            f"{copy.shown_path}: no file can be created in {copy.file.parent}: permission denied",
            fix="make the folder writable, or name another file under 'publish: {readers: ...}'",
        )


def _leave(cursor: duckdb.DuckDBPyConnection) -> None:
    """End the transaction, if any, and detach the copy."""
    with suppress(duckdb.Error):
        cursor.execute("rollback")
    with suppress(duckdb.Error):
        cursor.execute(f"detach database if exists {_COPY}")


def _copy_mode_and_owner(cursor: duckdb.DuckDBPyConnection, file: Path, aside: Path) -> None:
    """Give the copy the mode and, if permitted, the owner of the previous one.

    The first one has those of the warehouse, without write permission.
    """
    known = file if file.exists() else database_file(cursor)
    if known is None:
        return
    previous = known.stat()
    os.chmod(aside, stat.S_IMODE(previous.st_mode) & ~0o222)
    with suppress(PermissionError):
        os.chown(aside, previous.st_uid, previous.st_gid)


def _clear_leftovers(file: Path) -> None:
    """Delete what killed runs left of copies of this file."""
    for leftover in file.parent.iterdir():
        found = ASIDE.match(leftover.name)
        ending = leftover.name[found.end() :] if found else ""
        if found and found["file"] == file.name and (not ending or ending.startswith(".wal")):
            leftover.unlink(missing_ok=True)


def _remove(aside: Path) -> None:
    for path in aside.parent.glob(f"{glob.escape(aside.name)}*"):
        with suppress(OSError):
            path.unlink()
