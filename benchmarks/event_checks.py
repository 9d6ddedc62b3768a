"""What must be true of segment events, counted with DuckDB only from published tables.

No code of seg is used here: the members of a segment are those whose last event is an entry.
"""

from pathlib import Path

import duckdb

PUBLISHED = "select family, customer_id as entity, segment from {}.main.segment_membership"
REPLAYED = """
    select family, entity, segment
    from {}._seg.segment_events
    where entity_column = 'customer_id'
    group by all
    having max_by(event, number) = 'entered'
"""
SIZES_THAT_DIFFER = """
    with

    told as (
        select family, segment, sum(if(event = 'entered', 1, -1)) as members
        from _seg.segment_events
        where entity_column = 'customer_id'
        group by all
        having members <> 0
    ),

    published as (
        select family, segment, count(*) as members
        from segment_membership
        group by all
    )

    select count(*)
    from told
    full join published using (family, segment)
    where told.members is distinct from published.members
"""
"""Counts segments whose members differ from the sum of all events in the same copy."""

DOUBLED = """
    select count(*)
    from (
        select
            event,
            lag(event, 1, 'exited') over (
                partition by family, entity_column, entity, segment order by number
            ) as before
        from {}._seg.segment_events
    )
    where event = before
"""
NOT_IN_ORDER = """
    select count(*)
    from (
        select
            number,
            generation,
            lag(number, 1, 0) over in_order as number_before,
            lag(generation, 1, 0) over in_order as generation_before
        from {}._seg.segment_events
        window in_order as (order by number)
    )
    where number = number_before or generation < generation_before
"""


def mistakes(warehouse: Path, copy: Path, fresh: Path) -> dict[str, int]:
    """Return the number of violations for each check.

    `copy` is the warehouse's copy for readers, `fresh` a warehouse built from scratch from the same
    sources.
    """
    events = "select * from {}._seg.segment_events"
    with duckdb.connect() as connection:
        for name, file in (("live", warehouse), ("copy", copy), ("fresh", fresh)):
            connection.execute(f"attach '{file}' as {name} (read_only)")

        return mistakes_of_events(connection) | {
            "members that differ in the copy for readers": _count(
                connection, _differing(PUBLISHED.format("live"), PUBLISHED.format("copy"))
            ),
            "events that differ in the copy for readers": _count(
                connection, _differing(events.format("live"), events.format("copy"))
            ),
            "members that differ from a build from scratch": _count(
                connection, _differing(PUBLISHED.format("live"), PUBLISHED.format("fresh"))
            ),
        }


def mistakes_of_events(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Count what is wrong within the warehouse that is attached as `live`."""
    return {
        "entries twice in a row, or exits without an entry": _count(
            connection, DOUBLED.format("live")
        ),
        "duplicate ids, or ids not in the order of generations": _count(
            connection, NOT_IN_ORDER.format("live")
        ),
        "members that differ from the sum of all events": _count(
            connection, _differing(PUBLISHED.format("live"), REPLAYED.format("live"))
        ),
    }


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    (row,) = connection.execute(query).fetchall()
    return int(row[0])


def _differing(one: str, other: str) -> str:
    """Return the SELECT that counts the rows that only one side has."""
    return (
        f"select count(*) from ((({one}) except all ({other}))"
        f" union all (({other}) except all ({one})))"
    )
