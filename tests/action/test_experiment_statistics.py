"""The statistics of the experiments' Python models against scipy, statsmodels and papers."""

import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import optimize, stats
from statsmodels.stats import meta_analysis, multitest, proportion

from benchmarks.false_alarms import alarms

MODELS = Path(__file__).parents[2] / "models/action/experiments"
ESTIMATES: dict[str, Any] = runpy.run_path(str(MODELS / "experiment_estimates.py"))
VERDICTS: dict[str, Any] = runpy.run_path(str(MODELS / "experiment_verdicts.py"))
COUNTS = [(63, 500, 41, 500), (1, 20, 1, 400), (3, 8, 5, 9), (12, 300, 30, 90), (56, 70, 48, 80)]


def draws(seed: int, n: int, rate: float = 0.1) -> np.ndarray:
    random = np.random.default_rng(seed)
    return (random.random(n) < rate) * random.gamma(2.0, 30.0, n)


def answers(ones: int, of: int) -> np.ndarray:
    return np.array([1.0] * ones + [0.0] * (of - ones))


def test_six_hundred_to_four_hundred_at_one_to_one() -> None:
    chi2, p_value = ESTIMATES["sample_ratio"]([600, 400], [0.5, 0.5])
    assert chi2 == 40
    assert p_value == pytest.approx(2.54e-10, rel=2e-3)
    assert p_value == pytest.approx(stats.chisquare([600, 400]).pvalue, rel=1e-9)


def test_sample_ratio_of_an_uneven_draw_of_three() -> None:
    expected = stats.chisquare([230, 500, 270], [200, 500, 300])
    found = ESTIMATES["sample_ratio"]([230, 500, 270], [0.2, 0.5, 0.3])
    assert found == pytest.approx(tuple(expected), rel=1e-12)


def score_end(counts: tuple[int, ...], sign: int) -> float:
    """An end of Miettinen and Nurminen's interval, the likeliest rates found by searching."""
    x1, n1, x0, n0 = counts

    def statistic(difference: float) -> float:
        def unlikely(rate0: float) -> float:
            return -float(
                stats.binom.logpmf(x1, n1, rate0 + difference) + stats.binom.logpmf(x0, n0, rate0)
            )

        bounds = (max(0, -difference) + 1e-9, min(1, 1 - difference) - 1e-9)
        rate0 = optimize.minimize_scalar(
            unlikely, bounds=bounds, method="bounded", options={"xatol": 1e-10}
        ).x
        rate1 = rate0 + difference
        variance = rate1 * (1 - rate1) / n1 + rate0 * (1 - rate0) / n0
        error = np.sqrt(variance * (n1 + n0) / (n1 + n0 - 1))
        return float((x1 / n1 - x0 / n0 - difference) / error - sign * stats.norm.isf(0.025))

    middle, far = x1 / n1 - x0 / n0, -sign * 0.995
    return float(optimize.brentq(statistic, min(middle, far), max(middle, far), xtol=1e-9))


@pytest.mark.parametrize("counts", COUNTS)
def test_two_proportions_are_those_of_miettinen_and_nurminen(counts: tuple[int, ...]) -> None:
    x1, n1, x0, n0 = counts
    found = ESTIMATES["two_proportions"](answers(x1, n1), answers(x0, n0))
    interval = score_end(counts, 1), score_end(counts, -1)
    test = proportion.test_proportions_2indep(x1, n1, x0, n0, method="score", correction=True)
    assert (found["interval_low"], found["interval_high"]) == pytest.approx(interval, abs=1e-5)
    assert found["p_value"] == pytest.approx(test.pvalue, rel=1e-6)
    # The interval and the test say the same.
    assert (found["p_value"] < 0.05) == (not interval[0] <= 0 <= interval[1])
    ratio = proportion.confint_proportions_2indep(x1, n1, x0, n0, method="score", compare="ratio")
    lift = (found["lift_low"] + 1, found["lift_high"] + 1)
    assert lift == pytest.approx(ratio, rel=1e-5)


