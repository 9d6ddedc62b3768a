"""Names of relations: this run's version, or the published name."""

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct, field

from orchestrator.compiler.stamps import NO_STAMP_READS, StampedColumns, StampReads, rows_with
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Catalogue
from orchestrator.errors import Problems
from orchestrator.generations.draft import OTHER_NAME
from orchestrator.generations.values import Kind
from orchestrator.names import RelationName
from orchestrator.nodes import BuiltNode, DataTest, Node, RelationNode, Source, UnitTest
from orchestrator.project.value import ParsedProject


class Relations(Struct, frozen=True):
    """Spells the relations of nodes; `versions` are those that a run built, which it reads.

    `current` are the published versions of models that continue from them, even if their names now
    show something else. For tables with `stamps`, `stored` are the published versions, without
    them; `stamp_reads` says who reads them. What is `deferred` is published elsewhere.
    """

    project: ParsedProject
    dialect: Dialect
    versions: Mapping[str, RelationName]
    current: Mapping[str, RelationName] = field(default_factory=dict)
    stored: Mapping[str, RelationName] = field(default_factory=dict)
    stamps: Mapping[str, StampedColumns] = field(default_factory=dict)
    stamp_reads: StampReads = NO_STAMP_READS
    deferred: Mapping[str, RelationName] = field(default_factory=dict)

    def building(self, unique_id: str) -> str:
        """Return what the run's own SQL reads: the new version if there is one."""
        rows = self._rows(unique_id)
        return self.published(unique_id) if rows is None else self._stamped(unique_id, rows)

    def building_for(self, reader: str) -> Callable[[str], str]:
        """Return names for the SQL of `reader`: itself (`this`) as published, others as built."""

        def name_of(unique_id: str) -> str:
            if unique_id == reader:
                return self.this(unique_id)
            rows = self._rows(unique_id)
            return self.published(unique_id) if rows is None else self.seen(reader, unique_id, rows)

        return name_of

    def seen(self, reader: str, unique_id: str, rows: str) -> str:
        """Return what `reader` reads of a node whose rows are `rows`."""
        is_seen = unique_id in self.stamp_reads.named.get(reader, ())
        return self._stamped(unique_id, rows) if is_seen else rows

    def this(self, unique_id: str) -> str:
        """Return what a node's own SQL reads of itself: what is published, without stamps."""
        version = self.current.get(unique_id) or self.stored.get(unique_id)
        return self.published(unique_id) if version is None else self.dialect.relation(version)

    def called(self, unique_id: str) -> tuple[str, str] | None:
        """Return the name and SQL of the alias for a node that is read without one, if any."""
        node = self.project.nodes[unique_id]
        if not isinstance(node, RelationNode) or getattr(node, "location", None) is not None:
            return None
        name = self.deferred.get(unique_id, node.relation).identifier
        return name, self.dialect.quote(name)

    def _rows(self, unique_id: str) -> str | None:
        """Return the table of a node's rows; None if they are read under the published name."""
        version = self.versions.get(self._seed_behind(unique_id)) or self.stored.get(unique_id)
        return None if version is None else self.dialect.relation(version)

    def _stamped(self, unique_id: str, rows: str) -> str:
        stamps = self.stamps.get(unique_id)
        if stamps is not None:
            return f"({rows_with(stamps, rows)})"
        # A node that does not run has its published stamps.
        is_as_published = unique_id in self.stored and unique_id not in self.versions
        return self.published(unique_id) if is_as_published else rows

    def published(self, unique_id: str) -> str:
        """Return the name that people, and the definitions of published views, read.

        For a data test, that of the model that it is attached to.
        """
        match node := self.project.nodes[unique_id]:
            case DataTest() | UnitTest():
                assert node.attached_to is not None
                return self.published(node.attached_to)
            case Source(location=str(location)):
                return self.dialect.file(location)
            case _:
                assert isinstance(node, RelationNode)
                return self.dialect.relation(self.deferred.get(unique_id, node.relation))

    def _seed_behind(self, unique_id: str) -> str:
        """Return the seed that fills a source, or the node itself."""
        node = self.project.nodes[unique_id]
        return node.depends_on[0] if isinstance(node, Source) and node.depends_on else unique_id


def is_same_name(one: RelationName, other: RelationName) -> bool:
    """Return whether two names refer to one relation, as engines resolve them."""
    return one == other or str(one).casefold() == str(other).casefold()


def is_there(catalogue: Catalogue, kind: Kind | None = None) -> Callable[[RelationName], bool]:
    """Return a function that tells whether a relation of that name exists, of a kind if given."""
    found = {
        str(name).casefold()
        for name, at in catalogue.existing.items()
        if kind is None or at.kind == kind
    }
    return lambda relation: str(relation).casefold() in found


def published_names(project: ParsedProject, catalogue: Catalogue) -> frozenset[str]:
    """Return the nodes that are published under their current names.

    A name that somebody dropped, or replaced by a table or a different view, does not show what was
    published.
    """
    is_view = is_there(catalogue, "view")
    return frozenset(
        name
        for name, found in catalogue.published.items()
        if isinstance(node := project.nodes.get(name), BuiltNode)
        and is_same_name(found.relation, node.relation)
        and is_view(found.relation)
        and name not in catalogue.replaced
    )


def stored_versions(
    project: ParsedProject, stamped: Iterable[str], catalogue: Catalogue
) -> dict[str, RelationName]:
    """Return the published versions of tables whose names show them with stamps."""
    return {
        name: version
        for name in published_names(project, catalogue).intersection(stamped)
        if (version := catalogue.published[name].version) is not None
    }


def require_free_names(nodes: Iterable[Node], catalogue: Catalogue) -> None:
    """Raise ProjectError for nodes whose names another target publishes."""
    taken = {str(name).casefold(): owner for name, owner in catalogue.taken.items()}
    problems = Problems()
    for node in nodes if taken else ():
        if isinstance(node, BuiltNode) and node.is_built:
            owner = taken.get(str(node.relation).casefold())
            if owner is not None:
                problems.add(
                    f"'{node.name}' is built as {node.relation}, which a target with the schema "
                    f"'{owner}' publishes in this database",
                    node.place,
                    OTHER_NAME,
                )
    problems.raise_any()


def versions_of(nodes: Iterable[Node], number: int, dialect: Dialect) -> dict[str, RelationName]:
    """Return a new version for each node that a run builds."""
    return {
        node.unique_id: dialect.version_name(node.relation, number)
        for node in nodes
        if isinstance(node, BuiltNode) and node.is_built
    }
