"""What runs built and held back."""

from orchestrator.engines.boundary import Catalogue
from orchestrator.names import RelationName
from orchestrator.nodes import RelationNode
from orchestrator.workspace.value import Workspace


def candidate_versions(workspace: Workspace, catalogue: Catalogue) -> dict[str, RelationName]:
    """Return the versions built since the last publication and held back, by unique id.

    A run that reuses good versions of the previous one tests those too, so they can have different
    numbers.
    """
    newest: dict[str, int] = {}
    for version in catalogue.versions:
        name, _, digits = version.identifier.rpartition("@")
        if digits.isdigit():
            newest[name] = max(newest.get(name, 0), int(digits))
    found = {}
    for node in workspace.project.nodes.values():
        number = newest.get(str(node.relation), 0) if isinstance(node, RelationNode) else 0
        if not isinstance(node, RelationNode) or not number:
            continue
        version = workspace.dialect.version_name(node.relation, number)
        published = catalogue.published.get(node.unique_id)
        before = published.version.identifier if published and published.version else ""
        if number > int(before.rpartition("@")[2] or 0):
            found[node.unique_id] = version
    return found
