"""Which columns are personal: as tagged, and in what is made of them."""

from collections.abc import Mapping

from orchestrator.nodes import DataTest, Node


def personal_in(nodes: Mapping[str, Node], unique_id: str) -> frozenset[str]:
    """The columns of a node, in lower case, that are personal by their names.

    They are tagged where the node is described, or something that it is made of.
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
