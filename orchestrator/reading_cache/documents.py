"""The YAML of project files, cached by content, with the place of each value.

The project file itself sets the folder of the cache. So the cache of this file is searched in the
default folder, or the one given on the command line; if a project keeps it elsewhere, its YAML is
not cached.
"""

import contextlib
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from orchestrator.config.values import Map, Seq, Value
from orchestrator.config.yaml_door import read_text, read_yaml
from orchestrator.reading_cache.columns import as_json, from_json
from orchestrator.reading_cache.situation import salted_digest, versions
from orchestrator.reading_cache.store import ENDING, CacheFolder, Stored, read_stored, write_stored
from orchestrator.secrets import PREFIXES

LARGEST_TEXT = 200_000
"""Texts with more characters are not cached."""


class Documents:
    """Reads project files: from the cache if the text is unchanged, otherwise anew.

    `folder` is where the cache probably is; None: nothing is cached.
    """

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / f"yaml{ENDING}" if folder else None
        self._kept: Mapping[str, str] | None = None
        self._read: dict[str, str] = {}

    def read(self, file: Path, shown_path: str) -> Value:
        """Return the value of a file; messages call the file `shown_path`."""
        text = read_text(file, shown_path)
        key = hashlib.sha256(f"{shown_path}\0{text}".encode()).hexdigest()
        kept = self._open().get(key)
        if kept is not None:
            self._read[key] = kept
            value: Value = _from_rows(json.loads(kept), shown_path)
            return value
        value = read_yaml(text, shown_path)
        if len(text) <= LARGEST_TEXT:
            with contextlib.suppress(TypeError):
                self._read[key] = json.dumps(_rows(value, _Room(2 * len(text) + 1)))
        return value

    def save(self, cache: CacheFolder) -> None:
        """Cache what was read, unless it contains a secret, or the cache is somewhere else."""
        if self._file is None or cache.path != self._file.parent:
            return
        found = {key: text for key, text in self._read.items() if cache.mask.json(text) == text}
        if not found.keys() <= self._open().keys():
            head = {"situation": _situation(), "values": found}
            write_stored(self._file, Stored(head, {}))

    def _open(self) -> Mapping[str, str]:
        if self._kept is None:
            stored = read_stored(self._file) if self._file else None
            is_same = stored is not None and stored.head.get("situation") == _situation()
            self._kept = stored.head["values"] if stored is not None and is_same else {}
        return self._kept


def _situation() -> str:
    return salted_digest(repr(versions()), b"")


class _Room:
    """A limit for the size of a value: that of a text without repetitions.

    Aliases can repeat an anchor's value many times.
    """

    def __init__(self, characters: int) -> None:
        self._left = characters

    def take(self, value: Any) -> None:
        """Count a key or a value; raises TypeError beyond the limit."""
        self._left -= 1 + (len(value) if isinstance(value, str) else 0)
        if self._left < 0:
            raise TypeError("what is repeated so often is not kept")


def _rows(value: Value, room: _Room) -> Any:
    """Return a value of a file as JSON: mappings and lists with the marks of their items.

    Raises TypeError for values that are not cached: secrets by their name, in any package, values
    that JSON cannot represent, and values beyond the limit.
    """
    room.take(value)
    if isinstance(value, Map):
        if any(str(key).startswith(PREFIXES) for key in value):
            raise TypeError("a secret is not kept")
        items = []
        for key, item in value.items():
            room.take(key)
            items.append([as_json(key), _rows(item, room), value.marks[key]])
        return {"map": items, "mark": value.mark}
    if isinstance(value, Seq):
        items = [[_rows(item, room), mark] for item, mark in zip(value, value.marks, strict=True)]
        return {"seq": items, "mark": value.mark}
    return as_json(value)


def _from_rows(held: Any, path: str) -> Any:
    """Return the value that `_rows` was given."""
    if not isinstance(held, dict):
        return held
    if "map" in held:
        found = Map(path, tuple(held["mark"]))
        for written, item, mark in held["map"]:
            key = from_json(written)
            found[key] = _from_rows(item, path)
            found.marks[key] = tuple(mark)
        return found
    if "seq" in held:
        items = Seq(path, tuple(held["mark"]))
        items += [_from_rows(item, path) for item, _ in held["seq"]]
        items.marks += [tuple(mark) for _, mark in held["seq"]]
        return items
    return from_json(held)
