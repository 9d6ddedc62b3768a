"""Chooses packages, records them in package-lock.yml, and installs them."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from orchestrator.artifacts.aside import aside, put, sync_all
from orchestrator.artifacts.files import write_atomically
from orchestrator.config.packages import (
    LOCK_FILE,
    UNFINISHED,
    PackageEntry,
    read_package_files,
)
from orchestrator.config.values import Map
from orchestrator.config.yaml_door import read_yaml_file
from orchestrator.errors import EnvironmentFault, Problems, UsageError
from orchestrator.installing.choosing import ChosenPackage, Wanted, choose_all
from orchestrator.installing.lock import digest_of, kind_of, lock_text, read_lock
from orchestrator.installing.sources import Fetched, Index, from_archive, from_git
from orchestrator.names import NAME_RULE, is_valid_in_dbt
from orchestrator.workspace.open import ProjectFolder

PACKAGES_FILE = "packages.yml"
INDEX_VARIABLE = "DBT_PACKAGE_HUB_URL"
INDEX = "https://hub.getdbt.com/"


class Installed(Struct, frozen=True):
    """The chosen packages: names with version or commit.

    `folder` is where they were installed; None if only the lock file was written. `has_lock`:
    whether that was rewritten.
    """

    packages: tuple[tuple[str, str], ...]
    folder: str | None
    has_lock: bool


def install(folder: ProjectFolder, *, only_lock: bool = False, upgrade: bool = False) -> Installed:
    """Install what the project requires, from its lock file if that matches the requirements.

    Raises ProjectError, or EnvironmentFault for what cannot be read or written.
    """
    with tempfile.TemporaryDirectory() as temporary:
        downloads = _Downloads(folder, Path(temporary))
        entries = downloads.required_by(folder.file.root)
        digest = digest_of(entries)
        lock = None if upgrade else read_lock(folder.file.root)
        is_kept = lock is not None and lock.digest == digest
        if lock is not None and is_kept:
            chosen = [downloads.locked(entry) for entry in lock.entries if kind_of(entry)]
        else:
            chosen = choose_all(
                [entry for entry in downloads.with_local(entries) if entry.kind != "local"],
                downloads.versions,
                downloads.fetch,
                downloads.of_package,
            )
        installed = tuple((each.name, _version(each)) for each in chosen)
        path = None if only_lock else folder.file.packages_install_path
        packages = {} if path is None else {each.name: each.fetched.folder for each in chosen}
        with _put_together(packages, folder.file.root / (path or "")):
            if not is_kept:
                text = lock_text([each.entry for each in chosen], digest)
                write_atomically(folder.file.root / LOCK_FILE, text)
        return Installed(installed, path, not is_kept)


def add(folder: ProjectFolder, package: str, source: str) -> str:
    """Write a package (`name`, `name@version`) into packages.yml; return a sentence about it.

    Raises UsageError if it is listed already, or if the file's format does not allow an addition.
    """
    name, version = _name_and_version(package, source)
    kind = "package" if source == "hub" else source
    file = folder.file.root / PACKAGES_FILE
    problems = Problems()
    for entry in read_package_files(folder.file.root, folder.render, problems).entries:
        if (entry.kind, entry.named) == (kind, name):
            fix = "change it there"
            raise UsageError(f"'{name}' is a package of the project: {entry.place}", fix)
    problems.raise_any()
    lines = [f"- {kind}: {name}"]
    if version:
        key = "revision" if kind == "git" else "version"
        shown = f"[{', '.join(map(repr, version.split(',')))}]" if "," in version else repr(version)
        lines.append(f"  {key}: {shown}")
    text = file.read_text("utf-8") if file.is_file() else ""
    write_atomically(file, _with_entry(text, lines))
    return f"Added '{name}' to {PACKAGES_FILE}"


def _name_and_version(package: str, source: str) -> tuple[str, str]:
    """Split at the version's `@`; a path, and the host of a URL, may contain one too."""
    has_version = source == "hub" or (source == "git" and "@" in package.rpartition("/")[2])
    name, _, version = package.rpartition("@") if has_version else ("", "", "")
    return (name, version) if name else (package, "")


def _with_entry(text: str, lines: Sequence[str]) -> str:
    """Return a packages file with one more entry after the others; raises UsageError."""
    if not text.strip():
        return "\n".join(["packages:", *(f"  {line}" for line in lines)]) + "\n"
    written = text.rstrip().splitlines()
    items = [line for line in written if line.lstrip().startswith("- ")]
    keys = [line for line in written if line[:1].isalpha()]
    if not items or [key.partition(":")[0] for key in keys] != ["packages"]:
        fix = f"add it to {PACKAGES_FILE} yourself, under 'packages:'"
        raise UsageError(f"{PACKAGES_FILE} has no list under 'packages:'", fix)
    indent = items[0][: len(items[0]) - len(items[0].lstrip())]
    return "\n".join([*written, *(f"{indent}{line}" for line in lines)]) + "\n"


def _version(chosen: ChosenPackage) -> str:
    entry = chosen.entry
    return str(entry.get("version") or entry.get("revision") or entry.get("tarball"))


