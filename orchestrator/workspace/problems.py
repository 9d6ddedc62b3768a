"""Finds everything that is wrong with a project: by reading it, and by rendering what was read."""

from orchestrator.engines.boundary import Catalogue
from orchestrator.errors import Problem, ProjectError
from orchestrator.nodes import Node, UnitTest
from orchestrator.project.read.missed import is_missed
from orchestrator.workspace.compiling import compile_with_uses
from orchestrator.workspace.value import Workspace


def all_problems(workspace: Workspace, *, is_patient: bool = False) -> list[Problem]:
    """Return the problems of reading, then of templates and SQL in files without one so far.

    With `is_patient`, leaves out nodes that fail on their own.
    """
    loaded = workspace.loaded
    found = list(loaded.problems)
    broken_paths = {problem.place.path for problem in found if problem.place}
    nodes = loaded.project.nodes
    selected = [name for name, node in nodes.items() if _is_complete(node, broken_paths)]
    try:
        compile_with_uses(
            workspace,
            selected,
            Catalogue(),
            is_full_project=not found,
            is_patient=is_patient,
        )
    except ProjectError as error:
        for problem in error.problems:
            path = problem.place.path if problem.place else ""
            if (
                path not in broken_paths
                and not _is_reported_elsewhere(problem)
                and not is_missed(problem, loaded.unread)
            ):
                found.append(problem)
    return list(dict.fromkeys(found))


def _is_reported_elsewhere(problem: Problem) -> bool:
    """Return whether reading already covers it: it reports or omits each unknown node."""
    return problem.unknown is not None and problem.unknown.kind == "node"


def _is_complete(node: Node, broken_paths: set[str]) -> bool:
    """Return whether a node can be rendered, as far as reading knows."""
    if node.path in broken_paths:
        return False
    if isinstance(node, UnitTest):
        return bool(node.depends_on) and all(each.unique_id for each in node.given)
    if not node.source_code:
        return False
    if node.is_generic:
        return bool(node.depends_on) and node.attached_to != ""
    # In a project with problems, it is unknown what a family divides.
    return node.family is None or not broken_paths
