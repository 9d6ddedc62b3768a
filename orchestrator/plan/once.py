"""Nodes that are due once per value, and the definitions upstream of them.

New data in sources is no reason to rebuild them; a changed definition upstream is, and the rows of
a seed are its definition.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache

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


def definitions_once(
    graph: Graph,
    nodes: Mapping[str, Node],
    once_per: Mapping[str, str],
    definitions: Mapping[str, Definition],
    published: Mapping[str, PublishedRelation],
    facts: Facts,
) -> dict[str, str]:
    """Return, for each node due once and each test of one, a digest of what it is made by.

    That is its definition and all those upstream, without the text that it ignores.
    """
    ignored: dict[str, list[str]] = {}
    for name in definitions:
        if _is_due(nodes[name], once_per):
            ignored.setdefault(_ignored(nodes[name], nodes, once_per), []).append(name)
    return {
        name: digest_of(_digest(definitions[name], text), above)
        for text, names in ignored.items()
        for name, above in definitions_above(
            graph, nodes, names, definitions, published, facts, text
        ).items()
    }


def definitions_above(
    graph: Graph,
    nodes: Mapping[str, Node],
    names: Iterable[str],
    definitions: Mapping[str, Definition],
    published: Mapping[str, PublishedRelation],
    facts: Facts,
    ignored: str = "",
) -> dict[str, str]:
    """Return, for each of `names`, a digest of all definitions upstream, without a text.

    For a model that is not selected, the definition that it was last built with counts, whole.
    """
    noted: dict[str, list[str]] = {}
    for name, digest in facts.definitions:
        noted.setdefault(name, []).append(digest)

    @cache
    def defined_by(name: str) -> str:
        if name in definitions:
            return _digest(definitions[name], ignored, of_others=True)
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


def _digest(definition: Definition, ignored: str, *, of_others: bool = False) -> str:
    """Return the digest of a definition, without a text; and without when others are due."""
    if not ignored:
        return definition.digest
    config = json.loads(definition.config)
    if of_others:
        config.pop("once_per", None)
    # As part of JSON, the text is quoted.
    told = json.dumps(config).replace(json.dumps(ignored)[1:-1], "")
    return digest_of(definition.kind, definition.text.replace(ignored, ""), told)


def _ignored(node: Node, nodes: Mapping[str, Node], once_per: Mapping[str, str]) -> str:
    """Return the text that a node due once ignores; for its tests, what their subjects agree on."""
    due = [node.unique_id] if node.unique_id in once_per else node.depends_on
    texts = {
        found.config.once_ignoring
        for name in due
        if name in once_per and isinstance(found := nodes[name], Model | DataTest)
    } - {None}
    return (texts.pop() or "") if len(texts) == 1 else ""


def _is_due(node: Node, once_per: Mapping[str, str]) -> bool:
    """Return whether a node is due once per value, or a test of such a node."""
    is_of_due = isinstance(node, DataTest) and not once_per.keys().isdisjoint(node.depends_on)
    return node.unique_id in once_per or is_of_due
