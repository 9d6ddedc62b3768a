"""The statistics of models/action/experiment_results.py against scipy, statsmodels and papers."""

import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats import multitest, proportion

FILE = Path(__file__).parents[2] / "models" / "action" / "experiment_results.py"
RESULTS: dict[str, Any] = runpy.run_path(str(FILE))


def draws(seed: int, n: int, rate: float = 0.1) -> np.ndarray:
    random = np.random.default_rng(seed)
    return (random.random(n) < rate) * random.gamma(2.0, 30.0, n)


def test_six_hundred_to_four_hundred_at_one_to_one() -> None:
    chi2, p_value = RESULTS["sample_ratio"](600, 400, 0.5)
    assert chi2 == 40
    assert p_value == pytest.approx(2.54e-10, rel=2e-3)
    assert p_value == pytest.approx(stats.chisquare([600, 400]).pvalue, rel=1e-9)


def test_sample_ratio_of_an_uneven_draw() -> None:
    found = stats.chisquare([230, 770], [250, 750])
    assert RESULTS["sample_ratio"](230, 770, 0.25) == pytest.approx(tuple(found), rel=1e-12)


def test_two_proportions_against_statsmodels() -> None:
    treatment = np.array([1.0] * 63 + [0.0] * 437)
    control = np.array([1.0] * 41 + [0.0] * 459)
    difference, low, high, p_value = RESULTS["two_proportions"](treatment, control)
    _, expected_p = proportion.proportions_ztest([63, 41], [500, 500])
    interval = proportion.confint_proportions_2indep(63, 500, 41, 500, method="wald")
    assert difference == pytest.approx(0.044)
    assert p_value == pytest.approx(expected_p, rel=1e-9)
    assert (low, high) == pytest.approx(interval, rel=1e-9)


def test_welch_against_scipy() -> None:
    treatment, control = draws(1, 400) + 1, draws(2, 300)
    difference, low, high, p_value = RESULTS["welch"](treatment, control)
    found = stats.ttest_ind(treatment, control, equal_var=False)
    interval = found.confidence_interval(0.95)
    assert difference == pytest.approx(treatment.mean() - control.mean())
    assert p_value == pytest.approx(found.pvalue, rel=1e-9)
    assert (low, high) == pytest.approx((interval.low, interval.high), rel=1e-9)


@pytest.mark.parametrize("freedom", [1.0, 1.7, 2.0, 8.3, 60.0, 997.4, 25_000.0])
def test_students_t_is_that_of_scipy(freedom: float) -> None:
    for t in (0.0, 1e-6, 0.3, 1.96, 4.0, 30.0):
        expected = 2 * stats.t.sf(t, freedom)
        assert RESULTS["student_tails"](t, freedom) == pytest.approx(expected, rel=1e-9)
    limit = stats.t.isf(0.025, freedom)
    assert RESULTS["student_limit"](freedom) == pytest.approx(limit, rel=1e-10)


def test_cuped_is_the_residual_of_a_regression_and_keeps_the_mean() -> None:
    random = np.random.default_rng(3)
    baseline = random.gamma(2.0, 50.0, 2000)
    values = 0.7 * baseline + random.normal(0, 20, 2000)
    adjusted = RESULTS["cuped"](values, baseline)
    line = stats.linregress(baseline, values)
    assert adjusted == pytest.approx(values - line.slope * (baseline - baseline.mean()))
    assert adjusted.mean() == pytest.approx(values.mean())
    left = adjusted.var() / values.var()
    assert left == pytest.approx(1 - np.corrcoef(values, baseline)[0, 1] ** 2)
    assert RESULTS["cuped"](values, np.zeros(2000)) is values


def test_holm_against_statsmodels() -> None:
    p_values = np.array([0.01, 0.04, 0.03, 0.005, 0.6])
    _, expected, _, _ = multitest.multipletests(p_values, method="holm")
    assert RESULTS["holm"](p_values) == pytest.approx(expected)
    # Holm's own ordering: 5 x .005, 4 x .01, 3 x .03, then never less than before.
    assert RESULTS["holm"](p_values) == pytest.approx([0.04, 0.09, 0.09, 0.025, 0.6])


