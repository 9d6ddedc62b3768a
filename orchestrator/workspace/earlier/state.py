"""Reads the folder of an earlier state: its manifest.json, run_results.json and sources.json."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from orchestrator.artifacts.changes import Manifests
from orchestrator.artifacts.earlier_files import (
    MANIFEST,
    RESULTS,
    SOURCES,
    EarlierManifest,
    EarlierResults,
    read_earlier,
)
from orchestrator.artifacts.entries import Entries
from orchestrator.artifacts.manifest import macro_texts
from orchestrator.errors import UsageError
from orchestrator.nodes import DataTest, Model, Node, Snapshot
from orchestrator.selection.earlier import EarlierState, Modification
from orchestrator.selection.spec import Criterion
from orchestrator.templates.reach import Reaches
from orchestrator.templates.static import parse
from orchestrator.workspace.value import Workspace


def earlier_state(workspace: Workspace, criteria: Iterable[Criterion]) -> EarlierState:
    """Return what the criteria need from the state that the flags name."""
    requested = {(criterion.method, criterion.value) for criterion in criteria}
    methods = {method for method, _ in requested}
    folder = state_folder(workspace)
    if folder is None:
        return EarlierState()
    return EarlierState(
        _changes(workspace, folder, requested) if "state" in methods else None,
        _statuses(folder) if "result" in methods else None,
        _fresher(workspace, folder) if "source_status" in methods else None,
        str(workspace.flags.state),
    )


def state_folder(workspace: Workspace) -> Path | None:
    """Return the folder of the earlier state, if given; relative to the project."""
    state = workspace.flags.state
    return None if state is None else workspace.file.root / state


def compared(workspace: Workspace, folder: Path) -> Manifests | None:
    """Return the project and the manifest of a state; None if that does not exist."""
    earlier = read_earlier(folder / MANIFEST, EarlierManifest)
    if earlier is None:
        return None
    project = workspace.project
    entries = Entries(
        project,
        workspace.dialect.relation,
        workspace.invocation.target.database,
        workspace.now.timestamp(),
    )
    reaches = Reaches(workspace.loaded.renderer.macros)

    def macros_of(node: Node) -> frozenset[str]:
        if not isinstance(node, Model | Snapshot | DataTest) or node.language == "python":
            return frozenset()
        return reaches.of_template(parse(node.source_code, node.path), node.package).macros

    return Manifests(earlier, entries, macro_texts(project), macros_of)


def modifications(workspace: Workspace, folder: Path) -> Mapping[str, Modification] | None:
    """Return how each node differs from a state."""
    comparison = compared(workspace, folder)
    return None if comparison is None else comparison.modifications()


def _changes(
    workspace: Workspace, folder: Path, requested: Collection[tuple[str, str]]
) -> Mapping[str, Modification] | None:
    """Return the same, and warn about broken contracts if modified nodes are selected.

    Raises UsageError if the contract of a version is broken, as versions are promises.
    """
    comparison = compared(workspace, folder)
    if comparison is None:
        return None
    if any("modified" in value for method, value in requested if method == "state"):
        _tell_of_contracts(workspace, comparison)
    return comparison.modifications()


def _tell_of_contracts(workspace: Workspace, comparison: Manifests) -> None:
    for broken in comparison.broken_contracts():
        promises = "; ".join(broken.promises)
        what = f"the contract of '{broken.name}' is broken compared with that state: {promises}"
        if broken.version is not None:
            raise UsageError(what, fix="keep this version as it was, and add a new one")
        workspace.loaded.warnings.tell_once(what)


def _statuses(folder: Path) -> dict[str, str] | None:
    found = read_earlier(folder / RESULTS, EarlierResults)
    return None if found is None else {each.unique_id: each.status for each in found.results}


def _newest(path: Path) -> dict[str, datetime | None] | None:
    """Return the time of the newest row of each source in a sources.json."""
    found = read_earlier(path, EarlierResults)
    if found is None:
        return None
    return {each.unique_id: _in_utc(each.max_loaded_at) for each in found.results}


def _in_utc(at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=UTC) if at is not None and at.tzinfo is None else at


def _fresher(workspace: Workspace, folder: Path) -> frozenset[str] | None:
    """Return the sources whose newest row is newer than in the state."""
    before = _newest(folder / SOURCES)
    now = _newest(workspace.target_path / SOURCES)
    if before is None or now is None:
        return None
    return frozenset(
        name
        for name, newest in now.items()
        if newest is not None and ((then := before.get(name)) is None or newest > then)
    )
