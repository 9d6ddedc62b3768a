"""Accounts with few or no people, by the real models, compared with hand-made rows."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.action.tiny import Table, built, write_tiny
from tests.projects import rows
from tests.shared import made_once

REAL = (
    *(
        f"models/features/accounts/account_{name}.sql"
        for name in (
            *("people", "gaps", "base_gaps", "orders", "rhythm", "cut_points", "scores"),
            *("value_shares", "features"),
        )
    ),
    *("seeds/rfm_code_map.csv", "seeds/rf_code_map.csv"),
)
ORDERS = """customer_id:varchar as_of_date:date orders:int first_order_on:date last_order_on:date
 net_revenue:decimal(18,2) orders_30d:int net_revenue_30d:decimal(18,2) orders_90d:int
 net_revenue_90d:decimal(18,2) orders_365d:int net_revenue_365d:decimal(18,2)""".replace("\n", "")


def tables(people: str, bought: str, listed: str) -> Mapping[str, Table]:
    """Of people and their accounts, of customer, day and amount, and of companies."""
    purchases = [line.split() for line in bought.splitlines()]
    known = [line.split()[0] for line in people.splitlines()]
    return {
        "known_customers": "customer_id:varchar account_id:varchar as_of_date:date\n"
        + "\n".join(f"{line} 2025-06-30" for line in people.splitlines()),
        "purchases": "customer_id:varchar ordered_on:date net_revenue:decimal(18,2)\n" + bought,
        "customer_orders": "\n".join([ORDERS, *(_ordered(name, purchases) for name in known)]),
        "customer_purchases": "customer_id:varchar returned_orders:int\n"
        + "\n".join(f"{name} 0" for name in sorted({line[0] for line in purchases})),
        "customer_clv": "customer_id:varchar clv:decimal(18,2)\n"
        + "\n".join(f"{name} 1.05" for name in sorted({line[0] for line in purchases})),
        "stg_accounts": "account_id:varchar industry:varchar employees:int revenue_band:varchar "
        f"country:varchar\n{listed}",
    }


def _ordered(name: str, purchases: list[list[str]]) -> str:
    """The customer's line, of a shop in which everything was bought in the last 30 days."""
    own = [line for line in purchases if line[0] == name]
    days = sorted(line[1] for line in own)
    spent = f"{sum(float(line[2]) for line in own):.2f}"
    first, last = (days[0], days[-1]) if days else ("-", "-")
    return f"{name} 2025-06-30 {len(own)} {first} {last} {spent} " + " ".join(
        [f"{len(own)} {spent}"] * 3
    )


def build(folder: Path, people: str, bought: str, listed: str) -> None:
    write_tiny(folder, tables(people, bought, listed), REAL, {"input_accounts": True})
    built(folder)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """a1 has two buyers and one who never bought; a2 is named by a person alone; a3 has nobody."""

    def make(folder: Path) -> None:
        build(
            folder,
            "c1 a1\nc2 a1\nc3 a1\nc4 a2\nc5 -",
            "c1 2025-06-02 10.10\nc1 2025-06-10 5.05\nc2 2025-06-10 1.01\nc2 2025-06-22 7.07\n"
            "c4 2025-06-20 3.03\nc5 2025-06-29 99.99",
            "a1 retail 12 - DE\na3 health - - AT",
        )

    return made_once(tmp_path_factory, "the shop of three accounts", make)


def test_people_who_buy_on_one_day_are_one_purchase_day_of_their_account(shop: Path) -> None:
    found = rows(
        shop,
        "select account_id, contacts, buying_contacts, orders, purchase_days, recency_days, "
        "tenure_days, cast(net_revenue as varchar), cast(expected_value as varchar) "
        "from account_features order by 1",
    )
    assert found == [
        ("a1", 3, 2, 4, 3, 8, 28, "23.23", "2.10"),
        ("a2", 1, 1, 1, 1, 10, 10, "3.03", "1.05"),
        ("a3", 0, 0, 0, 0, None, None, "0.00", None),
    ]
    gaps = "select account_id, gap_number, started_on, ended_on, gap_days from account_gaps"
    assert set(rows(shop, gaps)) == {
        ("a1", 1, date(2025, 6, 2), date(2025, 6, 10), 8),
        ("a1", 2, date(2025, 6, 10), date(2025, 6, 22), 12),
    }


def test_its_own_rhythm_or_that_of_all_accounts(shop: Path) -> None:
    found = rows(
        shop,
        "select account_id, has_own_rhythm, usual_gap_days, gap_limit_days, lapse_limit_days "
        "from account_features order by 1",
    )
    # Of gaps of 8 and 12 days; nobody else has any, so that those of all are the same.
    assert found == [
        ("a1", True, 10.0, 11.6, 23.2),
        ("a2", False, 10.0, 11.6, 23.2),
        ("a3", False, 10.0, 11.6, 23.2),
    ]


def test_what_is_known_of_the_company(shop: Path) -> None:
    found = rows(
        shop,
        "select account_id, has_details, industry, employee_band, country, value_rank_share, "
        "rfm_segment = 'prospect' from account_features order by 1",
    )
    assert [(*row[:5], round(row[5], 6), row[6]) for row in found] == [
        ("a1", True, "retail", "11-50", "DE", 0.0, False),
        ("a2", False, None, None, None, round(23.23 / 26.26, 6), False),
        ("a3", True, "health", None, "AT", 1.0, True),
    ]


@pytest.mark.parametrize(
    ("people", "listed", "accounts"),
    [("c1 -", "", []), ("c1 -", "a1 retail 12 - DE", [("a1", 0, None, None, "prospect")])],
    ids=["without accounts", "without people"],
)
def test_nobody_buys_for_a_company(
    tmp_path: Path, people: str, listed: str, accounts: list[tuple[object, ...]]
) -> None:
    build(tmp_path, people, "c1 2025-06-02 10.10", listed)
    found = rows(
        tmp_path,
        "select account_id, orders, lapse_limit_days, value_rank_share, rfm_segment "
        "from account_features",
    )
    # The limit is that of a year, while there are no gaps to learn from.
    assert [(*row[:2], None, *row[3:]) for row in found] == accounts
    assert [row[2] for row in found] == [365 for _ in accounts]
