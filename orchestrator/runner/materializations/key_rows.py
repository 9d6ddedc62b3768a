"""The rows of some keys: of a table, of a SELECT, or what of a table is to be deleted."""

from orchestrator.dialects.boundary import Dialect
from orchestrator.dialects.sql_text import clean_select
from orchestrator.engines.boundary import Session
from orchestrator.names import RelationName
from orchestrator.plan.steps import KeyTable


def made_of_keys(select: str, only: KeyTable, dialect: Dialect) -> str:
    """The SELECT without rows of other keys; its lines stay where they are.

    A reference that is joined whole gives rows of other keys, too: those stay as they are.
    """
    return (
        f"select * from ({clean_select(select)}\n) as made\nwhere {_has_key('made', only, dialect)}"
    )


def rows_of_keys(relation: RelationName, only: KeyTable, dialect: Dialect) -> str:
    """The SELECT of a table's rows of these keys."""
    return f"select t.* from {dialect.relation(relation)} as t where {_has_key('t', only, dialect)}"


def few_rows_of_keys(table: RelationName, only: KeyTable, dialect: Dialect) -> str:
    """The same of a table that has many other rows."""
    return dialect.find_rows(table, "t", _has_key("t", only, dialect))


def other_rows(relation: RelationName, only: KeyTable, dialect: Dialect) -> str:
    """The SELECT of a table's rows of all other keys."""
    has_key = _has_key("t", only, dialect)
    return f"select t.* from {dialect.relation(relation)} as t where not {has_key}"


def delete_others(
    relation: RelationName, only: KeyTable, session: Session, dialect: Dialect
) -> None:
    """Leave nothing but the rows of these keys in a table."""
    has_key = _has_key("t", only, dialect)
    session.execute(f"delete from {dialect.relation(relation)} as t where not {has_key}")


def _has_key(rows: str, only: KeyTable, dialect: Dialect) -> str:
    same = " and ".join(
        f"{rows}.{dialect.quote(name)} = k.{dialect.quote(name)}" for name in only.columns
    )
    return f"exists (select 1 from {dialect.relation(only.relation)} as k where {same})"