def test_a_lift_over_nothing_is_not_told() -> None:
    found = ESTIMATES["two_proportions"](answers(9, 20), answers(0, 400))
    ends = score_end((9, 20, 0, 400), 1), score_end((9, 20, 0, 400), -1)
    assert (found["interval_low"], found["interval_high"]) == pytest.approx(ends, abs=1e-5)
    assert (found["lift_low"], found["lift_high"]) == (None, None)


def test_the_published_interval_of_newcombes_first_example() -> None:
    """56/70 and 48/80: 0.0528 to 0.3382 by Miettinen and Nurminen (Newcombe 1998, table II a)."""
    found = ESTIMATES["two_proportions"](answers(56, 70), answers(48, 80))
    assert (found["interval_low"], found["interval_high"]) == pytest.approx(
        (0.0528, 0.3382), abs=5e-5
    )


@pytest.mark.parametrize("rates", [(0.02, 0.02), (0.05, 0.1), (0.3, 0.3)])
def test_small_counts_are_covered(rates: tuple[float, float]) -> None:
    """Over all weighted outcomes of arms of 40 and 60, 95 % of intervals contain the true value."""
    p1, p0 = rates
    covered = 0.0
    for x1 in range(41):
        for x0 in range(61):
            weight = stats.binom.pmf(x1, 40, p1) * stats.binom.pmf(x0, 60, p0)
            if weight < 1e-5 or x1 + x0 == 0:
                covered += weight
                continue
            found = ESTIMATES["two_proportions"](answers(x1, 40), answers(x0, 60))
            covered += weight * (found["interval_low"] <= p1 - p0 <= found["interval_high"])
    assert covered >= 0.94


def test_welch_against_scipy() -> None:
    treatment, control = draws(1, 400) + 1, draws(2, 300)
    found = ESTIMATES["welch"](treatment, control)
    expected = stats.ttest_ind(treatment, control, equal_var=False)
    interval = expected.confidence_interval(0.95)
    assert found["p_value"] == pytest.approx(expected.pvalue, rel=1e-9)
    assert (found["interval_low"], found["interval_high"]) == pytest.approx(
        (interval.low, interval.high), rel=1e-9
    )


def test_fiellers_interval_is_where_the_t_test_turns() -> None:
    """At its ends, treatment - ratio x control is just not significantly different from 0."""
    treatment, control = draws(1, 400, 0.5) + 5, draws(2, 300, 0.5) + 5
    found = ESTIMATES["welch"](treatment, control)
    freedom = stats.ttest_ind(treatment, control, equal_var=False).df
    for end in ("lift_low", "lift_high"):
        ratio = found[end] + 1
        error = np.sqrt(treatment.var(ddof=1) / 400 + ratio**2 * control.var(ddof=1) / 300)
        t = abs(treatment.mean() - ratio * control.mean()) / error
        assert 2 * stats.t.sf(t, freedom) == pytest.approx(0.05, rel=1e-9)
    nothing_sure = ESTIMATES["welch"](draws(3, 30, 0.1), draws(4, 30, 0.1))
    assert (nothing_sure["lift_low"], nothing_sure["lift_high"]) == (None, None)


@pytest.mark.parametrize("freedom", [1.0, 1.7, 2.0, 8.3, 60.0, 997.4, 25_000.0])
def test_students_t_is_that_of_scipy(freedom: float) -> None:
    for t in (0.0, 1e-6, 0.3, 1.96, 4.0, 30.0):
        expected = 2 * stats.t.sf(t, freedom)
        assert ESTIMATES["student_tails"](t, freedom) == pytest.approx(expected, rel=1e-9)
    limit = stats.t.isf(0.025, freedom)
    assert ESTIMATES["student_limit"](freedom) == pytest.approx(limit, rel=1e-10)


