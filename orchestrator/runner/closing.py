"""Closes the SQL of steps when they run: inserts the current names of what they read."""

from collections.abc import Callable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from orchestrator.compiler.closing import Sql, StepSql, TableExpression
from orchestrator.compiler.late import CompileLate, RenderedHook, RenderHook, RunSoFar
from orchestrator.compiler.sql import Origin, SqlTemplate
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Session
from orchestrator.names import RelationName
from orchestrator.nodes import Batch
from orchestrator.plan.relations import Relations
from orchestrator.plan.steps import (
    ApplyDelta,
    Build,
    CreateTable,
    CreateView,
    LoadSeed,
    Plan,
    RunPython,
)
from orchestrator.results import BatchFinished


class ClosedSelect(Struct, frozen=True):
    """The SELECT of a build with the origin of its lines; for a view, also what is published."""

    text: str
    origin: Origin
    definition: str = ""


class Closing(Struct, frozen=True):
    """Names for what SQL reads. `relations` change during the run, as versions are built.

    `narrowed` replaces nodes of which only some rows are read. `tell` receives events of a step
    before it ends.
    """

    relations: Relations
    dialect: Dialect
    compile_late: CompileLate | None = None
    render_hook: RenderHook | None = None
    narrowed: Mapping[str, str] = field(default_factory=dict)
    tell: Callable[[BatchFinished], None] = lambda _: None

    def compiled(self, sql: StepSql, session: Session) -> Sql:
        """Return a step's SQL, compiled now if that had to wait for its parents."""
        if isinstance(sql, Sql):
            return sql
        assert self.compile_late is not None, "a plan that compiles late brings its compiler"
        name = sql.unique_id
        return self.compile_late(
            name, RunSoFar(session, self.reading_for(name), self.relations.versions)
        )

    def hook(self, text: str, unique_id: str, session: Session, this: str | None) -> RenderedHook:
        """Return the statements of a node's hook; `this` is its own name, if not as published."""
        assert self.render_hook is not None, "a plan with hooks brings what renders them"
        name_of = self.reading_for(unique_id)

        def named(name: str) -> str:
            return this if name == unique_id and this is not None else name_of(name)

        so_far = RunSoFar(session, named, self.relations.versions)
        return self.render_hook(unique_id, text, so_far)

    def sql(self, sql: Sql, reader: str) -> SqlTemplate:
        """Return what `reader` runs: itself (`this`) is read as published, all others as built."""
        return sql.resolve(self.reading_for(reader), self.dialect, self.relations.called)

    def reading_for(self, reader: str) -> Callable[[str], str]:
        """Return a function from unique ids to what the SQL of `reader` reads."""
        name_of, narrowed = self.relations.building_for(reader), self.narrowed
        return lambda unique_id: narrowed.get(unique_id) or name_of(unique_id)

    def this(self, unique_id: str) -> str:
        """Return what a node's own code reads of itself."""
        return self.narrowed.get(unique_id) or self.relations.this(unique_id)

    def select(self, step: Build, session: Session) -> ClosedSelect | None:
        """Return the SELECT of a build; None without SQL, or if each time batch has its own."""
        if isinstance(step, LoadSeed | RunPython) or step.sql is None:
            return None
        if getattr(step, "batches", None) is not None:
            return None
        sql = self.compiled(step.sql, session)
        closed = self.sql(sql, step.unique_id)
        definition = ""
        if isinstance(step, CreateView):
            definition = sql.resolve(self.relations.published, self.dialect).text
        return ClosedSelect(closed.text, step.origin.at(closed.lines), definition)

    def batch(
        self,
        step: CreateTable | ApplyDelta,
        batch: Batch,
        session: Session,
        this: str | None,
    ) -> ClosedSelect:
        """Return the SELECT of a model's batch; `this` is the model with the batches before it."""
        assert self.compile_late is not None, "a plan with batches brings its compiler"
        name, name_of = step.unique_id, self.reading_for(step.unique_id)

        def named(unique_id: str) -> str:
            return this if unique_id == name and this is not None else name_of(unique_id)

        versions = self.relations.versions
        so_far = RunSoFar(session, named, versions, batch, goes_on=this is not None)
        sql, called = self.compile_late(name, so_far), self.relations.called
        closed = sql.resolve(named, self.dialect, called)
        return ClosedSelect(closed.text, step.origin.at(closed.lines))

    def text_of(self, view: CreateView, reader: str) -> str | None:
        """Return the SELECT of a view; None if it is compiled later."""
        return self.sql(view.sql, reader).text if isinstance(view.sql, Sql) else None

    def rows(self, rows: TableExpression, reader: str) -> str:
        """Return what follows `from` to read a node."""
        return rows.resolve(self.reading_for(reader), self.dialect)


def closing_for(
    plan: Plan,
    dialect: Dialect,
    versions: Mapping[str, RelationName],
    compile_late: CompileLate | None = None,
    render_hook: RenderHook | None = None,
    tell: Callable[[BatchFinished], None] = lambda _: None,
) -> Closing:
    """Return the names for a plan's run; `versions` fills as steps end."""
    assert plan.relations is not None
    relations = replace(plan.relations, versions=versions)
    return Closing(relations, dialect, compile_late, render_hook, tell=tell)
