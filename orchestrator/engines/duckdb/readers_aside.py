"""What a copy for readers is called while it is written."""

from pathlib import Path
from uuid import uuid4

from orchestrator.lazy_regex import lazy_regex

ASIDE = lazy_regex(r"[.](?P<file>[^/]+)[.][0-9a-f]{32}[.]seg-readers")
"""Such a name; `file` is the one that it will have."""


def aside_of(file: Path) -> Path:
    """A name that no other copy of the file has while it is written, nor any file of others."""
    return file.with_name(f".{file.name}.{uuid4().hex}.seg-readers")
