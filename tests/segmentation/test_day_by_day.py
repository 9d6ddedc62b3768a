"""Features refreshed day by day equal those of a first build on that day, whatever happened to the
orders in between.
"""

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.projects import rows, seg
from tests.segmentation.day_by_day import Tables, assert_built, rows_written, written_afresh
from tests.segmentation.growing_shop import GrowingShop, write_features
from tests.shared import own_copy

FIRST_DAY = dt.date(2025, 5, 1)
ORDERS = Tables(
    refreshed=(
        *("purchases", "purchase_gaps", "purchase_items", "clv_purchases"),
        *("customer_purchases", "customer_products", "customer_occasion_orders"),
    ),
    made_of_them=("customer_orders", "customer_rhythm", "customer_occasions", "clv_histories"),
)
run = ORDERS.run


def a_returned_order(shop: GrowingShop) -> None:
    shop.orders[shop.orders_of("c004")[-1]]["status"] = "returned"


def a_cancelled_order(shop: GrowingShop) -> None:
    shop.orders[shop.orders_of("c005")[0]]["status"] = "cancelled"


def another_channel(shop: GrowingShop) -> None:
    for name in shop.orders_of("c006"):
        shop.orders[name]["channel"] = "store"


def an_order_of_last_year(shop: GrowingShop) -> None:
    shop.order("c007", shop.today - dt.timedelta(days=333))


def all_orders_of_one_vanish(shop: GrowingShop) -> None:
    shop.forget_orders(*shop.orders_of("c008"))


def a_customer_vanishes(shop: GrowingShop) -> None:
    shop.forget_orders(*shop.orders_of("c009"))
    del shop.customers["c009"]


def a_customer_vanishes_and_the_orders_stay(shop: GrowingShop) -> None:
    del shop.customers["c010"]


def two_are_found_to_be_one(shop: GrowingShop) -> None:
    for name in ("c011", "c012"):
        link = {"left_type": "customer", "left_id": name, "right_type": "email"}
        seen_at = dt.datetime.combine(shop.today, dt.time(12))
        shop.links.append(link | {"right_id": "same@example.com", "seen_at": seen_at})


def the_two_are_parted(shop: GrowingShop) -> None:
    shop.links.clear()


def somebody_asks_to_be_forgotten(shop: GrowingShop) -> None:
    at = dt.datetime.combine(shop.today, dt.time(8))
    shop.erasures.append({"request_id": "r1", "customer_id": "c013", "requested_at": at})


def a_product_costs_more(shop: GrowingShop) -> None:
    shop.products["tea"]["cost"] = 9.99


def a_product_changes_its_category(shop: GrowingShop) -> None:
    shop.products["pot"]["category"] = "china"


def a_product_is_new_and_another_gone(shop: GrowingShop) -> None:
    del shop.products["cup"]
    shop.products["spoon"] = {"product_id": "spoon", "category": "s", "price": 1, "cost": 1}


def lines_come_late(shop: GrowingShop) -> None:
    order = shop.order("c016", shop.today - dt.timedelta(days=3))
    shop.late_items[order] = shop.items.pop(order)
    shop.items[order] = []


def late_lines_are_there(shop: GrowingShop) -> None:
    shop.items |= shop.late_items


def a_line_is_corrected(shop: GrowingShop) -> None:
    line = shop.items[shop.orders_of("c017")[0]][0]
    line["quantity"] += 1


def all_lines_of_one_vanish(shop: GrowingShop) -> None:
    for name in shop.orders_of("c018"):
        shop.items[name] = []


def somebody_moves(shop: GrowingShop) -> None:
    shop.customers["c014"]["country"] = "CH"
    shop.customers["c015"]["country"] = "DE"


def easter_is_later(shop: GrowingShop) -> None:
    for row in shop.occasions:
        if row["country"] == "AT":
            row["ends_on"] += dt.timedelta(days=14)


def switzerland_keeps_easter(shop: GrowingShop) -> None:
    shop.occasions.append(
        {**shop.occasions[-1], "country": "CH"},
    )


def somebody_comes(shop: GrowingShop) -> None:
    shop.order(shop.welcome(), shop.today)
    shop.welcome()


