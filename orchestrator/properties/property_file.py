"""Reads property files: the YAML beside SQL files that describes and tests what is in them."""

from orchestrator.config.config_keys import KNOWN_KEYS, Kind
from orchestrator.config.values import Map, shown
from orchestrator.config.yaml_reader import read_yaml
from orchestrator.errors import Place, Problem, Problems, ProjectError
from orchestrator.properties.columns import read_columns
from orchestrator.properties.data_tests import read_tests
from orchestrator.properties.declared import (
    ArgumentDeclaration,
    MacroDeclaration,
    NodeDeclaration,
    PropertyFile,
    TestDeclaration,
)
from orchestrator.properties.entries import (
    check_keys,
    config_of,
    named,
    string,
    text,
    unique,
)
from orchestrator.properties.segment_families import read_families
from orchestrator.properties.sources import read_sources

_READ = frozenset(
    {
        "version",
        "models",
        "seeds",
        "segment_families",
        "sources",
        "macros",
        "data_tests",
        "tests",
    }
)
_IGNORED = frozenset(
    {
        "analyses",
        "anchors",
        "exposures",
        "functions",
        "groups",
        "metrics",
        "saved_queries",
        "semantic_models",
        "snapshots",
        "unit_tests",
    }
)
_BESIDE_CONFIG = frozenset({"access", "docs", "group", "meta", "tags"})
_SEED_KEYS = _BESIDE_CONFIG | {
    "name",
    "description",
    "config",
    "columns",
    "tests",
    "data_tests",
}
_IGNORED_OF_MODELS = frozenset({"versions", "latest_version", "time_spine", "semantic_model"})
_MODEL_KEYS = (
    _SEED_KEYS
    | _IGNORED_OF_MODELS
    | {
        "constraints",
        "deprecation_date",
        "agg_time_dimension",
        "primary_entity",
        "metrics",
        "derived_semantics",
    }
)
_DATA_TEST_KEYS = frozenset({"name", "description", "config", "meta", "docs"})
_MACRO_KEYS = frozenset({"name", "description", "arguments", "meta", "docs", "config"})
_ARGUMENT_KEYS = frozenset({"name", "type", "description"})


def read_properties(text: str, path: str) -> PropertyFile:
    """All that a property file declares; raises ProjectError with every problem in it."""
    value = read_yaml(text, path)
    if value is None:
        return PropertyFile(path)
    if not isinstance(value, Map):
        place = Place(path, 1, 1)
        raise ProjectError.of(f"expected keys such as 'models:', found {shown(value)}", place)
    problems = Problems()
    check_keys(value, _READ | _IGNORED, problems)
    if value.get("version") not in (None, 2):
        what = f"'version': expected 2, found {shown(value['version'])}"
        problems.add(what, value.value_place("version"))
    ignored = [(str(key), value.key_place(key)) for key in value if key in _IGNORED]
    result = PropertyFile(
        path,
        models=_read_nodes(value, "models", "models", _MODEL_KEYS, problems),
        seeds=_read_nodes(value, "seeds", "seeds", _SEED_KEYS, problems),
        sources=read_sources(value, problems) if "sources" in value else (),
        macros=_read_macros(value, problems),
        data_tests=_read_nodes(
            value, _tests_key(value, problems), "tests", _DATA_TEST_KEYS, problems
        ),
        families=read_families(value, text, problems) if "segment_families" in value else (),
        ignored=(*ignored, *_ignored_of_models(value)),
    )
    if problems.found:
        raise ProjectError(_in_order(problems.found))
    return result


def _in_order(problems: list[Problem]) -> list[Problem]:
    """The problems from the top of the file down, once each: tables share their source's."""

    def line(problem: Problem) -> int:
        return (problem.place.line if problem.place else None) or 0

    return sorted(dict.fromkeys(problems), key=line)


def _tests_key(file: Map, problems: Problems) -> str:
    if "tests" in file and "data_tests" in file:
        what = "'tests' and 'data_tests' are the same key"
        problems.add(what, file.key_place("tests"), "join the two under 'data_tests'")
    return "tests" if "tests" in file else "data_tests"


def _read_nodes(
    file: Map, key: str, kind: Kind, known: frozenset[str], problems: Problems
) -> tuple[NodeDeclaration, ...]:
    if key not in file:
        return ()
    found = []
    for entry in unique(named(file, key, problems), _WORDS[kind], problems):
        check_keys(entry, known, problems, settings=KNOWN_KEYS[kind])
        tests: list[TestDeclaration] = []
        columns = read_columns(entry, tests, problems)
        read_tests(entry, None, tests, problems)
        found.append(
            NodeDeclaration(
                entry["name"],
                entry.place,
                text(entry, "description", problems),
                config_of(entry, kind, _BESIDE_CONFIG, problems),
                columns,
                tuple(tests),
            )
        )
    return tuple(found)


_WORDS: dict[Kind, str] = {"models": "model", "seeds": "seed", "tests": "data test"}


def _read_macros(file: Map, problems: Problems) -> tuple[MacroDeclaration, ...]:
    found = []
    for entry in unique(named(file, "macros", problems), "macro", problems):
        check_keys(entry, _MACRO_KEYS, problems)
        arguments = unique(named(entry, "arguments", problems), "argument", problems)
        for argument in arguments:
            check_keys(argument, _ARGUMENT_KEYS, problems)
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
            )
        )
    return tuple(found)


def _ignored_of_models(file: Map) -> list[tuple[str, Place]]:
    """What models say that seg does not act on yet."""
    models = file.get("models")
    return [
        (f"{key} of model '{entry.get('name')}'", entry.key_place(key))
        for entry in (models if isinstance(models, list) else ())
        if isinstance(entry, Map) and not _IGNORED_OF_MODELS.isdisjoint(entry)
        for key in entry
        if key in _IGNORED_OF_MODELS
    ]
