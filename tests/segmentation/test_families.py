"""The families of the sample, recomputed with pandas from features and memberships."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tests.segmentation import published

EXCLUSIVE = {
    *("b2b_b2c", "cluster", "core", "firmographic", "industry", "job_function", "lifecycle"),
    *("need_kind", "needs", "rfm", "value", "value_matrix", "value_tier"),
}
OVERLAPPING = {
    *("behavioural", "campaign_groups", "demographic", "geographic", "predictive"),
    *("psychographic", "technographic"),
}


@pytest.fixture
def database(build_sample: Callable[..., Path]) -> Path:
    return build_sample(as_of_date="2025-06-30")


@pytest.fixture
def members(database: Path) -> Callable[[str], set[str]]:
    """The customers of a segment."""
    rows = published.query(database, "select customer_id, family, segment from segment_membership")
    found = rows.groupby(rows["family"] + "." + rows["segment"])["customer_id"].agg(set)
    return lambda name: found.get(name, set())


@pytest.fixture
def features(database: Path) -> pd.DataFrame:
    return published.query(database, "select * from customer_features").set_index("customer_id")


@pytest.fixture
def outlook(database: Path) -> pd.DataFrame:
    return published.query(database, "select * from customer_outlook").set_index("customer_id")


def ids(rows: pd.DataFrame) -> set[str]:
    return set(rows.index)


def test_everyone_is_in_each_family(database: Path) -> None:
    rows = published.query(
        database,
        """
        select
            catalogue.family,
            catalogue.mode,
            (select count(*) from customer_features) as everyone,
            count(distinct members.customer_id) as customers,
            count(members.customer_id) as memberships
        from (
            select distinct family, mode from segment_catalogue where entity = 'customer_id'
        ) as catalogue
        left join segment_membership as members on catalogue.family = members.family
        group by catalogue.family, catalogue.mode
        """,
    )
    assert set(rows[rows["mode"] == "exclusive"]["family"]) == EXCLUSIVE
    assert set(rows[rows["mode"] == "overlapping"]["family"]) == OVERLAPPING
    assert (rows["customers"] == rows["everyone"]).all()
    alone = rows["mode"] == "exclusive"
    assert (rows[alone]["memberships"] == rows[alone]["everyone"]).all()
    assert (rows[~alone]["memberships"] >= rows[~alone]["everyone"]).all()


def test_mixed_groups_are_the_algebra_of_their_parts(
    members: Callable[[str], set[str]], features: pd.DataFrame
) -> None:
    worth_it = members("value_tier.a") | members("value_tier.b")
    worth_it |= ids(features[features["m_score"] == 5])
    silent = members("lifecycle.at_risk") | members("lifecycle.lapsed")
    wanted = (worth_it & silent) - members("behavioural.support_heavy")
    assert members("campaign_groups.win_back_vip") == wanted
    wanted = members("behavioural.discount_driven") - members("value_tier.a")
    assert members("campaign_groups.sale_first") == wanted
    wanted = members("b2b_b2c.b2b") & members("core.keep")
    assert members("campaign_groups.key_accounts") == wanted
    wanted = members("behavioural.left_cart") - members("behavioural.campaign_fatigued")
    assert members("campaign_groups.cart_reminder") == wanted
    named = set[str]().union(
        *(
            members(f"campaign_groups.{name}")
            for name in (
                *("welcome", "second_order", "win_back_vip", "cart_reminder", "christmas_gifts"),
                *("sale_first", "key_accounts", "ask_for_review"),
            )
        )
    )
    assert members("campaign_groups.rest") == ids(features) - named
    assert min(len(members("campaign_groups.rest")), len(named)) > 0


def test_single_rules(members: Callable[[str], set[str]], features: pd.DataFrame) -> None:
    assert members("demographic.younger") == ids(
        features[features["age_band"].isin(["under 18", "18-24", "25-34"])]
    )
    assert members("geographic.abroad") == ids(
        features[~features["country"].isin(["DE", "AT", "CH"])]
    )
    assert members("behavioural.one_time") == ids(features[features["purchase_days"] == 1])
    assert members("firmographic.small") == ids(
        features[(features["employees"] >= 11) & (features["employees"] < 51)]
    )
    dense = ["Berlin", "Hamburg", "Île-de-France", "Noord-Holland", "Zuid-Holland", "Utrecht"]
    assert members("geographic.densely_populated") == ids(
        features[features["region"].isin([*dense, "Wien"])]
    )
    assert members("geographic.home_language") == ids(features[features["language"] == "de"])
    assert members("geographic.keeps_halloween") == ids(
        features[features["country"].isin(["AT", "DE", "GB", "US"])]
    )
    assert members("behavioural.wedding_ahead") == ids(
        features[
            (features["occasion_ahead"] == "wedding") & (features["occasion_ahead_age_days"] <= 365)
        ]
    )
    assert members("job_function.purchasing") == ids(
        features[
            features["job_title"].isin(
                ["Einkäuferin", "Head of Procurement", "Responsable des achats"]
            )
        ]
    )
    stated = features["stated_need"].notna()
    assert members("need_kind.emotional") == ids(
        features[features["stated_need"].isin(["inspiration", "belonging"])]
    )
    assert members("needs.inferred_saving") == ids(
        features[~stated & (features["inferred_need"] == "saving")]
    )


def test_past_and_expected_value_are_crossed(
    members: Callable[[str], set[str]], outlook: pd.DataFrame
) -> None:
    worth = outlook["clv"].fillna(0).sort_values(ascending=False)
    before = (worth.cumsum() - worth).groupby(worth).transform("min") / worth.sum()
    will = before.reindex(outlook.index) < 0.8
    will &= outlook["clv"].notna()
    did = outlook["value_rank_share"] < 0.8
    buyers = outlook["orders"] > 0
    assert members("value_matrix.stars") == ids(outlook[buyers & did & will])
    assert members("value_matrix.rising") == ids(outlook[buyers & ~did & will])
    assert members("value_matrix.fading") == ids(outlook[buyers & did & ~will])
    assert members("value_matrix.modest") == ids(outlook[buyers & ~did & ~will])
    assert members("value_matrix.prospects") == ids(outlook[~buyers])
    assert all(members(f"value_matrix.{name}") for name in ("stars", "rising", "fading", "modest"))
