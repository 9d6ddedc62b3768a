"""A project for each key of unit tests that shows its effect."""

from collections.abc import Mapping

from tests.keys.observed import BUILD, Case, Files

MODELS = {
    "models/o.sql": "select 1 as id\n",
    "models/a.sql": (
        "select id, {{ var('v', 1) }} as v, {{ env_var('E', '1') }} as e from {{ ref('o') }}\n"
    ),
}
GIVEN = "[{input: ref('o'), rows: [{id: 1}]}]"
BASE = {"name": "t", "model": "a", "given": GIVEN, "expect": "{rows: [{id: 1}]}"}


def files(keys: Mapping[str, str], more: Files | None = None) -> Files:
    """A project with one unit test that has the keys."""
    written = "".join(f"\n    {key}: {value}" for key, value in keys.items())
    return {**MODELS, "models/t.yml": f"unit_tests:\n  - {written.strip()}\n", **(more or {})}


def unit_test(key: str, value: str, other: str | None = None, **beside: str) -> Case:
    """A unit test with the key, and one without it or with another value."""
    base = {**BASE, **beside}
    without = base if other is None else {**base, key: other}
    return Case(files({**base, key: value}), files(without), BUILD)


def selected(key: str, value: str, selector: str) -> Case:
    """A unit test that is selected by what the key says."""
    return Case(files({**BASE, key: value}), files(BASE), (("ls", "--select", selector),))


def expecting(with_key: str, without: str, more: Files | None = None) -> Case:
    """A unit test that expects what the key says."""
    both = [files({**BASE, "expect": expect}, more) for expect in (with_key, without)]
    return Case(both[0], both[1], BUILD)


def giving(with_key: str, without: str) -> Case:
    """A unit test that is given what the key says."""
    both = [files({**BASE, "given": f"[{given}]"}) for given in (with_key, without)]
    return Case(both[0], both[1], BUILD)


def overriding(key: str, value: str, column: str) -> Case:
    """A unit test that expects what the model gives with other values."""
    return Case(
        files({**BASE, "overrides": f"{{{key}: {value}}}", "expect": column}),
        files({**BASE, "expect": column}),
        BUILD,
    )


FIXED = {"tests/fixtures/one.csv": "id\n1\n"}
VERSIONED = {
    "models/a_v1.sql": "select 1 as id\n",
    "models/a_v2.sql": "select 2 as id\n",
}


def of_versions(key: str) -> Case:
    """A unit test of a model with two versions, of which the second gives something else."""
    head = "models: [{name: b, versions: [{v: 1, defined_in: a_v1}, {v: 2, defined_in: a_v2}]}]\n"
    shown = [
        f"{head}unit_tests: [{{name: t, model: b, expect: {{rows: [{{id: 1}}]}}{more}}}]\n"
        for more in (f", versions: {{{key}: [2]}}", "")
    ]
    both = [{**VERSIONED, "models/t.yml": text} for text in shown]
    return Case(both[0], both[1], BUILD)


UNIT_TEST: Mapping[str, Case] = {
    "name": unit_test("name", "u", "t"),
    "model": unit_test("model", "o", "a", given="[]"),
    "description": unit_test("description", "x"),
    "given": unit_test("given", "[{input: ref('o'), rows: [{id: 2}]}]", GIVEN),
    "expect": unit_test("expect", "{rows: [{id: 2}]}", "{rows: [{id: 1}]}"),
    "overrides": unit_test("overrides", "{vars: {v: 2}}", expect="{rows: [{v: 1}]}"),
    "versions": of_versions("include"),
    "config": unit_test("config", "{enabled: false}"),
    "meta": selected("meta", "{a: 1}", "config.meta.a:1"),
    "tags": selected("tags", "[x]", "tag:x"),
}
FIXTURE: Mapping[str, Case] = {
    "rows": expecting("{rows: [{id: 2}]}", "{rows: [{id: 1}]}"),
    "format": expecting("{format: sql, rows: select 1 as id}", "{rows: select 1 as id}"),
    "fixture": expecting("{format: csv, fixture: one}", "{rows: []}", FIXED),
}
INPUT: Mapping[str, Case] = {
    "input": giving("{input: ref('a'), rows: [{id: 1}]}", "{input: ref('o'), rows: [{id: 1}]}"),
    "rows": giving("{input: ref('o'), rows: [{id: 2}]}", "{input: ref('o'), rows: [{id: 1}]}"),
    "format": giving(
        "{input: ref('o'), format: sql, rows: select 1 as id}",
        "{input: ref('o'), rows: select 1 as id}",
    ),
    "fixture": giving(
        "{input: ref('o'), format: csv, fixture: none}",
        "{input: ref('o'), rows: [{id: 1}]}",
    ),
}
OVERRIDES: Mapping[str, Case] = {
    "macros": overriding("macros", "{var: 2}", "{rows: [{v: 2}]}"),
    "vars": overriding("vars", "{v: 2}", "{rows: [{v: 2}]}"),
    "env_vars": overriding("env_vars", "{E: 2}", "{rows: [{e: 2}]}"),
}
TESTED_VERSIONS: Mapping[str, Case] = {
    "include": of_versions("include"),
    "exclude": of_versions("exclude"),
}
SETTINGS: Mapping[str, Case] = {
    "enabled": unit_test("config", "{enabled: false}"),
    "tags": selected("config", "{tags: [x]}", "tag:x"),
    "meta": selected("config", "{meta: {a: 1}}", "config.meta.a:1"),
}
