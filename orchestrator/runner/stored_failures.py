"""Expires stored failing rows: records when they were stored, and drops old ones."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Catalogue, Engine
from orchestrator.errors import EnvironmentFault, StatementError
from orchestrator.names import RelationName
from orchestrator.results import Event, Notice
from orchestrator.warehouse import Warehouse, connected, unless_refused, utc_naive

_NAME = "stored_failures"
_COLUMNS = (("schema_name", "varchar"), ("table_name", "varchar"), ("stored_at", "timestamp"))


def has_notes(catalogue: Catalogue, dialect: Dialect) -> bool:
    """Return whether failing rows were ever stored."""
    return dialect.internal_table(_NAME) in catalogue.hidden_tables


def begin(engine: Engine, dialect: Dialect) -> None:
    """Create the table of records, if it is missing."""
    with connected(engine, dialect) as warehouse:
        warehouse.internal_table(_NAME, _COLUMNS)


def note(table: RelationName, warehouse: Warehouse, at: datetime) -> None:
    """Record that a table of failing rows is about to be stored; threads only append."""
    values = (table.schema, table.identifier, utc_naive(at))
    notes = warehouse.dialect.internal_table(_NAME)
    warehouse.insert(notes, tuple(name for name, _ in _COLUMNS), [values])


def expire(engine: Engine, dialect: Dialect, at: datetime, days: int) -> Iterator[Event]:
    """Drop tables of failing rows that were last stored more than `days` days ago."""
    try:
        with connected(engine, dialect) as warehouse:
            dropped = _drop(warehouse, utc_naive(at) - timedelta(days=days))
    except (StatementError, EnvironmentFault) as error:
        yield Notice("warn", f"old failing rows could not be dropped: {error}")
        return
    if dropped:
        names = ", ".join(map(str, dropped))
        yield Notice("info", f"Dropped failing rows that were stored over {days} days ago: {names}")


def are_noted(warehouse: Warehouse) -> bool:
    """Return whether there are failing rows that will have to be dropped."""
    notes = warehouse.name(warehouse.dialect.internal_table(_NAME))
    return bool(unless_refused(lambda: warehouse.rows(f"select 1 from {notes} limit 1")))


def tables(warehouse: Warehouse) -> list[RelationName]:
    """Return the tables of failing rows that were stored and not dropped since."""
    notes = warehouse.name(warehouse.dialect.internal_table(_NAME))
    rows = unless_refused(
        lambda: warehouse.rows(f"select distinct schema_name, table_name from {notes}")
    )
    return [RelationName(str(schema), str(table)) for schema, table in rows or ()]


def _drop(warehouse: Warehouse, limit: datetime) -> list[RelationName]:
    notes = warehouse.name(warehouse.dialect.internal_table(_NAME))
    moment = warehouse.literal(limit)
    rows = warehouse.rows(
        f"select schema_name, table_name from {notes} group by schema_name, table_name "
        f"having max(stored_at) < {moment} order by schema_name, table_name"
    )
    old = [RelationName(str(schema), str(table)) for schema, table in rows]
    if not old:
        return []
    with warehouse.session.transaction():
        for table in old:
            warehouse.drop_table(table)
        warehouse.session.execute(f"delete from {notes} where stored_at < {moment}")
    return old