def test_the_sequential_interval_is_equation_3() -> None:
    treatment, control = draws(4, 500), draws(5, 500)
    low, high = RESULTS["sequential_interval"](treatment, control, 1000)
    # The interval of a mean of 1,000 influence values with the same variance.
    influence = np.concatenate([2 * treatment, -2 * control]) - np.concatenate(
        [np.full(500, 2 * treatment.mean()), np.full(500, -2 * control.mean())]
    )
    sigma = np.sqrt((influence**2).sum() / 1000 * 500 / 499)
    rho = np.sqrt((-2 * np.log(0.05) + np.log(-2 * np.log(0.05) + 1)) / 1000)
    t = 1000
    half = sigma * np.sqrt(
        2 * (t * rho**2 + 1) / (t**2 * rho**2) * np.log(np.sqrt(t * rho**2 + 1) / 0.05)
    )
    assert (high - low) / 2 == pytest.approx(half)
    assert (high + low) / 2 == pytest.approx(treatment.mean() - control.mean())


def test_looking_every_day_does_not_raise_false_alarms() -> None:
    """Of 20 looks at nothing the fixed interval errs too often, the sequential one does not."""
    runs, fixed_errors, sequential_errors = 400, 0, 0
    for run in range(runs):
        random = np.random.default_rng(1000 + run)
        values = (random.random((2, 2000)) < 0.2).astype(float)
        fixed = sequential = False
        for n in range(100, 2001, 100):
            treatment, control = values[0, :n], values[1, :n]
            _, low, high, _ = RESULTS["two_proportions"](treatment, control)
            fixed |= not low <= 0 <= high
            low, high = RESULTS["sequential_interval"](treatment, control, 2000)
            sequential |= not low <= 0 <= high
        fixed_errors += fixed
        sequential_errors += sequential
    assert fixed_errors / runs > 0.15
    assert sequential_errors / runs <= 0.05


def outcomes(experiment: str, segment: str, n1: int, n0: int, effect: float) -> pd.DataFrame:
    random = np.random.default_rng(len(experiment))
    n = n1 + n0
    arm = np.array(["treatment"] * n1 + ["control"] * n0)
    baseline = random.gamma(2.0, 40.0, n)
    revenue = 0.8 * baseline + random.normal(0, 10, n) + effect * (arm == "treatment")
    return pd.DataFrame(
        {
            "experiment": experiment,
            "family": "core",
            "segment": segment,
            "arm": arm,
            "as_of_date": pd.Timestamp("2025-06-30"),
            "treatment_share": 0.5,
            "planned_customers": 1000,
            "observed_days": 30,
            "window_days": 30,
            "has_ordered": random.random(n) < 0.2,
            "revenue": revenue,
            "baseline_revenue": baseline,
        }
    )


def all_results(frame: pd.DataFrame) -> pd.DataFrame:
    """What the model gives for these customers."""
    columns = {name: frame[name].to_numpy() for name in frame}
    return pd.DataFrame(RESULTS["all_results"](columns))


def test_results_of_several_experiments() -> None:
    found = all_results(
        pd.concat(
            [
                outcomes("helps", "save", 500, 500, 12.0),
                outcomes("does nothing", "keep", 500, 500, 0.0),
                outcomes("drawn badly", "grow", 600, 400, 12.0),
                outcomes("a", "start", 1, 0, 0.0),
            ]
        )
    ).set_index(["experiment", "metric"])
    assert list(found.reset_index().columns[:1]) == ["experiment"]
    assert found.loc["helps", "verdict"].to_dict()["revenue_cuped"] == "better"
    assert found.loc["does nothing", "verdict"].tolist() == ["no difference found"] * 3
    assert set(found.loc["drawn badly", "verdict"]) == {
        "no verdict: the arms have not the sizes that were drawn"
    }
    assert set(found.loc["a", "verdict"]) == {"no verdict: too few customers"}
    plain, adjusted = (found.loc[("helps", name)] for name in ("revenue", "revenue_cuped"))
    assert adjusted.interval_high - adjusted.interval_low < 0.5 * (
        plain.interval_high - plain.interval_low
    )
    assert adjusted.sequential_low < adjusted.interval_low
    assert adjusted.p_value_holm == pytest.approx(min(1, 3 * adjusted.p_value))


def test_before_anybody_is_drawn_the_table_has_its_columns() -> None:
    found = all_results(outcomes("a", "start", 1, 0, 0.0).head(0))
    assert found.dtypes.astype(str).to_dict() == RESULTS["COLUMNS"]
    assert len(found) == 0
