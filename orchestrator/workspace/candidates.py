"""What runs built and held back."""

from orchestrator.engines.boundary import Catalogue
from orchestrator.names import RelationName
from orchestrator.nodes import RelationNode
from orchestrator.workspace.value import Workspace


def candidate_versions(workspace: Workspace, catalogue: Catalogue) -> dict[str, RelationName]:
    """The versions that runs built after what is published, and held back, by unique id.

    A run that goes on with good versions of the one before tests these: they need not be of one
    number.
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
