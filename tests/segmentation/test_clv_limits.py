"""Extreme parameters, where the likelihood is flat: orders are finite and correct."""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize
from scipy.special import hyp2f1
from scipy.stats import nbinom

from benchmarks.any_shop import NOW, ORDERS, orders_of
from tests.segmentation.python_models import python_model

FIT, OUTLOOK = python_model("clv_fit"), python_model("clv_outlook")
R, ALPHA, HORIZON = 0.58, 11.5, 104.0
X, T = np.array([0, 1, 7, 60]), np.array([5.0, 30.0, 60.0, 90.0])


def summed(x: int, t: float, a: float, b: float) -> float:
    """The mean of min(orders, orders until one leaves), order by order."""
    n = np.arange(1, 20_000)
    brought = nbinom.sf(n - 1, R + x, (ALPHA + t) / (ALPHA + t + HORIZON))
    stayed = np.concatenate([[1], np.cumprod((b + x + n[:-1] - 1) / (a + b + x + n[:-1] - 1))])
    return float(brought @ stayed)


@pytest.mark.parametrize("a", [3.0, 80.0, 250.0, 300.0, 1e3, 1e5, 1e10, 1e17])
def test_orders_are_numbers_however_large_a_parameter_is(a: float) -> None:
    b = 9 * a
    found = OUTLOOK.expected_orders(X, T, HORIZON, R, ALPHA, a, b)
    expected = [summed(x, t, a, b) for x, t in zip(X, T, strict=True)]
    assert found == pytest.approx(expected, rel=1e-8)


def test_the_printed_form_is_what_is_summed() -> None:
    """The two forms are compared where both are defined."""
    a, b = 60.0, 500.0
    share = (ALPHA + T) / (ALPHA + T + HORIZON)
    printed = (
        (a + b + X - 1)
        / (a - 1)
        * (1 - share ** (R + X) * hyp2f1(R + X, b + X, a + b + X - 1, 1 - share))
    )
    assert OUTLOOK.expected_orders(X, T, HORIZON, R, ALPHA, a, b) == pytest.approx(printed)
    assert [summed(x, t, a, b) for x, t in zip(X, T, strict=True)] == pytest.approx(printed)


@pytest.mark.parametrize("flat", [19.4, 300.0, 1e6])
def test_a_direction_that_the_likelihood_does_not_see_has_deviations(flat: float) -> None:
    """If all customers churn with the same probability, only a / (a + b) can be estimated."""
    days = {"period": 28, "month": 30, "year": 365, "next_order": 30, "horizon": 728}
    parameters = np.array([R, ALPHA, 35.8, 313.2])
    factor = np.array(
        [[0.08, 0, 0, 0], [0.09, 0.05, 0, 0], [0.3, 2.5, flat, 0], [0.3, 2.5, flat, 0.1]]
    )
    t_x = np.array([0.0, 20.0, 55.0, 88.0])
    found = OUTLOOK.predicted(X, t_x, T, 0, parameters, factor, days, 7, 0.007)
    assert all(np.isfinite(values).all() for values in found.values())
    assert np.abs(found["deviation_3"]).max() > 0


@pytest.fixture(scope="module")
def bought() -> pd.DataFrame:
    """The days on which 1,300 customers bought, who leave with some chance after each purchase."""
    orders = pd.DataFrame(orders_of(1300), columns=ORDERS)
    return orders.assign(day=pd.to_datetime(orders["ordered_at"]))[["customer_id", "day"]]


@pytest.mark.parametrize("ago", [0, 29, 31, 33, 38, 211, 213, 218])
@pytest.mark.parametrize("model", ["bg_nbd", "mbg_nbd"])
def test_customers_who_leave_alike_do_so_every_day(
    bought: pd.DataFrame, ago: int, model: str
) -> None:
    """The likeliest `a` varies by day, but beyond some value it describes the same shop."""
    today = pd.Timestamp(NOW) - pd.Timedelta(days=ago)
    days = bought[bought["day"] <= today].groupby("customer_id")["day"].agg(["min", "max", "count"])
    x = days["count"].to_numpy(float) - 1
    t_x, t = ((to - days["min"]).dt.days.to_numpy() / 7 for to in (days["max"], today))
    weights = np.ones(len(x))
    found = FIT.fit_bg_nbd(x, t_x, t, weights, model)
    assert found["state"] == "same_a"
    r, alpha, a, b = found["estimates"]
    assert 0.07 < a / (a + b) < 0.2
    likelihood = FIT.bg_nbd_likelihood(x, t_x, t, weights, int(model == "mbg_nbd"))
    free = minimize(
        lambda logs: -likelihood(logs)[0],
        np.log([r, alpha, 3, 3 * b / a]),
        jac=lambda logs: -likelihood(logs)[1],
        bounds=[(-9, 12)] * 4,
    )
    assert found["log_likelihood"] > -free.fun - 2


def test_customers_of_whom_some_leave_sooner_are_told() -> None:
    """Half of them churn with probability 1/50, the others with 1/2."""
    chance = np.random.default_rng(4)
    leaves = np.where(np.arange(4000) % 2, 0.02, 0.5)
    bought = np.minimum(chance.geometric(leaves) - 1, 40).astype(float)
    gaps = [chance.exponential(1, int(n)).sum() for n in bought]
    t = np.full(4000, 30.0)
    found = FIT.fit_bg_nbd(bought, np.minimum(gaps, t), t, np.ones(4000))
    assert found["state"] == "fitted"
    assert found["estimates"][2] < 2


def test_who_buys_every_week_leaves_by_a_chance_that_is_small() -> None:
    """1 in 2,000 purchases at 150 per customer is 1 customer in 14: enough to estimate it."""
    chance = np.random.default_rng(8)
    x, t_x, t = np.zeros(2000), np.zeros(2000), np.full(2000, 100.0)
    for customer in range(2000):
        until = np.cumsum(chance.exponential(1 / chance.gamma(6, 0.25), 1000))
        x[customer] = min(int((until <= 100).sum()), int(chance.geometric(1 / 2000)))
        t_x[customer] = until[int(x[customer]) - 1] if x[customer] else 0
    found, nbd = FIT.fit_bg_nbd(x, t_x, t, np.ones(2000)), FIT.fit_nbd(x, t, np.ones(2000))
    assert found["state"] in ("same_a", "fitted")
    assert found["log_likelihood"] - nbd["log_likelihood"] > 100
    assert FIT.dropout_of(found)[0] == pytest.approx(1 / 2000, rel=0.25)
