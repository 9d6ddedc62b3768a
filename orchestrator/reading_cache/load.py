"""Opens a project: from the cache if nothing that was read has changed, otherwise reads it."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from orchestrator.config.project_file import VARIABLES_FILE
from orchestrator.dialects.boundary import Dialect
from orchestrator.errors import Problems
from orchestrator.nodes import Seed
from orchestrator.project.door import read_packages, reread
from orchestrator.project.files import SourceFile
from orchestrator.project.invocation import Invocation
from orchestrator.project.loaded import Loaded, reopened
from orchestrator.project.package_folder import PackageFolder
from orchestrator.project.template_names.uses import Use
from orchestrator.reading_cache.in_memory import InMemoryProject
from orchestrator.reading_cache.kept_project import KeptProject, packed, unpacked
from orchestrator.reading_cache.situation import cache_file, salted_digest, situation_of, used
from orchestrator.reading_cache.stamps import (
    Stamps,
    changed,
    digest_of_file,
    path_from,
    take_stamps,
)
from orchestrator.reading_cache.stamps import unpacked as unpacked_stamps
from orchestrator.reading_cache.store import CacheFolder, Stored, read_stored, write_stored
from orchestrator.secrets import Mask

PROJECT, CAPTURED = "project", "captured"
MOST_REREAD = 100
"""Up to this many changed files are read on their own; with more, all files are read."""


def open_project(
    folders: Sequence[PackageFolder],
    invocation: Invocation,
    dialect: Dialect,
    cache: CacheFolder | None,
    in_memory: InMemoryProject | None = None,
) -> Loaded:
    """Return the project and its packages, with all problems found.

    Without `cache` everything is read. With it, the result is the same, but faster; fastest if the
    same process opened the project before and has it `in_memory`.
    """
    if cache is None:
        return read_packages(folders, invocation, dialect)
    file = cache_file(cache, folders[0].file.root, invocation, "project")
    stamps = take_stamps(_folders(folders), _single_files(folders))
    situation = situation_of(folders, invocation, dialect, has_links=stamps.has_links)
    found = in_memory.reused(stamps, situation, folders, invocation, dialect) if in_memory else None
    if found is not None:
        return found
    opened = _reopened(file, stamps, situation, folders, invocation, dialect, cache.mask)
    if opened is None:
        stamps = stamps.with_digests()
        loaded = read_packages(folders, invocation, dialect)
        if loaded.problems:
            return loaded
        opened = _keep(file, stamps, situation, loaded, cache.mask), stamps
    if in_memory is not None:
        in_memory.keep(*opened, situation)
    return opened[0]


def _reopened(
    file: Path,
    stamps: Stamps,
    situation: str,
    folders: Sequence[PackageFolder],
    invocation: Invocation,
    dialect: Dialect,
    mask: Mask,
) -> tuple[Loaded, Stamps] | None:
    """Return the cached project, and the stamps of what was read.

    None if there is none, or something changed.
    """
    stored = read_stored(file)
    if stored is None:
        return None
    head = stored.head
    salt = bytes.fromhex(head["salt"])
    if head["situation"] != salted_digest(situation, salt):
        return None
    root = os.path.normpath(folders[0].file.root)
    kept = unpacked_stamps(head["stamps"], root)
    paths, is_doubtful = changed(kept, stamps)
    if len(paths) > MOST_REREAD or not paths <= kept.files.keys() & stamps.files.keys():
        return None
    try:
        found = unpacked(stored.sections[PROJECT], folders)
    except (KeyError, ValueError, TypeError, msgspec.MsgspecError):
        return None
    warnings = found.warnings
    loaded = reopened(folders, invocation, dialect, found.project, found.switched_off, warnings)
    uses = {Use(*use): digest for *use, digest in head["uses"]}
    if any(used(use, loaded.world, salt) != digest for use, digest in uses.items()):
        return None
    loaded = replace(loaded, uses=frozenset(uses))
    digests = {path: digest_of_file(path) for path in paths}
    renewed = stamps.renewed({path: stamp.digest for path, stamp in kept.files.items()} | digests)
    if paths:
        captured = msgspec.json.decode(stored.sections[CAPTURED], type=dict[str, str])
        updated = _reread(replace(loaded, captured=captured), digests)
        return (_keep(file, renewed, situation, updated, mask), renewed) if updated else None
    if is_doubtful:
        write_stored(file, Stored({**head, "stamps": renewed.packed(root)}, stored.sections))
    return replace(loaded, read_as=(head["id"], loaded.project)), renewed


def _reread(loaded: Loaded, digests: Mapping[str, str]) -> Loaded | None:
    """Return the project with the changed files read again; None if that is not sufficient."""
    project = loaded.project
    root = os.path.normpath(project.root)
    by_path = {
        os.path.normpath(project.nodes[unique_id].path): unique_id for unique_id in loaded.captured
    }
    sources: dict[str, str] = {}
    checksums: dict[str, str] = {}
    for path, digest in digests.items():
        unique_id = by_path.get(path_from(root, path))
        if unique_id is None:
            return None
        if isinstance(project.nodes[unique_id], Seed):
            checksums[unique_id] = digest
            continue
        problems = Problems()
        sources[unique_id] = SourceFile(path, Path(path), (), "").read(problems)
        if problems.found:
            return None
    found = reread(loaded, sources, checksums)
    return replace(found[0], uses=loaded.uses | found[1]) if found else None


def _keep(file: Path, stamps: Stamps, situation: str, loaded: Loaded, mask: Mask) -> Loaded:
    """Cache what was read, unless it contains a secret or a value without an exact form."""
    found = KeptProject(loaded.project, loaded.switched_off, tuple(loaded.warnings.messages))
    try:
        data = packed(found, mask)
    except (TypeError, ValueError):
        return loaded
    if data is None:
        return loaded
    salt = os.urandom(16)
    number = os.urandom(16).hex()
    head = {
        "id": number,
        "salt": salt.hex(),
        "situation": salted_digest(situation, salt),
        "stamps": stamps.packed(os.path.normpath(loaded.project.root)),
        "uses": [
            (use.kind, use.name, use.package, used(use, loaded.world, salt))
            for use in sorted(loaded.uses)
        ],
    }
    sections = {PROJECT: data, CAPTURED: msgspec.json.encode(loaded.captured)}
    write_stored(file, Stored(head, sections))
    return replace(loaded, read_as=(number, loaded.project))


def _folders(folders: Sequence[PackageFolder]) -> list[str]:
    """Return all folders with files of the packages, except those inside others."""
    found = set()
    for folder in folders:
        file = folder.file
        for path in (*file.paths, *file.docs_paths):
            found.add(os.path.normpath(file.root / path))
    return [path for path in sorted(found) if not any(_is_inside(path, other) for other in found)]


def _is_inside(path: str, other: str) -> bool:
    """Return whether walking the folder `other` reaches `path`; hidden folders are skipped."""
    inside = path.removeprefix(other + os.sep)
    return inside != path and f"{os.sep}." not in os.sep + inside


def _single_files(folders: Sequence[PackageFolder]) -> list[str]:
    """Return the files next to a project file; those that name packages are read every time."""
    return [
        os.path.normpath(folder.file.root / name)
        for folder in folders
        for name in (Path(folder.file.path).name, VARIABLES_FILE)
    ]
