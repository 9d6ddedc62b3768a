"""`seg show`: rows of a model, the failing rows of a test, the answer of a query."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click

from orchestrator.cli.carry_out import opened, say
from orchestrator.cli.chosen import choose, notices
from orchestrator.cli.lazy import Command
from orchestrator.cli.options import Settings, global_options, selection_options
from orchestrator.cli.prepare import candidate_versions, compile_selected, shown_sql
from orchestrator.cli.workspace import Workspace, open_workspace
from orchestrator.engines.boundary import Catalogue
from orchestrator.errors import Place, UsageError
from orchestrator.names import RelationName
from orchestrator.nodes import DataTest, Model, TestConfig
from orchestrator.plan.relations import Relations
from orchestrator.reports.tables import rows_json, rows_table

SHOWABLE = ("model", "seed", "source", "test")


@click.command("show", cls=Command)
@global_options
@selection_options
@click.option("--inline", help="SQL to run instead of a node's.")
@click.option("--limit", type=int, default=5, help="How many rows; negative for all.")
@click.option("--candidate", is_flag=True, help="Read what the last run built and held back.")
@click.option("--output", type=click.Choice(["text", "json"]), default="text")
def show(**given: Any) -> int:
    """Print rows of a model, the failing rows of a test, or the answer of a query."""
    settings, own = Settings.split(given)
    workspace = open_workspace(settings, "show")
    notices(workspace)
    if not workspace.adapter.exists(workspace.connection()):
        raise UsageError("there is no warehouse to show rows of", fix="run 'seg build' first")
    with opened(workspace, read_only=True) as engine:
        versions: Mapping[str, RelationName] = {}
        if own["candidate"]:
            versions = candidate_versions(workspace, engine.catalogue())
            if not versions:
                raise UsageError("the last run held nothing back", fix="leave --candidate out")
        session = engine.session()
        for name, sql in _queries(workspace, own, versions).items():
            rows = session.query(sql, None if own["limit"] < 0 else own["limit"])
            if own["output"] == "json":
                click.echo(rows_json(rows, name, workspace.mask))
            else:
                say(workspace, f"Previewing node '{name}':")
                click.echo(rows_table(rows, None, workspace.mask))
        session.close()
    return 0


def inline_sql(workspace: Workspace, text: str, versions: Mapping[str, RelationName]) -> str:
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
    return shown_sql(workspace, compiled, [inline.unique_id], versions)[inline.unique_id]


def _queries(
    workspace: Workspace, own: dict[str, Any], versions: Mapping[str, RelationName]
) -> dict[str, str]:
    """The queries to run, by the name that is shown.

    A model is computed anew from its parents, unless its version is what was asked for; one in
    Python is shown as it is published.
    """
    if own["inline"] is not None:
        return {"inline": inline_sql(workspace, own["inline"], versions)}
    if not own["select"]:
        raise UsageError("nothing to show", fix="name a node with --select, or SQL with --inline")
    selected = choose(workspace, own | {"indirect_selection": "empty"}, SHOWABLE)
    sql = shown_sql(
        workspace, compile_selected(workspace, selected, Catalogue()), selected, versions
    )
    relations = Relations(workspace.project, workspace.dialect, versions)
    queries = {}
    for unique_id in selected:
        node = workspace.project.nodes[unique_id]
        is_built = isinstance(node, Model) and (unique_id in versions or node.language == "python")
        if unique_id in sql and not is_built:
            queries[node.name] = sql[unique_id]
        else:
            queries[node.name] = f"select * from {relations.building(unique_id)}"
    return queries
