"""Opens a database: waits for its lock, applies the profile, then closes the sandbox."""

from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.database.credentials import Credentials
from orchestrator.engines.duckdb.database.settings import Attachment, Settings
from orchestrator.engines.duckdb.refusals import cleaned, meaning
from orchestrator.engines.duckdb.spelling import quote, text
from orchestrator.errors import EnvironmentFault, ProjectError, SegError, WarehouseLocked
from orchestrator.lazy_regex import lazy_regex

_HOLDER = lazy_regex(r"Conflicting lock is held in (?P<program>.+?) \(PID (?P<pid>\d+)\)")
_EXTENSION = lazy_regex(r"the required extension '(\w+)")
_FIRST_WAIT_SECONDS, _LONGEST_WAIT_SECONDS = 0.02, 0.5


def open_database(
    settings: Settings, *, lock_timeout_seconds: float, read_only: bool
) -> duckdb.DuckDBPyConnection:
    """Return the open, configured and sandboxed database; raises EnvironmentFault if that fails."""
    if settings.file is not None and not read_only:
        _make_parent(settings.file)
    connection = _connect(settings, lock_timeout_seconds, read_only)
    try:
        _set_up(connection, settings, lock_timeout_seconds)
    except BaseException:
        connection.close()
        raise
    return connection


