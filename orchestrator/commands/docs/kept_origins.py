"""Cached origins of columns: computing them takes most of the time of writing a site."""

import os
from collections.abc import Callable

import msgspec

from orchestrator.reading_cache.situation import cache_file, salted_digest
from orchestrator.reading_cache.store import Stored, read_stored, write_stored
from orchestrator.site.values import NodeOrigins
from orchestrator.workspace.value import Workspace

_SECTION = "node_origins"
_Kept = dict[str, NodeOrigins | None]


class KeptOrigins:
    """Origins by digest of the input; the version of the tracing (`by`) is part of that."""

    def __init__(self, workspace: Workspace, by: str) -> None:
        self._by = by
        self._file = None
        self._salt = os.urandom(16)
        self._before: _Kept = {}
        self._now: _Kept = {}
        if workspace.cache is None:
            return
        root = workspace.file.root
        self._file = cache_file(workspace.cache, root, workspace.invocation, "columns")
        stored = read_stored(self._file)
        if stored is not None and stored.head.get("by") == by and _SECTION in stored.sections:
            self._salt = bytes.fromhex(stored.head["salt"])
            self._before = msgspec.json.decode(stored.sections[_SECTION], type=_Kept)

    def of(self, text: str, follow: Callable[[], NodeOrigins | None]) -> NodeOrigins | None:
        """Return the cached origins for a text, or compute them with `follow`."""
        key = salted_digest(text, self._salt)
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else follow()
        return self._now[key]

    def write(self) -> None:
        """Keep the entries that were used, and nothing else."""
        if self._file is not None and self._now.keys() != self._before.keys():
            head = {"by": self._by, "salt": self._salt.hex()}
            write_stored(self._file, Stored(head, {_SECTION: msgspec.json.encode(self._now)}))
