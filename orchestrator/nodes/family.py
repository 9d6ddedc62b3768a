"""What a model that is a family of segments was declared as."""

from datetime import date
from typing import Literal

from msgspec import Struct

from orchestrator.errors import Place
from orchestrator.roles import RoleDeclaration

FamilyMode = Literal["exclusive", "overlapping"]


class Segment(Struct, frozen=True, kw_only=True):
    """One segment of a family, variables filled in; `where` is None for `otherwise`.

    `rule` names it with its version, which covers `definition` and all that this stands on in the
    families' files. `lines` are the lines of the file that the lines of `where` stand in.
    `channels` and `priority` are what its `contact` says.
    """

    name: str
    where: str | None
    rule: str
    definition: str
    place: Place
    lines: tuple[int | None, ...] = ()
    description: str = ""
    selection: str | None = None
    channels: tuple[str, ...] = ()
    priority: int | None = None


class Family(Struct, frozen=True, kw_only=True):
    """What a model that is a family of segments was declared as.

    The first node that the model depends on holds the entities. `lines` are the lines of the
    file that the lines of the generated SQL come from; `left_out` are disabled segments. `roles`
    are relations that play a role for this family alone. `as_of` is the day of a row, as SQL; None
    where the day is one of the table's stamps.
    """

    entity: str
    as_of: str | None
    mode: FamilyMode
    segments: tuple[Segment, ...]
    version: str
    owner: str | None = None
    purpose: str | None = None
    review_by: date | None = None
    lines: tuple[int | None, ...] = ()
    left_out: tuple[str, ...] = ()
    roles: tuple[RoleDeclaration, ...] = ()

    def segment(self, name: str) -> Segment | None:
        """The segment of that name."""
        return next((segment for segment in self.segments if segment.name == name), None)
