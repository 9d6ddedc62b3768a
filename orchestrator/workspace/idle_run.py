"""Remembers a run that had nothing to do: if nothing changed since, neither has the next one.

That is checked without opening the database: by the state of its closed file, of source files and
of modules that Python models import, and by what was read of the project. If one of these is
unknown, nothing is kept, and each run checks everything.
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
from orchestrator.project.template_names.uses import Use
from orchestrator.reading_cache.situation import cache_file, salted_digest, used
from orchestrator.reading_cache.store import Stored, read_stored, write_stored
from orchestrator.results import NodeResult, NodesReused, Unchanged
from orchestrator.workspace.value import Workspace


class Surroundings(Struct, frozen=True):
    """What rows come from outside the project and its database, with the state of each.

    `locations` are those of source files with all matching paths; `files` the state of each of
    these and of modules and folders that Python imports from. Paths are relative to the project.
    """

    locations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def are_as_they_were(self, root: Path) -> bool:
        """Return whether the same files exist, in the same state."""
        return all(paths_at(at, root) == paths for at, paths in self.locations.items()) and all(
            state_of_file(root / path) == state for path, state in self.files.items()
        )


class IdleRun(Struct, frozen=True):
    """What an idle run found, and what was reused, with the reasons.

    `generation`, `relations` and `published_at` describe what is published; None after a run that
    publishes nothing. `newest` is the number of the newest generation, `manifest` the state of
    manifest.json, `readers` that of the copy for readers, `orphans` what is published but no longer
    built.
    """

    arguments: str
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
    def reused_event(self) -> NodesReused:
        """Return the event with the reused nodes."""
        return NodesReused(
            tuple(NodeResult(name, "reused", why or None) for name, why in self.reused.items())
        )

    @property
    def unchanged(self) -> Unchanged | None:
        """Return the event with what is published."""
        if self.generation is None or self.published_at is None:
            return None
        return Unchanged(self.relations, self.generation, self.published_at)


def known_idle_run(
    workspace: Workspace, selected: Iterable[str], arguments: Mapping[str, Any]
) -> IdleRun | None:
    """Return the result of such a run if nothing changed since; None if anything did."""
    if not may_be_idle(workspace):
        return None
    stored = read_stored(_file(workspace))
    if stored is None:
        return None
    try:
        salt = bytes.fromhex(stored.head["salt"])
        found = msgspec.json.decode(stored.sections["idle_run"], type=IdleRun)
    except (KeyError, ValueError, TypeError, msgspec.MsgspecError):
        return None
    same = (
        found.arguments == salted_digest(all_arguments(workspace, selected, arguments), salt)
        and all(used(use, workspace.loaded.world, salt) == value for use, value in found.uses)
        and found.surroundings.are_as_they_were(workspace.file.root)
        and manifest_state(workspace) == found.manifest
        and readers_state(workspace) == found.readers
        and found.database == database_state(workspace)
        and _ended_well(workspace, found.newest)
    )
    return found if same else None


def keep_idle_run(
    workspace: Workspace,
    selected: Iterable[str],
    arguments: Mapping[str, Any],
    found: IdleRun,
    uses: Iterable[Use],
) -> None:
    """Keep what an idle run found, unless it contains a secret.

    By now the run has written manifest.json, if it had to.
    """
    salt = os.urandom(16)
    world = workspace.loaded.world
    text = msgspec.json.encode(
        msgspec.structs.replace(
            found,
            arguments=salted_digest(all_arguments(workspace, selected, arguments), salt),
            uses=tuple((use, used(use, world, salt)) for use in sorted(uses)),
            manifest=manifest_state(workspace),
        )
    )
    shown = text.decode()
    # JSON may contain a secret escaped, or as it is.
    if workspace.mask.json(shown) == shown == workspace.mask.text(shown):
        write_stored(_file(workspace), Stored({"salt": salt.hex()}, {"idle_run": text}))


def may_be_idle(workspace: Workspace) -> bool:
    """Return whether the command allows reuse, and its project was read from the cache."""
    flags = workspace.flags
    runs_all = flags.run_all or flags.full_tests or workspace.invocation.is_full_refresh
    is_plain = not (runs_all or flags.retries_since or flags.defer)
    return (
        is_plain
        and workspace.is_reusing
        and workspace.cache is not None
        and workspace.loaded.reading_id != ""
    )


def all_arguments(
    workspace: Workspace, selected: Iterable[str], arguments: Mapping[str, Any]
) -> str:
    """Return everything that decides what a run does, except template inputs and data."""
    return repr((
        workspace.loaded.reading_id,  # includes versions and the project file
        str(workspace.file.root),
        json_text(arguments),
        tuple(selected),
        workspace.target,
        workspace.flags.write_json,
        [os.path.abspath(place) for place in sys.path],
        time.tzname,
        os.environ.get("TZ"),
    ))  # fmt: skip


def database_state(workspace: Workspace) -> str | None:
    """Return a text that changes with every commit to the database."""
    return state_at_rest(workspace.target.engine, workspace.connection())


def manifest_state(workspace: Workspace) -> str:
    """Return the state of manifest.json, which other commands may have written in between."""
    if not workspace.flags.write_json:
        return ""
    return state_of_file(workspace.target_path / "manifest.json")


def readers_state(workspace: Workspace) -> str:
    """Return the state of the copy for readers; empty if there is none."""
    return "" if workspace.readers is None else state_of_file(workspace.readers.file)


def paths_at(location: str, root: Path) -> tuple[str, ...]:
    """Return the files at a location, which can be a pattern."""
    if not glob.has_magic(location):
        return (location,)
    found = glob.glob(location, root_dir=root, recursive=True, include_hidden=True)
    return tuple(sorted(found))


def state_of_file(path: Path) -> str:
    """Return size, inode and times of a file or folder; empty if it does not exist."""
    try:
        found = os.stat(path)
    except OSError:
        return ""
    times = (found.st_mtime_ns, found.st_ctime_ns)
    return "/".join(map(str, (found.st_size, found.st_ino, *times)))


def _ended_well(workspace: Workspace, newest: int) -> bool:
    """Return whether the last run left nothing to report."""
    last = read_last(workspace.target_path / JOURNAL, workspace.target.name)
    if last is None:
        return True
    if not isinstance(last, LastRun) or not last.is_finished:
        return False
    return newest >= (last.generation or last.found or 0)


def _file(workspace: Workspace) -> Path:
    if workspace.cache is None:
        raise ValueError("without a cache nothing is kept")
    return cache_file(workspace.cache, workspace.project.root, workspace.invocation, "idle_run")
