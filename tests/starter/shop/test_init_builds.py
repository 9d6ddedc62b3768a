"""`seg init` with a shop's files, then `seg build` without an edit."""

import datetime as dt
import random
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.projects import Outcome, rows, seg
from tests.starter.shop.files import german_shop, invoice_lines, write

in_staging = pytest.mark.usefixtures("staging_alone")

ONLY = ("--select", "stg_customers", "stg_orders", "--indirect-selection", "cautious")


def started(folder: Path, **files: str) -> Path:
    """The project that `seg init` writes for files by option."""
    options = [word for option, file in files.items() for word in (f"--{option}", file)]
    outcome = seg(folder, "init", "shop", *options)
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    return folder / "shop"


def built(project: Path, *selection: str) -> Outcome:
    outcome = seg(project, "build", *selection)
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr
    return outcome


def test_customers_and_orders_of_a_german_shop(tmp_path: Path) -> None:
    customers, orders = german_shop(tmp_path)
    project = started(tmp_path, customers=customers, orders=orders)
    built(project)
    assert rows(
        project,
        "select customer_id, email, gender, country, postal_code, created_at from stg_customers "
        "where customer_id in ('00001', '99999') order by 1",
    ) == [
        ("00001", "k1@beispiel.de", "f", "DE", "01067", dt.datetime(2023, 1, 31)),
        ("99999", None, None, "ZZ", None, None),
    ]
    assert rows(project, "select sum(net_amount), count(distinct status) from stg_orders") == [
        (euros(Path(orders)), 3)
    ]
    assert rows(project, "select count(*) from segment_sizes where members > 0")[0][0] > 15
    left_out = "select input from segmentation_inputs where not is_present"
    assert len(rows(project, left_out)) == 21


def euros(orders: Path) -> Decimal:
    lines = orders.read_text("latin-1").splitlines()[1:]
    amounts = (line.split(";")[4].replace(".", "").replace(",", ".") for line in lines)
    return sum(map(Decimal, amounts), Decimal(0))


def test_lines_of_invoices_alone(tmp_path: Path) -> None:
    lines = invoice_lines(tmp_path)
    project = started(tmp_path, orders=lines)
    built(project)
    with duckdb.connect() as connection:
        table = f"read_csv('{lines}', header = true, encoding = 'latin-1')"
        expected = connection.execute(
            f"""
            select sum(Quantity * UnitPrice) filter (Quantity > 0)::decimal(18, 2),
                count(distinct InvoiceNo) filter (Quantity < 0), count(distinct CustomerID)
            from {table}
            """
        ).fetchall()
    assert expected == rows(
        project,
        "select sum(net_amount), count(*) filter (status = 'cancelled'), "
        "(select count(*) from stg_customers) from stg_orders",
    )
    assert rows(project, "select distinct country from stg_customers order by 1") == [
        ("GB",),
        ("IE",),
        ("ZZ",),
    ]


def reversed_by_hand(orders: list[tuple[str, str, str, int]]) -> dict[str, bool]:
    """Each credit note closes the customer's last open order of its amount."""
    found: dict[str, bool] = {}
    still_open: dict[tuple[str, int], list[str]] = {}
    for number, customer, _, amount in sorted(orders, key=lambda o: (o[2], -o[3], o[0])):
        stack = still_open.setdefault((customer, abs(amount)), [])
        found[number] = False
        if amount > 0:
            stack.append(number)
        elif stack and customer:
            found[stack.pop()] = True
    return found


@pytest.mark.parametrize("lines", [False, True], ids=["orders", "lines"])
@in_staging
def test_credit_notes_take_back_what_they_reverse(tmp_path: Path, lines: bool) -> None:
    chance = random.Random(11)
    orders = [
        (f"{number:04d}", chance.choice("abc"), f"2025-01-{chance.randrange(1, 29):02d} 10:00",
         chance.choice([10, 10, 20, 30, -10, -20, -30]))
        for number in range(150)
    ]  # fmt: skip
    # The largest purchase is cancelled after twelve minutes.
    orders += [("9001", "d", "2025-01-05 09:15", 16_846_960),
               ("9002", "d", "2025-01-05 09:27", -16_846_960)]  # fmt: skip
    texts = [f"{number},{who},{at},{cents / 100}" for number, who, at, cents in orders]
    if lines:
        # Another line of each order, so that the number is not the only one.
        texts += [f"{number},{who},{at},0.01" for number, who, at, cents in orders if cents > 0]
    text = "\n".join(["order_id,customer_id,date,total", *texts])
    project = started(tmp_path, orders=write(tmp_path, "orders.csv", text))
    built(project, *ONLY)
    by_hand = reversed_by_hand(orders)
    expected = {}
    for number, _, _, cents in orders:
        kept = Decimal(cents) / 100 if cents > 0 and not by_hand[number] else Decimal(0)
        expected[number] = kept + Decimal("0.01") * (lines and cents > 0)
    assert sum(by_hand.values()) > 30
    found = rows(project, "select order_id, net_amount, status from stg_orders")
    counted = {number: amount for number, amount, status in found if status == "completed"}
    assert counted == {number: amount for number, amount in expected.items() if amount}


