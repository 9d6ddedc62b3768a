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
from orchestrator.errors import ProjectError, SegError
from orchestrator.nodes import Model
from orchestrator.results import Event, NodeFinished, Notice, Published, RunFinished, Unchanged
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
                case NodeFinished(result=result) if result.status == "success":
                    made.add(result.unique_id)
                case Published() | Unchanged():
                    is_published = True
                case RunFinished(signal=None) if is_published:
                    made &= engine.catalogue().published.keys()
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
            file: Path | str = str(model.settings.get("location") or model.name)
            try:
                file, format_, options = _target(model, workspace)
                select = f"select * from {workspace.dialect.relation(model.relation)}"
                with _aside(file) as aside:
                    session.unload(select, aside, format_, options)
                    _put(aside, file)
            except (SegError, OSError) as error:
                reason = error.strerror if isinstance(error, OSError) else str(error)
                yield f"{model.place}: the file {file} could not be written: {reason}"
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
        raise ProjectError.of("seg writes into files of this machine", fix="name a path")
    path = Path(location)
    names = path.name.removesuffix(path.suffix) if path.suffix in _PACKED else path.name
    ending = Path(names).suffix.removeprefix(".").lower()
    format_ = str(chosen or ending or ("csv" if "delimiter" in options else "parquet")).lower()
    if format_ not in _FORMATS:
        known = f"set 'format' to one of {', '.join(_FORMATS)}"
        raise ProjectError.of(f"'{format_}' is no format of files that seg writes", fix=known)
    return workspace.file.root / path, _FORMATS[format_], options


def _rendered(location: str, model: Model, workspace: Workspace) -> str:
    loaded = workspace.loaded
    names = {**loaded.shared, **loaded.by_package[model.package], "this": model.relation}
    return str(loaded.renderer.evaluate(location, names, model.place, model.package))
