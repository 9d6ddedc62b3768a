"""Translates DuckDB's errors to seg's."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.readers.aside import ASIDE
from orchestrator.errors import EnvironmentFault, SegError, StatementError, WarehouseDamaged
from orchestrator.lazy_regex import lazy_regex

_ART = lazy_regex(r"\n\s*\nLINE (\d+):[^\n]*(?:\n[ \t]*\^+)?\s*\Z")
_PREFIX = lazy_regex(r"\A[A-Z][\w ]*? Error: ")
# Suggestions of relations that belong to the engine or to seg are of no use.
_ADVISED_OF_OWN = lazy_regex(
    r'Did you mean "(?:[^"]*\bseg_versions\.|_seg\.|(?:duckdb|pg|pragma|sqlite|seg)_)[^"]*"\??'
)
_LONGEST = 8  # lines; a list of candidate functions can have a hundred

_DAMAGE = (
    "Corrupt database file",
    "not a valid DuckDB database file",
    "Could not read enough bytes from file",
    "database has been invalidated",
    "replaying WAL",
)
# The database repeats this for each later statement, with the original error.
_ORIGINAL = lazy_regex(r'\nOriginal error: "(?P<error>.*)"\s*\Z', re.DOTALL)
_WRITING = ("Failed to create checkpoint because of error: ", "Failed to commit: ")
# An error of a background thread is reported as JSON.
_FROM_A_THREAD = lazy_regex(r'"exception_message":(?P<error>"(?:[^"\\]|\\.)*")')
_TOO_LARGE = "File too large"
_NO_SPACE = ("No space left on device", "Disk quota exceeded")
_NO_RIGHT = ("Permission denied", "Operation not permitted", "Read-only file system")
_BROKEN_DISK = ("Input/output error",)


@contextmanager
def translated(added_lines: int = 0) -> Iterator[None]:
    """Raise DuckDB's errors as seg's; `added_lines` precede the user's SQL in the statement."""
    try:
        yield
    except duckdb.Error as error:
        raise meaning(error, added_lines) from error


def meaning(error: duckdb.Error, added_lines: int = 0) -> SegError:
    """Return the error of seg that a DuckDB error means."""
    # A copy for readers has a random name while it is written; messages use its final name.
    message = ASIDE.sub(r"\g<file>", str(error))
    if isinstance(error, duckdb.InterruptException):
        return StatementError("interrupted", cancelled=True)
    if isinstance(error, duckdb.OutOfMemoryException):
        return _out_of_memory(message)
    if any(sign in message for sign in _NO_SPACE):
        return EnvironmentFault(
            f"the disk is full: {_cause(message)}",
            fix="free some space, or set temp_directory in the profile to another disk",
        )
    if _TOO_LARGE in message:
        return EnvironmentFault(
            f"the file would be too large: {_cause(message)}",
            fix="raise the limit for file sizes (ulimit -f), or use another disk",
        )
    is_of_files = isinstance(error, duckdb.IOException) or any(sign in message for sign in _WRITING)
    if is_of_files and any(sign in message for sign in (*_NO_RIGHT, *_BROKEN_DISK)):
        return EnvironmentFault(_cause(message))
    if isinstance(error, duckdb.FatalException) or any(sign in message for sign in _DAMAGE):
        return WarehouseDamaged(
            f"the warehouse is damaged: {_first_line(message)}",
            fix="restore the file from a copy; seg does not change it",
        )
    if isinstance(error, duckdb.PermissionException) and "by configuration" in message:
        message = f"{cleaned(message)}\n{_SANDBOX}"
    found = _ART.search(str(error))
    line = int(found[1]) - added_lines if found else None
    return StatementError(
        cleaned(message),
        line=line if line is None or line > 0 else None,
        retry=isinstance(error, duckdb.TransactionException) and "onflict" in message,
    )


_SANDBOX = (
    "SQL reads files of sources and of the project only: name the directory under 'readable', "
    "or set external_access: true, in 'engine:' of the project file or in the profile's target; "
    "if the project was moved, rebuild the views that read its files"
)


def cleaned(message: str) -> str:
    """Return the engine's message without the marked line, and without advice on the Python API."""
    lines = [line.replace("\t", "  ").rstrip() for line in _ART.sub("", message).splitlines()]
    lines = [line for line in lines if line and not _ADVISED_OF_OWN.match(line)]
    if len(lines) > _LONGEST:
        lines = [*lines[:_LONGEST], f"... {len(lines) - _LONGEST} more lines"]
    return "\n".join(lines)


def _cause(message: str) -> str:
    """Return the original error, in one line."""
    if first := _ORIGINAL.search(message):
        message = first["error"]
    if found := _FROM_A_THREAD.search(message):
        message = str(json.loads(found["error"]))
    line = _first_line(message)
    for doing in _WRITING:
        line = line.removeprefix(doing)
    return line


def _first_line(message: str) -> str:
    return _PREFIX.sub("", message).split("\n", 1)[0]


def _out_of_memory(message: str) -> EnvironmentFault:
    what = _first_line(message)
    if "max_temp_directory_size" in message:
        return EnvironmentFault(
            f"the engine's temporary files reached their limit, max_temp_directory_size: {what}",
            fix="raise max_temp_directory_size, or set temp_directory to a larger disk",
        )
    return EnvironmentFault(
        f"the engine reached its memory_limit: {what}",
        fix="raise memory_limit, set temp_directory to a disk with space, or use fewer threads",
    )
