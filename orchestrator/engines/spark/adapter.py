"""The interface in `engines/door.py`, implemented for Spark: SQL and records are DuckDB's."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from orchestrator.engines.door import Connection, ForbiddenRead
from orchestrator.engines.duckdb import adapter as duckdb
from orchestrator.engines.duckdb.adapter import (
    are_selects,
    hook_statements,
    read_expression,
    selected_columns,
    statement_problem,
)
from orchestrator.engines.duckdb.spelling import fold
from orchestrator.engines.spark.door import Spark
from orchestrator.engines.spark.engine import SparkEngine
from orchestrator.engines.spark.functions import is_stand_in
from orchestrator.engines.spark.mirror import Mirror
from orchestrator.engines.spark.names import SparkNames
from orchestrator.engines.spark.settings import read_settings, records_of
from orchestrator.errors import EnvironmentFault, StatementError, UsageError

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


def open_engine(connection: Connection) -> SparkEngine:
    """Open the records, and finish what an ended process left unfinished; Spark starts later."""
    engine = _opened(connection)
    try:
        if engine.are_behind():
            if connection.read_only:
                engine.close()
                _finish_for_reader(replace(connection, read_only=False))
                return _opened(connection)
            _finish(engine)
    except BaseException:
        engine.close()
        raise
    return engine


def _finish_for_reader(connection: Connection) -> None:
    """Do the same for a reader, which gets an error if a name cannot be switched."""
    engine = _opened(connection)
    try:
        engine.finish()
    finally:
        engine.close()


def _finish(engine: SparkEngine) -> None:
    """Finish switching names; if Spark refuses one, the next publication can still fix it."""
    try:
        engine.finish()
    except EnvironmentFault as fault:
        if not isinstance(fault.__cause__, StatementError):
            raise


def _opened(connection: Connection) -> SparkEngine:
    records = records_of(connection)
    file = duckdb.database_of(records)
    if file is None:
        raise UsageError(
            "Spark's records cannot be kept in memory", fix="set 'records' to a file, and build"
        )
    settings = read_settings(connection, file)
    opened = duckdb.open_engine(records)
    names = SparkNames(settings.versions_schema)
    for attached in connection.settings.get("attach", ()):
        names.attach(attached["alias"])
    mirror = Mirror(Spark(settings), names)
    settings_in_memory = {**records.settings, "path": ":memory:"}
    in_memory = replace(records, settings=settings_in_memory, read_only=False)
    scratch = partial(duckdb.open_engine, in_memory)
    return SparkEngine(opened, mirror, fold(connection.schema), scratch)


def of_copy(connection: Connection, file: Path) -> Connection:
    """Raise UsageError: there is no copy for readers."""
    raise _no_copy()


def open_copy(connection: Connection, file: Path) -> SparkEngine:
    """Raise UsageError: there is no copy for readers."""
    raise _no_copy()


def open_scratch(connection: Connection, file: Path) -> SparkEngine:
    """Raise UsageError: there is no copy for readers."""
    raise _no_copy()


def _no_copy() -> UsageError:
    return UsageError("there is no copy for readers on Spark: reading there does not block builds")


def volatile_words(sql: str) -> tuple[str, ...]:
    """Return what else a SELECT depends on; the functions of Spark that twins call are stable."""
    return tuple(word for word in duckdb.volatile_words(sql) if not is_stand_in(word))


def waiting_folder(connection: Connection) -> Path | None:
    """Return the folder for requests that wait for the records."""
    return duckdb.waiting_folder(records_of(connection))


def forbidden_reads(connection: Connection, secret_files: Sequence[Path]) -> ForbiddenRead:
    """Return a function that finds reads of forbidden files; no-op without the sandbox."""
    return duckdb.forbidden_reads(records_of(connection), secret_files)


def database_of(connection: Connection) -> Path | None:
    """Return the file of the records."""
    return duckdb.database_of(records_of(connection))


def may_write(connection: Connection, file: Path) -> bool:
    """Return False: models that are files are not supported yet."""
    return False


def exists(connection: Connection) -> bool:
    """Return whether records exist."""
    return duckdb.exists(records_of(connection))
