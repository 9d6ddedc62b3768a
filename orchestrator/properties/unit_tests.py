"""The unit tests that a property file declares under `unit_tests:`."""

from collections.abc import Collection, Iterator

from orchestrator.config.property_keys import (
    FIXTURE_KEYS,
    GIVEN_KEYS,
    OVERRIDE_KEYS,
    TESTED_VERSION_KEYS,
    UNIT_TEST_KEYS,
)
from orchestrator.config.values import Map, shown
from orchestrator.errors import Problems
from orchestrator.properties.declared import (
    FixtureDeclaration,
    InputDeclaration,
    UnitTestDeclaration,
)
from orchestrator.properties.entries import (
    check_entry_keys,
    config_of,
    items,
    mapping,
    named,
    string,
    text,
    wrong,
)

FORMATS = ("dict", "csv", "sql")
_BESIDE_CONFIG = frozenset({"meta", "tags"})


def read_unit_tests(file: Map, problems: Problems) -> Iterator[UnitTestDeclaration]:
    """Yield the unit tests of a file; problems are reported."""
    for entry in named(file, "unit_tests", problems):
        check_entry_keys(entry, UNIT_TEST_KEYS, problems)
        model = string(entry, "model", problems)
        if not model:
            problems.add("'model' is missing", entry.place, "write 'model: <name>'")
            continue
        expect = mapping(entry, "expect", problems)
        if "expect" not in entry:
            what = f"the unit test '{entry['name']}' has no 'expect'"
            problems.add(what, entry.place, "write 'expect: {rows: [...]}'")
        yield UnitTestDeclaration(
            entry["name"],
            model,
            entry.place,
            tuple(_inputs(entry, problems)),
            _fixture(expect, FIXTURE_KEYS, problems),
            text(entry, "description", problems),
            config_of(entry, "unit_tests", _BESIDE_CONFIG, problems),
            _part(entry, "overrides", OVERRIDE_KEYS, problems),
            _part(entry, "versions", TESTED_VERSION_KEYS, problems),
        )


def _inputs(entry: Map, problems: Problems) -> Iterator[InputDeclaration]:
    given = items(entry, "given", problems)
    for index, item in enumerate(given):
        if not isinstance(item, Map):
            what = f"'given': expected mappings with an 'input', found {shown(item)}"
            problems.add(what, given.value_place(index))
            continue
        call = string(item, "input", problems)
        if not call:
            fix = "write \"- input: ref('model')\", source('source', 'table') or this"
            problems.add("'input' is missing", item.place, fix)
            continue
        place = item.value_place("input")
        yield InputDeclaration(call, place, _fixture(item, GIVEN_KEYS, problems))


def _fixture(entry: Map, known: Collection[str], problems: Problems) -> FixtureDeclaration:
    check_entry_keys(entry, known, problems)
    format_ = string(entry, "format", problems) or "dict"
    if format_ not in FORMATS:
        wrong(entry, "format", f"one of {', '.join(FORMATS)}", problems)
        format_ = "dict"
    name = string(entry, "fixture", problems)
    rows = entry.get("rows")
    if name is not None and rows is not None:
        what = "'rows' and 'fixture' are mutually exclusive"
        problems.add(what, entry.key_place("fixture"), "keep one of them")
    if name is not None and format_ == "dict":
        fix = "write 'format: csv' or 'format: sql' next to it"
        problems.add("'fixture': rows in files are csv or sql", entry.key_place("fixture"), fix)
    place = entry.value_place("rows" if name is None else "fixture")
    return FixtureDeclaration(format_, place, rows, name)


def _part(entry: Map, key: str, known: Collection[str], problems: Problems) -> Map:
    found = mapping(entry, key, problems)
    check_entry_keys(found, known, problems)
    return found
