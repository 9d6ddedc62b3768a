"""Nodes that are compiled after their parents are built: the stand-in for their SQL until then."""

from collections.abc import Collection, Container, Iterator

from orchestrator.compiler.sql import SqlTemplate, placeholder
from orchestrator.errors import Problems
from orchestrator.nodes import Analysis, DataTest, Model, Node, Snapshot, UnitTest
from orchestrator.project.value import ParsedProject

WHY = "compiled when its parents are built"


def stand_in(node: Node) -> SqlTemplate:
    """Return what identifies a node until it is compiled: its template, and its parents."""
    reads = " ".join(map(placeholder, node.depends_on))
    return SqlTemplate(f"-- {WHY}, from: {reads}\n{node.source_code}")


def can_wait(node: Node) -> bool:
    """Return whether a node can be compiled later, on its own."""
    return isinstance(node, DataTest | UnitTest | Snapshot | Analysis) or (
        isinstance(node, Model) and node.language == "sql" and node.family is None
    )


def waiting_for(
    project: ParsedProject, late: Collection[str], compiled: Container[str], problems: Problems
) -> Iterator[Node]:
    """Yield the nodes among those `compiled` that a late ephemeral model is inlined into.

    It is a problem for those that cannot be compiled later: Python models, and families.
    """
    children = project.graph.children
    pending = [name for name in late if project.nodes[name].is_ephemeral]
    seen = set(late)
    while pending:
        parent = pending.pop()
        for name in children.get(parent, ()):
            if name in seen or name not in compiled:
                continue
            seen.add(name)
            node = project.nodes[name]
            if not can_wait(node):
                problems.add(
                    f"'{node.name}' reads the ephemeral model '{project.nodes[parent].name}', "
                    "whose template queries the database",
                    node.place,
                    f"make '{project.nodes[parent].name}' a table or a view",
                )
                continue
            yield node
            if node.is_ephemeral:
                pending.append(name)
