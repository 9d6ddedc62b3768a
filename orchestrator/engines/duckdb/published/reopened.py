"""Reopens a database to find out what its file and log contain.

If the file cannot be written, a commit fails whether or not it is in the log.
"""

from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.database.opening import is_lock
from orchestrator.engines.duckdb.published.manifest import has_manifest, read_generations
from orchestrator.generations.values import Generation

WAIT_SECONDS = 5.0
"""How long to wait for another process that opened the database in the meantime."""
_AGAIN_SECONDS = 0.05


def is_lost(cursor: duckdb.DuckDBPyConnection) -> bool:
    """Return whether the database rejects everything until it is reopened."""
    try:
        cursor.execute("select 1").fetchall()
    except duckdb.FatalException:
        return True
    return False


def published_by(run_id: str, file: Path, target: str) -> Generation | None:
    """Return the last generation of a target that a run published, and close the database.

    Raises duckdb.Error if it cannot be opened, because another process opened it and keeps it.
    """
    with closing(_opened(file)) as connection:
        known = read_generations(connection, target) if has_manifest(connection) else ()
    return next((found for found in known if found.run_id == run_id), None)


def _opened(file: Path) -> duckdb.DuckDBPyConnection:
    deadline = monotonic() + WAIT_SECONDS
    while True:
        try:
            return duckdb.connect(str(file), read_only=True)
        except duckdb.Error as error:
            if not is_lock(error) or monotonic() >= deadline:
                raise
        sleep(_AGAIN_SECONDS)
