"""Incremental changes: applied to a version while publishing, undone by a rollback."""

from collections.abc import Sequence

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.inventory import columns_of
from orchestrator.engines.duckdb.spelling import fold, folded, quote, spelled
from orchestrator.generations.values import AppliedDelta, Change, Delta, Inventory
from orchestrator.names import RelationName


def add_columns(
    cursor: duckdb.DuckDBPyConnection,
    version: RelationName,
    columns: Sequence[tuple[str, str]],
    new: Sequence[tuple[str, str]],
) -> None:
    """Add to a version, which has `columns`, those that only its new rows have."""
    known = {fold(name) for name, _ in columns}
    for name, type_ in new:
        if fold(name) not in known:
            cursor.execute(f"alter table {spelled(version)} add column {quote(name)} {type_}")


def apply_delta(
    cursor: duckdb.DuckDBPyConnection,
    change: Change,
    delta: Delta,
    generation: int,
    inventory: Inventory,
) -> AppliedDelta:
    """Replace rows of the version by key, add the new ones, and keep the replaced rows.

    NULL keys match nothing.
    """
    version, rows = spelled(change.version), spelled(delta.rows)
    undo = None
    if delta.key or delta.where is not None:
        undo = delta.undo or RelationName(delta.rows.schema, f"{delta.rows.identifier}.undo")
        meets = [] if delta.where is None else [f"({delta.where})"]
        if folded(undo) not in inventory:
            replaced = " and ".join([*_has_key(delta.rows, delta.key), *meets])
            cursor.execute(
                f"create table {spelled(undo)} as "
                f"select * from {version} as seg_row where {replaced}"
            )
        conditions = [*_has_key(undo, delta.key), *meets]
        if delta.within:
            # Find the few rows that match `within` first, and read the complete key only of those.
            near = " and ".join(_has_key(undo, delta.within))
            conditions.insert(
                0, f"seg_row.rowid in (select seg_row.rowid from {version} as seg_row where {near})"
            )
        cursor.execute(f"delete from {version} as seg_row where {' and '.join(conditions)}")
    cursor.execute(f"insert into {version} by name select * from {rows}")
    return AppliedDelta(generation, change.version, delta.rows, undo, delta.key)


def _has_key(other: RelationName, key: Sequence[str]) -> list[str]:
    """Return conditions that the version's row `seg_row` has a key of another table; or none.

    A short name could be a column of the other table, whose fields then count in the subquery.

    A semi join, because `delete ... using` pairs every row of a key with every other one.
    """
    same = " and ".join(f"seg_row.{quote(name)} = seg_new.{quote(name)}" for name in key)
    return [f"exists (select 1 from {spelled(other)} as seg_new where {same})"] if key else []


def before_deltas(
    cursor: duckdb.DuckDBPyConnection,
    version: RelationName,
    columns: Sequence[str],
    deltas: Sequence[AppliedDelta],
) -> str:
    """Return a SELECT of a version's rows as they were before `deltas`, newest first.

    Rows are a bag: each row that a delta added is removed once, and each that it replaced is added
    back. It reads the version once for each delta.
    """
    stored_columns = columns_of(cursor, version)
    select = f"select * from {spelled(version)}"
    for delta in deltas:
        select = f"({select}) except all {_aligned(cursor, delta.rows, stored_columns)}"
        if delta.undo is not None:
            select = f"({select}) union all {_aligned(cursor, delta.undo, stored_columns)}"
    # Stamps are published columns that versions do not store.
    stored = {fold(name) for name, _ in stored_columns}
    names = ", ".join(quote(name) for name in columns if fold(name) in stored) or "*"
    return f"select {names} from ({select}) as earlier"


def _aligned(
    cursor: duckdb.DuckDBPyConnection,
    side: RelationName,
    stored_columns: Sequence[tuple[str, str]],
) -> str:
    """Return a side relation's rows with the version's columns and types; NULL if it lacks one."""
    present = {fold(name) for name, _ in columns_of(cursor, side)}
    columns = ", ".join(
        f"cast({quote(name) if fold(name) in present else 'null'} as {type_}) as {quote(name)}"
        for name, type_ in stored_columns
    )
    return f"(select {columns} from {spelled(side)})"
