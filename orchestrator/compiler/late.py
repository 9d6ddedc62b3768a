"""Compiling a node whose parents are built: its template may ask what they hold.

It asks on the worker's own session, for relations as the node's SQL will read them.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.compiler.closing import Sql, without_deleted
from orchestrator.compiler.compile import Compiled, compile_nodes
from orchestrator.compiler.context import NodeNames
from orchestrator.compiler.rules import RuleReader
from orchestrator.compiler.spelled_names import with_nodes
from orchestrator.compiler.sql import SqlTemplate, Tending, placeholder
from orchestrator.compiler.statements import StatementProblem
from orchestrator.engines.boundary import Session
from orchestrator.errors import ProjectError, StatementError
from orchestrator.ids import name_in
from orchestrator.names import RelationName
from orchestrator.nodes import Batch, Model, Operation
from orchestrator.project.database import refuse_change
from orchestrator.project.relation import TemplateRelation
from orchestrator.project.table import TemplateTable
from orchestrator.project.template_column import TemplateColumn
from orchestrator.templates.door import TemplateRenderer
from orchestrator.templates.static import parse


class RunSoFar(Struct, frozen=True):
    """A database in the middle of a run, as one node reads it.

    `name_of` spells relations by unique id; `versions` are those that the run has built, by unique
    id, and come in while it goes on. `batch` is that which is made of a model in batches of time,
    after others where it `goes_on`. `prepare` is told of each node that a statement changes, before
    it does; without it, statements change nothing that the run built of others.
    """

    session: Session
    name_of: Callable[[str], str]
    versions: Mapping[str, RelationName]
    batch: Batch | None = None
    goes_on: bool = False
    prepare: Callable[[str], None] | None = None


CompileLate = Callable[[str, RunSoFar], Sql]
"""Compiles a node once its parents are built, by its unique id."""


class HookStatement(Struct, frozen=True):
    """A statement of a hook: whether it writes into the hook's own node, or what it makes for it
    that changes no row.
    """

    sql: str
    is_own: bool
    tends: Tending | None = None


class RenderedHook(Struct, frozen=True):
    """The statements that a hook's template gave, and what ran while it rendered that does not
    write into its own node; `is_strict` is whether it is of a strict package.
    """

    statements: tuple[HookStatement, ...]
    elsewhere: tuple[str, ...] = ()
    is_strict: bool = True


HookStatements = Callable[[str], tuple[str, ...]]
"""Tells the statements of a hook apart, as texts that follow each other up to its end; raises
ProjectError where one may not run in the middle of a build."""

RenderHook = Callable[[str, str, RunSoFar], RenderedHook]
"""Renders the hook of a node, by its unique id; its template may run statements."""


class LateCompiler(Struct, frozen=True):
    """Compiles the `late` nodes of what was compiled for a run; `found` are those that it was
    asked for so far.
    """

    names: NodeNames
    renderer: TemplateRenderer
    statement_problem: StatementProblem
    hook_statements: HookStatements
    rules: RuleReader
    compiled: Compiled
    tell: Callable[[str], None]
    found: dict[str, Sql]

    def compile(self, unique_id: str, so_far: RunSoFar) -> Sql:
        """The SQL of a node; raises ProjectError, or StatementError where a query is refused."""
        project, names = self.names.project, self._asking(so_far)
        if so_far.goes_on and not self._is_made_anew(unique_id):
            names = replace(names, incremental=names.incremental | {unique_id})
        compiled = compile_nodes(
            project, names, self.renderer, (unique_id,), self.statement_problem, self.rules
        )
        sql = compiled.sql_of(unique_id)
        node = project.nodes[unique_id]
        if isinstance(node, Model) and unique_id not in self.compiled.full_refresh_sql:
            sql = without_deleted(sql, node)
        if so_far.batch is None:
            self.found[unique_id] = sql
        return sql

    def hook(
        self,
        unique_id: str,
        text: str,
        so_far: RunSoFar,
        more: Mapping[str, Any] = MappingProxyType({}),
    ) -> RenderedHook:
        """The statements of a hook of a node, which sees `more` names; raises ProjectError, or
        StatementError.
        """
        node = self.names.project.nodes[unique_id]
        writing = _Writing(unique_id, self.hook_statements, [], so_far.versions, so_far.prepare)
        names = {**self._asking(so_far, writing).of(node), **more}
        # Where the hooks of other nodes are written is not known.
        first_line = node.first_line if isinstance(node, Operation) else 1
        rendered = self.renderer.render(parse(text, node.path, first_line), names, node.package)
        found = SqlTemplate(self.names.sql(rendered.text)).at(self.names.of_run)
        statements = tuple(
            HookStatement(
                each.resolve(so_far.name_of, self.names.called),
                each.writes_into(unique_id),
                each.tends(unique_id),
            )
            for each in writing.statements(found)
        )
        is_strict = node.package not in self.renderer.macros.lenient
        return RenderedHook(statements, tuple(writing.elsewhere), is_strict)

    def _is_made_anew(self, unique_id: str) -> bool:
        node = self.names.project.nodes[unique_id]
        assert isinstance(node, Model), "only models are built in batches"
        asked: bool = self.names.shared["flags"].FULL_REFRESH
        return asked if node.config.full_refresh is None else node.config.full_refresh

    def _asking(self, so_far: RunSoFar, writing: "_Writing | None" = None) -> NodeNames:
        """What a template sees that may ask, and that of a hook, which may write."""
        names = replace(
            self.names,
            # Which models go on was decided when the run was planned.
            incremental=frozenset(self.compiled.full_refresh_sql),
            renders=None,
            rows=replace(self.names.rows, batch=so_far.batch),
        )
        database = _RunDatabase(names, so_far, self.statement_problem, self.tell, writing)
        return replace(names, database=database)

    def with_found(self) -> Compiled:
        """What was compiled, with what was compiled late in the place of what stood for it."""
        sql = {name: each.template for name, each in self.found.items()}
        return replace(self.compiled, sql={**self.compiled.sql, **sql})


class _Writing(Struct, frozen=True):
    """Whose hook writes, and its statements that write into something else."""

    unique_id: str
    hook_statements: HookStatements
    elsewhere: list[str]
    built: Mapping[str, RelationName]
    prepare: Callable[[str], None] | None = None

    def statements(self, template: SqlTemplate) -> tuple[SqlTemplate, ...]:
        """Its statements; raises ProjectError where one may not run in the middle of a build."""
        kept = template.written & self.built.keys() - {self.unique_id}
        for name in sorted(kept) if self.prepare is None else ():
            what = f"a hook must not write into '{name_in(name)}', which this run built and tested"
            raise ProjectError.of(what, fix="move what it does into that node's SELECT or hooks")
        # A name as long as what it stands for: the same cuts hold for both texts.
        found = self.hook_statements(template.resolve(lambda name: "x" * len(placeholder(name))))
        lengths = [len(statement) for statement in found]
        cuts = accumulate(lengths, initial=len(template.text) - sum(lengths))
        texts = tuple(SqlTemplate(template.text[start:end]) for start, end in pairwise(cuts))
        for text in texts:
            if self.prepare is not None and text.target is not None:
                self.prepare(text.target)
        return texts


class _RunDatabase(Struct, frozen=True):
    """Answers the template of one node from a run."""

    names: NodeNames
    so_far: RunSoFar
    statement_problem: StatementProblem
    tell: Callable[[str], None]
    writing: _Writing | None = None

    def query(self, sql: str) -> TemplateTable:
        """The answer of a SELECT; raises ProjectError for any other statement, but in hooks."""
        template = SqlTemplate(self.names.sql(sql)).at(self.names.of_run)
        problem = self.statement_problem(template.resolve(lambda _: "x"), "a query of a template")
        if problem is not None:
            if self.writing is None:
                raise ProjectError.of(problem[0])
            self._write(template, self.writing)
            return TemplateTable((), ())
        found = self.so_far.session.query(self._closed(template))
        return TemplateTable(found.columns, found.values, self.tell)

    def _write(self, template: SqlTemplate, writing: _Writing) -> None:
        for statement in writing.statements(template):
            self.so_far.session.execute(self._closed(statement))
            if not statement.writes_into(writing.unique_id):
                writing.elsewhere.append(statement.resolve(self.so_far.name_of))

    def columns(self, relation: TemplateRelation) -> list[TemplateColumn]:
        """The columns of a relation; none of one that is not there."""
        described = self._described(relation)
        return [TemplateColumn.described(name, kind) for name, kind in described or ()]

    def find(self, schema: str | None, identifier: str) -> TemplateRelation | None:
        """The relation of that name, if it is there."""
        name = RelationName(schema or self.names.shared["target"]["schema"], identifier)
        found = self._node_of(name)
        if found is None:
            database = self.names.shared["target"]["database"]
            found = TemplateRelation(name, "", "table", database, _spelled=self.spelled)
            found = replace(found, text=self.spelled(found))
        return found if self._described(found) is not None else None

    def relations(self, schema: str) -> list[TemplateRelation]:
        """The relations of a schema."""
        literal = self.names.dialect.literal(schema)
        rows = self.query(
            f"select table_name from information_schema.tables where table_schema = {literal}"
        )
        found = (self.find(schema, row[0]) for row in rows)
        return [relation for relation in found if relation is not None]

    def schemas(self) -> list[str]:
        """The names of all schemas, and of those that the run will make."""
        rows = self.query("select schema_name from information_schema.schemata")
        made = {self._schema_of(name) for name in self.so_far.versions}
        return sorted({row[0] for row in rows} | made)

    def spelled(self, relation: TemplateRelation) -> str:
        """Its name; for that of a node stands the node, which is read as the run built it."""
        found = self._node_of(relation.relation)
        return (
            found.text if found is not None else ".".join(relation.quoted_parts(True, True, True))
        )

    def kind_of(self, relation: TemplateRelation) -> str | None:
        """Whether it is a `table` or a `view`, if it is there."""
        literal = self.names.dialect.literal
        rows = self.query(
            "select table_type from information_schema.tables"
            f" where table_schema = {literal(relation.schema)}"
            f" and table_name = {literal(relation.identifier)}"
        )
        kinds = ["view" if row[0] == "VIEW" else "table" for row in rows]
        return kinds[0] if kinds else None

    def change(self, what: str, sql: str) -> None:
        """Run a statement in a hook or an operation; else raise ProjectError."""
        if self.writing is None:
            refuse_change(what)
        self._write(SqlTemplate(sql).at(self.names.of_run), self.writing)

    def _node_of(self, name: RelationName) -> TemplateRelation | None:
        key = (name.schema.casefold(), name.identifier.casefold())
        unique_id = self.names.by_relation.get(key)
        return None if unique_id is None else self.names.relation(unique_id)

    def _built(self, parts: Sequence[str]) -> str | None:
        """What stands for a node that the run built, by the parts of its relation's name."""
        found = self._node_of(RelationName(*parts[-2:]))
        unique_id = self.names.by_relation.get((parts[-2].casefold(), parts[-1].casefold()))
        if found is None or unique_id not in self.so_far.versions:
            return None
        database = parts[0] if len(parts) == 3 else found.database
        return found.text if str(database).casefold() == str(found.database).casefold() else None

    def _schema_of(self, unique_id: str) -> str:
        return self.names.relation(unique_id).schema

    def _described(self, relation: TemplateRelation) -> tuple[tuple[str, str], ...] | None:
        """The columns of a relation with their types; None where it is not there."""
        text = self._closed(SqlTemplate(self.names.sql(f"select * from {relation.text}")))
        try:
            return self.so_far.session.describe(text)
        except StatementError as error:
            if error.cancelled:
                raise
            return None

    def _closed(self, template: SqlTemplate) -> str:
        """The SQL with names that hold now, also where it asks which relations there are."""
        dialect = self.names.dialect
        relations = {
            self.names.relation(name).relation: version
            for name, version in self.so_far.versions.items()
        }
        template = SqlTemplate(with_nodes(template.text, self._built))
        sql = template.resolve(self.so_far.name_of, self.names.called)
        return dialect.on_catalogue(sql, relations)
