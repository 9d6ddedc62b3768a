"""Which generations are kept, and which versions nobody needs any more."""

from collections.abc import Collection, Iterable, Sequence

from orchestrator.generations.draft import Fold
from orchestrator.generations.values import Existing, Generation
from orchestrator.names import RelationName


def oldest_kept(generations: Sequence[Generation], keep: int) -> int | None:
    """The number of the oldest generation to keep, at least one; None when there is none.

    `generations` come newest first.
    """
    kept = generations[: max(keep, 1)]
    return kept[-1].number if kept else None


def left_unpublished(
    versions: Iterable[Existing], used: Collection[RelationName], fold: Fold
) -> tuple[Existing, ...]:
    """The versions that are not in use: candidates of runs that failed."""
    known = {fold(relation) for relation in used}
    return tuple(found for found in versions if fold(found.relation) not in known)


def no_longer_used(
    versions: Iterable[Existing],
    before: Collection[RelationName],
    after: Collection[RelationName],
    fold: Fold,
) -> tuple[Existing, ...]:
    """The versions that were in use before old generations were forgotten, and are not now."""
    ended = {fold(relation) for relation in set(before) - set(after)}
    return tuple(found for found in versions if fold(found.relation) in ended)
