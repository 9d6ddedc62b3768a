"""Queries on the information schema during a run: new versions appear under published names."""

import re
from collections.abc import Callable, Mapping

from orchestrator.dialects.sql_text import tokens
from orchestrator.lazy_regex import lazy_regex
from orchestrator.names import RelationName

# `database.information_schema.tables`: the database is the open one, and can be omitted.
_VIEW = lazy_regex(
    r"""(?ix) (?: (?<![\w."]) (?: "[^"]+" | [a-z_]\w* ) \s*\.\s* | (?<![\w.]) )
    "?information_schema"? \s*\.\s* "? (tables|columns|schemata) \b "? (?!\s*\.)"""
)


def on_catalogue(
    sql: str,
    versions: Mapping[RelationName, RelationName],
    hidden: tuple[str, ...],
    literal: Callable[[object], str],
) -> str:
    """Return a query whose information schema shows versions under their relations' names.

    `versions` are by relation. Nothing else is shown of the `hidden` schemas.
    """
    if "information_schema" not in sql.casefold():
        return sql
    # A text can contain SQL: packages keep what was run in tables of their own.
    names = {token.start for token in tokens(sql) if token.kind in ("word", "quoted")}

    def shown(found: re.Match[str]) -> str:
        if found.start() not in names:
            return found[0]
        return _view(found[1].lower(), versions, hidden, literal)

    return _VIEW.sub(shown, sql)


def _view(
    view: str,
    versions: Mapping[RelationName, RelationName],
    hidden: tuple[str, ...],
    literal: Callable[[object], str],
) -> str:
    names = ", ".join(map(literal, hidden))
    if view == "schemata":
        return f"(select * from information_schema.schemata where schema_name not in ({names}))"
    if not versions:
        return f"(select * from information_schema.{view} where table_schema not in ({names}))"
    rows = ", ".join(
        "(" + ", ".join(map(literal, (at.schema, at.identifier, of.schema, of.identifier))) + ")"
        for of, at in versions.items()
    )
    return f"""(
    select known.* replace (
        coalesce(built.of_schema, known.table_schema) as table_schema,
        coalesce(built.of_table, known.table_name) as table_name
    )
    from information_schema.{view} as known
    left join (values {rows}) as built(at_schema, at_table, of_schema, of_table)
        on known.table_schema = built.at_schema and known.table_name = built.at_table
    where
        (built.of_table is not null or known.table_schema not in ({names}))
        and (known.table_schema, known.table_name) not in (
            select (of_schema, of_table) from (values {rows})
                as shown(at_schema, at_table, of_schema, of_table)
        )
)"""
