"""Restores an earlier generation: which deltas are undone, and which relations change."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.dialects.boundary import Dialect
from orchestrator.errors import UsageError
from orchestrator.generations.values import (
    AppliedDelta,
    Generation,
    Published,
    PublishedRelation,
)


class Return(Struct, frozen=True):
    """A relation to restore.

    `deltas`, newest first, were applied to the version of `row` since: undoing them gives that of
    `restored`. There are none if `restored` is the same row.
    """

    row: PublishedRelation
    restored: PublishedRelation
    deltas: tuple[AppliedDelta, ...] = ()


def require_reachable(
    generations: Sequence[Generation], target: int, purpose: str = "roll back to"
) -> None:
    """Raise UsageError if a generation is not kept any more, or never existed."""
    numbers = [generation.number for generation in generations]
    if target in numbers:
        return
    shown = ", ".join(str(number) for number in numbers)
    raise UsageError(
        f"no generation {target} to {purpose}",
        fix=f"available generations: {shown}" if numbers else "nothing was published yet",
    )


def returns_to(
    target: int,
    wanted: Published,
    current: Published,
    deltas: Sequence[AppliedDelta],
    next_version: int,
    dialect: Dialect,
) -> Iterator[Return]:
    """Yield what changed since generation `target`, which publishes `wanted`.

    `deltas` are all that are known, newest first.
    """
    for unique_id, row in wanted.items():
        later = tuple(
            delta for delta in deltas if delta.generation > target and delta.version == row.version
        )
        if later and row.version is not None:
            version = dialect.version_name(row.relation, next_version)
            definition = row.definition.replace(
                dialect.relation(row.version), dialect.relation(version)
            )
            yield Return(row, replace(row, version=version, definition=definition), later)
        elif row != current.get(unique_id):
            yield Return(row, row)
