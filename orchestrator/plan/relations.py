"""What a relation is called: this run's version of it, or what people read."""

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct, field

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Catalogue
from orchestrator.errors import Problems
from orchestrator.generations.draft import OTHER_NAME
from orchestrator.names import RelationName
from orchestrator.nodes import BuiltNode, DataTest, Node, Source
from orchestrator.project.value import ParsedProject


class Relations(Struct, frozen=True):
    """Spells the relations of nodes; `versions` are those that a run built, which it reads.

    `current` are the published versions of models that go on from them, though their names show
    something else now.
    """

    project: ParsedProject
    dialect: Dialect
    versions: Mapping[str, RelationName]
    current: Mapping[str, RelationName] = field(default_factory=dict)

    def building(self, unique_id: str) -> str:
        """What the run's own SQL reads: the new version where there is one."""
        filled_by = self._seed_behind(unique_id)
        if filled_by in self.versions:
            return self.dialect.relation(self.versions[filled_by])
        return self.published(unique_id)

    def building_for(self, reader: str) -> Callable[[str], str]:
        """What the SQL of `reader` reads: itself (`this`) as published, all others as built."""
        return lambda unique_id: (
            self.this(unique_id) if unique_id == reader else self.building(unique_id)
        )

    def this(self, unique_id: str) -> str:
        """What a node's own SQL reads of itself: what is published."""
        if unique_id in self.current:
            return self.dialect.relation(self.current[unique_id])
        return self.published(unique_id)

    def published(self, unique_id: str) -> str:
        """What people read, and what the definitions of published views read.

        Of a data test it is what people read of the model that it is attached to.
        """
        match node := self.project.nodes[unique_id]:
            case DataTest():
                assert node.attached_to is not None
                return self.published(node.attached_to)
            case Source(location=str(location)):
                return self.dialect.file(location)
            case _:
                return self.dialect.relation(node.relation)

    def _seed_behind(self, unique_id: str) -> str:
        """The seed that fills a source, or the node itself."""
        node = self.project.nodes[unique_id]
        return node.depends_on[0] if isinstance(node, Source) and node.depends_on else unique_id


def is_same_name(one: RelationName, other: RelationName) -> bool:
    """Whether two names are of one relation, as engines find them."""
    return one == other or str(one).casefold() == str(other).casefold()


def published_names(project: ParsedProject, catalogue: Catalogue) -> frozenset[str]:
    """The nodes that people read under the names that they have now.

    A name that somebody dropped, or put a table or another view under, shows nothing of what was
    published.
    """
    views = {str(name).casefold() for name, at in catalogue.existing.items() if at.kind == "view"}
    return frozenset(
        name
        for name, found in catalogue.published.items()
        if isinstance(node := project.nodes.get(name), BuiltNode)
        and is_same_name(found.relation, node.relation)
        and str(found.relation).casefold() in views
        and name not in catalogue.replaced
    )


def require_free_names(nodes: Iterable[Node], catalogue: Catalogue) -> None:
    """Raise ProjectError for nodes under whose names another target publishes something."""
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
    """A new version for each node that a run builds."""
    return {
        node.unique_id: dialect.version_name(node.relation, number)
        for node in nodes
        if isinstance(node, BuiltNode) and node.is_built
    }
