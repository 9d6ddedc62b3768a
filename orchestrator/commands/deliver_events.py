"""Events of segments delivered to a consumer: at least once, in their order, from where it is.

The warehouse is closed while events are sent: a slow destination keeps no build waiting.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.commands.event_sinks import EventSink, open_sink, shown_target
from orchestrator.commands.events import event_values, wanted_events
from orchestrator.errors import UsageError, WarehouseLocked
from orchestrator.names import did_you_mean
from orchestrator.people.event_consumers import Advance, Consumer, Consumers, open_consumers
from orchestrator.people.event_log import START, EventLog, SegmentEvent, Stream, event_log
from orchestrator.people.listed_keys import SALT
from orchestrator.warehouse import connected
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.waiting_cursors import keep_waiting
from orchestrator.workspace.warehouse import opened, require_warehouse

_READ_AT_ONCE = 10_000

NEWEST = "newest"
"""The cursor behind the last event that there is."""


class Delivered(Struct, frozen=True):
    """What a consumer got: how many events in how many batches, and the cursor behind the last.

    There is none where nothing was published that has events. `is_waiting` says that the warehouse
    was in use in the end: the cursor stands beside it until it is free. `salt` is what keys were
    hashed with, None for keys as they are.
    """

    consumer: str
    sent_to: str
    events: int = 0
    batches: int = 0
    cursor: str | None = None
    is_waiting: bool = False
    salt: str | None = None


class ConsumerLine(Struct, frozen=True):
    """A consumer as listed: `lag` is how many events it has not got yet, of those that it wants."""

    consumer: Consumer
    lag: int


class _Order(Struct, frozen=True):
    """What was asked to be delivered."""

    consumer: str
    sent_to: str
    since: str | None
    family: str | None
    segment: str | None
    is_hashed: bool


class _Page(Struct, frozen=True):
    """What the consumer gets next; all events up to number `last` that it wants are in it."""

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
    """Send what the consumer (by default called as `to`) has not got yet to a destination or file.

    A new one begins behind `since` (a cursor, `start`, `newest`), by default at the start. Raises
    UsageError for one that got other events before, or whose cursor is older than what is kept;
    EnvironmentFault when not all were taken: the next call goes on from there.
    """
    require_warehouse(workspace)
    sent_to = shown_target(workspace, to)
    salt = workspace.invocation.environment.get(SALT, "") if hash_keys else None
    order = _Order(consumer or sent_to, sent_to, since, family, segment, hash_keys)
    told = Delivered(order.consumer, sent_to, salt=salt)
    with open_sink(workspace, to) as sink:
        has_more = True
        while has_more:
            page = _next_page(workspace, order)
            if page is None:
                return told
            told = _sent(workspace, sink, page, told)
            has_more = page.has_more
    return told


def consumers(workspace: Workspace) -> tuple[ConsumerLine, ...]:
    """All consumers of the target, and how far behind each is."""
    require_warehouse(workspace)
    with _followed(workspace) as (known, log, stream):
        return tuple(
            ConsumerLine(each, log.count(each.number, each.wanted) if stream else 0)
            for each in known.all()
        )


def reset_consumer(workspace: Workspace, name: str, cursor: str) -> Consumer:
    """Let a consumer go on from a cursor, `start` or `newest`; raises UsageError."""
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
    """Forget a consumer; raises UsageError where it is not known."""
    require_warehouse(workspace)
    with _followed(workspace) as (known, _, _):
        found = _known(known, name)
        known.drop(name)
        return found


@contextmanager
def _followed(workspace: Workspace) -> Iterator[tuple[Consumers, EventLog, Stream | None]]:
    """The consumers and the events of the target; the warehouse is open to be written."""
    with opened(workspace) as engine, connected(engine, workspace.dialect) as warehouse:
        log = event_log(warehouse, workspace.target.schema)
        yield open_consumers(warehouse, log.target_schema), log, log.stream()


def _next_page(workspace: Workspace, order: _Order) -> _Page | None:
    with _followed(workspace) as (known, log, stream):
        if stream is None:
            return None
        consumer = _consumer(workspace, known, log, stream, order)
        events = log.after(stream, consumer.number, consumer.wanted, _READ_AT_ONCE + 1)
    page, has_more = events[:_READ_AT_ONCE], len(events) > _READ_AT_ONCE
    # Behind the last one that it wants there may be others.
    last = stream.number_of(page[-1].id) if has_more else stream.newest
    return _Page(consumer, stream, log.target_schema, page, last, has_more)


def _consumer(
    workspace: Workspace, known: Consumers, log: EventLog, stream: Stream, order: _Order
) -> Consumer:
    """The consumer as it is known, written down where it is new; raises UsageError."""
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
        what = f"the consumer '{name}' is known, and goes on from '{found.cursor}'"
        raise UsageError(what, fix="reset it, or call it otherwise")
    if (found.wanted, found.is_hashed) != (wanted, order.is_hashed):
        raise UsageError(
            f"the consumer '{name}' got other events until now: {_described(found)}",
            fix="ask for the same again, or call the consumer otherwise",
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
            f"consumers: {', '.join(names)}" if names else "a delivery makes one known"
        )
        raise UsageError(f"no consumer '{name}'", fix=fix)
    return found


def _sent(workspace: Workspace, sink: EventSink, page: _Page, told: Delivered) -> Delivered:
    """Send a page batch by batch; whatever happens, the consumer has got what was accepted."""
    began = number = page.consumer.number
    is_moved = True
    try:
        for batch in _batches(page.events, sink.batch):
            sink.send(told.consumer, [_values(event, told.salt) for event in batch])
            number = page.stream.number_of(batch[-1].id)
            told = replace(told, events=told.events + len(batch), batches=told.batches + 1)
        number = page.last
    finally:
        if number != began:
            is_moved = _advanced(workspace, page, number)
    return replace(told, cursor=page.stream.id_of(number), is_waiting=not is_moved)


def _advanced(workspace: Workspace, page: _Page, number: int) -> bool:
    """Note how far the consumer is; whether it stands in the warehouse, and not beside it."""
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
    """An event as it is sent; with a salt as a list has its keys."""
    if salt is not None:
        hashed = hashlib.sha256((salt + event.entity).encode()).hexdigest()
        event = replace(event, entity=hashed, entity_column=f"{event.entity_column}_sha256")
    return event_values(event)
