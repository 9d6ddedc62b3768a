"""`adapter` as templates see it: the engine, its macros, and the contents of its database."""

from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any, NoReturn

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.project.template_names.database import (
    UNKNOWN,
    Database,
    NeedsDatabase,
    WhilePlanning,
    WhileReading,
)
from orchestrator.project.template_names.relation import RelationApi, TemplateRelation
from orchestrator.project.template_names.table import TemplateTable
from orchestrator.project.template_names.template_column import TemplateColumn
from orchestrator.templates.door import TemplateRenderer


class TemplateAdapter(Struct, frozen=True):
    """The read-only part of dbt's `adapter`.

    `_search_orders` maps a macro namespace to its entry in `dispatch:` of the project file. If the
    SQL is written in another engine's dialect, `_dialect` names that engine, and its macros are
    used where the engine has none of its own. The names start with an underscore because templates
    cannot access such names.
    """

    _renderer: TemplateRenderer
    _engine: str
    _quote: Callable[[str], str]
    _search_orders: Mapping[str, Sequence[str]]
    _database: Database
    _dialect: str | None = None

    def dispatch(self, macro_name: str, macro_namespace: str | None = None) -> Callable[..., Any]:
        """Return the macro for this engine: `duckdb__name`, or `default__name`."""
        dialects = () if self._dialect is None else (self._dialect,)
        return self._renderer.dispatch(
            macro_name,
            macro_namespace,
            adapter_types=(self._engine, *dialects),
            search_order=self._search_orders.get(macro_namespace or ""),
        )

    def quote(self, identifier: str) -> str:
        """Return the identifier as SQL."""
        return self._quote(identifier)

    def quote_as_configured(self, identifier: str, quote_key: str) -> str:
        """Return the identifier as SQL; every name is quoted."""
        return self._quote(identifier)

    def type(self) -> str:
        """Return the engine's name."""
        return self._engine

    def get_columns_in_relation(self, relation: TemplateRelation) -> list[TemplateColumn]:
        """Return the columns of a relation; an empty list if it does not exist."""
        return self._database.columns(relation)

    def get_missing_columns(
        self, from_relation: TemplateRelation, to_relation: TemplateRelation
    ) -> list[TemplateColumn]:
        """Return the columns that the first relation has and the second lacks."""
        existing = {column.name for column in self._database.columns(to_relation)}
        return [each for each in self._database.columns(from_relation) if each.name not in existing]

    def get_relation(
        self, database: str | None = None, schema: str | None = None, identifier: str | None = None
    ) -> TemplateRelation | None:
        """Return the relation of that name, if it exists."""
        return self._database.find(schema, identifier or "")

    def already_exists(self, schema: str, name: str) -> bool:
        """Return whether a relation of that name exists."""
        return self._database.find(schema, name) is not None

    def list_relations(self, database: str | None, schema: str) -> list[TemplateRelation]:
        """Return the relations in a schema."""
        return self._database.relations(schema)

    def list_relations_without_caching(
        self, schema_relation: TemplateRelation
    ) -> list[TemplateRelation]:
        """Return the relations in the schema of a relation."""
        return self._database.relations(schema_relation.schema)

    def list_schemas(self, database: str | None = None) -> list[str]:
        """Return the names of all schemas."""
        return self._database.schemas()

    def check_schema_exists(self, database: str | None, schema: str) -> bool:
        """Return whether a schema of that name exists."""
        return schema.casefold() in {name.casefold() for name in self._database.schemas()}

    def execute(
        self, sql: str, auto_begin: bool = False, fetch: bool = False, limit: int | None = None
    ) -> tuple[str, TemplateTable | None]:
        """Run a query; return its first keyword and its result."""
        found = self._database.query(sql)
        return "OK", found if limit is None or found is None else found.limit(limit)

    def expand_target_column_types(self, *_: object, **__: object) -> None:
        """Do nothing: text columns have no length."""

    def commit(self) -> str:
        """Do nothing: a run publishes all of its results at once."""
        return ""

    def create_schema(self, relation: TemplateRelation) -> None:
        """Create the schema of a relation; raises ProjectError if templates can only read here."""
        sql = f"create schema if not exists {self._quote(relation.schema)}"
        self._database.change("adapter.create_schema", sql)

    def drop_schema(self, relation: TemplateRelation) -> None:
        """Drop the schema of a relation with everything in it; raises like `create_schema`."""
        sql = f"drop schema if exists {self._quote(relation.schema)} cascade"
        self._database.change("adapter.drop_schema", sql)

    def drop_relation(self, relation: TemplateRelation) -> None:
        """Drop a relation, if it exists; raises like `create_schema`."""
        kind = self._database.kind_of(relation) or relation.type or "table"
        self._database.change("adapter.drop_relation", f"drop {kind} if exists {relation}")

    def truncate_relation(self, relation: TemplateRelation) -> None:
        """Delete all rows of a table; raises like `create_schema`."""
        self._database.change("adapter.truncate_relation", f"delete from {relation}")

    def rename_relation(
        self, from_relation: TemplateRelation, to_relation: TemplateRelation
    ) -> None:
        """Rename a relation within its schema; raises like `create_schema`."""
        kind = self._database.kind_of(from_relation) or from_relation.type or "table"
        sql = f"alter {kind} {from_relation} rename to {self._quote(to_relation.identifier)}"
        self._database.change("adapter.rename_relation", sql)

    def add_query(self, sql: str, *_: object, **__: object) -> None:
        """Run a statement; raises like `create_schema`."""
        self._database.change("adapter.add_query", sql)