def test_cuped_is_the_residual_of_a_regression_and_keeps_the_mean() -> None:
    random = np.random.default_rng(3)
    baseline = random.gamma(2.0, 50.0, 2000)
    values = 0.7 * baseline + random.normal(0, 20, 2000)
    adjusted = ESTIMATES["cuped"](values, baseline)
    line = stats.linregress(baseline, values)
    assert adjusted == pytest.approx(values - line.slope * (baseline - baseline.mean()))
    assert adjusted.mean() == pytest.approx(values.mean())
    left = adjusted.var() / values.var()
    assert left == pytest.approx(1 - np.corrcoef(values, baseline)[0, 1] ** 2)
    assert ESTIMATES["cuped"](values, np.zeros(2000)) is values


def test_one_great_order_does_not_decide() -> None:
    values = np.concatenate([np.zeros(800), np.arange(1.0, 200.0), [1e6]])
    capped, cap = ESTIMATES["capped"](values, 0.99)
    assert cap == 199
    assert capped.tolist() == np.minimum(values, 199).tolist()
    assert ESTIMATES["capped"](np.zeros(3), 0.99)[1] is None


def test_holm_against_statsmodels() -> None:
    p_values = np.array([0.01, 0.04, 0.03, 0.005, 0.6])
    _, expected, _, _ = multitest.multipletests(p_values, method="holm")
    assert VERDICTS["holm"](p_values) == pytest.approx(expected)
    # Holm's own ordering: 5 x .005, 4 x .01, 3 x .03, then never less than before.
    assert VERDICTS["holm"](p_values) == pytest.approx([0.04, 0.09, 0.09, 0.025, 0.6])


def test_effects_are_drawn_towards_the_mean_of_a_random_effects_model() -> None:
    found, errors = (
        np.array([0.10, 0.02, -0.03, 0.15, 0.04]),
        np.array([0.02, 0.03, 0.05, 0.04, 0.02]),
    )
    model = meta_analysis.combine_effects(found, errors**2, method_re="dl")
    # Of five, by Morris: 2/4 of the way.
    part = errors**2 / (errors**2 + model.tau2) * 2 / 4
    middle, low, high = VERDICTS["shrunk"](found, errors)
    assert model.tau2 > 0
    assert middle == pytest.approx(model.mean_effect_re * part + found * (1 - part))
    assert np.all((low < middle) & (middle < high))
    # Where they differ by no more than chance: of four, 1/3 of the way.
    few = np.array([0.05, 0.06, 0.04, 0.05])
    alike = VERDICTS["shrunk"](few, np.full(4, 0.02))[0]
    assert alike == pytest.approx([0.05, 0.05 + 0.01 * 2 / 3, 0.05 - 0.01 * 2 / 3, 0.05])


def test_drawn_effects_are_nearer_to_the_truth_and_cover_it() -> None:
    random = np.random.default_rng(5)
    errors = np.array([0.01, 0.02, 0.02, 0.03, 0.03, 0.04, 0.05, 0.06])
    covered, plain, drawn = [], [], []
    for _ in range(1000):
        truth = random.normal(0.03, 0.02, len(errors))
        found = random.normal(truth, errors)
        middle, low, high = VERDICTS["shrunk"](found, errors)
        covered.append((low <= truth) & (truth <= high))
        plain.append((found - truth) ** 2)
        drawn.append((middle - truth) ** 2)
    assert np.mean(drawn) < 0.4 * np.mean(plain)
    assert 0.95 <= np.mean(covered) <= 0.99


def test_the_sequential_interval_is_equation_3() -> None:
    treatment, control = draws(4, 500), draws(5, 500)
    low, high = ESTIMATES["sequential_interval"](treatment, control, 1000)
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
    """Whoever peeks errs in most experiments of nothing; the verdicts in one of twenty at most.

    60 of those that `python -m benchmarks.false_alarms` runs by the thousand, every fifth day.
    """
    found = np.array([alarms(seed, every=5) for seed in range(20, 80)])
    alarmed, peeked = found.sum(axis=0)
    assert peeked > 20
    # More than 7 of 60 come by chance in one of a hundred such tests, at 5 %.
    assert alarmed <= stats.binom.isf(0.01, 60, 0.05)
