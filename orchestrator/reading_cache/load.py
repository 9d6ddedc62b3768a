"""Open a project: as it was read last time if nothing that was read is different, else read it."""

import hashlib
import json
import os
import platform
import secrets
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import orchestrator
from orchestrator import __version__
from orchestrator.config.project_file import ProjectFile
from orchestrator.config.values import Render
from orchestrator.dialects.boundary import Dialect
from orchestrator.project.door import read_packages
from orchestrator.project.find_packages import locate_packages
from orchestrator.project.invocation import Invocation
from orchestrator.project.loaded import Loaded, reopened
from orchestrator.project.package_folder import PackageFolder
from orchestrator.project.uses import Use, World
from orchestrator.reading_cache.snapshot import Snapshot, packed, unpacked
from orchestrator.reading_cache.stamps import Stamps, changed, take_stamps
from orchestrator.reading_cache.stamps import unpacked as unpacked_stamps
from orchestrator.reading_cache.store import ENDING, Stored, read_stored, write_stored
from orchestrator.secrets import Mask

PROJECT = "project"
_NOT_READ = ("selectors.yml", "vars.yml")


@dataclass(frozen=True, slots=True)
class CacheFolder:
    """Where projects are kept; what `mask` hides never gets there."""

    path: Path
    mask: Mask


def open_project(
    root_file: ProjectFile,
    invocation: Invocation,
    render: Render,
    dialect: Dialect,
    cache: CacheFolder | None,
) -> Loaded:
    """The project and its packages; raises ProjectError with all problems found.

    Without `cache` everything is read. With it, the answer is the same and comes sooner.
    """
    folders = locate_packages(root_file, invocation, render)
    if cache is None:
        return read_packages(folders, invocation, dialect)
    file = cache.path / f"{_file_name(folders, invocation)}{ENDING}"
    situation = _situation(folders, invocation, dialect)
    stamps = take_stamps(_folders(folders), _single_files(folders))
    found = _reopened(file, stamps, situation, folders, invocation, dialect)
    if found is not None:
        return found
    stamps = stamps.with_digests()
    loaded = read_packages(folders, invocation, dialect)
    _keep(file, stamps, situation, loaded, cache.mask)
    return loaded


def _reopened(
    file: Path,
    stamps: Stamps,
    situation: str,
    folders: Sequence[PackageFolder],
    invocation: Invocation,
    dialect: Dialect,
) -> Loaded | None:
    """The project as it was kept; None when there is none, or something is different."""
    stored = read_stored(file)
    if stored is None:
        return None
    head = stored.head
    salt = bytes.fromhex(head["salt"])
    if head["situation"] != _digest(situation, salt):
        return None
    kept = unpacked_stamps(head["stamps"])
    paths, is_doubtful = changed(kept, stamps)
    if paths:
        return None
    held = stored.section(PROJECT)
    try:
        snapshot = unpacked(held, folders)
    except (ValueError, KeyError, TypeError, IndexError):
        return None
    told = snapshot.told
    loaded = reopened(folders, invocation, dialect, snapshot.project, snapshot.switched_off, told)
    if any(_used(Use(*use), loaded.world, salt) != digest for *use, digest in head["uses"]):
        return None
    if is_doubtful:
        renewed = Stamps(
            stamps.taken_ns,
            {
                path: type(stamp)(stamp.size, stamp.mtime_ns, kept.files[path].digest)
                for path, stamp in stamps.files.items()
            },
        )
        write_stored(file, Stored({**head, "stamps": renewed.packed()}, stored.sections))
    return loaded


def _keep(file: Path, stamps: Stamps, situation: str, loaded: Loaded, mask: Mask) -> None:
    """Write what was read, unless it holds a secret or something that JSON has no form for."""
    snapshot = Snapshot(loaded.project, loaded.switched_off, tuple(loaded.said.messages))
    try:
        text = json.dumps(packed(snapshot))
    except TypeError:
        return
    if mask.json(text) != text:
        return
    salt = secrets.token_bytes(16)
    head = {
        "salt": salt.hex(),
        "situation": _digest(situation, salt),
        "stamps": stamps.packed(),
        "uses": [
            (use.kind, use.name, use.package, _used(use, loaded.world, salt))
            for use in sorted(loaded.uses)
        ],
    }
    write_stored(file, Stored(head, {PROJECT: text.encode("ascii")}))


def _used(use: Use, world: World, salt: bytes) -> str:
    """What stands for the value of a use."""
    return _digest(repr(world.value(use)), salt)


def _digest(text: str, salt: bytes) -> str:
    """What stands for a text: whoever reads the cache cannot tell the text from it."""
    data = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, key=salt, digest_size=16).hexdigest()


def _file_name(folders: Sequence[PackageFolder], invocation: Invocation) -> str:
    """One file for each target of each project, so that they do not push each other out."""
    named = (__version__, str(folders[0].file.root), repr(invocation.target))
    return hashlib.blake2b("\0".join(named).encode(), digest_size=8).hexdigest()


def _situation(folders: Sequence[PackageFolder], invocation: Invocation, dialect: Dialect) -> str:
    """What reading depends on beside the files and what is noted as used."""
    return repr(
        (
            platform.python_version(),
            sys.prefix,
            dialect.name,
            _own_files(),
            invocation.target,
            folders,
        )
    )


def _own_files() -> list[tuple[str, int, int]]:
    """Seg's own files: what another version of seg read is read again, also between releases."""
    package = Path(orchestrator.__file__).parent
    found = take_stamps([str(package)], ())
    return sorted((path, stamp.size, stamp.mtime_ns) for path, stamp in found.files.items())


def _folders(folders: Sequence[PackageFolder]) -> list[str]:
    """All folders that hold files of the packages, those inside others left out."""
    found = set()
    for folder in folders:
        file = folder.file
        for path in chain(
            file.model_paths,
            file.seed_paths,
            file.test_paths,
            file.macro_paths,
            file.docs_paths,
            file.snapshot_paths,
            file.analysis_paths,
            file.function_paths,
        ):
            found.add(os.path.normpath(file.root / path))
    return [path for path in sorted(found) if not any(_is_inside(path, other) for other in found)]


def _is_inside(path: str, other: str) -> bool:
    """Whether looking through the folder `other` comes to `path`; it passes hidden folders by."""
    inside = path.removeprefix(other + os.sep)
    return inside != path and f"{os.sep}." not in os.sep + inside


def _single_files(folders: Sequence[PackageFolder]) -> list[str]:
    """The files that stand beside a project file; those that name packages are read each time."""
    return [
        str(folder.file.root / name)
        for folder in folders
        for name in (Path(folder.file.path).name, *_NOT_READ)
    ]
