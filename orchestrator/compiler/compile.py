"""Renders the templates of the nodes that a command needs, and reports all errors at once."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from orchestrator.compiler.buildable import require_buildable
from orchestrator.compiler.closing import (
    CompileAfterParents,
    Ephemerals,
    Sql,
    StepSql,
    TableExpression,
    with_ephemeral_parents,
)
from orchestrator.compiler.context import NodeNames
from orchestrator.compiler.data_test_sql import is_known_to_parse
from orchestrator.compiler.families import check_families
from orchestrator.compiler.origins import origin_of
from orchestrator.compiler.postponed import can_wait, stand_in, waiting_for
from orchestrator.compiler.rendering import kept_or, stamp_sql, template_sql, test_sql
from orchestrator.compiler.rows_read import ALL_ROWS, RowsRead
from orchestrator.compiler.rules import RuleReader, family_line
from orchestrator.compiler.snapshot_settings import setting_problems
from orchestrator.compiler.sql import OF_RUN, Origin, SqlTemplate, placeholder
from orchestrator.compiler.stamps import (
    NO_STAMP_READS,
    StampedColumns,
    StampReads,
    StampSql,
    is_stored,
    place_of_stamps,
    stamp_reads,
    stamps_of,
    with_stamps,
)
from orchestrator.compiler.statements import (
    KINDS,
    AheadOfTime,
    LookAhead,
    StatementProblem,
    parsable,
    remembered,
)
from orchestrator.compiler.strategies import strategy_macro
from orchestrator.compiler.unit_test_sql import (
    fixtures_of,
    rendered_unit_test,
    tested_model,
    unit_test_problems,
)
from orchestrator.engines.boundary import Expression
from orchestrator.errors import Problem, Problems, ProjectError
from orchestrator.nodes import (
    UNBUILT,
    Analysis,
    DataTest,
    Model,
    Node,
    Seed,
    Snapshot,
    Source,
    TemplateNode,
    UnitTest,
)
from orchestrator.project.template_names.database import NeedsDatabase
from orchestrator.project.value import ParsedProject
from orchestrator.templates.door import TemplateRenderer


class Compiled(Struct, frozen=True):
    """The open SQL of models and data tests by unique id; for Python models, their code.

    `full_refresh_sql` has, for incremental models that are continued, the SQL of a full build:
    their fingerprint covers that, whatever a single run renders. `screens` has, for tests that can
    share a scan, an aggregate that is 0 exactly if the test passes. `both` has the two renderings
    of each incremental model, for a full build and to continue, whichever this run uses. `of_run`
    has the time of the run and the like: it is in what a step runs, but not in `sql`, which
    identifies a node. `stamps` are those of the tables among the nodes, `stamp_reads` says who
    reads them. `late` are the nodes compiled after their parents are built; their `sql` is a
    stand-in. `fixtures` has, by unit test, what replaces its inputs; `unbuilt` are models that do
    not exist yet, whose SQL gives the types of such inputs. `rows` says which rows of their inputs
    nodes read; `selected` are the nodes to compile.
    """

    sql: Mapping[str, SqlTemplate]
    full_refresh_sql: Mapping[str, SqlTemplate]
    ephemerals: Ephemerals
    screens: Mapping[str, str] = field(default_factory=dict)
    both: Mapping[str, tuple[SqlTemplate, ...]] = field(default_factory=dict)
    of_run: Mapping[str, str] = field(default_factory=dict)
    stamps: Mapping[str, StampedColumns] = field(default_factory=dict)
    stamp_reads: StampReads = NO_STAMP_READS
    late: frozenset[str] = frozenset()
    fixtures: Mapping[str, Mapping[str, SqlTemplate]] = field(default_factory=dict)
    unbuilt: Mapping[str, SqlTemplate] = field(default_factory=dict)
    rows: RowsRead = ALL_ROWS
    selected: tuple[str, ...] = ()
    strategies: Mapping[str, str] = field(default_factory=dict)

    def definition(self, unique_id: str) -> SqlTemplate:
        """Return what a node's fingerprint covers: the same in the first run and in later ones."""
        return self.full_refresh_sql.get(unique_id) or self.sql[unique_id]

    def with_full_refresh(self, unique_ids: Collection[str]) -> "Compiled":
        """Return the same, with these incremental models built in full."""
        sql = {name: self.full_refresh_sql[name] for name in unique_ids}
        going_on = {
            name: first for name, first in self.full_refresh_sql.items() if name not in unique_ids
        }
        return replace(self, sql={**self.sql, **sql}, full_refresh_sql=going_on)

    def sql_of(self, unique_id: str) -> Sql:
        """Return the SQL of a node with what closing it needs."""
        fixtures = self.fixtures.get(unique_id)
        before = self.ephemerals if fixtures is None else Ephemerals(fixtures)
        return Sql(self.sql[unique_id].at(self.of_run), before)

    def step_sql(self, unique_id: str) -> StepSql:
        """Return the same for a step, which may have to wait for it."""
        return CompileAfterParents(unique_id) if unique_id in self.late else self.sql_of(unique_id)

    def rows_of(self, unique_id: str) -> TableExpression:
        """Return what follows `from` to read a node."""
        return TableExpression(unique_id, self.ephemerals)


