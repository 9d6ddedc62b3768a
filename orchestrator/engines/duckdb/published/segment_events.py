"""Segment entries and exits: rows that the publishing transaction appends.

Each row of `segment_events` has a `number` that increases within its target and is never reused,
even after deletions: `segment_event_streams` stores the newest. `stream` is random, so that a
rebuilt warehouse does not reuse the old one's ids for other events.
"""

import os
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.inventory import columns_of
from orchestrator.engines.duckdb.spelling import (
    INTERNAL_SCHEMA,
    VERSIONS_SCHEMA,
    fold,
    quote,
    spelled,
    text,
)
from orchestrator.generations.events import EVENTS, STREAMS, FamilyChange, Members, Reasons
from orchestrator.names import RelationName

SEGMENT_EVENTS = RelationName(INTERNAL_SCHEMA, EVENTS)
EVENT_STREAMS = RelationName(INTERNAL_SCHEMA, STREAMS)

Fetch = Callable[[str], Any]
"""Returns the rows of a SELECT on versions as an Arrow table, where another engine has them."""

_FETCHED = "seg_fetched_moves"

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
    fetch: Fetch | None = None,
) -> None:
    """Append the events of a generation, and delete those past their retention."""
    create_events(cursor)
    newest = _newest(cursor, target)
    moment = at.astimezone(UTC).replace(tzinfo=None)
    for change in found:
        newest += _append(cursor, change, newest, generation, moment, target, fetch)
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
    # Fetch all rows: an unfinished result prevents fetched moves from being registered.
    rows = cursor.execute(
        f"select newest from {streams} where target_schema = $1", [target]
    ).fetchall()
    if rows:
        return int(rows[0][0])
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
    fetch: Fetch | None,
) -> int:
    """Write the events of a family, exits first; return how many."""
    found = change.after or change.before
    assert found is not None
    family, moves = text(change.family), _with_causes(change, _reasons_of(cursor, change, fetch))
    rows = f"({moves})"
    if fetch is not None:
        cursor.register(_FETCHED, fetch(moves))
        rows = _FETCHED
    cursor.execute(
        f"insert into {spelled(SEGMENT_EVENTS)} "
        "select $1 + row_number() over (order by entity, has_entered, segment), "
        f"$2, $3, $4, {family}, {text(found.entity)}, entity, segment, "
        f"case when has_entered then 'entered' else 'exited' end, cause from {rows} as moves",
        [newest, target, generation, at],
    )
    ((count,),) = cursor.fetchall()
    if fetch is not None:
        cursor.unregister(_FETCHED)
    return int(count)


def _reasons_of(
    cursor: duckdb.DuckDBPyConnection, change: FamilyChange, fetch: Fetch | None
) -> Reasons | None:
    """Return the reasons that can be read now."""
    reasons = change.reasons
    if reasons is None or not _has_columns(cursor, reasons):
        return None
    # On another engine, a history that is a view is switched after this transaction.
    is_readable = fetch is None or reasons.relation.schema == VERSIONS_SCHEMA
    return reasons if is_readable else None


def _with_causes(change: FamilyChange, reasons: Reasons | None) -> str:
    """Return a SELECT of the moves, each with its cause."""
    cause = text(change.cause)
    if reasons is None:
        return f"select entity, segment, has_entered, {cause} as cause from ({_moves(change)}) as m"
    shown = "m.entity, m.segment, m.has_entered"
    order = ", ".join(f"r.at_{each} desc" for each in range(len(_order(reasons))))
    return (
        f"select entity, segment, has_entered, coalesce(reason, {cause}) as cause from ("
        f"select {shown}, r.reason, "
        f"row_number() over (partition by m.entity, m.segment order by {order}) as place "
        f"from ({_moves(change)}) as m left join ({_reasons(reasons, change.family)}) as r "
        "on m.entity = r.entity and m.segment = r.segment and m.has_entered = r.is_open"
        ") as told where place = 1"
    )


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
    """Return a SELECT of why each interval began, or why it ended, and of what orders them."""
    column = {name: quote(called) for name, called in reasons.columns.items()}
    is_open = f"{column['valid_to']} is null"
    reason = f"case when {is_open} then {column['entry_reason']} else {column['exit_reason']} end"
    order = ", ".join(f"{each} as at_{place}" for place, each in enumerate(_order(reasons)))
    return (
        f"select cast({column['entity']} as varchar) as entity, "
        f"cast({column['segment']} as varchar) as segment, {is_open} as is_open, "
        f"{reason} as reason, {order} "
        f"from {spelled(reasons.relation)} "
        f"where {column['family']} = {text(family)} and {reason} is not null"
    )


def _order(reasons: Reasons) -> list[str]:
    """Return what orders intervals: days, then timestamps if there are any."""
    column = {name: quote(called) for name, called in reasons.columns.items()}
    return [column["valid_to"], column["valid_from"]] + [
        f"coalesce(cast({column[name]} as timestamp), timestamp '1970-01-01')"
        for name in ("exited_at", "entered_at")
        if name in column
    ]


def _forget(cursor: duckdb.DuckDBPyConnection, target: str, before: datetime) -> None:
    """Delete events of a target that were published before a moment."""
    is_old = f"from {spelled(SEGMENT_EVENTS)} where target_schema = $1 and published_at < $2"
    cursor.execute(
        f"update {spelled(EVENT_STREAMS)} set forgotten = greatest(forgotten, "
        f"(select coalesce(max(number), 0) {is_old})) where target_schema = $1",
        [target, before],
    )
    cursor.execute(f"delete {is_old}", [target, before])
