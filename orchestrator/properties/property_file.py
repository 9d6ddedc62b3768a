"""Reads property files: the YAML next to SQL files that describes and tests their nodes."""

from collections.abc import Mapping

from msgspec.structs import replace

from orchestrator.config.config_keys import KNOWN_KEYS, Kind
from orchestrator.config.key_effects import KeyTable, UnusedKey
from orchestrator.config.property_keys import (
    ANALYSIS_ENTRY_KEYS,
    ARGUMENT_KEYS,
    BESIDE_CONFIG,
    DATA_TEST_ENTRY_KEYS,
    FILE_KEYS,
    MACRO_KEYS,
    MODEL_ENTRY_KEYS,
    SEED_ENTRY_KEYS,
    SNAPSHOT_ENTRY_KEYS,
)
from orchestrator.config.values import Map, shown
from orchestrator.config.yaml_reader import read_yaml
from orchestrator.errors import Place, Problem, Problems, ProjectError
from orchestrator.properties.columns import read_columns
from orchestrator.properties.constraints import read_constraints
from orchestrator.properties.data_tests import read_tests
from orchestrator.properties.declared import (
    ArgumentDeclaration,
    KeysDeclaration,
    MacroDeclaration,
    NodeDeclaration,
    PropertyFile,
    TestDeclaration,
)
from orchestrator.properties.entries import (
    check_entry_keys,
    config_of,
    mapping,
    moment,
    named,
    over,
    string,
    text,
    unique,
)
from orchestrator.properties.exposures import read_exposures, read_groups
from orchestrator.properties.segment_families import declared_families
from orchestrator.properties.sources import read_sources
from orchestrator.properties.unit_tests import read_unit_tests
from orchestrator.properties.unused import unused_in_file
from orchestrator.properties.versions import versions_of

_WORDS: Mapping[Kind, str] = {
    "models": "model",
    "seeds": "seed",
    "snapshots": "snapshot",
    "tests": "data test",
}


def read_properties(text: str, path: str) -> PropertyFile:
    """Return all declarations of a property file; raises ProjectError with all problems."""
    problems = Problems()
    # As in dbt: a folded text at the end of the file has no line end.
    value = read_yaml(text.rstrip(), path, problems)
    if value is None:
        return PropertyFile(path)
    if not isinstance(value, Map):
        place = Place(path, 1, 1)
        raise ProjectError.of(f"expected keys such as 'models:', found {shown(value)}", place)
    check_entry_keys(value, FILE_KEYS, problems)
    if value.get("version") not in (None, 2):
        what = f"'version': expected 2, found {shown(value['version'])}"
        problems.add_minor(what, value.value_place("version"), "write 2, or leave it out")
    result = PropertyFile(
        path,
        models=_read_nodes(value, "models", "models", MODEL_ENTRY_KEYS, problems),
        seeds=_read_nodes(value, "seeds", "seeds", SEED_ENTRY_KEYS, problems),
        snapshots=_read_nodes(value, "snapshots", "snapshots", SNAPSHOT_ENTRY_KEYS, problems),
        sources=read_sources(value, problems) if "sources" in value else (),
        macros=_read_macros(value, problems),
        data_tests=_read_nodes(
            value, _tests_key(value, problems), "tests", DATA_TEST_ENTRY_KEYS, problems
        ),
        families=declared_families(value, text, problems) if "segment_families" in value else (),
        unit_tests=tuple(read_unit_tests(value, problems)) if "unit_tests" in value else (),
        analyses=_read_nodes(value, "analyses", "models", ANALYSIS_ENTRY_KEYS, problems),
        exposures=tuple(read_exposures(value, problems)) if "exposures" in value else (),
        semantic_models=_undecoded(value, "semantic_models", "semantic model", problems),
        metrics=_undecoded(value, "metrics", "metric", problems),
        saved_queries=_undecoded(value, "saved_queries", "saved query", problems),
        groups=tuple(read_groups(value, problems)) if "groups" in value else (),
    )
    found = _in_order(problems.found)
    if not all(problem.is_minor for problem in found):
        raise ProjectError(found)
    return replace(result, unused=(*map(UnusedKey, found), *unused_in_file(value)))


def _in_order(problems: list[Problem]) -> list[Problem]:
    """Return the problems in file order, without duplicates: tables share their source's."""

    def line(problem: Problem) -> int:
        return (problem.place.line if problem.place else None) or 0

    return sorted(dict.fromkeys(problems), key=line)


def _tests_key(file: Map, problems: Problems) -> str:
    if "tests" in file and "data_tests" in file:
        what = "'tests' and 'data_tests' are the same key"
        problems.add(what, file.key_place("tests"), "merge the two under 'data_tests'")
    return "tests" if "tests" in file else "data_tests"


def _read_nodes(
    file: Map, key: str, kind: Kind, known: KeyTable, problems: Problems
) -> tuple[NodeDeclaration, ...]:
    if key not in file:
        return ()
    found: list[NodeDeclaration] = []
    word = "analysis" if key == "analyses" else _WORDS[kind]
    for entry in unique(named(file, key, problems), word, problems):
        check_entry_keys(entry, known, problems, settings=KNOWN_KEYS[kind])
        tests: list[TestDeclaration] = []
        columns = read_columns(entry, tests, problems)
        read_tests(entry, None, tests, problems)
        declared = NodeDeclaration(
            entry["name"],
            entry.place,
            text(entry, "description", problems),
            config_of(entry, kind, BESIDE_CONFIG, problems),
            columns,
            tuple(tests),
            relation=text(entry, "relation", problems),
            constraints=read_constraints(entry, None, problems),
            time_spine=mapping(entry, "time_spine", problems),
            deprecation_date=moment(entry, "deprecation_date", problems),
        )
        versions = tuple(versions_of(declared, entry, problems)) if "versions" in entry else ()
        found += versions or (declared,)
    return tuple(found)


def _undecoded(file: Map, key: str, word: str, problems: Problems) -> tuple[KeysDeclaration, ...]:
    """Return entries that are decoded later."""
    if key not in file:
        return ()
    entries = unique(named(file, key, problems), word, problems)
    return tuple(KeysDeclaration(entry["name"], entry.place, entry) for entry in entries)


def _read_macros(file: Map, problems: Problems) -> tuple[MacroDeclaration, ...]:
    found = []
    for entry in unique(named(file, "macros", problems), "macro", problems):
        check_entry_keys(entry, MACRO_KEYS, problems)
        arguments = unique(named(entry, "arguments", problems), "argument", problems)
        for argument in arguments:
            check_entry_keys(argument, ARGUMENT_KEYS, problems)
        found.append(
            MacroDeclaration(
                entry["name"],
                entry.place,
                text(entry, "description", problems),
                tuple(
                    ArgumentDeclaration(
                        argument["name"],
                        string(argument, "type", problems),
                        text(argument, "description", problems),
                    )
                    for argument in arguments
                ),
                *(
                    over(
                        mapping(entry, key, problems),
                        mapping(mapping(entry, "config", problems), key, problems),
                    )
                    for key in ("meta", "docs")
                ),
            )
        )
    return tuple(found)
