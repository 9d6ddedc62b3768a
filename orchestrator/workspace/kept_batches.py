"""Time batches that were built by the run that a retry continues: they need not be rebuilt."""

from collections.abc import Mapping
from typing import Any

from orchestrator.artifacts.journal import NAME
from orchestrator.artifacts.last_run import LastRun, read_last
from orchestrator.engines.boundary import Catalogue
from orchestrator.names import RelationName
from orchestrator.plan.batches import KeptBatches
from orchestrator.workspace.value import Workspace


def kept_batches(workspace: Workspace, catalogue: Catalogue) -> Mapping[str, KeptBatches]:
    """Return what remains of partly built models, by unique id.

    A strict project rebuilds all batches: what the others read may be different by now.
    """
    is_retry = workspace.flags.retries_since is not None and workspace.flags.state is None
    if not is_retry or workspace.file.is_strict or workspace.invocation.is_full_refresh:
        return {}
    last = read_last(workspace.target_path / NAME, workspace.target.name)
    if not isinstance(last, LastRun):
        return {}
    found = {name: _kept(result.details.get("kept")) for name, result in last.results.items()}
    return {
        name: kept
        for name, kept in found.items()
        if kept is not None and kept.relation in catalogue.versions
    }


def _kept(recorded: Mapping[str, Any] | None) -> KeptBatches | None:
    if recorded is None:
        return None
    relation = RelationName(recorded["schema"], recorded["identifier"])
    return KeptBatches(relation, frozenset(recorded["failed"]), is_delta=recorded["is_delta"])