def compile_nodes(
    project: ParsedProject,
    names: NodeNames,
    renderer: TemplateRenderer,
    unique_ids: Iterable[str],
    statement_problem: StatementProblem,
    rules: RuleReader,
    *,
    look_ahead: LookAhead | None = None,
    is_patient: bool = False,
    is_shown: bool = False,
) -> Compiled:
    """Render models and data tests; raises ProjectError with all problems of all templates.

    Each model must be one SELECT, each rule of a family one condition: `statement_problem` and
    `rules` are the engine's parser, which can `look_ahead`. What is compiled here is not read as it
    was published. With `is_patient`, problems are raised when it is the node's turn, and its
    children are skipped. With `is_shown`, the SQL is not run: a dbt project can have models whose
    settings no run supports.
    """
    unique_ids = tuple(unique_ids)
    kept = {name: found for name, found in rules.published.items() if name not in unique_ids}
    rules = replace(rules, published=kept)
    problems = Problems()
    with AheadOfTime(look_ahead, names.renders) as ahead:
        compiler = _NodeCompiler(
            names, renderer, statement_problem, rules.read, ahead, is_shown=is_shown
        )
        for unique_id in with_ephemeral_parents(project, unique_ids):
            compiler.compile(project.nodes[unique_id])
    for unique_id, found in compiler.wrong().items():
        node = project.nodes[unique_id]
        if is_patient and found and can_wait(node):
            compiler.postpone(node)
        else:
            problems.found += found
    for node in waiting_for(project, compiler.late, compiler.sql, problems):
        compiler.postpone(node)
    check_families(project, compiler.sql, statement_problem, rules, problems, names.renders)
    problems.raise_any()
    ephemerals = {
        unique_id: template.at(names.of_run).as_foreign(node.path, node.source_code)
        for unique_id, template in compiler.sql.items()
        if (node := project.nodes[unique_id]).is_ephemeral
    }
    return Compiled(
        compiler.sql,
        compiler.full_refresh_sql,
        Ephemerals(ephemerals),
        compiler.screens,
        compiler.both,
        names.of_run,
        compiler.stamps,
        stamp_reads(project.nodes, compiler.sql, compiler.both),
        frozenset(compiler.late),
        compiler.fixtures,
        rows=names.rows,
        selected=unique_ids,
        strategies=compiler.strategies,
    )


