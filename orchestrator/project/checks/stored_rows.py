"""Failing rows of data tests have tables of their own: they are neither built nor read by nodes."""

from collections.abc import Iterable

from orchestrator.errors import Problems
from orchestrator.nodes import DataTest, Node, RelationNode


def check_stored_rows(
    nodes: Iterable[Node], problems: Problems, *, stores_all: bool = False
) -> None:
    """Report tests that would store failing rows in a node's relation, which each run replaces."""
    nodes = tuple(nodes)
    tests = [
        node
        for node in nodes
        if isinstance(node, DataTest) and (stores_all or node.config.store_failures)
    ]
    if not tests:
        return
    others = {
        str(node.relation).casefold(): node for node in nodes if isinstance(node, RelationNode)
    }
    for test in tests:
        other = others.get(str(test.failures).casefold())
        if other is not None:
            what = f"failing rows of '{test.name}' would be stored as {test.failures}, which is "
            problems.add(
                f"{what}{other.resource.noun} '{other.full_name}'",
                test.place,
                "give the test another alias or schema",
            )