def _make_parent(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault(
            f"{file.parent}: cannot create the warehouse's directory: {error.strerror}",
            fix="set 'path' in the profile to a writable location",
        ) from error


def _connect(
    settings: Settings, lock_timeout_seconds: float, read_only: bool
) -> duckdb.DuckDBPyConnection:
    config: dict[str, str | bool | int | float | list[str]] = {
        **settings.config_options,
        "autoinstall_known_extensions": "false",
        "python_enable_replacements": "false",
    }
    target = ":memory:" if settings.file is None else str(settings.file)
    shown = settings.shown_path
    deadline = monotonic() + lock_timeout_seconds
    wait = _FIRST_WAIT_SECONDS
    while True:
        before = _identity(settings.file)
        try:
            connection = duckdb.connect(
                target, read_only=read_only and settings.file is not None, config=config
            )
        except duckdb.Error as error:
            if not is_lock(error):
                raise _opening_fault(error, shown) from error
            if monotonic() >= deadline:
                raise _locked(error, shown, lock_timeout_seconds) from error
        else:
            if before is None or before == _identity(settings.file):
                return connection
            # Another process has just replaced the file with a compacted one: this is the old one.
            connection.close()
            continue
        sleep(min(wait, max(0.0, deadline - monotonic())))
        wait = min(wait * 2, _LONGEST_WAIT_SECONDS)


def _identity(file: Path | None) -> tuple[int, int] | None:
    """Return what distinguishes a file from another one of the same name; None without a file."""
    if file is None or not file.exists():
        return None
    found = file.stat()
    return found.st_dev, found.st_ino


def is_lock(error: duckdb.Error) -> bool:
    """Return whether the error says that another process has the database open."""
    return isinstance(error, duckdb.IOException) and "Could not set lock" in str(error)


def _locked(error: duckdb.Error, shown: str, waited_seconds: float) -> WarehouseLocked:
    holder = _HOLDER.search(str(error))
    who = f"{Path(holder['program']).name} (PID {holder['pid']})" if holder else "another program"
    waited = f"; waited {waited_seconds:g} s" if waited_seconds else ""
    return WarehouseLocked(
        f"the warehouse {shown} is in use by {who}{waited}",
        fix="stop that program, or set a lock timeout to wait for it",
    )


def _opening_fault(error: duckdb.Error, shown: str) -> SegError:
    message = str(error)
    if isinstance(error, duckdb.InvalidInputException | duckdb.SyntaxException):
        return ProjectError.of(f"profile: {cleaned(message)}")
    if "version number" in message:
        return EnvironmentFault(
            f"{shown} was written by another version of DuckDB: {cleaned(message)}",
            fix="install the DuckDB that wrote it, or set 'path' to a new file",
        )
    found = meaning(error)
    if isinstance(found, EnvironmentFault):
        return type(found)(f"{shown}: {found}")
    return EnvironmentFault(f"{shown}: {cleaned(message)}")


def _set_up(
    connection: duckdb.DuckDBPyConnection, settings: Settings, lock_timeout_seconds: float
) -> None:
    _set(connection, "temp_directory", str(settings.temp_directory))
    # Otherwise, the result of SQL on timestamps with time zone would depend on the machine.
    _set(connection, "TimeZone", "UTC")
    # A subquery that occurs twice in a query would be held in memory. For a table with millions of
    # rows that is slower, and takes several times the memory, than reading it twice. CTEs are still
    # held.
    with suppress(duckdb.Error):
        connection.execute("set global disabled_optimizers = 'common_subplan'")
    for name, value in settings.options.items():
        _set(connection, name, value)
    for extension in settings.extensions:
        _load(connection, extension)
    for credentials in settings.credentials:
        _create(connection, credentials)
    for attachment in settings.attachments:
        _attach(connection, attachment, lock_timeout_seconds)
    _choose_database(connection, settings)
    if settings.is_sandboxed:
        _close_sandbox(connection, settings)


def _set(connection: duckdb.DuckDBPyConnection, name: str, value: str) -> None:
    try:
        connection.execute(f"set global {quote(name)} = {text(value)}")
    except duckdb.Error as error:
        raise ProjectError.of(f"profile: setting '{name}': {cleaned(str(error))}") from error


def _load(connection: duckdb.DuckDBPyConnection, extension: str) -> None:
    """Load an extension; if it is not installed, install it, because the profile requests it."""
    try:
        try:
            connection.execute(f"load {extension}")
        except duckdb.IOException:
            connection.execute(f"install {extension}")
            connection.execute(f"load {extension}")
    except duckdb.Error as error:
        raise EnvironmentFault(
            f"cannot load the extension '{extension}': {cleaned(str(error))}"
        ) from error


def _create(connection: duckdb.DuckDBPyConnection, credentials: Credentials) -> None:
    try:
        connection.execute(credentials.statement)
    except duckdb.Error as error:
        what = credentials.masked(cleaned(str(error)))
        needed = _EXTENSION.search(what)
        raise ProjectError.of(
            f"profile: the secret '{credentials.name}': {what}",
            fix=f"add '{needed[1]}' to 'extensions:' of the target" if needed else None,
        ) from error


def _attach(
    connection: duckdb.DuckDBPyConnection, attachment: Attachment, lock_timeout_seconds: float
) -> None:
    alias = f" as {quote(attachment.alias)}" if attachment.alias else ""
    options = [f"type {quote(attachment.type)}"] if attachment.type else []
    options += [f"secret {quote(attachment.secret)}"] if attachment.secret else []
    options += ["read_only"] if attachment.read_only else []
    options += [f"{quote(name)} {text(value)}" for name, value in attachment.options.items()]
    tail = f" ({', '.join(options)})" if options else ""
    deadline = monotonic() + lock_timeout_seconds
    while True:
        try:
            connection.execute(f"attach {text(attachment.path)}{alias}{tail}")
        except duckdb.Error as error:
            if not is_lock(error):
                raise _opening_fault(error, attachment.path) from error
            if monotonic() >= deadline:
                raise _locked(error, attachment.path, lock_timeout_seconds) from error
            sleep(min(_LONGEST_WAIT_SECONDS, max(0.0, deadline - monotonic())))
        else:
            return


def _choose_database(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    if settings.database is None:
        return
    rows = connection.execute("select database_name from duckdb_databases() where not internal")
    names = sorted(name for (name,) in rows.fetchall())
    if settings.database not in names:
        raise ProjectError.of(
            f"profile: no database '{settings.database}' in {settings.shown_path}",
            fix=f"remove 'database', or use one of: {', '.join(names)}",
        )
    connection.execute(f"use {quote(settings.database)}")


def _close_sandbox(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Limit SQL to the project, the warehouse and what was allowed; no statement can lift this."""
    allowed = map(str, settings.directories)
    connection.execute(f"set allowed_directories = [{', '.join(map(text, allowed))}]")
    if settings.paths:
        paths = map(text, map(str, settings.paths))
        connection.execute(f"set allowed_paths = [{', '.join(paths)}]")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
