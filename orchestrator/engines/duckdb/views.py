"""Whether a view is the one that was published: somebody can put another one in its place."""

from collections.abc import Iterable

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.inventory import databases
from orchestrator.engines.duckdb.manifest import relations_of_target, tells_targets
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
    """What the database says of the views under the names of `rows`, by unique id.

    It writes the SELECT in its own way: another version of it may write it otherwise, and says
    which it is.
    """
    found = {
        folded(RelationName(schema, name, database)): f"{duckdb.__version__} {digest}"
        for schema, name, database, digest in cursor.execute(
            f"{_VIEWS}and database_name in ({databases(cursor)})"
        ).fetchall()
    }
    names = {row.unique_id: folded(row.relation) for row in rows}
    return {unique_id: found[name] for unique_id, name in names.items() if name in found}


def replaced_by_others(cursor: duckdb.DuckDBPyConnection, target: str) -> frozenset[str]:
    """The nodes of a target whose view is another one now than was noted when it was published.

    Nothing was noted by a seg that did not tell targets apart, or with another DuckDB.
    """
    if not tells_targets(cursor):
        return frozenset()
    this_version = text(f"{duckdb.__version__} ")
    found = cursor.execute(
        "select unique_id, schema, identifier, schema_name, view_name from (\n"
        f"select *, shown as before from {quote(INTERNAL_SCHEMA)}.relations\n"
        f"where until is null and starts_with(shown, {this_version}) and database is null\n"
        f"and {relations_of_target(target, is_told=True)}\n) as noted\n"
        f"inner join ({_VIEWS}and database_name = current_database()) as there\n"
        "on lower(schema_name) = lower(schema) and lower(view_name) = lower(identifier)\n"
        f"where before <> {this_version} || digest"
    ).fetchall()
    # The database takes more letters for the same here than in names.
    return frozenset(
        unique_id
        for unique_id, schema, identifier, *there in found
        if folded(RelationName(schema, identifier)) == folded(RelationName(*there))
    )
