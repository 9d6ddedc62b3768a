"""target/manifest.json, for what a command read."""

from collections.abc import Mapping

from orchestrator.artifacts.manifest import write_manifest
from orchestrator.workspace.value import Workspace


def write_manifest_of(workspace: Workspace, sql: Mapping[str, str] | None = None) -> None:
    """Write the manifest; `sql` is the compiled SQL of nodes."""
    write_manifest(
        workspace.target_path / "manifest.json",
        workspace.project,
        workspace.invocation,
        workspace.dialect.relation,
        workspace.now,
        sql,
        workspace.mask,
    )
