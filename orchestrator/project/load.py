"""Read a whole project: its files become one checked value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

from orchestrator.config.project_file import ProjectFile
from orchestrator.config.values import Render
from orchestrator.dialects.boundary import Dialect
from orchestrator.errors import Problems
from orchestrator.project.access import check_access
from orchestrator.project.adapter import TemplateAdapter
from orchestrator.project.assemble import assemble, note_undescribed
from orchestrator.project.built_in_macros import built_in_macros
from orchestrator.project.context import Warnings, shared_names
from orchestrator.project.docs import Docs
from orchestrator.project.drafts import read_files
from orchestrator.project.find_packages import find_packages
from orchestrator.project.invocation import Invocation
from orchestrator.project.package import Package
from orchestrator.project.reading import ReadingContext
from orchestrator.project.references import References
from orchestrator.project.unused import note_unused
from orchestrator.project.value import Project
from orchestrator.project.variables import Variables, visible_variables
from orchestrator.templates.door import LazyRenderer, TemplateRenderer
from orchestrator.templates.library import BUILT_IN_PACKAGE, Macros
from orchestrator.templates.reach import Reaches


@dataclass(frozen=True, slots=True)
class Loaded:
    """A project, and what compiling its templates needs."""

    project: Project
    references: References
    renderer: TemplateRenderer
    shared: Mapping[str, Any]
    by_package: Mapping[str, Mapping[str, Any]]
    said: Warnings


def load_project(
    root_file: ProjectFile,
    invocation: Invocation,
    render: Render,
    dialect: Dialect,
) -> Loaded:
    """Read the project and its packages; raises ProjectError with all problems found.

    `render` evaluates strings of project files.
    """
    problems = Problems()
    packages = find_packages(root_file, render, problems, checks_version=invocation.checks_version)
    problems.raise_any()
    root = packages[0]
    macro_files = (*built_in_macros(), *chain.from_iterable(p.macros for p in packages))
    macros = Macros(macro_files, root.name)
    renderer, reaches = LazyRenderer(macros), Reaches(macros)
    renderer.check_macros(root.name, problems)
    said = Warnings()
    shared = shared_names(invocation, root.name, dialect.literal, said) | {
        "adapter": TemplateAdapter(
            renderer,
            dialect.name,
            dialect.quote,
            {entry.macro_namespace: entry.search_order for entry in root_file.dispatch},
        )
    }
    variables = _variables(packages, invocation)
    docs = Docs(packages)
    by_package = {
        name: {"var": found, "doc": partial(docs.doc, name)} for name, found in variables.items()
    }
    contexts = [
        ReadingContext(
            package,
            root,
            shared | by_package[package.name],
            renderer,
            reaches,
            invocation.target.schema,
        )
        for package in packages
    ]
    readings = read_files(contexts, invocation, dialect)
    problems.found += chain.from_iterable(reading.problems for reading in readings)
    said.messages += chain.from_iterable(reading.said for reading in readings)
    broken = frozenset(chain.from_iterable(reading.broken for reading in readings))
    drafts = list(chain.from_iterable(reading.drafts for reading in readings))
    project, references = assemble(root_file, drafts, packages, macro_files, problems, broken)
    for package in packages:
        note_undescribed(package, project, broken, problems, said)
    restricted = [package.name for package in packages if package.file.restrict_access]
    check_access(project, restricted, problems)
    said.messages += note_unused(packages, project, invocation.target.database, problems)
    problems.raise_any()
    return Loaded(project, references, renderer, shared, by_package, said)


def _variables(packages: Sequence[Package], invocation: Invocation) -> dict[str, Variables]:
    sections = {package.name: package.file.vars for package in packages}
    root = packages[0].name
    found = {
        name: visible_variables(name, root, sections, invocation.variables) for name in sections
    }
    return found | {BUILT_IN_PACKAGE: found[root]}
