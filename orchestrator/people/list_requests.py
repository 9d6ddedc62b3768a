"""A list as it is asked for, and where it is read."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from orchestrator.people.no_contact import NoContact
from orchestrator.people.upload_formats import UploadFormat

Kind = Literal["full", "delta"]


class ListRequest(Struct, frozen=True):
    """A list as asked for; `salt` goes before a key that is hashed, None leaves keys as they are.

    `channel` is the one by which people are to be contacted; None: the list is of accounts.
    `minimum_cell` is the least number of people a file may hold, `most_removed` the greatest part
    of the acknowledged people that may go at once, `most_days` how old the data may be (None: any).
    `details` are columns of the people beside the key; for an `upload` they are all that is told of
    them, and its own columns are written.
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
        """`family.segment/channel`, under which the warehouse keeps who was acknowledged.

        A list of accounts has no channel: OF_PEOPLE tells the two apart.
        """
        name = f"{self.family}.{self.segment}"
        return name if self.channel is None else f"{name}/{self.channel}"

    @property
    def who(self) -> str:
        """What is on the list."""
        return "accounts" if self.channel is None else "people"

    @property
    def columns(self) -> tuple[str, ...]:
        """The header of the file."""
        if self.upload is not None:
            return self.upload.headers(self.details)
        key = self.entity if self.salt is None else f"{self.entity}_sha256"
        return (key, *self.details) if self.kind == "full" else ("action", key, *self.details)


class ChannelReach(Struct, frozen=True):
    """Whom a channel reaches: a relation as SQL, and what forbids contact by what is known now.

    `controls` is a relation of people with whom a list is compared, if there is one.
    """

    channel: str
    reachability: str
    no_contact: NoContact
    controls: str | None = None


class ListInputs(Struct, frozen=True):
    """Where the memberships are read, a relation as SQL, and who of them may be listed.

    `reach` is None for accounts: all of them. `at` is the moment of the export; `dated` are those
    relations that say the day that they look at. `details` has the details of the request, for
    each `seg_entity`.
    """

    memberships: str
    reach: ChannelReach | None
    at: datetime
    dated: tuple[str, ...] = ()
    details: str = ""

    @property
    def looked_at(self) -> str:
        """What is of the day that the tables look at."""
        return "members" if self.reach is None else "members and consents"
