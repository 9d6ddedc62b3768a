"""Where the file behind a source is: a path, a pattern, a call, or inside a Python package."""

import re
from pathlib import Path

from orchestrator.errors import Place
from orchestrator.installed import PREFIX, installed_path
from orchestrator.lazy_regex import lazy_regex

_CALL = lazy_regex(r"\w+\s*\(.*\)\s*", re.DOTALL)
_READING = lazy_regex(r"\s*read_\w+\s*\(\s*'(?P<file>(?:[^']|'')+)'", re.IGNORECASE)


def resolved_location(location: str, root: Path, place: Place) -> str:
    """A location as the engine reads it.

    `python:package/data/x.parquet` is a file of an installed Python package. A relative path
    begins at the project's root. URLs and calls (`read_csv('x')`) stay as they are. Raises
    ProjectError for a package that is not installed.
    """
    if location.startswith(PREFIX):
        return str(installed_path(location, place))
    if "://" in location or _CALL.fullmatch(location) or Path(location).is_absolute():
        return location
    return str(root / location)


def file_in(location: str) -> str | None:
    """The path or pattern behind a location, also that of `read_csv('x', ...)`; None for others."""
    found = _READING.match(location)
    file = found["file"].replace("''", "'") if found else location
    is_other = found is None and _CALL.fullmatch(location) is not None
    return None if is_other or "://" in file else file


def folder_of(location: str) -> Path | None:
    """The folder that reading a location needs; None for URLs, and calls that read no file."""
    file = file_in(location)
    if file is None:
        return None
    fixed = re.split(r"[*?\[]", file, maxsplit=1)[0]
    return Path(fixed) if fixed.endswith("/") else Path(fixed).parent
