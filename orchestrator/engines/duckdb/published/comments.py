"""Comments on relations and columns; each published name is a view, which has the comments."""

from collections.abc import Iterable, Mapping

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.published.switching import naming
from orchestrator.engines.duckdb.spelling import fold, folded, quote, spelled, text
from orchestrator.generations.draft import Draft
from orchestrator.generations.values import Change
from orchestrator.names import RelationName
from orchestrator.nodes import Comments

_EXISTING = """
select schema_name, view_name, null, comment from duckdb_views()
where database_name = current_database() and comment is not null
union all
select schema_name, table_name, null, comment from duckdb_tables()
where database_name = current_database() and comment is not null
union all
select schema_name, table_name, column_name, comment from duckdb_columns()
where database_name = current_database() and comment is not null
"""


def write_comments(
    cursor: duckdb.DuckDBPyConnection, changes: Iterable[Change], draft: Draft
) -> None:
    """Write the comments on relations and on those of their columns that exist.

    Older comments are gone: a replaced view has none.
    """
    columns = {row.unique_id: row.columns for row in draft.changed}
    kept = {switch.row.unique_id for switch in draft.switches if switch.is_unchanged}
    before = read_comments(cursor) if kept else {}
    for change in changes:
        if change.unique_id in kept and (old := before.get(folded(change.relation))):
            _remove(cursor, change.relation, old)
        if change.comments:
            named = [name for name, _ in columns.get(change.unique_id, ())]
            _write(cursor, change.relation, change.comments, named)


def read_comments(cursor: duckdb.DuckDBPyConnection) -> Mapping[RelationName, Comments]:
    """Return the existing comments, by the names of relations as the database compares them."""
    relations: dict[RelationName, str] = {}
    columns: dict[RelationName, list[tuple[str, str]]] = {}
    for schema, identifier, column, comment in cursor.execute(_EXISTING).fetchall():
        name = folded(RelationName(schema, identifier))
        if column is None:
            relations[name] = comment
        else:
            columns.setdefault(name, []).append((column, comment))
    return {
        name: Comments(relations.get(name, ""), tuple(columns.get(name, ())))
        for name in {*relations, *columns}
    }


def restore_comments(
    cursor: duckdb.DuckDBPyConnection, comments: Mapping[RelationName, Comments], draft: Draft
) -> None:
    """Restore comments on names that now show a different view, because views were replaced."""
    for row in draft.changed:
        found = comments.get(folded(row.relation))
        if found is not None:
            _write(cursor, row.relation, found, [name for name, _ in row.columns])


def _remove(cursor: duckdb.DuckDBPyConnection, relation: RelationName, comments: Comments) -> None:
    name = spelled(relation)
    with naming(relation):
        if comments.relation:
            cursor.execute(f"comment on view {name} is null")
        for column, _ in comments.columns:
            cursor.execute(f"comment on column {name}.{quote(column)} is null")


def _write(
    cursor: duckdb.DuckDBPyConnection,
    relation: RelationName,
    comments: Comments,
    columns: Iterable[str],
) -> None:
    name, existing = spelled(relation), {fold(column): column for column in columns}
    with naming(relation):
        if comments.relation:
            cursor.execute(f"comment on view {name} is {_text(comments.relation)}")
        for column, comment in comments.columns:
            if found := existing.get(fold(column)):
                cursor.execute(f"comment on column {name}.{quote(found)} is {_text(comment)}")


def _text(comment: str) -> str:
    """Return a comment as a SQL string; NUL, which it cannot hold, becomes U+FFFD."""
    return text(comment.replace("\0", "\ufffd"))
