"""What reading the nodes of a package needs: names for templates, settings, relations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from orchestrator.config.config_keys import Kind
from orchestrator.config.settings import ConfigTree, NodeSettings, settings_for
from orchestrator.config.values import Map, is_template, rendered
from orchestrator.errors import Place, Problems
from orchestrator.names import RelationName
from orchestrator.nodes import Column, Node
from orchestrator.project.captures import TemplateReader
from orchestrator.project.package import Package
from orchestrator.project.references import Reference
from orchestrator.properties.declared import ColumnDeclaration, Text
from orchestrator.templates.door import TemplateRenderer


@dataclass(frozen=True, slots=True)
class Draft:
    """A node before its references are resolved; `is_enabled` is what its settings say."""

    node: Node
    references: tuple[Reference, ...] = ()
    is_enabled: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """One package being read; `root` is the project that it is read for.

    `broken` are the names of nodes that could not be read: nothing else is said of them.
    """

    package: Package
    root: Package
    names: Mapping[str, Any]
    renderer: TemplateRenderer
    templates: TemplateReader
    default_schema: str
    problems: Problems
    broken: set[str]
    named: dict[str, str] = field(default_factory=dict)

    def settings(
        self, kind: Kind, fqn: tuple[str, ...], *above: Map | None, below: Map | None = None
    ) -> NodeSettings:
        """Merged settings of a node: `below`, the package's tree, the root project's, `above`."""
        packages = {self.package.name: self.package, self.root.name: self.root}
        trees = [package.trees[kind] for package in packages.values()]
        if below:
            trees.insert(0, ConfigTree(below))
        return settings_for(trees, fqn, *(self.rendered(layer) for layer in above if layer))

    def rendered(self, layer: Map) -> Map:
        """A mapping of a property file with its templates rendered; hooks stay as they are."""
        found: Map = rendered(
            layer, layer.place, self.render, skip=frozenset(("pre-hook", "post-hook"))
        )
        return found

    def render(self, text: str, place: Place) -> Any:
        """The value of a string of a YAML file."""
        return self.renderer.evaluate(text, self.names, place, package=self.package.name)

    def text(self, text: Text) -> str:
        """A description, rendered where it is a template."""
        if not is_template(text.value):
            return text.value
        return str(self.render(text.value, text.place or Place(self.package.file.path)))

    def columns(self, declared: tuple[ColumnDeclaration, ...]) -> tuple[Column, ...]:
        """Documented columns as values."""
        return tuple(
            Column(
                column.name,
                self.text(column.description),
                column.data_type,
                column.tags,
                column.meta,
                column.quote,
            )
            for column in declared
        )

    def folders_of(self, path: str) -> tuple[str, ...]:
        """The folders that lead to a file, without the one that the project file names."""
        return tuple(path.removeprefix(self.package.shown_root).split("/")[1:-1])

    def relation(self, name: str, settings: NodeSettings, kind: str) -> RelationName:
        """A node's relation: schema and alias, by the project's own macros where it has them."""
        node = {"name": name, "resource_type": kind, "config": settings, "version": None}
        schema = self._named_by_macro("generate_schema_name", settings.get("schema"), node)
        if schema is None:
            custom = settings.get("schema")
            schema = f"{self.default_schema}_{custom}" if custom else self.default_schema
        alias = self._named_by_macro("generate_alias_name", settings.get("alias"), node)
        return RelationName(schema, alias or settings.get("alias") or name)

    def _named_by_macro(
        self, macro: str, custom: str | None, node: Mapping[str, Any]
    ) -> str | None:
        if self.renderer.macros.find((macro,), self.root.name) is None:
            return None
        key = f"{macro} {custom} {node['name'] if 'alias' in macro else ''}"
        if key not in self.named:
            answer = self.renderer.call((macro,), (custom, node), {}, self.names, self.root.name)
            self.named[key] = str(answer).strip()
        return self.named[key]


def is_enabled(settings: NodeSettings) -> bool:
    """Whether settings leave a node in the project."""
    return settings.get("enabled", True) is not False
