"""Stamps in a run of some nodes: what is made from older tables has their stamps."""

from collections.abc import Iterator, Mapping

from orchestrator.compiler.stamps import StampedColumns, is_stored, stamps_in
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import PublishedRelation
from orchestrator.nodes import Model, Node
from orchestrator.project.value import ParsedProject


def carried_stamps(
    project: ParsedProject,
    stamps: Mapping[str, StampedColumns],
    published: Mapping[str, PublishedRelation],
    dialect: Dialect,
) -> dict[str, StampedColumns]:
    """Return the stamps of the run's tables; `stamps` has the current ones.

    A table that reads one with the same stamps outside the run gets those that this one is
    published with; and so does everything downstream.
    """
    found: dict[str, StampedColumns] = {}
    for name in project.graph.sorted():
        node = project.nodes[name]
        if not isinstance(node, Model) or not node.config.stamps or not is_stored(node):
            continue
        if name in stamps:
            inputs = (found.get(read.unique_id) for read in _same_behind(node, node, project.nodes))
            older = (given for given in inputs if given and given != stamps[name])
            found[name] = next(older, stamps[name])
        elif (shown := published.get(name)) is not None and shown.has_stamps:
            assert shown.version is not None
            text = stamps_in(shown.definition, dialect.relation(shown.version))
            found[name] = StampedColumns(tuple(node.config.stamps), text)
    return {name: found[name] for name in stamps}


def _same_behind(node: Model, reader: Node, nodes: Mapping[str, Node]) -> Iterator[Model]:
    """Yield the tables with the stamps of `node` that a reader reads, also through views."""
    for name in reader.depends_on:
        read = nodes[name]
        if isinstance(read, Model) and not is_stored(read):
            yield from _same_behind(node, read, nodes)
        elif isinstance(read, Model) and dict(read.config.stamps) == dict(node.config.stamps):
            yield read
