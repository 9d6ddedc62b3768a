"""The value of a contact if orders lose money: goods that cost more than their price."""

from pathlib import Path

import pytest

from tests.action.tiny import built, write_tiny
from tests.projects import rows


@pytest.mark.parametrize(
    ("margin_rate", "finding"),
    [(0.4, "pays"), (-0.4, "costs more than it brings")],
)
def test_more_orders_lose_more(tmp_path: Path, margin_rate: float, finding: str) -> None:
    numbers = range(20)
    membership = "\n".join(f"c{number} tier big" for number in numbers)
    reachability = "\n".join(f"c{number} email true" for number in numbers)
    orders = "\n".join(f"c{number} 1 100" for number in numbers)
    folder = write_tiny(
        tmp_path,
        {
            "segment_membership": (
                f"customer_id:varchar family:varchar segment:varchar\n{membership}"
            ),
            "customer_reachability": (
                f"customer_id:varchar channel:varchar is_reachable:boolean\n{reachability}"
            ),
            "segment_reachability": (
                "family:varchar segment:varchar channel:varchar members:bigint\ntier big email 20"
            ),
            "customer_orders": (
                f"customer_id:varchar orders:bigint net_revenue:decimal(18,2)\n{orders}"
            ),
        },
        ["models/action/segment_priority.sql"],
        {"input_consents": True, "priority_margin_rate": margin_rate, "priority_prior_uplift": 0.1},
    )
    built(folder)
    query = "select value_low, value_per_contact, value_high, finding from segment_priority"
    ((low, value, high, told),) = rows(folder, query)
    assert (low < value < high, told) == (True, finding)
    assert value == pytest.approx(margin_rate * 100 * 0.1)
