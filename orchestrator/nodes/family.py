"""The segment family that a model was generated from."""

from datetime import date
from typing import Literal

from msgspec import Struct

from orchestrator.errors import Place
from orchestrator.roles import RoleDeclaration

FamilyMode = Literal["exclusive", "overlapping"]


class Segment(Struct, frozen=True, kw_only=True):
    """One segment of a family, with variables filled in; `where` is None for `otherwise`.

    `rule` is its name with its version, which covers `definition` and everything that it depends on
    in the families' files. `lines` are the lines of the file of the lines of `where`. `channels`
    and `priority` are those of its `contact`.
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
    """The declaration of a segment family, expanded into a model.

    The first node that the model depends on contains the entities. `lines` are the lines of the
    file that the lines of the generated SQL come from; `left_out` are disabled segments. `roles`
    are relations that play a role for this family only. `as_of` is the as-of date of a row, as SQL;
    None if it is one of the table's stamps.
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
        """Return the segment of that name."""
        return next((segment for segment in self.segments if segment.name == name), None)
