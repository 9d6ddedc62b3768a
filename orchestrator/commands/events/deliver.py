"""Delivers segment events to a consumer: at least once, in order, from its cursor on.

The warehouse is closed while events are sent, so that a slow destination blocks no build.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.commands.events.read import event_values, wanted_events
from orchestrator.commands.events.sinks import EventSink, open_sink, shown_target
from orchestrator.errors import UsageError, WarehouseLocked
from orchestrator.names import did_you_mean
from orchestrator.people.event_consumers import Advance, Consumer, Consumers, open_consumers
from orchestrator.people.event_log import (
    START,
    EventLog,
    SegmentEvent,
    Stream,
    event_log,
    require_first_cursor,
)
from orchestrator.people.listed_keys import SALT
from orchestrator.warehouse import connected
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.waiting_cursors import keep_waiting
from orchestrator.workspace.warehouse import opened, require_warehouse

_READ_AT_ONCE = 10_000

NEWEST = "newest"
"""The cursor after the last existing event."""


class Delivered(Struct, frozen=True):
    """How many events in how many batches a consumer got, and its cursor after the last.

    There is no cursor if nothing with events was published. `is_waiting`: the warehouse was in use
    at the end, so the cursor is in a file next to it until it is free. `salt` is used to hash keys;
    None if keys are not hashed.
    """

    consumer: str
    sent_to: str
    events: int = 0
    batches: int = 0
    cursor: str | None = None
    is_waiting: bool = False
    salt: str | None = None


class ConsumerLine(Struct, frozen=True):
    """A consumer as listed; `lag` is the number of events that it wants and has not got yet."""

    consumer: Consumer
    lag: int


class _Order(Struct, frozen=True):
    """The arguments of a delivery."""

    consumer: str
    sent_to: str
    since: str | None
    family: str | None
    segment: str | None
    is_hashed: bool


class _Page(Struct, frozen=True):
    """The consumer's next events: all that it wants up to number `last`."""

    consumer: Consumer
    stream: Stream
    target_schema: str
    events: tuple[SegmentEvent, ...]
    last: int
    has_more: bool


def deliver_events(
    workspace: Workspace,
    to: str,
    *,
    consumer: str | None = None,
    since: str | None = None,
    family: str | None = None,
    segment: str | None = None,
    hash_keys: bool = False,
) -> Delivered:
    """Send to a destination or file what the consumer (by default named as `to`) has not got yet.

    A new consumer starts after `since` (a cursor, `start`, `newest`), by default at the start.
    Raises UsageError if it got different events before, or its cursor is no longer kept;
    EnvironmentFault if not all were accepted: the next call continues from there.
    """
    require_warehouse(workspace)
    sent_to = shown_target(workspace, to)
    salt = workspace.invocation.environment.get(SALT, "") if hash_keys else None
    order = _Order(consumer or sent_to, sent_to, since, family, segment, hash_keys)
    delivered = Delivered(order.consumer, sent_to, salt=salt)
    with open_sink(workspace, to) as sink:
        has_more = True
        while has_more:
            page = _next_page(workspace, order)
            if page is None:
                return delivered
            delivered = _sent(workspace, sink, page, delivered)
            has_more = page.has_more
    return delivered


def consumers(workspace: Workspace) -> tuple[ConsumerLine, ...]:
    """Return all consumers of the target, and how far behind each is."""
    require_warehouse(workspace)
    with _followed(workspace) as (known, log, stream):
        return tuple(
            ConsumerLine(each, log.count(each.number, each.wanted) if stream else 0)
            for each in known.all()
        )


def reset_consumer(workspace: Workspace, name: str, cursor: str) -> Consumer:
    """Move a consumer to a cursor, `start` or `newest`; raises UsageError."""
    require_warehouse(workspace)
    with _followed(workspace) as (known, _, stream):
        found = _known(known, name)
        if stream is None:
            raise UsageError("there are no events", fix="build a project with segment families")
        number = _number(stream, cursor)
        moved = replace(found, stream=stream.name, number=number, moved_at=datetime.now(UTC))
        known.put(moved)
        return moved


def drop_consumer(workspace: Workspace, name: str) -> Consumer:
    """Forget a consumer; raises UsageError if it is unknown."""
    require_warehouse(workspace)
    with _followed(workspace) as (known, _, _):
        found = _known(known, name)
        known.drop(name)
        return found


@contextmanager
def _followed(workspace: Workspace) -> Iterator[tuple[Consumers, EventLog, Stream | None]]:
    """Open the warehouse for writing; yield its consumers, its events and their stream."""
    with opened(workspace) as engine, connected(engine, workspace.dialect) as warehouse:
        log = event_log(warehouse, workspace.target.schema)
        yield open_consumers(warehouse, log.target_schema), log, log.stream()


