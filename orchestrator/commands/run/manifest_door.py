"""Imports the writing of manifest.json only if it would change."""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from orchestrator.workspace.value import Workspace

if TYPE_CHECKING:
    from orchestrator.compiler.compile import Compiled


def write(workspace: Workspace, compiled: "Compiled | None", names: Sequence[str]) -> None:
    """Write target/manifest.json, with the SQL of `names`."""
    import_module("orchestrator.commands.run.manifest_writing").write(workspace, compiled, names)
