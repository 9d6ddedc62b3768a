"""Whether a run that had nothing to do predicts what the next one will find."""

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from orchestrator.engines.boundary import Catalogue, Engine
from orchestrator.nodes import Model, Source
from orchestrator.plan.reuse import Reuse
from orchestrator.project.locations import content_of
from orchestrator.runner.stored_failures import are_noted
from orchestrator.state import sources
from orchestrator.state.python_source import python_definition
from orchestrator.warehouse import connected
from orchestrator.workspace.idle_run import (
    IdleRun,
    Surroundings,
    database_state,
    may_be_idle,
    paths_at,
    readers_state,
    state_of_file,
)
from orchestrator.workspace.preparing import Prepared
from orchestrator.workspace.value import Workspace


def observed_idle_run(
    workspace: Workspace, prepared: Prepared, catalogue: Catalogue, engine: Engine, began_ns: int
) -> IdleRun | None:
    """Return what an idle run that began at `began_ns` found; None if it cannot be kept.

    Nothing is kept if time matters (a tolerated lag, failing rows that expire), or if data can
    change without a trace in the files that are checked.
    """
    plan, reuse = prepared.plan, prepared.reuse
    if plan.steps or plan.reusing is None or prepared.uses is None or reuse is None:
        return None
    if reuse.tolerances or not may_be_idle(workspace):
        return None
    if not _has_tables_only(workspace, reuse, catalogue):
        return None
    with connected(engine, workspace.dialect) as warehouse:
        if are_noted(warehouse):
            return None
    surroundings = _surroundings(workspace, reuse, began_ns)
    database = database_state(workspace)
    if surroundings is None or database is None:
        return None
    generation = plan.reusing.generation if plan.publish != "none" else None
    return IdleRun(
        arguments="",
        uses=(),
        database=database,
        surroundings=surroundings,
        reused=plan.reused,
        newest=catalogue.newest_generation,
        readers=readers_state(workspace),
        generation=generation.number if generation else None,
        relations=plan.reusing.relation_count,
        published_at=generation.published_at if generation else None,
        orphans=plan.orphans,
    )


def _has_tables_only(workspace: Workspace, reuse: Reuse, catalogue: Catalogue) -> bool:
    """Return whether all unselected inputs are files or tables, as a view can read anything."""
    for name in reuse.states:
        node = workspace.project.nodes[name]
        if isinstance(node, Source):
            has_files = node.location is not None or node.depends_on
            if has_files and node.watermark is None:
                continue
            relation_now = catalogue.existing.get(workspace.dialect.folded(node.relation))
            is_queried = "content_query" in node.settings or node.watermark is not None
            if is_queried or relation_now is None or relation_now.kind != "table":
                return False
        elif name not in reuse.published or reuse.published[name].kind != "table":
            return False
    return True


def _surroundings(workspace: Workspace, reuse: Reuse, began_ns: int) -> Surroundings | None:
    """Return the files outside project and database; None if one may have just changed."""
    root = workspace.file.root
    known = {**reuse.facts.files, **reuse.sources.files}
    locations = {location: paths_at(location, root) for location in _locations(workspace, reuse)}
    files: dict[str, str] = {}
    for path in chain.from_iterable(locations.values()):
        files[path] = state_of_file(root / path)
        found = known.get(path)
        is_safe = found is not None and found.hashed_at_ns - found.changed_at_ns > sources.RACY_NS
        if found is None or not is_safe or found.stamp != files[path]:
            return None
    for place, looked_at_ns in _imported(workspace, reuse, began_ns):
        files[str(place)] = state_of_file(place)
        if _changed_ns(place) > looked_at_ns - sources.RACY_NS:
            return None
    return Surroundings(locations, files)


def _locations(workspace: Workspace, reuse: Reuse) -> Iterator[str]:
    for name in reuse.states:
        node = workspace.project.nodes[name]
        if isinstance(node, Source) and node.location is not None and not node.depends_on:
            yield content_of(node.location) or node.location


def _imported(workspace: Workspace, reuse: Reuse, began_ns: int) -> Iterator[tuple[Path, int]]:
    """Yield folders in which Python finds modules, and modules that models import.

    Each with the time when it was checked: for modules, when this process first read them.
    """
    models = [
        node
        for name in reuse.definitions
        if isinstance(node := workspace.project.nodes[name], Model) and node.language == "python"
    ]
    if not models:
        return
    found = [python_definition(model.source_code) for model in models]
    yield from ((Path(place or ".").absolute(), began_ns) for place in sys.path)
    for each in found:
        for file in each.files:
            yield file, each.read_at_ns
            yield file.parent, began_ns


def _changed_ns(path: Path) -> int:
    try:
        found = path.stat()
    except OSError:
        return 0
    return max(found.st_mtime_ns, found.st_ctime_ns)