@contextmanager
def _put_together(packages: Mapping[str, Path], into: Path) -> Iterator[None]:
    """Move package folders to their places, by name, once all of them are complete.

    Until the block ends, they are marked as not from one installation.
    """
    if not packages:
        yield
        return
    try:
        with ExitStack() as stack:
            copies = {name: stack.enter_context(aside(into / name)) for name in packages}
            for name, made in copies.items():
                shutil.copytree(
                    packages[name],
                    made,
                    symlinks=True,
                    ignore=shutil.ignore_patterns(".git"),
                    copy_function=partial(_copy, into),
                )
                sync_all(made)
            (into / UNFINISHED).touch()
            for name, made in copies.items():
                put(made, into / name)
            yield
            (into / UNFINISHED).unlink(missing_ok=True)
    except OSError as error:
        raise _unwritten(into, error) from error


def _copy(into: Path, source: str, made: str) -> str:
    """Copy a file; raises EnvironmentFault, which also ends the copying of all others."""
    try:
        return shutil.copy2(source, made)
    except OSError as error:
        raise _unwritten(into, error) from error


def _unwritten(into: Path, error: OSError) -> EnvironmentFault:
    return EnvironmentFault(f"cannot write into {into}: {error.strerror or error}")


class _Downloads:
    """Fetches packages, each into its own folder."""

    def __init__(self, folder: ProjectFolder, into: Path) -> None:
        self._folder = folder
        self._into = into
        self._index = Index(self._address(folder.environment.get(INDEX_VARIABLE) or INDEX))
        self._known = cache(self._index.versions)

    def required_by(self, root: Path) -> tuple[PackageEntry, ...]:
        """Return what a project requires; raises ProjectError."""
        problems = Problems()
        found = read_package_files(root, self._folder.render, problems)
        problems.raise_any()
        return found.entries

    def with_local(
        self, entries: Sequence[PackageEntry], root: Path | None = None
    ) -> Iterator[PackageEntry]:
        """Yield the entries, and those of local packages among them, each folder once."""
        waiting = [(root or self._folder.file.root, entry) for entry in entries]
        seen = {(root or self._folder.file.root).resolve()}
        while waiting:
            folder, entry = waiting.pop(0)
            yield entry
            found = (folder / entry.named).resolve()
            if entry.kind == "local" and found.is_dir() and found not in seen:
                seen.add(found)
                waiting[:0] = [(found, below) for below in self.required_by(found)]

    def of_package(self, fetched: Fetched) -> list[PackageEntry]:
        """Return what a package requires, except what it contains itself."""
        asked = self.with_local(self.required_by(fetched.folder), fetched.folder)
        return [entry for entry in asked if entry.kind != "local"]

    def versions(self, name: str) -> list[str]:
        """Return the versions of a package in the index."""
        return list(self._known(name))

    def fetch(self, wanted: Wanted, version: str | None) -> ChosenPackage:
        """Return a package with its lock file entry; for a repository, `version` is a revision."""
        within, kind = wanted.first.written.get("subdirectory"), wanted.first.kind
        asked: dict[str, Any] = {kind: wanted.first.named}
        if version is not None:
            asked["version" if kind == "package" else "revision"] = version
        if within is not None:
            asked["subdirectory"] = str(within)
        return self.locked(asked)

    def locked(self, entry: Mapping[str, Any]) -> ChosenPackage:
        """Return the package of a lock file entry."""
        into = self._into / str(len(list(self._into.iterdir())))
        match kind_of(entry):
            case "git":
                fetched = from_git(
                    self._address(entry["git"]),
                    entry.get("revision"),
                    entry.get("subdirectory"),
                    into,
                )
                entry = {**entry, "revision": fetched.revision}
            case "tarball":
                fetched = from_archive(self._address(entry["tarball"]), into)
            case _:
                known = self._known(str(entry["package"])).get(str(entry["version"]))
                if known is None:
                    what = f"there is no version {entry['version']} of '{entry['package']}'"
                    raise EnvironmentFault(
                        what, fix="delete package-lock.yml to resolve versions again"
                    )
                fetched = from_archive(self._index.archive_of(known), into)
        name = _project_name(fetched.folder, str(entry[kind_of(entry) or "package"]))
        return ChosenPackage(name, {**entry, "name": name}, fetched)

    def _address(self, address: str) -> str:
        """Return a URL, or a path relative to the project's folder."""
        is_path = "://" not in address and (self._folder.file.root / address).exists()
        return str(self._folder.file.root / address) if is_path else address


def _project_name(folder: Path, asked: str) -> str:
    """Return the name of a package's project; as it names a folder, it must not be a path."""
    for file in ("dbt_project.yml", "seg_project.yml"):
        if (folder / file).is_file():
            value = read_yaml_file(folder / file, file)
            name = value.get("name") if isinstance(value, Map) else None
            if isinstance(name, str) and is_valid_in_dbt(name):
                return name
            what = f"{asked}: {name!r} (from its {file}) is not a valid project name"
            raise EnvironmentFault(what, fix=f"project names consist of {NAME_RULE}")
    raise AssertionError("what was fetched has a project file")
