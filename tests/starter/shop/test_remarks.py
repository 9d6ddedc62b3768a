"""Remarks of `seg init`: how orders are formed, what is uncertain, what is left out."""

from pathlib import Path

from orchestrator.reports.starting import started_text
from tests.starter.shop.exports import LOG, POINT_OF_SALE, SHOPIFY, WHOLESALER, WOOCOMMERCE
from tests.starter.shop.files import invoice_lines, remarks, shop_of, started, understood


def test_customers_are_known_by_what_orders_call_them(tmp_path: Path) -> None:
    text = "Customer ID,Email\n600,A@x.org\n601,b@x.org"
    shop = shop_of(tmp_path, customers=text, orders=SHOPIFY)
    assert understood(shop, "customers") == {"customer_id": "Email?", "email": "Email"}
    assert remarks(shop, "customers") == []


def test_a_wholesaler_is_told_what_becomes_of_lines(tmp_path: Path) -> None:
    shop = shop_of(tmp_path, orders=WHOLESALER)
    assert remarks(shop, "customers") == [
        "no table of customers: everyone who bought is a customer"
    ]
    assert remarks(shop, "orders") == [
        "3 orders of 3 customers, 2010-12-01 to 2010-12-14",
        "several rows have the same order number: they become one order",
        "amount = quantity x unit price",
        "no currency: XXX, until you set reporting_currency",
        "1 order with a negative amount: credit notes, counted as cancelled, like the order that "
        "each reverses (the customer's last one before it with the same amount); credit notes "
        "that reverse none are refunds",
    ]
    assert shop.variables == {
        "reporting_currency": "XXX",
        "as_of_date": "2010-12-14",
        "orders_stale_after_days": 24,
        "home_countries": ["GB"],
    }


def test_an_order_without_a_number_is_what_was_bought_at_one_moment(tmp_path: Path) -> None:
    assert remarks(shop_of(tmp_path, orders=LOG), "orders")[:2] == [
        "2 orders of 2 customers, 1997-01-01 to 1997-01-12",
        "no order number (to name its column: --column orders.order_id=NAME): what a customer "
        "bought at one moment is one order",
    ]


def test_an_amount_that_stands_in_each_row_is_counted_once(tmp_path: Path) -> None:
    header = "order_id,customer_id,order_date,total\n"
    text = f"{header}1,7,2026-01-01,30\n1,7,2026-01-01,30\n2,8,2026-01-02,5"
    said = remarks(shop_of(tmp_path, orders=text), "orders")
    assert "the amount is the same in all rows of an order: counted once" in said


def test_customer_zero_is_a_guest_where_many_people_are(tmp_path: Path) -> None:
    assert remarks(shop_of(tmp_path, orders=WOOCOMMERCE), "orders") == [
        "3 orders of 1 customer, 2026-01-02 to 2026-01-04",
        "2 orders without a customer: guest orders",
        "customer 0 has several e-mail addresses: these are guests, not a customer",
    ]


def test_other_currencies_are_not_added_up(tmp_path: Path) -> None:
    header = "order_id,customer_id,order_date,total,currency\n"
    text = f"{header}1,7,2026-01-01,30,eur\n2,7,2026-01-01,30,USD\n3,8,2026-01-02,5,EUR"
    shop = shop_of(tmp_path, orders=text)
    assert shop.variables["reporting_currency"] == "EUR"
    assert remarks(shop, "orders") == [
        "2 orders of 2 customers, 2026-01-01 to 2026-01-02",
        "1 row in currencies other than EUR left out: there are no exchange rates",
    ]


def test_orders_without_a_currency_are_counted_by_order(tmp_path: Path) -> None:
    header = "order_id,customer_id,order_date,total,currency\n"
    # The second line of order 1 has none, but the order has; orders 2 and 4 have none at all.
    lines = (
        "1,7,2026-01-01,30,EUR\n1,7,2026-01-01,5,\n2,7,2026-01-02,3,\n2,7,2026-01-02,4,\n"
        "3,8,2026-01-03,9,USD\n4,8,2026-01-04,2,\n5,9,2026-01-05,1,EUR"
    )
    assert remarks(shop_of(tmp_path, orders=header + lines), "orders") == [
        "4 orders of 3 customers, 2026-01-01 to 2026-01-05",
        "several rows have the same order number: they become one order",
        "1 row in currencies other than EUR left out, all of 1 order: there are no exchange rates",
        "2 orders without a currency: counted as EUR, the most frequent one",
    ]


def test_signs_of_currencies_are_no_codes(tmp_path: Path) -> None:
    text = "order_id,customer_id,order_date,total,currency\n1,7,2026-01-01,30,€"
    shop = shop_of(tmp_path, orders=text)
    assert shop.variables["reporting_currency"] == "XXX"
    assert "'{{ var(\"reporting_currency\") }}' as currency" in orders_model(tmp_path)


def test_what_files_say_is_never_a_template(tmp_path: Path) -> None:
    header = "order_id,customer_id,order_date,total,status\n"
    text = f"{header}1,7,2026-01-01,3,paid\n2,8,2026-01-02,3,{{{{ 1/0 }}}}"
    shop_of(tmp_path, orders=text)
    remarks = [line for line in orders_model(tmp_path).splitlines() if line.startswith("--")]
    assert remarks[-1] == "-- status is status: '(( 1/0 ))' read as 'completed'"


