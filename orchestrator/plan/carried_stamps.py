"""Stamps in a run of some nodes: what is made from older tables has their stamps."""

from collections.abc import Container, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.compiler.stamps import StampedColumns, is_stored, stamps_in, values_in
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

    A table that reads one which is not in the run, and whose stamps have the same values, gets
    those that this one is published with; and so does what is made of that table.
    """
    found, values = dict[str, StampedColumns](), dict[str, _Values]()
    for name in project.graph.sorted():
        node = project.nodes[name]
        if not isinstance(node, Model) or not node.config.stamps or not is_stored(node):
            continue
        if name in stamps:
            own = _values_of(node, stamps[name].values, dialect)
            inputs = (values[read] for read in _stored_behind(node, project.nodes, values))
            same = (each.sql for each in inputs if each.templates == own.templates)
            older = next((sql for sql in same if sql != own.sql), own.sql)
            found[name] = replace(stamps[name], values=older)
            values[name] = replace(own, sql=older)
        elif (shown := published.get(name)) is not None and shown.has_stamps:
            assert shown.version is not None
            text = stamps_in(shown.definition, dialect.relation(shown.version))
            values[name] = _values_of(node, values_in(text), dialect)
    return {name: found[name] for name in stamps}


class _Values(Struct, frozen=True):
    """The stamps of a table that have one value: their SQL, and by column where it comes from."""

    sql: str
    templates: Mapping[str, str]


def _values_of(node: Model, sql: str, dialect: Dialect) -> _Values:
    listed = f"{sql}, "
    return _Values(
        sql,
        {
            column: template
            for column, template in node.config.stamps.items()
            if f" as {dialect.column(column)}, " in listed
        },
    )


def _stored_behind(reader: Node, nodes: Mapping[str, Node], known: Container[str]) -> Iterator[str]:
    """The tables with known stamps that a reader reads, also through views."""
    for name in reader.depends_on:
        read = nodes[name]
        if isinstance(read, Model) and not is_stored(read):
            yield from _stored_behind(read, nodes, known)
        elif name in known:
            yield name
