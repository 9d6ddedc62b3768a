"""Which packages a project takes in: `packages.yml`, or `packages:` in `dependencies.yml`."""

from pathlib import Path

from msgspec import Struct

from orchestrator.config.decoder import unknown_key
from orchestrator.config.key_effects import UnusedKey, unused_keys
from orchestrator.config.project_keys import PACKAGE_KEYS, PACKAGES_FILE_KEYS
from orchestrator.config.values import Map, Render, Seq, rendered, shown
from orchestrator.config.yaml_door import YamlReader, read_yaml_file
from orchestrator.errors import Place, Problems, ProjectError
from orchestrator.installed import PREFIX, installed_path

_FILES = {"packages.yml": ("packages",), "dependencies.yml": ("packages", "projects")}
_KEYS = {
    "local": (),
    "package": ("version", "install-prerelease"),
    "git": ("revision", "subdirectory", "warn-unpinned"),
    "tarball": ("name",),
}


class RequiredPackage(Struct, frozen=True):
    """A package's folder, which is there; `place` is where it is asked for."""

    path: Path
    place: Place


class Packages(Struct, frozen=True):
    """The packages of a project, and the keys of its files that have no effect."""

    folders: tuple[RequiredPackage, ...] = ()
    unused: tuple[UnusedKey, ...] = ()


def required_packages(
    root: Path,
    install_path: Path,
    render: Render,
    shown_root: str = "",
    read: YamlReader = read_yaml_file,
) -> Packages:
    """The packages of the project in `root`; raises ProjectError for those that are not there.

    Packages that are not local are looked for in `install_path`, where other tools put them.
    """
    problems = Problems()
    found: list[RequiredPackage] = []
    unused: list[UnusedKey] = []
    seen: dict[Path, Place] = {}
    for file_name, known in _FILES.items():
        path = f"{shown_root}{file_name}"
        if not (root / file_name).is_file():
            continue
        value = rendered(read(root / file_name, path), Place(path), render)
        if isinstance(value, Map):
            unused += unused_keys(value, PACKAGES_FILE_KEYS)
        for entry in _entries(value, path, known, problems):
            unused += unused_keys(entry, PACKAGE_KEYS)
            folder = _folder(entry, root, install_path, problems)
            if folder is None:
                continue
            if folder in seen:
                what = f"the package in {folder.name} is listed twice: also in {seen[folder]}"
                problems.add(what, entry.place, "remove one of them")
            else:
                seen[folder] = entry.place
                found.append(RequiredPackage(folder, entry.place))
    problems.raise_any()
    return Packages(tuple(found), tuple(unused))


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


def _folder(entry: Map, root: Path, install_path: Path, problems: Problems) -> Path | None:
    """The folder of one entry, or None after noting why there is none."""
    kinds = [kind for kind in _KEYS if kind in entry]
    if len(kinds) != 1:
        what = "a package needs exactly one of: " + ", ".join(_KEYS)
        problems.add(what, entry.place)
        return None
    kind = kinds[0]
    for key in entry:
        if key not in (kind, *_KEYS[kind]):
            unknown_key(key, (kind, *_KEYS[kind]), entry.key_place(key), problems)
    named = entry[kind]
    if not isinstance(named, str) or not named:
        what = f"'{kind}': expected a string, found {shown(named)}"
        problems.add(what, entry.value_place(kind))
        return None
    if kind == "local":
        folder = _local(named, root, entry.value_place(kind), problems)
        if folder is None or folder.is_dir():
            return folder
        problems.add(
            f"the local package '{named}' is not there",
            entry.value_place(kind),
            "write the path relative to the project folder",
        )
        return None
    name = _installed_name(kind, entry)
    plain = name.replace("-", "_")
    # Installers name a folder as its project is called: mostly so, without the "dbt" before it.
    for candidate in (name, plain, plain.removeprefix("dbt_")):
        if (install_path / candidate).is_dir():
            return (install_path / candidate).resolve()
    where = f"{install_path.name}/{name.replace('-', '_')}"
    problems.add(
        f"the package '{named}' is not installed: there is no folder {where}",
        entry.value_place(kind),
        f"put the package into {where}, or take it from disk with '- local: <path>'",
    )
    return None


def _local(named: str, root: Path, place: Place, problems: Problems) -> Path | None:
    """A local package's folder, also one that a Python package carries."""
    if not named.startswith(PREFIX):
        return (root / named).resolve()
    try:
        return installed_path(named, place).resolve()
    except ProjectError as error:
        problems.extend(error)
        return None


def _installed_name(kind: str, entry: Map) -> str:
    """The folder that installers give a package: the last part of its name or address."""
    if kind == "tarball" and isinstance(entry.get("name"), str):
        return str(entry["name"])
    last = str(entry[kind]).rstrip("/").rpartition("/")[2]
    return last.removesuffix(".git").removesuffix(".tar.gz")
