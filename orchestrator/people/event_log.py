"""The segment events in a target's warehouse, or in its copy for readers."""

from datetime import UTC, datetime

from msgspec import Struct

from orchestrator.errors import BadArgument, Gone
from orchestrator.generations.events import EVENTS, STREAMS
from orchestrator.names import RelationName
from orchestrator.warehouse import Warehouse, unless_refused

START = "start"
"""The cursor before the very first event."""


class SegmentEvent(Struct, frozen=True):
    """An entity entered or left a segment with a generation.

    `id` is never reused, and is the cursor after this event. `entity_column` is the column that
    `entity` is an id of. `event` is `entered` or `exited`, `cause` why (docs/events.md).
    """

    id: str
    generation: int
    at: datetime
    family: str
    segment: str
    entity_column: str
    entity: str
    event: str
    cause: str


class Stream(Struct, frozen=True):
    """All events of a target: a random name, the newest number, and the newest one deleted."""

    name: str
    newest: int
    forgotten: int

    def id_of(self, number: int) -> str:
        """Return the id of an event, which is the cursor after it."""
        return f"{self.name}-{number}"

    def number_of(self, cursor: str) -> int:
        """Return the number of the event before a cursor; raises Gone if later ones are missing."""
        if cursor == START:
            number = 0
        else:
            name, number = _parts(cursor, f", such as '{self.id_of(self.newest)}'")
            if name != self.name or number > self.newest:
                raise _foreign(cursor)
        if number < self.forgotten:
            raise Gone(
                f"events after the cursor '{cursor}' are no longer kept",
                fix=(
                    "read the current members of the segments, and continue from "
                    f"'{self.id_of(self.newest)}'; or continue from "
                    f"'{self.id_of(self.forgotten)}', the oldest cursor left"
                ),
            )
        return number


def require_first_cursor(cursor: str) -> None:
    """Raise the error of `Stream.number_of` for a cursor into a warehouse without events."""
    if cursor != START:
        _parts(cursor)
        raise _foreign(cursor)


def _parts(cursor: str, example: str = "") -> tuple[str, int]:
    """Return the name of a cursor's stream and the number of the event before it."""
    name, _, digits = cursor.rpartition("-")
    if not name or not digits.isascii() or not digits.isdigit():
        raise BadArgument(
            f"'{cursor}' is not a cursor",
            fix=f"use a cursor from an answer{example}, or '{START}' for the first event",
        )
    return name, int(digits)


def _foreign(cursor: str) -> Gone:
    return Gone(
        f"the cursor '{cursor}' does not belong to this warehouse",
        fix=f"the warehouse was rebuilt: start at '{START}'",
    )


class WantedEvents(Struct, frozen=True):
    """The wanted family, and segment of it; None for all."""

    family: str | None = None
    segment: str | None = None

    @property
    def shown(self) -> str:
        """Return `all`, a family, or `family.segment`."""
        return ".".join(part for part in (self.family, self.segment) if part) or "all"


ALL_EVENTS = WantedEvents()


class EventLog(Struct, frozen=True):
    """The events of a target, identified by its default schema as folded by the database."""

    warehouse: Warehouse
    target_schema: str

    def stream(self) -> Stream | None:
        """Return the stream; None if nothing that has events was published."""
        table = self._name(STREAMS)
        rows = unless_refused(
            lambda: self.warehouse.rows(
                f"select stream, newest, forgotten from {table} where {self._own}"
            )
        )
        return Stream(*rows[0]) if rows else None

    def after(
        self, stream: Stream, number: int, wanted: WantedEvents, limit: int
    ) -> tuple[SegmentEvent, ...]:
        """Return the oldest events after a number."""
        return self._read(stream, f"number > {number} and {self._of(wanted)}", "number", limit)

    def newest(self, stream: Stream, wanted: WantedEvents, limit: int) -> tuple[SegmentEvent, ...]:
        """Return the newest events, oldest of them first."""
        return self._read(stream, self._of(wanted), "number desc", limit)[::-1]

    def count(self, number: int, wanted: WantedEvents) -> int:
        """Return how many events there are after a number."""
        condition = f"{self._own} and number > {number} and {self._of(wanted)}"
        return self.warehouse.count(self._name(EVENTS), condition)

    def _read(
        self, stream: Stream, condition: str, order: str, limit: int
    ) -> tuple[SegmentEvent, ...]:
        rows = self.warehouse.rows(
            "select number, generation, published_at, family, segment, entity_column, entity, "
            f"event, cause from {self._name(EVENTS)} where {self._own} and {condition} "
            f"order by {order} limit {limit}"
        )
        return tuple(
            SegmentEvent(stream.id_of(number), generation, at.replace(tzinfo=UTC), *values)
            for number, generation, at, *values in rows
        )

    @property
    def _own(self) -> str:
        return f"target_schema = {self.warehouse.literal(self.target_schema)}"

    def _of(self, wanted: WantedEvents) -> str:
        criteria = {"family": wanted.family, "segment": wanted.segment}
        conditions = [
            f"{column} = {self.warehouse.literal(value)}"
            for column, value in criteria.items()
            if value is not None
        ]
        return " and ".join(conditions) or "true"

    def _name(self, table: str) -> str:
        return self.warehouse.name(self.warehouse.dialect.internal_table(table))


def event_log(warehouse: Warehouse, schema: str) -> EventLog:
    """Return the events of the target with a default schema."""
    folded = warehouse.dialect.folded(RelationName(schema, EVENTS))
    return EventLog(warehouse, folded.schema)
