"""The file behind a source's location: a path, a pattern, a call, or a file in a Python package."""

import re
from pathlib import Path

from orchestrator.csv_headers import DeclaredCsv
from orchestrator.errors import Place
from orchestrator.installed import PREFIX, installed_path
from orchestrator.lazy_regex import lazy_regex

_CALL = lazy_regex(r"\w+\s*\(.*\)\s*", re.DOTALL)
_READING = lazy_regex(r"\s*read_\w+\s*\(\s*'(?P<file>(?:[^']|'')+)'", re.IGNORECASE)

_COLUMNS = lazy_regex(r"\bcolumns\s*=\s*\{(?P<columns>(?:'(?:[^']|'')*'|[^'}])*)\}", re.IGNORECASE)
_COLUMN = lazy_regex(r"(?:'((?:[^']|'')*)'|(\w+))\s*:\s*'[^']*'")
_NOT_DETECTED = lazy_regex(r"\bauto_detect\s*=\s*false\b", re.IGNORECASE)
_HEADER = lazy_regex(r"\bheader\s*=\s*true\b", re.IGNORECASE)
_DELIMITER = lazy_regex(r"\b(?:delim|sep|delimiter)\s*=\s*'([^'])'", re.IGNORECASE)
_ENCODING = lazy_regex(r"\bencoding\s*=\s*'([\w-]+)'", re.IGNORECASE)
_LITERALS = lazy_regex(r"\s*(?:,(?:[^()'\"]|'(?:[^']|'')*')*)?\)\s*")


def resolved_location(location: str, root: Path, place: Place) -> str:
    """Return a location as the engine reads it.

    `python:package/data/x.parquet` is a file of an installed Python package. A relative path starts
    at the project's root. URLs and calls (`read_csv('x')`) are unchanged. Raises ProjectError if
    the package is not installed.
    """
    if location.startswith(PREFIX):
        return str(installed_path(location, place))
    if "://" in location or _CALL.fullmatch(location) or Path(location).is_absolute():
        return location
    return str(root / location)


def file_in(location: str) -> str | None:
    """Return the path or pattern in a location, also in `read_csv('x', ...)`; otherwise None."""
    found = _READING.match(location)
    file = found["file"].replace("''", "'") if found else location
    is_other = found is None and _CALL.fullmatch(location) is not None
    return None if is_other or "://" in file else file


def content_of(location: str) -> str | None:
    """Return the path or pattern of the files that are the complete content of a location.

    None for URLs, and for calls that can read something else: databases, whose newest rows can be
    in a log next to the file, and any call with arguments that are not literals.
    """
    found = _READING.match(location)
    if found is None:
        return None if "://" in location or re.search(r"[()]", location) else location
    is_database = location.lstrip().casefold().startswith("read_duckdb")
    if is_database or not _LITERALS.fullmatch(location, found.end()):
        return None
    return file_in(location)


def declared_csv(location: str) -> DeclaredCsv | None:
    """Return what `read_csv('x', auto_detect = false, header = true, columns = ...)` declares."""
    file = content_of(location)
    columns = _COLUMNS.search(location)
    is_as_declared = all(option.search(location) for option in (_NOT_DETECTED, _HEADER))
    if file is None or columns is None or not is_as_declared:
        return None
    names = (found[1] or found[2] for found in _COLUMN.finditer(columns["columns"]))
    delimiter, encoding = _DELIMITER.search(location), _ENCODING.search(location)
    return DeclaredCsv(
        file,
        tuple(name.replace("''", "'") for name in names),
        delimiter[1] if delimiter else ",",
        encoding[1] if encoding else "utf-8",
    )


def folder_of(location: str) -> Path | None:
    """Return the folder that a location is read from; None for URLs and calls without a file."""
    file = file_in(location)
    if file is None:
        return None
    fixed = re.split(r"[*?\[]", file, maxsplit=1)[0]
    return Path(fixed) if fixed.endswith("/") else Path(fixed).parent
