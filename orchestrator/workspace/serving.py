"""Which personal columns a project lets `seg serve` return."""

from orchestrator.config.project_file import ProjectFile
from orchestrator.config.serving import KEY
from orchestrator.errors import Problems
from orchestrator.names import did_you_mean
from orchestrator.nodes import BuiltNode
from orchestrator.project.personal_columns import personal_in
from orchestrator.project.value import ParsedProject

ServedPersonal = frozenset[tuple[str, str]]
"""Personal columns that are returned: unique id of the node, name in lower case."""


def served_personal(file: ProjectFile, project: ParsedProject) -> ServedPersonal:
    """Return what `serve: {personal: ...}` allows; raises ProjectError for columns not personal."""
    problems = Problems()
    found = set()
    names = {node.name: node for node in project.nodes.values() if isinstance(node, BuiltNode)}
    for number, text in enumerate(file.serve.personal):
        name, _, column = text.partition(".")
        place = file.written[KEY]["personal"].value_place(number)
        node = names.get(name)
        if node is None:
            what = f"'personal': no model or seed '{name}'"
            problems.add(what, place, did_you_mean(name, names) or "write model.column")
            continue
        personal = personal_in(project.nodes, node.unique_id)
        if column.casefold() not in personal:
            what = f"'personal': '{column}' of '{name}' is not tagged personal"
            fix = did_you_mean(column.casefold(), personal)
            problems.add(what, place, fix or "remove it: columns without the tag are shown anyway")
        found.add((node.unique_id, column.casefold()))
    problems.raise_any()
    return frozenset(found)


def is_served(
    project: ParsedProject, allowed: ServedPersonal, unique_id: str | None, column: str
) -> bool:
    """Return whether a column of a node may be returned."""
    if unique_id is None:
        return False
    name = column.casefold()
    return (unique_id, name) in allowed or name not in personal_in(project.nodes, unique_id)
