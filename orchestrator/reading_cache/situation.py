"""What reading depends on beside the files of the project: versions, the target, the world."""

import hashlib
import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import orchestrator
from orchestrator import __version__
from orchestrator.dialects.boundary import Dialect
from orchestrator.installed import package_folder
from orchestrator.project.invocation import Invocation
from orchestrator.project.package_folder import PackageFolder
from orchestrator.project.uses import Use, World
from orchestrator.reading_cache.stamps import take_stamps

_LIBRARIES = ("jinja2", "yaml", "duckdb")


def used(use: Use, world: World, salt: bytes) -> str:
    """What stands for the value of a use."""
    return salted_digest(repr(world.value(use)), salt)


def salted_digest(text: str, salt: bytes) -> str:
    """What stands for a text: whoever reads the cache cannot tell the text from it."""
    data = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, key=salt, digest_size=16).hexdigest()


def file_name(root: Path, invocation: Invocation) -> str:
    """One file for each target of each project, so that they do not push each other out."""
    named = (__version__, str(root), repr(invocation.target))
    return hashlib.blake2b("\0".join(named).encode(), digest_size=8).hexdigest()


def situation_of(folders: Sequence[PackageFolder], invocation: Invocation, dialect: Dialect) -> str:
    """What reading depends on beside the files and what is noted as used."""
    return repr((*versions(), dialect.name, invocation.target, folders))


def situation_of_rendering(invocation: Invocation, dialect: Dialect) -> str:
    """What rendering depends on beside the project and what is noted as used."""
    return repr((*versions(), dialect.name, invocation.target, invocation.is_full_refresh))


def versions() -> tuple[object, ...]:
    """Python, seg's own files and its libraries: of another version nothing is taken over."""
    return sys.version, sys.prefix, _own_files(), _libraries()


@cache
def _own_files() -> str:
    """Seg's own files: what another version of seg read is read again, also between releases."""
    package = Path(orchestrator.__file__).parent
    found = sorted(
        (path, stamp.size, stamp.mtime_ns, stamp.ctime_ns)
        for path, stamp in take_stamps([str(package)], ()).files.items()
    )
    return hashlib.blake2b(repr(found).encode("utf-8", "surrogatepass")).hexdigest()


def _libraries() -> list[tuple[str | None, int]]:
    """The libraries that read templates, YAML and SQL: a newer one is in a newer folder."""
    folders = [package_folder(name) for name in _LIBRARIES]
    return [(path, os.stat(path).st_mtime_ns if path else 0) for path in folders]
