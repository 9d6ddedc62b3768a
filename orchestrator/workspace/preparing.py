"""From a selection to a plan: compiles and plans."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.artifacts.entries import Entries
from orchestrator.compiler.compile import Compiled, compile_nodes
from orchestrator.compiler.context import NodeNames
from orchestrator.compiler.late import HookStatements, LateCompiler
from orchestrator.compiler.rows_read import ALL_ROWS
from orchestrator.compiler.rules import RuleReader
from orchestrator.compiler.sql import SqlTemplate
from orchestrator.compiler.stamps import with_stamps
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Catalogue, Engine, Session
from orchestrator.errors import Problems, ProjectError
from orchestrator.names import RelationName
from orchestrator.nodes import DataTest, Model
from orchestrator.plan.carried_stamps import carried_stamps
from orchestrator.plan.decided import Decided, decide_all, only_noted
from orchestrator.plan.decisions import Runs, Waits
from orchestrator.plan.definitions import redefined_models
from orchestrator.plan.incremental import continued_models
from orchestrator.plan.make import PlanOptions, make_plan
from orchestrator.plan.reasons import reasons_of
from orchestrator.plan.relations import Relations, published_names
from orchestrator.plan.reuse import Reuse
from orchestrator.plan.steps import Plan
from orchestrator.plan.unit_tests import unbuilt_inputs
from orchestrator.project.checks.stored_rows import check_stored_rows
from orchestrator.project.template_names.uses import Use
from orchestrator.reading_cache.renders import open_renders
from orchestrator.results import PublishMode
from orchestrator.state.history import Before, read_history
from orchestrator.workspace.kept_batches import kept_batches
from orchestrator.workspace.observing.observe import Overrides, observe
from orchestrator.workspace.served import require_served
from orchestrator.workspace.source_files import missing_files
from orchestrator.workspace.source_headers import check_headers
from orchestrator.workspace.spans_of_time import (
    event_times,
    future_begins,
    rows_read,
    unused_time_range,
)
from orchestrator.workspace.statements import Statements, secret_in
from orchestrator.workspace.value import Workspace


class Prepared(Struct, frozen=True):
    """The SQL of the selected nodes, and the plan that runs it.

    `uses` is what their templates read from outside; None if unknown. `reuse` is what decisions to
    skip nodes were based on, if any.
    """

    compiled: Compiled
    plan: Plan
    uses: frozenset[Use] | None = None
    reuse: Reuse | None = None


def compile_selected(
    workspace: Workspace,
    selected: Iterable[str],
    catalogue: Catalogue,
    *,
    is_full_project: bool = False,
    is_patient: bool = False,
    is_shown: bool = True,
) -> Compiled:
    """Return the open SQL of the selected models and tests; raises ProjectError with all problems.

    With `is_patient`, problems make nodes fail on their own during the run. With `is_shown`, models
    of dbt projects that no run supports are no problem.
    """
    return _compiled(
        workspace,
        selected,
        catalogue,
        is_full_project=is_full_project,
        is_patient=is_patient,
        is_shown=is_shown,
    )[0]


def is_patient(workspace: Workspace) -> bool:
    """Return whether a node that cannot be compiled fails on its own in a run, as in dbt."""
    return not workspace.file.is_strict


def _compiled(
    workspace: Workspace,
    selected: Iterable[str],
    catalogue: Catalogue,
    *,
    is_full_project: bool = False,
    is_patient: bool = False,
    is_shown: bool = False,
) -> tuple[Compiled, frozenset[Use] | None]:
    names, selected = node_names(workspace, catalogue), tuple(selected)
    # The cache contains this target's relation names, and reads all rows.
    is_kept = not workspace.deferred and names.rows == ALL_ROWS
    cache = workspace.cache if is_kept else None
    renders = open_renders(workspace.loaded, workspace.invocation, workspace.dialect, cache)
    names = replace(names, renders=renders, selected=selected)
    statements = Statements(workspace)
    compiled = compile_nodes(
        workspace.project,
        names,
        workspace.loaded.renderer,
        selected,
        statements.problem,
        _rule_reader(workspace, catalogue),
        look_ahead=statements.look_ahead,
        is_patient=is_patient,
        is_shown=is_shown,
    )
    renders.save(are_all_checked=is_full_project and not compiled.late)
    stamps = carried_stamps(
        workspace.project, compiled.stamps, catalogue.published, workspace.dialect
    )
    compiled = replace(compiled, stamps=stamps) if stamps else compiled
    both = compiled.with_full_refresh(redefined_models(workspace.project, compiled, catalogue))
    if above := tuple(unbuilt_inputs(workspace.project, selected, catalogue)):
        both = replace(both, unbuilt=_sql_of(workspace, names, above, catalogue))
    # Templates that query the database can give different SQL in each run.
    return both, None if compiled.late else renders.used


def _sql_of(
    workspace: Workspace, names: NodeNames, unique_ids: Iterable[str], catalogue: Catalogue
) -> dict[str, SqlTemplate]:
    """Return the SQL of models, for what it says of columns; ignores errors in them."""
    found: dict[str, SqlTemplate] = {}
    for unique_id in unique_ids:
        with suppress(ProjectError):
            compiled = compile_nodes(
                workspace.project,
                names,
                workspace.loaded.renderer,
                (unique_id,),
                Statements(workspace).problem,
                _rule_reader(workspace, catalogue),
            )
            for name in compiled.sql.keys() - compiled.late:
                sql, stamps = compiled.definition(name), compiled.stamps.get(name)
                sql = with_stamps(sql, stamps) if stamps is not None else sql
                found[name] = sql.at(compiled.of_run)
    return found


def late_compiler(
    workspace: Workspace, catalogue: Catalogue, compiled: Compiled, kind: str = "a hook"
) -> LateCompiler:
    """Return the compiler for nodes that query the database, used during a run.

    `kind` is how messages call the statements that it lets templates run.
    """
    return LateCompiler(
        replace(node_names(workspace, catalogue), selected=compiled.selected),
        workspace.loaded.renderer,
        Statements(workspace).problem,
        _hook_statements(workspace, kind),
        _rule_reader(workspace, catalogue),
        compiled,
        workspace.loaded.warnings.messages.append,
        {},
    )


def _hook_statements(workspace: Workspace, kind: str) -> HookStatements:
    """Return what splits a hook's statements and refuses those that name seg's relations."""
    dialect = workspace.dialect
    version = dialect.version_name(RelationName("", ""), 1)
    hidden = "|".join(re.escape(each.schema) for each in (version, dialect.internal_table("")))
    names_hidden = re.compile(rf"(?<![\w$])({hidden})(?![\w$])", re.IGNORECASE)
    forbidden = workspace.adapter.forbidden_reads(workspace.connection(), workspace.secret_files)

    def statements(sql: str) -> tuple[str, ...]:
        if names_hidden.search(sql):
            raise ProjectError.of(
                f"{kind} must not refer to the schemas that seg reserves for itself"
            )
        if refused := secret_in(sql, kind, workspace) or forbidden(sql, kind):
            raise ProjectError.of(refused[0])
        return workspace.adapter.hook_statements(sql, kind)

    return statements


def _rule_reader(workspace: Workspace, catalogue: Catalogue) -> RuleReader:
    return RuleReader(
        lambda text: workspace.adapter.read_expression(text),
        lambda sql: workspace.adapter.selected_columns(sql),
        published=_published_columns(catalogue),
    )


def _published_columns(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(column for column, _ in found.columns)
        for name, found in catalogue.published.items()
        if found.columns
    }


def node_names(workspace: Workspace, catalogue: Catalogue) -> NodeNames:
    """Return the names that templates of nodes see."""
    loaded = workspace.loaded
    is_full_refresh = workspace.invocation.is_full_refresh
    return NodeNames(
        loaded.project,
        loaded.references,
        loaded.shared,
        loaded.by_package,
        workspace.dialect,
        continued_models(loaded.project, catalogue, is_full_refresh),
        published_names(loaded.project, catalogue),
        generation=catalogue.newest_generation + 1,
        describe=Entries(
            loaded.project,
            workspace.dialect.relation,
            workspace.invocation.target.database,
            workspace.now.timestamp(),
        ).of,
        runtime=loaded.runtime,
        deferred=workspace.deferred,
        rows=rows_read(workspace.flags, workspace.now),
    )


def prepare(
    workspace: Workspace,
    selected: Iterable[str],
    catalogue: Catalogue,
    *,
    publish: PublishMode,
    has_gates: bool = False,
    store_failures: bool = False,
    engine: Engine | None = None,
    compiled: Compiled | None = None,
    is_noting: bool = False,
) -> Prepared:
    """Compile, unless `compiled` is given, and plan what a command selected.

    With an `engine`, unchanged nodes are reused if the workspace says so; otherwise the run records
    what a retry can use, if `is_noting`.
    """
    selected = tuple(selected)
    require_served(workspace, selected)
    uses = None
    if compiled is None:
        patient = is_patient(workspace)
        compiled, uses = _compiled(workspace, selected, catalogue, is_patient=patient)
    options = PlanOptions(
        publish=publish,
        is_full_refresh=workspace.invocation.is_full_refresh,
        has_gates=has_gates and workspace.file.freshness_gates,
        store_failures=store_failures,
        time_zone=workspace.file.timezone,
        event_times=event_times(workspace.flags, workspace.now),
        is_strict=workspace.file.is_strict,
        deferred=workspace.deferred,
        kept_batches=kept_batches(workspace, catalogue),
    )
    check_headers(workspace.project, selected)
    if store_failures:
        problems = Problems()
        check_stored_rows(workspace.project.nodes.values(), problems, stores_all=True)
        problems.raise_any()
    plan_warnings = missing_files(workspace.project, selected)
    plan_warnings += unused_time_range(workspace.flags, workspace.project, selected)
    plan_warnings += future_begins(workspace.project, selected, options.event_times)

    def planned(*known: Any) -> Plan:
        plan = make_plan(
            workspace.project, selected, compiled, catalogue, workspace.dialect, options, *known
        )
        return replace(plan, own_warnings=plan_warnings) if plan_warnings else plan

    is_wanted = workspace.is_reusing
    is_noting = is_noting and workspace.flags.reuse is None
    if engine is None or not (is_wanted or is_noting):
        return Prepared(compiled, planned())
    overrides = Overrides(
        workspace.flags.run_all,
        workspace.invocation.is_full_refresh,
        workspace.flags.retries_since,
        _failures(workspace, selected, options),
        workspace.flags.full_tests,
    )
    session = engine.session()
    try:
        reuse = observe(
            workspace, session, engine.version, compiled, selected, catalogue, overrides
        )
        if not is_wanted:
            reuse = only_noted(reuse)
            return Prepared(compiled, planned(reuse, Decided({}, reuse.states)))
        decided = decide_all(reuse, workspace.project.graph.sorted())
        history = _history(session, workspace.dialect, reuse, decided)
        reasons = reasons_of(reuse, decided, workspace.project.nodes, history)
    finally:
        session.close()
    return Prepared(compiled, planned(reuse, decided, reasons), uses, reuse)


def _history(
    session: Session, dialect: Dialect, reuse: Reuse, decided: Decided
) -> dict[str, Before]:
    """Return what running nodes were made from before: by their versions, or as last run."""
    runs = [name for name, each in decided.decisions.items() if isinstance(each, Runs | Waits)]
    versions = {
        name: found.version
        for name in runs
        if (found := reuse.published.get(name)) is not None and found.version is not None
    }
    known = reuse.facts.definitions
    defined_before = {name for name, _ in known} if len(versions) < len(runs) else set()
    changed = [
        name
        for name in runs
        if name in defined_before
        and reuse.definitions[name].kind in ("view", "test")
        and (name, reuse.definitions[name].digest) not in known
    ]
    return read_history(session, dialect, versions, changed)


def _failures(
    workspace: Workspace, selected: Iterable[str], options: PlanOptions
) -> dict[str, RelationName]:
    """Return where the failing rows of each test are stored, if they are."""
    return {
        name: node.failures
        for name in selected
        if isinstance(node := workspace.project.nodes[name], DataTest)
        and node.failures is not None
        and (options.store_failures or node.config.store_failures)
    }


def shown_sql(
    workspace: Workspace,
    compiled: Compiled,
    names: Iterable[str],
    versions: Mapping[str, RelationName] | None = None,
) -> dict[str, str]:
    """Return the SQL as people read it: on published names, or on the given versions."""
    shown = shown_templates(workspace, compiled, names, versions)
    return {name: template.text for name, template in shown.items()}


def shown_templates(
    workspace: Workspace,
    compiled: Compiled,
    names: Iterable[str],
    versions: Mapping[str, RelationName] | None = None,
) -> dict[str, SqlTemplate]:
    """Return the same with the lines that it comes from."""
    relations = shown_relations(workspace, versions or {})
    called = relations.called if versions else None
    return {
        name: compiled.sql_of(name).resolve(relations.building, workspace.dialect, called)
        for name in names
        if name in compiled.sql
    }


def shown_relations(workspace: Workspace, versions: Mapping[str, RelationName]) -> Relations:
    """Return the published names, and the given versions with their stamps."""
    nodes = workspace.project.nodes
    stamped = [
        name for name in versions if isinstance(node := nodes[name], Model) and node.config.stamps
    ]
    stamps = compile_selected(workspace, stamped, Catalogue()).stamps if stamped else {}
    return Relations(
        workspace.project,
        workspace.dialect,
        versions,
        stamps=stamps,
        deferred=workspace.deferred,
    )
