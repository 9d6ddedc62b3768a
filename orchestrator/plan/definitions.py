"""What each node is defined by, as digests, and which incremental models were defined anew."""

from collections.abc import Iterable, Iterator

from orchestrator.compiler.compile import Compiled
from orchestrator.engines.boundary import Catalogue
from orchestrator.nodes import Model, Node, Seed
from orchestrator.project.value import Project
from orchestrator.state.fingerprints import (
    combined_digest,
    fingerprints,
    is_same_definition,
    own_digest,
    own_part,
)


def node_fingerprints(
    project: Project, nodes: Iterable[Node], compiled: Compiled, catalogue: Catalogue
) -> dict[str, str]:
    """The fingerprint of each model and seed among `nodes`."""
    own = {
        node.unique_id: digest
        for node in nodes
        if (digest := _own_digest(project, node, compiled, catalogue)) is not None
    }
    known = {name: found.fingerprint for name, found in catalogue.published.items()}
    return fingerprints(own, project.graph, known)


def redefined_models(project: Project, compiled: Compiled, catalogue: Catalogue) -> frozenset[str]:
    """The models that would go on, but whose rows were made by another definition.

    Only those count that ask for it with `on_definition_change: full_refresh`.
    """
    return frozenset(
        name
        for name in compiled.first_builds
        if _restarts(node := project.nodes[name])
        and not is_same_definition(
            catalogue.published[name].fingerprint,
            _own_digest(project, node, compiled, catalogue) or "",
        )
    )


def _restarts(node: Node) -> bool:
    return isinstance(node, Model) and node.config.on_definition_change == "full_refresh"


def _own_digest(
    project: Project, node: Node, compiled: Compiled, catalogue: Catalogue
) -> str | None:
    """The digest of a node by itself.

    A view has no rows of its own: what it says is part of the definition of a model that begins
    afresh when its definition changes.
    """
    if isinstance(node, Seed):
        return own_digest(node.checksum, node.config.settings)
    if not isinstance(node, Model):
        return None
    digest = own_digest(compiled.definition(node.unique_id).canonical(), node.config.settings)
    if not _restarts(node):
        return digest
    behind = (_digest_of_view(view, compiled, catalogue) for view in _views_behind(project, node))
    return combined_digest((digest, *behind))


def _views_behind(project: Project, model: Model) -> Iterator[Model]:
    """The views and ephemeral models that a model reads, and those that these read; by name."""
    seen: dict[str, Model] = {}
    pending = list(model.depends_on)
    while pending:
        node = project.nodes[pending.pop()]
        if (
            isinstance(node, Model)
            and node.config.materialized in ("view", "ephemeral")
            and node.unique_id not in seen
        ):
            seen[node.unique_id] = node
            pending += node.depends_on
    return (seen[name] for name in sorted(seen))


def _digest_of_view(view: Model, compiled: Compiled, catalogue: Catalogue) -> str:
    """By this run's SQL where it was compiled, else as published."""
    if view.unique_id in compiled.sql:
        return own_digest(compiled.definition(view.unique_id).canonical(), view.config.settings)
    published = catalogue.published.get(view.unique_id)
    return own_part(published.fingerprint) if published else view.unique_id
