"""The end of failing rows that were stored: seg notes when it stored them, and drops old ones."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Engine, Session
from orchestrator.errors import EnvironmentFault, StatementError
from orchestrator.names import RelationName
from orchestrator.people.ledger import utc_naive
from orchestrator.results import Event, Notice
from orchestrator.warehouse import connected

_NAME = "stored_failures"
_COLUMNS = (("schema_name", "varchar"), ("table_name", "varchar"), ("stored_at", "timestamp"))


def begin(engine: Engine, dialect: Dialect) -> None:
    """Make the place for notes, where it is missing."""
    with connected(engine, dialect) as warehouse:
        warehouse.internal_table(_NAME, _COLUMNS)


def note(table: RelationName, session: Session, dialect: Dialect, at: datetime) -> None:
    """Note that a table of failing rows is about to be stored; threads only add lines."""
    values = ", ".join(map(dialect.literal, (table.schema, table.identifier, utc_naive(at))))
    session.execute(f"insert into {_notes(dialect)} values ({values})")


def expire(engine: Engine, dialect: Dialect, at: datetime, days: int) -> Iterator[Event]:
    """Drop tables of failing rows that were last stored more than `days` days ago."""
    begin(engine, dialect)
    session = engine.session()
    try:
        dropped = _drop(session, dialect, utc_naive(at) - timedelta(days=days))
    except (StatementError, EnvironmentFault) as error:
        yield Notice("warn", f"old failing rows could not be dropped: {error}")
        return
    finally:
        session.close()
    if dropped:
        names = ", ".join(map(str, dropped))
        yield Notice("info", f"Dropped failing rows that were stored over {days} days ago: {names}")


def _drop(session: Session, dialect: Dialect, limit: datetime) -> list[RelationName]:
    notes, moment = _notes(dialect), dialect.literal(limit)
    rows = session.query(
        f"select schema_name, table_name from {notes} group by schema_name, table_name "
        f"having max(stored_at) < {moment} order by schema_name, table_name"
    ).values
    old = [RelationName(str(schema), str(table)) for schema, table in rows]
    with session.transaction():
        for table in old:
            session.execute(f"drop table if exists {dialect.relation(table)}")
        session.execute(f"delete from {notes} where stored_at < {moment}")
    return old


def _notes(dialect: Dialect) -> str:
    return dialect.relation(dialect.internal_table(_NAME))