def money_is_given_back(shop: GrowingShop) -> None:
    old, *_, new = shop.orders_of("c020")
    shop.refund(new, 0.5)
    shop.refund(old, 1)
    shop.refund(shop.orders_of("c021")[-1], 0.25, days_ago=3)


def money_will_be_given_back_tomorrow(shop: GrowingShop) -> None:
    shop.refund(shop.orders_of("c022")[-1], 0.5, days_ago=-1)
    shop.refund(shop.orders_of("c020")[-1], 0.5)


def a_refund_is_corrected_and_another_taken_back(shop: GrowingShop) -> None:
    shop.refunds["f001"]["net_amount"] = 1.25
    del shop.refunds["f003"]


SKIPPED_TO = 3
DAYS: tuple[tuple[Callable[[GrowingShop], None], ...], ...] = (
    (a_returned_order, money_is_given_back, two_are_found_to_be_one, a_product_costs_more),
    (
        *(a_cancelled_order, an_order_of_last_year, somebody_moves, lines_come_late),
        money_will_be_given_back_tomorrow,
    ),
    # Nothing happens but that tomorrow comes.
    (),
    (another_channel, a_customer_vanishes, a_product_changes_its_category, a_line_is_corrected),
    (all_orders_of_one_vanish, somebody_comes, easter_is_later, late_lines_are_there),
    (the_two_are_parted, somebody_asks_to_be_forgotten, switzerland_keeps_easter),
    (all_lines_of_one_vanish, a_refund_is_corrected_and_another_taken_back),
    (a_customer_vanishes_and_the_orders_stay, a_product_is_new_and_another_gone),
)


@pytest.fixture
def shop() -> GrowingShop:
    shop = GrowingShop(FIRST_DAY)
    shop.open(customers=60, days=500)
    return shop


@pytest.fixture
def daily(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, shop: GrowingShop) -> Path:
    """A project that was built on the shop's first day."""

    def make(folder: Path) -> None:
        assert_built(run(write_features(folder), shop))

    return own_copy(tmp_path_factory, "test_day_by_day", make, tmp_path / "daily")


@pytest.mark.long
def test_refreshed_is_as_built_afresh(tmp_path: Path, daily: Path, shop: GrowingShop) -> None:
    for number, events in enumerate(DAYS):
        shop.today += dt.timedelta(days=5 if number == SKIPPED_TO else 1)
        shop.sell(share=0.05)
        for happens in events:
            happens(shop)
        assert_built(run(daily, shop))
        ORDERS.assert_as_built_afresh(daily, shop, tmp_path / "fresh")


def test_a_refund_takes_effect_on_its_own_day(daily: Path, shop: GrowingShop) -> None:
    """It refers to its order and reduces its goods and value in part."""
    order = shop.order("c001", shop.today - dt.timedelta(days=1))
    paid = Decimal(str(shop.orders[order]["net_amount"]))
    shop.refund(order, 0.5, days_ago=-1)
    back = Decimal(str(shop.refunds["f001"]["net_amount"]))
    of_it = f"where order_id = '{order}'"
    query = f"select refunded_amount, net_revenue, is_returned from purchases {of_it}"
    items = f"select sum(net_revenue), sum(cost_amount) from purchase_items {of_it}"

    assert_built(run(daily, shop))
    assert rows(daily, query) == [(0, paid, False)]
    ((value, cost),) = rows(daily, items)
    shop.today += dt.timedelta(days=1)
    assert_built(run(daily, shop))
    assert rows(daily, query) == [(back, paid - back, False)]
    ((kept, kept_cost),) = rows(daily, items)
    assert kept == pytest.approx(value * (paid - back) / paid, abs=Decimal("0.01"))
    assert kept_cost == pytest.approx(cost * (paid - back) / paid, abs=Decimal("0.01"))
    # More than there was is not given back.
    shop.refund(order, 1)
    assert_built(run(daily, shop))
    assert rows(daily, query) == [(paid, 0, True)]
    assert rows(daily, items) == [(0, 0)]
    assert rows(
        daily, "select refunds = gross_revenue - discounts - net_revenue from customer_orders"
    ) == [(True,)] * len(shop.customers)


