"""A complete project as one immutable value: the enabled nodes, and the graph between them."""

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from orchestrator.graph import Graph
from orchestrator.nodes import DocsBlock, Group, MacroFile, Metric, Node, Source
from orchestrator.properties.declared import MacroDeclaration
from orchestrator.roles import Roles


class ParsedProject(Struct, frozen=True, dict=True):
    """Everything that the files declare, checked; `nodes` is by unique id, in a stable order.

    `disabled` contains the nodes with `enabled: false`. `packages` maps a package's name to its
    root directory, including the project itself. `described_macros` is by package and name. `roles`
    are the nodes that commands about people use. `is_strict` is false for a dbt project.
    """

    root: Path
    name: str
    nodes: Mapping[str, Node]
    disabled: Mapping[str, Node] = field(default_factory=dict)
    macro_files: tuple[MacroFile, ...] = ()
    packages: Mapping[str, Path] = field(default_factory=dict)
    variables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    described_macros: Mapping[tuple[str, str], MacroDeclaration] = field(default_factory=dict)
    roles: Roles = field(default_factory=Roles)
    groups: tuple[Group, ...] = ()
    docs: tuple[DocsBlock, ...] = ()
    is_strict: bool = True

    def path_in_package(self, node: Node) -> str:
        """Return a node's file relative to its package; `path` is relative to the project."""
        return self.path_of(node.package, node.path)

    def path_of(self, package: str, path: str) -> str:
        """Return a file of a package relative to the package; `path` is relative to the project."""
        if package == self.name and "./" not in path:
            return path
        # As text: Path objects take ten times as long, and a manifest needs this for each macro
        # file.
        root = os.path.join(self.packages.get(package, self.root), "")
        found = os.path.normpath(os.path.join(self.root, path))
        return found.removeprefix(root).replace(os.sep, "/") if found.startswith(root) else path

    def package_of(self, path: str, likely: str) -> str:
        """Return the package that contains a file; `path` is relative to the project."""
        for package in (likely, *self.packages, self.name):
            if self.path_of(package, path) != path:
                return package
        return self.name

    def file_of(self, node: Node) -> Path:
        """Return the path of a node's file."""
        return Path(os.path.normpath(self.root / node.path))

    def group_of(self, node: Node) -> Any:
        """Return the group of a node; a data test has the group of its node."""
        other = self.nodes.get(node.attached_to or "")
        return node.group if other is None else other.group

    def sources_first(self, node: Node) -> list[str]:
        """Return what a node depends on, as artifacts list it: sources first, metrics last."""
        nodes = self.nodes

        def order(name: str) -> int:
            found = nodes.get(name)
            return 0 if isinstance(found, Source) else 2 if isinstance(found, Metric) else 1

        return sorted(node.depends_on, key=order)

    @cached_property
    def graph(self) -> Graph:
        """The dependency graph; the names are unique ids."""
        return Graph({unique_id: node.depends_on for unique_id, node in self.nodes.items()})

    @cached_property
    def selected_graph(self) -> Graph:
        """The dependency graph for `+` and `@` in selections.

        In a dbt project it has no edge from a seed to the source that it fills, although the source
        depends on the seed.
        """
        if self.is_strict:
            return self.graph
        parents = self.graph.parents
        sources = {name: () for name, node in self.nodes.items() if isinstance(node, Source)}
        return Graph({**parents, **sources})
