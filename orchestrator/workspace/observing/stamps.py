"""Stamps of tables: those that they are published with, and those that they have now."""

from collections.abc import Iterable, Iterator, Mapping

from orchestrator.compiler.compile import Compiled
from orchestrator.compiler.stamps import rows_with, stamps_in
from orchestrator.engines.boundary import PublishedRelation
from orchestrator.workspace.value import Workspace


def restamped_tables(
    workspace: Workspace,
    compiled: Compiled,
    names: Iterable[str],
    published: Mapping[str, PublishedRelation],
) -> Iterator[str]:
    """Yield the tables that are published with different stamps than they have now."""
    for name in names:
        found = published.get(name)
        if found is not None and found.version is not None:
            rows = workspace.dialect.relation(found.version)
            if found.definition != rows_with(compiled.stamps.get(name), rows):
                yield name


def stamps_of(
    workspace: Workspace,
    compiled: Compiled,
    names: Iterable[str],
    published: Mapping[str, PublishedRelation],
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the stamps that tables are published with, and the current ones."""
    for name in names:
        stamps, found, shown = compiled.stamps.get(name), published.get(name), ""
        if found is not None and found.version is not None:
            shown = stamps_in(found.definition, workspace.dialect.relation(found.version))
        if stamps is not None:
            yield name, (shown, stamps.sql)


def stamped_over(
    workspace: Workspace, compiled: Compiled, published: Mapping[str, PublishedRelation]
) -> Iterator[str]:
    """Yield tables with a column of their own named like a stamp: to be rebuilt without it."""
    column, relation = workspace.dialect.column, workspace.dialect.relation
    for name, stamps in compiled.stamps.items():
        found = published.get(name)
        if found is not None and found.version is not None:
            before = f"{stamps_in(found.definition, relation(found.version))}, "
            names = stamps.among(each for each, _ in found.columns)
            if any(f" as {column(each)}, " not in before for each in names):
                yield name
