"""The step of a snapshot, and the history that it continues: none is ever abandoned."""

from orchestrator.compiler.closing import StepSql
from orchestrator.compiler.sql import Origin
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Catalogue
from orchestrator.names import RelationName
from orchestrator.nodes import Snapshot
from orchestrator.plan.relations import is_same_name
from orchestrator.plan.steps import HistoryTable, TakeSnapshot
from orchestrator.project.value import ParsedProject


def history_of(snapshot: Snapshot, catalogue: Catalogue) -> HistoryTable | None:
    """Return the history that a snapshot continues; None if it starts.

    That is its published relation, under any name. Otherwise it is what exists under its name: what
    another node published there, such as the snapshot before it was renamed, or a table that seg
    did not make, such as dbt's own snapshot.
    """
    own = catalogue.published.get(snapshot.unique_id)
    if own is not None and own.version is not None:
        return HistoryTable(own.version, is_own=is_same_name(own.relation, snapshot.relation))
    for other in catalogue.published.values():
        if is_same_name(other.relation, snapshot.relation):
            return HistoryTable(other.version or other.relation)
    for name in catalogue.existing:
        if is_same_name(name, snapshot.relation):
            return HistoryTable(name, is_found=True)
    return None


def snapshots_going_on(project: ParsedProject, catalogue: Catalogue) -> frozenset[str]:
    """Return the snapshots with a history: they contain more than their inputs give."""
    return frozenset(
        node.unique_id
        for node in project.nodes.values()
        if isinstance(node, Snapshot) and history_of(node, catalogue) is not None
    )


def snapshot_step(
    snapshot: Snapshot,
    sql: StepSql,
    version: RelationName,
    catalogue: Catalogue,
    dialect: Dialect,
    *,
    fingerprint: str,
    reason: str,
    is_strict: bool,
) -> TakeSnapshot:
    """Return the step of a snapshot."""
    number = catalogue.next_version
    return TakeSnapshot(
        unique_id=snapshot.unique_id,
        reason=reason,
        origin=Origin(snapshot.place, snapshot.written_code),
        relation=snapshot.relation,
        version=version,
        fingerprint=fingerprint,
        sql=sql,
        config=snapshot.config,
        history=history_of(snapshot, catalogue),
        rows=dialect.version_name(snapshot.relation, number, "delta"),
        undo=dialect.version_name(snapshot.relation, number, "undo"),
        is_strict=is_strict,
    )
