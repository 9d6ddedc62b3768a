"""Read a whole project: packages, templates and declarations become one checked value."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

from orchestrator.config.packages import read_packages
from orchestrator.config.project_file import (
    ProjectFile,
    read_project_file,
    with_rendered_trees,
)
from orchestrator.config.settings import Settings
from orchestrator.config.values import Render
from orchestrator.dialects.boundary import Dialect
from orchestrator.errors import Place, Problem, Problems, ProjectError
from orchestrator.names import did_you_mean
from orchestrator.nodes import DataTest, MacroFile, Model, Node, Seed, Source
from orchestrator.project.adapter import TemplateAdapter
from orchestrator.project.captures import TemplateReader
from orchestrator.project.context import Warnings, shared_names
from orchestrator.project.docs import Docs
from orchestrator.project.invocation import Invocation
from orchestrator.project.package import Package, read_package
from orchestrator.project.read_nodes import (
    filled_by_seeds,
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
    packages = _packages(root_file, render, problems)
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
    project, references = _assemble(root_file, drafts, packages, macro_files, problems, broken)
    for reading in readings:
        _note_undescribed(reading, project, problems, said)
    problems.raise_any()
    said.messages += unsupported(packages, project.nodes.values())
    return Loaded(project, references, renderer, shared, by_package, said)


def _packages(root_file: ProjectFile, render: Render, problems: Problems) -> list[Package]:
    """The root project first, then its packages, and theirs."""
    found: dict[str, Package] = {}
    pending = [(root_file, "", Place(root_file.path))]
    while pending:
        file, shown_root, place = pending.pop(0)
        if file.name in found:
            if found[file.name].file.root != file.root:
                other = found[file.name].file.path
                problems.add(f"the package '{file.name}' is also {other}", place, "rename one")
            continue
        file = with_rendered_trees(file, render)
        found[file.name] = read_package(file, shown_root, problems)
        install_path = root_file.root / root_file.packages_install_path
        for folder in read_packages(file.root, install_path, render, shown_root):
            shown = f"{_shown(folder.path, root_file.root)}/"
            package_file = read_project_file(folder.path, render, shown)
            pending.append((package_file, shown, folder.place))
    return list(found.values())


def _shown(path: Path, root: Path) -> str:
    """A package's folder as messages show it: relative to the project where that is short."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        ups = next(n for n, parent in enumerate(root.parents, 1) if path.is_relative_to(parent))
        return "/".join([".."] * ups + list(path.relative_to(root.parents[ups - 1]).parts))


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


def _assemble(
    root_file: ProjectFile,
    drafts: Sequence[Draft],
    packages: Sequence[Package],
    macro_files: tuple[MacroFile, ...],
    problems: Problems,
    broken: set[str],
) -> tuple[Project, References]:
    """Resolve references, and check what can only be seen when all nodes are known."""
    drafts = _with_distinct_tests(drafts)
    disabled = {draft.node.unique_id: draft.node for draft in drafts if not draft.is_enabled}
    nodes = [draft.node for draft in drafts if draft.is_enabled]
    seeds = [node for node in nodes if isinstance(node, Seed)]
    sources = [node for node in nodes if isinstance(node, Source)]
    filled = {source.unique_id: source for source in filled_by_seeds(sources, seeds)}
    switched_off = {node.name: _disabled_at(node) for node in disabled.values()}
    references = References.over(root_file.name, nodes, switched_off)
    resolved: dict[str, Node] = {}
    for draft in drafts:
        if not draft.is_enabled:
            continue
        node = filled.get(draft.node.unique_id, draft.node)
        node = _resolved(node, draft, references, problems, broken)
        if isinstance(node, DataTest) and node.is_generic and node.attached_to is None:
            disabled[node.unique_id] = node
        else:
            resolved[node.unique_id] = node
    _check_relations(resolved.values(), problems)
    project = Project(
        root=root_file.root,
        name=root_file.name,
        nodes=resolved,
        disabled=disabled,
        macro_files=macro_files,
        packages={package.name: package.file.root for package in packages},
        variables={package.name: package.file.vars for package in packages},
    )
    if not problems.found and (loop := project.graph.cycle()):
        problems.found.append(_loop_problem(loop, project, drafts, references))
    return project, references


def _resolved(
    node: Node,
    draft: Draft,
    references: References,
    problems: Problems,
    broken: set[str],
) -> Node:
    """The node with what it depends on; a test of a disabled node is left without a node."""
    depends_on: dict[str, None] = dict.fromkeys(node.depends_on)
    for position, reference in enumerate(draft.references):
        is_tested = position == 0 and isinstance(node, DataTest) and node.is_generic
        if is_tested and references.is_disabled(reference):
            return node
        try:
            depends_on[references.find(reference, node.package)] = None
        except ProjectError as error:
            if reference.arguments[-1] not in broken:
                problems.extend(error)
    found = tuple(depends_on)
    if isinstance(node, DataTest) and node.is_generic:
        return replace(node, depends_on=found, attached_to=found[0] if found else "")
    return replace(node, depends_on=found)


def _with_distinct_tests(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts whose unique ids are distinct: equal tests on one column get a number."""
    seen: dict[str, int] = {}
    distinct = []
    for draft in drafts:
        unique_id = draft.node.unique_id
        seen[unique_id] = seen.get(unique_id, 0) + 1
        if seen[unique_id] > 1 and isinstance(draft.node, DataTest):
            node = replace(draft.node, unique_id=f"{unique_id}.{seen[unique_id]}")
            draft = replace(draft, node=node)
        distinct.append(draft)
    return distinct


def _check_relations(nodes: Iterable[Node], problems: Problems) -> None:
    """No two nodes are built as the same relation."""
    first: dict[str, Node] = {}
    for node in nodes:
        if isinstance(node, DataTest | Source):
            continue
        key = str(node.relation).casefold()
        other = first.setdefault(key, node)
        if other is not node:
            what = f"'{node.name}' is built as {node.relation}, and so is {other.path}"
            problems.add(what, node.place, "rename one of them, or give it an alias")


def _disabled_at(node: Node) -> Place:
    """Where a node was switched off."""
    settings = node.settings if isinstance(node, Source) else node.config.settings
    place = settings.value_place("enabled") if isinstance(settings, Settings) else None
    return place or node.place


def _loop_problem(
    loop: Sequence[str], project: Project, drafts: Iterable[Draft], references: References
) -> Problem:
    """The whole loop, with the place of each reference in it."""
    draft_of = {draft.node.unique_id: draft for draft in drafts}
    places = []
    for name, parent in zip(loop, (*loop[1:], loop[0]), strict=True):
        draft = draft_of[name]
        found = (
            reference.place
            for reference in draft.references
            if references.find(reference, draft.node.package) == parent
        )
        places.append(next(found, None) or draft.node.place)
    names = [project.nodes[name].name for name in loop]
    rows = [f"{name} ({place})" for name, place in zip(names, places, strict=True)]
    return Problem(
        f"these models wait for each other: {' -> '.join([*rows, names[0]])}",
        places[0],
        "take one of the references out",
    )


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
