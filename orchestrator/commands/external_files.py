"""Models that are `external`: what is published of them is written into files of their own."""

import os
import shutil
import tempfile
from collections.abc import Collection, Generator, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from orchestrator.config.config_keys import EXTERNAL
from orchestrator.engines.boundary import Engine, FileFormat
from orchestrator.errors import EnvironmentFault, StatementError
from orchestrator.nodes import Model
from orchestrator.results import Event, NodeFinished, Notice, Published, RunFinished
from orchestrator.workspace.value import Workspace

_FORMATS: Mapping[str, FileFormat] = {"csv": "csv", "parquet": "parquet", "json": "jsonl"}
_PACKED = (".gz", ".zst")


def with_files(
    events: Generator[Event, None, None],
    workspace: Workspace,
    engine: Engine,
    selected: Collection[str],
) -> Generator[Event, None, None]:
    """The events of a run; once it has published, the files of the models that it made.

    A file that cannot be written is told, and the run has failed: what is published stays.
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
    made: set[str] = set()
    is_published = False
    with closing(events):
        for event in events:
            match event:
                case NodeFinished(result=result) if not result.is_failed:
                    made.add(result.unique_id)
                case Published():
                    is_published = True
                case RunFinished(signal=None) if is_published:
                    written = [model for model in models if model.unique_id in made]
                    problems = tuple(_written(written, workspace, engine))
                    yield from (Notice("warn", problem) for problem in problems)
                    event = replace(event, stop_code=event.stop_code or int(bool(problems)))
            yield event


def _written(models: list[Model], workspace: Workspace, engine: Engine) -> Iterator[str]:
    """Write the file of each model; a sentence on each that cannot be."""
    session = engine.session()
    try:
        for model in models:
            file, format_, options = _target(model, workspace)
            select = f"select * from {workspace.dialect.relation(model.relation)}"
            try:
                aside = _aside(file)
                session.unload(select, aside, format_, options)
                _put(aside, file)
            except (StatementError, EnvironmentFault, OSError) as error:
                reason = error.strerror if isinstance(error, OSError) else str(error)
                yield f"{model.place}: the file {file} could not be written: {reason}"
    finally:
        session.close()


def _aside(file: Path) -> Path:
    """A name in a new folder beside the file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=".seg-", dir=file.parent)) / file.name


def _put(aside: Path, file: Path) -> None:
    """Put the new file, or folder of files, in the place of the old one."""
    if file.is_dir():
        os.replace(file, aside.with_name("before"))
    os.replace(aside, file)
    shutil.rmtree(aside.parent)


def _target(model: Model, workspace: Workspace) -> tuple[Path, FileFormat, Mapping[str, Any]]:
    """Where the rows of a model go, and how they are written."""
    settings = model.settings
    options = {str(key): value for key, value in (settings.get("options") or {}).items()}
    if "delimiter" in settings:
        options.setdefault("delimiter", settings["delimiter"])
    location = settings.get("location")
    chosen = settings.get("format") or options.pop("format", None)
    if location is None:
        root = str(workspace.target.settings.get("external_root") or ".")
        ending = "" if "partition_by" in options else f".{chosen or 'parquet'}"
        location = f"{root}/{model.relation.identifier}{ending}"
    else:
        location = _rendered(str(location), model, workspace)
    path = Path(location)
    names = path.name.removesuffix(path.suffix) if path.suffix in _PACKED else path.name
    ending = Path(names).suffix.removeprefix(".").lower()
    format_ = _FORMATS.get(str(chosen or ending).lower(), "parquet")
    return workspace.file.root / path, format_, options


def _rendered(location: str, model: Model, workspace: Workspace) -> str:
    loaded = workspace.loaded
    names = {**loaded.shared, **loaded.by_package[model.package], "this": model.relation}
    return str(loaded.renderer.evaluate(location, names, model.place, model.package))
