"""Tests of one relation share a scan, with the same results as separate ones."""

import json
import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.projects import seg, write_project
from tests.running.reading import name_of

PROJECT = "name: shop\n"
# The same condition in other words: a test so configured runs by itself.
ALONE = "config: {fail_calc: 'count( * )'}"

TESTS = {
    "not_null": "",
    "unique": "",
    "accepted_values": "values: [a, b], quote: true",
    "accepted_range": "min_value: \"'a'\", max_value: \"'b'\"",
    "expression_is_true": "expression: \"< 'c'\"",
}


def properties() -> str:
    tests = [
        f"{name}: {{name: {prefix}_{name}, arguments: {{{arguments}}}, {config}}}"
        for name, arguments in TESTS.items()
        for prefix, config in (("shared", "config: {}"), ("alone", ALONE))
    ]
    listed = "\n".join(f"          - {test}" for test in tests)
    head = "models:\n  - name: items\n    columns:\n      - name: value\n        data_tests:\n"
    return f"{head}{listed}\n"


def outcomes(folder: Path) -> dict[str, str]:
    results = json.loads((folder / "target/run_results.json").read_text())["results"]
    return {
        name_of(result["unique_id"]): f"{result['status']} {result['failures']}"
        for result in results
        if result["unique_id"].startswith("test.")
    }


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(["'a'", "'b'", "'c'", "null"]), max_size=4))
def test_what_they_say_together_is_what_each_says_alone(tmp_path: Path, values: list[str]) -> None:
    rows = " union all ".join(f"select {value}" for value in values) or "select null limit 0"
    write_project(
        tmp_path,
        {
            "seg_project.yml": PROJECT,
            "models/items.sql": f"select cast(v as varchar) as value from ({rows}) as t(v)",
            "models/items.yml": properties(),
        },
    )
    seg(tmp_path, "build", "-q")
    found = outcomes(tmp_path)
    together = {name: found[f"shared_{name}"] for name in TESTS}
    assert together == {name: found[f"alone_{name}"] for name in TESTS}


def planned_screens(folder: Path) -> dict[str, tuple[str, int] | None]:
    plan = json.loads(seg(folder, "plan", "--output", "json").stdout)
    return {
        name_of(step["unique_id"]): step["screen"]
        and (step["screen"]["sql"], step["screen"]["position"])
        for step in plan["steps"]
        if step["action"] == "test"
    }


def test_one_query_serves_all_that_can_share_it(tmp_path: Path) -> None:
    write_project(
        tmp_path,
        {
            "seg_project.yml": PROJECT,
            "models/items.sql": "select 1 as id, 2 as n",
            "models/items.yml": """
models:
  - name: items
    columns:
      - name: id
        data_tests:
          - not_null
          - unique
          - not_null: {name: with_where, config: {where: n > 1}}
          - unique: {name: tolerant, config: {error_if: "> 10"}}
""",
        },
    )
    query = (
        "select\n    count(*) - count(id) as s0,\n    count(id) - count(distinct id) as s1\n"
        'from "main"."items"'
    )
    assert planned_screens(tmp_path) == {
        "not_null_items_id": (query, 0),
        "unique_items_id": (query, 1),
        "with_where": None,
        "tolerant": None,
    }


def test_a_project_that_has_its_own_test_of_a_name_gets_that(tmp_path: Path) -> None:
    write_project(
        tmp_path,
        {
            "seg_project.yml": PROJECT,
            "macros/mine.sql": (
                "{% test not_null(model, column_name) %}select 1 as found{% endtest %}"
            ),
            "models/items.sql": "select 1 as id",
            "models/items.yml": (
                "models: [{name: items, columns: [{name: id, data_tests: [not_null, unique]}]}]"
            ),
        },
    )
    seg(tmp_path, "build", "-q")
    assert outcomes(tmp_path) == {"not_null_items_id": "fail 1", "unique_items_id": "pass 0"}


def test_one_that_cannot_run_does_not_take_its_neighbours_along(tmp_path: Path) -> None:
    write_project(
        tmp_path,
        {
            "seg_project.yml": PROJECT,
            "models/items.sql": "select 1 as id",
            "models/items.yml": (
                "models: [{name: items, columns: [{name: id, data_tests: [not_null, unique]}, "
                "{name: idd, data_tests: [not_null]}]}]"
            ),
        },
    )
    built = seg(tmp_path, "build", "--no-use-colors")
    # Threads end in any order.
    assert sorted(re.findall(r"(PASS|ERROR) (\w+) \.", built.stdout)) == [
        ("ERROR", "not_null_items_idd"),
        ("PASS", "not_null_items_id"),
        ("PASS", "unique_items_id"),
    ]


def test_a_wide_table_has_several_queries_of_a_bounded_length(tmp_path: Path) -> None:
    columns = [f"column_{n:03}" for n in range(101)]
    selected = ", ".join(
        f"{'null' if n in (49, 50, 100) else n} as {name}" for n, name in enumerate(columns)
    )
    listed = ", ".join(f"{{name: {name}, data_tests: [not_null]}}" for name in columns)
    write_project(
        tmp_path,
        {
            "seg_project.yml": PROJECT,
            "models/wide.sql": f"select {selected}",
            "models/wide.yml": f"models: [{{name: wide, columns: [{listed}]}}]",
        },
    )
    planned = planned_screens(tmp_path)
    shared = [screen for screen in planned.values() if screen is not None]
    assert planned["not_null_wide_column_100"] is None
    assert [query.count(" as s") for query in dict(shared)] == [50, 50]
    seg(tmp_path, "build", "-q")
    assert {name for name, outcome in outcomes(tmp_path).items() if outcome != "pass 0"} == {
        "not_null_wide_column_049",
        "not_null_wide_column_050",
        "not_null_wide_column_100",
    }
