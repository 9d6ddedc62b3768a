"""Traces columns through a SELECT with sqlglot, as far as it understands the SQL."""

import logging
from collections.abc import Iterable, Iterator
from functools import cache, partial

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError
from sqlglot.lineage import Node, lineage
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, build_scope
from sqlglot.schema import MappingSchema

from orchestrator.lineage.door import Columns, Origins, ReadOrigins
from orchestrator.names import RelationName

# What it cannot parse is None, and reported by the caller.
logging.getLogger("sqlglot").addHandler(logging.NullHandler())
logging.getLogger("sqlglot").propagate = False


def reader(relations: Iterable[tuple[RelationName, Columns]], dialect: str) -> ReadOrigins:
    """Return a function that traces SELECTs on relations with known columns."""
    by_schema: dict[str, dict[str, dict[str, str]]] = {}
    names: dict[tuple[str, str], RelationName] = {}
    for relation, columns in relations:
        key = (relation.schema.casefold(), relation.identifier.casefold())
        names[key] = relation
        by_schema.setdefault(key[0], {})[key[1]] = {name.casefold(): kind for name, kind in columns}
    # sqlglot would not treat a table without columns as a table.
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
        root = _qualified(
            _by_position(parse_one(select, dialect=dialect), schema, dialect), schema, dialect
        )
        scope = build_scope(root)
        if scope is None:
            return None
        found = lineage(None, root, schema, dialect=dialect, scope=scope, trim_selects=False)
        by_column = {name.casefold(): _known(_leaves(node), names) for name, node in found.items()}
        choosing = _known(_filtering(scope, schema, dialect), names)
    except (SqlglotError, RecursionError, ValueError):
        return None
    return Origins(by_column, choosing)


def _qualified(query: exp.Expr, schema: MappingSchema, dialect: str) -> exp.Expr:
    """Return the query with every `*` expanded, and every column qualified with its table."""
    return qualify(
        query, dialect=dialect, schema=schema, validate_qualify_columns=False, identify=False
    )


def _by_position(query: exp.Expr, schema: MappingSchema, dialect: str) -> exp.Expr:
    """Return the query with each UNION BY NAME as one by position, the only kind that is traced."""
    unions = [each for each in query.find_all(exp.SetOperation) if each.args.get("by_name")]
    if not unions:
        return query
    spelled_out = _qualified(query.copy(), schema, dialect).find_all(exp.SetOperation)
    by_name = [each for each in spelled_out if each.args.get("by_name")]
    for union, named in zip(unions, by_name, strict=True):
        sides = (named.left.named_selects, named.right.named_selects)
        names = dict.fromkeys(name for side in sides for name in side)
        for side, has in zip(("this", "expression"), sides, strict=True):
            columns = [
                exp.column(name, quoted=True)
                if name in has
                else exp.alias_(exp.null(), name, quoted=True)
                for name in names
            ]
            rows = union.args[side].subquery("rows_of_it")
            union.set(side, exp.select(*columns).from_(rows))
        union.set("by_name", False)
    return query


_Leaf = tuple[str, str, str]
"""Schema, table and column at the end of a path, in lower case."""


def _known(
    leaves: Iterable[_Leaf], names: dict[tuple[str, str], RelationName]
) -> tuple[tuple[RelationName, str], ...]:
    """Return the columns of known relations, without duplicates, in a stable order."""
    return tuple(
        (names[schema, table], column)
        for schema, table, column in sorted(set(leaves))
        if (schema, table) in names and column != "*"
    )


def _leaves(node: Node) -> Iterator[_Leaf]:
    """Yield the columns of relations at the end of all paths."""
    for each in node.walk():
        table = each.expression
        if isinstance(table, exp.Table):
            yield _leaf(table, each.name.rpartition(".")[2])


def _leaf(table: exp.Table, column: str) -> _Leaf:
    return table.db.casefold(), table.name.casefold(), column.casefold()


def _filtering(root: Scope, schema: MappingSchema, dialect: str) -> Iterator[_Leaf]:
    """Yield the columns of relations in joins and filters, anywhere in a SELECT."""
    scopes = list(root.traverse())
    scope_of = {id(column): scope for scope in scopes for column in scope.columns}

    @cache
    def origins_of(source: Scope, name: str) -> tuple[_Leaf, ...]:
        found = lineage(
            name, source.expression, schema, dialect=dialect, scope=source, trim_selects=False
        )
        return tuple(_leaves(found))

    for scope in scopes:
        for condition in _conditions(scope.expression):
            for column in condition.find_all(exp.Column):
                source = scope_of.get(id(column), scope).sources.get(column.table)
                if isinstance(source, exp.Table):
                    yield _leaf(source, column.name)
                elif isinstance(source, Scope):
                    yield from origins_of(source, column.name)


def _conditions(query: exp.Expr) -> Iterator[exp.Expr]:
    """Yield what determines the rows of a SELECT: joins, WHERE, HAVING, QUALIFY."""
    for join in query.args.get("joins") or ():
        if join.args.get("on") is not None:
            yield join.args["on"]
    for name in ("where", "having", "qualify"):
        if query.args.get(name) is not None:
            yield query.args[name]
