"""Rewrites the database into a new file, so that no free block keeps deleted rows.

The copy is written, read back and compared while the lock on the old file is held. Then one rename
replaces the old file. Any failure before that leaves the old file unchanged.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from orchestrator.engines.boundary import Compacted
from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.database.disk import require_space
from orchestrator.engines.duckdb.database.settings import temporary_directory
from orchestrator.engines.duckdb.inventory import count_rows, own_database, read_inventory
from orchestrator.engines.duckdb.published.manifest import (
    has_manifest,
    read_all,
)
from orchestrator.engines.duckdb.spelling import quote, text
from orchestrator.errors import EnvironmentFault, WarehouseDamaged
from orchestrator.names import RelationName

STAGES = ("copy", "verify", "sync", "rename", "close")

_COPY = "seg_compacting"
_SUFFIX = ".compacting"
_ENTRIES = """
select 'schema' as kind, schema_name as schema, '' as name, '' as definition, comment
from duckdb_schemas() where database_name = current_database() and not internal
union all
select 'table', schema_name, table_name, sql, comment
from duckdb_tables() where database_name = current_database() and not internal
union all
select 'column', schema_name, table_name || '.' || column_name, data_type, comment
from duckdb_columns() where database_name = current_database() and not internal
union all
select 'view', schema_name, view_name, sql, comment
from duckdb_views() where database_name = current_database() and not internal
union all
select 'index', schema_name, index_name, sql, comment
from duckdb_indexes() where database_name = current_database()
union all
select 'sequence', schema_name, sequence_name, cast(last_value as varchar), comment
from duckdb_sequences() where database_name = current_database()
union all
select 'macro', schema_name, function_name, macro_definition, comment
from duckdb_functions() where database_name = current_database() and not internal
union all
select 'type', schema_name, type_name, logical_type, comment
from duckdb_types() where database_name = current_database() and not internal
order by all
"""


def step(name: str) -> None:
    """Called when each of STAGES begins; does nothing. Tests inject faults here."""


def compact_database(
    cursor: duckdb.DuckDBPyConnection, without: RelationName | None = None
) -> Compacted | None:
    """Replace the database's file with a fresh copy; None if the database is in memory.

    The table `without` is dropped in the copy after it was verified. Afterwards the connection
    still has the old file open, which is no longer visible: the only valid operation is to close
    it. Raises EnvironmentFault without disk space, WarehouseDamaged if the copy differs; the file
    is unchanged then.
    """
    file = database_file(cursor)
    if file is None:
        return None
    require_room(cursor)
    aside = _aside(file)
    _clear_copy(file)
    cursor.execute("checkpoint")
    bytes_before = file.stat().st_size
    try:
        _copy(cursor, aside)
        step("verify")
        _verify(cursor, aside)
        if without is not None:
            _drop(cursor, aside, without)
        step("sync")
        sync_path(aside)
        _copy_mode_and_owner(file, aside)
    except BaseException:
        with suppress(duckdb.Error):
            _leave(cursor)
        _clear_copy(file)
        raise
    step("rename")
    aside.replace(file)
    sync_path(file.parent)
    step("close")
    return Compacted(bytes_before, file.stat().st_size)


def require_room(cursor: duckdb.DuckDBPyConnection) -> None:
    """Raise EnvironmentFault if a second copy of the file would not fit on its disk."""
    file = database_file(cursor)
    if file is not None:
        require_space(file, file.stat().st_size)


def database_file(cursor: duckdb.DuckDBPyConnection) -> Path | None:
    """Return the file of the database in use, with symbolic links resolved; None if in memory."""
    row = cursor.execute(
        "select path from duckdb_databases() where database_name = current_database()"
    ).fetchone()
    return Path(os.path.realpath(row[0])) if row and row[0] else None


def clear_leftovers(file: Path) -> None:
    """Delete what a killed process left next to the file: a copy, spilled rows.

    Call it right after opening the file for writing: no other process can use these files then.
    """
    _clear_copy(file)
    for spilled in temporary_directory(file).glob("duckdb_temp_*"):
        spilled.unlink(missing_ok=True)


def _clear_copy(file: Path) -> None:
    aside = _aside(file)
    for leftover in (aside, aside.with_name(f"{aside.name}.wal")):
        leftover.unlink(missing_ok=True)


def _aside(file: Path) -> Path:
    file = Path(os.path.realpath(file))
    return file.with_name(f"{file.name}{_SUFFIX}")


def _copy(cursor: duckdb.DuckDBPyConnection, aside: Path) -> None:
    database = own_database(cursor)
    cursor.execute(f"attach {text(str(aside))} as {_COPY} ({file_format(cursor)})")
    step("copy")
    cursor.execute(f"copy from database {quote(database)} to {_COPY}")
    cursor.execute(f"checkpoint {_COPY}")
    cursor.execute(f"detach {_COPY}")


def file_format(cursor: duckdb.DuckDBPyConnection) -> str:
    """Return the options that give the copy the block size and storage version of the file."""
    row = cursor.execute(
        "select s.block_size, d.tags['storage_version'] "
        "from pragma_database_size() as s inner join duckdb_databases() as d using (database_name) "
        "where database_name = current_database()"
    ).fetchone()
    assert row is not None
    block_size, version = row
    options = [f"block_size {block_size}"]
    if version:
        options.append(f"storage_version {text(version.rstrip('+'))}")
    return ", ".join(options)


def _verify(cursor: duckdb.DuckDBPyConnection, aside: Path) -> None:
    """Read the copy back from disk; raises if its catalogue, row counts or manifest differ."""
    expected = _contents(cursor)
    database = own_database(cursor)
    cursor.execute(f"attach {text(str(aside))} as {_COPY} (read_only)")
    cursor.execute(f"use {_COPY}")
    try:
        found = _contents(cursor)
    finally:
        cursor.execute(f"use {quote(database)}")
    cursor.execute(f"detach {_COPY}")
    for what, before in expected.items():
        if found.get(what) != before:
            raise WarehouseDamaged(
                f"a fresh copy of the database has different {what}: it was discarded",
                fix="the rows are deleted, and their bytes can still be in free blocks of the "
                "file; try 'seg erase' again",
            )


def _drop(cursor: duckdb.DuckDBPyConnection, aside: Path, table: RelationName) -> None:
    cursor.execute(f"attach {text(str(aside))} as {_COPY}")
    name = ".".join(map(quote, (_COPY, table.schema, table.identifier)))
    cursor.execute(f"drop table if exists {name}")
    cursor.execute(f"checkpoint {_COPY}")
    cursor.execute(f"detach {_COPY}")


def _contents(cursor: duckdb.DuckDBPyConnection) -> dict[str, object]:
    tables = [
        found.relation
        for found in read_inventory(cursor).values()
        if found.kind == "table" and found.relation.database is None
    ]
    manifest = read_all(cursor) if has_manifest(cursor) else {}
    return {
        "tables, views or other entries": cursor.execute(_ENTRIES).fetchall(),
        "row counts": count_rows(cursor, tables),
        **manifest,
    }


def _leave(cursor: duckdb.DuckDBPyConnection) -> None:
    cursor.execute(f"detach database if exists {_COPY}")


def _copy_mode_and_owner(file: Path, aside: Path) -> None:
    """Give the copy the mode and, if permitted, the owner of the file."""
    shutil.copymode(file, aside)
    known = file.stat()
    with suppress(PermissionError):
        os.chown(aside, known.st_uid, known.st_gid)


def sync_path(path: Path) -> None:
    """Wait until the disk has a file, or a rename in a directory."""
    try:
        number = os.open(path, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
    except OSError as error:
        raise EnvironmentFault(f"cannot sync {path}: {error.strerror}") from error
