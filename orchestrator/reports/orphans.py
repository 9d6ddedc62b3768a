"""Published relations that no node builds any more, as lines: what would be or was dropped."""

from collections.abc import Iterator

from orchestrator.engines.boundary import Generation, PublishedRelation
from orchestrator.names import counted
from orchestrator.plan.orphans import Orphans


def orphan_lines(found: Orphans) -> Iterator[str]:
    """Yield the lines about what would be dropped."""
    if found.own:
        yield f"Would drop {counted(len(found.own), 'relation')}:"
        yield from map(_line, found.own)
        yield "Nothing was dropped. To drop: seg clean --orphans --yes"
    else:
        yield "No orphans: a node builds each relation that this project published."
    yield from _foreign(found)


def dropped_lines(found: Orphans, made: Generation) -> Iterator[str]:
    """Yield the lines about what a generation dropped."""
    yield from made.notices
    yield f"Published generation {made.number}: {counted(made.relations, 'relation')} dropped."
    yield from map(_line, found.own)
    yield "To undo: seg rollback"
    yield from _foreign(found)


def _foreign(found: Orphans) -> Iterator[str]:
    if found.foreign:
        yield "Not dropped, because they belong to no package of this project:"
        yield from map(_line, found.foreign)


def _line(row: PublishedRelation) -> str:
    rows = "" if row.row_count is None else f", {counted(row.row_count, 'row')}"
    return f"  {row.relation} ({row.unique_id}{rows})"
