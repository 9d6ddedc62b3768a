"""What `engines/door.py` asks of an engine, for DuckDB."""

from collections.abc import Sequence
from pathlib import Path

from orchestrator.engines.door import Connection
from orchestrator.engines.duckdb import forbidden_reads as reads
from orchestrator.engines.duckdb.compacting import clear_leftovers
from orchestrator.engines.duckdb.engine import DuckDBEngine
from orchestrator.engines.duckdb.expressions import read_expression
from orchestrator.engines.duckdb.forbidden_reads import Guarded
from orchestrator.engines.duckdb.opening import open_database
from orchestrator.engines.duckdb.select_columns import selected_columns
from orchestrator.engines.duckdb.settings import database_file, read_settings
from orchestrator.engines.duckdb.spelling import fold
from orchestrator.engines.duckdb.statements import statement_problem
from orchestrator.engines.duckdb.volatility import volatile_words

_OWN_FILE = "the database's own file: read its tables"

__all__ = [
    "exists",
    "forbidden_read",
    "open_engine",
    "read_expression",
    "selected_columns",
    "statement_problem",
    "volatile_words",
]


def open_engine(connection: Connection) -> DuckDBEngine:
    """Open the database; raises EnvironmentFault or WarehouseLocked."""
    settings = read_settings(connection)
    opened = open_database(
        settings,
        lock_timeout_seconds=connection.lock_timeout_seconds,
        read_only=connection.read_only,
    )
    if settings.file is not None and not connection.read_only:
        clear_leftovers(settings.file)
    return DuckDBEngine(opened, settings.file, fold(connection.schema), settings.database)


def forbidden_read(
    sql: str, kind: str, connection: Connection, secret_files: Sequence[Path]
) -> tuple[str, int] | None:
    """Why a SELECT reads what no SELECT may, and the line in it; all may, outside the sandbox."""
    if connection.settings.get("external_access") is True:
        return None
    file = database_file(connection)
    own = [(file, _OWN_FILE), (Path(f"{file}.wal"), _OWN_FILE)] if file is not None else []
    secret = [(path, f"{path.name}: it may hold credentials") for path in secret_files]
    guarded = Guarded(connection.project_root.absolute(), (*own, *secret))
    return reads.forbidden_read(sql, kind, guarded)


def exists(connection: Connection) -> bool:
    """Whether the database's file is there; one in memory always is."""
    file = database_file(connection)
    return file is None or file.exists()
