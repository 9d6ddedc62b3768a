"""Line numbers of orders: which rows are one line, and when numbers are useless."""

from pathlib import Path

import pytest

from tests.projects import rows, seg
from tests.starter.shop.files import remarks, shop_of

pytestmark = pytest.mark.usefixtures("staging_alone")

ORDERS = "order_id,customer_id,date,total\nA,7,2026-01-01,35\nB,8,2026-01-02,5"
HEADER = "order_id,line,sku,qty,line_total\n"
BUILD = ("build", "-s", "+stg_order_items", "--indirect-selection", "cautious")


@pytest.mark.parametrize(
    ("lines", "said", "staged"),
    [
        (
            "A,1,mug,1,30\nA,2,cup,1,5\nA,1,mug,1,30\nB,1,cup,1,5\n",
            ["1 row identical to another row of the line: counted once"],
            [("A", 1, "mug"), ("A", 2, "cup"), ("B", 1, "cup")],
        ),
        (
            "A,1,mug,1,30\nA,1,cup,1,5\nB,1,cup,1,5\n",
            ["1 row without a unique number in the order: lines are renumbered"],
            [("A", 1, "cup"), ("A", 2, "mug"), ("B", 1, "cup")],
        ),
        (
            "A,1,mug,1,30\nA,,cup,1,5\nB,1,cup,1,5\n",
            ["1 row without a unique number in the order: lines are renumbered"],
            [("A", 1, "cup"), ("A", 2, "mug"), ("B", 1, "cup")],
        ),
        (
            "A,1,mug,1,30\nA,2,cup,1,5\nB,1,cup,1,5\n",
            [],
            [("A", 1, "mug"), ("A", 2, "cup"), ("B", 1, "cup")],
        ),
    ],
)
def test_lines_with_numbers(
    tmp_path: Path, lines: str, said: list[str], staged: list[tuple[str, int, str]]
) -> None:
    assert remarks(shop_of(tmp_path, orders=ORDERS, items=HEADER + lines), "order_items") == said
    built = seg(tmp_path / "shop", *BUILD)
    assert built.exit_code == 0, built.stdout
    assert "unique_stg_order_items_order_id_line" in built.stdout
    query = "select order_id, line, product_id from stg_order_items order by all"
    assert rows(tmp_path / "shop", query) == staged
