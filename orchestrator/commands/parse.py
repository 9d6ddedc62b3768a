"""Reads the project, and reports everything that is wrong with it."""

from orchestrator.commands.run.manifest import write_manifest_of
from orchestrator.errors import ProjectError
from orchestrator.project.value import ParsedProject
from orchestrator.reading_cache.renders import open_renders
from orchestrator.workspace.problems_door import all_problems
from orchestrator.workspace.value import Workspace


def is_known_to_be_fine(workspace: Workspace) -> bool:
    """Return whether all templates of exactly this project were checked before."""
    loaded = workspace.loaded
    renders = open_renders(loaded, workspace.invocation, workspace.dialect, workspace.cache)
    return renders.are_all_checked


def parse(workspace: Workspace) -> ParsedProject:
    """Return the project, and write it to target/manifest.json.

    Renders every template without a database, and checks each SELECT: raises ProjectError with all
    that `build` would find before it runs anything. If a node would only fail on its own, the user
    is told.
    """
    problems = [] if is_known_to_be_fine(workspace) else all_problems(workspace)
    if problems and (workspace.file.is_strict or all_problems(workspace, is_patient=True)):
        raise ProjectError(problems)
    for problem in problems:
        workspace.tell(str(problem))
    if workspace.flags.write_json:
        write_manifest_of(workspace)
    return workspace.project
