"""The consumers of segment events, and how far each of them is."""

from datetime import UTC, datetime

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.generations.events import EVENTS
from orchestrator.names import RelationName
from orchestrator.people.event_log import WantedEvents
from orchestrator.warehouse import Warehouse, utc_naive

CONSUMERS = "event_consumers"
"""The internal table of all consumers."""

_COLUMNS = (
    ("consumer", "varchar"),
    ("target_schema", "varchar"),
    ("stream", "varchar"),
    ("number", "bigint"),
    ("sent_to", "varchar"),
    ("family", "varchar"),
    ("segment", "varchar"),
    ("is_hashed", "boolean"),
    ("moved_at", "timestamp"),
)


class Consumer(Struct, frozen=True):
    """A consumer of a target's events, who accepted those up to `number` of the `stream`.

    `sent_to` is a destination of the project, or a file. `is_hashed`: it only knows hashed keys.
    """

    name: str
    stream: str
    number: int
    sent_to: str
    wanted: WantedEvents
    is_hashed: bool
    moved_at: datetime

    @property
    def cursor(self) -> str:
        """Return the id of the last event that it accepted or skipped."""
        return f"{self.stream}-{self.number}"


class Advance(Struct, frozen=True):
    """A consumer of a target accepted the events after number `began`, up to `number`."""

    consumer: str
    target_schema: str
    stream: str
    began: int
    number: int
    moved_at: datetime


class Consumers(Struct, frozen=True):
    """The consumers of a target, in a warehouse that is open for writing."""

    warehouse: Warehouse
    target_schema: str

    def all(self) -> tuple[Consumer, ...]:
        """Return all of them, by name."""
        return self._read("true")

    def get(self, name: str) -> Consumer | None:
        """Return the consumer of that name, if any."""
        found = self._read(f"consumer = {self.warehouse.literal(name)}")
        return found[0] if found else None

    def put(self, consumer: Consumer) -> None:
        """Insert or replace it."""
        values = (
            consumer.name,
            self.target_schema,
            consumer.stream,
            consumer.number,
            consumer.sent_to,
            consumer.wanted.family,
            consumer.wanted.segment,
            consumer.is_hashed,
            utc_naive(consumer.moved_at),
        )
        with self.warehouse.session.transaction():
            self.drop(consumer.name)
            self.warehouse.insert(self._table, [name for name, _ in _COLUMNS], [values])

    def advance(self, made: Advance) -> None:
        """Move a consumer's position, unless it was moved or dropped meanwhile."""
        known = self.get(made.consumer)
        if known is not None and (known.stream, known.number) == (made.stream, made.began):
            self.put(replace(known, number=made.number, moved_at=made.moved_at))

    def drop(self, name: str) -> None:
        """Delete it."""
        condition = f"consumer = {self.warehouse.literal(name)} and {self._own}"
        table = self.warehouse.name(self._table)
        self.warehouse.session.execute(f"delete from {table} where {condition}")

    def _read(self, condition: str) -> tuple[Consumer, ...]:
        rows = self.warehouse.rows(
            "select consumer, stream, number, sent_to, family, segment, is_hashed, moved_at "
            f"from {self.warehouse.name(self._table)} where {self._own} and {condition} "
            "order by consumer"
        )
        return tuple(
            Consumer(
                name,
                stream,
                number,
                sent_to,
                WantedEvents(family, segment),
                is_hashed,
                moved_at.replace(tzinfo=UTC),
            )
            for name, stream, number, sent_to, family, segment, is_hashed, moved_at in rows
        )

    @property
    def _table(self) -> RelationName:
        return self.warehouse.dialect.internal_table(CONSUMERS)

    @property
    def _own(self) -> str:
        return f"target_schema = {self.warehouse.literal(self.target_schema)}"


def consumers_of(warehouse: Warehouse, condition: str) -> tuple[tuple[str, str], ...]:
    """Return the consumers of any target, with destination, that may have got matching events."""
    consumers = warehouse.name(warehouse.dialect.internal_table(CONSUMERS))
    events = warehouse.name(warehouse.dialect.internal_table(EVENTS))
    rows = warehouse.rows(
        f"select consumer, sent_to from {consumers} as c where exists (select 1 from {events} as e "
        "where e.target_schema = c.target_schema and e.number <= c.number "
        "and (c.family is null or c.family = e.family) "
        f"and (c.segment is null or c.segment = e.segment) and ({condition})) order by all"
    )
    return tuple((name, sent_to) for name, sent_to in rows)


def open_consumers(warehouse: Warehouse, target_schema: str) -> Consumers:
    """Return the table, created if it is missing."""
    warehouse.internal_table(CONSUMERS, _COLUMNS)
    return Consumers(warehouse, target_schema)
