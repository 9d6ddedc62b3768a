"""What must not be added up or counted yet: other currencies, and future days."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.projects import rows, seg
from tests.starter.shop.files import remarks, shop_of

pytestmark = pytest.mark.usefixtures("staging_alone")

HEADER = "order_id,customer_id,date,total\n"
LINES = "order_id,customer_id,date,sku,qty,line_total,currency\n"


def built(folder: Path, query: str, *models: str) -> list[tuple[object, ...]]:
    """The answer to a query of what a build makes of the models."""
    only = ("-s", "stg_orders", "stg_customers", *models, "--exclude", "resource_type:test")
    assert seg(folder / "shop", "build", *only).exit_code == 0
    return rows(folder / "shop", query)


@pytest.mark.parametrize("other", ["CHF", "GBP"])
def test_lines_in_other_currencies_are_left_out_before_they_are_orders(
    other: str, tmp_path: Path
) -> None:
    # Before and behind EUR in the alphabet; what names none is in the currency of its order.
    text = LINES + (
        f"1,a,2026-01-05,X,1,10,EUR\n1,a,2026-01-05,Y,1,5,{other}\n"
        "2,a,2026-01-06,X,1,7,EUR\n2,a,2026-01-06,Y,1,9,EUR\n"
        f"3,b,2026-01-07,X,1,4,{other}\n"
        "4,b,2026-01-08,X,1,3,EUR\n4,b,2026-01-08,Y,1,2,\n"
        f"5,b,2026-01-09,X,1,8,{other}\n5,b,2026-01-09,Y,1,1,\n"
    )
    shop = shop_of(tmp_path, orders=text, items=text)
    said = "4 rows in currencies other than EUR left out{}: there are no exchange rates"
    assert remarks(shop, "orders") == [
        "3 orders of 2 customers, 2026-01-05 to 2026-01-08",
        "several rows have the same order number: they become one order",
        said.format(", a part of 1 order and all of 2 orders"),
    ]
    assert remarks(shop, "order_items") == [said.format("")]
    kept = [("1", Decimal(10)), ("2", Decimal(16)), ("4", Decimal(5))]
    query = "select order_id, net_amount from stg_orders order by 1"
    assert built(tmp_path, query, "stg_products", "stg_order_items") == kept
    query = "select order_id, sum(net_amount) from stg_order_items group by 1 order by 1"
    assert rows(tmp_path / "shop", query) == kept


def test_what_was_bought_at_one_moment_is_of_one_currency(tmp_path: Path) -> None:
    text = (
        "customer_id,date,total,currency\na,2026-01-05,10,EUR\na,2026-01-05,5,CHF\n"
        "a,2026-01-06,7,EUR\nb,2026-01-06,3,CHF\nb,2026-01-07,8,EUR"
    )
    assert remarks(shop_of(tmp_path, orders=text), "orders")[2] == (
        "2 rows in currencies other than EUR left out, a part of 1 order and all of 1 order: "
        "there are no exchange rates"
    )
    query = "select net_amount from stg_orders order by 1"
    assert built(tmp_path, query) == [(Decimal(7),), (Decimal(8),), (Decimal(10),)]


def test_a_credit_note_reverses_nothing_in_another_currency(tmp_path: Path) -> None:
    text = HEADER.replace("\n", ",currency\n") + (
        "1,a,2026-01-05,50,EUR\n2,a,2026-01-06,-50,CHF\n3,b,2026-01-05,8,EUR\n4,b,2026-01-06,-8,EUR"
    )
    shop = shop_of(tmp_path, orders=text)
    assert [table.name for table in shop.tables] == ["customers", "orders"]
    query = "select order_id, status from stg_orders order by 1"
    assert built(tmp_path, query) == [
        ("1", "completed"),
        ("3", "cancelled"),
        ("4", "cancelled"),
    ]


def test_orders_of_the_future_count_for_no_variable(tmp_path: Path) -> None:
    days = "".join(f"{day},a,2026-02-{day:02d},5\n" for day in range(1, 29))
    known = shop_of(tmp_path, orders=HEADER + days)
    folder = tmp_path / "mistyped"
    folder.mkdir()
    shop = shop_of(folder, orders=f"{HEADER}{days}98,b,2026-03-02,5\n99,b,2062-11-03,5\n")
    assert shop.variables == known.variables
    assert "orders_stale_after_days" not in shop.variables
    assert remarks(shop, "orders")[:2] == [
        "30 orders of 2 customers, 2026-02-01 to 2026-02-28",
        f"2 orders in the future (such as 99: date is 2062-11-03, in {folder / 'orders.csv'}): "
        "not counted before that day; if the date is wrong, correct the file",
    ]


def test_an_order_of_the_future_does_not_hide_that_a_shop_is_at_rest(tmp_path: Path) -> None:
    days = "1,a,2025-05-01,5\n2,a,2025-05-04,5\n3,a,2062-11-03,5"
    variables = shop_of(tmp_path, orders=HEADER + days).variables
    assert variables["as_of_date"] == "2025-05-04"
    assert "orders_stale_after_days" not in variables


def test_orders_of_the_future_alone_have_no_span(tmp_path: Path) -> None:
    shop = shop_of(tmp_path, orders=f"{HEADER}1,a,2062-11-03,5")
    assert remarks(shop, "orders")[0] == "1 order of 1 customer"
    assert "as_of_date" not in shop.variables
    assert shop.variables["orders_stale_after_days"] is None
