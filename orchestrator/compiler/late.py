"""Compiles a node after its parents are built, so that its template can query their contents.

It queries in the worker's session, for relations as the node's SQL will read them.
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
from orchestrator.project.template_names.database import refuse_change
from orchestrator.project.template_names.relation import TemplateRelation
from orchestrator.project.template_names.table import TemplateTable
from orchestrator.project.template_names.template_column import TemplateColumn
from orchestrator.templates.door import TemplateRenderer
from orchestrator.templates.static import parse


class RunSoFar(Struct, frozen=True):
    """A database during a run, as one node reads it.

    `name_of` spells relations by unique id; `versions` are those built so far, by unique id, and
    grow. `batch` is the time batch that is being built, after others if it `goes_on`. `prepare` is
    called before a statement changes a node; without it, statements cannot change other nodes that
    the run built.
    """

    session: Session
    name_of: Callable[[str], str]
    versions: Mapping[str, RelationName]
    batch: Batch | None = None
    goes_on: bool = False
    prepare: Callable[[str], None] | None = None


CompileLate = Callable[[str, RunSoFar], Sql]
"""Compiles a node by unique id, after its parents are built."""


class HookStatement(Struct, frozen=True):
    """A statement of a hook: whether it writes into the hook's own node.

    Or what it creates for the node that changes no row.
    """

    sql: str
    is_own: bool
    tends: Tending | None = None


class RenderedHook(Struct, frozen=True):
    """The statements from a hook's template, and those it ran that write elsewhere.

    `is_strict`: it belongs to a strict package.
    """

    statements: tuple[HookStatement, ...]
    elsewhere: tuple[str, ...] = ()
    is_strict: bool = True


HookStatements = Callable[[str], tuple[str, ...]]
"""Splits a hook into its statements, which together cover its text up to the end.

