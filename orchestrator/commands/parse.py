"""The project as its files say, after everything that is wrong with them was reported."""

from orchestrator.commands.manifest import write_manifest_of
from orchestrator.errors import ProjectError
from orchestrator.project.value import ParsedProject
from orchestrator.reading_cache.renders import open_renders
from orchestrator.workspace.problems_door import all_problems
from orchestrator.workspace.value import Workspace


def is_known_to_be_fine(workspace: Workspace) -> bool:
    """Whether all templates of this very project were rendered and looked at before."""
    loaded = workspace.loaded
    renders = open_renders(loaded, workspace.invocation, workspace.dialect, workspace.cache)
    return renders.are_all_checked


def parse(workspace: Workspace) -> ParsedProject:
    """The project; it is written to target/manifest.json, too.

    Every template is rendered as without a database, and each SELECT is looked at: raises
    ProjectError with all that `build` would find before it runs anything. Where a node would fail
    by itself, it is told what of.
    """
    problems = [] if is_known_to_be_fine(workspace) else all_problems(workspace)
    if problems and (workspace.file.is_strict or all_problems(workspace, is_patient=True)):
        raise ProjectError(problems)
    for problem in problems:
        workspace.tell(str(problem))
    if workspace.flags.write_json:
        write_manifest_of(workspace)
    return workspace.project
