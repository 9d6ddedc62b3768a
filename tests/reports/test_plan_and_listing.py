import json
from collections.abc import Mapping
from typing import Any

import pytest

from orchestrator.commands.plan import LastTime
from orchestrator.compiler.closing import CompileAfterParents
from orchestrator.compiler.sql import Origin
from orchestrator.errors import UsageError
from orchestrator.names import RelationName
from orchestrator.nodes import Node, TestConfig
from orchestrator.plan.steps import CreateTable, Plan, RunTest
from orchestrator.reports.listing import Output, listing
from orchestrator.reports.plan_text import PlanText
from orchestrator.secrets import Mask
from tests.reports.scripted import (
    ACCEPTED,
    CUSTOMERS,
    ORDERS,
    SEED,
    SINGULAR,
    SOURCE,
    STAGING,
    UNIQUE,
    shop,
)

ORIGIN = Origin(None)


def table(name: str, reason: str, *waits_for: str) -> CreateTable:
    relation = RelationName("main", name)
    return CreateTable(
        unique_id=name, reason=reason, origin=ORIGIN, waits_for=waits_for, relation=relation,
        version=relation, fingerprint="", sql=CompileAfterParents(""),
    )  # fmt: skip


def check(name: str, tested: str, reason: str, *waits_for: str) -> RunTest:
    return RunTest(
        unique_id=name, reason=reason, origin=ORIGIN, waits_for=waits_for or (tested,),
        sql=CompileAfterParents(""), config=TestConfig(), guards=(tested,), tested=tested,
    )  # fmt: skip


def planned(*steps: CreateTable | RunTest, reused: Mapping[str, str] | None = None) -> Plan:
    return Plan({step.unique_id: step for step in steps}, reused=reused or {})


PLAN = planned(
    table(STAGING, "variable days: 90 -> 80; the password is hunter2"),
    check(UNIQUE, STAGING, "it has not passed on this data"),
    table(ORDERS, "if stg_customers changes", STAGING),
    check(ACCEPTED, ORDERS, "its SQL: a -> b"),
    table(CUSTOMERS, "if orders changes", ORDERS, STAGING),
    check(SINGULAR, CUSTOMERS, "if customers changes"),
    reused={SEED: "", SOURCE: ""},
)
LAST = {
    ORDERS: LastTime(22_965, 1.234),
    CUSTOMERS: LastTime(1, None),
    SEED: LastTime(100, 0.1),
}


def text_of(plan: Plan, width: int | None = None, **more: Any) -> list[str]:
    return PlanText(shop(), LAST, Mask.of(["hunter2"]), **more).of(plan, width).split("\n")


def test_a_plan_is_a_tree_with_reasons_and_the_figures_of_the_last_time() -> None:
    assert text_of(PLAN) == [
        "create table  stg_customers                     1 test  "
        "variable days: 90 -> 80; the password is *****",
        "create table  ├─ orders      22965 rows  1.23s          if stg_customers changes",
        "test          │  └─ accepted_values_orders_status       its SQL: a -> b",
        "create table  └─ customers        1 row         1 test  if orders changes",
        "",
        "Plan: 3 to build, 3 to test, 2 reused",
    ]


def test_a_terminal_without_room_for_figures_has_the_reasons() -> None:
    assert text_of(PLAN, 44) == [
        "create table  stg_customers  variable days:…",
        "create table  ├─ orders      if stg_custome…",
        "test          │  └─ accept…  its SQL: a -> b",
        "create table  └─ customers   if orders chan…",
        "",
        "Plan: 3 to build, 3 to test, 2 reused",
    ]


def test_tests_and_what_is_reused_where_they_are_asked_for() -> None:
    lines = text_of(PLAN, shows_tests=True, shows_reused=True)
    assert [line.rpartition("  ")[2] for line in lines[:6]] == [
        "variable days: 90 -> 80; the password is *****",
        "it has not passed on this data",
        "if stg_customers changes",
        "its SQL: a -> b",
        "if orders changes",
        "if customers changes",
    ]
    assert lines[1].startswith("test          ├─ unique_stg_customers_customer_id    ")
    assert lines[6:8] == ["reuse         raw_customers                          100 rows", ""]


def test_tests_of_a_node_that_does_not_run_are_one_line() -> None:
    ran = "it has not passed on this data"
    tests = planned(check(UNIQUE, STAGING, ran), check(ACCEPTED, STAGING, ran))
    assert text_of(tests) == [
        "test  stg_customers  2 tests  it has not passed on this data",
        "",
        "Plan: 2 to test",
    ]
    assert text_of(planned(check(UNIQUE, STAGING, ran)))[0] == (
        "test  unique_stg_customers_customer_id  it has not passed on this data"
    )


def test_an_empty_plan() -> None:
    assert text_of(planned()) == ["Plan: nothing to do"]
    assert text_of(planned(reused={SEED: ""}), shows_reused=True) == [
        "reuse  raw_customers  100 rows",
        "",
        "Plan: nothing to do, 1 reused",
    ]


@pytest.mark.parametrize(
    ("output", "lines"),
    [
        (
            "selector",
            [
                "shop.marts.customers",
                "shop.marts.orders",
                "shop.staging.stg_customers",
                "shop.raw_customers",
                "source:shop.web.visits",
                "shop.staging.accepted_values_orders_status",
                "shop.totals_agree",
                "shop.staging.unique_stg_customers_customer_id",
            ],
        ),
        (
            "name",
            [
                "customers",
                "orders",
                "stg_customers",
                "raw_customers",
                "web.visits",
                "accepted_values_orders_status",
                "totals_agree",
                "unique_stg_customers_customer_id",
            ],
        ),
        (
            "path",
            [
                "models/marts/customers.sql",
                "models/marts/orders.sql",
                "models/staging/stg_customers.sql",
                "seeds/raw_customers.csv",
                "models/staging/sources.yml",
                "models/staging/schema.yml",
                "tests/totals_agree.sql",
                "models/staging/schema.yml",
            ],
        ),
    ],
)
def test_nodes_are_listed_in_order_of_their_ids(output: Output, lines: list[str]) -> None:
    assert list(listing(shop().values(), output)) == lines


def entry(node: Node) -> dict[str, Any]:
    return {
        "unique_id": node.unique_id,
        "name": node.name,
        "config": {"materialized": "table", "token": "hunter2"},
        "raw_code": "select 1",
    }


def test_json_has_the_usual_keys_in_the_usual_order() -> None:
    nodes = [shop()["model.shop.orders"]]
    assert list(listing(nodes, "json", entry=entry, mask=Mask.of(["hunter2"]))) == [
        '{"name": "orders", "unique_id": "model.shop.orders", '
        '"config": {"materialized": "table", "token": "*****"}}'
    ]


def test_a_key_that_no_node_has_is_refused() -> None:
    nodes = [shop()["model.shop.orders"]]
    with pytest.raises(UsageError) as raised:
        list(listing(nodes, "json", ["name", "raw_cod.length"], entry))

    assert str(raised.value) == (
        "no listed node has the key 'raw_cod'\n  fix: did you mean 'raw_code'?"
    )


def test_json_has_the_keys_that_were_asked_for() -> None:
    nodes = [shop()["model.shop.orders"]]
    keys = ["raw_code", "config.materialized", "config.nope", "name.nope"]
    (line,) = listing(nodes, "json", keys, entry)
    assert json.loads(line) == {"raw_code": "select 1", "config.materialized": "table"}
