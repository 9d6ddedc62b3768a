"""Checksums of seeds as in manifests: dbt uses them to decide what is modified."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from orchestrator.nodes import Seed
from orchestrator.project.value import ParsedProject

_LARGE_BYTES = 1 << 20
"""For a larger file, dbt uses only the path, which never changes; seg always uses the content."""


def seed_checksum(seed: Seed, project: ParsedProject) -> Mapping[str, str]:
    """Return the checksum of the stripped text; for a large file, that of the entire file."""
    text = _text_checksum(seed, project.file_of(seed))
    return {"name": "sha256", "checksum": seed.checksum if text is None else text}


def possible_checksums(seed: Seed, project: ParsedProject) -> list[Mapping[str, str]]:
    """Return all checksums that a manifest by either tool can have for an unchanged seed."""
    return [
        {"name": "sha256", "checksum": seed.checksum},
        seed_checksum(seed, project),
        {"name": "path", "checksum": project.path_in_package(seed)},
    ]


def _text_checksum(seed: Seed, file: Path) -> str | None:
    """Return None if the file is large, or has changed since it was read."""
    try:
        content = file.read_bytes() if file.stat().st_size <= _LARGE_BYTES else b""
    except OSError:
        return None
    if sha256(content).hexdigest() != seed.checksum:
        return None
    return sha256(content.strip()).hexdigest()
