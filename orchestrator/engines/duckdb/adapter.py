"""The interface in `engines/door.py`, implemented for DuckDB."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from orchestrator.engines.door import Connection, ForbiddenRead
from orchestrator.engines.duckdb.database.opening import open_database
from orchestrator.engines.duckdb.database.settings import (
    database_file,
    read_settings,
    temporary_directory,
)
from orchestrator.engines.duckdb.engine import DuckDBEngine
from orchestrator.engines.duckdb.published.compacting import clear_leftovers
from orchestrator.engines.duckdb.readers.aside import aside_of
from orchestrator.engines.duckdb.readers.copy import ATTACHED_AS, written_paths
from orchestrator.engines.duckdb.spelling import fold
from orchestrator.engines.duckdb.sql.expressions import read_expression
from orchestrator.engines.duckdb.sql.forbidden_reads import Guarded, forbidden_read
from orchestrator.engines.duckdb.sql.select_columns import selected_columns
from orchestrator.engines.duckdb.sql.statements import (
    are_selects,
    hook_statements,
    statement_problem,
)
from orchestrator.engines.duckdb.sql.volatility import volatile_words

_OWN_FILE = "the database's own file: read its tables"

__all__ = [
    "are_selects",
    "database_of",
    "exists",
    "forbidden_reads",
    "hook_statements",
    "may_write",
    "of_copy",
    "open_copy",
    "open_engine",
    "open_scratch",
    "read_expression",
    "selected_columns",
    "statement_problem",
    "volatile_words",
    "waiting_folder",
]


def open_engine(connection: Connection) -> DuckDBEngine:
    """Open the database; raises EnvironmentFault or WarehouseLocked."""
    settings = read_settings(connection)
    aside = None
    if connection.readers is not None and not connection.read_only:
        aside = aside_of(connection.readers)
        settings = replace(settings, paths=written_paths(connection.readers, aside))
    opened = open_database(
        settings,
        lock_timeout_seconds=connection.lock_timeout_seconds,
        read_only=connection.read_only,
    )
    if settings.file is not None and not connection.read_only:
        clear_leftovers(settings.file)
    return DuckDBEngine(opened, settings.file, fold(connection.schema), settings.database, aside)


def of_copy(connection: Connection, file: Path) -> Connection:
    """Return how to open the copy for readers in `file` instead of the database itself.

    It spills to a directory of its own, because many processes can open it at once.
    """
    settings = _settings_of_copy(connection)
    return replace(connection, settings={**settings, "path": str(file)}, read_only=True)


def open_copy(connection: Connection, file: Path) -> DuckDBEngine:
    """Open the current copy in `file` in a DuckDB instance of its own.

    Connecting to the path would return what the process has open under it, even after the file was
    replaced. Each query runs on one thread, so that no query takes all cores.
    """
    settings = _settings_of_copy(connection)
    copy = {"path": str(file), "alias": ATTACHED_AS, "read_only": True}
    settings |= {"path": ":memory:", "attach": [copy], "database": ATTACHED_AS}
    settings["settings"] = {**(settings.get("settings") or {}), "threads": 1}
    return open_engine(replace(connection, settings=settings, read_only=False, readers=None))


def open_scratch(connection: Connection, file: Path) -> DuckDBEngine:
    """Open a database in memory that reads the copy in `file`; what is written to it is lost."""
    settings = _settings_of_copy(connection)
    copy = {"path": str(file), "alias": ATTACHED_AS, "read_only": True}
    settings = {**settings, "path": ":memory:", "attach": [*settings["attach"], copy]}
    engine = open_engine(replace(connection, settings=settings, read_only=False, readers=None))
    try:
        engine.read_from_copy()
    except BaseException:
        engine.close()
        raise
    return engine


def _settings_of_copy(connection: Connection) -> dict[str, Any]:
    """Return the settings without those of the database itself."""
    settings = dict(connection.settings)
    database = settings.pop("database", None)
    attachments = [
        each
        for each in settings.get("attach") or ()
        if database is None or each.get("alias") != database
    ]
    return {**settings, "attach": attachments, "temp_directory": str(temporary_directory(None))}


def waiting_folder(connection: Connection) -> Path | None:
    """Return the folder for requests that wait for the database; None for one in memory."""
    file = database_file(connection)
    return None if file is None else file.with_name(f"{file.name}.waiting")


def forbidden_reads(connection: Connection, secret_files: Sequence[Path]) -> ForbiddenRead:
    """Return a function that finds reads of forbidden files; no-op without the sandbox."""
    if connection.settings.get("external_access") is True:
        return lambda _sql, _kind: None
    file = database_file(connection)
    own = [(file, _OWN_FILE), (Path(f"{file}.wal"), _OWN_FILE)] if file is not None else []
    secret = [(path, f"{path.name}: it may hold credentials") for path in secret_files]
    guarded = Guarded(connection.project_root.absolute(), (*own, *secret))
    return lambda sql, kind: forbidden_read(sql, kind, guarded)


def may_write(connection: Connection, file: Path) -> bool:
    """Return whether SQL may write a file there: in the sandbox, only in the folders it may use."""
    settings = read_settings(connection)
    reached = file.resolve()
    return not settings.is_sandboxed or any(map(reached.is_relative_to, settings.directories))


def database_of(connection: Connection) -> Path | None:
    """Return the file of the database; None for one in memory."""
    return database_file(connection)


def exists(connection: Connection) -> bool:
    """Return whether the database's file exists; one in memory always does."""
    file = database_file(connection)
    return file is None or file.exists()
