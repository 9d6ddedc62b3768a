"""How far families may move: what is beyond is told, and makes `seg diff` a gate."""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from orchestrator.commands.diff.families import FamilyDiff
from orchestrator.commands.families import no_family
from orchestrator.errors import UsageError
from orchestrator.names import composed
from orchestrator.project.segment_list import families_among
from orchestrator.workspace.value import Workspace

_FIX = "write it as 5%, or for one family as core=2%"


class MostMoved(Struct, frozen=True):
    """The greatest part of its entities that may be in other segments than before: of each family
    (None: any), and of those that are named."""

    share: float | None = None
    of_family: Mapping[str, float] = field(default_factory=dict)

    def of(self, family: str) -> float | None:
        """What holds for a family."""
        return self.of_family.get(composed(family), self.share)


NO_LIMIT = MostMoved()


class TooMuch(Struct, frozen=True):
    """A family of which a greater part moved than may."""

    family: str
    moved_share: float
    most: float


def most_moved(texts: Sequence[str]) -> MostMoved:
    """The limits that texts such as `5%` and `core=2%` say; raises UsageError."""
    share, of_family = None, {}
    for text in texts:
        name, is_named, written = text.rpartition("=")
        number = _share(written, text)
        if is_named:
            of_family[composed(name.strip())] = number
        else:
            share = number
    return MostMoved(share, of_family)


def _share(written: str, text: str) -> float:
    digits = written.strip().removesuffix("%")
    try:
        share = float(digits) / 100 if written.strip().endswith("%") else -1.0
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise UsageError(f"'{text}' is no part of a family", fix=_FIX)
    return share


def require_known(limits: MostMoved, workspace: Workspace) -> None:
    """Raise UsageError for a limit on a family that the project does not have."""
    known = [model.name for model in families_among(workspace.project.nodes.values())]
    for name in limits.of_family:
        if name not in map(composed, known):
            raise no_family(name, known)


def too_much(families: Sequence[FamilyDiff], limits: MostMoved) -> tuple[TooMuch, ...]:
    """The families that moved more than they may."""
    return tuple(
        TooMuch(family.family, family.moved_share, most)
        for family in families
        if (most := limits.of(family.family)) is not None and family.moved_share > most
    )
