"""Limits on how far families may move: a family beyond its limit fails `seg diff`."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from orchestrator.commands.diff.families import FamilyDiff
from orchestrator.commands.published.families import no_family
from orchestrator.config.reviewing import KEY, Reviewing, share_of
from orchestrator.errors import Problems, UsageError
from orchestrator.names import composed, did_you_mean
from orchestrator.project.read.segment_list import families_among
from orchestrator.workspace.value import Workspace

_FIX = "write it as 5%, or for one family as core=2%"


class MostMoved(Struct, frozen=True):
    """The greatest share of entities that may change segments.

    `share` applies to every family (None: no limit), unless `of_family` names it.
    """

    share: float | None = None
    of_family: Mapping[str, float] = field(default_factory=dict)

    def of(self, family: str) -> float | None:
        """Return the limit of a family."""
        return self.of_family.get(composed(family), self.share)

    def over(self, other: "MostMoved") -> "MostMoved":
        """Return these limits, falling back to those of `other`."""
        share = other.share if self.share is None else self.share
        return MostMoved(share, {**other.of_family, **self.of_family})


NO_LIMIT = MostMoved()


class TooMuch(Struct, frozen=True):
    """A family of which a greater share moved than allowed."""

    family: str
    moved_share: float
    most: float


def most_moved(texts: Sequence[str]) -> MostMoved:
    """Parse limits such as `5%` and `core=2%`; raises UsageError."""
    share, of_family = None, {}
    for text in texts:
        name, is_named, written = text.rpartition("=")
        number = share_of(written)
        if number is None:
            raise UsageError(f"'{text}' is not a share of a family", fix=_FIX)
        if is_named:
            of_family[composed(name.strip())] = number
        else:
            share = number
    return MostMoved(share, of_family)


def limits_of(wanted: MostMoved, workspace: Workspace) -> MostMoved:
    """Return the limits that are wanted, falling back to those of the project file.

    Raises UsageError for a family that the project does not have; ProjectError if the project file
    names it.
    """
    written = workspace.file.diff
    known = [model.name for model in families_among(workspace.project.nodes.values())]
    for name in _unknown(wanted.of_family, known):
        raise no_family(name, known)
    problems = Problems()
    for name in _unknown(written.families, known):
        place = workspace.file.written[KEY]["families"].key_place(name)
        fix = did_you_mean(name, known) or "remove it"
        problems.add(f"'families': no segment family '{name}'", place, fix)
    problems.raise_any()
    return wanted.over(_written_limits(written))


def _unknown(names: Iterable[str], known: Sequence[str]) -> list[str]:
    families = set(map(composed, known))
    return [name for name in names if composed(name) not in families]


def _written_limits(written: Reviewing) -> MostMoved:
    share = None if written.fail_if_moved is None else share_of(written.fail_if_moved)
    of_family = {composed(name): share_of(text) for name, text in written.families.items()}
    return MostMoved(share, {name: most for name, most in of_family.items() if most is not None})


def too_much(families: Sequence[FamilyDiff], limits: MostMoved) -> tuple[TooMuch, ...]:
    """Return the families that moved more than their limits."""
    return tuple(
        TooMuch(family.family, family.moved_share, most)
        for family in families
        if (most := limits.of(family.family)) is not None and family.moved_share > most
    )