def test_a_day_that_can_be_two_is_said_to_be_a_guess(tmp_path: Path) -> None:
    text = "order_id,customer_id,order_date,total\n1,7,01/02/2026,30\n2,8,03/04/2026,5"
    shop = shop_of(tmp_path, orders=text)
    (orders,) = (table for table in shop.tables if table.name == "orders")
    assert (orders.found["ordered_at"].certainty, orders.found["ordered_at"].notes) == (
        "guessed",
        ("read as %d/%m/%Y, though it could be %m/%d/%Y",),
    )
    remark = "-- ordered_at is order_date: read as %d/%m/%Y, though it could be %m/%d/%Y"
    assert remark in orders_model(tmp_path).splitlines()


def orders_model(folder: Path) -> str:
    return (folder / "shop" / "models" / "staging" / "stg_orders.sql").read_text("utf-8")


def test_what_is_left_out_is_said_with_what_it_costs(tmp_path: Path) -> None:
    items = "order_id,sku,qty,line_total\n1,A,1,12.50"
    shop = shop_of(tmp_path, orders=POINT_OF_SALE, items=items)
    assert remarks(shop, "products") == [
        "no table of products: taken from the order lines, without price and cost"
    ]
    left_out = {each.name: each.costs for each in shop.left_out}
    assert set(left_out) == {
        *("accounts", "customer_details", "web_events", "support_tickets", "survey_responses"),
        *("campaigns", "campaign_sends", "campaign_responses", "consents", "suppressions"),
        *("erasure_requests", "identity_links", "occasions", "geo_reference"),
        *("market_reference", "costs", "experiment_assignments", "refunds"),
    }
    assert left_out["survey_responses"] == "NPS, satisfaction, needs, interests, attitudes"


def test_a_file_that_needs_another_one_is_not_left_out(tmp_path: Path) -> None:
    products = "sku,category\nA,mugs"
    text = started_text(started(tmp_path, orders=POINT_OF_SALE, products=products))
    assert (
        "\nNot used without another file:\n  --products      needs --items\n\n"
        "Left out until you provide the file:\n  --refunds " in text
    )
    assert text.count("--products") == 1
    assert "\n  --items         margin, categories, products viewed but not bought\n" in text


def test_lines_tell_the_category_of_products(tmp_path: Path) -> None:
    items = "order_id,sku,qty,line_total,category\n1,A,1,12.50,Mugs"
    shop = shop_of(tmp_path, orders=POINT_OF_SALE, items=items)
    assert understood(shop, "products") == {"product_id": "sku", "category": "category"}


def test_visits_without_a_number_are_told_apart_by_all_that_they_hold(tmp_path: Path) -> None:
    events = (
        "event_time,event_type,user_id,user_session\n2026-01-01 00:00:00 UTC,view,77,s1\n"
        "2026-01-01 00:01:00 UTC,cart,99,s2\n2026-01-01 00:01:00 UTC,unheard of,77,s2"
    )
    shop = shop_of(tmp_path, orders=POINT_OF_SALE, events=events)
    assert understood(shop, "web_events") == {
        "anonymous_id": "user_session",
        "customer_id": "user_id",
        "occurred_at": "event_time",
        "event_type": "event_type?",
    }
    assert remarks(shop, "web_events") == [
        "no event_id: computed from the row; identical rows count once",
        "1 row whose customer_id is not in customers: set to NULL",
    ]


def test_rows_of_strangers_are_counted_and_left_out(tmp_path: Path) -> None:
    items = "order_id,sku,qty,line_total\n1,A,1,12.50\n1,B,1,3\n99,A,1,4"
    shop = shop_of(tmp_path, orders=POINT_OF_SALE, items=items)
    assert remarks(shop, "order_items") == ["1 row whose order_id is not in orders: left out"]


def test_latin_1_is_read(tmp_path: Path) -> None:
    lines = Path(invoice_lines(tmp_path)).read_text("latin-1")
    assert "£" in lines
    shop = shop_of(tmp_path, orders=lines)
    assert remarks(shop, "orders")[0].startswith("120 orders of ")


def test_customers_of_whom_none_bought_are_doubted(tmp_path: Path) -> None:
    customers = "person,email\n600,a@x.org\n601,b@x.org"
    orders = "order_id,client_id,date,total\n1,600,2026-01-01,30\n2,601,2026-01-02,5"
    assert remarks(shop_of(tmp_path, customers=customers, orders=orders), "customers") == [
        "no customer in orders is in this table: is email the same key as client_id in orders? 2 "
        "customers added"
    ]


def test_some_customers_who_are_unknown_are_added(tmp_path: Path) -> None:
    customers = "customer_id,email\n600,a@x.org"
    orders = "order_id,customer_id,date,total\n1,600,2026-01-01,30\n2,601,2026-01-02,5"
    assert remarks(shop_of(tmp_path, customers=customers, orders=orders), "customers") == [
        "1 customer in orders but not in this table: added, with the data in their orders"
    ]
