"""Intervals of customers' and segments' future value, and the diagnostics of the method."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.special import betaln, gammaln
from scipy.stats import norm, pearsonr, spearmanr

from benchmarks.clv_coverage import covered
from tests.projects import rows, seg, write_project
from tests.segmentation.conftest import ROOT
from tests.segmentation.published import query
from tests.segmentation.python_models import python_model

DIAGNOSTICS, OUTLOOK = python_model("clv_diagnostics"), python_model("clv_outlook")
KNOWN = (0.6, 5.0, 0.8, 3.0)


@pytest.fixture(scope="module")
def sample(build_sample: Callable[..., Path]) -> Path:
    return build_sample(as_of_date="2025-06-30")


def test_the_quantile_is_that_of_scipy(tmp_path: Path) -> None:
    chances = [1e-6, 0.001, 0.02425, 0.05, 0.3, 0.5, 0.77, 0.975, 0.97575, 0.98, 0.999999]
    values = ", ".join(f"({chance})" for chance in chances)
    sql = (
        "select chance, {{ normal_quantile('chance') }} as z,"
        " {{ normal_quantile('chance - 1') }} as none"
        f" from (values {values}) as listed (chance)"
    )
    macro = (ROOT / "macros" / "normal_quantile.sql").read_text()
    project = "name: customer_segmentation\n"
    write_project(
        tmp_path,
        {"seg_project.yml": project, "macros/n.sql": macro, "models/quantiles.sql": sql},
    )
    assert seg(tmp_path, "build").exit_code == 0
    found = rows(tmp_path, "select chance, z, none from quantiles")
    assert len(found) == len(chances)
    for chance, z, none in found:
        assert z == pytest.approx(norm.ppf(float(chance)), rel=2e-9, abs=1e-9)
        assert none is None


def test_intervals_hold_what_they_say(tmp_path: Path) -> None:
    """2,000 customers and 60 segments of one simulated shop; the command simulates more."""
    found = covered(tmp_path, customers=2000, seed=3)
    # Whole purchases: the interval of somebody who may not come back holds more than it says.
    assert 0.9 <= found["customers"] < 0.98
    assert found["customers who bought"] == pytest.approx(0.89, abs=0.03)
    assert found["segments"] == pytest.approx(0.9, abs=0.1)
    assert found["expected by actual"] == pytest.approx(1, abs=0.15)


def test_sums_of_segments_are_those_of_customers_and_surer(sample: Path) -> None:
    people = query(
        sample,
        """
        select family, segment, sum(clv) as clv, sum(clv_month) as month, sum(clv_high) as high
        from segment_membership inner join customer_clv using (customer_id)
        group by family, segment having count(*) > 50 order by all
        """,
    )
    parts = query(sample, "select * from segment_value where buyers > 50 order by family, segment")
    assert len(parts) == len(people) > 20
    for name, ours in (("clv", "clv"), ("month", "clv_month")):
        np.testing.assert_allclose(
            people[name].astype(float), parts[ours].astype(float), rtol=1e-3, atol=2
        )
    # Chance evens out: a sum is surer than the sum of what is sure of each.
    assert (parts["clv_high"].astype(float) < people["high"].astype(float)).all()
    wide = (parts["clv_high"] - parts["clv_low"]).astype(float) / parts["clv"].astype(float)
    assert (wide > 3 * parts["parameter_error"]).all()


def probability(x: int, t: np.ndarray, r: float, alpha: float, a: float, b: float) -> np.ndarray:
    """P(X(t) = x) of BG/NBD, as printed in Fader, Hardie & Lee (2005), equation 8."""
    share = t / (alpha + t)
    some = np.exp(betaln(a, b + x) - betaln(a, b) + gammaln(r + x) - gammaln(r) - gammaln(x + 1))
    first = some * (1 - share) ** r * share**x
    if x == 0:
        return first
    below = sum(np.exp(gammaln(r + j) - gammaln(r) - gammaln(j + 1)) * share**j for j in range(x))
    return first + np.exp(betaln(a + 1, b + x - 1) - betaln(a, b)) * (1 - (1 - share) ** r * below)


def test_chances_are_as_published_and_their_sum_is_what_is_expected() -> None:
    ages = np.array([1.0, 30.0, 90.0])
    at_least = DIAGNOSTICS.chances(ages, *KNOWN, first=0)
    exactly = at_least[:, :-1] - at_least[:, 1:]
    for x in range(1, 12):
        np.testing.assert_allclose(
            exactly[:, x - 1], probability(x, ages, *KNOWN), rtol=1e-9, atol=1e-15
        )
    np.testing.assert_allclose(1 - at_least[:, 0], probability(0, ages, *KNOWN), rtol=1e-9)
    expected = OUTLOOK.expected_orders(np.zeros(3), np.zeros(3), ages, *KNOWN)
    np.testing.assert_allclose(at_least.sum(axis=1), expected, rtol=1e-9)
    # With another chance to leave, at the start, all is as if it had been taken.
    again = DIAGNOSTICS.chances(ages, *KNOWN, first=1)
    r, alpha, a, b = KNOWN
    expected = OUTLOOK.expected_orders(np.zeros(3), np.zeros(3), ages, r, alpha, a, b + 1)
    np.testing.assert_allclose(again.sum(axis=1), b / (a + b) * expected, rtol=1e-9)


def test_what_happened_is_counted_and_what_should_have_adds_up(sample: Path) -> None:
    found = query(sample, "from clv_diagnostics order by bucket_number")
    purchases = found[found["diagnostic"] == "by_purchases"].set_index("bucket")
    days = query(
        sample,
        """
        select customer_id, min(ordered_on) over (partition by customer_id) as first_on, ordered_on
        from (select distinct customer_id, ordered_on from purchases) order by all
        """,
    )
    repeats = days.groupby("customer_id").size() - 1
    assert purchases["actual"].tolist() == [
        *((repeats == number).sum() for number in range(7)),
        (repeats >= 7).sum(),
    ]
    assert purchases["expected"].sum() == pytest.approx(len(repeats))
    weeks = found[found["diagnostic"] == "by_week"]
    last = pd.Timestamp("2025-06-30")
    assert (len(weeks), weeks["bucket"].iloc[-1]) == (52, "2025-06-30")
    later = days[days["ordered_on"] > days["first_on"]]
    recent = later[later["ordered_on"] > last - pd.Timedelta(days=7)]
    assert weeks["actual"].iloc[-1] == len(recent)
    fit = query(
        sample,
        "select parameter, estimate from clv_parameters"
        " where sample = 'all' and model = 'bg_nbd' and parameter <> 'dropout'",
    ).set_index("parameter")["estimate"]
    ages = (last - days.groupby("customer_id")["first_on"].first()).dt.days.to_numpy() / 7
    until = [
        OUTLOOK.expected_orders(np.zeros(len(ages)), np.zeros(len(ages)), at.clip(0), **fit).sum()
        for at in (ages, ages - 1)
    ]
    assert weeks["expected"].iloc[-1] == pytest.approx(until[0] - until[1], rel=1e-6)


def test_frequency_and_value_are_correlated_as_scipy_says(sample: Path) -> None:
    found = query(sample, "from clv_spend_check").loc[0]
    of = query(
        sample,
        "select repeat_purchase_days as x, round(mean_repeat_value, 2) as value from clv_histories"
        " where sample = 'all' and repeat_purchase_days > 0 and round(mean_repeat_value, 2) > 0",
    )
    assert found["customers"] == len(of)
    assert found["correlation"] == pytest.approx(pearsonr(of["x"], of["value"])[0], abs=1e-8)
    rank = spearmanr(of["x"], of["value"])[0]
    assert found["rank_correlation"] == pytest.approx(rank, abs=1e-8)
    error = norm.ppf(0.975) * np.sqrt(1.06 / (len(of) - 3))
    low, high = np.tanh(np.arctanh(rank) + np.array([-error, error]))
    assert found[["rank_correlation_low", "rank_correlation_high"]].tolist() == pytest.approx(
        [low, high]
    )
    assert found["is_doubtful"] == (low > 0.1 or high < -0.1)


def test_tenths_add_up_to_the_holdout(sample: Path) -> None:
    tenths = query(sample, "from clv_holdout_deciles order by model, decile")
    whole = query(sample, "from clv_holdout").set_index("model")
    for model, part in tenths.groupby("model"):
        assert part["decile"].tolist() == list(range(1, 11))
        assert part["customers"].sum() == whole.loc[model, "customers"]
        assert part["actual_orders"].sum() == whole.loc[model, "actual_orders"]
        assert part["expected_orders"].sum() == pytest.approx(
            whole.loc[model, "expected_orders"], rel=1e-6
        )
        assert part["expected_orders"].is_monotonic_decreasing