class StatementResult(Struct, frozen=True):
    """What `load_result` returns: a statement's result as a table and as rows."""

    table: TemplateTable
    data: tuple[tuple[Any, ...], ...]
    response: str = "OK"


def querying_names(adapter: TemplateAdapter, database: Database) -> dict[str, Any]:
    """Return the names that let one node's template query the database; it has its own results."""
    stored: dict[str, StatementResult] = {}
    missing = UNKNOWN if type(database) is WhileReading else None

    def statement(
        name: str | None = None,
        fetch_result: bool = False,
        auto_begin: bool = True,
        language: str = "sql",
        caller: Callable[[], str] | None = None,
    ) -> str:
        table = database.query(caller() if caller is not None else "")
        if name is not None and table is not None:
            stored[name] = StatementResult(table, tuple(row.values() for row in table))
        return ""

    def store_result(
        name: str, response: object = "", agate_table: TemplateTable | None = None, **_: object
    ) -> str:
        table = agate_table if agate_table is not None else TemplateTable((), ())
        rows = tuple(row.values() for row in table)
        stored[name] = StatementResult(table, rows, str(response))
        return ""

    return {
        "adapter": replace(adapter, _database=database),
        "api": SimpleNamespace(Relation=RelationApi(database.spelled), Column=TemplateColumn),
        "statement": statement,
        "load_result": lambda name: stored.get(name, missing),
        "store_result": store_result,
    }


def planning_names(adapter: TemplateAdapter) -> dict[str, Any]:
    """Return the same names for planning: a template that queries anything is compiled later."""
    planning = WhilePlanning()
    return {
        "adapter": replace(adapter, _database=planning),
        "api": SimpleNamespace(Relation=RelationApi(planning.spelled), Column=TemplateColumn),
        "statement": _needs_database,
        "load_result": _needs_database,
        "store_result": _needs_database,
    }


def _needs_database(*_: object, **__: object) -> NoReturn:
    raise NeedsDatabase


def on_engine(adapter: TemplateAdapter, engine: str) -> TemplateAdapter:
    """Return the adapter as seen on `engine`, which runs SQL in this engine's dialect."""
    return replace(adapter, _engine=engine, _dialect=adapter.type())
