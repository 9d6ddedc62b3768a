"""SQL as people read it: on published names, or on given versions."""

from collections.abc import Iterable, Mapping

from orchestrator.compiler.compile import Compiled
from orchestrator.compiler.sql import SqlTemplate
from orchestrator.engines.boundary import Catalogue
from orchestrator.names import RelationName
from orchestrator.nodes import Model
from orchestrator.plan.relations import Relations
from orchestrator.workspace.compiling import compile_selected
from orchestrator.workspace.value import Workspace


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
