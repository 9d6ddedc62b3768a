"""What a new version holds: the content of one that is there already, or content of its own.

A digest is a scan. It is taken where there is something to compare with: another version of the
node with as many rows. Of a node that runs whatever is known, it is taken at once: the version that
it is compared with later may be gone by then. Of a delta its two sides are enough.
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


class Held(Struct, frozen=True):
    """What a version holds; versions of equal `content` have the same rows, names and types.

    `digests` are those of whole versions that were taken to find it out.
    """

    content: str
    row_count: int
    digests: Mapping[RelationName, str] = field(default_factory=dict)


def held_by(
    change: Change,
    reuse: Reuse,
    kept: Collection[RelationName],
    warehouse: Warehouse,
    *,
    is_other: bool = False,
) -> Held:
    """What people will read of a table once its change is published.

    `kept` are versions of earlier runs that were not cleared away when this one began. What
    `is_other` has been compared with the published one already.
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
        return Held(_content_of_its_own(), count)
    digest = session.content(version).digest
    digests = {version: digest}
    for fact in alike:
        known = reuse.facts.digests.get(fact.version)
        if known is None:
            known = digests[fact.version] = session.content(fact.version).digest
        if known == digest:
            return Held(fact.content, count, digests)
    return Held(digest, count, digests)


def _with_as_many_rows(
    unique_id: str, row_count: int, kept: Collection[RelationName], reuse: Reuse
) -> tuple[VersionFact, ...]:
    """The versions that a new one of a node may equal: what is published, and what is `kept`.

    None where all is run and noted.
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


def _after_delta(change: Change, delta: Delta, reuse: Reuse, warehouse: Warehouse) -> Held:
    """What a table holds after a delta: as before, if the delta replaces rows by the same rows."""
    before = reuse.facts.by_version.get(change.version)
    if before is None or before.row_count is None or (delta.key and delta.undo is None):
        assert change.preview is not None
        return Held(_content_of_its_own(), warehouse.count(change.preview))
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
        return Held(before.content, count)
    return Held(digest_of("delta", before.content, removed, added.digest), count)


def _content_of_its_own() -> str:
    return f"made {uuid4().hex}"