class _NodeCompiler:
    """Compiles one node after another; its attributes become those of `Compiled`."""

    def __init__(
        self,
        names: NodeNames,
        renderer: TemplateRenderer,
        statement_problem: StatementProblem,
        read_expression: Callable[[str], Expression],
        ahead: AheadOfTime,
        *,
        is_shown: bool,
    ) -> None:
        self._names = names
        self._renderer = renderer
        self._statement_problem = statement_problem
        self._read_expression = read_expression
        self._ahead = ahead
        self._is_shown = is_shown
        self._wrong: dict[str, list[Problem]] = {}
        self._problems: list[Problem] = []
        self._statements: list[tuple[str, str, str, Origin]] = []
        self.sql: dict[str, SqlTemplate] = {}
        self.full_refresh_sql: dict[str, SqlTemplate] = {}
        self.screens: dict[str, str] = {}
        self.both: dict[str, tuple[SqlTemplate, ...]] = {}
        self.stamps: dict[str, StampedColumns] = {}
        self.strategies: dict[str, str] = {}
        self.late: set[str] = set()
        self.fixtures: dict[str, dict[str, SqlTemplate]] = {}

    def compile(self, node: Node) -> None:
        """Compile a node, or find that it has to wait; collects its problems."""
        self._problems = self._wrong[node.unique_id] = []
        try:
            COMPILED[type(node)](self, node)
        except NeedsDatabase:
            self.postpone(node)
        except ProjectError as error:
            self._problems += error.problems

    def wrong(self) -> dict[str, list[Problem]]:
        """Return each node's problems, including those that the parser found in statements."""
        for unique_id, sql, kind, origin in self._statements:
            problem = remembered(self._statement_problem, self._names.renders, sql, kind)
            if problem is not None:
                self._wrong[unique_id].append(origin.problem(*problem))
        return self._wrong

    def postpone(self, node: Node) -> None:
        """Let a node be compiled after its parents are built."""
        name = node.unique_id
        self.late.add(name)
        self.screens.pop(name, None)
        self.sql[name] = stand_in(node)
        if not isinstance(node, Model):
            return
        if node.config.materialized == "incremental":
            self.both[name] = (self.sql[name],)
            if name in self._names.incremental:
                self.full_refresh_sql[name] = self.sql[name]
        if is_stored(node) and name not in self.stamps:
            self._stamped(node)

    def _no_sql(self, _: Node) -> None:
        """What has no template has no SQL."""

    def _model(self, model: Model) -> None:
        is_going_on = model.unique_id in self._names.incremental
        if not (self._is_shown and model.package in self._renderer.macros.lenient):
            require_buildable(model, self._renderer.macros, is_going_on=is_going_on)
        if (macro := strategy_macro(model, self._renderer.macros)) is not None:
            self.strategies[model.unique_id] = macro
        self._select(model)
        self._stamped(model)

    def _select(self, model: Model) -> None:
        name = model.unique_id
        is_going_on = name in self._names.incremental
        if model.language == "python":
            self.sql[name] = SqlTemplate(model.source_code)
            if is_going_on:
                self.full_refresh_sql[name] = self.sql[name]
            return
        self.sql[name] = template_sql(model, self._names, self._renderer)
        if model.family is None:
            self._check(model)
        # What is compiled late is only run, not used as a definition.
        if model.config.materialized == "incremental" and self._names.database is None:
            other = template_sql(model, self._names.with_other_run(name), self._renderer)
            if is_going_on:
                self.full_refresh_sql[name] = other
            pair = (self.sql[name], other)
            self.both[name] = pair[::-1] if is_going_on else pair

    def _stamped(self, model: Model) -> None:
        """Compile stamps: a table gets them on publishing; a view has them in its SELECT."""
        if not model.config.stamps:
            return
        stamps = stamps_of(model, partial(self._stamp, model), self._names.dialect)
        if is_stored(model):
            self.stamps[model.unique_id] = stamps
        else:
            self.sql[model.unique_id] = with_stamps(self.sql[model.unique_id], stamps)

    def _stamp(self, model: Model, column: str, source: str) -> StampSql | None:
        """Return the SQL of a stamp; None if it is not known before a run."""
        template = stamp_sql(model, self._names, self._renderer, column, source)
        sql, renders = template.text.strip(), self._names.renders
        problem = remembered(self._statement_problem, renders, f"select {sql}", "a stamp")
        if problem is not None:
            raise ProjectError.of(f"'stamps': {column}: {problem[0]}", place_of_stamps(model))
        if template.reads or any(placeholder(name) in sql for name in OF_RUN):
            return None
        found = self._read_expression(f"({sql}\n) is not null")
        return None if found.problems else StampSql(sql, bool(found.columns))

    def _test(self, test: DataTest) -> None:
        name = test.unique_id
        self.sql[name], screen = test_sql(test, self._names, self._renderer)
        if screen:
            self.screens[name] = SqlTemplate(screen).at(self._names.of_run).text
        if not (screen and is_known_to_parse(test, self._names.dialect)):
            self._check(test)

    def _snapshot(self, snapshot: Snapshot) -> None:
        self.sql[snapshot.unique_id] = template_sql(snapshot, self._names, self._renderer)
        self._check(snapshot)
        self._problems += setting_problems(snapshot, self._statement_problem, self._names.renders)

    def _analysis(self, analysis: Analysis) -> None:
        """Compile an analysis, which people run: it can be any text."""
        self.sql[analysis.unique_id] = template_sql(analysis, self._names, self._renderer)

    def _unit_test(self, test: UnitTest) -> None:
        """Compile a unit test; problems of its model are reported for the model."""
        name, model = test.unique_id, tested_model(test, self._names.project)
        rendered = partial(rendered_unit_test, test, self._names, self._renderer)
        render = kept_or(rendered, test, self._names)
        lines = render.lines
        if model.family is not None:
            lines = tuple(family_line(model.family, line) for line in lines)
        self.sql[name] = SqlTemplate(render.text, lines)
        self.fixtures[name] = fixtures_of(test, self._names, self._renderer)
        self._problems += unit_test_problems(
            test, self.sql[name], self.fixtures[name], self._names, self._statement_problem
        )

    def _check(self, node: TemplateNode) -> None:
        """Have the parser check that the SQL is exactly one SELECT."""
        template = self.sql[node.unique_id]
        # Relations that a template finds by name are only known when it is compiled late.
        names = self._names
        origin = origin_of(node, template, names.project.nodes if names.database else ())
        sql, kind = parsable(template), KINDS.get(type(node), "a query")
        self._statements.append((node.unique_id, sql, kind, origin))
        self._ahead.will_check(sql, kind)


# How templates of each resource type become SQL.
COMPILED: Mapping[type[Node], Callable[[_NodeCompiler, Any], None]] = {
    Model: _NodeCompiler._model,
    Seed: _NodeCompiler._no_sql,
    Snapshot: _NodeCompiler._snapshot,
    Source: _NodeCompiler._no_sql,
    DataTest: _NodeCompiler._test,
    UnitTest: _NodeCompiler._unit_test,
    **dict.fromkeys(UNBUILT, _NodeCompiler._no_sql),
    Analysis: _NodeCompiler._analysis,
}
