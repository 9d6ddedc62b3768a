"""Reads a complete project: its files become one checked value."""

from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec.structs import replace

from orchestrator.config.key_effects import refuse_or_warn
from orchestrator.dialects.boundary import Dialect
from orchestrator.errors import Problems, ProjectError
from orchestrator.nodes import DocsBlock
from orchestrator.project.assemble import assemble
from orchestrator.project.built_in_macros import built_in_macros
from orchestrator.project.checks.access import check_access
from orchestrator.project.checks.conditional_settings import ineffective_settings
from orchestrator.project.checks.deprecations import deprecated
from orchestrator.project.checks.described_elsewhere import (
    described_elsewhere,
    with_descriptions_from_others,
)
from orchestrator.project.checks.outside import leading_out
from orchestrator.project.checks.uncalled_macros import uncalled_macros
from orchestrator.project.checks.undescribed import describing_nothing
from orchestrator.project.checks.unused import unmatched_paths, unused_in_package
from orchestrator.project.drafts import read_files
from orchestrator.project.invocation import Invocation
from orchestrator.project.loaded import Loaded, Tools
from orchestrator.project.package import Package, read_package, words_of
from orchestrator.project.package_folder import PackageFolder
from orchestrator.project.read.presence_while_reading import PresenceWhileReading
from orchestrator.project.read.reading import FileReading, ReadingContext
from orchestrator.project.roles import declared_roles, resolved_roles
from orchestrator.project.template_names.context import Warnings
from orchestrator.project.template_names.docs import Docs
from orchestrator.project.value import ParsedProject
from orchestrator.templates.library import Macros
from orchestrator.templates.reach import Reaches


def read_packages(
    folders: Sequence[PackageFolder], invocation: Invocation, dialect: Dialect
) -> Loaded:
    """Read all files of all packages as a project, with all problems found."""
    problems = Problems()
    packages = with_descriptions_from_others([read_package(each, problems) for each in folders])
    root = packages[0]
    macro_files = (*built_in_macros(), *chain.from_iterable(p.macros for p in packages))
    warnings = Warnings()
    presence = PresenceWhileReading()
    tools = Tools.of(folders, macro_files, invocation, dialect, warnings, presence.has_model)
    macros = tools.renderer.macros
    problems.found += macros.problems
    tools.renderer.check_macros(root.name, problems)
    unread = frozenset().union(
        *(package.unread for package in packages),
        *(words_of(file.source_code) for file in macros.broken),
    )
    roles = declared_roles(packages, problems)
    contexts = _contexts(packages, tools, invocation.target.schema, unread)
    presence.contexts = contexts
    readings = read_files(contexts, roles, invocation, dialect)
    problems.found += chain.from_iterable(reading.problems for reading in readings)
    warnings.messages += chain.from_iterable(reading.warnings for reading in readings)
    broken = unread.union(*(reading.broken for reading in readings))
    drafts = list(chain.from_iterable(reading.drafts for reading in readings))
    project, references = assemble(
        root.file, drafts, packages, macro_files, problems, broken, warnings.messages
    )
    resolved = resolved_roles(roles, project.nodes.values(), references, problems, broken)
    project = replace(project, roles=resolved, docs=_docs(tools.docs, problems))
    restricted = [package.name for package in packages if package.file.restrict_access]
    check_access(project, restricted, problems)
    database = invocation.target.database
    warnings.messages += _without_effect(packages, project, macros, database, broken, problems)
    called = frozenset().union(*(reading.macros for reading in readings))
    uncalled = tuple(uncalled_macros(root, macros, invocation.target.type, called))
    warnings.messages += refuse_or_warn(uncalled, is_strict=False, problems=problems)
    warnings.messages += deprecated(project, invocation.started_at)
    idle = unmatched_paths(root, drafts, broken)
    warnings.messages += refuse_or_warn(idle, is_strict=root.file.is_strict, problems=problems)
    uses = frozenset(chain.from_iterable(reading.uses for reading in readings))
    return replace(
        tools.loaded(project, references, uses),
        problems=tuple(dict.fromkeys(problems.found)),
        unread=broken,
        captured=_captured(readings),
    )


def _contexts(
    packages: Sequence[Package], tools: Tools, schema: str, unread: frozenset[str]
) -> list[ReadingContext]:
    """Return the contexts in which the files of each package are read."""
    reaches = Reaches(tools.renderer.macros)
    return [
        ReadingContext(
            package,
            packages[0],
            {**tools.shared, **tools.by_package[package.name]},
            tools.renderer,
            reaches,
            schema,
            tools.docs.find,
            unread=unread,
        )
        for package in packages
    ]


def _without_effect(
    packages: Sequence[Package],
    project: ParsedProject,
    macros: Macros,
    database: str,
    broken: frozenset[str],
    problems: Problems,
) -> Iterator[str]:
    """Find declarations without effect: warnings, or problems in strict packages."""
    for package in packages:
        own_macros = macros.packages.get(package.name, {})
        elsewhere = described_elsewhere(package, packages)
        unused = (
            *unused_in_package(package, project, database),
            *ineffective_settings(package, packages, project),
            *describing_nothing(package, project, own_macros, broken.union(elsewhere)),
            *leading_out(package, packages[0]),
        )
        is_strict = package.file.is_strict
        yield from refuse_or_warn(unused, is_strict=is_strict, problems=problems)


def _docs(docs: Docs, problems: Problems) -> tuple[DocsBlock, ...]:
    """Return the blocks that descriptions can use; unreadable files are reported."""
    try:
        return docs.blocks
    except ProjectError as error:
        problems.extend(error)
        return ()


def _captured(readings: Sequence[FileReading]) -> dict[str, str]:
    """Return the digest of each file's declarations, for files without messages for the user."""
    return {
        draft.node.unique_id: draft.captured
        for reading in readings
        for draft in reading.drafts
        if draft.captured and draft.is_enabled and not reading.warnings
    }
