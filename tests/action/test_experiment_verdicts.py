"""Verdicts on experiments: what is decided, when, and cases without a decision."""

from typing import Any

import numpy as np
import pytest

from benchmarks.false_alarms import (
    DAYS,
    ESTIMATES,
    FIRST,
    VERDICTS,
    Arrays,
    design,
    outcomes,
    people,
    verdicts,
)

LAST = DAYS - 1


def shop(seed: int = 1, n: int = 4000, **effects: float) -> Arrays:
    """Customers of three arms; in the arms that are named, so many times as many order."""
    found = people(np.random.default_rng(seed), n)
    for arm, effect in effects.items():
        found["after"] = np.where(
            found["arm"] == arm, np.ceil(found["after"] / effect), found["after"]
        )
    return found


def told(declared: Arrays, found: Arrays, day: int = LAST) -> dict[tuple[str, ...], dict[str, Any]]:
    """The rows of a day by arm, metric and segment."""
    return {
        (row["arm"], row["metric"], row["by_segment"] or ""): row
        for row in verdicts(declared, found, day)
    }


def test_the_primary_metric_decides_and_opens_the_others() -> None:
    rows = told(design(guardrails=None), shop(email=2, letter=0.4))
    by_arm = {arm: rows[arm, "conversion", ""]["verdict"] for arm in ("email", "letter")}
    assert by_arm == {"email": "better", "letter": "worse"}
    assert rows["email", "orders", ""]["verdict"] == "better"
    assert rows["email", "conversion", "a"]["verdict"] == "better"


def test_other_metrics_are_not_judged_where_the_primary_shows_nothing() -> None:
    rows = told(design(), shop(email=2))
    assert rows["email", "conversion", ""]["verdict"] == "better"
    assert rows["letter", "conversion", ""]["verdict"] == "no difference found"
    gated = {row["verdict"] for row in rows.values() if row["role"] in ("secondary", "segment")}
    assert gated == {"not judged: the primary metric shows no difference"}


@pytest.mark.parametrize("declared", [{}, {"planned_customers": 3000}, {"stops_on": None}])
def test_there_is_no_verdict_and_no_p_value_before_the_end(declared: dict[str, Any]) -> None:
    for row in told(design(**declared), shop(email=3), day=20).values():
        assert row["verdict"].startswith("not yet") or row["role"] == "guardrail"
        assert np.isnan(row["p_value"])
        assert np.isnan(row["interval_low"])
        assert row["sequential_low"] < row["sequential_high"]


def test_the_planned_sample_ends_it_and_only_whole_windows_count() -> None:
    found = shop(email=3)
    declared = design(planned_customers=1000, assign_until=np.datetime64("2026-01-01", "us"))
    assert told(declared, found, 31)["email", "conversion", ""]["verdict"] == (
        "not yet: 840 of 1000 customers have their window"
    )
    row = told(declared, found, 33)["email", "conversion", ""]
    assert row["verdict"] == "better"
    assert row["customers_complete"] == (found["drawn"] <= 3).sum() >= 1000
    in_arms = np.isin(found["arm"], ["email", "control"])
    assert (
        row["customers_control"] + row["customers_treatment"]
        == (in_arms & (found["drawn"] <= 3)).sum()
    )


def test_the_declared_stop_ends_it_with_fewer() -> None:
    stop = np.datetime64("2025-02-04", "us")
    declared = design(planned_customers=100_000, stops_on=stop)
    assert told(declared, shop(email=3), 33)["email", "conversion", ""]["is_final"] is np.False_
    assert told(declared, shop(email=3), 34)["email", "conversion", ""]["verdict"] == "better"


def test_few_conversions_decide_nothing() -> None:
    rows = told(design(minimum_conversions=500), shop(n=600, email=4))
    counted = rows["email", "conversion", ""]
    n = counted["conversions_control"] + counted["conversions_treatment"]
    assert counted["p_value"] < 0.001
    assert counted["verdict"] == f"too few to tell: {n} of the 500 conversions needed"


