"""Reads all files of all packages: nodes become drafts whose references are not resolved yet."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from msgspec.structs import replace

from orchestrator.dialects.boundary import Dialect
from orchestrator.nodes import (
    Analysis,
    DataTest,
    Exposure,
    Metric,
    Model,
    Node,
    Operation,
    SavedQuery,
    Seed,
    SemanticModel,
    Snapshot,
    Source,
    UnitTest,
)
from orchestrator.project.checks.segment_channels import note_channels
from orchestrator.project.checks.segment_reviews import note_reviews, note_uncovered
from orchestrator.project.invocation import Invocation
from orchestrator.project.read.analyses import read_analysis, read_operations
from orchestrator.project.read.exposures import read_exposure
from orchestrator.project.read.family_declarations import DeclaredFamily
from orchestrator.project.read.nodes import read_model, read_seed, read_source
from orchestrator.project.read.reading import (
    FileReading,
    NodeDraft,
    Reading,
    ReadingContext,
    read_file,
)
from orchestrator.project.read.segment_tests import RoleLookup, read_family_tests
from orchestrator.project.read.segments import read_families
from orchestrator.project.read.semantic import (
    read_metric,
    read_metrics_of,
    read_saved_query,
    read_semantic_model,
)
from orchestrator.project.read.snapshots import read_blocks, read_declared
from orchestrator.project.read.tests import read_singular, tests_of_node, tests_of_source
from orchestrator.project.read.unit_tested_rules import with_rules_of_tests
from orchestrator.project.read.unit_tests import read_unit_test
from orchestrator.roles import RoleDeclaration


def read_files(
    contexts: Sequence[ReadingContext],
    roles: Mapping[str, RoleDeclaration],
    invocation: Invocation,
    dialect: Dialect,
) -> list[FileReading]:
    """Read each file, in the order of the nodes; families first, because templates list them.

    Tests of families use the relations that play `roles`.
    """
    asking = [Reading(context, context.package.file.path) for context in contexts]
    families = read_families(asking, dialect, roles)
    declared = [family for family, _ in families.drafts]
    hints = asking[0].warnings.messages
    note_uncovered(declared, hints)
    note_reviews(declared, invocation, hints)
    note_channels(asking, declared)
    drafts = [draft for _, draft in families.drafts]
    drafts += [families.of_events] if families.of_events else []
    found = [asking[0].done(iter(drafts)), *(reading.done(iter(())) for reading in asking[1:])]
    on = tuple(draft.node for draft in drafts if draft.is_enabled and isinstance(draft.node, Model))
    for context in contexts:
        found += _package_files(replace(context, families=on))
    found = with_rules_of_tests(found, families, contexts[0].package.name)
    packages = _packages_by_name(found, first=contexts[0].package.name)
    for family, draft in families.drafts:
        if draft.is_enabled and (family.on.kind == "source" or family.on.arguments[-1] in packages):
            tests = partial(
                _family_tests, family=family, roles=roles, packages=packages, dialect=dialect
            )
            found.append(read_file(family.reading.context, family.place.path, tests))
    return found


def _packages_by_name(readings: Iterable[FileReading], first: str) -> dict[str, list[str]]:
    """Return, by name, the packages that have an enabled node of that name, `first` in front."""
    packages: dict[str, list[str]] = {}
    drafts = chain.from_iterable(reading.drafts for reading in readings)
    for draft in sorted(drafts, key=lambda draft: draft.node.package != first):
        if draft.is_enabled:
            packages.setdefault(draft.node.name, []).append(draft.node.package)
    return packages


def _package_files(context: ReadingContext) -> list[FileReading]:
    found: list[FileReading] = []
    for read in READERS.values():
        found += read(context, found)
    return found


def _seeds(context: ReadingContext, _: Sequence[FileReading]) -> Iterator[FileReading]:
    for file in context.package.seeds:
        yield read_file(context, file.path, partial(read_seed, file))


def _models(context: ReadingContext, _: Sequence[FileReading]) -> Iterator[FileReading]:
    for file in context.package.models:
        yield read_file(context, file.path, partial(read_model, file))


def _snapshots(context: ReadingContext, _: Sequence[FileReading]) -> Iterator[FileReading]:
    for file in context.package.snapshots:
        yield read_file(context, file.path, partial(read_blocks, file))
    for declared in context.package.declared.snapshots.values():
        if declared.relation.value:
            yield read_file(context, declared.place.path, partial(read_declared, declared))


def _sources(context: ReadingContext, _: Sequence[FileReading]) -> Iterator[FileReading]:
    for table in context.package.declared.sources.values():
        yield read_file(context, table.place.path, partial(read_source, table))


def _tests(context: ReadingContext, found: Sequence[FileReading]) -> Iterator[FileReading]:
    package, declared = context.package, context.package.declared
    for node in declared.relations:
        yield read_file(context, node.place.path, partial(tests_of_node, node))
    drafts = chain.from_iterable(reading.drafts for reading in found)
    readable = {draft.node.full_name for draft in drafts if isinstance(draft.node, Source)}
    for table in declared.sources.values():
        # If a table cannot be read, it is not known what its tests would test.
        if f"{table.source_name}.{table.name}" in readable:
            yield read_file(context, table.place.path, partial(tests_of_source, table))
    for file in package.tests:
        yield read_file(context, file.path, partial(read_singular, file))


def _unit_tests(context: ReadingContext, _: Sequence[FileReading]) -> Iterator[FileReading]:
    for declared in context.package.declared.unit_tests.values():
        yield read_file(context, declared.place.path, partial(read_unit_test, declared))


def _exposures(context: ReadingContext, _: Sequence[FileReading]) -> Iterator[FileReading]:
    for declared in context.package.declared.exposures.values():
        yield read_file(context, declared.place.path, partial(read_exposure, declared))


def _semantic_models(context: ReadingContext, _: Sequence[FileReading]) -> Iterator[FileReading]:
    for declared in context.package.declared.semantic_models.values():
        yield read_file(context, declared.place.path, partial(read_semantic_model, declared))


def _metrics(context: ReadingContext, _: Sequence[FileReading]) -> Iterator[FileReading]:
    found = context.package.declared
    for declared in found.metrics.values():
        yield read_file(context, declared.place.path, partial(read_metric, declared))
    for declared in found.semantic_models.values():
        yield read_file(context, declared.place.path, partial(read_metrics_of, declared))


def _saved_queries(context: ReadingContext, _: Sequence[FileReading]) -> Iterator[FileReading]:
    for declared in context.package.declared.saved_queries.values():
        yield read_file(context, declared.place.path, partial(read_saved_query, declared))


def _analyses(context: ReadingContext, _: Sequence[FileReading]) -> Iterator[FileReading]:
    for file in context.package.analyses:
        yield read_file(context, file.path, partial(read_analysis, file))


def _operations(context: ReadingContext, _: Sequence[FileReading]) -> Iterator[FileReading]:
    yield read_file(context, context.package.file.path, read_operations)


Reader = Callable[[ReadingContext, Sequence[FileReading]], Iterator[FileReading]]

# The function that reads the files of each resource type, in the order of the calls. Each is given
# the results of those before it.
READERS: Mapping[type[Node], Reader] = {
    Seed: _seeds,
    Model: _models,
    Snapshot: _snapshots,
    Source: _sources,
    DataTest: _tests,
    UnitTest: _unit_tests,
    Exposure: _exposures,
    SemanticModel: _semantic_models,
    Metric: _metrics,
    SavedQuery: _saved_queries,
    Analysis: _analyses,
    Operation: _operations,
}


def _family_tests(
    reading: Reading,
    family: DeclaredFamily,
    roles: Mapping[str, RoleDeclaration],
    packages: Mapping[str, Sequence[str]],
    dialect: Dialect,
) -> Iterator[NodeDraft]:
    family = replace(family, reading=reading)
    own = {declared.role: declared for declared in family.roles}
    lookup = RoleLookup({**roles, **own}, packages, dialect.column, reading.warnings.messages)
    yield from read_family_tests(family, dialect.column(family.keys.entity), lookup)
