"""Whether a view is the one that was published: somebody can put another one in its place."""

from collections.abc import Iterable, Mapping

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.spelling import VERSIONS_SCHEMA, folded, text
from orchestrator.generations.values import Published, PublishedRelation
from orchestrator.names import RelationName

_VIEWS = f"""
select schema_name, view_name, nullif(database_name, current_database()), md5(sql)
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
        for schema, name, database, digest in cursor.execute(_VIEWS).fetchall()
    }
    names = {row.unique_id: folded(row.relation) for row in rows}
    return {unique_id: found[name] for unique_id, name in names.items() if name in found}


def replaced_by_others(
    cursor: duckdb.DuckDBPyConnection, published: Published, noted: Mapping[str, str]
) -> frozenset[str]:
    """The nodes whose view is another one now than was `noted` when it was published."""
    if not noted:
        return frozenset()
    shown = shown_by(cursor, published.values())
    this_version = f"{duckdb.__version__} "
    return frozenset(
        unique_id
        for unique_id, before in noted.items()
        if before.startswith(this_version) and shown.get(unique_id, before) != before
    )
