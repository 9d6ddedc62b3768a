"""Models that are `external`: what is published of them is written into files of their own."""

import os
import shutil
import tempfile
from collections.abc import Collection, Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from msgspec.structs import replace

from orchestrator.commands.external_places import check_places, external_place
from orchestrator.config.config_keys import EXTERNAL
from orchestrator.engines.boundary import Engine
from orchestrator.errors import SegError
from orchestrator.nodes import Model
from orchestrator.results import Event, NodeFinished, Published, RunFinished, Unchanged
from orchestrator.workspace.value import Workspace


def with_files(
    events: Generator[Event, None, None],
    workspace: Workspace,
    engine: Engine,
    selected: Collection[str],
) -> Generator[Event, None, None]:
    """The events of a run; once what it made is published, the files of the models among it.

    What cannot be written has failed: a retry makes it again; what is published stays. Raises
    ProjectError before the run for a place that may not be written to.
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
    check_places(models, workspace)
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


def _unwritten(
    models: list[Model], workspace: Workspace, engine: Engine
) -> Iterator[tuple[str, str]]:
    """Write the file of each model; those whose file cannot be written, and why."""
    session = engine.session()
    try:
        for model in models:
            file: Path | str = str(model.settings.get("location") or model.name)
            try:
                place = external_place(model, workspace)
                file = place.file
                select = f"select * from {workspace.dialect.relation(model.relation)}"
                with _aside(file) as aside:
                    session.unload(select, aside, place.format, place.options)
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