@pytest.mark.parametrize("lines", [False, True], ids=["orders", "lines"])
@in_staging
def test_credit_notes_of_another_amount_are_refunds(tmp_path: Path, lines: bool) -> None:
    orders = """\
order_id,customer_id,date,total
1,a,2025-01-01,30
2,a,2025-01-05,20
3,a,2025-01-06,-12.50
4,a,2025-01-07,-25
5,a,2025-01-08,-99
6,b,2025-01-09,-5
7,b,2025-01-10,40
8,,2025-01-11,-1
9,b,2025-01-12,-40
10,b,2025-01-13,-10
"""
    if lines:
        orders += "1,a,2025-01-01,0.50\n"

    project = started(tmp_path, orders=write(tmp_path, "orders.csv", orders))
    built(project, *ONLY[:3], "stg_refunds", "--exclude", "resource_type:test")

    assert rows(project, "select refund_id, order_id, net_amount::varchar from stg_refunds") == [
        ("3", "2", "12.50"),
        ("4", "1", "25.00"),
    ]


@in_staging
def test_a_file_of_refunds(tmp_path: Path) -> None:
    orders = "order_id,customer_id,date,total\n1,a,2025-01-01,30\n2,b,2025-01-05,20\n"
    refunds = "refund,order,created_at,amount\nr1,1,2025-02-01,-12.50\nr2,9,2025-02-02,-1\n"
    files = {"orders": orders, "refunds": refunds}

    shop = {name: write(tmp_path, f"{name}.csv", text) for name, text in files.items()}
    project = started(tmp_path, **shop)
    built(project, *ONLY[:3], "stg_refunds", "--exclude", "resource_type:test")

    assert rows(
        project, "select order_id, refunded_at::varchar, net_amount::varchar from stg_refunds"
    ) == [("1", "2025-02-01", "12.50")]


@in_staging
def test_parquet_and_a_table_of_a_database(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "crm.duckdb")) as connection:
        connection.execute("create schema raw")
        connection.execute(
            "create table raw.people as select range + 1 as id, date '2024-01-01' + range::int * 3 "
            "as signup from range(40)"
        )
        connection.execute(
            f"""
            copy (
                select range as order_id, 1.0 + range % 37 as customer_id,
                    timestamptz '2024-01-05 00:00:00+00' + range * interval 11 hour as created_at,
                    cast(10 + range % 90 as double) as total
                from range(300)
            ) to '{tmp_path / "orders.parquet"}'
            """
        )
    people, orders = f"{tmp_path / 'crm.duckdb'}:raw.people", str(tmp_path / "orders.parquet")
    project = started(tmp_path, customers=people, orders=orders)
    built(project, *ONLY)
    assert rows(project, "select count(*), min(customer_id) from stg_customers") == [(40, "1")]
    assert rows(
        project,
        "select count(*), count(distinct customer_id), min(ordered_at) from stg_orders",
    ) == [(300, 37, dt.datetime(2024, 1, 5))]
    sources = (project / "models" / "sources.yml").read_text("utf-8")
    assert "read_duckdb('../crm.duckdb', table_name = 'people', schema_name = 'raw')" in sources
    assert 'external_location: "../orders.parquet"' in sources


@in_staging
def test_files_of_many_days(tmp_path: Path) -> None:
    header = "order_id,customer_id,date,total\n"
    for day in range(1, 4):
        write(tmp_path, f"day{day}.csv", f"{header}{day},{day % 2},2026-01-0{day},20")
    project = started(tmp_path, orders=str(tmp_path / "day*.csv"))
    built(project, *ONLY)
    assert rows(project, "select count(*) from stg_orders") == [(3,)]
    write(tmp_path, "day4.csv", f"{header}4,4,2026-01-04,20")
    built(project, *ONLY)
    assert rows(project, "select count(*) from stg_orders") == [(4,)]


