"""Checks the free disk space for a file that is about to grow."""

import shutil
from pathlib import Path

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.errors import EnvironmentFault

RESERVE_BYTES = 64 * 1024 * 1024


def require_space(file: Path | None, needed_bytes: int = 0) -> None:
    """Raise EnvironmentFault if less than a reserve plus `needed_bytes` is free.

    A full disk leaves the file enlarged, so this is checked before writing. None: in memory, no
    file.
    """
    if file is not None:
        _require(file, shutil.disk_usage(file.parent).free, needed_bytes)


def require_space_to_write(file: Path | None, cursor: duckdb.DuckDBPyConnection) -> None:
    """Do the same for an open database, whose free blocks are reused first."""
    if file is None:
        return
    free = shutil.disk_usage(file.parent).free
    if free < RESERVE_BYTES:
        _require(file, free + _free_inside(cursor), 0)


def is_short_of_space(file: Path | None) -> bool:
    """Return whether less than the reserve is free on the disk."""
    return file is not None and shutil.disk_usage(file.parent).free < RESERVE_BYTES


def _free_inside(cursor: duckdb.DuckDBPyConnection) -> int:
    row = cursor.execute(
        "select free_blocks * block_size from pragma_database_size() "
        "where database_name = current_database()"
    ).fetchone()
    return int(row[0]) if row else 0


def _require(file: Path, free: int, needed_bytes: int) -> None:
    if free < RESERVE_BYTES + needed_bytes:
        raise EnvironmentFault(
            f"{file.parent}: only {free // 2**20} MiB are free on this disk, "
            f"{(RESERVE_BYTES + needed_bytes) // 2**20} MiB are needed",
            fix="free some space; nothing was written",
        )
