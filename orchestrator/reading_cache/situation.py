"""What reading depends on besides the project's files: versions, the target, the world."""

import hashlib
import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from msgspec.structs import replace

import orchestrator
from orchestrator import __version__
from orchestrator.config.project_file import ProjectFile
from orchestrator.dialects.boundary import Dialect
from orchestrator.installed import package_folder
from orchestrator.project.invocation import Invocation
from orchestrator.project.package_folder import PackageFolder
from orchestrator.project.template_names.uses import Use, World
from orchestrator.reading_cache.stamps import take_stamps
from orchestrator.reading_cache.store import ENDING, CacheFolder

_LIBRARIES = ("jinja2", "yaml", "duckdb")


def used(use: Use, world: World, salt: bytes) -> str:
    """Return a digest of the value of a use."""
    return salted_digest(repr(world.value(use)), salt)


def salted_digest(text: str, salt: bytes) -> str:
    """Return a digest of a text that does not reveal it to readers of the cache."""
    data = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, key=salt, digest_size=16).hexdigest()


def cache_file(cache: CacheFolder, root: Path, invocation: Invocation, kind: str) -> Path:
    """Return the file of a kind for a target of a project; each has its own.

    Projects are distinguished by their path relative to the cache, so that one that is moved or
    copied together with its cache finds it.
    """
    place = os.path.relpath(root, cache.path)
    named = (__version__, place, repr(invocation.target))
    name = hashlib.blake2b("\0".join(named).encode(), digest_size=8).hexdigest()
    return cache.path / f"{name}.{kind}{ENDING}"


def situation_of(
    folders: Sequence[PackageFolder], invocation: Invocation, dialect: Dialect, *, has_links: bool
) -> str:
    """Return what reading depends on besides files and recorded uses.

    The project's location matters only if something can lead out of a package: `has_links`.
    """
    root = folders[0].file.root
    is_bound = has_links or any(_leads_out(folder.file) for folder in folders)
    from_root = [
        replace(folder, file=replace(file, root=Path(os.path.relpath(file.root, root))))
        for folder in folders
        for file in [folder.file]
    ]
    return repr((
        *versions(), dialect.name, invocation.target, from_root, str(root) if is_bound else ""
    ))  # fmt: skip


def _leads_out(file: ProjectFile) -> bool:
    """Return whether a folder in a project file is outside, or behind a link."""
    top = os.path.realpath(file.root)
    for path in (*file.paths, *file.docs_paths, file.target_path):
        place = os.path.normpath(os.path.join(top, path))
        if not os.path.join(place, "").startswith(os.path.join(top, "")):
            return True
        if os.path.realpath(place) != place:
            return True
    return False


def situation_of_rendering(invocation: Invocation, dialect: Dialect) -> str:
    """Return what rendering depends on besides the project and recorded uses."""
    return repr((*versions(), dialect.name, invocation.target, invocation.is_full_refresh))


def versions() -> tuple[object, ...]:
    """Return versions of Python, seg and its libraries: with others, nothing cached is used."""
    return sys.version, sys.prefix, _own_files(), _libraries()


@cache
def _own_files() -> str:
    """Return a digest of seg's own files, which also distinguishes versions between releases."""
    package = Path(orchestrator.__file__).parent
    found = sorted(
        (path, stamp.size, stamp.mtime_ns, stamp.ctime_ns)
        for path, stamp in take_stamps([str(package)], ()).files.items()
    )
    return hashlib.blake2b(repr(found).encode("utf-8", "surrogatepass")).hexdigest()


def _libraries() -> list[tuple[str | None, int]]:
    """Return the libraries that read templates, YAML and SQL, by folder, which upgrades change."""
    folders = [package_folder(name) for name in _LIBRARIES]
    return [(path, os.stat(path).st_mtime_ns if path else 0) for path in folders]
