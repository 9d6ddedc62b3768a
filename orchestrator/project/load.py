"""Read a whole project: packages, templates and declarations become one checked value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.resources import files
from itertools import chain
from typing import Any

from orchestrator.config.project_file import (
    ProjectFile,
)
from orchestrator.config.values import Render
from orchestrator.dialects.boundary import Dialect
from orchestrator.errors import Problem, Problems
from orchestrator.names import did_you_mean
from orchestrator.nodes import MacroFile, Model
from orchestrator.project.adapter import TemplateAdapter
from orchestrator.project.assemble import assemble
from orchestrator.project.captures import TemplateReader
from orchestrator.project.context import Warnings, shared_names
from orchestrator.project.docs import Docs
from orchestrator.project.invocation import Invocation
from orchestrator.project.package import Package
from orchestrator.project.packages import project_packages
from orchestrator.project.read_nodes import (
    read_models,
    read_seeds,
    read_sources,
)
from orchestrator.project.read_segments import read_families
from orchestrator.project.read_tests import read_tests
from orchestrator.project.reading import Draft, Reading
from orchestrator.project.references import References
from orchestrator.project.segment_reviews import note_reviews, note_uncovered
from orchestrator.project.segment_tests import read_family_tests
from orchestrator.project.unsupported import unsupported
from orchestrator.project.value import Project
from orchestrator.project.variables import Variables, visible_variables
from orchestrator.templates.library import BUILT_IN_PACKAGE, Macros
from orchestrator.templates.reach import Reaches
from orchestrator.templates.rendering import Renderer


@dataclass(frozen=True, slots=True)
class Loaded:
    """A project, and what compiling its templates needs."""

    project: Project
    references: References
    renderer: Renderer
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
    packages = project_packages(root_file, render, problems)
    problems.raise_any()
    root = packages[0]
    macro_files = (*_built_in_macros(), *chain.from_iterable(p.macros for p in packages))
    macros = Macros(macro_files, root.name)
    renderer, reaches = Renderer(macros), Reaches(macros)
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
    broken: set[str] = set()
    readings = [
        Reading(
            package,
            root,
            shared | by_package[package.name],
            renderer,
            TemplateReader(package.name, shared | by_package[package.name], renderer, reaches),
            invocation.target.schema,
            problems,
            broken,
        )
        for package in packages
    ]
    drafts = _all_drafts(readings, invocation, dialect, said)
    project, references = assemble(root_file, drafts, packages, macro_files, problems, broken)
    for reading in readings:
        _note_undescribed(reading, project, problems, said)
    problems.raise_any()
    said.messages += unsupported(packages, project.nodes.values())
    return Loaded(project, references, renderer, shared, by_package, said)


def _built_in_macros() -> list[MacroFile]:
    found = []
    for folder in ("data_tests", "compiler"):
        for file in sorted(files("orchestrator").joinpath(folder, "macros").iterdir(), key=str):
            if file.name.endswith(".sql"):
                path = f"seg/{folder}/{file.name}"
                found.append(MacroFile(BUILT_IN_PACKAGE, path, file.read_text("utf-8")))
    return found


def _variables(packages: Sequence[Package], invocation: Invocation) -> dict[str, Variables]:
    sections = {package.name: package.file.vars for package in packages}
    root = packages[0].name
    found = {
        name: visible_variables(name, root, sections, invocation.variables) for name in sections
    }
    return found | {BUILT_IN_PACKAGE: found[root]}


def _all_drafts(
    readings: Sequence[Reading], invocation: Invocation, dialect: Dialect, said: Warnings
) -> list[Draft]:
    """Families first: templates can ask which there are."""
    families = read_families(readings, dialect)
    declared = [family for family, _ in families]
    note_uncovered(declared, said.messages)
    note_reviews(declared, invocation, said.messages)
    drafts = [draft for _, draft in families]
    on = tuple(draft.node for draft in drafts if draft.is_enabled and isinstance(draft.node, Model))
    for reading in readings:
        templates = replace(reading.templates, families=on)
        drafts += _drafts(replace(reading, templates=templates))
    there = {draft.node.name for draft in drafts if draft.is_enabled}
    for family, draft in families:
        if draft.is_enabled and (family.on.kind == "source" or family.on.arguments[-1] in there):
            entity = dialect.column(family.keys.entity)
            drafts += read_family_tests(family, entity, there, said.messages)
    return drafts


def _drafts(reading: Reading) -> list[Draft]:
    nodes = [*read_seeds(reading), *read_models(reading)]
    sources = list(read_sources(reading))
    return [*nodes, *sources, *read_tests(reading, sources)]


def _note_undescribed(
    reading: Reading, project: Project, problems: Problems, said: Warnings
) -> None:
    """Say which declarations describe nothing: their tests would be lost without a word."""
    package = reading.package
    known = {
        node.name
        for node in (*project.nodes.values(), *project.disabled.values())
        if node.package == package.name
    }
    for kind, declared in (("model", package.declared.models), ("seed", package.declared.seeds)):
        for name, node in declared.items():
            if name in known or name in reading.broken:
                continue
            what = f"describes the {kind} '{name}', which does not exist"
            fix = did_you_mean(name, known)
            if package.file.kind == "seg":
                problems.add(what, node.place, fix or "remove it, or add the file")
            else:
                said.messages.append(str(Problem(what, node.place, fix)))
