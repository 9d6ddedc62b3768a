"""The two sides of a comparison: their relations, and where each can be read.

A side is what is published now, an earlier generation, what a build now would publish, or what
another target publishes.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from orchestrator.compiler.stamps import stamps_in
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Catalogue, Earlier, PublishedRelation, Session
from orchestrator.names import RelationName
from orchestrator.nodes import BuiltNode, Model, Node, Source
from orchestrator.project.read.segment_list import families_among
from orchestrator.project.value import ParsedProject
from orchestrator.segments.event_sql import RULE_EVENTS
from orchestrator.state.definitions import from_nothing
from orchestrator.state.fingerprints import own_part
from orchestrator.state.history import read_history
from orchestrator.workspace.value import Workspace


class Readable(Struct, frozen=True):
    """A relation of a side, as SQL to read from: as published, and its `rows` without stamps.

    `own` is the digest of its own definition, None if unknown. `stamps` are selected in addition to
    the rows; empty if there are none.
    """

    sql: str
    rows: str
    own: str | None = None
    stamps: str = ""


class Side(Struct, frozen=True):
    """One side: its label, and its relations by unique id.

    `selects` are the known SELECTs of families and of models upstream, with unique ids for what
    they read.
    """

    label: str
    relations: Mapping[str, Readable]
    selects: Mapping[str, str] = field(default_factory=dict)


class TwoSides(Struct, frozen=True):
    """Two sides of a project. `same` are nodes that are known to have the same rows on both.

    `untold` says of nodes why they cannot be compared.
    """

    project: ParsedProject
    before: Side
    after: Side
    same: frozenset[str]
    untold: Mapping[str, str] = field(default_factory=dict)

    def is_on_both(self, unique_id: str) -> bool:
        """Return whether both sides have a relation of the node."""
        return unique_id in self.before.relations and unique_id in self.after.relations


def published_side(
    workspace: Workspace,
    session: Session,
    published: Mapping[str, PublishedRelation],
    label: str,
) -> Side:
    """Return what a generation publishes, read under its published names."""
    relations = {name: _published(row, workspace.dialect) for name, row in published.items()}
    return Side(label, relations, noted_selects(workspace, session, published))


def _published(row: PublishedRelation, dialect: Dialect) -> Readable:
    sql = dialect.relation(row.relation)
    rows = dialect.relation(row.version) if row.version is not None and row.has_stamps else sql
    stamps = stamps_in(row.definition.rpartition(" from ")[0], "") if row.has_stamps else ""
    return Readable(sql, rows, own_part(row.fingerprint), stamps)


def noted_selects(
    workspace: Workspace, session: Session, published: Mapping[str, PublishedRelation]
) -> dict[str, str]:
    """Return the SELECTs of family tables and of tables upstream, as recorded when built."""
    versions = {
        name: RelationName(row.version.schema, row.version.identifier)
        for name in of_families(workspace.project)
        if (row := published.get(name)) is not None and row.version is not None
    }
    found = read_history(session, workspace.dialect, versions)
    return {name: from_nothing(noted.text) for name, noted in found.items() if noted.text}


def of_families(project: ParsedProject) -> frozenset[str]:
    """Return the families and everything upstream."""
    families = [model.unique_id for model in families_among(project.nodes.values())]
    return frozenset(project.graph.ancestors(families).union(families))


def is_of_rules(node: Node) -> bool:
    """Return whether a node is made of rules: a family, or the answers of events to rules."""
    is_family = isinstance(node, Model) and node.family is not None
    return is_family or (isinstance(node, Model) and node.name == RULE_EVENTS)


def unchanged_tables(earlier: Earlier, catalogue: Catalogue) -> frozenset[str]:
    """Return the tables with the same contents as in an earlier generation."""
    return frozenset(
        name
        for name, row in earlier.published.items()
        if row.version is not None and name not in earlier.changed and name in catalogue.published
    )


def with_views(
    project: ParsedProject, before: Side, after: Side, same: Iterable[str]
) -> frozenset[str]:
    """Return the `same` nodes, and unchanged views that read only those.

    Sources have one state, whichever side reads them.
    """
    known = dict.fromkeys(same, True)

    def is_same(name: str) -> bool:
        if name not in known:
            node = project.nodes.get(name)
            known[name] = False  # a node that reads itself
            if isinstance(node, Source):
                known[name] = all(map(is_same, node.depends_on))
            elif isinstance(node, BuiltNode) and node.materialized in ("view", "ephemeral"):
                own = {
                    side.relations[name].own for side in (before, after) if name in side.relations
                }
                is_defined_so = node.is_ephemeral or (len(own) == 1 and None not in own)
                known[name] = is_defined_so and all(map(is_same, node.depends_on))
        return known[name]

    return frozenset(name for name in after.relations if name in before.relations and is_same(name))
