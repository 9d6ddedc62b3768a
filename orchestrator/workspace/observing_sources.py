"""Looking, before a run, at what sources hold, and at what came since tables were made of it."""

import glob
from collections.abc import Collection, Iterable, Iterator, Mapping
from time import time_ns

from msgspec import Struct

from orchestrator.engines.boundary import PublishedRelation, Session
from orchestrator.nodes import Node, Seed, Source
from orchestrator.plan.decisions import NodeState
from orchestrator.project.locations import content_of
from orchestrator.state.facts import Facts, KnownFile, Measured, SeenSource
from orchestrator.state.source_changes import NewRows, new_rows
from orchestrator.state.sources import ReadAt, SourceContents, paths_of, source_contents
from orchestrator.workspace.value import Workspace


class ObservedSources(Struct, frozen=True):
    """What sources hold (`states`), and what came since they were `seen` by the run that published.

    `read_at` says of sources and seeds when their files were looked at, `files` are those that were
    read for it. `warnings` say what could not be found out. `seen` is what this run has to note.
    """

    states: Mapping[str, NodeState]
    read_at: Mapping[str, ReadAt]
    files: Mapping[str, KnownFile]
    warnings: tuple[str, ...]
    new_rows: Mapping[str, NewRows]
    seen: Mapping[str, SeenSource]


def observe_sources(
    workspace: Workspace,
    session: Session | None,
    read: Collection[str],
    outside: Iterable[Node],
    published: Mapping[str, PublishedRelation],
    facts: Facts,
) -> ObservedSources:
    """Look at the sources among the nodes `outside` of a run, and the files of all that is read."""
    read_at = dict(_read_at(workspace, read))
    sources = [node for node in outside if isinstance(node, Source)]
    found = source_contents(sources, session, workspace.dialect, facts.files)
    kept = [node for node in sources if node.refresh_by and node.unique_id in found.contents]
    return ObservedSources(
        {name.unique_id: _as_state(found.contents.get(name.unique_id)) for name in sources},
        read_at,
        found.files,
        found.warnings,
        dict(_new_rows(workspace, session, kept, found, facts)),
        {
            node.unique_id: SeenSource(found.contents[node.unique_id].digest, found.looked_at_ns)
            for node in kept
            if _is_all_made(workspace, node, read, published)
        },
    )


def _as_state(measured: Measured | None) -> NodeState:
    """The state of what is there before a run: a source."""
    if measured is None:
        return NodeState(None, True)
    return NodeState(measured.digest, True, measured.row_count)


def _read_at(workspace: Workspace, names: Iterable[str]) -> Iterator[tuple[str, ReadAt]]:
    """The files of sources and seeds: those are looked at from now on, these with the project."""
    now_ns = opened_ns = time_ns()
    if workspace.flags.now is None:
        opened_ns = int(workspace.invocation.started_at.timestamp() * 1e9)
    for name in names:
        node = workspace.project.nodes[name]
        if isinstance(node, Seed):
            yield name, ReadAt(glob.escape(str(node.file)), opened_ns)
        elif isinstance(node, Source) and node.location and not node.depends_on:
            file = content_of(node.location)
            if file is not None:
                others_may_come = node.refresh_by and node.watermark is None
                there = frozenset(paths_of(file)) if others_may_come else None
                yield name, ReadAt(file, now_ns, there)


def _new_rows(
    workspace: Workspace,
    session: Session | None,
    sources: Iterable[Source],
    found: SourceContents,
    facts: Facts,
) -> Iterator[tuple[str, NewRows]]:
    """What came into sources since the published tables were made of them."""
    files = {**facts.files, **found.files}
    for source in sources:
        now = found.contents[source.unique_id]
        seen = facts.sources.get((source.unique_id, workspace.target.name))
        if session is None or seen is None or seen.content == now.digest:
            continue
        new = new_rows(source, now, seen, files, session, workspace.dialect)
        if new is not None:
            yield source.unique_id, new


def _is_all_made(
    workspace: Workspace,
    source: Source,
    read: Collection[str],
    published: Mapping[str, PublishedRelation],
) -> bool:
    """Whether a run looks at all that is made of a source: else some of it stays as it was."""
    made_of_it = workspace.project.graph.descendants([source.unique_id])
    return all(name in read for name in made_of_it if name in published)
