"""A segment's list for a channel, and what whoever took it in holds of it.

The warehouse keeps two sets of people for each list: those who were *acknowledged*, and those of
the file that was *written* last. acknowledged + added - removed = written, always.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Engine, FileFormat, Session
from orchestrator.errors import Refused, UsageError
from orchestrator.names import did_you_mean
from orchestrator.people.ledger import is_erased, open_ledger, utc_naive
from orchestrator.people.no_contact import NoContact

Kind = Literal["full", "delta"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list as asked for; `salt` goes before a key that is hashed, None leaves keys as they are.

    `minimum_cell` is the least number of people a file may hold, `most_removed` the greatest part
    of the acknowledged people that may go at once (None: any).
    """

    family: str
    segment: str
    channel: str
    entity: str
    kind: Kind
    minimum_cell: int
    most_removed: float | None
    salt: str | None = None

    @property
    def name(self) -> str:
        """`family.segment/channel`, under which the warehouse keeps who was acknowledged."""
        return f"{self.family}.{self.segment}/{self.channel}"

    @property
    def columns(self) -> tuple[str, ...]:
        """The header of the file."""
        key = self.entity if self.salt is None else f"{self.entity}_sha256"
        return (key,) if self.kind == "full" else ("action", key)


@dataclass(frozen=True, slots=True)
class Read:
    """Where the memberships and the reachability are read: relations as SQL.

    `no_contact` forbids contact by what is known `at` the moment of the export; `dated` are those
    of the two that say the day that they look at.
    """

    memberships: str
    reachability: str
    no_contact: NoContact
    at: datetime
    dated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """How many people a list has, of how many members, and how it differs from what was known.

    `as_of` is the day that its tables look at, the earlier one; None when they do not say.
    """

    people: int
    members: int
    added: int
    removed: int
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The people of a list that whoever took it in now holds."""

    people: int
    written_at: datetime


class Lists:
    """The lists of one warehouse."""

    def __init__(self, engine: Engine, session: Session, dialect: Dialect) -> None:
        self._session = session
        self._dialect = dialect
        ledger = open_ledger(engine, dialect)
        self._ledger = ledger
        self._members = dialect.relation(ledger.members)
        self._writings = dialect.relation(ledger.writings)

    def write(self, wanted: Wanted, read: Read, file: Path, format_: FileFormat) -> Written:
        """Write the list to `file`, and remember it as written; raises Refused, UsageError."""
        self._require_consent_data(wanted, read)
        name = self._literal(wanted.name)
        # An unfinished export leaves a set that nobody was told of: it is made anew.
        self._drop("candidate", name)
        self._session.execute(
            f"insert into {self._members}\nselect {name}, 'candidate', entity\n"
            f"from ({self._reachable(wanted, read)}) as reachable"
        )
        written = self._compared(wanted, read)
        self._require_enough(wanted, written)
        self._require_few_removed(wanted, written)
        self._session.unload(self._rows(wanted), file, format_)
        return written

    def remember(self, wanted: Wanted, written: Written, file: str | None, at: datetime) -> None:
        """The file stands where it was asked for: its people are the written ones.

        `file` is None where nothing was written that could be read again.
        """
        name = self._literal(wanted.name)
        salt = None if wanted.salt is None else self._ledger.fingerprint(wanted.salt)
        values = {
            "list": wanted.name,
            "file": file,
            "kind": wanted.kind,
            "people": written.people,
            "added": written.added,
            "removed": written.removed,
            "written_at": utc_naive(at),
            "columns": json.dumps(wanted.columns),
            "salt_fingerprint": salt,
        }
        names = ", ".join(map(self._dialect.quote, values))
        shown = ", ".join(map(self._literal, values.values()))
        with self._session.transaction():
            self._drop("written", name)
            self._session.execute(
                f"update {self._members} set state = 'written' "
                f"where list = {name} and state = 'candidate'"
            )
            self._session.execute(f"insert into {self._writings} ({names}) values ({shown})")

    def acknowledge(self, name: str, at: datetime) -> Acknowledged:
        """Whoever took the last written file in holds its people; raises UsageError without one."""
        list_ = self._literal(name)
        waiting = [
            row
            for row in self._session.query(
                f"select written_at, acknowledged_at from {self._writings} "
                f"where list = {list_} order by written_at desc",
                limit=1,
            ).values
            if row[1] is None
        ]
        if not waiting:
            fix = "write a file first, without --acknowledge"
            raise UsageError(f"no file of {name} waits to be acknowledged", fix=fix)
        with self._session.transaction():
            self._drop("acknowledged", list_)
            self._session.execute(
                f"update {self._members} set state = 'acknowledged' "
                f"where list = {list_} and state = 'written'"
            )
            self._session.execute(
                f"update {self._writings} set acknowledged_at = {self._literal(utc_naive(at))} "
                f"where list = {list_} and written_at = {self._literal(waiting[0][0])}"
            )
        people = self._count(f"list = {list_} and state = 'acknowledged'")
        return Acknowledged(people, waiting[0][0])

    def _require_consent_data(self, wanted: Wanted, read: Read) -> None:
        rows = self._session.query(
            f"select distinct channel from {read.reachability} as reachability order by 1"
        )
        channels = [str(row[0]) for row in rows.values]
        if wanted.channel not in channels:
            what = f"no consent is known for the channel '{wanted.channel}'"
            fix = did_you_mean(wanted.channel, channels)
            raise UsageError(what, fix=fix or f"channels with consent data: {', '.join(channels)}")

    def _require_enough(self, wanted: Wanted, written: Written) -> None:
        segment = f"{wanted.family}.{wanted.segment}"
        if min(written.members, written.people) < wanted.minimum_cell:
            raise Refused(
                f"{segment} has {written.members} members, {written.people} of them reachable by "
                f"{wanted.channel}: fewer than the minimum cell of {wanted.minimum_cell}",
                fix="export a larger segment; the variable minimum_cell is the limit",
            )

    def _require_few_removed(self, wanted: Wanted, written: Written) -> None:
        before = written.people - written.added + written.removed
        if wanted.most_removed is None or written.removed <= wanted.most_removed * before:
            return
        raise Refused(
            f"{written.removed} of {before} acknowledged people would be removed from "
            f"{wanted.name}, more than {wanted.most_removed:.0%}",
            fix="look at the segment's size; if it is meant, add --allow-removals",
        )

    def _reachable(self, wanted: Wanted, read: Read) -> str:
        """Reachable members, but for whom nobody may contact any more, and who were erased."""
        entity = f"cast(memberships.{self._dialect.column(wanted.entity)} as varchar)"
        key = self._dialect.column(wanted.entity)
        return (
            f"select distinct {entity} as entity\n"
            f"from {read.memberships} as memberships\n"
            f"inner join {read.reachability} as reachability\n"
            f"on memberships.{key} = reachability.{key}\n"
            f"where memberships.segment = {self._literal(wanted.segment)}\n"
            f"and reachability.channel = {self._literal(wanted.channel)}\n"
            "and reachability.is_reachable\n"
            f"and not {is_erased(self._dialect, entity, wanted.entity)}\n"
            f"and {read.no_contact.condition(entity, wanted.channel, utc_naive(read.at))}"
        )

    def _compared(self, wanted: Wanted, read: Read) -> Written:
        name = self._literal(wanted.name)
        candidate = f"list = {name} and state = 'candidate'"
        acknowledged = f"list = {name} and state = 'acknowledged'"
        members = self._session.query(
            f"select count(*) from {read.memberships} "
            f"where segment = {self._literal(wanted.segment)}"
        )
        return Written(
            people=self._count(candidate),
            members=int(members.values[0][0]),
            added=self._count(f"{candidate} and entity not in {self._people(acknowledged)}"),
            removed=self._count(f"{acknowledged} and entity not in {self._people(candidate)}"),
            as_of=self._as_of(read),
        )

    def _as_of(self, read: Read) -> date | None:
        days = [
            self._session.query(
                f"select cast(min(as_of_date) as date) from {relation} as dated"
            ).values
            for relation in read.dated
        ]
        return min((rows[0][0] for rows in days if rows[0][0] is not None), default=None)

    def _rows(self, wanted: Wanted) -> str:
        """The rows of the file: all people, or the difference."""
        name = self._literal(wanted.name)
        candidate = f"list = {name} and state = 'candidate'"
        value = "entity"
        if wanted.salt is not None:
            value = self._dialect.sha256(f"{self._literal(wanted.salt)} || entity")
        key = f"{value} as {self._dialect.quote(wanted.columns[-1])}"
        if wanted.kind == "full":
            return f"select {key} from {self._members} where {candidate} order by 1"
        acknowledged = f"list = {name} and state = 'acknowledged'"
        return (
            f"select 'add' as action, {key} from {self._members}\n"
            f"where {candidate} and entity not in {self._people(acknowledged)}\n"
            "union all\n"
            f"select 'remove' as action, {key} from {self._members}\n"
            f"where {acknowledged} and entity not in {self._people(candidate)}\n"
            "order by 1, 2"
        )

    def _people(self, condition: str) -> str:
        return f"(select entity from {self._members} where {condition})"

    def _count(self, condition: str) -> int:
        rows = self._session.query(f"select count(*) from {self._members} where {condition}")
        return int(rows.values[0][0])

    def _drop(self, state: str, name: str) -> None:
        self._session.execute(
            f"delete from {self._members} where list = {name} and state = '{state}'"
        )

    def _literal(self, value: object) -> str:
        return self._dialect.literal(value)
