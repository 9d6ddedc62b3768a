"""Segment entries and exits: rows that the publishing transaction appends.

Each row of `segment_events` has a `number` that increases within its target and is never reused,
even after deletions: `segment_event_streams` stores the newest. `stream` is random, so that a
rebuilt warehouse does not reuse the old one's ids for other events.
"""

import os
from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.inventory import columns_of
from orchestrator.engines.duckdb.spelling import INTERNAL_SCHEMA, fold, quote, spelled, text
from orchestrator.generations.events import EVENTS, STREAMS, FamilyChange, Members, Reasons
from orchestrator.names import RelationName

SEGMENT_EVENTS = RelationName(INTERNAL_SCHEMA, EVENTS)
EVENT_STREAMS = RelationName(INTERNAL_SCHEMA, STREAMS)

_TABLES = f"""
create table if not exists {spelled(SEGMENT_EVENTS)} (
    number bigint, target_schema varchar, generation bigint, published_at timestamp,
    family varchar, entity_column varchar, entity varchar, segment varchar,
    event varchar, cause varchar);
create table if not exists {spelled(EVENT_STREAMS)} (
    target_schema varchar, stream varchar, newest bigint, forgotten bigint);
"""


def create_events(cursor: duckdb.DuckDBPyConnection) -> None:
    """Create both tables if they are missing."""
    cursor.execute(_TABLES)


def write_events(
    cursor: duckdb.DuckDBPyConnection,
    found: Iterable[FamilyChange],
    generation: int,
    at: datetime,
    target: str,
    keep_days: int | None,
) -> None:
    """Append the events of a generation, and delete those past their retention."""
    create_events(cursor)
    newest = _newest(cursor, target)
    moment = at.astimezone(UTC).replace(tzinfo=None)
    for change in found:
        newest += _append(cursor, change, newest, generation, moment, target)
    cursor.execute(
        f"update {spelled(EVENT_STREAMS)} set newest = $1 where target_schema = $2",
        [newest, target],
    )
    if keep_days is not None:
        _forget(cursor, target, moment - timedelta(days=keep_days))


def copy_events(
    cursor: duckdb.DuckDBPyConnection,
    database: str,
    target: str,
    families: Collection[str] | None = None,
) -> None:
    """Copy a target's events from another database into the one in use, if it has any.

    With `families`, only theirs. Events copied earlier are kept.
    """
    other_events = f"{quote(database)}.{spelled(SEGMENT_EVENTS)}"
    known = cursor.execute(
        "select 1 from duckdb_tables() "
        "where database_name = $1 and schema_name = $2 and table_name = $3",
        [database, INTERNAL_SCHEMA, EVENTS],
    )
    if known.fetchone() is None:
        cursor.execute(f"drop table if exists {spelled(SEGMENT_EVENTS)}")
        return
    create_events(cursor)
    events, streams = spelled(SEGMENT_EVENTS), spelled(EVENT_STREAMS)
    wanted = f"from {other_events} where target_schema = {text(target)}"
    if families is not None:
        wanted += f" and family in ({', '.join(map(text, families)) or 'null'})"
    cursor.execute(
        f"insert into {streams} select * from {quote(database)}.{streams} "
        f"where target_schema = {text(target)}"
    )
    cursor.execute(f"delete from {events} where number <= (select max(forgotten) from {streams})")
    newer = f"{wanted} and number > (select coalesce(max(number), 0) from {events})"
    cursor.execute(f"insert into {events} select * {newer} order by number")
    counts = [
        cursor.execute(f"select count(*), sum(number) {of}").fetchone()
        for of in (f"from {events}", wanted)
    ]
    if counts[0] != counts[1]:
        # The existing events were no subset of them.
        cursor.execute(f"delete from {events}")
        cursor.execute(f"insert into {events} select * {wanted} order by number")


def _newest(cursor: duckdb.DuckDBPyConnection, target: str) -> int:
    """Return the newest number of a target; begins its stream if it has none."""
    streams = spelled(EVENT_STREAMS)
    row = cursor.execute(
        f"select newest from {streams} where target_schema = $1", [target]
    ).fetchone()
    if row is not None:
        return int(row[0])
    stream = os.urandom(4).hex()
    cursor.execute(f"insert into {streams} values ($1, $2, 0, 0)", [target, stream])
    return 0


