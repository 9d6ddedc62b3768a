"""Messy exports: recurring numbers, mixed dates and numbers, unknown values."""

from pathlib import Path

import pytest

from orchestrator.commands.init import init_shop
from orchestrator.errors import UsageError
from tests.projects import rows, seg
from tests.starter.shop.files import TODAY, remarks, shop_of, started, understood, write

pytestmark = pytest.mark.usefixtures("staging_alone")

HEADER = "order_id,customer_id,date,total\n"
BUILD = ("build", "-s", "stg_orders", "stg_customers", "--exclude", "resource_type:test")


def orders_of(folder: Path, columns: str = "order_id, net_amount::varchar") -> list[object]:
    """What staging makes of the orders, as a build has it."""
    assert seg(folder / "shop", *BUILD).exit_code == 0
    return list(rows(folder / "shop", f"select {columns} from stg_orders order by all"))


def test_numbers_that_start_again_each_year_are_orders_of_their_customers(tmp_path: Path) -> None:
    lines = "1,a,2025-01-05,10\n1,a,2025-01-05,5\n2,b,2025-01-06,7\n"
    again = "1,c,2026-01-05,1\n2,b,2026-01-06,2\n"
    shop = shop_of(tmp_path, orders=HEADER + lines + again)
    assert remarks(shop, "orders")[:3] == [
        "4 orders of 3 customers, 2025-01-05 to 2026-01-06",
        "1 order number used by several customers (such as 1): number and customer together "
        "identify an order",
        "1 order with rows more than 31 days apart (such as 2): the day identifies them as well",
    ]
    assert orders_of(tmp_path) == [
        ("1 a 2025-01-05", "15.00"),
        ("1 c 2026-01-05", "1.00"),
        ("2 b 2025-01-06", "7.00"),
        ("2 b 2026-01-06", "2.00"),
    ]


@pytest.mark.parametrize(
    ("customer", "notes"),
    [
        ("customer_id", []),
        (
            "who",
            [
                "an order number alone does not identify an order: add 'customer_id', as in orders",
                "2 rows whose order_id is not in orders: left out",
            ],
        ),
    ],
)
def test_refunds_name_orders_as_orders_are_told_apart(
    customer: str, notes: list[str], tmp_path: Path
) -> None:
    orders = "1,a,2026-01-05,10\n1,a,2026-01-05,5\n1,b,2026-01-06,7\n2,c,2026-01-06,7\n"
    refunds = f"order_id,{customer},refunded_at,amount\n1,a,2026-01-09,3\n1,b,2026-01-09,4\n"
    shop = shop_of(tmp_path, orders=HEADER + orders, refunds=refunds)
    assert remarks(shop, "refunds")[1:] == notes


def test_a_number_that_two_customers_have_by_mistake_stays_one_order(tmp_path: Path) -> None:
    lines = [f"{number},{number % 7},2026-01-05,{10 + number}" for number in range(200)]
    shop = shop_of(tmp_path, orders="\n".join([HEADER.strip(), *lines, "7,99,2026-01-05,3"]))
    assert (
        "1 order number used by several customers (such as 7): each is still treated as one order"
        in remarks(shop, "orders")
    )
    assert ("7", "20.00") in orders_of(tmp_path)


def test_an_amount_in_each_row_is_known_by_the_whole_number(tmp_path: Path) -> None:
    lines = "1,a,2025-01-05,10\n1,a,2025-01-05,10\n1,b,2026-01-05,4\n"
    shop = shop_of(tmp_path, orders=HEADER + lines)
    assert "the amount is the same in all rows of an order: counted once" in remarks(shop, "orders")


