"""Which generations are kept, and which versions are no longer needed."""

from collections.abc import Collection, Iterable, Sequence

from orchestrator.generations.draft import Fold
from orchestrator.generations.values import Existing, Generation
from orchestrator.names import RelationName


def oldest_kept(generations: Sequence[Generation], keep: int) -> int | None:
    """Return the number of the oldest generation to keep, at least one; None if there is none.

    `generations` are newest first.
    """
    kept = generations[: max(keep, 1)]
    return kept[-1].number if kept else None


def left_unpublished(
    versions: Iterable[Existing], used: Collection[RelationName], fold: Fold
) -> tuple[Existing, ...]:
    """Return the versions that are not in use: candidates of failed runs."""
    known = {fold(relation) for relation in used}
    return tuple(found for found in versions if fold(found.relation) not in known)


def no_longer_used(
    versions: Iterable[Existing],
    before: Collection[RelationName],
    after: Collection[RelationName],
    fold: Fold,
) -> tuple[Existing, ...]:
    """Return the versions whose last use ended when old generations were deleted."""
    ended = {fold(relation) for relation in set(before) - set(after)}
    return tuple(found for found in versions if fold(found.relation) in ended)
