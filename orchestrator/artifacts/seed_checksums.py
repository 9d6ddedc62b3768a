"""Checksums of seeds as manifests have them: dbt goes by them to tell what is modified."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from orchestrator.nodes import Seed
from orchestrator.project.value import ParsedProject

_LARGE_BYTES = 1 << 20
"""Of a larger file dbt takes the path alone, which never changes; seg the content, all the same."""


def seed_checksum(seed: Seed, project: ParsedProject) -> Mapping[str, str]:
    """That of the text without white space around it; of a large file, that of all of it."""
    text = _text_checksum(seed, project.file_of(seed))
    return {"name": "sha256", "checksum": seed.checksum if text is None else text}


def possible_checksums(seed: Seed, project: ParsedProject) -> list[Mapping[str, str]]:
    """Each that a manifest may have of a seed that is as it was, whoever wrote the manifest."""
    return [
        {"name": "sha256", "checksum": seed.checksum},
        seed_checksum(seed, project),
        {"name": "path", "checksum": project.path_in_package(seed)},
    ]


def _text_checksum(seed: Seed, file: Path) -> str | None:
    """None where the file is large, or is no longer what was read."""
    try:
        content = file.read_bytes() if file.stat().st_size <= _LARGE_BYTES else b""
    except OSError:
        return None
    if sha256(content).hexdigest() != seed.checksum:
        return None
    return sha256(content.strip()).hexdigest()