@pytest.mark.parametrize(
    ("moments", "note", "read"),
    [
        (
            ("2026-01-31 10:00:00", "31/01/2026 11:00", "2026-02-01 09:30:00"),
            "2 of 3 values read as moment, 1 as %d/%m/%Y %H:%M",
            ("2026-01-31 10:00:00", "2026-01-31 11:00:00", "2026-02-01 09:30:00"),
        ),
        (
            ("31.01.2026", "2026-01-31", "01.02.2026"),
            "2 of 3 values read as %d.%m.%Y, 1 as moment",
            ("2026-01-31", "2026-01-31", "2026-02-01"),
        ),
        (
            ("2026-01-31", "2026-02-01", "03/04/2026"),
            "2 of 3 values read as moment, 1 as %d/%m/%Y, though these could be %m/%d/%Y",
            ("2026-01-31", "2026-02-01", "2026-04-03"),
        ),
    ],
)
def test_moments_in_two_ways(
    tmp_path: Path, moments: tuple[str, ...], note: str, read: tuple[str, ...]
) -> None:
    lines = [f"{number},a,{moment},5" for number, moment in enumerate(moments)]
    shop = shop_of(tmp_path, orders=HEADER + "\n".join(lines))
    (orders,) = (table for table in shop.tables if table.name == "orders")
    assert orders.found["ordered_at"].notes[-1] == note
    found = orders_of(tmp_path, "order_id, ordered_at::varchar")
    assert found == [(str(number), moment) for number, moment in enumerate(read)]


def test_moments_in_three_ways_are_none(tmp_path: Path) -> None:
    moments = ("2026-01-31", "31.01.2026", "Jan 31, 2026")
    lines = "\n".join(f'{number},a,"{moment}",5' for number, moment in enumerate(moments))
    with pytest.raises(UsageError, match="no column for ordered_at"):
        shop_of(tmp_path, orders=HEADER + lines)


def test_a_word_tells_what_a_status_means(tmp_path: Path) -> None:
    text = "order_id,customer_id,date,total,status\n1,a,2026-01-05,1,delivered\n"
    text += "2,a,2026-01-06,2,cancelled_by_user\n3,a,2026-01-07,3,not refunded\n"
    text += "4,a,2026-01-08,4,pending shipment\n"
    shop = shop_of(tmp_path, orders=text)
    (orders,) = (table for table in shop.tables if table.name == "orders")
    assert orders.found["status"].notes == (
        "'cancelled_by_user' read as 'cancelled' because of a word in it; 'not refunded', "
        "'pending shipment' read as 'completed'",
    )
    assert orders_of(tmp_path, "order_id, status") == [
        ("1", "completed"),
        ("2", "cancelled"),
        ("3", "completed"),
        ("4", "completed"),
    ]


def test_a_status_without_a_known_value_is_used_if_it_is_named(tmp_path: Path) -> None:
    text = "order_id,customer_id,date,total,order_status\n1,a,2026-01-05,1,alive\n"
    text += "2,a,2026-01-06,2,kicking\n"
    (tmp_path / "guessed").mkdir()
    for folder, columns, notes in (
        (tmp_path / "guessed", (), "order_status has no known value (but 'alive', 'kicking')"),
        (tmp_path, ("orders.status=order_status",), "'alive', 'kicking' read as 'completed'"),
    ):
        shop = shop_of(folder, *columns, orders=text)
        (orders,) = (table for table in shop.tables if table.name == "orders")
        assert orders.found["status"].notes == (notes,)
    assert orders_of(tmp_path, "order_id, status") == [("1", "completed"), ("2", "completed")]


@pytest.mark.parametrize(
    ("amounts", "currency"),
    [(("5,00 €", "7,00 €"), "EUR"), (("5,00 €", "7,00"), "XXX"), (("£5.00", "£1.50"), "GBP")],
)
def test_the_sign_of_all_amounts_is_their_currency(
    tmp_path: Path, amounts: tuple[str, ...], currency: str
) -> None:
    lines = "\n".join(f"{number};a;2026-01-05;{each}" for number, each in enumerate(amounts))
    shop = shop_of(tmp_path, orders=HEADER.replace(",", ";") + lines)
    assert shop.variables["reporting_currency"] == currency
    said = f"amounts are in {currency}, by their sign or the name of their column"
    assert (said in remarks(shop, "orders")) == (currency != "XXX")


def test_signs_of_several_currencies_are_told(tmp_path: Path) -> None:
    rows = "1,a,2026-01-05,€5.00\n2,a,2026-01-06,£7.00\n3,b,2026-01-07,€9.00\n"
    shop = shop_of(tmp_path, orders=HEADER + rows)
    assert shop.variables["reporting_currency"] == "XXX"
    said = "amounts have signs of several currencies (EUR in 2 rows, GBP in 1 row)"
    assert any(sentence.startswith(said) for sentence in remarks(shop, "orders"))


