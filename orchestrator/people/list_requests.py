"""A requested list, and where it is read."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from orchestrator.people.no_contact import NoContact
from orchestrator.people.upload_formats import UploadFormat

Kind = Literal["full", "delta"]


class ListRequest(Struct, frozen=True):
    """A requested list; `salt` precedes keys that are hashed, None leaves keys as they are.

    `channel` is how people are to be contacted; None: the list is of accounts. `minimum_cell` is
    the fewest people that a file may contain, `most_removed` the greatest share of acknowledged
    people that may be removed at once, `most_days` the maximum age of the data (None: any).
    `details` are columns in addition to the key; for an `upload` they are the only input, and its
    own columns are written.
    """

    family: str
    segment: str
    channel: str | None
    entity: str
    kind: Kind
    minimum_cell: int
    most_removed: float | None
    salt: str | None = None
    most_days: int | None = None
    details: tuple[str, ...] = ()
    upload: UploadFormat | None = None

    @property
    def name(self) -> str:
        """Return `family.segment/channel`, by which the warehouse keeps who was acknowledged.

        A list of accounts has no channel: OF_PEOPLE distinguishes the two.
        """
        name = f"{self.family}.{self.segment}"
        return name if self.channel is None else f"{name}/{self.channel}"

    @property
    def who(self) -> str:
        """Return what is on the list."""
        return "accounts" if self.channel is None else "people"

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the header of the file."""
        if self.upload is not None:
            return self.upload.headers(self.details)
        key = self.entity if self.salt is None else f"{self.entity}_sha256"
        return (key, *self.details) if self.kind == "full" else ("action", key, *self.details)


class ChannelReach(Struct, frozen=True):
    """Whom a channel reaches: a relation as SQL, and what currently forbids contact.

    `controls` is a relation of the control group of a list, if there is one.
    """

    channel: str
    reachability: str
    no_contact: NoContact
    controls: str | None = None


class ListInputs(Struct, frozen=True):
    """The relation of memberships, as SQL, and which of them may be listed.

    `reach` is None for accounts: all of them. `at` is the time of the export; `dated` are the
    relations with an as-of date. `details` has the details of the request, for each `seg_entity`.
    """

    memberships: str
    reach: ChannelReach | None
    at: datetime
    dated: tuple[str, ...] = ()
    details: str = ""

    @property
    def looked_at(self) -> str:
        """Return what the as-of date applies to, for messages."""
        return "members" if self.reach is None else "members and consents"
