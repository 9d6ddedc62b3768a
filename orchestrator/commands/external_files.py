"""Models that are `external`: what is published of them is written into files of their own."""

import os
import shutil
import tempfile
from collections.abc import Collection, Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from orchestrator.config.config_keys import EXTERNAL
from orchestrator.engines.boundary import Engine, FileFormat
from orchestrator.errors import Problem, ProjectError, SegError
from orchestrator.nodes import Model
from orchestrator.results import Event, NodeFinished, Published, RunFinished, Unchanged
from orchestrator.workspace.value import Workspace

_FORMATS: Mapping[str, FileFormat] = {"csv": "csv", "parquet": "parquet", "json": "jsonl"}
_PACKED = (".gz", ".zst")


def with_files(
    events: Generator[Event, None, None],
    workspace: Workspace,
    engine: Engine,
    selected: Collection[str],
) -> Generator[Event, None, None]:
    """The events of a run; once what it made is published, the files of the models among it.

    What cannot be written has failed: a retry makes it again; what is published stays. Raises
    ProjectError before the run for a place where nothing can be written, in a strict project.
    """
    nodes = workspace.project.nodes
    models = [
        node
        for name in selected
        if isinstance(node := nodes[name], Model) and node.materialized == EXTERNAL
    ]
    if not models:
        yield from events
        return
    if workspace.file.is_strict:
        _check(models, workspace)
    made: dict[str, NodeFinished] = {}
    is_published = False
    with closing(events):
        for event in events:
            match event:
                case NodeFinished(result=result) if result.status == "success":
                    made[result.unique_id] = event
                case Published() | Unchanged():
                    is_published = True
                case RunFinished(signal=None) if is_published:
                    published = engine.catalogue().published
                    written = [each for each in models if each.unique_id in made.keys() & published]
                    failed = {}
                    for name, problem in _unwritten(written, workspace, engine):
                        before = made[name]
                        failed[name] = replace(before.result, status="error", message=problem)
                        yield NodeFinished(failed[name], before.index)
                    results = tuple(failed.get(each.unique_id, each) for each in event.results)
                    event = replace(event, results=results)
            yield event


def _check(models: list[Model], workspace: Workspace) -> None:
    problems: list[Problem] = []
    for model in models:
        try:
            _target(model, workspace)
        except ProjectError as error:
            problems += error.problems
    if problems:
        raise ProjectError(problems)


def _unwritten(
    models: list[Model], workspace: Workspace, engine: Engine
) -> Iterator[tuple[str, str]]:
    """Write the file of each model; those whose file cannot be written, and why."""
    session = engine.session()
    try:
        for model in models:
            file: Path | str = str(model.settings.get("location") or model.name)
            try:
                file, format_, options = _target(model, workspace)
                select = f"select * from {workspace.dialect.relation(model.relation)}"
                with _aside(file) as aside:
                    session.unload(select, aside, format_, options)
                    _put(aside, file)
            except (SegError, OSError) as error:
                reason = error.strerror if isinstance(error, OSError) else str(error)
                told = f"it is published, but the file {file} could not be written"
                yield model.unique_id, f"{model.place}: {told}: {reason}"
    finally:
        session.close()


@contextmanager
def _aside(file: Path) -> Iterator[Path]:
    """A name in a new folder beside the file, which is there for that long."""
    file.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".seg-", dir=file.parent))
    try:
        yield folder / file.name
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put(aside: Path, file: Path) -> None:
    """Put the new file, or folder of files, in the place of the old one."""
    if file.is_dir():
        os.replace(file, aside.with_name("before"))
    os.replace(aside, file)


def _target(model: Model, workspace: Workspace) -> tuple[Path, FileFormat, Mapping[str, Any]]:
    """Where the rows of a model go, and how they are written; raises ProjectError."""
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
        what = f"'location': {location}: seg writes into files of this machine"
        raise ProjectError.of(what, model.place, "name a path")
    path = Path(location)
    names = path.name.removesuffix(path.suffix) if path.suffix in _PACKED else path.name
    ending = Path(names).suffix.removeprefix(".").lower()
    format_ = str(chosen or ending or ("csv" if "delimiter" in options else "parquet")).lower()
    if format_ not in _FORMATS:
        known = f"set 'format' to one of {', '.join(_FORMATS)}"
        what = f"'{format_}' is no format of files that seg writes"
        raise ProjectError.of(what, model.place, known)
    return workspace.file.root / path, _FORMATS[format_], options


def _rendered(location: str, model: Model, workspace: Workspace) -> str:
    loaded = workspace.loaded
    names = {**loaded.shared, **loaded.by_package[model.package], "this": model.relation}
    return str(loaded.renderer.evaluate(location, names, model.place, model.package))
