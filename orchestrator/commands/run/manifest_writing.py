"""Writes manifest.json: the project, and the SQL of compiled nodes."""

from collections.abc import Sequence

from orchestrator.artifacts.manifest import write_manifest
from orchestrator.compiler.compile import Compiled
from orchestrator.templates.reach import Reaches
from orchestrator.workspace.shown_sql import shown_sql
from orchestrator.workspace.value import Workspace


def write(workspace: Workspace, compiled: Compiled | None, names: Sequence[str]) -> None:
    """Write target/manifest.json, with the SQL of `names`."""
    write_manifest(
        workspace.target_path / "manifest.json",
        workspace.project,
        workspace.invocation,
        workspace.dialect.relation,
        workspace.now,
        shown_sql(workspace, compiled, names) if compiled else {},
        Reaches(workspace.loaded.renderer.macros).called_by_macro,
        workspace.mask,
    )
