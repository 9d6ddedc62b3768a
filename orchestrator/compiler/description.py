"""What templates can read of nodes: `model` for their own, `graph` for all."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from orchestrator.nodes import Batch, Group, Model, Node, RelationNode, resource_type

Describe = Callable[[Node | Group], Mapping[str, Any]]
"""Returns a node's or group's manifest entry."""


class NodeDescription(Mapping[str, Any]):
    """`model`: has what most templates need, and the rest as in the manifest."""

    def __init__(self, node: Node, describe: Describe, batch: Batch | None = None) -> None:
        self._node = node
        self._describe = describe
        self._known = _common_fields(node)
        if isinstance(node, Model) and node.config.microbatch is not None:
            self._known["batch"] = None if batch is None else _described(batch)

    @cached_property
    def _complete(self) -> Mapping[str, Any]:
        return {**_as_plain(self._describe(self._node)), **self._known}

    def __getitem__(self, key: str) -> Any:
        return self._known[key] if key in self._known else self._complete[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._complete)

    def __len__(self) -> int:
        return len(self._complete)

    def to_dict(self, **_: object) -> dict[str, Any]:
        """Return all of it."""
        return dict(self._complete)


class WholeProject:
    """`graph`: all nodes of the project as in the manifest, created on demand.

    It is a mapping and also has attributes, as packages use both. What they add to it is in
    `noted`.
    """

    def __init__(
        self,
        nodes: Iterable[Node],
        groups: Iterable[Group],
        describe: Describe,
        noted: dict[str, Any],
    ) -> None:
        self._more = noted
        self._all = nodes
        self._groups = groups
        self._describe = describe

    @cached_property
    def nodes(self) -> Mapping[str, Any]:
        """Return everything that is built, tested, run or compiled but unit tests, by unique id."""
        return self._section("nodes")

    @cached_property
    def sources(self) -> Mapping[str, Any]:
        """Return all sources by unique id."""
        return self._section("sources")

    @cached_property
    def exposures(self) -> Mapping[str, Any]:
        """Return all exposures by unique id."""
        return self._section("exposures")

    @cached_property
    def unit_tests(self) -> Mapping[str, Any]:
        """Return all unit tests by unique id."""
        return self._section("unit_tests")

    @cached_property
    def groups(self) -> Mapping[str, Any]:
        """Return all groups by unique id."""
        return {group.unique_id: _as_plain(self._describe(group)) for group in self._groups}

    @cached_property
    def metrics(self) -> Mapping[str, Any]:
        """Return all metrics by unique id."""
        return self._section("metrics")

    @cached_property
    def semantic_models(self) -> Mapping[str, Any]:
        """Return all semantic models by unique id."""
        return self._section("semantic_models")

    @cached_property
    def saved_queries(self) -> Mapping[str, Any]:
        """Return all saved queries by unique id."""
        return self._section("saved_queries")

    functions: Mapping[str, Any] = {}

    def get(self, section: str, default: Any = None) -> Any:
        """Return a section by name."""
        try:
            return self[section]
        except KeyError:
            return default

    def setdefault(self, section: str, default: Any = None) -> Any:
        """Return a section by name; adds it for all templates if it is missing."""
        return (
            self._more.setdefault(section, default) if self.get(section) is None else self[section]
        )

    def __getitem__(self, section: str) -> Any:
        if section in self._more:
            return self._more[section]
        if section[:1] == "_" or not hasattr(self, section):
            raise KeyError(section)
        return getattr(self, section)

    def _section(self, section: str) -> dict[str, Any]:
        found = (node for node in self._all if node.resource.section == section)
        return {node.unique_id: _as_plain(self._describe(node)) for node in found}


def _described(batch: Batch) -> Mapping[str, Any]:
    return {"id": batch.id, "event_time_start": batch.start, "event_time_end": batch.end}


def _as_plain(value: Any) -> Any:
    """Return dicts and lists, to which templates can add."""
    if isinstance(value, Mapping):
        return {key: _as_plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_as_plain(item) for item in value]
    return value


def _common_fields(node: Node) -> dict[str, Any]:
    description: dict[str, Any] = {
        "unique_id": node.unique_id,
        "name": node.name,
        "package_name": node.package,
        "original_file_path": node.path,
        "path": node.path,
        "fqn": list(node.fqn),
        "tags": list(node.tags),
        "resource_type": resource_type(node),
        "depends_on": {"nodes": list(node.depends_on), "macros": []},
    }
    if isinstance(node, RelationNode):
        description["config"] = dict(node.settings)
        description["alias"] = node.relation.identifier
        description["schema"] = node.relation.schema
    return description
