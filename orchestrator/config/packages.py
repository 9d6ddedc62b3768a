"""The packages that a project requires: `packages.yml`, or `packages:` in `dependencies.yml`."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from orchestrator.config.decoder import unknown_key
from orchestrator.config.key_effects import UnusedKey, unused_keys
from orchestrator.config.project_keys import PACKAGE_KEYS, PACKAGES_FILE_KEYS
from orchestrator.config.values import Map, Render, Seq, rendered, shown
from orchestrator.config.yaml_door import YamlReader, read_yaml_file
from orchestrator.errors import Place, Problem, Problems, ProjectError
from orchestrator.installed import PREFIX, installed_path

_FILES = {"packages.yml": ("packages",), "dependencies.yml": ("packages", "projects")}
_KEYS = {
    "local": (),
    "package": ("version", "install_prerelease", "install-prerelease"),
    "git": ("revision", "subdirectory", "warn-unpinned"),
    "tarball": ("name",),
}


LOCK_FILE = "package-lock.yml"
UNFINISHED = ".seg-unfinished"
"""A file among the packages that exists while they are not from one complete installation."""


class PackageEntry(Struct, frozen=True):
    """A package as required in a file: its `kind`, the value of that key, and the other keys."""

    kind: str
    named: str
    written: Map

    @property
    def place(self) -> Place:
        """Where it is required."""
        return self.written.value_place(self.kind)


class PackageFiles(Struct, frozen=True):
    """The packages that the files of a project require, and the keys without effect."""

    entries: tuple[PackageEntry, ...] = ()
    unused: tuple[UnusedKey, ...] = ()


class RequiredPackage(Struct, frozen=True):
    """The folder of a package that exists; `place` is where it is required."""

    path: Path
    place: Place


class Packages(Struct, frozen=True):
    """The packages of a project, and the keys of its files that have no effect.

    `missing` explains, in order, why packages have no folder under their name.
    """

    folders: tuple[RequiredPackage, ...] = ()
    unused: tuple[UnusedKey, ...] = ()
    missing: tuple[Problem, ...] = ()


def read_package_files(
    root: Path,
    render: Render,
    problems: Problems,
    shown_root: str = "",
    read: YamlReader = read_yaml_file,
) -> PackageFiles:
    """Return what the project in `root` requires; problems with its files are reported."""
    found: list[PackageEntry] = []
    unused: list[UnusedKey] = []
    for file_name, known in _FILES.items():
        path = f"{shown_root}{file_name}"
        if not (root / file_name).is_file():
            continue
        value = rendered(read(root / file_name, path), Place(path), render)
        if isinstance(value, Map):
            unused += unused_keys(value, PACKAGES_FILE_KEYS)
        for written in _entries(value, path, known, problems):
            unused += unused_keys(written, PACKAGE_KEYS)
            entry = _entry(written, problems)
            if entry is not None:
                found.append(entry)
    return PackageFiles(tuple(found), tuple(unused))


def required_packages(
    root: Path,
    install_path: Path,
    render: Render,
    shown_root: str = "",
    read: YamlReader = read_yaml_file,
    locked: Path | None = None,
) -> Packages:
    """Return the packages of the project in `root`; raises ProjectError for missing local ones.

    Other packages are looked up in `install_path`. Folder names come from the lock file of the
    project that is run, which is in `locked`.
    """
    problems = Problems()
    found: list[RequiredPackage] = []
    missing: list[Problem] = []
    seen: dict[Path, Place] = {}
    files = read_package_files(root, render, problems, shown_root, read)
    names = _locked_names((locked or root) / LOCK_FILE) if files.entries else {}
    installed = next((each for each in files.entries if each.kind != "local"), None)
    if installed is not None and (install_path / UNFINISHED).exists():
        what = (
            f"the packages in {install_path.name} come from two installations: one did not finish"
        )
        problems.add(what, installed.written.place, "run 'seg deps'")
    for entry in files.entries:
        folder = _folder(entry, root, install_path, names, problems, missing)
        if folder is None:
            continue
        if folder in seen:
            what = f"the package in {folder.name} is listed twice: also in {seen[folder]}"
            problems.add(what, entry.written.place, "remove one of them")
        else:
            seen[folder] = entry.written.place
            found.append(RequiredPackage(folder, entry.written.place))
    problems.raise_any()
    return Packages(tuple(found), files.unused, tuple(missing))


def _locked_names(file: Path) -> dict[tuple[str, str], str]:
    """Return the project names of packages, by kind and address, from a lock file."""
    if not file.is_file():
        return {}
    value = read_yaml_file(file, LOCK_FILE)
    entries = value.get("packages") if isinstance(value, Map) else None
    return {
        (kind, str(entry[kind])): str(entry["name"])
        for entry in (entries if isinstance(entries, Seq) else ())
        for kind in _KEYS
        if isinstance(entry, Map) and kind in entry and "name" in entry
    }


def _entries(value: object, path: str, known: tuple[str, ...], problems: Problems) -> list[Map]:
    if value is None:
        return []
    if not isinstance(value, Map):
        problems.add(f"expected a mapping, found {shown(value)}", Place(path, 1, 1))
        return []
    for key in value:
        if key not in known:
            unknown_key(key, known, value.key_place(key), problems)
    entries = value.get("packages")
    if entries is None:
        return []
    if not isinstance(entries, Seq):
        what = f"'packages': expected a list, found {shown(entries)}"
        problems.add(what, value.value_place("packages"))
        return []
    for index, entry in enumerate(entries):
        if not isinstance(entry, Map):
            what = f"expected a mapping such as 'local: ../path', found {shown(entry)}"
            problems.add(what, entries.value_place(index))
    return [entry for entry in entries if isinstance(entry, Map)]


def _entry(written: Map, problems: Problems) -> PackageEntry | None:
    """Return one entry, or None after reporting what is wrong with it."""
    kinds = [kind for kind in _KEYS if kind in written]
    if len(kinds) != 1:
        what = "a package needs exactly one of: " + ", ".join(_KEYS)
        problems.add(what, written.place)
        return None
    kind = kinds[0]
    for key in written:
        if key not in (kind, *_KEYS[kind]):
            unknown_key(key, (kind, *_KEYS[kind]), written.key_place(key), problems)
    named = written[kind]
    if not isinstance(named, str) or not named:
        what = f"'{kind}': expected a string, found {shown(named)}"
        problems.add(what, written.value_place(kind))
        return None
    return PackageEntry(kind, named, written)


def _folder(
    entry: PackageEntry,
    root: Path,
    install_path: Path,
    names: Mapping[tuple[str, str], str],
    problems: Problems,
    missing: list[Problem],
) -> Path | None:
    """Return the folder of an entry, or None after reporting why there is none."""
    kind, named = entry.kind, entry.named
    if kind == "local":
        folder = _local(named, root, entry.place, problems)
        if folder is None or folder.is_dir():
            return folder
        problems.add(
            f"the local package '{named}' does not exist",
            entry.place,
            "write the path relative to the project folder",
        )
        return None
    name = _installed_name(entry)
    plain = name.replace("-", "_")
    # Installers name a folder after its project, which usually is the name without a "dbt" prefix.
    likely = (names.get((kind, named), name), name, plain, plain.removeprefix("dbt_"))
    for candidate in likely:
        if (install_path / candidate).is_dir():
            return (install_path / candidate).resolve()
    where = f"{install_path.name}/{name.replace('-', '_')}"
    what = f"the package '{named}' is not installed: there is no folder {where}"
    fix = (
        f"run 'seg deps', put the package into {where}, or take it from disk with '- local: <path>'"
    )
    missing.append(Problem(what, entry.place, fix))
    return None


def _local(named: str, root: Path, place: Place, problems: Problems) -> Path | None:
    """Return the folder of a local package, which can be inside a Python package."""
    if not named.startswith(PREFIX):
        return (root / named).resolve()
    try:
        return installed_path(named, place).resolve()
    except ProjectError as error:
        problems.extend(error)
        return None


def _installed_name(entry: PackageEntry) -> str:
    """Return the folder name that installers use: the last part of the name or address."""
    if entry.kind == "tarball" and isinstance(entry.written.get("name"), str):
        return str(entry.written["name"])
    last = entry.named.rstrip("/").rpartition("/")[2]
    return last.removesuffix(".git").removesuffix(".tar.gz")
