"""Shops with little data: what is unknown is NULL, never 0."""

import datetime as dt
from pathlib import Path

import pytest

from tests.projects import rows, seg
from tests.segmentation.growing_shop import GrowingShop, write_project

TODAY = dt.date(2025, 6, 30)
YESTERDAY = dt.date(2025, 6, 29)


@pytest.fixture
def shop() -> GrowingShop:
    """Four customers, no orders."""
    shop = GrowingShop(TODAY)
    shop.open(customers=4, days=-1)
    return shop


def run(folder: Path, shop: GrowingShop, *models: str) -> Path:
    write_project(folder)
    shop.write(folder)
    selection = [f"+{name}" for name in models]
    arguments = ("--exclude-resource-type", "test", "--vars", f"as_of_date: {TODAY}")
    outcome = seg(folder, "build", "--select", *selection, *arguments)
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr
    return folder


def test_before_anybody_has_bought_twice_a_year_makes_a_lapse(
    tmp_path: Path, shop: GrowingShop
) -> None:
    for customer, ago in (("c001", 40), ("c002", 300), ("c003", 400)):
        shop.order(customer, TODAY - dt.timedelta(days=ago))
    folder = run(tmp_path, shop, "customer_rhythm", "lifecycle")
    assert rows(
        folder, "select distinct gap_limit_days, lapse_limit_days from customer_rhythm"
    ) == [(None, 365.0)]
    assert rows(folder, "select customer_id, segment from lifecycle order by 1") == [
        ("c001", "active"),
        ("c002", "active"),
        ("c003", "lapsed"),
        ("c004", "prospect"),
    ]


def test_the_margin_of_orders_without_lines_is_unknown(tmp_path: Path, shop: GrowingShop) -> None:
    for customer in ("c001", "c002", "c002", "c003"):
        shop.order(customer, YESTERDAY)
    for order in (*shop.orders_of("c001"), shop.orders_of("c002")[0]):
        shop.items[order] = []
    folder = run(tmp_path, shop, "customer_orders")
    found = rows(
        folder, "select customer_id, margin, margin_365d, margin_rate from customer_orders"
    )
    by_customer = {customer: values for customer, *values in found}
    lines = shop.items[shop.orders_of("c003")[0]]
    margin = sum(
        line["net_amount"] - line["quantity"] * shop.products[line["product_id"]]["cost"]
        for line in lines
    )
    known = by_customer.pop("c003")
    assert [float(value) for value in known[:2]] == [pytest.approx(margin)] * 2
    assert by_customer == {
        "c001": [None, None, None],
        "c002": [None, None, None],
        "c004": [0, 0, None],
    }


def test_an_unknown_value_is_the_mean_of_a_cluster(tmp_path: Path, shop: GrowingShop) -> None:
    for customer, status in (("c001", "returned"), ("c002", "completed"), ("c003", "completed")):
        shop.order(customer, YESTERDAY, status)
    folder = run(tmp_path, shop, "cluster_features")
    values = dict(rows(folder, "select customer_id, average_order_value from cluster_features"))
    assert values["c001"] == 0
    assert values["c002"] == pytest.approx(-values["c003"])
