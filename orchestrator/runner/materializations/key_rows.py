"""The rows of some keys, from a table or a SELECT, or to delete from a table."""

from orchestrator.dialects.boundary import Dialect
from orchestrator.dialects.sql_text import clean_select
from orchestrator.engines.boundary import Session
from orchestrator.names import RelationName
from orchestrator.plan.steps import KeyTable

ROW = "seg_row"
"""A row outside a subquery: with a short name, it could be a column of the table inside."""


def made_of_keys(select: str, only: KeyTable, dialect: Dialect) -> str:
    """Return the SELECT without rows of other keys; its lines stay.

    A reference table that is joined in full gives rows of other keys too: those are unchanged.
    """
    has_key = _has_key(only, dialect)
    return f"select * from ({clean_select(select)}\n) as {ROW}\nwhere {has_key}"


def rows_of_keys(relation: RelationName, only: KeyTable, dialect: Dialect) -> str:
    """Return the SELECT of a table's rows of these keys."""
    has_key = _has_key(only, dialect)
    return f"select {ROW}.* from {dialect.relation(relation)} as {ROW} where {has_key}"


def few_rows_of_keys(table: RelationName, only: KeyTable, dialect: Dialect) -> str:
    """Return the same for a table that has many other rows."""
    return dialect.find_rows(table, ROW, _has_key(only, dialect))


def other_rows(relation: RelationName, only: KeyTable, dialect: Dialect) -> str:
    """Return the SELECT of a table's rows of all other keys."""
    has_key = _has_key(only, dialect)
    return f"select {ROW}.* from {dialect.relation(relation)} as {ROW} where not {has_key}"


def delete_others(
    relation: RelationName, only: KeyTable, session: Session, dialect: Dialect
) -> None:
    """Delete the rows of all other keys from a table."""
    has_key = _has_key(only, dialect)
    session.execute(f"delete from {dialect.relation(relation)} as {ROW} where not {has_key}")


def _has_key(only: KeyTable, dialect: Dialect) -> str:
    same = " and ".join(
        f"{ROW}.{dialect.quote(name)} = seg_keys.{dialect.quote(name)}" for name in only.columns
    )
    return f"exists (select 1 from {dialect.relation(only.relation)} as seg_keys where {same})"
