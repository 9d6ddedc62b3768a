"""`has_model()` in templates: whether a project has an enabled model of a name."""

from orchestrator.ids import unique_id_of
from orchestrator.nodes import Model
from orchestrator.project.value import ParsedProject


def has_model_in(project: ParsedProject, name: str) -> bool:
    """Return whether any package has an enabled model of that name in a file; no families."""
    ids = (unique_id_of("model", package, name) for package in project.packages)
    found = (project.nodes[unique_id] for unique_id in ids if unique_id in project.nodes)
    return any(isinstance(node, Model) and node.family is None for node in found)
