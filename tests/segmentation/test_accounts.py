"""Accounts of the sample, recomputed with pandas from the orders of their people."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from tests.segmentation import expected, published
from tests.segmentation.feature_rows import DATES, orders
from tests.segmentation.people import details, read_seed


@pytest.fixture(scope="module", params=DATES)
def as_of(request: pytest.FixtureRequest) -> dt.date:
    return dt.date.fromisoformat(request.param)


@pytest.fixture(scope="module")
def database(build_sample: Callable[..., Path], as_of: dt.date) -> Path:
    return build_sample(as_of_date=as_of.isoformat())


@pytest.fixture(scope="module")
def features(database: Path) -> pd.DataFrame:
    rows = published.query(database, "select * from account_features order by account_id")
    return rows.set_index("account_id")


@pytest.fixture(scope="module")
def account_of(as_of: dt.date) -> dict[str, str]:
    """The account of each person who has one."""
    found = details(as_of)["account_id"]
    return found[found != ""].to_dict()


@pytest.fixture(scope="module")
def bought(as_of: dt.date, account_of: dict[str, str]) -> pd.DataFrame:
    """Orders of people with an account, which is in the place of the customer."""
    rows = orders(as_of)
    rows = rows.assign(person=rows["customer_id"], ordered_on=rows["day"])
    rows["customer_id"] = rows["person"].map(account_of)
    rows = rows[rows["customer_id"].notna()].copy()
    rows["cents"] = [int(kept * 100) for kept in rows["kept"]]
    return rows


def accounts() -> list[str]:
    return sorted(read_seed("raw_accounts.csv")["account_id"])


def test_an_account_has_what_its_people_have(
    features: pd.DataFrame, bought: pd.DataFrame, account_of: dict[str, str], as_of: dt.date
) -> None:
    found = pd.DataFrame(index=pd.Index(accounts(), name="account_id"))
    by_account = bought.groupby("customer_id")
    recent = bought[bought["ordered_on"] > as_of - dt.timedelta(days=365)]
    sums = {
        "contacts": pd.Series(account_of).value_counts(),
        "buying_contacts": by_account["person"].nunique(),
        "orders": by_account["order_id"].nunique(),
        "purchase_days": by_account["ordered_on"].nunique(),
        "net_revenue": by_account["cents"].sum(),
        "orders_365d": recent.groupby("customer_id")["order_id"].nunique(),
        "net_revenue_365d": recent.groupby("customer_id")["cents"].sum(),
    }
    for name, values in sums.items():
        found[name] = values.reindex(found.index).fillna(0).astype(int)
    actual = features[list(sums)].copy()
    for name in ("net_revenue", "net_revenue_365d"):
        actual[name] = (actual[name] * 100).round()
    pd.testing.assert_frame_equal(actual.astype(int), found, check_names=False)
    returned = bought["cents"].eq(0).groupby(bought["customer_id"]).mean()
    pd.testing.assert_series_equal(
        features["return_rate"], returned.reindex(found.index), check_names=False
    )
    days = {name: by_account["ordered_on"].agg(of) for name, of in (("first", min), ("last", max))}
    for name, column in (("first", "first_order_on"), ("last", "last_order_on")):
        known = features[column].dropna().dt.date
        assert known.to_dict() == days[name].to_dict()


def test_what_is_expected_of_an_account_is_the_sum_over_its_people(
    database: Path, features: pd.DataFrame, account_of: dict[str, str]
) -> None:
    clv = published.query(
        database, "select customer_id, cast(clv as varchar) clv from customer_clv"
    )
    wanted: dict[str, Decimal] = {}
    for person, value in zip(clv["customer_id"], clv["clv"], strict=True):
        if person in account_of:
            account = account_of[person]
            wanted[account] = wanted.get(account, Decimal(0)) + Decimal(value)
    sums = published.query(
        database,
        "select account_id, cast(expected_value as varchar) as value from account_features "
        "where expected_value is not null",
    )
    assert dict(zip(sums["account_id"], map(Decimal, sums["value"]), strict=True)) == wanted


def test_the_segments_of_accounts(database: Path, bought: pd.DataFrame, as_of: dt.date) -> None:
    rules = expected.Rules()
    nobody = pd.Series(dtype=int)
    found = expected.segments(bought, accounts(), as_of, rules, nobody)
    members = published.query(
        database,
        """
        select account_id, family, segment
        from (
            from account_rfm union all from account_lifecycle union all from account_value
        )
        """,
    )
    families = members.pivot(index="account_id", columns="family", values="segment").sort_index()
    assert families["account_rfm"].to_dict() == found["rfm"].to_dict()
    assert families["account_value"].to_dict() == found["value_tier"].to_dict()
    days = {
        account: sorted(set(ordered))
        for account, ordered in bought.groupby("customer_id")["ordered_on"]
    }
    stages = expected.Lifecycle(days, as_of, rules)
    assert families["account_lifecycle"].to_dict() == {
        account: stage(stages, account, as_of, rules) for account in accounts()
    }
    assert {"active", "slipping", "lapsed", "prospect"} <= set(families["account_lifecycle"])


def stage(stages: expected.Lifecycle, account: str, as_of: dt.date, rules: expected.Rules) -> str:
    """The stage of an account, by the days on which anybody bought for it."""
    days = stages.days.get(account)
    if not days:
        return "prospect"
    if (as_of - days[0]).days <= rules.new_days:
        return "new"
    silent = (as_of - days[-1]).days
    _, limit = stages.rhythm(stages.gaps[account], len(days))
    if stages.has_lapsed(silent, limit):
        return "lapsed"
    return "slipping" if silent > limit else "active"
