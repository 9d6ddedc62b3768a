"""A project that was just read, or read earlier, with what compiling its templates requires."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from orchestrator.dialects.boundary import Dialect
from orchestrator.errors import Place, Problem
from orchestrator.nodes import MacroFile
from orchestrator.project.invocation import Invocation
from orchestrator.project.package_folder import PackageFolder
from orchestrator.project.references import References
from orchestrator.project.template_names.adapter import TemplateAdapter
from orchestrator.project.template_names.context import Warnings, shared_names
from orchestrator.project.template_names.database import WhileReading
from orchestrator.project.template_names.docs import Docs
from orchestrator.project.template_names.model_presence import has_model_in
from orchestrator.project.template_names.runtime_config import RuntimeConfig, runtime_config
from orchestrator.project.template_names.uses import Use, World
from orchestrator.project.template_names.variables import Variables, visible_variables
from orchestrator.project.value import ParsedProject
from orchestrator.templates.door import TemplateRenderer, lazy_renderer
from orchestrator.templates.library import BUILT_IN_PACKAGE


class Loaded(Struct, frozen=True):
    """A project, and what compiling its templates requires.

    `uses` is what reading used of `world`. `switched_off` is where names were disabled. `read_as`
    is the number of the project in the cache, if it is cached. With `problems`, the project holds
    what could be read, and `unread` are the words in broken files. `captured` has digests of what
    the files of models, tests and seeds declare in addition to code and rows. `runtime` is what
    packages can ask about the project.
    """

    project: ParsedProject
    references: References
    renderer: TemplateRenderer
    shared: Mapping[str, Any]
    by_package: Mapping[str, Mapping[str, Any]]
    warnings: Warnings
    world: World
    uses: frozenset[Use]
    switched_off: Mapping[str, Place]
    read_as: tuple[str, ParsedProject] | None = None
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] = frozenset()
    captured: Mapping[str, str] = field(default_factory=dict)
    runtime: RuntimeConfig | None = None

    @property
    def reading_id(self) -> str:
        """The number of this project in the cache; empty if it is not cached."""
        is_kept = self.read_as is not None and self.read_as[1] is self.project
        return self.read_as[0] if self.read_as and is_kept else ""


def reopened(
    folders: Sequence[PackageFolder],
    invocation: Invocation,
    dialect: Dialect,
    project: ParsedProject,
    switched_off: Mapping[str, Place],
    messages: Sequence[str],
) -> Loaded:
    """Return a project that was read earlier, with what compiling its templates requires."""
    warnings = Warnings(list(messages))
    tools = Tools.of(
        folders, project.macro_files, invocation, dialect, warnings, partial(has_model_in, project)
    )
    references = References(project.name, project.nodes.values(), switched_off)
    return tools.loaded(project, references, frozenset())


def in_another_run(
    loaded: Loaded,
    folders: Sequence[PackageFolder],
    invocation: Invocation,
    dialect: Dialect,
    messages: Sequence[str],
) -> Loaded:
    """Return the same project for another run; compiled templates are kept."""
    project = loaded.project
    tools = Tools.of(
        folders,
        project.macro_files,
        invocation,
        dialect,
        Warnings(list(messages)),
        partial(has_model_in, project),
        loaded.renderer,
    )
    return replace(tools.loaded(project, loaded.references, loaded.uses), read_as=loaded.read_as)


class Tools(Struct, frozen=True):
    """What templates are rendered with, whether the project was read or reopened."""

    renderer: TemplateRenderer
    shared: Mapping[str, Any]
    by_package: Mapping[str, Mapping[str, Any]]
    warnings: Warnings
    world: World
    docs: Docs
    runtime: RuntimeConfig | None = None

    @classmethod
    def of(
        cls,
        folders: Sequence[PackageFolder],
        macro_files: Sequence[MacroFile],
        invocation: Invocation,
        dialect: Dialect,
        warnings: Warnings,
        has_model: Callable[[str], bool],
        renderer: TemplateRenderer | None = None,
    ) -> "Tools":
        """Return what rendering requires; `has_model` tells whether a model is enabled.

        `renderer` is reused if one with the same macros exists.
        """
        root = folders[0].file
        renderer = renderer or lazy_renderer(
            macro_files,
            root.name,
            frozenset(folder.name for folder in folders if not folder.file.is_strict),
        )
        search_orders = {entry.macro_namespace: entry.search_order for entry in root.dispatch}
        adapter = TemplateAdapter(
            renderer,
            dialect.name,
            dialect.quote,
            search_orders,
            WhileReading(),
            None if dialect.language == dialect.name else dialect.language,
        )
        shared = shared_names(invocation, root.name, dialect.literal, warnings) | {
            "adapter": adapter,
            "has_model": has_model,
        }
        variables = _variables(folders, invocation, renderer.text_here)
        docs = Docs(folders, renderer)
        by_package = {
            name: {"var": found, "doc": partial(docs.doc, name)}
            for name, found in variables.items()
        }
        world = World(variables, invocation, has_model, root.root)
        runtime = runtime_config(folders, invocation)
        return cls(renderer, shared, by_package, warnings, world, docs, runtime)

    def loaded(
        self, project: ParsedProject, references: References, uses: frozenset[Use]
    ) -> Loaded:
        """Return the project with what compiling it requires."""
        return Loaded(
            project,
            references,
            self.renderer,
            self.shared,
            self.by_package,
            self.warnings,
            self.world,
            uses,
            references.disabled,
            runtime=self.runtime,
        )


def _variables(
    packages: Sequence[PackageFolder], invocation: Invocation, render: Callable[[str], str]
) -> dict[str, Variables]:
    sections = {package.name: package.file.vars for package in packages}
    root, given = packages[0].name, invocation.variables
    unrendered = [package.name for package in packages if package.file.kind == "dbt"]
    found = {
        name: visible_variables(name, root, sections, given, unrendered, render)
        for name in sections
    }
    return found | {BUILT_IN_PACKAGE: found[root]}
