"""Whether a view is still the published one, or was replaced by somebody."""

from collections.abc import Iterable

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.inventory import databases
from orchestrator.engines.duckdb.published.manifest import (
    Columns,
    has_targets,
    read_columns,
    relations_of_target,
)
from orchestrator.engines.duckdb.spelling import (
    INTERNAL_SCHEMA,
    VERSIONS_SCHEMA,
    folded,
    quote,
    text,
)
from orchestrator.generations.values import PublishedRelation
from orchestrator.names import RelationName

_VIEWS = f"""
select
    schema_name,
    view_name,
    nullif(database_name, current_database()) as other_database,
    md5(sql) as digest
from duckdb_views()
where not internal and not temporary and schema_name <> {text(VERSIONS_SCHEMA)}
"""


def shown_by(
    cursor: duckdb.DuckDBPyConnection, rows: Iterable[PublishedRelation]
) -> dict[str, str]:
    """Return the definitions in the database of the views named in `rows`, by unique id.

    The database normalizes a SELECT. Another version can do so differently, so the version is
    included.
    """
    found = {
        folded(RelationName(schema, name, database)): f"{duckdb.__version__} {digest}"
        for schema, name, database, digest in cursor.execute(
            f"{_VIEWS}and database_name in ({databases(cursor)})"
        ).fetchall()
    }
    names = {row.unique_id: folded(row.relation) for row in rows}
    return {unique_id: found[name] for unique_id, name in names.items() if name in found}


def replaced_by_somebody(
    cursor: duckdb.DuckDBPyConnection, target: str, known: Columns | None = None
) -> frozenset[str]:
    """Return the nodes of a target whose view differs from the one recorded at publication.

    None is recorded by a seg that did not distinguish targets, or with another version of DuckDB.
    """
    if not has_targets(known or read_columns(cursor)):
        return frozenset()
    this_version = text(f"{duckdb.__version__} ")
    found = cursor.execute(
        "select unique_id, schema, identifier, schema_name, view_name from (\n"
        f"select *, shown as before from {quote(INTERNAL_SCHEMA)}.relations\n"
        f"where until is null and starts_with(shown, {this_version}) and database is null\n"
        f"and {relations_of_target(target, knows_targets=True)}\n) as noted\n"
        f"inner join ({_VIEWS}and database_name = current_database()) as there\n"
        "on lower(schema_name) = lower(schema) and lower(view_name) = lower(identifier)\n"
        f"where before <> {this_version} || digest"
    ).fetchall()
    # Here the database treats more letters as equal than in names.
    return frozenset(
        unique_id
        for unique_id, schema, identifier, *there in found
        if folded(RelationName(schema, identifier)) == folded(RelationName(*there))
    )
