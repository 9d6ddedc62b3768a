"""Columns followed through a SELECT by sqlglot, as far as it understands the SQL."""

import logging
from collections.abc import Iterable
from functools import partial

from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.lineage import Node, lineage
from sqlglot.schema import MappingSchema

from orchestrator.lineage.door import Columns, Origins, ReadOrigins
from orchestrator.names import RelationName

# What it cannot read is None, and said by whoever asked.
logging.getLogger("sqlglot").addHandler(logging.NullHandler())
logging.getLogger("sqlglot").propagate = False


def reader(relations: Iterable[tuple[RelationName, Columns]], dialect: str) -> ReadOrigins:
    """Reads the origins of SELECTs on relations whose columns are known."""
    by_schema: dict[str, dict[str, dict[str, str]]] = {}
    names: dict[tuple[str, str], RelationName] = {}
    for relation, columns in relations:
        key = (relation.schema.casefold(), relation.identifier.casefold())
        names[key] = relation
        by_schema.setdefault(key[0], {})[key[1]] = {name.casefold(): kind for name, kind in columns}
    # A table without columns would not be a table to it.
    known: dict[str, object] = {
        schema: {table: columns or {"*": "unknown"} for table, columns in tables.items()}
        for schema, tables in by_schema.items()
    }
    return partial(_origins, MappingSchema(known, dialect=dialect), names, dialect)


def _origins(
    schema: MappingSchema,
    names: dict[tuple[str, str], RelationName],
    dialect: str,
    select: str,
) -> Origins | None:
    try:
        found = lineage(None, select, schema, dialect=dialect, trim_selects=False)
    except (SqlglotError, RecursionError):
        return None
    return {name.casefold(): _leaves(node, names) for name, node in found.items()}


def _leaves(
    node: Node, names: dict[tuple[str, str], RelationName]
) -> tuple[tuple[RelationName, str], ...]:
    """The columns of relations at the end of all ways, each once, in a stable order."""
    found: set[tuple[str, str, str]] = set()
    for each in node.walk():
        table = each.expression
        if isinstance(table, exp.Table):
            column = each.name.rpartition(".")[2]
            found.add((table.db.casefold(), table.name.casefold(), column.casefold()))
    return tuple(
        (names[schema, table], column)
        for schema, table, column in sorted(found)
        if (schema, table) in names and column != "*"
    )
