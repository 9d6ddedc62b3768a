import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.errors import Place
from orchestrator.properties import declared
from orchestrator.properties.property_file import read_properties
from tests.config.refusal import problems_or_none, refusal


def read(text):
    return read_properties(text, "f.yml")


def refused(text):
    return refusal(read_properties, text, "f.yml")


def at(line, column):
    return Place("f.yml", line, column)


def column_tests(text):
    """The tests of a column, declared in lines that are indented by 10 spaces."""
    head = "models:\n  - name: a\n    columns:\n      - name: id\n        data_tests:\n"
    return head + text


def test_a_model_with_columns_and_tests():
    text = """\
version: 2
models:
  - name: orders
    description: "{{ doc('orders') }}"
    meta: {owner: me}
    config:
      tags: [daily]
    columns:
      - name: id
        description: The key
        data_type: integer
        quote: true
        tags: key
        meta: {a: 1}
        config: {tags: [personal], meta: {b: 2}}
        data_tests: [unique]
      - name: amount
    tests:
      - shop.is_fine
"""
    assert read(text) == declared.PropertyFile(
        "f.yml",
        models=(
            declared.NodeDeclaration(
                "orders",
                at(3, 5),
                declared.PlacedText("{{ doc('orders') }}", at(4, 18)),
                config={"meta": {"owner": "me"}, "tags": ["daily"]},
                columns=(
                    declared.ColumnDeclaration(
                        "id",
                        at(9, 9),
                        declared.PlacedText("The key", at(10, 22)),
                        data_type="integer",
                        tags=("key", "personal"),
                        meta={"a": 1, "b": 2},
                        quote=True,
                    ),
                    declared.ColumnDeclaration("amount", at(17, 9)),
                ),
                tests=(
                    declared.TestDeclaration(
                        "unique",
                        at(16, 22),
                        column="id",
                        is_quoted=True,
                        tags=("key", "personal"),
                    ),
                    declared.TestDeclaration("shop.is_fine", at(19, 9)),
                ),
            ),
        ),
    )


FORMS = {
    "name": ("          - not_null\n", {}),
    "name without arguments": ("          - not_null:\n", {}),
    "flat arguments": (
        "          - not_null: {values: [a], quote: false}\n",
        {"arguments": {"values": ["a"], "quote": False}},
    ),
    "nested arguments": (
        "          - not_null: {arguments: {values: [a]}}\n",
        {"arguments": {"values": ["a"]}},
    ),
    "both": (
        "          - not_null: {values: [a], arguments: {quote: true}}\n",
        {"arguments": {"values": ["a"], "quote": True}},
    ),
    "flat settings": (
        "          - not_null: {severity: warn, where: x > 1, values: [a]}\n",
        {"config": {"severity": "warn", "where": "x > 1"}, "arguments": {"values": ["a"]}},
    ),
    "nested settings": (
        "          - not_null: {config: {severity: warn, tags: [x]}, warn_if: '> 1'}\n",
        {"config": {"severity": "warn", "tags": ["x"], "warn_if": "> 1"}},
    ),
    "own name": (
        "          - not_null: {name: my_test, description: why}\n",
        {"name": "my_test", "description": declared.PlacedText("why", at(6, 52))},
    ),
    "test_name": (
        "          - {name: my_test, test_name: not_null, values: [a]}\n",
        {"name": "my_test", "arguments": {"values": ["a"]}},
    ),
}


@pytest.mark.parametrize("key", ["tests", "data_tests"])
@pytest.mark.parametrize(("text", "expected"), FORMS.values(), ids=FORMS)
def test_the_ways_to_declare_a_test(key, text, expected):
    [model] = read(column_tests(text).replace("data_tests", key)).models

    assert model.tests == (
        declared.TestDeclaration("not_null", at(6, 13), column="id", **expected),
    )


def test_settings_and_arguments_know_their_places():
    [model] = read(
        column_tests("          - a: {where: x, values: [1], config: {tags: t}}\n")
    ).models
    [test] = model.tests

    assert test.config.value_place("where") == at(6, 24)
    assert test.config.value_place("tags") == at(6, 55)
    assert test.arguments.value_place("values") == at(6, 35)
    assert test.arguments["values"].value_place(0) == at(6, 36)


