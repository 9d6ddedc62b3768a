"""Where external models are written: never over project files or the warehouse."""

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from orchestrator.config.settings import place_in
from orchestrator.engines.boundary import FileFormat
from orchestrator.errors import Problem, ProjectError
from orchestrator.lazy_regex import lazy_regex
from orchestrator.nodes import Model, Source
from orchestrator.workspace.value import Workspace

_FORMATS: Mapping[str, FileFormat] = {"csv": "csv", "parquet": "parquet", "json": "jsonl"}
_PACKED = (".gz", ".zst")
_PART = lazy_regex(r"(?:data_\d+|part-\w+)(?:\.\w+)+")
_FILES_OF_PROJECT = (
    *("packages.yml", "dependencies.yml", "package-lock.yml", "selectors.yml", "vars.yml"),
    *("dbt_project.yml", "seg_project.yml"),
)


_OPEN_IT = (
    "name its folder under 'readable', or set external_access: true, in 'engine:' of the project "
    "file or in the profile's target"
)


class ExternalPlace(Struct, frozen=True):
    """Where a model's rows are written and how: a file, or a folder if `is_parts`."""

    file: Path
    format: FileFormat
    options: Mapping[str, Any]

    @property
    def is_parts(self) -> bool:
        """Return whether it is a folder with one file per part."""
        return "partition_by" in self.options or "per_thread_output" in self.options


def check_places(models: Iterable[Model], workspace: Workspace) -> None:
    """Raise ProjectError if a file must not be written, or other data would be lost.

    In a strict project, also for invalid places.
    """
    kept = list(_kept(workspace))
    may_write = partial(workspace.adapter.may_write, workspace.connection())
    refused, wrong, found = list[Problem](), list[Problem](), dict[str, Model]()
    for model in models:
        try:
            place = external_place(model, workspace)
        except ProjectError as error:
            wrong += error.problems
            continue
        reached = os.path.realpath(place.file)
        first = found.setdefault(reached, model)
        lost = f"the file of '{first.name}'" if first is not model else _lost(place, reached, kept)
        at = place_in(model.settings, "location") or model.place
        if lost is not None:
            what = f"'location': {place.file} would overwrite {lost}"
            refused.append(Problem(what, at, "name another path"))
        elif not may_write(place.file):
            what = f"'location': {place.file} is not in a folder that SQL may write to"
            refused.append(Problem(what, at, _OPEN_IT))
    if refused:
        raise ProjectError(refused)
    if wrong and workspace.file.is_strict:
        raise ProjectError(wrong)


def _lost(place: ExternalPlace, reached: str, kept: Iterable[tuple[Path, str, bool]]) -> str | None:
    for path, what, is_folder in kept:
        real = os.path.realpath(path)
        is_above = real == reached or real.startswith(os.path.join(reached, ""))
        if is_above or (is_folder and reached.startswith(os.path.join(real, ""))):
            return what
    if not os.path.isdir(reached):
        return None
    if not place.is_parts:
        return "a folder"
    files = (name for _, _, names in os.walk(reached) for name in names)
    other = next((name for name in files if not _PART.fullmatch(name)), None)
    return None if other is None else f"a folder with other files, such as {other}"


def _kept(workspace: Workspace) -> Iterator[tuple[Path, str, bool]]:
    """Yield paths that no external file may replace, and whether none may be inside."""
    file, root = workspace.file, workspace.file.root
    yield root, "the project", False
    database = workspace.adapter.database_of(workspace.connection())
    if database is not None:
        yield database, "the warehouse", False
        for ending in (".wal", ".waiting"):
            yield database.with_name(f"{database.name}{ending}"), "the warehouse", False
    if workspace.readers is not None:
        yield workspace.readers.file, "the copy for readers", False
    yield workspace.target_path, "files of seg in the target path", True
    yield root / file.packages_install_path, "installed packages", True
    for folder in file.paths:
        yield root / folder, f"files of the project, in {folder}", True
    for path in (*workspace.secret_files, *(root / name for name in _FILES_OF_PROJECT)):
        yield path, f"{path.name}, which commands read", False
    for node in workspace.project.nodes.values():
        location = node.location if isinstance(node, Source) else None
        if location is not None and "://" not in location:
            yield Path(root, location), f"the file of source '{node.full_name}'", False


def external_place(model: Model, workspace: Workspace) -> ExternalPlace:
    """Return where a model's rows are written and how; raises ProjectError."""
    settings = model.settings
    options = {str(key).lower(): value for key, value in (settings.get("options") or {}).items()}
    if "delimiter" in settings:
        options.setdefault("delimiter", settings["delimiter"])
    location = settings.get("location")
    chosen = options.pop("format", None)
    chosen = settings.get("format") or chosen
    if location is None:
        root = str(workspace.target.settings.get("external_root") or ".")
        ending = "" if "partition_by" in options else f".{chosen or 'parquet'}"
        location = f"{root}/{model.relation.identifier}{ending}"
    else:
        location = _rendered(str(location), model, workspace)
    if "://" in location:
        what = f"'location': {location}: seg writes only to local files"
        raise ProjectError.of(what, model.place, "name a path")
    path = Path(location).expanduser()
    names = path.name.removesuffix(path.suffix) if path.suffix in _PACKED else path.name
    ending = Path(names).suffix.removeprefix(".").lower()
    format_ = str(chosen or ending or ("csv" if "delimiter" in options else "parquet")).lower()
    if format_ not in _FORMATS:
        known = f"set 'format' to one of {', '.join(_FORMATS)}"
        what = f"'{format_}' is not a file format that seg can write"
        raise ProjectError.of(what, model.place, known)
    return ExternalPlace(workspace.file.root / path, _FORMATS[format_], options)


def _rendered(location: str, model: Model, workspace: Workspace) -> str:
    loaded = workspace.loaded
    names = {**loaded.shared, **loaded.by_package[model.package], "this": model.relation}
    return str(loaded.renderer.evaluate(location, names, model.place, model.package))