@in_staging
def test_of_rows_with_one_key_the_order_of_the_file_decides_nothing(tmp_path: Path) -> None:
    header = "product_id,category,price\n"
    lines = ["A,mugs,5", "A,cups,9", "A,cups,7", "B,,3", "B,plates,4"]
    orders = write(tmp_path, "orders.csv", "order_id,customer_id,date,total\n1,1,2026-01-05,20")
    products = write(tmp_path, "products.csv", header + "\n".join(lines))
    project = started(tmp_path, orders=orders, products=products)
    for shift in range(len(lines)):
        write(tmp_path, "products.csv", header + "\n".join(lines[shift:] + lines[:shift]))
        built(project, "--select", "stg_products", "--exclude", "resource_type:test")
        assert rows(project, "select product_id, category, price from stg_products order by 1") == [
            ("A", "cups", Decimal(7)),
            ("B", "plates", Decimal(4)),
        ]


@pytest.mark.parametrize("other", ["USD", "EUR"])
@in_staging
def test_an_order_without_a_currency_counts_as_the_most_frequent_one(
    tmp_path: Path, other: str
) -> None:
    text = "order_id,customer_id,date,total,currency\n1,1,2026-01-05,20,EUR\n2,1,2026-01-06,7,"
    text += f"\n3,2,2026-01-07,1,{other}\n4,2,2026-01-08,2,eur"
    project = started(tmp_path, orders=write(tmp_path, "orders.csv", text))
    built(project, *ONLY)
    kept = [("1", "EUR"), ("2", "EUR"), ("3", "EUR"), ("4", "EUR")]
    assert rows(project, "select order_id, currency from stg_orders order by 1") == [
        order for order in kept if order[0] != "3" or other == "EUR"
    ]


@in_staging
def test_a_build_warns_of_a_status_that_is_new(tmp_path: Path) -> None:
    text = (
        "order_id,customer_id,date,total,Order Status\n1,1,2026-01-05,20,Paid\n"
        "2,1,2026-01-06,7,{{ 1/0 }}\n3,2,2026-01-07,5,\n4,2,2026-01-08,5,unheard of\n"
    )
    project = started(tmp_path, orders=write(tmp_path, "orders.csv", text))
    # What was seen at the start, and what is known without having been seen.
    write(tmp_path, "orders.csv", text + "5,3,2026-01-09,5,STORNIERT")
    selection = ("--select", "source:*", *ONLY[1:])
    assert " WARN=0 " in built(project, *selection).stdout
    write(tmp_path, "orders.csv", text + "5,3,2026-01-09,5, Widerrufen ")
    said = built(project, *selection).stdout
    assert " WARN=1 " in said
    assert "[WARNING]: in test status_of_orders_is_known_else_they_count_as_purchases" in said
    assert "| widerrufen  |         1 |" in said


@in_staging
def test_without_a_column_of_statuses_none_is_new(tmp_path: Path) -> None:
    orders = write(tmp_path, "orders.csv", "order_id,customer_id,date,total\n1,1,2026-01-05,20")
    models = started(tmp_path, orders=orders) / "models"
    assert "data_tests" not in (models / "sources.yml").read_text("utf-8")
    # Nor does its SQL list the words for those that it might be.
    assert "'shipped'" not in (models / "staging" / "stg_orders.sql").read_text("utf-8")


def test_an_input_that_is_written_later_is_there(tmp_path: Path) -> None:
    orders = write(tmp_path, "orders.csv", "order_id,customer_id,date,total\n1,1,2026-01-05,20")
    project = started(tmp_path, orders=orders)
    listing = ("--resource-type", "model", "--output", "name")
    assert "customer_support" not in seg(project, "ls", *listing).stdout.split()
    staging = project / "models" / "staging" / "stg_support_tickets.sql"
    staging.write_text("select 1 as ticket_id\n", "utf-8")
    assert "customer_support" in seg(project, "ls", *listing).stdout.split()
    half = project / "models" / "staging" / "stg_products.sql"
    half.write_text("select 1 as product_id\n", "utf-8")
    query = "select left_out from {{ ref('segmentation_inputs') }} where input = 'products'"
    assert seg(project, "build", "-s", "segmentation_inputs").exit_code == 0
    said = seg(project, "show", "--inline", query, "--output", "json").stdout
    assert "for this, stg_order_items is missing" in said
    switched_off = seg(project, "ls", *listing, "--vars", "input_support_tickets: false")
    assert "customer_support" not in switched_off.stdout.split()
