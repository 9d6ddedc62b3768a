"""Digests of what defines each node, and which incremental models were redefined."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from orchestrator.compiler.compile import Compiled
from orchestrator.engines.boundary import Catalogue
from orchestrator.nodes import (
    UNBUILT,
    DataTest,
    Model,
    Node,
    Seed,
    Snapshot,
    Source,
    UnitTest,
)
from orchestrator.plan.incremental import is_found, table_before
from orchestrator.project.value import ParsedProject
from orchestrator.state.fingerprints import (
    combined_digest,
    fingerprints,
    is_same_definition,
    own_digest,
    own_part,
)

# When and in what portions a node is built, and what is shown with its rows: those are made by
# the same definition.
_NO_ROWS = frozenset({
    "once_ignoring", "once_per", "refresh_by", "refresh_regardless_of", "refresh_through",
    "stamps", "stamps_of",
})  # fmt: skip


def node_fingerprints(
    project: ParsedProject, nodes: Iterable[Node], compiled: Compiled, catalogue: Catalogue
) -> dict[str, str]:
    """Return the fingerprint of each model and seed among `nodes`."""
    digests = _Digests(project, compiled, catalogue)
    own = {node.unique_id: digest for node in nodes if (digest := digests.of(node)) is not None}
    known = {name: found.fingerprint for name, found in catalogue.published.items()}
    return fingerprints(own, project.graph, known)


def stands_as_defined(
    model: Model, project: ParsedProject, compiled: Compiled, catalogue: Catalogue
) -> bool:
    """Return whether a model's published relation was made by its current definition."""
    own = _Digests(project, compiled, catalogue).of(model)
    return is_same_definition(catalogue.published[model.unique_id].fingerprint, own or "")


def redefined_models(
    project: ParsedProject, compiled: Compiled, catalogue: Catalogue
) -> frozenset[str]:
    """Return incremental models whose existing rows were made by a different definition.

    Only those with `on_definition_change: full_refresh`. For a table that seg did not make, the
    definition is unknown: it is continued.
    """
    digests = _Digests(project, compiled, catalogue)
    return frozenset(
        name
        for name in compiled.full_refresh_sql
        if _restarts(node := project.nodes[name])
        and isinstance(node, Model)
        and (before := table_before(node, catalogue)) is not None
        and not is_found(before)
        and not is_same_definition(before.fingerprint, digests.of(node) or "")
    )


def _restarts(node: Node) -> bool:
    return isinstance(node, Model) and node.config.on_definition_change == "full_refresh"


class _Digests:
    """The digests of nodes themselves, each computed once.

    A view has no rows of its own: its SQL is part of the definition of a model that is rebuilt when
    its definition changes. So is the definition of such a model itself: what is made from its rows
    has to be rebuilt from the new ones.
    """

    def __init__(self, project: ParsedProject, compiled: Compiled, catalogue: Catalogue) -> None:
        self._project = project
        self._compiled = compiled
        self._catalogue = catalogue
        self._found: dict[str, str] = {}

    def of(self, node: Node) -> str | None:
        """Return the digest of a node that has a relation."""
        return OWN_DIGESTS[type(node)](self, node)

    def _no_fingerprint(self, _: Node) -> None:
        """What has no relation has no fingerprint."""

    def _seed(self, seed: Seed) -> str:
        types = {"types_as_dbt": True} if seed.types_as_dbt else {}
        return own_digest(seed.checksum, {**seed.config.settings, **types})

    def _snapshot(self, snapshot: Snapshot) -> str:
        definition = self._compiled.definition(snapshot.unique_id)
        return own_digest(definition.canonical(), snapshot.settings)

    def _model(self, model: Model) -> str:
        if model.unique_id not in self._found:
            self._found[model.unique_id] = self._of_model(model)
        return self._found[model.unique_id]

    def _of_model(self, model: Model) -> str:
        definition = self._compiled.definition(model.unique_id)
        settings = model.defining_settings
        counted = {key: settings[key] for key in settings if key not in _NO_ROWS}
        digest = own_digest(definition.canonical(), counted)
        if not _restarts(model):
            return digest
        return combined_digest((digest, *map(self._of_read, self._read_by(model))))

    def _read_by(self, model: Model) -> Iterator[Model]:
        """Yield what a model reads that is part of its definition, through views; by name."""
        seen: dict[str, Model] = {}
        pending = list(model.depends_on)
        while pending:
            node = self._project.nodes[pending.pop()]
            if not isinstance(node, Model) or node.unique_id in seen:
                continue
            if node.config.materialized in ("view", "ephemeral"):
                seen[node.unique_id] = node
                pending += node.depends_on
            elif _restarts(node):
                seen[node.unique_id] = node
        return (seen[name] for name in sorted(seen))

    def _of_read(self, model: Model) -> str:
        """Return the digest by this run's SQL if compiled, else as published."""
        if model.unique_id in self._compiled.sql:
            return self._model(model)
        published = self._catalogue.published.get(model.unique_id)
        return own_part(published.fingerprint) if published else model.unique_id


# How relations of nodes of each resource type are defined.
OWN_DIGESTS: Mapping[type[Node], Callable[[_Digests, Any], str | None]] = {
    Model: _Digests._model,
    Seed: _Digests._seed,
    Snapshot: _Digests._snapshot,
    Source: _Digests._no_fingerprint,
    DataTest: _Digests._no_fingerprint,
    UnitTest: _Digests._no_fingerprint,
    **dict.fromkeys(UNBUILT, _Digests._no_fingerprint),
}
