"""`seg show`: rows of a model, the failing rows of a test, the answer of a query."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import click

from orchestrator.cli.lazy import Command
from orchestrator.cli.options import (
    global_options,
    output_options,
    selection_of,
    selection_options,
    split,
)
from orchestrator.cli.saying import notices, say
from orchestrator.compiler.sql import Origin, SqlTemplate
from orchestrator.dialects.sql_text import clean_select
from orchestrator.engines.boundary import Catalogue, Session
from orchestrator.errors import Place, StatementError, UsageError
from orchestrator.names import RelationName
from orchestrator.nodes import DataTest, Model, Node, TestConfig
from orchestrator.plan.relations import Relations
from orchestrator.reports.tables import rows_json, rows_table
from orchestrator.results import Rows
from orchestrator.workspace.interrupting import interruptible
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.preparing import candidate_versions, compile_selected, shown_templates
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened, require_warehouse

SHOWABLE = ("model", "seed", "source", "test")


@dataclass(frozen=True, slots=True)
class _Query:
    """A SELECT to run, and where it was written."""

    select: str
    origin: Origin


@click.command("show", cls=Command)
@global_options
@selection_options
@click.option("--inline", help="SQL to run instead of a node's.")
@click.option("--limit", type=int, default=5, help="How many rows; negative for all.")
@click.option("--candidate", is_flag=True, help="Read what the last run built and held back.")
@output_options
def show(**given: Any) -> int:
    """Print rows of a model, the failing rows of a test, or the answer of a query."""
    flags, own = split(given)
    workspace = open_workspace(flags, "show")
    notices(workspace)
    require_warehouse(workspace, "to show rows of")
    with opened(workspace, read_only=True) as engine:
        versions: Mapping[str, RelationName] = {}
        catalogue = engine.catalogue()
        if own["candidate"]:
            versions = candidate_versions(workspace, catalogue)
            if not versions:
                raise UsageError("the last run held nothing back", fix="leave --candidate out")
        session = engine.session()
        limit = None if own["limit"] < 0 else own["limit"]
        for name, query in _queries(workspace, own, catalogue, versions).items():
            rows = interruptible(engine, partial(_rows, query, session, limit))
            if own["output"] == "json":
                click.echo(rows_json(rows, name, workspace.mask))
            else:
                say(workspace, f"Previewing node '{name}':")
                click.echo(rows_table(rows, None, workspace.mask))
        session.close()
    return 0


def inline_sql(workspace: Workspace, text: str) -> str:
    """SQL from the command line, compiled on published names."""
    return _inline(workspace, text, {}).select


def _inline(workspace: Workspace, text: str, versions: Mapping[str, RelationName]) -> _Query:
    """SQL from the command line, compiled as a singular test of the root project would be."""
    project = workspace.project
    inline = DataTest(
        unique_id=f"test.{project.name}.inline",
        name="inline",
        package=project.name,
        path="--inline",
        fqn=(project.name, "inline"),
        place=Place("--inline"),
        depends_on=tuple(project.nodes),
        config=TestConfig(),
        source_code=text,
    )
    nodes = {**project.nodes, inline.unique_id: inline}
    loaded = replace(workspace.loaded, project=replace(project, nodes=nodes))
    workspace = replace(workspace, loaded=loaded)
    compiled = compile_selected(workspace, [inline.unique_id], Catalogue())
    template = shown_templates(workspace, compiled, [inline.unique_id], versions)[inline.unique_id]
    return _query(inline, template)


def _query(node: Node, template: SqlTemplate) -> _Query:
    code = node.source_code if isinstance(node, Model | DataTest) else ""
    return _Query(clean_select(template.text), Origin(node.place, code, template.lines))


def _rows(query: _Query, session: Session, limit: int | None) -> Rows:
    """The rows of a query; raises StatementError at the line that the user wrote."""
    try:
        return session.query(query.select, limit)
    except StatementError as error:
        problem = query.origin.problem(error.message, error.line)
        raise StatementError(str(problem), cancelled=error.cancelled) from error


def _queries(
    workspace: Workspace,
    own: dict[str, Any],
    catalogue: Catalogue,
    versions: Mapping[str, RelationName],
) -> dict[str, _Query]:
    """The queries to run, by the name that is shown.

    A model is computed anew from its parents, unless its version is what was asked for; one in
    Python is shown as it is published. A test may compare with what is published.
    """
    if own["inline"] is not None:
        return {"inline": _inline(workspace, own["inline"], versions)}
    if not own["select"]:
        raise UsageError("nothing to show", fix="name a node with --select, or SQL with --inline")
    selected = choose(workspace, replace(selection_of(own), indirect_selection="empty"), SHOWABLE)
    # A folder holds models and their tests: tests are shown only when they alone are meant.
    tables = tuple(name for name in selected if not name.startswith("test."))
    selected = tables or selected
    compiled = compile_selected(workspace, selected, Catalogue() if tables else catalogue)
    sql = shown_templates(workspace, compiled, selected, versions)
    relations = Relations(workspace.project, workspace.dialect, versions)
    queries = {}
    for unique_id in selected:
        node = workspace.project.nodes[unique_id]
        is_built = isinstance(node, Model) and (unique_id in versions or node.language == "python")
        if unique_id in sql and not is_built:
            queries[node.name] = _query(node, sql[unique_id])
        else:
            select = f"select * from {relations.building(unique_id)}"
            queries[node.name] = _Query(select, Origin(node.place))
    return queries
