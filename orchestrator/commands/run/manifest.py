"""Decides when to write manifest.json: not if it would be the same for the same project."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrator.commands.run.manifest_door import write
from orchestrator.errors import SegError
from orchestrator.reading_cache.situation import cache_file, salted_digest
from orchestrator.reading_cache.store import Stored, read_stored, write_stored
from orchestrator.workspace.value import Workspace

if TYPE_CHECKING:
    from orchestrator.compiler.compile import Compiled


class ManifestOfRun:
    """Writes manifest.json once: when there is time for it, or at the end of the run."""

    def __init__(self, write: Callable[[], None]) -> None:
        self._write = write
        self._is_done = False
        self._problem: SegError | None = None

    def write_ahead(self) -> None:
        """Write it now; errors are reported at the end."""
        self._is_done = True
        try:
            self._write()
        except SegError as problem:
            self._problem = problem

    def finish(self) -> None:
        """Write it unless that was done; raises EnvironmentFault if it cannot be written."""
        if self._problem is not None:
            raise self._problem
        if not self._is_done:
            self._write()


def write_manifest_of(
    workspace: Workspace, compiled: "Compiled | None" = None, names: Iterable[str] | None = None
) -> None:
    """Write target/manifest.json, with the SQL of compiled nodes: all, or `names`.

    The file of an earlier run stays, with its run's id and time, if it is unmodified and was made
    from the same project and SQL.
    """
    path = workspace.target_path / "manifest.json"
    loaded, cache, mask = workspace.loaded, workspace.cache, workspace.mask
    with_sql = list(names if names is not None else compiled.sql) if compiled else []
    kept: Path | None = None
    made_of = ""
    if cache is not None and loaded.reading_id:
        root = loaded.project.root
        kept = cache_file(cache, root, workspace.invocation, "manifest")
        hidden = mask.in_text.pattern if mask.in_text else ""
        code = [(name, sql.text) for name, sql in compiled.sql.items()] if compiled else []
        made_of = repr((str(root), loaded.reading_id, hidden, code, with_sql))
        if _is_as_written(kept, path, made_of):
            return
    write(workspace, compiled, with_sql)
    if kept is not None:
        salt = os.urandom(16)
        head = {"salt": salt.hex(), "of": salted_digest(made_of, salt), "file": _stamp(path)}
        write_stored(kept, Stored(head, {}))


def _is_as_written(kept: Path, path: Path, made_of: str) -> bool:
    stored = read_stored(kept)
    if stored is None:
        return False
    head = stored.head
    stamp = _stamp(path)
    is_same = salted_digest(made_of, bytes.fromhex(head["salt"])) == head["of"]
    return stamp is not None and stamp == head["file"] and is_same


def _stamp(path: Path) -> list[int] | None:
    """Return what identifies a state of a file, which is only ever replaced, never modified."""
    try:
        found = path.stat()
    except OSError:
        return None
    return [found.st_ino, found.st_size, found.st_mtime_ns]
