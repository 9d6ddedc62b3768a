"""Which columns are personal: those tagged as such, and columns derived from them."""

from collections.abc import Mapping

from orchestrator.nodes import DataTest, Node


def personal_in(nodes: Mapping[str, Node], unique_id: str) -> frozenset[str]:
    """Return the personal columns of a node by name, in lower case.

    A column is personal if it is tagged on the node, or on a node that it is built from.
    """
    found: set[str] = set()
    seen, waiting = {unique_id}, [unique_id]
    while waiting:
        node = nodes[waiting.pop()]
        if not isinstance(node, DataTest):
            found.update(each.name.casefold() for each in node.columns if each.is_personal)
        for parent in node.depends_on:
            if parent in nodes and parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    return frozenset(found)
