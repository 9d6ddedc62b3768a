"""The copy for readers: written aside in its folder, read back, synced, renamed into its place.

It is a small warehouse: the relations as tables under the names that they are published by, and a
manifest of one generation, so that what reads a warehouse reads it as well.
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
from orchestrator.engines.duckdb.compacting import database_file, file_format, sync_path
from orchestrator.engines.duckdb.disk import require_space
from orchestrator.engines.duckdb.inventory import count_rows, own_database
from orchestrator.engines.duckdb.readers_aside import ASIDE
from orchestrator.engines.duckdb.readers_manifest import (
    copy_state,
    note_place,
    unchanged_since,
    wanted_copy,
    write_copy_manifest,
    write_list_sizes,
)
from orchestrator.engines.duckdb.refusals import meaning
from orchestrator.engines.duckdb.segment_events import SEGMENT_EVENTS, copy_events
from orchestrator.engines.duckdb.spelling import INTERNAL_SCHEMA, fold, quote, text
from orchestrator.engines.duckdb.switching import naming
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
"""What the copy is called in a database in memory that reads it."""

_COPY = "seg_readers"

# Of 122,880 by default. Who looks one customer up reads one group of rows of a table in their
# order, and its size is most of what that costs; a scan of all takes as long as before.
_ROWS_A_GROUP = "row_group_size 16384"


def step(name: str, cursor: duckdb.DuckDBPyConnection) -> None:
    """Called as each of STAGES begins; does nothing. Tests put faults here."""


def written_paths(file: Path, aside: Path) -> tuple[Path, ...]:
    """All that the engine has to open to write and read a copy."""
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
    """Bring the copy up to what is published now; None when it is that, or nothing is published.

    Raises EnvironmentFault when it cannot be written: then the file is as it was.
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
        _own_as(cursor, copy.file, aside)
        sync_path(aside)
        step("rename", cursor)
        # Whoever opened the copy to write has left what is not of the one that comes.
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
    """Make a view of each relation of the copy, and tables of what it tells of itself."""
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
    """Write and read back what the warehouse holds, if it is not what was found."""
    wanted = wanted_copy(cursor, copy, target)
    if wanted is None or wanted.state == found:
        return None
    # The one before stays until the new one is whole.
    require_space(aside, copy.file.stat().st_size if copy.file.exists() else 0)
    note_place(cursor, copy)
    same = unchanged_since(cursor, target, found, wanted)
    if same:
        # Most of the one before is as it was.
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
    # A database in memory has no blocks whose size the copy could have.
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
    """Fill the file aside, which is attached; None if it does not hold that when it is read back.

    The tables of the nodes `same` are in it already.
    """
    database = own_database(cursor)
    # It holds people, and gets the rights of the one before when it is whole.
    os.chmod(aside, 0o600)
    cursor.execute("begin transaction")
    # Once more, as all that is copied is to be of one snapshot.
    wanted = wanted_copy(cursor, copy, target)
    assert wanted is not None
    step("tables", cursor)
    # A copy of some nodes holds events of those alone, and is not worth looking through.
    has_events = bool(same) and copy.names is None
    _drop_all_but(
        cursor, [row for row in wanted.rows if row.unique_id in same], has_events=has_events
    )
    rows = [
        _told_of(row, row.row_count)
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
    if not _is_whole(cursor, aside, rows, wanted.state):
        return None
    return Copied(wanted.generation.number, len(rows))


def _is_mostly_free(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Whether what was dropped before leaves more room in the file than it needs."""
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
    """Drop the tables of the copy that are to be made again, or no more, its manifest as well."""
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
    """Copy the rows of a relation into a table, in the order of its column `key`, if it has it."""
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
    return _told_of(row, found[0] if found else None)


def _told_of(row: PublishedRelation, row_count: int | None) -> PublishedRelation:
    """The relation as the copy's manifest tells of it."""
    return replace(row, kind="table", version=None, definition="", row_count=row_count)


def _is_whole(
    cursor: duckdb.DuckDBPyConnection,
    aside: Path,
    rows: Sequence[PublishedRelation],
    state: CopyState,
) -> bool:
    """Read the copy back from the disk: a commit of an aborted transaction reports success."""
    cursor.execute(f"attach {text(str(aside))} as {_COPY} (read_only)")
    counts = count_rows(
        cursor,
        [RelationName(row.relation.schema, row.relation.identifier, _COPY) for row in rows],
    )
    told = copy_state(cursor, _COPY)
    cursor.execute(f"detach {_COPY}")
    return told == state and [*counts.values()] == [row.row_count for row in rows]


def _found(cursor: duckdb.DuckDBPyConnection, copy: ReadersCopy) -> CopyState | None:
    """What the copy that stands there says of itself; None where there is none yet.

    Raises EnvironmentFault for a file that must not be replaced, or that somebody writes to.
    """
    if not os.path.lexists(copy.file):
        return None
    found = None
    if copy.file.is_file():
        try:
            cursor.execute(f"attach {text(str(copy.file))} as {_COPY} (read_only)")
            found = copy_state(cursor, _COPY)
        except duckdb.Error as error:
            _raise_where_it_cannot_be_told(error, copy)
        finally:
            _leave(cursor)
    require_replaceable(copy, found)
    return found


def _raise_where_it_cannot_be_told(error: duckdb.Error, copy: ReadersCopy) -> None:
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
    """Whatever is under way ends, and the copy is not attached any more."""
    with suppress(duckdb.Error):
        cursor.execute("rollback")
    with suppress(duckdb.Error):
        cursor.execute(f"detach database if exists {_COPY}")


def _own_as(cursor: duckdb.DuckDBPyConnection, file: Path, aside: Path) -> None:
    """Give the copy the rights and, as far as we may, the owner of the one before.

    The first one has those of the warehouse; nobody may write to it.
    """
    known = file if file.exists() else database_file(cursor)
    if known is None:
        return
    told = known.stat()
    os.chmod(aside, stat.S_IMODE(told.st_mode) & ~0o222)
    with suppress(PermissionError):
        os.chown(aside, told.st_uid, told.st_gid)


def _clear_leftovers(file: Path) -> None:
    """Delete what runs that were killed left of copies of this file."""
    for leftover in file.parent.iterdir():
        found = ASIDE.match(leftover.name)
        ending = leftover.name[found.end() :] if found else ""
        if found and found["file"] == file.name and (not ending or ending.startswith(".wal")):
            leftover.unlink(missing_ok=True)


def _remove(aside: Path) -> None:
    for path in aside.parent.glob(f"{glob.escape(aside.name)}*"):
        with suppress(OSError):
            path.unlink()