def _next_page(workspace: Workspace, order: _Order) -> _Page | None:
    with _followed(workspace) as (known, log, stream):
        if stream is None:
            if order.since not in (None, NEWEST):
                require_first_cursor(order.since)
            return None
        consumer = _consumer(workspace, known, log, stream, order)
        events = log.after(stream, consumer.number, consumer.wanted, _READ_AT_ONCE + 1)
    page, has_more = events[:_READ_AT_ONCE], len(events) > _READ_AT_ONCE
    # After the last event that it wants there may be others, which it can skip.
    last = stream.number_of(page[-1].id) if has_more else stream.newest
    return _Page(consumer, stream, log.target_schema, page, last, has_more)


def _consumer(
    workspace: Workspace, known: Consumers, log: EventLog, stream: Stream, order: _Order
) -> Consumer:
    """Return the consumer, recording it if it is new; raises UsageError."""
    wanted = wanted_events(workspace, log, order.family, order.segment)
    found = known.get(order.consumer)
    if found is None:
        number = _number(stream, order.since or START)
        found = Consumer(
            order.consumer,
            stream.name,
            number,
            order.sent_to,
            wanted,
            order.is_hashed,
            datetime.now(UTC),
        )
        known.put(found)
        return found
    name = order.consumer
    if order.since is not None:
        what = f"the consumer '{name}' already exists, and continues from '{found.cursor}'"
        raise UsageError(what, fix="reset it, or choose another name")
    if (found.wanted, found.is_hashed) != (wanted, order.is_hashed):
        raise UsageError(
            f"the consumer '{name}' received different events until now: {_described(found)}",
            fix="use the same options, or choose another name for the consumer",
        )
    try:
        stream.number_of(found.cursor)
    except UsageError as error:
        what = f"the consumer '{name}': {str(error).splitlines()[0]}"
        raise UsageError(what, fix=f"reset it to '{START}', '{NEWEST}' or a cursor") from None
    if found.sent_to != order.sent_to:
        known.put(replace(found, sent_to=order.sent_to))
    return found


def _described(consumer: Consumer) -> str:
    return f"{consumer.wanted.shown}, keys {'hashed' if consumer.is_hashed else 'as they are'}"


def _number(stream: Stream, cursor: str) -> int:
    return stream.newest if cursor == NEWEST else stream.number_of(cursor)


def _known(known: Consumers, name: str) -> Consumer:
    found = known.get(name)
    if found is None:
        names = [each.name for each in known.all()]
        fix = did_you_mean(name, names) or (
            f"consumers: {', '.join(names)}" if names else "the first delivery creates one"
        )
        raise UsageError(f"no consumer '{name}'", fix=fix)
    return found


def _sent(workspace: Workspace, sink: EventSink, page: _Page, delivered: Delivered) -> Delivered:
    """Send a page batch by batch; whatever happens, accepted batches count as delivered."""
    began = number = page.consumer.number
    is_moved = True
    try:
        for batch in _batches(page.events, sink.batch):
            sink.send(delivered.consumer, [_values(event, delivered.salt) for event in batch])
            number = page.stream.number_of(batch[-1].id)
            delivered = replace(
                delivered, events=delivered.events + len(batch), batches=delivered.batches + 1
            )
        number = page.last
    finally:
        if number != began:
            is_moved = _advanced(workspace, page, number)
    return replace(delivered, cursor=page.stream.id_of(number), is_waiting=not is_moved)


def _advanced(workspace: Workspace, page: _Page, number: int) -> bool:
    """Record the consumer's position; return whether it is in the warehouse, not in a file."""
    consumer = page.consumer
    made = Advance(
        consumer.name,
        page.target_schema,
        consumer.stream,
        consumer.number,
        number,
        datetime.now(UTC),
    )
    try:
        with _followed(workspace) as (known, _, _):
            known.advance(made)
    except WarehouseLocked:
        keep_waiting(workspace, made)
        return False
    return True


def _batches(events: Sequence[SegmentEvent], size: int) -> Iterator[Sequence[SegmentEvent]]:
    return (events[at : at + size] for at in range(0, len(events), size))


def _values(event: SegmentEvent, salt: str | None) -> dict[str, Any]:
    """Return an event as it is sent; with a salt, its key is hashed as in lists."""
    if salt is not None:
        hashed = hashlib.sha256((salt + event.entity).encode()).hexdigest()
        event = replace(event, entity=hashed, entity_column=f"{event.entity_column}_sha256")
    return event_values(event)
