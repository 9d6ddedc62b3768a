"""Relations without rows, on which SQL is tried before anything runs."""

from itertools import groupby

from orchestrator.engines.duckdb.session import DuckDBSession
from orchestrator.engines.duckdb.spelling import VERSIONS_SCHEMA, quote, spelled
from orchestrator.names import RelationName

_COLUMNS = """
select table_schema, table_name, table_type, column_name, data_type
from information_schema.columns
inner join information_schema.tables using (table_catalog, table_schema, table_name)
where table_catalog = current_database()
order by table_schema, table_name, ordinal_position
"""


def copy_shapes(records: DuckDBSession, scratch: DuckDBSession) -> None:
    """Create each relation of the records in another database, with its columns and no rows."""
    scratch.execute(f"create schema if not exists {quote(VERSIONS_SCHEMA)}")
    rows = records.query(_COLUMNS).values
    for schema in sorted({row[0] for row in rows}):
        scratch.execute(f"create schema if not exists {quote(schema)}")
    for (schema, name, kind), columns in groupby(rows, key=lambda row: row[:3]):
        shown = ", ".join(f"cast(null as {row[4]}) as {quote(row[3])}" for row in columns)
        kind_of_relation = "view" if kind == "VIEW" else "table"
        relation = spelled(RelationName(schema, name))
        scratch.execute(f"create {kind_of_relation} {relation} as select {shown} where false")
