"""`adapter` as templates see it: the engine, the macros that fit it, what is in its database."""

from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any, NoReturn

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.project.database import (
    UNKNOWN,
    AsksDatabase,
    Database,
    WhilePlanning,
    WhileReading,
)
from orchestrator.project.relation import RelationApi, TemplateRelation
from orchestrator.project.table import TemplateTable
from orchestrator.project.template_column import TemplateColumn
from orchestrator.templates.door import TemplateRenderer


class TemplateAdapter(Struct, frozen=True):
    """The part of dbt's `adapter` that only asks.

    `_search_orders` are the project file's `dispatch:` entries by macro namespace. SQL that is
    written in the dialect of another engine has macros of that `_dialect` where there is none for
    the engine itself. The names begin with an underscore because templates cannot reach those.
    """

    _renderer: TemplateRenderer
    _engine: str
    _quote: Callable[[str], str]
    _search_orders: Mapping[str, Sequence[str]]
    _database: Database
    _dialect: str | None = None

    def dispatch(self, macro_name: str, macro_namespace: str | None = None) -> Callable[..., Any]:
        """The macro for this engine: `duckdb__name`, or `default__name`."""
        others = () if self._dialect is None else (self._dialect,)
        return self._renderer.dispatch(
            macro_name,
            macro_namespace,
            adapter_types=(self._engine, *others),
            search_order=self._search_orders.get(macro_namespace or ""),
        )

    def quote(self, identifier: str) -> str:
        """The identifier as SQL."""
        return self._quote(identifier)

    def quote_as_configured(self, identifier: str, quote_key: str) -> str:
        """The identifier as SQL: every name is quoted."""
        return self._quote(identifier)

    def type(self) -> str:
        """The engine's name."""
        return self._engine

    def get_columns_in_relation(self, relation: TemplateRelation) -> list[TemplateColumn]:
        """The columns of a relation; none of one that is not there."""
        return self._database.columns(relation)

    def get_missing_columns(
        self, from_relation: TemplateRelation, to_relation: TemplateRelation
    ) -> list[TemplateColumn]:
        """The columns of one relation that another has not."""
        there = {column.name for column in self._database.columns(to_relation)}
        return [each for each in self._database.columns(from_relation) if each.name not in there]

    def get_relation(
        self, database: str | None = None, schema: str | None = None, identifier: str | None = None
    ) -> TemplateRelation | None:
        """The relation of that name, if it is there."""
        return self._database.find(schema, identifier or "")

    def already_exists(self, schema: str, name: str) -> bool:
        """Whether there is a relation of that name."""
        return self._database.find(schema, name) is not None

    def list_relations(self, database: str | None, schema: str) -> list[TemplateRelation]:
        """The relations of a schema."""
        return self._database.relations(schema)

    def list_relations_without_caching(
        self, schema_relation: TemplateRelation
    ) -> list[TemplateRelation]:
        """The relations of the schema of a relation."""
        return self._database.relations(schema_relation.schema)

    def list_schemas(self, database: str | None = None) -> list[str]:
        """The names of all schemas."""
        return self._database.schemas()

    def check_schema_exists(self, database: str | None, schema: str) -> bool:
        """Whether there is a schema of that name."""
        return schema.casefold() in {name.casefold() for name in self._database.schemas()}

    def execute(
        self, sql: str, auto_begin: bool = False, fetch: bool = False, limit: int | None = None
    ) -> tuple[str, TemplateTable | None]:
        """The word that a query ran, and its answer."""
        found = self._database.query(sql)
        return "OK", found if limit is None or found is None else found.limit(limit)

    def expand_target_column_types(self, *_: object, **__: object) -> None:
        """Nothing: texts have no length."""

    def commit(self) -> str:
        """Nothing: what a run does is published at once."""
        return ""

    def create_schema(self, relation: TemplateRelation) -> None:
        """Make the schema of a relation; raises ProjectError where templates only ask."""
        sql = f"create schema if not exists {self._quote(relation.schema)}"
        self._database.change("adapter.create_schema", sql)

    def drop_schema(self, relation: TemplateRelation) -> None:
        """Drop the schema of a relation, with all in it; the same."""
        sql = f"drop schema if exists {self._quote(relation.schema)} cascade"
        self._database.change("adapter.drop_schema", sql)

    def drop_relation(self, relation: TemplateRelation) -> None:
        """Drop a relation, if it is there; the same."""
        kind = self._database.kind_of(relation) or relation.type or "table"
        self._database.change("adapter.drop_relation", f"drop {kind} if exists {relation}")

    def truncate_relation(self, relation: TemplateRelation) -> None:
        """Delete all rows of a table; the same."""
        self._database.change("adapter.truncate_relation", f"delete from {relation}")

    def rename_relation(
        self, from_relation: TemplateRelation, to_relation: TemplateRelation
    ) -> None:
        """Give a relation another name in its schema; the same."""
        kind = self._database.kind_of(from_relation) or from_relation.type or "table"
        sql = f"alter {kind} {from_relation} rename to {self._quote(to_relation.identifier)}"
        self._database.change("adapter.rename_relation", sql)

    def add_query(self, sql: str, *_: object, **__: object) -> None:
        """Run a statement; the same."""
        self._database.change("adapter.add_query", sql)


class StatementResult(Struct, frozen=True):
    """What `load_result` gives: the answer of a statement as a table, and as rows."""

    table: TemplateTable
    data: tuple[tuple[Any, ...], ...]
    response: str = "OK"


def asking_names(adapter: TemplateAdapter, database: Database) -> dict[str, Any]:
    """The names by which the template of one node asks; what it stores is its own."""
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
    """The same names for all templates while a run is planned: whoever asks is compiled later."""
    planning = WhilePlanning()
    return {
        "adapter": replace(adapter, _database=planning),
        "api": SimpleNamespace(Relation=RelationApi(planning.spelled), Column=TemplateColumn),
        "statement": _asks,
        "load_result": _asks,
        "store_result": _asks,
    }


def _asks(*_: object, **__: object) -> NoReturn:
    raise AsksDatabase


def on_engine(adapter: TemplateAdapter, engine: str) -> TemplateAdapter:
    """What templates see of another engine, which runs SQL of this one's dialect."""
    return replace(adapter, _engine=engine, _dialect=adapter.type())
