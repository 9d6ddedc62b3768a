"""Each YAML file that tests read is also checked against its schema: examples and refusals."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from orchestrator.config import project_file
from orchestrator.config.decoder import decode
from orchestrator.config.node_config import (
    check_common,
    contract_terms,
    data_test_config,
    freshness_policy,
    model_config,
    seed_config,
    source_changes,
)
from orchestrator.config.profile import TargetChoice, read_target
from orchestrator.config.project_file import ProjectFile
from orchestrator.config.semantic import (
    WrittenMetric,
    WrittenSavedQuery,
    WrittenSemanticModel,
)
from orchestrator.config.settings import (
    ConfigTree,
    NodeSettings,
    check_keys,
    read_tree,
    settings_for,
)
from orchestrator.config.snapshot_config import snapshot_config
from orchestrator.config.values import Map
from orchestrator.errors import Place, Problem, Problems, ProjectError, UsageError
from orchestrator.project.roles import read_roles
from orchestrator.properties import property_file
from orchestrator.properties.declared import PropertyFile
from orchestrator.properties.expectation_ranges import check_ranges
from orchestrator.properties.segment_keys import FamilyKeys
from orchestrator.roles import FAMILY_ROLES, ROLES
from tests.editors.agreement import disagreement


@contextmanager
def held_against_schemas(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is read meanwhile; fails at the end where schema and decoder do not agree."""
    texts: dict[str, Any] = {}
    wrong: list[str] = []
    read, decoded = property_file.read_yaml, project_file.decode

    def remember(text: str, path: str, minor: Problems | None = None) -> Any:
        value = read(text, path, minor)
        if isinstance(value, Map):
            texts[text] = value
        return value

    def compare(cls: type, value: Any, problems: Problems, **more: Any) -> Any:
        before = len(problems.found)
        found = decoded(cls, value, problems, **more)
        if cls is ProjectFile and isinstance(value, Map):
            told = [*problems.found[before:], *refusals_of_project(found, value)]
            differs = disagreement("project", value, told)
            wrong.extend([differs] if differs else [])
        return found

    patch.setattr(property_file, "read_yaml", remember)
    patch.setattr(project_file, "decode", compare)
    yield
    patch.undo()
    for text, value in texts.items():
        differs = disagreement("properties", value, refusals(text))
        wrong.extend([differs] if differs else [])
    if wrong:
        pytest.fail("\n".join(wrong))


def refusals(text: str) -> tuple[Problem, ...]:
    """All that is wrong with a property file, also what is only seen once its values are used."""
    try:
        declared = property_file.read_properties(text, "f.yml")
    except ProjectError as error:
        return error.problems
    problems = Problems([key.problem for key in declared.unused if key.problem.is_minor])
    described: Mapping[str, Any] = {
        "models": declared.models,
        "seeds": declared.seeds,
        "snapshots": declared.snapshots,
        "tests": declared.data_tests,
    }
    for kind, nodes in described.items():
        for node in nodes:
            CHECKS[kind](settings_for((), (), node.config), node.place, problems)
    for source in declared.sources:
        for config in source.config:
            settings = settings_for((), (), config)
            check_common(settings, source.place, problems)
            source_changes(settings, source.place, problems)
        freshness_policy(source.freshness, source.place, problems)
    tested = (
        *declared.models,
        *declared.seeds,
        *declared.snapshots,
        *declared.sources,
        *declared.families,
    )
    for test in [test for node in tested for test in node.tests]:
        data_test_config(settings_for((), (), test.config), test.place, problems)
    for family in declared.families:
        check_family(family.keys, problems)
    _check_semantic(declared, problems)
    return tuple(problems.found)


def _check_semantic(declared: PropertyFile, problems: Problems) -> None:
    for kind, cls, entries in (
        ("semantic_models", WrittenSemanticModel, declared.semantic_models),
        ("metrics", WrittenMetric, declared.metrics),
        ("saved_queries", WrittenSavedQuery, declared.saved_queries),
    ):
        for entry in entries:
            written = decode(cls, entry.keys, problems)
            if written is not None:
                check_keys(kind, written.config, problems)
                CHECKS[kind](settings_for((), (), written.config), entry.place, problems)


def refusals_of_project(project: ProjectFile | None, value: Map) -> tuple[Problem, ...]:
    """What is seen of a project file once its values are used."""
    if project is None:
        return ()
    problems = Problems()
    project_file.check_values(project, value, problems)
    for kind, tree in (
        ("models", project.models),
        ("seeds", project.seeds),
        ("snapshots", project.snapshots),
        ("sources", project.sources),
        ("tests", project.data_tests),
    ):
        found = read_tree(kind, tree, problems)  # type: ignore[arg-type]
        for level in (found, *_below(found)):
            settings = settings_for((), (), level.settings)
            place = Place(project.path)
            CHECKS[kind](settings, place, problems)
    if project.roles is not None:
        read_roles(project.roles, "shop", ROLES, problems)
    if project.engine is not None:
        own = replace(project, profile=None, kind="seg")
        try:
            read_target(own, TargetChoice(Path("/"), Path("/")), lambda text, _: text)
        except ProjectError as error:
            problems.extend(error)
        except UsageError as error:
            problems.add(str(error), None)
    return tuple(problems.found)


def _below(tree: ConfigTree) -> Iterator[ConfigTree]:
    for each in tree.below.values():
        yield each
        yield from _below(each)


def _of_model(settings: NodeSettings, place: Place, problems: Problems) -> None:
    model_config(settings, place, problems)
    contract_terms(settings, place, problems)


def _of_source(settings: NodeSettings, place: Place, problems: Problems) -> None:
    check_common(settings, place, problems)
    source_changes(settings, place, problems)
    freshness_policy(settings.get("freshness"), place, problems)


_NEEDED = {"strategy": "check", "unique_key": "id", "check_cols": "all"}


def _of_snapshot(settings: NodeSettings, place: Place, problems: Problems) -> None:
    snapshot_config(NodeSettings({**_NEEDED, **settings}, {}), place, problems)


CHECKS: Mapping[str, Callable[..., Any]] = {
    "models": _of_model,
    "seeds": seed_config,
    "snapshots": _of_snapshot,
    "sources": _of_source,
    "tests": data_test_config,
    "exposures": check_common,
    "semantic_models": check_common,
    "metrics": check_common,
    "saved_queries": check_common,
    "unit_tests": check_common,
}


def check_family(entry: Map, problems: Problems) -> None:
    """What is wrong with the keys of a family, its settings and its roles."""
    keys = decode(FamilyKeys, entry, problems)
    if keys is None:
        return
    check_ranges(entry, problems)
    check_keys("models", keys.config, problems)
    CHECKS["models"](settings_for((), (), keys.config), entry.place, problems)
    read_roles(keys.roles, "shop", FAMILY_ROLES, problems)
