"""dbt's unit tests: the result of a model on given rows, before it is built."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.pages import DOCS, blocks
from tests.projects import Outcome, rows, seg, write_project

MODELS = {
    "seeds/payments.csv": "id,customer,amount,paid_on\n1,a,10.50,2024-01-01\n2,b,3,2024-01-02\n",
    "models/orders.sql": "select id, customer, cast(amount as decimal(10, 2)) as amount, paid_on\n"
    "from {{ ref('payments') }}\n",
    "models/large.sql": "{{ config(materialized='ephemeral') }}\n"
    "select * from {{ ref('orders') }} where amount > {{ var('large', 5) }}\n",
    "models/customers.sql": "{{ config(materialized='table') }}\n"
    "select customer, sum(amount) as total, count(*) as orders, '{{ env_var('WHO', '-') }}' as who,"
    "\n  {{ rate() }} as rate, max(paid_on) as last_paid_on\n"
    "from {{ ref('orders') }} group by customer\n",
    "models/events.sql": "{{ config(materialized='incremental', unique_key='id') }}\n"
    "select id, amount from {{ ref('large') }}\n"
    "{% if is_incremental() %}where id > (select max(id) from {{ this }}){% endif %}\n",
    "models/report.sql": "select * from {{ ref('customers') }}\n",
    "raw/visits.csv": "id,seen_on\n1,2024-01-01\n",
    "models/raw.yml": "sources: [{name: raw, tables: [{name: visits, config: "
    "{external_location: raw/visits.csv}}]}]\n",
    "models/visits.sql": "select seen_on + 1 as day from {{ source('raw', 'visits') }}\n",
    "macros/m.sql": "{% macro rate() %}1{% endmacro %}\n",
    "tests/fixtures/orders.csv": "id,customer,amount\n1,a,1.25\n2,a,\n",
    "tests/fixtures/totals.sql": "select 'a' as customer, 1.25 as total\n",
}
UNIT_TESTS = """\
unit_tests:
  - name: totals
    model: customers
    description: Sums are per customer.
    config: {tags: [money]}
    given:
      - input: ref('orders')
        rows:
          - {id: 1, customer: a, amount: 10.10, paid_on: 2024-02-01}
          - {id: 2, customer: a, amount: 5, paid_on: 2024-03-01}
          - {id: 3, customer: "it's"}
    overrides:
      macros: {rate: 2}
      env_vars: {WHO: ada}
    expect:
      rows:
        - {customer: "it's", orders: 1, who: ada, RATE: 2}
        - {total: 15.1, customer: a, who: ada, RATE: 2, orders: 2, last_paid_on: 2024-03-01}
  - name: files
    model: customers
    given:
      - input: ref('orders')
        format: csv
        fixture: orders
    expect: {format: sql, fixture: totals}
  - name: going_on
    model: events
    overrides: {macros: {is_incremental: true}}
    given:
      - {input: this, rows: [{id: 3}]}
      - input: ref('large')
        format: sql
        rows: select 2 as id union all select 4
    expect: {rows: [{id: 4, amount: null}]}
  - name: from_nothing
    model: events
    given:
      - input: ref('large')
        format: csv
        rows: |
          id,amount

          2,7.5
    expect: {format: csv, rows: "amount,id\\n7.50,2\\n"}
  - name: whole_seed
    model: orders
    given: [{input: ref('payments')}]
    expect: {rows: [{id: 2, amount: 3}, {id: 1, amount: 10.5}]}
  - name: of_source
    model: visits
    given: [{input: "source('raw', 'visits')", rows: [{seen_on: 2024-02-28}]}]
    expect: {rows: [{day: 2024-02-29}]}
  - name: inside
    model: large
    overrides: {vars: {large: 100}}
    given: [{input: ref('orders'), rows: [{id: 1, amount: 100}, {id: 2, amount: 101}]}]
    expect: {rows: [{id: 2}]}
