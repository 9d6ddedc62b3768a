"""The relations that a DuckDB SELECT names."""

from functools import lru_cache

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from orchestrator.names import RelationName

_OWN_SCHEMA = "main"
_REMEMBERED = 10_000


@lru_cache(_REMEMBERED)
def relations_in(select: str) -> frozenset[RelationName] | None:
    """Return all relations after FROM and JOIN, without CTEs; None for invalid SQL."""
    try:
        tree = parse_one(select, dialect="duckdb")
    except (SqlglotError, RecursionError):
        return None
    queries = {each.alias.casefold() for each in tree.find_all(exp.CTE)}
    return frozenset(
        name_of(table)
        for table in tree.find_all(exp.Table)
        if isinstance(table.this, exp.Identifier)
        and (table.db or table.name.casefold() not in queries)
    )


def name_of(table: exp.Table) -> RelationName:
    """Return the name of a table in a tree."""
    return RelationName(table.db or _OWN_SCHEMA, table.name, table.catalog or None)
