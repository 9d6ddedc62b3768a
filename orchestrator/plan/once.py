"""Nodes that are due once per value, and the definitions upstream of them.

New data in sources is no reason to rebuild them; a changed definition upstream is, and the rows of
a seed are its definition.
"""

from collections.abc import Iterable, Mapping

from orchestrator.engines.boundary import PublishedRelation
from orchestrator.graph import Graph
from orchestrator.nodes import BuiltNode, DataTest, Model, Node
from orchestrator.state.definitions import Definition, digest_of
from orchestrator.state.facts import Facts


def due_once(nodes: Mapping[str, Node], selected: Iterable[str]) -> dict[str, str]:
    """Return the models and tests that are due once per value, each with its value."""
    return {
        name: node.config.once_per
        for name in selected
        if isinstance(node := nodes[name], Model | DataTest) and node.config.once_per
    }


def defined_above(
    graph: Graph,
    nodes: Mapping[str, Node],
    once_per: Mapping[str, str],
    definitions: Mapping[str, Definition],
    published: Mapping[str, PublishedRelation],
    facts: Facts,
) -> dict[str, str]:
    """Return a digest of all definitions upstream of each node due once, or of a test of one."""
    names = [name for name in definitions if _is_due(nodes[name], once_per)]
    return definitions_above(graph, nodes, names, definitions, published, facts)


def definitions_above(
    graph: Graph,
    nodes: Mapping[str, Node],
    names: Iterable[str],
    definitions: Mapping[str, Definition],
    published: Mapping[str, PublishedRelation],
    facts: Facts,
) -> dict[str, str]:
    """Return, for each of `names`, a digest of all definitions upstream.

    For a model that is not selected, the definition that it was last built with counts.
    """
    noted: dict[str, list[str]] = {}
    for name, digest in facts.definitions:
        noted.setdefault(name, []).append(digest)

    def defined_by(name: str) -> str:
        if name in definitions:
            return definitions[name].digest
        found = published.get(name)
        fact = facts.by_version.get(found.version) if found and found.version else None
        return fact.definition if fact else " ".join(sorted(noted.get(name, ())))

    return {
        name: digest_of(
            *(
                f"{above}: {defined_by(above)}"
                for above in sorted(graph.ancestors([name]))
                if isinstance(nodes[above], BuiltNode)
            )
        )
        for name in names
    }


def _is_due(node: Node, once_per: Mapping[str, str]) -> bool:
    """Return whether a node is due once per value, or a test of such a node."""
    is_of_due = isinstance(node, DataTest) and not once_per.keys().isdisjoint(node.depends_on)
    return node.unique_id in once_per or is_of_due
