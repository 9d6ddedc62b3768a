"""A segment's list for a channel, and what its recipient has of it.

The warehouse keeps two sets of people for each list: those who were *acknowledged*, and those of
the file that was *written* last. acknowledged + added - removed = written, always.
"""

import json
from datetime import date, datetime

from msgspec import Struct

from orchestrator.engines.boundary import Engine
from orchestrator.errors import Refused, UsageError
from orchestrator.names import did_you_mean
from orchestrator.people.ledger import is_erased, open_ledger
from orchestrator.people.list_requests import ChannelReach, ListInputs, ListRequest
from orchestrator.people.pending_lists import PendingList
from orchestrator.warehouse import Warehouse, utc_naive


class ListDiff(Struct, frozen=True):
    """How many people a list has, of how many members, and how it differs from before.

    `as_of` is the earliest as-of date of its tables; None if they have none. `controls` counts the
    members who are left out as a control group. `is_by_number`: the copy for readers only says how
    many were on the list before, not who.
    """

    people: int
    members: int
    added: int
    removed: int
    as_of: date | None
    controls: int = 0
    is_by_number: bool = False


class Acknowledged(Struct, frozen=True):
    """The people of a list that its recipient now has."""

    people: int
    written_at: datetime


class Lists:
    """The lists of one warehouse; `is_copy`: of the copy for readers, which contains no list."""

    def __init__(self, engine: Engine, warehouse: Warehouse, *, is_copy: bool = False) -> None:
        self._is_copy = is_copy
        self._warehouse = warehouse
        self._session = warehouse.session
        self._dialect = warehouse.dialect
        self._ledger = open_ledger(engine, warehouse.dialect)
        self._members = warehouse.name(self._ledger.members)
        self._writings = warehouse.name(self._ledger.writings)

    def compare(self, request: ListRequest, inputs: ListInputs) -> ListDiff:
        """Compute who is on the list now and who was before; raises Refused, UsageError."""
        if inputs.reach is not None:
            self._require_consent_data(inputs.reach)
        name = self._literal(request.name)
        # An unfinished export leaves a set that was never delivered: it is replaced.
        self._drop("candidate", name)
        self._session.execute(
            f"insert into {self._members}\nselect {name}, 'candidate', entity\n"
            f"from ({self._listed(request, inputs)}) as listed"
        )
        diff = self._compared(request, inputs)
        self._require_recent(request, inputs, diff)
        self._require_enough(request, diff)
        self._require_few_removed(request, diff)
        return diff

    def acknowledgements(self, name: str) -> int:
        """Return how many files of a list were acknowledged."""
        of_list = f"list = {self._literal(name)} and acknowledged_at is not null"
        return self._warehouse.count(self._writings, of_list)

    def remember(
        self, request: ListRequest, diff: ListDiff, file: str | None, at: datetime
    ) -> None:
        """Record that the file exists: its people are the written ones.

        `file` is None if nothing was written that could be read again.
        """
        name = self._literal(request.name)
        salt = None if request.salt is None else self._ledger.fingerprint(request.salt)
        values = {
            "list": request.name,
            "file": file,
            "kind": request.kind,
            "people": diff.people,
            "added": diff.added,
            "removed": diff.removed,
            "written_at": utc_naive(at),
            "columns": json.dumps(request.columns),
            "salt_fingerprint": salt,
            "upload": request.upload.name if request.upload else None,
        }
        with self._session.transaction():
            self._drop("written", name)
            self._session.execute(
                f"update {self._members} set state = 'written' "
                f"where list = {name} and state = 'candidate'"
            )
            self._warehouse.add(self._ledger.writings, values)

    def pending(
        self, request: ListRequest, diff: ListDiff, file: str | None, at: datetime
    ) -> PendingList:
        """Return the same for later, for a list that was compared on the copy for readers."""
        candidate = f"list = {self._literal(request.name)} and state = 'candidate'"
        return PendingList(
            list_=request.name,
            file=file,
            kind=request.kind,
            people=diff.people,
            added=diff.added,
            removed=diff.removed,
            written_at=at,
            columns=request.columns,
            upload=request.upload.name if request.upload else None,
            entity=request.entity,
            members=self._warehouse.texts(
                f"select entity from {self._people(candidate)} as listed"
            ),
        )

    def acknowledge(self, name: str, at: datetime) -> Acknowledged:
        """Record that the recipient has the last file's people; raises UsageError without one."""
        list_ = self._literal(name)
        waiting = [
            row
            for row in self._warehouse.rows(
                f"select written_at, acknowledged_at from {self._writings} "
                f"where list = {list_} order by written_at desc",
                limit=1,
            )
            if row[1] is None
        ]
        if not waiting:
            fix = "write a file first, without --acknowledge"
            raise UsageError(f"no export of {name} is pending acknowledgement", fix=fix)
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

    def _require_consent_data(self, reach: ChannelReach) -> None:
        channels = self._warehouse.texts(
            f"select distinct channel from {reach.reachability} as reachability order by 1"
        )
        if reach.channel not in channels:
            what = f"there is no consent data for the channel '{reach.channel}'"
            fix = did_you_mean(reach.channel, channels)
            raise UsageError(what, fix=fix or f"channels with consent data: {', '.join(channels)}")

    def _require_recent(self, request: ListRequest, inputs: ListInputs, diff: ListDiff) -> None:
        days = (inputs.at.date() - diff.as_of).days if diff.as_of else 0
        if request.most_days is not None and days > request.most_days:
            raise Refused(
                f"{inputs.looked_at} are as of {diff.as_of}, {days} days ago: a list's data "
                f"may be at most {request.most_days} days old",
                fix="run 'seg build'; if this is intended, add --allow-old, "
                "or set the variable list_max_age_days",
            )

    def _require_enough(self, request: ListRequest, diff: ListDiff) -> None:
        segment = f"{request.family}.{request.segment}"
        if min(diff.members, diff.people) < request.minimum_cell:
            raise Refused(
                f"{segment} has {diff.members} members, {diff.people} of them reachable by "
                f"{request.channel}: fewer than the minimum cell of {request.minimum_cell}",
                fix="export a larger segment; the variable minimum_cell sets the limit",
            )

    def _require_few_removed(self, request: ListRequest, diff: ListDiff) -> None:
        before = diff.people - diff.added + diff.removed
        if request.most_removed is None or diff.removed <= request.most_removed * before:
            return
        raise Refused(
            f"{diff.removed} of {before} acknowledged {request.who} would be removed from "
            f"{request.name}, more than {request.most_removed:.0%}",
            fix="check the segment's size; if this is intended, add --allow-removals",
        )

    def _listed(self, request: ListRequest, inputs: ListInputs) -> str:
        """Return reachable members, without erased people and those who must not be contacted.

        For accounts, all members.
        """
        entity = f"cast(memberships.{self._dialect.column(request.entity)} as varchar)"
        key = self._dialect.column(request.entity)
        members = f"select distinct {entity} as entity\nfrom {inputs.memberships} as memberships\n"
        in_segment = f"where memberships.segment = {self._literal(request.segment)}"
        reach = inputs.reach
        if reach is None:
            return members + in_segment
        return (
            f"{members}inner join {reach.reachability} as reachability\n"
            f"on memberships.{key} = reachability.{key}\n"
            f"{in_segment}\n"
            f"and reachability.channel = {self._literal(reach.channel)}\n"
            "and reachability.is_reachable\n"
            f"and not {is_erased(self._dialect, entity, request.entity)}\n"
            f"and {reach.no_contact.condition(entity, reach.channel, utc_naive(inputs.at))}"
            f"{self._is_no_control(request, reach, entity)}"
        )

    def _is_no_control(self, request: ListRequest, reach: ChannelReach, entity: str) -> str:
        """Return SQL that leaves out the control group of this list."""
        if reach.controls is None:
            return ""
        return f"\nand {entity} not in ({self._controls(request, reach.controls)})"

    def _controls(self, request: ListRequest, controls: str) -> str:
        return (
            f"select cast(customer_id as varchar) from {controls}\n"
            f"where family = {self._literal(request.family)} "
            f"and segment = {self._literal(request.segment)} and customer_id is not null"
        )

    def _count_controls(self, request: ListRequest, inputs: ListInputs) -> int:
        if inputs.reach is None or inputs.reach.controls is None:
            return 0
        entity = self._warehouse.text(request.entity)
        return self._warehouse.count(
            inputs.memberships,
            f"segment = {self._literal(request.segment)} "
            f"and {entity} in ({self._controls(request, inputs.reach.controls)})",
        )

    def _compared(self, request: ListRequest, inputs: ListInputs) -> ListDiff:
        name = self._literal(request.name)
        candidate = f"list = {name} and state = 'candidate'"
        acknowledged = f"list = {name} and state = 'acknowledged'"
        is_member = f"segment = {self._literal(request.segment)}"
        people = self._count(candidate)
        if self._is_copy:
            more = people - self._size_in_copy(name)
            added, removed = max(more, 0), max(-more, 0)
        else:
            added = self._count(f"{candidate} and entity not in {self._people(acknowledged)}")
            removed = self._count(f"{acknowledged} and entity not in {self._people(candidate)}")
        return ListDiff(
            people=people,
            members=self._warehouse.count(inputs.memberships, is_member),
            added=added,
            removed=removed,
            as_of=self._as_of(inputs),
            controls=self._count_controls(request, inputs),
            is_by_number=self._is_copy,
        )

    def _size_in_copy(self, name: str) -> int:
        """Return how many people were acknowledged when the copy was made."""
        sizes = self._warehouse.name(self._dialect.internal_table("acknowledged_lists"))
        return int(self._warehouse.value(f"select people from {sizes} where list = {name}") or 0)

    def _as_of(self, inputs: ListInputs) -> date | None:
        days = [
            self._warehouse.value(f"select cast(min(as_of_date) as date) from {relation} as dated")
            for relation in inputs.dated
        ]
        return min((day for day in days if day is not None), default=None)

    def rows(self, request: ListRequest, inputs: ListInputs) -> str:
        """Return a SELECT of the rows of a compared list: all people, or the difference.

        Its columns are those of the request; for an upload, only the details.
        """
        name = self._literal(request.name)
        candidate = f"list = {name} and state = 'candidate'"
        if request.kind == "full":
            return f"{self._listed_select(request, inputs, candidate)} order by 1"
        acknowledged = f"list = {name} and state = 'acknowledged'"
        added = f"{candidate} and entity not in {self._people(acknowledged)}"
        removed = f"{acknowledged} and entity not in {self._people(candidate)}"
        return (
            f"{self._listed_select(request, inputs, added, 'add')}\nunion all\n"
            f"{self._listed_select(request, inputs, removed, 'remove')}\norder by 1, 2"
        )

    def _listed_select(
        self, request: ListRequest, inputs: ListInputs, condition: str, action: str = ""
    ) -> str:
        """Return a SELECT of what is written about the people who meet a condition."""
        quote = self._dialect.quote
        value = "listed.entity"
        if request.salt is not None:
            value = self._dialect.sha256(f"{self._literal(request.salt)} || listed.entity")
        selected = [f"{self._literal(action)} as action"] if action else []
        if request.upload is None:
            selected.append(f"{value} as {quote(request.columns[1 if action else 0])}")
        selected += [f"details.{quote(name)}" for name in request.details]
        people = f"from {self._people(condition)} as listed"
        if request.details:
            people += f"\nleft join {inputs.details} as details"
            people += " on listed.entity = details.seg_entity"
        return f"select {', '.join(selected)}\n{people}"

    def _people(self, condition: str) -> str:
        return f"(select entity from {self._members} where {condition})"

    def _count(self, condition: str) -> int:
        return self._warehouse.count(self._members, condition)

    def _drop(self, state: str, name: str) -> None:
        self._session.execute(
            f"delete from {self._members} where list = {name} and state = '{state}'"
        )

    def _literal(self, value: object) -> str:
        return self._dialect.literal(value)
