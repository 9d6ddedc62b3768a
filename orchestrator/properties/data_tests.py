"""The data tests that a property file declares under `data_tests:` or `tests:`."""

from typing import Any

from orchestrator.config.values import Map, shown
from orchestrator.errors import Place, Problems
from orchestrator.properties.declared import TestDeclaration
from orchestrator.properties.entries import config_of, items, joined, mapping, part, string, text

# Settings that can be written next to a test's arguments; all others need `config:`.
FLAT_SETTINGS = frozenset(
    {
        "alias",
        "database",
        "enabled",
        "error_if",
        "fail_calc",
        "limit",
        "meta",
        "schema",
        "severity",
        "store_failures",
        "store_failures_as",
        "tags",
        "warn_if",
        "where",
    }
)
_NOT_ARGUMENTS = FLAT_SETTINGS | {"arguments", "config", "description", "name", "test_name"}


def read_tests(
    entry: Map, column: str | None, found: list[TestDeclaration], problems: Problems
) -> None:
    """Add the tests of a model, table or column to `found`."""
    for key in ("data_tests", "tests"):
        declared = entry.get(key)
        if not declared:
            continue
        if key == "tests" and entry.get("data_tests"):
            what = "'tests' and 'data_tests' are the same key"
            problems.add(what, entry.key_place(key), "merge the two under 'data_tests'")
        tests = items(entry, key, problems)
        for index, test in enumerate(tests):
            mark = tests.marks[index]
            place = Place(entry.path, mark[0], mark[1])
            if isinstance(test, str) and test:
                found.append(TestDeclaration(test, place, column=column))
                continue
            declaration = _read_test(test, column, place, problems)
            if declaration is not None:
                found.append(declaration)


def _read_test(
    test: Any, column: str | None, place: Place, problems: Problems
) -> TestDeclaration | None:
    if not isinstance(test, Map):
        problems.add(f"expected a data test, found {shown(test)}", place)
        return None
    if isinstance(test.get("test_name"), str):
        return _declaration(test["test_name"], test, column, place, problems)
    if len(test) != 1:
        first = next((key for key in test if isinstance(key, str)), "not_null")
        problems.add(
            f"a data test has one name, found {len(test)} keys: {', '.join(map(str, test))}",
            place,
            f"indent the keys that belong to '{first}:' by 4 more spaces",
        )
        return None
    [(name, body)] = test.items()
    if not isinstance(name, str):
        problems.add(f"expected the name of a data test, found {shown(name)}", place)
        return None
    if body is None:
        return TestDeclaration(name, place, column=column)
    if not isinstance(body, Map):
        what = f"'{name}': expected the test's arguments, found {shown(body)}"
        problems.add(what, test.value_place(name), "write them as 'argument: value'")
        return None
    return _declaration(name, body, column, place, problems)


def _declaration(
    test_name: str, body: Map, column: str | None, place: Place, problems: Problems
) -> TestDeclaration:
    return TestDeclaration(
        test_name,
        place,
        arguments=_arguments(body, problems),
        config=config_of(body, "tests", FLAT_SETTINGS, problems),
        name=string(body, "name", problems),
        description=text(body, "description", problems),
        column=column,
    )


def _arguments(body: Map, problems: Problems) -> Map:
    """Return the test's arguments: under `arguments:`, or flat."""
    flat = part(body, frozenset(body.keys() - _NOT_ARGUMENTS))
    for key in flat:
        if not isinstance(key, str):
            what = f"expected the name of an argument, found {shown(key)}"
            problems.add(what, body.key_place(key))
    return joined(flat, mapping(body, "arguments", problems), "arguments", problems)