Raises ProjectError for a statement that must not run during a build.
"""

RenderHook = Callable[[str, str, RunSoFar], RenderedHook]
"""Renders the hook of a node, by unique id; its template can run statements."""


class LateCompiler(Struct, frozen=True):
    """Compiles the `late` nodes of a run; `found` are those compiled so far."""

    names: NodeNames
    renderer: TemplateRenderer
    statement_problem: StatementProblem
    hook_statements: HookStatements
    rules: RuleReader
    compiled: Compiled
    tell: Callable[[str], None]
    found: dict[str, Sql]

    def compile(self, unique_id: str, so_far: RunSoFar) -> Sql:
        """Return the SQL of a node; raises ProjectError, or StatementError for its queries."""
        project, database = self.names.project, self._database(so_far)
        names = replace(database.names, database=database)
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
        """Return the statements of a node's hook, which also sees `more` names.

        Raises ProjectError, or StatementError.
        """
        node = self.names.project.nodes[unique_id]
        writing = _Writing(unique_id, self.hook_statements, [], so_far.versions, so_far.prepare)
        database = self._database(so_far, writing)
        names = {**replace(database.names, database=database).of(node), **more}
        # The place of other nodes' hooks is unknown.
        first_line = node.first_line if isinstance(node, Operation) else 1
        rendered = self.renderer.render(parse(text, node.path, first_line), names, node.package)
        statements = tuple(
            HookStatement(
                each.resolve(so_far.name_of, self.names.called),
                each.writes_into(unique_id),
                each.tends(unique_id),
            )
            for each in writing.statements(database.template(rendered.text))
        )
        is_strict = node.package not in self.renderer.macros.lenient
        return RenderedHook(statements, tuple(writing.elsewhere), is_strict)

    def _is_made_anew(self, unique_id: str) -> bool:
        node = self.names.project.nodes[unique_id]
        assert isinstance(node, Model), "only models are built in batches"
        is_requested: bool = self.names.shared["flags"].FULL_REFRESH
        return is_requested if node.config.full_refresh is None else node.config.full_refresh

    def _database(self, so_far: RunSoFar, writing: "_Writing | None" = None) -> "_RunDatabase":
        """Return what answers a template that queries, or a hook, which can write too."""
        names = replace(
            self.names,
            # Which models are continued was decided when the run was planned.
            incremental=frozenset(self.compiled.full_refresh_sql),
            renders=None,
            rows=replace(self.names.rows, batch=so_far.batch),
        )
        return _RunDatabase(names, so_far, self.statement_problem, self.tell, writing)

    def with_found(self) -> Compiled:
        """Return what was compiled, with late nodes in place of their stand-ins."""
        sql = {name: each.template for name, each in self.found.items()}
        return replace(self.compiled, sql={**self.compiled.sql, **sql})


class _Writing(Struct, frozen=True):
    """The node whose hook writes, and its statements that write into something else."""

    unique_id: str
    hook_statements: HookStatements
    elsewhere: list[str]
    built: Mapping[str, RelationName]
    prepare: Callable[[str], None] | None = None

    def statements(self, template: SqlTemplate) -> tuple[SqlTemplate, ...]:
        """Return its statements; raises ProjectError for one that must not run during a build."""
        kept = template.written & self.built.keys() - {self.unique_id}
        for name in sorted(kept) if self.prepare is None else ():
            what = f"a hook must not write into '{name_in(name)}', which this run built and tested"
            raise ProjectError.of(what, fix="move what it does into that node's SELECT or hooks")
        # The name is as long as its placeholder, so that offsets apply to both texts.
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

    def template(self, sql: str) -> SqlTemplate:
        """Return SQL from the template, in which relations that the run built are placeholders."""
        return SqlTemplate(with_nodes(self.names.sql(sql), self._built)).at(self.names.of_run)

    def query(self, sql: str) -> TemplateTable:
        """Return the result of a SELECT; raises ProjectError for other statements outside hooks."""
        template = self.template(sql)
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
        """Return the columns of a relation; empty if it does not exist."""
        described = self._described(relation)
        return [TemplateColumn.described(name, kind) for name, kind in described or ()]

    def find(self, schema: str | None, identifier: str) -> TemplateRelation | None:
        """Return the relation of that name, if it exists."""
        name = RelationName(schema or self.names.shared["target"]["schema"], identifier)
        found = self._node_of(name)
        if found is None:
            database = self.names.shared["target"]["database"]
            found = TemplateRelation(name, "", "table", database, _spelled=self.spelled)
            found = replace(found, text=self.spelled(found))
        return found if self._described(found) is not None else None

    def relations(self, schema: str) -> list[TemplateRelation]:
        """Return the relations of a schema."""
        literal = self.names.dialect.literal(schema)
        rows = self.query(
            f"select table_name from information_schema.tables where table_schema = {literal}"
        )
        found = (self.find(schema, row[0]) for row in rows)
        return [relation for relation in found if relation is not None]

    def schemas(self) -> list[str]:
        """Return the names of all schemas, including those that the run will create."""
        rows = self.query("select schema_name from information_schema.schemata")
        made = {self._schema_of(name) for name in self.so_far.versions}
        return sorted({row[0] for row in rows} | made)

    def spelled(self, relation: TemplateRelation) -> str:
        """Return its name; the name of a node's relation becomes the node, read as built."""
        found = self._node_of(relation.relation)
        return (
            found.text if found is not None else ".".join(relation.quoted_parts(True, True, True))
        )

    def kind_of(self, relation: TemplateRelation) -> str | None:
        """Return whether it is a `table` or a `view`, if it exists."""
        literal = self.names.dialect.literal
        rows = self.query(
            "select table_type from information_schema.tables"
            f" where table_schema = {literal(relation.schema)}"
            f" and table_name = {literal(relation.identifier)}"
        )
        kinds = ["view" if row[0] == "VIEW" else "table" for row in rows]
        return kinds[0] if kinds else None

    def change(self, what: str, sql: str) -> None:
        """Run a statement in a hook or an operation; otherwise raise ProjectError."""
        if self.writing is None:
            refuse_change(what)
        self._write(self.template(sql), self.writing)

    def _node_of(self, name: RelationName) -> TemplateRelation | None:
        key = (name.schema.casefold(), name.identifier.casefold())
        unique_id = self.names.by_relation.get(key)
        return None if unique_id is None else self.names.relation(unique_id)

    def _built(self, parts: Sequence[str]) -> str | None:
        """Return the placeholder of a node that the run built, by the parts of its name."""
        found = self._node_of(RelationName(*parts[-2:]))
        unique_id = self.names.by_relation.get((parts[-2].casefold(), parts[-1].casefold()))
        if found is None or unique_id not in self.so_far.versions:
            return None
        database = parts[0] if len(parts) == 3 else found.database
        return found.text if str(database).casefold() == str(found.database).casefold() else None

    def _schema_of(self, unique_id: str) -> str:
        return self.names.relation(unique_id).schema

    def _described(self, relation: TemplateRelation) -> tuple[tuple[str, str], ...] | None:
        """Return the columns of a relation with their types; None if it does not exist."""
        text = self._closed(self.template(f"select * from {relation.text}"))
        try:
            return self.so_far.session.describe(text)
        except StatementError as error:
            if error.cancelled:
                raise
            return None

    def _closed(self, template: SqlTemplate) -> str:
        """Return the SQL with current names, also in queries for existing relations."""
        dialect = self.names.dialect
        relations = {
            self.names.relation(name).relation: version
            for name, version in self.so_far.versions.items()
        }
        sql = template.resolve(self.so_far.name_of, self.names.called)
        return dialect.on_catalogue(sql, relations)
