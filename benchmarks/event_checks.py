"""What must hold of events of segments, counted with DuckDB alone from the tables that people read.

Nothing of seg is used here: who is in a segment is whoever entered it last and has not left.
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
"""How many segments have other members than all events of the same copy add up to."""

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
    """By what must not be there, how much of it is.

    `copy` is the copy for readers of the warehouse, `fresh` a warehouse that was built of the same
    sources from nothing.
    """
    events = "select * from {}._seg.segment_events"
    with duckdb.connect() as connection:
        for name, file in (("live", warehouse), ("copy", copy), ("fresh", fresh)):
            connection.execute(f"attach '{file}' as {name} (read_only)")

        return mistakes_of_events(connection) | {
            "members otherwise in the copy for readers": _count(
                connection, _differing(PUBLISHED.format("live"), PUBLISHED.format("copy"))
            ),
            "events otherwise in the copy for readers": _count(
                connection, _differing(events.format("live"), events.format("copy"))
            ),
            "members otherwise than in a build from nothing": _count(
                connection, _differing(PUBLISHED.format("live"), PUBLISHED.format("fresh"))
            ),
        }


def mistakes_of_events(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """What is wrong in the warehouse that is attached as `live`, looked at by itself."""
    return {
        "who enters twice, or leaves without having entered": _count(
            connection, DOUBLED.format("live")
        ),
        "ids that are given twice, or not in the order of generations": _count(
            connection, NOT_IN_ORDER.format("live")
        ),
        "members otherwise than by all events from the first on": _count(
            connection, _differing(PUBLISHED.format("live"), REPLAYED.format("live"))
        ),
    }


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    (row,) = connection.execute(query).fetchall()
    return int(row[0])


def _differing(one: str, other: str) -> str:
    """SELECT of how many rows are on one side only."""
    return (
        f"select count(*) from ((({one}) except all ({other}))"
        f" union all (({other}) except all ({one})))"
    )
