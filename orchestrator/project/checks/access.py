"""Access rules: `access` of models and `restrict-access` of packages."""

from collections.abc import Collection

from orchestrator.errors import Problems
from orchestrator.nodes import Model, Node
from orchestrator.project.value import ParsedProject


def check_access(project: ParsedProject, restricted: Collection[str], problems: Problems) -> None:
    """Report each reference to a model that the node is not allowed to use.

    A private model is open to nodes of its own group only. A package in `restricted` opens only its
    public models to other packages. A test of a model counts as part of the model.
    """
    for node in project.nodes.values():
        for name in node.depends_on:
            model = project.nodes.get(name)
            if isinstance(model, Model) and model.unique_id != node.attached_to:
                _check(node, model, project, restricted, problems)


def _check(
    node: Node,
    model: Model,
    project: ParsedProject,
    restricted: Collection[str],
    problems: Problems,
) -> None:
    access = model.config.settings.get("access")
    what = f"'{node.name}' refers to '{model.name}'"
    if access == "private" and _group(node, project) != _group(model, project):
        group = _group(model, project)
        problems.add(
            f"{what}, which is private" + (f" to the group '{group}'" if group else ""),
            node.place,
            f"put it into the same group, or make '{model.name}' protected or public",
        )
    elif access != "public" and model.package != node.package and model.package in restricted:
        problems.add(
            f"{what}, which the package '{model.package}' does not make public",
            node.place,
            "refer to a public model of the package",
        )


def _group(node: Node, project: ParsedProject) -> str | None:
    """Return a node's group; a test has the group of the node that it tests."""
    tested = project.nodes.get(node.attached_to or "")
    if tested is not None:
        return _group(tested, project)
    return None if node.group is None else str(node.group)
