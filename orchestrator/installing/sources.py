"""The sources of packages: repositories, archives and an index; each returns a project's folder."""

import json
import lzma
import os
import subprocess
import tarfile
import zlib
from collections.abc import Mapping
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import urlopen

from msgspec import Struct

from orchestrator.errors import EnvironmentFault

_SECONDS = 60
_PROJECT_FILES = ("dbt_project.yml", "seg_project.yml")


class Fetched(Struct, frozen=True):
    """A package's folder, and its commit if it comes from a repository."""

    folder: Path
    revision: str | None = None


def from_git(address: str, revision: str | None, subdirectory: str | None, into: Path) -> Fetched:
    """Return the package in a repository, at a branch, tag or commit; raises EnvironmentFault."""
    _git(address, "clone", "-q", "--", address, str(into))
    # A remote branch takes precedence over a local name.
    wanted = [f"origin/{revision}", revision] if revision else ["HEAD"]
    commit = next(filter(None, (_commit(into, name) for name in wanted)), None)
    if commit is None:
        raise EnvironmentFault(
            f"{address} has no branch, tag or commit '{revision}'", fix="see its list of releases"
        )
    _git(address, "-C", str(into), "checkout", "-q", commit)
    folder = into / subdirectory if subdirectory else into
    return Fetched(_project_in(folder, address), commit)


def from_archive(address: str, into: Path) -> Fetched:
    """Return the package in an archive (tar, possibly compressed): a path, or a URL."""
    into.mkdir(parents=True)
    archive = into / "archive"
    _download(address, archive)
    folder = into / "content"
    try:
        with tarfile.open(archive) as packed:
            _unpack(packed, folder)
    except KeyError as error:
        what = f"{address} cannot be unpacked: it contains a link that leads outside"
        raise EnvironmentFault(what) from error
    except (tarfile.TarError, OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        raise EnvironmentFault(f"{address} cannot be unpacked: {error}") from error
    below = [path for path in folder.iterdir() if path.is_dir()]
    has_own = any((folder / name).is_file() for name in _PROJECT_FILES)
    return Fetched(_project_in(folder if has_own or len(below) != 1 else below[0], address))


def _unpack(packed: tarfile.TarFile, folder: Path) -> None:
    """Write the files of an archive, and nothing outside of the folder.

    A link to a file becomes a copy; links to folders are not created. (tarfile has a filter for
    this only since Python 3.11.4.) Raises KeyError for a link to a missing file, TarError for a
    file that would be outside of the folder.
    """
    folder.mkdir()
    for member in packed:
        place = (folder / member.name).resolve()
        if not place.is_relative_to(folder.resolve()):
            raise tarfile.TarError(f"'{member.name}' would be outside its folder")
        content = packed.extractfile(member)
        if content is not None:
            place.parent.mkdir(parents=True, exist_ok=True)
            with content:
                place.write_bytes(content.read())


class Index(Struct, frozen=True):
    """A package index at an address: a folder, or a URL."""

    address: str

    def versions(self, name: str) -> Mapping[str, Any]:
        """Return what the index knows of each version of `owner/name`; raises EnvironmentFault."""
        try:
            found = json.loads(_read(self._at(f"api/v1/{name}.json")))
            return dict(found["versions"])
        except (ValueError, KeyError, TypeError) as error:
            raise EnvironmentFault(f"{self.address} has no entry for '{name}'") from error

    def archive_of(self, known: Mapping[str, Any]) -> str:
        """Return the address of a version's archive; raises EnvironmentFault."""
        try:
            return self._at(str(known["downloads"]["tarball"]))
        except (KeyError, TypeError) as error:
            what = f"{self.address} has no archive address for a version"
            raise EnvironmentFault(what) from error

    def _at(self, path: str) -> str:
        if "://" in path or Path(path).is_absolute():
            return path
        if "://" in self.address:
            return urljoin(f"{self.address.rstrip('/')}/", path)
        return str(Path(self.address, path))


def _project_in(folder: Path, address: str) -> Path:
    if not any((folder / name).is_file() for name in _PROJECT_FILES):
        where = "" if folder.name == "content" else f" in {folder.name}"
        raise EnvironmentFault(f"{address} holds no project{where}: there is no dbt_project.yml")
    return folder


def _commit(repository: Path, name: str) -> str | None:
    if name.startswith("-"):
        return None
    found = subprocess.run(
        ["git", "-C", str(repository), "rev-list", "-n", "1", f"{name}^{{commit}}", "--"],
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.strip() if found.returncode == 0 else None


def _git(address: str, *arguments: str) -> None:
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0"}
    try:
        ended = subprocess.run(
            ["git", *arguments], capture_output=True, text=True, env=environment, check=False
        )
    except FileNotFoundError as error:
        fix = "install git, or take the package from disk with '- local: <path>'"
        raise EnvironmentFault("git is not installed", fix=fix) from error
    if ended.returncode:
        lines = ended.stderr.strip().splitlines()
        raise EnvironmentFault(f"git cannot read {address}: {lines[-1] if lines else 'no reason'}")


def _download(address: str, file: Path) -> None:
    data = _read(address)
    try:
        file.write_bytes(data)
    except OSError as error:
        what = f"cannot write {file}: {error.strerror or error}"
        raise EnvironmentFault(what, fix="free some disk space, or set TMPDIR") from error


def _read(address: str) -> bytes:
    """Return the bytes at a path or URL."""
    try:
        if "://" not in address:
            return Path(address).read_bytes()
        with urlopen(address, timeout=_SECONDS) as response:
            data: bytes = response.read()
            return data
    except URLError as error:
        fix = "check the address, and the network"
        raise EnvironmentFault(f"{address} cannot be read: {error.reason}", fix) from error
    except (HTTPException, ValueError) as error:
        raise EnvironmentFault(f"{address} cannot be read: {error or 'it ended early'}") from error
    except OSError as error:
        raise EnvironmentFault(f"cannot read {address}: {error.strerror or error}") from error