TEST_PROBLEMS = {
    "misindented": (
        "          - not_null:\n            severity: warn\n",
        "f.yml:6:13: a data test has one name, found 2 keys: not_null, severity\n"
        "  fix: indent the keys that belong to 'not_null:' by 4 more spaces",
    ),
    "number": ("          - 3\n", "f.yml:6:13: expected a data test, found 3"),
    "nothing": ("          -\n", "f.yml:6:12: expected a data test, found nothing"),
    "empty": (
        "          - {}\n",
        "f.yml:6:13: a data test has one name, found 0 keys: \n"
        "  fix: indent the keys that belong to 'not_null:' by 4 more spaces",
    ),
    "number as a name": (
        "          - 3: {a: 1}\n",
        "f.yml:6:13: expected the name of a data test, found 3",
    ),
    "list for arguments": (
        "          - accepted_values: [a, b]\n",
        "f.yml:6:30: 'accepted_values': expected the test's arguments, found a list\n"
        "  fix: write them as 'argument: value'",
    ),
    "setting twice": (
        "          - unique: {where: a, config: {where: b}}\n",
        "f.yml:6:22: 'where' is both in 'config' and next to it\n  fix: keep the one in 'config'",
    ),
    "argument twice": (
        "          - unique: {a: 1, arguments: {a: 2}}\n",
        "f.yml:6:22: 'a' is both in 'arguments' and next to it\n  fix: keep the one in 'arguments'",
    ),
    "argument without a name": (
        "          - unique: {1: 2}\n",
        "f.yml:6:22: expected the name of an argument, found 1",
    ),
    "no list": (
        "          not_null\n",
        "f.yml:6:11: 'data_tests': expected a list, found 'not_null'",
    ),
    "both spellings": (
        "          - unique\n        tests:\n          - not_null\n",
        "f.yml:7:9: 'tests' and 'data_tests' are the same key\n"
        "  fix: merge the two under 'data_tests'",
    ),
}


@pytest.mark.parametrize(("text", "message"), TEST_PROBLEMS.values(), ids=TEST_PROBLEMS)
def test_what_is_no_test(text, message):
    assert refused(column_tests(text)) == [message]


def test_tests_under_a_misspelt_key_are_not_lost():
    text = """\
modles: []
models:
  - name: a
    data_test: [x]
    materialized: table
    columns:
      - name: id
        test: [unique]
        data_type: 3
        quote: maybe
        config: {tag: x}
        tags: [1]
      - nam: x
      - amount
      - name: id
    config: {materialised: table, meta: {}}
    meta: {x: 1}
  - name: a
  - name: 3
seeds: {name: a}
macros:
  - name: m
    argument: []
    arguments: [{name: x, typ: y}]
data_tests:
  - name: t
    column: []
version: 3
"""
    assert refused(text) == [
        "f.yml:1:1: unknown key 'modles'\n  fix: did you mean 'models'?",
        "f.yml:4:5: unknown key 'data_test'\n  fix: did you mean 'data_tests'?",
        "f.yml:5:5: unknown key 'materialized'\n  fix: 'materialized' belongs under 'config:'",
        "f.yml:8:9: unknown key 'test'\n  fix: did you mean 'tests'?",
        "f.yml:9:20: 'data_type': expected a string, found 3",
        "f.yml:10:16: 'quote': expected true or false, found 'maybe'",
        "f.yml:11:18: unknown key 'tag'\n  fix: did you mean 'tags'?",
        "f.yml:12:15: 'tags': expected a string or a list of strings, found 1",
        "f.yml:13:9: 'name' is missing",
        "f.yml:14:9: 'columns': expected mappings with a 'name', found 'amount'\n"
        "  fix: write '- name: amount'",
        "f.yml:15:9: the column 'id' is described twice: also in f.yml:7:9\n  fix: merge the two",
        "f.yml:16:14: 'materialised' is not a setting of a model\n"
        "  fix: did you mean 'materialized'?",
        "f.yml:17:5: 'meta' is both in 'config' and next to it\n  fix: keep the one in 'config'",
        "f.yml:18:5: the model 'a' is described twice: also in f.yml:3:5\n  fix: merge the two",
        "f.yml:19:11: 'name': expected a name, found 3",
        "f.yml:20:8: 'seeds': expected a list, found a mapping",
        "f.yml:23:5: unknown key 'argument'\n  fix: did you mean 'arguments'?",
        "f.yml:24:27: unknown key 'typ'\n  fix: did you mean 'type'?",
        "f.yml:27:5: unknown key 'column'\n"
        "  fix: known keys: config, description, docs, meta, name",
        "f.yml:28:10: 'version': expected 2, found 3\n  fix: write 2, or leave it out",
    ]


