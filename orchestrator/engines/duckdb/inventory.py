"""The tables and views that exist in the database."""

from collections.abc import Iterable, Sequence
from typing import cast

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.spelling import (
    INTERNAL_SCHEMA,
    VERSIONS_SCHEMA,
    folded,
    spelled,
    text,
)
from orchestrator.generations.values import Existing, Inventory, Kind
from orchestrator.names import RelationName

_ALL = """
select database_name, schema_name, table_name, 'table' from duckdb_tables()
where database_name in ({databases}) and not internal and not temporary
union all
select database_name, schema_name, view_name, 'view' from duckdb_views()
where database_name in ({databases}) and not internal and not temporary
"""

# Planning a statement takes longer per table the more tables it reads.
_COUNTED_TOGETHER = 100


def read_inventory(cursor: duckdb.DuckDBPyConnection) -> Inventory:
    """Return every table and view by its folded name, including those in hidden schemas."""
    own = own_database(cursor)
    found = {}
    rows = cursor.execute(_ALL.format(databases=databases(cursor))).fetchall()
    for database, schema, identifier, kind in rows:
        relation = RelationName(schema, identifier, None if database == own else database)
        found[folded(relation)] = Existing(relation, cast(Kind, kind))
    return found


def databases(cursor: duckdb.DuckDBPyConnection) -> str:
    """Return the names of all databases except DuckDB's internal ones, as a list in SQL.

    Without them, a query of the catalogue makes DuckDB create all of its own views first: 4 ms.
    """
    found = cursor.execute("select database_name from duckdb_databases() where not internal")
    return ", ".join(text(name) for (name,) in found.fetchall())


def own_database(cursor: duckdb.DuckDBPyConnection) -> str:
    """Return the name of the database of relations that name none."""
    row = cursor.execute("select current_database()").fetchone()
    assert row is not None
    return str(row[0])


def is_hidden(relation: RelationName) -> bool:
    """Return whether a relation is in one of seg's own schemas."""
    return relation.database is None and relation.schema in (INTERNAL_SCHEMA, VERSIONS_SCHEMA)


def columns_of(
    cursor: duckdb.DuckDBPyConnection, relation: RelationName
) -> tuple[tuple[str, str], ...]:
    """Return the (name, type) of each column of a table or view."""
    rows = cursor.execute(f"describe select * from {spelled(relation)}").fetchall()
    return tuple((row[0], row[1]) for row in rows)


def columns_of_all(
    cursor: duckdb.DuckDBPyConnection, relations: Iterable[RelationName]
) -> dict[RelationName, tuple[tuple[str, str], ...]]:
    """Return the columns of relations by name, those in the target's database in one read.

    Columns of a view there are those when it was created.
    """
    wanted = list(relations)
    rows = cursor.execute(
        "select schema_name, table_name, list(column_name order by column_index), "
        "list(data_type order by column_index) from duckdb_columns() "
        "where database_name = current_database() and not internal "
        "and (schema_name, table_name) in (select unnest($1::varchar[]), unnest($2::varchar[])) "
        "group by schema_name, table_name",
        [[name.schema for name in wanted], [name.identifier for name in wanted]],
    ).fetchall()
    read = {
        RelationName(schema, table): tuple(zip(names, types, strict=True))
        for schema, table, names, types in rows
    }
    # The catalogue may spell a name differently.
    return {name: read.get(name) or columns_of(cursor, name) for name in wanted}


def count_rows(
    cursor: duckdb.DuckDBPyConnection, relations: Sequence[RelationName]
) -> dict[RelationName, int]:
    """Return the exact row count of each table; cheap, because DuckDB stores it."""
    counts: dict[RelationName, int] = {}
    for start in range(0, len(relations), _COUNTED_TOGETHER):
        some = relations[start : start + _COUNTED_TOGETHER]
        counting = "\nunion all\n".join(
            f"select {index}, count(*) from {spelled(relation)}"
            for index, relation in enumerate(some)
        )
        rows = cursor.execute(counting).fetchall()
        counts |= {some[index]: int(count) for index, count in sorted(rows)}
    return counts