def test_customers_who_are_all_alike_decide_nothing() -> None:
    found = shop()
    found["after"] = np.where(found["arm"] == "email", 1, 99)
    found["again"][:] = 99
    found["amount"][:] = 7.0
    rows = told(design(metric="revenue", minimum_conversions=0), found)
    row = rows["email", "revenue", ""]
    assert (row["mean_treatment"], row["mean_control"]) == (7, 0)
    assert row["verdict"] == "too few to tell: all customers of an arm have the same value"
    assert np.isnan(row["p_value"])


def test_arms_that_are_not_as_drawn_decide_nothing() -> None:
    found = shop(email=3)
    kept = (found["arm"] != "control") | (np.arange(len(found["arm"])) % 4 > 0)
    rows = told(design(), {name: values[kept] for name, values in found.items()})
    assert {row["verdict"] for row in rows.values()} == {
        "no verdict: the sizes of the arms differ from the drawn shares"
    }


def test_a_guardrail_alarms_before_the_end_and_only_of_harm() -> None:
    found = shop(n=6000, email=2)
    found["returns"] |= found["arm"] == "email"
    found["tickets"] &= found["arm"] != "letter"
    early = told(design(), found, 20)
    assert early["email", "returns", ""]["verdict"] == "harm"
    assert early["letter", "returns", ""]["verdict"].startswith("not yet")
    assert early["email", "conversion", ""]["verdict"].startswith("not yet")
    assert told(design(), found)["letter", "tickets", ""]["verdict"] == "no harm found"


def test_guardrails_take_a_fifth_of_the_error() -> None:
    with_them = told(design(), shop(email=2))["email", "conversion", ""]
    without = told(design(guardrails=None), shop(email=2))["email", "conversion", ""]
    assert with_them["p_value"] == without["p_value"]
    assert with_them["p_value_holm"] == pytest.approx(without["p_value_holm"] / 0.8)


def test_experiments_have_nothing_to_do_with_each_other() -> None:
    """One more experiment leaves the p-values of the first as they are."""
    from_one = told(design(), shop(email=2))
    both = two_experiments(shop(email=2), shop(2))
    alone = {key: row["p_value_holm"] for key, row in from_one.items()}
    found = {
        (row["arm"], row["metric"], row["by_segment"] or ""): row["p_value_holm"]
        for row in both
        if row["experiment"] == "a"
    }
    np.testing.assert_equal(found, alone)


def two_experiments(first: Arrays, second: Arrays) -> list[dict[str, Any]]:
    parts = [outcomes(first, LAST), outcomes(second, LAST)]
    parts[1]["experiment"] = np.full(len(parts[1]["experiment"]), "b")
    counted = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    one, other = design(), design(experiment="b")
    declared = {name: np.concatenate([one[name], other[name]]) for name in one}
    at = (FIRST + np.timedelta64(LAST, "D")).item()
    rows = VERDICTS["all_verdicts"](ESTIMATES["all_estimates"](declared, counted, at))
    return [dict(zip(rows, row, strict=True)) for row in zip(*rows.values(), strict=True)]


@pytest.mark.parametrize("days", [LAST, 20])
def test_the_order_of_customers_changes_no_digit(days: int) -> None:
    found = outcomes(shop(email=2), days)
    at = (FIRST + np.timedelta64(days, "D")).item()
    expected = ESTIMATES["all_estimates"](design(), found, at)
    for seed in range(5):
        shuffled = np.random.default_rng(seed).permutation(len(found["arm"]))
        again = {name: values[shuffled] for name, values in found.items()}
        np.testing.assert_equal(ESTIMATES["all_estimates"](design(), again, at), expected)


def test_before_anybody_is_drawn_the_table_has_its_columns() -> None:
    rows = told(design(), shop(n=0))
    assert {row["verdict"] for row in rows.values()} == {"not yet: 0 of 0 drawn have their window"}