def test_seeds_macros_and_singular_tests():
    text = """\
seeds:
  - name: countries
    config: {delimiter: ";"}
    columns: [{name: code, tests: [unique]}]
macros:
  - name: cents
    description: To units
    arguments: [{name: column, type: string, description: c}, {name: digits}]
data_tests:
  - name: totals_add_up
    description: They must
    config: {severity: warn}
"""
    assert read(text) == declared.PropertyFile(
        "f.yml",
        seeds=(
            declared.NodeDeclaration(
                "countries",
                at(2, 5),
                config={"delimiter": ";"},
                columns=(declared.ColumnDeclaration("code", at(4, 15)),),
                tests=(declared.TestDeclaration("unique", at(4, 36), column="code"),),
            ),
        ),
        macros=(
            declared.MacroDeclaration(
                "cents",
                at(6, 5),
                declared.PlacedText("To units", at(7, 18)),
                (
                    declared.ArgumentDeclaration(
                        "column", "string", declared.PlacedText("c", at(8, 59))
                    ),
                    declared.ArgumentDeclaration("digits"),
                ),
            ),
        ),
        data_tests=(
            declared.NodeDeclaration(
                "totals_add_up",
                at(10, 5),
                declared.PlacedText("They must", at(11, 18)),
                config={"severity": "warn"},
            ),
        ),
    )


def test_keys_without_effect_are_told_with_their_places():
    text = """\
anchors: [1]
functions: x
metrics: []
models:
  - name: a
    columns:
      - {name: id, quote: false}
sources:
  - name: shop
    overrides: pkg
    tables:
      - name: orders
        external: {location: a.csv, using: csv}
"""
    found = [(key.problem.what, key.problem.place, key.changes_data) for key in read(text).unused]
    assert found == [
        (
            "'functions' has no effect: seg does not create functions, because DuckDB does not "
            "support dbt's statement for them",
            at(2, 1),
            False,
        ),
        ("'quote' has no effect: every name is quoted", at(7, 20), False),
        (
            "'overrides' has no effect: the sources of a package cannot be overridden",
            at(10, 5),
            True,
        ),
        (
            "'external.using' has no effect: only the location is used: DuckDB detects the "
            "format by the file's name",
            at(13, 37),
            False,
        ),
    ]


@pytest.mark.parametrize("text", ["", "version: 2", "models:\nseeds:\nsources:\nmacros:\n"])
def test_a_file_may_say_nothing(text):
    assert read(text) == declared.PropertyFile("f.yml")


def test_a_file_that_is_a_list():
    assert refused("- a") == ["f.yml:1:1: expected keys such as 'models:', found a list"]


WORDS = st.sampled_from(
    [
        "name",
        "models",
        "seeds",
        "sources",
        "tables",
        "columns",
        "tests",
        "data_tests",
        "config",
        "meta",
        "tags",
        "freshness",
        "macros",
        "arguments",
        "description",
        "version",
        "not_null",
        "warn_after",
        "external",
        "x",
    ]
)
ANYTHING = st.recursive(
    WORDS | st.none() | st.integers() | st.booleans() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=5),
    max_leaves=30,
)


@settings(deadline=None)
@given(ANYTHING)
def test_any_properties_are_read_or_refused_with_a_place(value):
    problems = problems_or_none(read, json.dumps(value))

    assert problems != ()
    assert all(problem.place.line for problem in problems or ())


@pytest.mark.parametrize(
    ("after", "expected"), [("", "each order"), ("\nseeds: []", "each order\n")]
)
def test_a_folded_text_ends_with_its_line_unless_the_file_ends(after: str, expected: str) -> None:
    text = f"models:\n  - name: orders\n    description: >\n      each\n      order\n{after}"

    (model,) = read_properties(text, "m.yml").models
    assert model.description.value == expected
