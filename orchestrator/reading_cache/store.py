"""A file of the cache: a header line that describes its sections, then the sections.

It is written aside and renamed, so that a reader finds a complete file, old or new. A damaged,
incompatible or truncated file counts as missing.
"""

import contextlib
import json
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
from msgspec import Struct

from orchestrator.secrets import Mask

FORMAT = 9
ENDING = ".read.json"
KEPT_FILES = 32
"""How many files are kept: five for each target and each version of seg, and one for YAML."""


class CacheFolder(Struct, frozen=True):
    """The folder of the cache; what `mask` hides is never written to it."""

    path: Path
    mask: Mask


_HEAD = "head"


class _Header(Struct, frozen=True):
    """The first line: each section with its size and checksum."""

    format: int
    sections: list[tuple[str, int, int]]


class Stored(Struct, frozen=True):
    """A file of the cache: its header, and its sections as bytes."""

    head: Mapping[str, Any]
    sections: Mapping[str, bytes]


def read_stored(file: Path) -> Stored | None:
    """Return the content of the file; None if it is missing or damaged."""
    try:
        data = file.read_bytes()
        end = data.index(b"\n")
        header = msgspec.json.decode(data[:end], type=_Header)
        if header.format != FORMAT:
            return None
        sections: dict[str, bytes] = {}
        start = end + 1
        for name, size, checksum in header.sections:
            sections[name] = data[start : start + size]
            start += size
            if zlib.crc32(sections[name]) != checksum:
                return None
        head = msgspec.json.decode(sections.pop(_HEAD))
    except (OSError, ValueError, KeyError, msgspec.MsgspecError, RecursionError):
        return None
    return Stored(head, sections) if isinstance(head, dict) else None


def write_stored(file: Path, stored: Stored) -> None:
    """Write the file, replacing an older one; if writing fails, no file is left."""
    sections = {_HEAD: json.dumps(stored.head).encode(), **stored.sections}
    header = _Header(
        FORMAT, [(name, len(data), zlib.crc32(data)) for name, data in sections.items()]
    )
    aside = file.with_name(f"{file.name}.{uuid4().hex}.tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("wb") as out:
            out.write(msgspec.json.encode(header) + b"\n")
            out.writelines(sections.values())
        aside.replace(file)
        _forget_old(file.parent)
    except OSError:
        # Without a cache, commands are only slower, so the command continues.
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)


def _forget_old(folder: Path) -> None:
    """Remove the oldest files, and what crashes left."""
    files = []
    with os.scandir(folder) as entries:
        for entry in entries:
            # Another process may have just removed it.
            with contextlib.suppress(OSError):
                if entry.name.endswith((ENDING, ".tmp")):
                    files.append((entry.stat().st_mtime_ns, entry.path, entry.name))
    files.sort()
    kept = [path for _, path, name in files if name.endswith(ENDING)][-KEPT_FILES:]
    newest = files[-1][0] if files else 0
    for at, path, name in files:
        is_left_over = name.endswith(".tmp") and newest - at > _LEFT_OVER_NS
        if is_left_over or (name.endswith(ENDING) and path not in kept):
            with contextlib.suppress(OSError):
                os.unlink(path)


_LEFT_OVER_NS = 3_600_000_000_000
