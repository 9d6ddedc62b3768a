"""The project as its files say; opening the workspace has reported all that is wrong with them."""

from orchestrator.commands.recording import write_manifest_of
from orchestrator.project.value import Project
from orchestrator.workspace.value import Workspace


def parse(workspace: Workspace) -> Project:
    """The project; it is written to target/manifest.json, too."""
    if workspace.flags.write_json:
        write_manifest_of(workspace, {})
    return workspace.project