"""
BROKEN = UNIT_TESTS.replace("total: 15.1,", "total: 15.2,")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    folder = write_project(tmp_path_factory.mktemp("unit"), {**MODELS, "models/t.yml": UNIT_TESTS})
    return folder, seg(folder, "build")


@pytest.fixture(scope="module")
def failed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    folder = write_project(tmp_path_factory.mktemp("failed"), {**MODELS, "models/t.yml": BROKEN})
    return folder, seg(folder, "build", "--junit", str(folder / "junit.xml"))


def statuses(folder: Path) -> dict[str, str]:
    held = json.loads((folder / "target" / "run_results.json").read_text("utf-8"))
    return {each["unique_id"]: each["status"] for each in held["results"]}


def test_they_pass_and_nothing_of_them_is_published(built: tuple[Path, Outcome]) -> None:
    folder, outcome = built

    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert "Unit tests: 7 passed" in outcome.stdout
    assert rows(folder, "select id, amount from events") == [(1, 10.5)]
    names = rows(folder, "select table_name from duckdb_tables() where schema_name = 'main'")
    assert names == []


def test_they_run_before_their_model_and_after_what_it_reads(built: tuple[Path, Outcome]) -> None:
    ended = list(statuses(built[0]))

    def at(name: str) -> int:
        return ended.index(name)

    assert at("model.shop.orders") < at("unit_test.shop.customers.totals")
    assert at("unit_test.shop.customers.totals") < at("model.shop.customers")
    assert at("unit_test.shop.customers.files") < at("model.shop.customers")
    # Of what is written into its readers, those wait.
    assert at("unit_test.shop.large.inside") < at("model.shop.events")


def test_they_are_reused_until_model_rows_or_types_change(built: tuple[Path, Outcome]) -> None:
    folder, _ = built
    again = seg(folder, "build")
    assert "REUSED=13 TOTAL=13" in again.stdout

    write_project(folder, {"models/t.yml": UNIT_TESTS.replace("amount: 5,", "amount: 5.0,")})
    assert "Plan: 1 to test, 12 reused" in seg(folder, "plan").stdout
    # A type above is another one.
    sql = MODELS["models/orders.sql"]
    write_project(
        folder,
        {"models/t.yml": UNIT_TESTS, "models/orders.sql": sql.replace("(10, 2)", "(12, 2)")},
    )
    planned = seg(folder, "plan").stdout
    assert [name in planned for name in ("totals", "inside", "whole_seed")] == [True] * 3
    write_project(folder, {"models/orders.sql": sql})
    assert "Plan: nothing to do, 13 reused" in seg(folder, "plan").stdout


@pytest.mark.parametrize(
    ("arguments", "listed"),
    [
        (
            ["--select", "test_type:unit"],
            ["customers.files", "customers.totals", "events.from_nothing", "events.going_on",
             "large.inside", "orders.whole_seed", "visits.of_source"],
        ),
        (["--select", "unit_test:tot*"], ["customers.totals"]),
        (["--select", "unit_test:shop.totals"], ["customers.totals"]),
        (["--select", "tag:money"], ["customers.totals"]),
        (["--select", "customers", "--resource-type", "unit_test"],
         ["customers.files", "customers.totals"]),
        (["--select", "path:models/customers.sql", "--indirect-selection", "empty"], []),
        (["--select", "events", "--exclude", "unit_test:going_on"], ["events.from_nothing"]),
        (["--exclude-resource-type", "unit_test"], []),
    ],
)  # fmt: skip
def test_they_are_selected_as_tests_are(
    built: tuple[Path, Outcome], arguments: list[str], listed: list[str]
) -> None:
    found = seg(built[0], "ls", "--output", "json", "--output-keys", "unique_id", *arguments)
    ids = [json.loads(line)["unique_id"] for line in found.stdout.splitlines()]
    units = [each for each in ids if each.startswith("unit_test.")]
    assert units == [f"unit_test.shop.{name}" for name in listed]


def test_the_manifest_has_them_apart(built: tuple[Path, Outcome]) -> None:
    manifest = json.loads((built[0] / "target" / "manifest.json").read_text("utf-8"))
    entry: dict[str, Any] = manifest["unit_tests"]["unit_test.shop.customers.files"]

    assert not any(name.startswith("unit_test.") for name in manifest["nodes"])
    assert entry["depends_on"] == {"macros": [], "nodes": ["model.shop.customers"]}
    assert entry["fqn"] == ["shop", "customers", "files"]
    assert entry["given"] == [
        {
            "input": "ref('orders')",
            "rows": [
                {"id": "1", "customer": "a", "amount": "1.25"},
                {"id": "2", "customer": "a", "amount": None},
            ],
            "format": "csv",
            "fixture": "orders",
        }
    ]
    assert "unit_test.shop.customers.files" in manifest["child_map"]["model.shop.customers"]


def test_where_one_fails_its_model_is_skipped(failed: tuple[Path, Outcome]) -> None:
    folder, outcome = failed
    found = statuses(folder)

    assert outcome.exit_code == 1
    assert found["unit_test.shop.customers.totals"] == "fail"
    assert found["unit_test.shop.customers.files"] == "pass"
    assert (found["model.shop.customers"], found["model.shop.report"]) == ("skipped", "skipped")
    assert found["model.shop.events"] == "success"
    assert "Nothing was published: customers.totals failed" in outcome.stdout


def test_the_difference_is_shown_wherever_results_are(failed: tuple[Path, Outcome]) -> None:
    folder, outcome = failed
    table = """\
  1 of 2 expected rows differs (in total)

  |          | customer | orders | who | rate | total | last_paid_on |
  | -------- | -------- | ------ | --- | ---- | ----- | ------------ |
  | expected | a        | 2      | ada | 2    | 15.20 | 2024-03-01   |
  | actual   | a        | 2      | ada | 2    | 15.10 | 2024-03-01   |
