"""Published relations that no node of the project builds any more."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Catalogue, PublishedRelation
from orchestrator.ids import package_in
from orchestrator.names import counted
from orchestrator.nodes import BuiltNode
from orchestrator.project.value import ParsedProject
from orchestrator.results import Notice

_MOST_NAMES = 5


class Orphans(Struct, frozen=True):
    """Published relations of nodes that were deleted, disabled or made ephemeral.

    `own` belong to the project or its packages. `foreign` belong to packages that it does not have:
    another project may publish in the same schema.
    """

    own: tuple[PublishedRelation, ...] = ()
    foreign: tuple[PublishedRelation, ...] = ()


def orphans_of(project: ParsedProject, catalogue: Catalogue, dialect: Dialect) -> Orphans:
    """Return the orphans; a name that a node of the project will take is not one."""
    built = {
        name: node
        for name, node in project.nodes.items()
        if isinstance(node, BuiltNode) and node.is_built
    }
    if catalogue.published.keys() <= built.keys():
        return Orphans()
    names = {dialect.folded(node.relation) for node in built.values()}
    packages = {project.name, *project.packages}
    found: dict[bool, list[PublishedRelation]] = {True: [], False: []}
    for unique_id, row in catalogue.published.items():
        if unique_id not in built and dialect.folded(row.relation) not in names:
            found[package_in(unique_id) in packages].append(row)
    return Orphans(tuple(found[True]), tuple(found[False]))


def orphan_notices(relations: Sequence[str]) -> Iterator[Notice]:
    """Yield one message that names them and says what to do, if there are any."""
    if not relations:
        return
    more = f" and {len(relations) - _MOST_NAMES} more" if len(relations) > _MOST_NAMES else ""
    are = "is published, but no model, seed or snapshot builds it"
    if len(relations) > 1:
        are = "are published, but no model, seed or snapshot builds them"
    yield Notice(
        "warn",
        f"{counted(len(relations), 'relation')} {are} any more: "
        f"{', '.join(relations[:_MOST_NAMES])}{more}; 'seg clean --orphans' lists what it would "
        "drop",
    )
