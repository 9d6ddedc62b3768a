"""All property files of a package, indexed by the names that they describe."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol, TypeVar

from msgspec import Struct, field

from orchestrator.errors import Place, Problems
from orchestrator.properties.declared import (
    ExposureDeclaration,
    FamilyDeclaration,
    GroupDeclaration,
    KeysDeclaration,
    MacroDeclaration,
    NodeDeclaration,
    PropertyFile,
    SourceDeclaration,
    UnitTestDeclaration,
)
from orchestrator.properties.versions import under_its_file


class _Declaration(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def place(self) -> Place: ...


D = TypeVar("D", bound=_Declaration)


class PropertyIndex(Struct, frozen=True):
    """The declarations of a package; sources are indexed by source and table name."""

    models: Mapping[str, NodeDeclaration]
    seeds: Mapping[str, NodeDeclaration]
    snapshots: Mapping[str, NodeDeclaration]
    sources: Mapping[tuple[str, str], SourceDeclaration]
    macros: Mapping[str, MacroDeclaration]
    data_tests: Mapping[str, NodeDeclaration]
    families: Mapping[str, FamilyDeclaration] = field(default_factory=dict)
    unit_tests: Mapping[tuple[str, str], UnitTestDeclaration] = field(default_factory=dict)
    analyses: Mapping[str, NodeDeclaration] = field(default_factory=dict)
    exposures: Mapping[str, ExposureDeclaration] = field(default_factory=dict)
    semantic_models: Mapping[str, KeysDeclaration] = field(default_factory=dict)
    metrics: Mapping[str, KeysDeclaration] = field(default_factory=dict)
    saved_queries: Mapping[str, KeysDeclaration] = field(default_factory=dict)
    groups: Mapping[str, GroupDeclaration] = field(default_factory=dict)

    @property
    def relations(self) -> Iterator[NodeDeclaration]:
        """Yield the declarations of nodes that templates refer to with ref()."""
        yield from (*self.models.values(), *self.seeds.values(), *self.snapshots.values())


def index_properties(
    files: Iterable[PropertyFile], model_files: Collection[str], problems: Problems
) -> PropertyIndex:
    """Return the declarations of one package by name; duplicates are reported."""
    files = tuple(files)
    models = (under_its_file(one, model_files) for file in files for one in file.models)
    return PropertyIndex(
        models=_by_name("model", models, problems),
        seeds=_by_name("seed", (one for file in files for one in file.seeds), problems),
        snapshots=_by_name("snapshot", (one for file in files for one in file.snapshots), problems),
        sources=_sources(files, problems),
        macros=_by_name("macro", (one for file in files for one in file.macros), problems),
        data_tests=_by_name(
            "data test", (one for file in files for one in file.data_tests), problems
        ),
        families=_by_name(
            "segment family", (one for file in files for one in file.families), problems
        ),
        unit_tests=_unit_tests(files, problems),
        analyses=_by_name("analysis", (one for file in files for one in file.analyses), problems),
        exposures=_by_name("exposure", (one for file in files for one in file.exposures), problems),
        semantic_models=_by_name(
            "semantic model", (one for file in files for one in file.semantic_models), problems
        ),
        metrics=_by_name("metric", (one for file in files for one in file.metrics), problems),
        saved_queries=_by_name(
            "saved query", (one for file in files for one in file.saved_queries), problems
        ),
        groups=_by_name("group", (one for file in files for one in file.groups), problems),
    )


def _by_name(kind: str, declarations: Iterable[D], problems: Problems) -> dict[str, D]:
    found: dict[str, D] = {}
    for declaration in declarations:
        first = found.setdefault(declaration.name, declaration)
        if first is not declaration:
            _report_duplicate(
                f"{kind} '{declaration.name}'", first.place, declaration.place, problems
            )
    return found


def _sources(
    files: Iterable[PropertyFile], problems: Problems
) -> dict[tuple[str, str], SourceDeclaration]:
    found: dict[tuple[str, str], SourceDeclaration] = {}
    for file in files:
        for table in file.sources:
            first = found.setdefault((table.source_name, table.name), table)
            if first is not table:
                name = f"source table '{table.source_name}.{table.name}'"
                _report_duplicate(name, first.place, table.place, problems)
    return found


def _unit_tests(
    files: Iterable[PropertyFile], problems: Problems
) -> dict[tuple[str, str], UnitTestDeclaration]:
    found: dict[tuple[str, str], UnitTestDeclaration] = {}
    for file in files:
        for test in file.unit_tests:
            first = found.setdefault((test.model, test.name), test)
            if first is not test:
                what = (
                    f"the model '{test.model}' has another unit test '{test.name}': {first.place}"
                )
                problems.add(what, test.place, "rename one of them")
    return found


def _report_duplicate(what: str, first: Place, second: Place, problems: Problems) -> None:
    problems.add(f"the {what} is described twice: also in {first}", second, "merge the two")
