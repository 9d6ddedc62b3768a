"""One package of a project: its project file, its files by kind, and its YAML declarations."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from msgspec import Struct, field

from orchestrator.config.config_keys import Kind
from orchestrator.config.key_effects import UnusedKey
from orchestrator.config.project_file import ProjectFile
from orchestrator.config.settings import ConfigTree, read_tree
from orchestrator.errors import Problems, ProjectError
from orchestrator.lazy_regex import lazy_regex
from orchestrator.nodes import MacroFile
from orchestrator.project.files import (
    MODEL_ENDINGS,
    SourceFile,
    find_files,
    same_name_problems,
    without_twins,
)
from orchestrator.project.package_folder import PackageFolder
from orchestrator.properties.declared import PropertyFile
from orchestrator.properties.property_file import read_properties
from orchestrator.properties.property_index import PropertyIndex, index_properties

GENERIC, FIXTURES = "generic", "fixtures"
"""Subfolders of the test folders that contain no data tests, but test macros and fixtures."""

_NO_DATA_TESTS = ((GENERIC,), (FIXTURES,))


class Package(Struct, frozen=True):
    """A package whose files are read; messages show its paths below `shown_root`.

    `unread` are the words in unreadable property files: missing names among them are not reported.
    """

    file: ProjectFile
    shown_root: str
    models: tuple[SourceFile, ...]
    seeds: tuple[SourceFile, ...]
    snapshots: tuple[SourceFile, ...]
    tests: tuple[SourceFile, ...]
    analyses: tuple[SourceFile, ...]
    macros: tuple[MacroFile, ...]
    fixtures: Mapping[str, SourceFile]
    declared: PropertyIndex
    trees: dict[Kind, ConfigTree] = field(default_factory=dict)
    unused: tuple[UnusedKey, ...] = ()
    unread: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The package's name."""
        return self.file.name


def read_package(folder: PackageFolder, problems: Problems) -> Package:
    """Find and read a package's files; problems are reported."""
    file, shown_root = folder.file, folder.shown_root
    models = without_twins(_found(file, shown_root, file.model_paths, MODEL_ENDINGS))
    seeds = _found(file, shown_root, file.seed_paths, (".csv",))
    tests = [
        test
        for test in _found(file, shown_root, file.test_paths, (".sql",))
        if test.folders[:1] not in _NO_DATA_TESTS
    ]
    analyses = _found(file, shown_root, file.analysis_paths, (".sql",))
    generic = [f"{path}/{GENERIC}" for path in file.test_paths]
    in_folders = [f"{path}/{FIXTURES}" for path in file.test_paths]
    fixtures = _found(file, shown_root, in_folders, (".csv", ".sql"))
    macros = _found(file, shown_root, (*file.macro_paths, *generic), (".sql",))
    named = {
        "model": models,
        "seed": seeds,
        "data test": tests,
        "analysis": analyses,
        "fixture": fixtures,
    }
    for kind, files in named.items():
        problems.found += same_name_problems(files, kind)
    unread: set[str] = set()
    properties = _properties(file, shown_root, problems, unread)
    in_trees = Problems()
    trees = _trees(file, in_trees)
    problems.found += (each for each in in_trees.found if not each.is_minor)
    return Package(
        file,
        shown_root,
        tuple(models),
        tuple(seeds),
        tuple(_found(file, shown_root, file.snapshot_paths, (".sql",))),
        tuple(tests),
        tuple(analyses),
        tuple(MacroFile(file.name, macro.path, macro.read(problems)) for macro in macros),
        {fixture.stem: fixture for fixture in fixtures},
        index_properties(properties, {model.stem for model in models}, problems),
        trees,
        (
            *(UnusedKey(each) for each in in_trees.found if each.is_minor),
            *file.unused_keys(),
            *folder.unused,
            *chain.from_iterable(declared.unused for declared in properties),
        ),
        frozenset(unread),
    )


def _found(
    file: ProjectFile, shown_root: str, paths: Sequence[str], endings: tuple[str, ...]
) -> list[SourceFile]:
    return list(find_files(file.root, shown_root, paths, endings))


def _properties(
    file: ProjectFile, shown_root: str, problems: Problems, unread: set[str]
) -> list[PropertyFile]:
    paths = dict.fromkeys(file.paths)
    found = []
    for source in find_files(file.root, shown_root, paths, (".yml", ".yaml"), problems):
        text = source.read(problems)
        try:
            found.append(read_properties(text, source.path))
        except ProjectError as error:
            problems.extend(error)
            unread |= words_of(text)
    return found


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text: everything that an unreadable file may have declared."""
    return frozenset(_WORD.findall(text))


_WORD = lazy_regex(r"\w+")


def _trees(file: ProjectFile, problems: Problems) -> dict[Kind, ConfigTree]:
    given: dict[Kind, Any] = {
        "models": file.models,
        "seeds": file.seeds,
        "snapshots": file.snapshots,
        "sources": file.sources,
        "tests": file.data_tests,
        "unit_tests": file.unit_tests,
        "exposures": file.exposures,
        "semantic_models": file.semantic_models,
        "metrics": file.metrics,
        "saved_queries": file.saved_queries,
    }
    return {kind: read_tree(kind, tree, problems) for kind, tree in given.items()}
