"""Compiles what a command selected, by what is published."""

from collections.abc import Iterable
from contextlib import suppress

from msgspec.structs import replace

from orchestrator.artifacts.entries import Entries
from orchestrator.compiler.compile import Compiled, compile_nodes
from orchestrator.compiler.context import NodeNames
from orchestrator.compiler.rows_read import ALL_ROWS
from orchestrator.compiler.rules import RuleReader
from orchestrator.compiler.sql import SqlTemplate
from orchestrator.compiler.stamps import with_stamps
from orchestrator.engines.boundary import Catalogue
from orchestrator.errors import ProjectError
from orchestrator.plan.carried_stamps import carried_stamps
from orchestrator.plan.definitions import redefined_models
from orchestrator.plan.incremental import continued_models
from orchestrator.plan.relations import published_names
from orchestrator.plan.unit_tests import unbuilt_inputs
from orchestrator.project.template_names.uses import Use
from orchestrator.reading_cache.renders import open_renders
from orchestrator.workspace.spans_of_time import rows_read
from orchestrator.workspace.statements import Statements
from orchestrator.workspace.value import Workspace


def compile_selected(
    workspace: Workspace, selected: Iterable[str], catalogue: Catalogue
) -> Compiled:
    """Return the open SQL of the selected models and tests, to be shown and not run.

    Raises ProjectError with all problems; models of dbt projects that no run supports are none.
    """
    return compile_with_uses(workspace, selected, catalogue, is_shown=True)[0]


def is_patient(workspace: Workspace) -> bool:
    """Return whether a node that cannot be compiled fails on its own in a run, as in dbt."""
    return not workspace.file.is_strict


def compile_with_uses(
    workspace: Workspace,
    selected: Iterable[str],
    catalogue: Catalogue,
    *,
    is_full_project: bool = False,
    is_patient: bool = False,
    is_shown: bool = False,
) -> tuple[Compiled, frozenset[Use] | None]:
    """Return the open SQL, and what templates read from outside: None if it can differ each time.

    With `is_patient`, problems make nodes fail on their own during the run. With `is_shown`, models
    of dbt projects that no run supports are no problem. Raises ProjectError with all problems.
    """
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
        rule_reader(workspace, catalogue),
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
                rule_reader(workspace, catalogue),
            )
            for name in compiled.sql.keys() - compiled.late:
                sql, stamps = compiled.definition(name), compiled.stamps.get(name)
                sql = with_stamps(sql, stamps) if stamps is not None else sql
                found[name] = sql.at(compiled.of_run)
    return found


def rule_reader(workspace: Workspace, catalogue: Catalogue) -> RuleReader:
    """Return what reads the expressions of families' rules in the engine's SQL."""
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
