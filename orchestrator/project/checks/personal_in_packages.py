"""Columns of other packages that a package tags as personal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from orchestrator.nodes import Column, Node, RelationNode
from orchestrator.project.package import Package
from orchestrator.project.references import Reference, References
from orchestrator.properties.declared import ColumnDeclaration

PERSONAL = "personal"


def with_personal_columns(
    nodes: Mapping[str, Node], packages: Iterable[Package], references: References
) -> dict[str, Node]:
    """Return the nodes with the `personal` tags that packages give to inputs from other packages.

    A package describes the relation that its own `ref` or `source` refers to. If another package
    provides it, the tests of the package print that package's rows.
    """
    found = dict(nodes)
    for package in packages:
        for reference, columns in _described(package):
            unique_id = references.known(reference, package.name)
            node = None if unique_id is None else found.get(unique_id)
            if not isinstance(node, RelationNode) or node.package == package.name:
                continue
            personal = [column.name for column in columns if _as_column(column).is_personal]
            if personal:
                found[node.unique_id] = replace(node, columns=_tagged(node, personal))
    return found


def _described(package: Package) -> Iterator[tuple[Reference, Sequence[ColumnDeclaration]]]:
    declared = package.declared
    for node in declared.relations:
        name, version = node.called
        yield Reference("ref", (name,), version=version), node.columns
    for key, source in declared.sources.items():
        yield Reference("source", key), source.columns


def _as_column(declared: ColumnDeclaration) -> Column:
    return Column(declared.name, tags=declared.tags, meta=declared.meta)


def _tagged(node: RelationNode, personal: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns of a node; those with the given names are personal, described or not."""
    columns = {column.name.casefold(): column for column in node.columns}
    for name in personal:
        column = columns.get(name.casefold(), Column(name))
        if not column.is_personal:
            columns[name.casefold()] = replace(column, tags=(*column.tags, PERSONAL))
    return tuple(columns.values())