def test_a_file_of_a_program_for_tables_in_utf_16(tmp_path: Path) -> None:
    text = "Beleg;Mitglied;Buchungsdatum;Betrag\n1;M1;05.01.2026;5,00 €\n"
    orders = write(tmp_path, "orders.csv", text, "utf-16")
    shop = init_shop(tmp_path / "shop", {"orders": orders}, (), tmp_path, TODAY).shop
    assert shop is not None
    assert understood(shop, "orders") == {
        "order_id": "Beleg",
        "customer_id": "Mitglied",
        "ordered_at": "Buchungsdatum",
        "net_amount": "Betrag",
    }
    assert orders_of(tmp_path) == [("1", "5.00")]


def test_a_file_of_windows_is_refused_with_the_way_to_turn_it(tmp_path: Path) -> None:
    orders = write(tmp_path, "orders.csv", f"{HEADER}1,a,2026-01-05,5 €", "cp1252")
    with pytest.raises(UsageError) as refused:
        init_shop(tmp_path / "shop", {"orders": orders}, (), tmp_path, TODAY)
    assert str(refused.value) == (
        f"--orders: {orders} is not UTF-8, UTF-16 or Latin-1; Windows files that contain € are "
        "usually Windows-1252\n"
        "  fix: save it as CSV in UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8"
    )


def test_members_and_receipts_are_called_as_clubs_call_them(tmp_path: Path) -> None:
    customers = "Member No;E-Mail;Tel.;Joined\nM1;a@x.org;030 1;05.01.2025"
    orders = "Beleg;Mitglied;Buchungsdatum;Betrag\n1;M1;05.01.2026;5,00"
    shop = started(tmp_path, customers=customers, orders=orders).shop
    assert shop is not None
    assert understood(shop, "customers") == {
        "customer_id": "Member No",
        "email": "E-Mail",
        "phone": "Tel.",
        "created_at": "Joined",
    }


def test_channels_are_those_that_segments_know(tmp_path: Path) -> None:
    text = (
        "order_id,customer_id,date,total,channel\n1,a,2026-01-05,1,iOS\n2,a,2026-01-05,2,Amazon\n"
    )
    text += "3,a,2026-01-05,3,Online Store\n4,a,2026-01-05,4,POS\n5,a,2026-01-05,5,Phone\n"
    text += "6,a,2026-01-05,6,\n"
    shop = shop_of(tmp_path, orders=text)
    (orders,) = (table for table in shop.tables if table.name == "orders")
    assert orders.found["channel"].notes == ("'phone' kept, counted as a store",)
    assert orders_of(tmp_path, "order_id, channel") == [
        ("1", "app"),
        ("2", "marketplace"),
        ("3", "web"),
        ("4", "store"),
        ("5", "phone"),
        ("6", "unknown"),
    ]


def test_lines_name_an_order_as_orders_do(tmp_path: Path) -> None:
    header = "Rechnungs-Nr;Kd-Nr;Datum;Artikel;Menge;Einzelpreis\n"
    text = header + "1;a;05.01.2025;X;1;10\n1;a;05.01.2025;Y;2;5\n1;b;05.01.2025;X;3;1\n"
    shop = shop_of(tmp_path, orders=text, items=text)
    assert [line for line in remarks(shop, "order_items") if "not among" in line] == []
    assert orders_of(tmp_path) == [("1 a", "20.00"), ("1 b", "3.00")]
    assert seg(tmp_path / "shop", "build", "-s", "stg_order_items", "stg_products").exit_code == 0
    query = "select order_id, sum(net_amount)::varchar from stg_order_items group by 1 order by 1"
    assert rows(tmp_path / "shop", query) == [("1 a", "20.00"), ("1 b", "3.00")]


def test_people_who_are_there_twice_are_told(tmp_path: Path) -> None:
    customers = "customer_id,email\n1,A@x.org\n2,a@x.org\n3,b@x.org\n4,\n5,"
    orders = f"{HEADER}1,1,2026-01-05,5"
    assert remarks(shop_of(tmp_path, customers=customers, orders=orders), "customers") == [
        "1 e-mail address shared by several customers, 2 in all: each counts separately, unless "
        "--links says that they are one person"
    ]
