"""Sample sizes of experiments, compared with published numbers, statsmodels, and simulations."""

from math import inf

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.power import TTestIndPower, tt_ind_solve_power
from statsmodels.stats.proportion import samplesize_proportions_2indep_onetail

from orchestrator.segments.sample_sizes import (
    Baseline,
    Demand,
    customers_per_arm,
    detectable_lift,
)


def test_the_example_of_power_prop_test() -> None:
    """R: power.prop.test(p1 = .50, p2 = .75, power = .90) says n = 76.7."""
    assert customers_per_arm(Baseline(0.5), 0.5, Demand(power=0.9)) == 77


def test_the_example_of_power_t_test() -> None:
    """R: power.t.test(power = .90, delta = 1) says n = 22.02."""
    assert customers_per_arm(Baseline(10, 1.0), 0.1, Demand(power=0.9)) == 22


@pytest.mark.parametrize("base", [0.02, 0.1, 0.4])
@pytest.mark.parametrize("lift", [-0.3, 0.1, 0.5])
def test_rates_need_as_many_as_statsmodels_says(base: float, lift: float) -> None:
    expected = samplesize_proportions_2indep_onetail(
        base * lift, base, power=0.8, ratio=1, alpha=0.05
    )
    assert customers_per_arm(Baseline(base), lift, Demand()) == pytest.approx(expected, rel=0.02)


@pytest.mark.parametrize(("lift", "deviation"), [(0.1, 30.0), (-0.2, 80.0), (0.5, 12.0)])
def test_amounts_need_as_many_as_statsmodels_says(lift: float, deviation: float) -> None:
    size = abs(20 * lift) / deviation
    expected = tt_ind_solve_power(effect_size=size, alpha=0.05, power=0.8)
    assert customers_per_arm(Baseline(20, deviation), lift, Demand()) == pytest.approx(
        expected, abs=1.2
    )


def test_the_least_lift_is_the_one_that_needs_just_so_many() -> None:
    for base in (Baseline(0.1), Baseline(20, 50.0)):
        found = detectable_lift(base, 400, Demand())
        assert found is not None
        assert customers_per_arm(base, found, Demand()) == 400
    assert detectable_lift(Baseline(0.9), 20, Demand()) is None
    assert detectable_lift(Baseline(0.0), 400, Demand()) is None
    assert customers_per_arm(Baseline(0.0), 0.5, Demand()) == inf
    power = TTestIndPower().power(20 * found / 50, 400, 0.05)
    assert power == pytest.approx(0.8, abs=0.003)


def test_more_arms_share_the_error() -> None:
    assert customers_per_arm(Baseline(0.1), 0.2, Demand(arms=3)) == customers_per_arm(
        Baseline(0.1), 0.2, Demand(error=0.025)
    )


def test_so_many_customers_find_it_in_four_of_five_experiments() -> None:
    random, n = np.random.default_rng(3), int(customers_per_arm(Baseline(0.1), 0.5, Demand()))
    ordered = random.binomial(n, [[0.1], [0.15]], (2, 4000))
    pooled = ordered.sum(axis=0) / (2 * n)
    z = (ordered[1] - ordered[0]) / n / np.sqrt(2 * pooled * (1 - pooled) / n)
    assert np.mean(z > stats.norm.isf(0.025)) == pytest.approx(0.8, abs=0.02)
