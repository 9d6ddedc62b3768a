import json
from typing import Any

import pytest

from orchestrator.errors import UsageError
from orchestrator.nodes import Node
from orchestrator.reports.listing import Output, listing
from orchestrator.reports.plan_text import plan_text
from orchestrator.secrets import Mask
from tests.reports.scripted import shop


def test_a_plan_in_columns_with_a_summary() -> None:
    steps = [
        ("check freshness", "web.visits", "its age is checked"),
        ("load seed", "raw_customers", "the file changed"),
        ("create view", "stg_customers", "raw_customers is new"),
        ("create table", "orders", "the password is hunter2"),
        ("apply delta", "客户", "new rows"),
        ("test", "totals_agree", ""),
    ]
    assert plan_text(steps, Mask.of(["hunter2"])).split("\n") == [
        "check freshness  web.visits     its age is checked",
        "load seed        raw_customers  the file changed",
        "create view      stg_customers  raw_customers is new",
        "create table     orders         the password is *****",
        "apply delta      客户           new rows",
        "test             totals_agree",
        "",
        "Plan: 1 to load, 3 to build, 1 to test, 1 to check",
    ]


def test_an_empty_plan() -> None:
    assert plan_text([]) == "Plan: nothing to do"


def test_an_action_that_is_new_counts_as_it_is() -> None:
    assert plan_text([("keep", "a", "b"), ("test", "c", "d")]).split("\n")[-1] == (
        "Plan: 1 to test, 1 to keep"
    )


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