def test_what_a_day_writes_follows_the_change(daily: Path, shop: GrowingShop) -> None:
    """One order writes the rows of one customer. A second run on that day writes none."""
    # Nobody's order is about to leave a window.
    shop.forget_orders(*[name for name in shop.orders if name not in shop.orders_of("c001")[:2]])
    for name in shop.orders_of("c001"):
        shop.orders[name]["ordered_at"] = dt.datetime(2025, 4, 20, 12)
    assert_built(run(daily, shop))
    shop.today += dt.timedelta(days=2)
    assert_built(run(daily, shop))
    shop.today += dt.timedelta(days=1)
    shop.order("c002", shop.today - dt.timedelta(days=1))
    first = run(daily, shop)
    assert_built(first)
    assert rows_written(first, "customer_changes") == 1
    assert rows_written(first, "purchases") == 1
    # What is reused would write nothing for another reason.
    again = run(daily, shop, "--force")
    assert_built(again)
    assert "REUSED=0" in again.stdout
    assert rows_written(again, "customer_changes") == 0
    assert rows(daily, "select customer_id, orders from customer_purchases order by 1") == [
        ("c001", 2),
        ("c002", 1),
    ]


def test_a_model_that_missed_a_day_catches_up(
    tmp_path: Path, daily: Path, shop: GrowingShop
) -> None:
    shop.today += dt.timedelta(days=1)
    shop.sell(share=0.2)
    shop.write(daily)
    variables = json.dumps({"as_of_date": shop.today.isoformat()})
    orders = ("--select", "customer_changes+1", "--exclude", "customer_event_changes")
    assert_built(seg(daily, "run", *orders, "--vars", variables))
    shop.today += dt.timedelta(days=1)
    assert_built(run(daily, shop))
    ORDERS.assert_as_built_afresh(daily, shop, tmp_path / "fresh")


@pytest.mark.parametrize(
    ("variable", "value", "afresh"),
    [
        # With what is made of it.
        (
            "lifecycle_gap_percentile",
            0.5,
            {"customer_purchases", "customer_products", "customer_occasion_orders"},
        ),
        ("time_zone", "Pacific/Auckland", set(ORDERS.refreshed)),
    ],
    ids=["gap", "zone"],
)
def test_another_variable_makes_afresh_what_it_is_in(
    tmp_path: Path, daily: Path, shop: GrowingShop, variable: str, value: object, afresh: set[str]
) -> None:
    # A table that comes out as it was is made, too.
    outcome = run(daily, shop, "--no-reuse", variables={variable: value})
    assert_built(outcome)
    assert written_afresh(outcome, ORDERS) == afresh
    ORDERS.assert_as_built_afresh(daily, shop, tmp_path / "fresh", {variable: value})


def test_a_day_before_the_last_is_refused(daily: Path, shop: GrowingShop) -> None:
    shop.today -= dt.timedelta(days=1)
    refused = run(daily, shop)
    assert refused.exit_code == 1
    assert (
        "what is known of customers goes to 2025-05-01: a run for 2025-04-30 would rewrite it. Run "
        "that day in a database of its own (--target), or go back with seg rollback"
    ) in refused.stdout
    assert run(daily, shop, "--full-refresh").exit_code == 1


def test_changes_that_are_numbered_anew_refresh_everybody(
    tmp_path: Path, daily: Path, shop: GrowingShop
) -> None:
    shop.today += dt.timedelta(days=1)
    shop.sell(share=0.2)
    assert_built(run(daily, shop))
    changes = daily / "segmentation/models/features/purchases/customer_changes.sql"
    kept = changes.read_text("utf-8")
    changes.write_text(kept.replace("full_refresh=false", "full_refresh=true"), "utf-8")
    shop.sell(share=0.2)
    assert_built(run(daily, shop))
    assert rows(daily, "select count(distinct change_number) from customer_changes") == [(1,)]
    ORDERS.assert_as_built_afresh(daily, shop, tmp_path / "fresh")


def test_a_full_refresh_changes_nothing(tmp_path: Path, daily: Path, shop: GrowingShop) -> None:
    shop.today += dt.timedelta(days=1)
    shop.sell(share=0.2)
    assert_built(run(daily, shop, "--full-refresh"))
    ORDERS.assert_as_built_afresh(daily, shop, tmp_path / "fresh")