"""
    shown = "\n".join(line[10:] for line in outcome.stdout.splitlines())
    assert table in f"{shown}\n"
    message = "\n".join(line.removeprefix("  ") for line in table.splitlines())
    results = json.loads((folder / "target" / "run_results.json").read_text("utf-8"))["results"]
    result = next(each for each in results if each["status"] == "fail")
    assert (result["message"], result["failures"]) == (message, 1)
    case = ElementTree.parse(folder / "junit.xml").find(".//testcase/failure/..")
    assert case is not None
    assert (case.get("name"), case.get("file"), case.get("line")) == ("totals", "models/t.yml", "2")
    assert case.findtext("failure") == message


def test_what_differs_is_in_colours_on_a_terminal(failed: tuple[Path, Outcome]) -> None:
    shown = seg(failed[0], "test", "--select", "test_type:unit", "--use-colors").stdout

    assert "\x1b[31m15.20\x1b[0m |" in shown
    assert "\x1b[32m15.10\x1b[0m |" in shown


def test_they_need_no_warehouse(tmp_path: Path) -> None:
    write_project(tmp_path, {**MODELS, "models/t.yml": UNIT_TESTS})

    outcome = seg(tmp_path, "test", "--select", "test_type:unit")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert "PASS=7" in outcome.stdout


def test_an_ephemeral_input_without_rows_is_empty(tmp_path: Path) -> None:
    """dbt queries the database for its columns, and refuses such an input."""
    tests = "".join(
        f"  - name: {name}\n    model: counted\n    given: [{{input: ref('large'), rows: []}}]\n"
        f"    expect: {{rows: [{{n: {n}}}]}}\n"
        for name, n in (("none", 0), ("one", 1))
    )
    counted = {"models/counted.sql": "select count(*) as n from {{ ref('large') }}"}
    write_project(tmp_path, {**MODELS, **counted, "models/u.yml": f"unit_tests:\n{tests}"})
    assert seg(tmp_path, "test", "--select", "test_type:unit").exit_code == 1
    assert statuses(tmp_path) == {
        "unit_test.shop.counted.none": "pass",
        "unit_test.shop.counted.one": "fail",
    }


def test_each_version_of_a_model_is_tested_or_those_that_are_named(tmp_path: Path) -> None:
    text = (
        "models: [{name: b, versions: [{v: 1, defined_in: a}, {v: 2, defined_in: o}]}]\n"
        "unit_tests:\n"
        "  - {name: all, model: b, given: [], expect: {rows: []}}\n"
        "  - {name: one, model: b, versions: {exclude: [1]}, expect: {rows: []}}\n"
    )
    one = "select 1 as id\n"
    write_project(tmp_path, {"models/a.sql": one, "models/o.sql": one, "models/t.yml": text})

    listed = seg(tmp_path, "ls", "--select", "test_type:unit")
    assert listed.stdout.splitlines() == [
        "unit_test:shop.all_v1",
        "unit_test:shop.all_v2",
        "unit_test:shop.one_v2",
    ]


def test_the_page_shows_what_happens(tmp_path: Path) -> None:
    sql, yaml, shown = blocks((DOCS / "unit-tests.md").read_text("utf-8"))
    files = {
        "models/orders.sql": "select 1 as order_id, 7 as customer_id, 20.00 as amount\n",
        "models/members.sql": "select 7 as customer_id, 0.1 as rate\n",
        "models/discounts.sql": sql.text,
        "models/discounts.yml": yaml.text,
    }
    outcome = seg(write_project(tmp_path, files), "build")
    printed = "\n".join(line[10:] for line in outcome.stdout.splitlines())
    assert (outcome.exit_code, shown.text in f"{printed}\n") == (1, True)
