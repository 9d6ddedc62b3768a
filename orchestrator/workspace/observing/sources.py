"""Reads, before a run, what sources contain, and what is new since tables were built from them."""

import glob
from collections.abc import Collection, Iterable, Iterator, Mapping
from time import time_ns

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.engines.boundary import PublishedRelation, Session
from orchestrator.nodes import Node, Seed, Source
from orchestrator.plan.decisions import NodeState
from orchestrator.plan.observed import ObservedSources
from orchestrator.project.locations import content_of
from orchestrator.state.facts import ANY_TARGET, Facts, Measured, SeenSource
from orchestrator.state.source_changes import NewRows, columns_of, new_rows, seen_now
from orchestrator.state.sources import ReadAt, SourceContents, paths_of, source_contents
from orchestrator.workspace.value import Workspace


def observe_sources(
    workspace: Workspace,
    session: Session | None,
    read: Collection[str],
    outside: Iterable[Node],
    published: Mapping[str, PublishedRelation],
    facts: Facts,
) -> ObservedSources:
    """Check the sources among the nodes `outside` a run, and the files of all that is read."""
    read_at = dict(_read_at(workspace, read))
    sources = [node for node in outside if isinstance(node, Source)]
    last_seen = {
        name: seen.content for (name, target), seen in facts.sources.items() if target == ANY_TARGET
    }
    found = source_contents(sources, session, workspace.dialect, facts.files, last_seen)
    kept = {
        node.unique_id: each
        for node in sources
        if (each := _kept(workspace, session, node, found, facts)) is not None
    }
    return ObservedSources(
        {name.unique_id: _as_state(found.contents.get(name.unique_id)) for name in sources},
        read_at,
        found.files,
        (*found.warnings, *(each.warning for each in kept.values() if each.warning)),
        {name: each.new for name, each in kept.items() if each.new is not None},
        {
            name: each.seen
            for name, each in kept.items()
            if _is_all_made(workspace, name, read, published)
        },
        {
            node.unique_id: SeenSource(measured.digest, found.looked_at_ns, "")
            for node in sources
            if node.watermark is not None
            and (measured := found.contents.get(node.unique_id)) is not None
            and measured.digest != last_seen.get(node.unique_id)
        },
    )


class _Kept(Struct, frozen=True):
    """A source with `refresh_by`: what to record of it, and its new rows."""

    seen: SeenSource
    new: NewRows | None = None
    warning: str = ""


def _as_state(measured: Measured | None) -> NodeState:
    """Return the state of a source, which exists before a run."""
    if measured is None:
        return NodeState(None, True)
    return NodeState(measured.digest, True, measured.row_count)


def _read_at(workspace: Workspace, names: Iterable[str]) -> Iterator[tuple[str, ReadAt]]:
    """Yield the files of sources, as of now, and of seeds, as of reading the project."""
    now_ns = opened_ns = time_ns()
    if workspace.flags.now is None:
        opened_ns = int(workspace.invocation.started_at.timestamp() * 1e9)
    for name in names:
        node = workspace.project.nodes[name]
        if isinstance(node, Seed):
            yield name, ReadAt(glob.escape(str(workspace.project.file_of(node))), opened_ns)
        elif isinstance(node, Source) and node.location and not node.depends_on:
            file = content_of(node.location)
            if file is not None:
                others_may_come = node.refresh_by and node.watermark is None
                there = frozenset(paths_of(file)) if others_may_come else None
                yield name, ReadAt(file, now_ns, there)


def _kept(
    workspace: Workspace,
    session: Session | None,
    source: Source,
    found: SourceContents,
    facts: Facts,
) -> _Kept | None:
    """Return what is known of a source, and what is new since the published run saw it.

    None if nothing is known.
    """
    now = found.contents.get(source.unique_id)
    if session is None or now is None or not source.refresh_by:
        return None
    before = facts.sources.get((source.unique_id, workspace.target.name))
    if before is not None and before.content == now.digest:
        return _Kept(replace(before, looked_at_ns=found.looked_at_ns))
    columns = columns_of(source, session, workspace.dialect)
    if columns is None:
        return None
    seen = seen_now(now, found.looked_at_ns, columns)
    names = {name.casefold() for name, _ in columns}
    lacking = next((name for name in source.refresh_by if name.casefold() not in names), None)
    if lacking is not None:
        return _Kept(seen, warning=_no_effect(source, lacking))
    if before is None:
        return _Kept(seen)
    files = {**facts.files, **found.files}
    new = new_rows(source, now, columns, before, files, session, workspace.dialect)
    return _Kept(seen, new)


def _no_effect(source: Source, lacking: str) -> str:
    return (
        f"{source.place}: refresh_by of {source.full_name} has no effect, and all rows are read "
        f"each time: it has no column '{lacking}'"
    )


def _is_all_made(
    workspace: Workspace,
    source: str,
    read: Collection[str],
    published: Mapping[str, PublishedRelation],
) -> bool:
    """Return whether a run covers all that is built from a source, so nothing stays old."""
    made_of_it = workspace.project.graph.descendants([source])
    return all(name in read for name in made_of_it if name in published)
