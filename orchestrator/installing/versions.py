"""Versions of packages, and the version ranges that projects require (semver.org)."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from orchestrator.lazy_regex import lazy_regex

_NUMBER = r"(\d{1,18})(?:\.(\d{1,18}))?(?:\.(\d{1,18}))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?"
_VERSION = lazy_regex(rf"\s*v?{_NUMBER}\s*")
_CONDITION = lazy_regex(rf"\s*(>=|<=|>|<|=|)\s*v?{_NUMBER}\s*")

Rank = tuple[tuple[int, int, int], bool, tuple[tuple[bool, int, str], ...]]
"""The sort key of versions: 1.0.0-rc1 precedes 1.0.0."""


class VersionCondition(Struct, frozen=True):
    """A version bound such as `>=1.0.0`; without an operator, exactly that version."""

    sign: str
    rank: Rank

    def holds_for(self, rank: Rank) -> bool:
        """Return whether a version meets the condition."""
        match self.sign:
            case ">=":
                return rank >= self.rank
            case "<=":
                return rank <= self.rank
            case ">":
                return rank > self.rank
            case "<":
                return rank < self.rank
            case _:
                return rank == self.rank


def rank_of(version: str) -> Rank | None:
    """Return the sort key of a version; None if it is invalid."""
    found = _VERSION.fullmatch(version)
    return None if found is None else _rank(*found.groups())


def _rank(major: str, minor: str | None, patch: str | None, before: str | None) -> Rank:
    numbers = int(major), int(minor or 0), int(patch or 0)
    parts = before.split(".") if before else []
    # Numbers precede words; a release follows its pre-releases.
    return numbers, before is None, tuple(_part(part) for part in parts)


def _part(text: str) -> tuple[bool, int, str]:
    return (False, int(text), "") if text.isdigit() else (True, 0, text)


def conditions_in(text: str) -> tuple[VersionCondition, ...] | None:
    """Return the conditions in a text such as `>=1.0.0,<2.0.0`; None if one is invalid."""
    found = []
    for part in text.split(","):
        condition = _CONDITION.fullmatch(part)
        if condition is None:
            return None
        sign, *numbers = condition.groups()
        found.append(VersionCondition(sign or "=", _rank(*numbers)))
    return tuple(found)


def newest(
    versions: Iterable[str],
    conditions: Sequence[VersionCondition],
    *,
    takes_prereleases: bool = False,
) -> str | None:
    """Return the newest version that meets all conditions.

    Pre-releases are considered only if a condition names one, or if all are accepted.
    """
    exact = {condition.rank for condition in conditions if condition.sign == "="}
    fit = [
        (rank, version)
        for version in versions
        if (rank := rank_of(version)) is not None
        and (takes_prereleases or rank[1] or rank in exact)
        and all(condition.holds_for(rank) for condition in conditions)
    ]
    return max(fit)[1] if fit else None
