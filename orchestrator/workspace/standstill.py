"""A run in which there was nothing to do, kept: where all is as it was, the next is like it.

Whether all is as it was is told without opening the database: by the state of its file at rest, of
the files of sources and of modules that Python models import, and by what was read of the project.
Where one of these cannot be told, nothing is kept, and each run looks at everything.
"""

import glob
import os
import sys
import time
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field

from orchestrator.artifacts.journal import NAME as JOURNAL
from orchestrator.artifacts.last_run import LastRun, read_last
from orchestrator.engines.door import state_at_rest
from orchestrator.json_text import json_text
from orchestrator.project.uses import Use
from orchestrator.reading_cache.situation import cache_file, salted_digest, used
from orchestrator.reading_cache.store import Stored, read_stored, write_stored
from orchestrator.results import NodeResult, NodesReused, Unchanged
from orchestrator.workspace.value import Workspace


class Surroundings(Struct, frozen=True):
    """What rows come from beside the project and its database, each with what tells its state.

    `locations` are those of the files of sources with all paths behind them, `files` the state of
    each of these and of the modules and folders that Python imports from. Paths begin at the root
    of the project.
    """

    locations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def are_as_they_were(self, root: Path) -> bool:
        """Whether the same files are there, in the same state."""
        return all(paths_at(at, root) == paths for at, paths in self.locations.items()) and all(
            state_of_file(root / path) == state for path, state in self.files.items()
        )


class Standstill(Struct, frozen=True):
    """What a run found that had nothing to do, and what was reused, with the reasons.

    `generation`, `relations` and `published_at` are of what people read; None after a run that
    publishes nothing. `newest` is the number of the newest generation, `manifest` the state of
    manifest.json, `readers` that of the copy for readers, `orphans` what is published and no node
    builds any more.
    """

    asked: str
    uses: tuple[tuple[Use, str], ...]
    database: str
    surroundings: Surroundings
    reused: Mapping[str, str]
    newest: int = 0
    manifest: str = ""
    readers: str = ""
    generation: int | None = None
    relations: int = 0
    published_at: datetime | None = None
    orphans: tuple[str, ...] = ()

    @property
    def told(self) -> NodesReused:
        """The nodes that were reused, as an event."""
        return NodesReused(
            tuple(NodeResult(name, "reused", why or None) for name, why in self.reused.items())
        )

    @property
    def unchanged(self) -> Unchanged | None:
        """What people read, as an event."""
        if self.generation is None or self.published_at is None:
            return None
        return Unchanged(self.relations, self.generation, self.published_at)


def standstill_of(
    workspace: Workspace, selected: Iterable[str], asked: Mapping[str, Any]
) -> Standstill | None:
    """What such a run came to when all was as it is now; None where anything differs."""
    if not may_stand_still(workspace):
        return None
    stored = read_stored(_file(workspace))
    if stored is None:
        return None
    try:
        salt = bytes.fromhex(stored.head["salt"])
        found = msgspec.json.decode(stored.sections["standstill"], type=Standstill)
    except (KeyError, ValueError, TypeError, msgspec.MsgspecError):
        return None
    same = (
        found.asked == salted_digest(all_asked(workspace, selected, asked), salt)
        and all(used(use, workspace.loaded.world, salt) == value for use, value in found.uses)
        and found.surroundings.are_as_they_were(workspace.file.root)
        and manifest_state(workspace) == found.manifest
        and readers_state(workspace) == found.readers
        and found.database == database_state(workspace)
        and _ended_well(workspace, found.newest)
    )
    return found if same else None


def keep_standstill(
    workspace: Workspace,
    selected: Iterable[str],
    asked: Mapping[str, Any],
    found: Standstill,
    uses: Iterable[Use],
) -> None:
    """Keep what a run found that had nothing to do, unless it holds a secret.

    By now the run has written manifest.json, where that was to be written.
    """
    salt = os.urandom(16)
    world = workspace.loaded.world
    text = msgspec.json.encode(
        msgspec.structs.replace(
            found,
            asked=salted_digest(all_asked(workspace, selected, asked), salt),
            uses=tuple((use, used(use, world, salt)) for use in sorted(uses)),
            manifest=manifest_state(workspace),
        )
    )
    shown = text.decode()
    # JSON can spell a secret out, or hold it as it is.
    if workspace.mask.json(shown) == shown == workspace.mask.text(shown):
        write_stored(_file(workspace), Stored({"salt": salt.hex()}, {"standstill": text}))


def may_stand_still(workspace: Workspace) -> bool:
    """Whether the command wants what is unchanged to be reused, and was read from the cache."""
    flags = workspace.flags
    runs_all = flags.run_all or flags.full_tests or workspace.invocation.is_full_refresh
    is_plain = not (runs_all or flags.retries_since or flags.defer)
    return (
        is_plain
        and workspace.is_reusing
        and workspace.cache is not None
        and workspace.loaded.reading_id != ""
    )


def all_asked(workspace: Workspace, selected: Iterable[str], asked: Mapping[str, Any]) -> str:
    """All that decides what a run does, beside what templates use and what data holds."""
    return repr((
        workspace.loaded.reading_id,  # versions and the project file are part of what was read
        str(workspace.file.root),
        json_text(asked),
        tuple(selected),
        workspace.target,
        workspace.flags.write_json,
        [os.path.abspath(place) for place in sys.path],
        time.tzname,
        os.environ.get("TZ"),
    ))  # fmt: skip


def database_state(workspace: Workspace) -> str | None:
    """What is another text after anything was committed to the database."""
    return state_at_rest(workspace.target.engine, workspace.connection())


def manifest_state(workspace: Workspace) -> str:
    """The state of manifest.json, which commands between may have written of other nodes."""
    if not workspace.flags.write_json:
        return ""
    return state_of_file(workspace.target_path / "manifest.json")


def readers_state(workspace: Workspace) -> str:
    """The state of the copy for readers; empty where there is none."""
    return "" if workspace.readers is None else state_of_file(workspace.readers.file)


def paths_at(location: str, root: Path) -> tuple[str, ...]:
    """The files behind a location, which may be a pattern."""
    if not glob.has_magic(location):
        return (location,)
    found = glob.glob(location, root_dir=root, recursive=True, include_hidden=True)
    return tuple(sorted(found))


def state_of_file(path: Path) -> str:
    """Size, inode and times of a file or folder; empty where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return ""
    times = (found.st_mtime_ns, found.st_ctime_ns)
    return "/".join(map(str, (found.st_size, found.st_ino, *times)))


def _ended_well(workspace: Workspace, newest: int) -> bool:
    """Whether the last run left nothing to tell of."""
    last = read_last(workspace.target_path / JOURNAL, workspace.target.name)
    if last is None:
        return True
    if not isinstance(last, LastRun) or not last.is_finished:
        return False
    return newest >= (last.generation or last.found or 0)


def _file(workspace: Workspace) -> Path:
    if workspace.cache is None:
        raise ValueError("without a cache nothing is kept")
    return cache_file(workspace.cache, workspace.project.root, workspace.invocation, "standstill")