def _append(
    cursor: duckdb.DuckDBPyConnection,
    change: FamilyChange,
    newest: int,
    generation: int,
    at: datetime,
    target: str,
) -> int:
    """Write the events of a family, exits first; return how many."""
    found = change.after or change.before
    assert found is not None
    family, reasons = text(change.family), change.reasons
    cause = text(change.cause)
    joined = ""
    if reasons is not None and _has_columns(cursor, reasons):
        cause = f"coalesce(reasons.reason, {cause})"
        joined = (
            f"left join ({_reasons(reasons, change.family)}) as reasons "
            "on moves.entity = reasons.entity and moves.segment = reasons.segment "
            "and moves.has_entered = reasons.is_open"
        )
    cursor.execute(
        f"insert into {spelled(SEGMENT_EVENTS)} "
        "select $1 + row_number() over (order by moves.entity, has_entered, moves.segment), "
        f"$2, $3, $4, {family}, {text(found.entity)}, moves.entity, moves.segment, "
        f"case when has_entered then 'entered' else 'exited' end, {cause} "
        f"from ({_moves(change)}) as moves {joined}",
        [newest, target, generation, at],
    )
    row = cursor.fetchone()
    return int(row[0]) if row else 0


def _moves(change: FamilyChange) -> str:
    """Return a SELECT of the entities that are in a segment on one side only.

    Duplicates do not matter: an entity is in a segment, or it is not.
    """
    before, after, delta = change.before, change.after, change.delta
    if delta is None:
        sides = [_pairs(before, "false"), _pairs(after, "true")]
        shown = " union all ".join(side for side in sides if side)
        return (
            f"select entity, segment, bool_or(side) as has_entered from ({shown}) "
            "group by entity, segment having bool_or(side) = bool_and(side)"
        )
    assert after is not None
    # The rows that a delta added and removed, and those now, determine those before.
    undo = None if delta.undo is None else Members(delta.undo, after.entity)
    sides = [_pairs(Members(delta.rows, after.entity), "1"), _pairs(undo, "-1")]
    shown = " union all ".join(side for side in sides if side)
    return (
        "select t.entity, t.segment, count(v.segment) > 0 as has_entered from ("
        f"select entity, segment, sum(side) as added from ({shown}) "
        "group by entity, segment having sum(side) <> 0) as t "
        f"left join ({_pairs(after, '1')}) as v on t.entity = v.entity and t.segment = v.segment "
        "group by t.entity, t.segment, t.added "
        "having (count(v.segment) = 0) <> (count(v.segment) = t.added)"
    )


def _pairs(members: Members | None, side: str) -> str:
    """Return a SELECT of who is in which segment, as texts."""
    if members is None:
        return ""
    entity = quote(members.entity)
    return (
        f"select cast({entity} as varchar) as entity, cast(segment as varchar) as segment, "
        f"{side} as side from {spelled(members.relation)} "
        f"where {entity} is not null and segment is not null"
    )


def _has_columns(cursor: duckdb.DuckDBPyConnection, reasons: Reasons) -> bool:
    known = {fold(name) for name, _ in columns_of(cursor, reasons.relation)}
    return {fold(name) for name in reasons.columns.values()} <= known


def _reasons(reasons: Reasons, family: str) -> str:
    """Return a SELECT of why each member's newest interval began, and why the newest ended."""
    column = {name: quote(called) for name, called in reasons.columns.items()}
    is_open = f"{column['valid_to']} is null"
    # Intervals of the same day are ordered by their timestamps, if there are any.
    order = [column["valid_to"], column["valid_from"]]
    order += [
        f"coalesce(cast({column[name]} as timestamp), timestamp '1970-01-01')"
        for name in ("exited_at", "entered_at")
        if name in column
    ]
    reason = f"case when {is_open} then {column['entry_reason']} else {column['exit_reason']} end"
    return (
        f"select cast({column['entity']} as varchar) as entity, "
        f"cast({column['segment']} as varchar) as segment, {is_open} as is_open, "
        f"max_by({reason}, ({', '.join(order)})) as reason "
        f"from {spelled(reasons.relation)} where {column['family']} = {text(family)} "
        "group by all"
    )


def _forget(cursor: duckdb.DuckDBPyConnection, target: str, before: datetime) -> None:
    """Delete events of a target that were published before a moment."""
    is_old = f"from {spelled(SEGMENT_EVENTS)} where target_schema = $1 and published_at < $2"
    cursor.execute(
        f"update {spelled(EVENT_STREAMS)} set forgotten = greatest(forgotten, "
        f"(select coalesce(max(number), 0) {is_old})) where target_schema = $1",
        [target, before],
    )
    cursor.execute(f"delete {is_old}", [target, before])
