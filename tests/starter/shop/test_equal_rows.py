"""Rows that are equal in all columns: how many, where, what they can mean, how they are treated."""

from pathlib import Path

import pytest

from tests.projects import rows, seg
from tests.starter.shop.files import remarks, shop_of, write

pytestmark = pytest.mark.usefixtures("staging_alone")

HEADER = "order_id,customer_id,order_date,sku,total\n"
ALIKE = "A,7,2026-01-01,mug,30\nA,7,2026-01-01,mug,30\nA,7,2026-01-01,cup,5\n"
TWICE = "B,8,2026-01-02,mug,30\nB,8,2026-01-02,cup,5\n" * 2
OTHERS = "C,9,2026-01-03,mug,30\nC,9,2026-01-03,cup,5\n"
ONE = "if they are duplicates, write 'select distinct * from' in shop_rows of models/staging/{}.sql"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (OTHERS, []),
        (
            ALIKE + OTHERS,
            [
                "1 row identical to another row, in 1 order (A): added up; "
                + ONE.format("stg_orders"),
                "hints about these rows: 1 order with further rows that occur only once, as with "
                "separate lines that look alike",
            ],
        ),
        (
            TWICE + OTHERS,
            [
                "2 rows identical to another row, in 1 order (B): added up; "
                + ONE.format("stg_orders"),
                "hints about these rows: 1 order with each row equally often, as in an export "
                "loaded twice",
            ],
        ),
        # What stands in each row of an order is taken once.
        (
            "A,7,2026-01-01,mug,30\n" * 3 + "B,8,2026-01-02,mug,5\n",
            ["2 rows identical to another row, in 1 order (A): no effect"],
        ),
    ],
)
def test_rows_of_one_order(tmp_path: Path, lines: str, said: list[str]) -> None:
    found = remarks(shop_of(tmp_path, orders=HEADER + lines), "orders")
    assert [line for line in found if "identical" in line or "hints" in line] == said


def test_rows_of_one_moment(tmp_path: Path) -> None:
    text = "customer,date,value\n1,2026-01-01,5\n1,2026-01-01,5\n1,2026-01-01,5\n2,2026-01-01,5\n"
    found = remarks(shop_of(tmp_path, orders=text), "orders")
    assert found[1].startswith(
        "2 rows identical to another row, in 1 order (1 2026-01-01): added up; "
    )


def test_rows_of_files_that_overlap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "may-1.csv", HEADER + ALIKE + OTHERS)
    write(tmp_path, "may-2.csv", HEADER + OTHERS)
    outcome = seg(tmp_path, "init", "shop", "--orders", "may-*.csv")
    said = " ".join(outcome.stdout.split())
    assert "* 3 rows identical to another row, in 2 orders (A, C): added up;" in said
    assert "* hints about these rows: 2 rows also in another file, as in overlapping" in said


def test_lines_of_their_own_file(tmp_path: Path) -> None:
    orders = "order_id,customer_id,date,total\nA,7,2026-01-01,65"
    items = "order_id,sku,qty,line_total\nA,mug,1,30\nA,mug,1,30\nA,cup,1,5"
    found = remarks(shop_of(tmp_path, orders=orders, items=items), "order_items")
    assert found[0] == (
        "1 row identical to another row, in 1 order (A): each is a line of its own; "
        + ONE.format("stg_order_items")
    )


def test_the_change_that_is_told_makes_one_of_them(tmp_path: Path) -> None:
    shop_of(tmp_path, orders=HEADER + TWICE + OTHERS)
    project = tmp_path / "shop"
    model = project / "models" / "staging" / "stg_orders.sql"
    select = ("build", "-s", "stg_orders", "--exclude", "resource_type:test")
    query = "select order_id, cast(net_amount as varchar) from stg_orders order by 1"
    assert seg(project, *select).exit_code == 0
    assert rows(project, query) == [("B", "70.00"), ("C", "35.00")]
    text = model.read_text("utf-8")
    assert "    select * from {{ source('shop_files', 'orders') }}" in text
    model.write_text(text.replace("select * from {{", "select distinct * from {{"), "utf-8")
    assert seg(project, *select).exit_code == 0
    assert rows(project, query) == [("B", "35.00"), ("C", "35.00")]
