"""The time of the newest row that a build could read, from which `seg watch` measures its lag."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from orchestrator.errors import Problems, SegError
from orchestrator.nodes import Seed, Source
from orchestrator.plan.gates import source_step
from orchestrator.plan.relations import Relations
from orchestrator.project.locations import content_of
from orchestrator.results import NodeResult
from orchestrator.runner.closing import Closing
from orchestrator.runner.gates import check_source
from orchestrator.workspace.idle_run import paths_at
from orchestrator.workspace.source_files import sources_read
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened


class NewestRow(Struct, frozen=True):
    """The newest row of seeds and sources; None if one of them does not say, or has none.

    `undated` are sources that are not files and do not say when their rows were loaded.
    """

    at: datetime | None
    undated: tuple[str, ...] = ()


def newest_row(workspace: Workspace, results: Mapping[str, NodeResult]) -> NewestRow:
    """Return the newest row of all that a build read.

    A source with a `loaded_at_field` is queried unless its freshness was just checked. For seeds
    and other files, the file's modification time counts.
    """
    project = workspace.project
    nodes = project.nodes
    built = [name for name in results if name in nodes and not isinstance(nodes[name], Source)]
    moments = [
        found
        for name in built
        if isinstance(seed := nodes[name], Seed) and (found := _time_of([project.file_of(seed)]))
    ]
    asked: list[Source] = []
    undated: list[str] = []
    for source in sources_read(workspace.project, built):
        if source.depends_on:
            continue  # filled by a seed
        checked = results.get(source.unique_id)
        found = checked.details.get("max_loaded_at") if checked else None
        if isinstance(found, datetime):
            moments.append(found)
        elif source.loaded_at_field is not None or source.loaded_at_query is not None:
            asked.append(source)
        elif at := _time_of(_files_of(source, workspace.file.root)):
            moments.append(at)
        else:
            undated.append(source.full_name)
    if undated:
        return NewestRow(None, tuple(sorted(undated)))
    try:
        moments += _newest_rows(workspace, asked)
    except SegError:
        # The warehouse is in use, or the column is missing: without it nothing is known.
        return NewestRow(None)
    return NewestRow(max(moments, default=None))


def _files_of(source: Source, root: Path) -> list[Path]:
    if source.location is None:
        return []
    return [root / path for path in paths_at(content_of(source.location) or source.location, root)]


def _time_of(files: Iterable[Path]) -> datetime | None:
    times = []
    for file in files:
        # The file may have been deleted since it was read.
        with suppress(OSError):
            times.append(file.stat().st_mtime)
    return datetime.fromtimestamp(max(times), UTC) if times else None


def _newest_rows(workspace: Workspace, sources: list[Source]) -> Iterator[datetime]:
    """Yield the newest rows of sources, if they have any; raises the engine's errors."""
    if not sources:
        return
    closing = Closing(Relations(workspace.project, workspace.dialect, {}), workspace.dialect)
    with opened(workspace, read_only=True) as engine:
        session = engine.session()
        try:
            for source in sources:
                step = source_step(source, closing.relations, workspace.file.timezone, Problems())
                if step is not None:
                    found = check_source(step, session, closing, workspace.now).verdict.newest
                    if found is not None:
                        yield found
        finally:
            session.close()
