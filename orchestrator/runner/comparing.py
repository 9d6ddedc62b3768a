"""Determines the contents of a new version: those of an existing one, or new ones.

A digest needs a scan. It is computed if there is something to compare with: another version of the
node with as many rows. For a node that always runs, it is computed immediately: the version to
compare with later may be gone by then. For a delta, its two sides are enough.
"""

from collections.abc import Collection, Mapping
from uuid import uuid4

from msgspec import Struct, field

from orchestrator.engines.boundary import Change, Delta
from orchestrator.names import RelationName
from orchestrator.plan.reuse import Reuse
from orchestrator.state.definitions import digest_of
from orchestrator.state.facts import VersionFact
from orchestrator.warehouse import Warehouse


class VersionContents(Struct, frozen=True):
    """What a version contains; versions of equal `content` have the same rows, names and types.

    `digests` are those of full versions that were computed for this.
    """

    content: str
    row_count: int
    digests: Mapping[RelationName, str] = field(default_factory=dict)


def contents_after(
    change: Change,
    reuse: Reuse,
    kept: Collection[RelationName],
    warehouse: Warehouse,
    *,
    is_other: bool = False,
) -> VersionContents:
    """Return what a published table will contain after the change.

    `kept` are versions of earlier runs that still existed when this one began. If `is_other`, it
    was compared with the published one already.
    """
    if change.delta is not None:
        return _after_delta(change, change.delta, reuse, warehouse)
    version, session = change.version, warehouse.session
    count = change.row_count
    if count is None:
        count = warehouse.count(version)
    alike = _with_as_many_rows(change.unique_id, count, kept, reuse)
    if is_other:
        shown = reuse.published[change.unique_id].version
        alike = tuple(fact for fact in alike if fact.version != shown)
    if not alike and not reuse.definitions[change.unique_id].doubts:
        return VersionContents(_content_of_its_own(), count)
    digest = session.content(version).digest
    digests = {version: digest}
    for fact in alike:
        known = reuse.facts.digests.get(fact.version)
        if known is None:
            known = digests[fact.version] = session.content(fact.version).digest
        if known == digest:
            return VersionContents(fact.content, count, digests)
    return VersionContents(digest, count, digests)


def _with_as_many_rows(
    unique_id: str, row_count: int, kept: Collection[RelationName], reuse: Reuse
) -> tuple[VersionFact, ...]:
    """Return versions that a new one may equal: the published one, and those `kept`.

    Empty if everything runs and is recorded.
    """
    if reuse.only_notes:
        return ()
    published = reuse.published.get(unique_id)
    shown = published.version if published is not None else None
    return tuple(
        fact
        for fact in reuse.facts.of_node.get(unique_id, ())
        if fact.row_count == row_count and (fact.version == shown or fact.version in kept)
    )


def _after_delta(
    change: Change, delta: Delta, reuse: Reuse, warehouse: Warehouse
) -> VersionContents:
    """Return a table's contents after a delta: unchanged, if it replaces rows by equal ones."""
    before = reuse.facts.by_version.get(change.version)
    if before is None or before.row_count is None or (delta.key and delta.undo is None):
        assert change.preview is not None
        return VersionContents(_content_of_its_own(), warehouse.count(change.preview))
    added = warehouse.session.content(delta.rows)
    if delta.undo is None:
        removed_count, removed = 0, "none"
        is_same = added.row_count == 0
    else:
        found = warehouse.session.content(delta.undo)
        removed_count, removed = found.row_count, found.digest
        is_same = added.digest == removed
    count = before.row_count - removed_count + added.row_count
    if is_same:
        return VersionContents(before.content, count)
    return VersionContents(digest_of("delta", before.content, removed, added.digest), count)


def _content_of_its_own() -> str:
    return f"made {uuid4().hex}"
