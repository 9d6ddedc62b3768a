"""Checks that project, target and warehouse exist, and what they contain."""

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from orchestrator.config.profile import Target
from orchestrator.engines.boundary import Catalogue
from orchestrator.nodes import resource_type
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import has_warehouse, opened


class Checked(Struct, frozen=True):
    """The nodes by resource type, the target, and the warehouse if it was ever built."""

    project_file: str
    counts: Mapping[str, int]
    target: Target
    catalogue: Catalogue | None


def check(workspace: Workspace) -> Checked:
    """Check the project, the target and the warehouse; raises what opening them raises."""
    catalogue = None
    if has_warehouse(workspace):
        with opened(workspace, read_only=True) as engine:
            catalogue = engine.catalogue()
    counts = Counter(resource_type(node) for node in workspace.project.nodes.values())
    return Checked(workspace.file.path, dict(counts), workspace.target, catalogue)
