"""Reading one file of a package: the context of the reading, and its result."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from orchestrator.config.config_keys import LOCATION, STAMPS, Kind
from orchestrator.config.key_effects import UnusedKey, refuse_or_warn
from orchestrator.config.project_file import HOOKS
from orchestrator.config.settings import ConfigTree, NodeSettings, settings_for
from orchestrator.config.values import Map, is_template, rendered
from orchestrator.errors import Place, Problem, Problems, ProjectError
from orchestrator.names import RelationName
from orchestrator.nodes import Column, Description, DocsBlock, Model, Node
from orchestrator.project.package import Package
from orchestrator.project.read.captures import TemplateReader
from orchestrator.project.read.missed import is_missed
from orchestrator.project.references import Reference
from orchestrator.project.template_names.context import Warnings, telling_names
from orchestrator.project.template_names.uses import NotingNames, Use, noting
from orchestrator.properties.declared import ColumnDeclaration, PlacedText
from orchestrator.templates.door import TemplateRenderer
from orchestrator.templates.library import BUILT_IN_PACKAGE
from orchestrator.templates.reach import Reaches
from orchestrator.templates.static import Call, parse


class NodeDraft(Struct, frozen=True):
    """A node before its references are resolved; `disabled_at` is where it was disabled.

    `captured` is a digest of everything that its file declares in addition to code or rows (see
    `captured_digest`).
    """

    node: Node
    references: tuple[Reference, ...] = ()
    disabled_at: Place | None = None
    captured: str = ""

    @property
    def is_enabled(self) -> bool:
        """Whether the node is part of the project."""
        return self.disabled_at is None


class FileReading(Struct, frozen=True):
    """The result of reading one file: the same file and world give the same result.

    `broken` are the names of nodes that could not be read: no other problem mentions them.
    `warnings` are messages of templates for the user, `uses` what the templates read of the world,
    `macros` the unique ids of all macros that they can call.
    """

    path: str
    drafts: tuple[NodeDraft, ...] = ()
    problems: tuple[Problem, ...] = ()
    broken: frozenset[str] = frozenset()
    warnings: tuple[str, ...] = ()
    uses: frozenset[Use] = frozenset()
    macros: frozenset[str] = frozenset()


class ReadingContext(Struct, frozen=True):
    """The context in which the files of one package are read; `root` is the root project.

    `families` are the enabled segment families of all packages, `unread` the words in files that
    cannot be read. `named` caches the results of the project's own naming macros. `find_docs` finds
    the block that `doc()` in a package refers to.
    """

    package: Package
    root: Package
    names: Mapping[str, Any]
    renderer: TemplateRenderer
    reaches: Reaches
    default_schema: str
    find_docs: Callable[..., DocsBlock | None] = lambda *_: None
    families: tuple[Model, ...] = ()
    unread: frozenset[str] = frozenset()
    named: dict[str, tuple[str, FileReading]] = field(default_factory=dict)


class Reading:
    """One file being read: collects findings until `done`."""

    def __init__(self, context: ReadingContext, path: str) -> None:
        self.context = context
        self.package = context.package
        self.root = context.root
        self.renderer = context.renderer
        self.path = path
        self.problems = Problems()
        self.broken: set[str] = set()
        self.warnings = Warnings()
        self.uses: set[Use] = set()
        self.macros: set[str] = set()

    @cached_property
    def names(self) -> NotingNames:
        """The names that templates see, without ref, source and config."""
        names = {**self.context.names, **telling_names(self.warnings.messages.append)}
        return noting(names, self.package.name, self.uses)

    def override_names(self, names: Mapping[str, Any]) -> None:
        """Give `names` precedence over all other names in templates."""
        self.names = self.names.over(names)

    @cached_property
    def templates(self) -> TemplateReader:
        """The reader for templates of the file."""
        return self.templates_with({})

    def templates_with(self, more: Mapping[str, Any]) -> TemplateReader:
        """Return a reader for templates that see `more` names."""
        context = self.context
        return TemplateReader(
            self.package.name,
            lambda: self.names.over(more) if more else self.names,
            self.renderer,
            context.reaches,
            self.macros,
            context.families,
        )

    def done(self, drafts: Iterator[NodeDraft]) -> FileReading:
        """Return the result of reading the file; an error ends the reading where it is raised."""
        found: list[NodeDraft] = []
        try:
            found.extend(drafts)
        except ProjectError as error:
            self.problems.extend(error)
        # A name that an unreadable file may declare is not reported as missing.
        self.problems.found = [
            each for each in self.problems.found if not is_missed(each, self.context.unread)
        ]
        minor = [UnusedKey(each) for each in self.problems.found if each.is_minor]
        if minor:
            self.problems.found = [each for each in self.problems.found if not each.is_minor]
            is_strict = self.package.file.is_strict
            self.warnings.messages += refuse_or_warn(
                minor, is_strict=is_strict, problems=self.problems
            )
        # The reader refers back to this object: without this cycle, both are freed without the
        # collector.
        self.__dict__.pop("templates", None)
        return FileReading(
            self.path,
            tuple(found),
            tuple(self.problems.found),
            frozenset(self.broken),
            tuple(self.warnings.messages),
            frozenset(self.uses),
            frozenset(self.macros),
        )

    def settings(
        self,
        kind: Kind,
        fqn: tuple[str, ...],
        *above: Map | None,
        below: Map | None = None,
        tested: str | None = None,
    ) -> NodeSettings:
        """Return the merged settings of a node.

        Precedence, ascending: `below`, the package's tree, `above`, the root project's tree. A
        project overrides the settings of its packages' nodes, as in dbt.
        """
        trees = [self.package.trees[kind]]
        if below:
            trees.insert(0, ConfigTree(below))
        over = () if self.package.name == self.root.name else (self.root.trees[kind],)
        own = (self.rendered(layer) for layer in above if layer)
        sorts_tags = kind in ("exposures", "sources")  # as in dbt's manifest
        return settings_for(trees, fqn, *own, over=over, tested=tested, sorts_tags=sorts_tags)

    def rendered(self, layer: Map, skip: frozenset[str] = HOOKS | {STAMPS, LOCATION}) -> Map:
        """Return a mapping of a property file with its templates rendered.

        Keys in `skip` stay as written; by default hooks, stamps and the location of a model.
        """
        found: Map = rendered(layer, layer.place, self.render, skip=skip)
        return found

    def render(self, text: str, place: Place) -> Any:
        """Return the value of a string in a YAML file."""
        return self.evaluate(text, place)

    def evaluate(self, text: str, place: Place, more: Mapping[str, Any] | None = None) -> Any:
        """Return the value of a string that can be a template, with `more` names."""
        template = parse(text, place.path)
        self.macros |= self.context.reaches.of_template(template, self.package.name).macros
        names = self.names.over(more) if more else self.names
        return self.renderer.evaluate(text, names, place, package=self.package.name)

    def call(self, path: tuple[str, ...], args: tuple[Any, ...], package: str) -> Any:
        """Return the result of a macro, called as from a template of `package`."""
        reach = self.context.reaches.of_call(path, package)
        self.macros |= reach.macros if reach else frozenset()
        return self.renderer.call(path, args, {}, self.names, package)

    def text(self, text: PlacedText) -> str:
        """Return a description, rendered if it is a template."""
        if not is_template(text.value):
            return text.value
        return str(self.render(text.value, text.place or Place(self.package.file.path)))

    def described(self, text: PlacedText) -> Description:
        """Return a description, with the blocks that it includes with `doc()`."""
        if not is_template(text.value):
            return Description(text.value)
        shown = self.text(text)
        found = (
            self.context.find_docs(self.package.name, *call.args)
            for call in parse(text.value, self.path).references()
            if isinstance(call, Call) and call.path == ("doc",)
        )
        return Description(shown, tuple(block.unique_id for block in found if block is not None))

    def columns(self, declared: tuple[ColumnDeclaration, ...]) -> tuple[Column, ...]:
        """Return documented columns as values."""
        return tuple(map(self._column, declared))

    def _column(self, declared: ColumnDeclaration) -> Column:
        column = Column(
            declared.name,
            declared.description.value,
            declared.data_type,
            declared.tags,
            declared.meta,
            declared.quote,
            granularity=declared.granularity,
        )
        if not is_template(column.description):
            return column
        found = self.described(declared.description)
        return replace(column, description=found.text, doc_blocks=found.doc_blocks)

    def with_types(self, declared: tuple[ColumnDeclaration, ...]) -> tuple[ColumnDeclaration, ...]:
        """Return documented columns; types that are templates are rendered."""
        return tuple(
            replace(column, data_type=self.text(PlacedText(column.data_type, column.place)))
            if column.data_type is not None and is_template(column.data_type)
            else column
            for column in declared
        )

    def folders_of(self, path: str) -> tuple[str, ...]:
        """Return the folders of a file, below the folder that the project file names."""
        return tuple(path.removeprefix(self.package.shown_root).split("/")[1:-1])

    def relation(
        self,
        name: str,
        settings: NodeSettings,
        kind: str,
        fqn: Sequence[str],
        *,
        schema: str | None = None,
        alias: str | None = None,
    ) -> RelationName:
        """Return a node's relation, named by the project's own macros if it has them.

        `schema` and `alias` are the defaults of these settings.
        """
        node = partial(self._named_node, name, settings, kind, fqn)
        custom, default = settings.get("schema", schema), self.context.default_schema
        found = self._named_by_macro("generate_schema_name", custom, node)
        if found is None:
            found = f"{default}_{custom}" if custom else default
        alias = settings.get("alias", alias)
        return RelationName(
            found, self._named_by_macro("generate_alias_name", alias, node) or alias or name
        )

    def _named_node(
        self, name: str, settings: NodeSettings, kind: str, fqn: Sequence[str]
    ) -> dict[str, Any]:
        """Return the `node` argument of naming macros: what is known of the node at that point."""
        path = self.path.removeprefix(self.package.shown_root)
        return {
            "name": name,
            "resource_type": kind,
            "config": settings,
            "version": None,
            "tags": list(settings.get("tags", ())),
            "meta": dict(settings.get("meta", {})),
            "fqn": list(fqn),
            "package_name": self.package.name,
            "path": path.partition("/")[2],
            "original_file_path": path,
            "unique_id": f"{kind}.{self.package.name}.{name}",
        }

    def _named_by_macro(
        self, macro: str, custom: str | None, node: Callable[[], Mapping[str, Any]]
    ) -> str | None:
        macros = self.renderer.macros
        if not macros.is_replaced(macro, self.root.name):
            return None
        own = macros.find((macro,), self.root.name)
        targets = macros.dispatch_targets(macro, BUILT_IN_PACKAGE, self.root.name)
        asked = list(targets) if own is None or own.package == BUILT_IN_PACKAGE else [own]
        # A macro that uses the node, and not only its arguments, can return a different name per
        # node.
        uses_node = "alias" in macro or any(m.source_code.count("node") > 1 for m in asked)
        known = node()
        key = f"{macro} {custom} {known['unique_id'] if uses_node else known['resource_type']}"
        if key not in self.context.named:
            asking = Reading(self.context, self.path)
            answer = str(asking.call((macro,), (custom, known), self.root.name)).strip()
            self.context.named[key] = (answer, asking.done(iter(())))
        answer, came = self.context.named[key]
        self.uses |= came.uses
        self.macros |= came.macros
        self.warnings.messages += came.warnings
        return answer


def read_file(
    context: ReadingContext, path: str, read: Callable[[Reading], Iterator[NodeDraft]]
) -> FileReading:
    """Return the result of `read` for the file `path`."""
    reading = Reading(context, path)
    return reading.done(read(reading))


def switched_off_at(settings: NodeSettings, place: Place) -> Place | None:
    """Return where settings disable a node; None if it is enabled."""
    if settings.get("enabled", True) is not False:
        return None
    return settings.value_place("enabled") or place
