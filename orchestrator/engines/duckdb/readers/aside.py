"""The name of a copy for readers while it is written."""

from pathlib import Path
from uuid import uuid4

from orchestrator.lazy_regex import lazy_regex

ASIDE = lazy_regex(r"[.](?P<file>[^/]+)[.][0-9a-f]{32}[.]seg-readers")
"""Matches such a name; `file` is the final name."""


def aside_of(file: Path) -> Path:
    """Return a temporary name that no other copy of the file uses, nor any unrelated file."""
    return file.with_name(f".{file.name}.{uuid4().hex}.seg-readers")
