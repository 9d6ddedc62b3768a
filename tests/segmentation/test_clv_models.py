"""BG/NBD and Gamma-Gamma, compared with published, simulated and integrated values."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import approx_fprime, minimize
from scipy.special import betaln, digamma, gammaln, hyp2f1
from scipy.stats import nbinom
from statsmodels.tools.numdiff import approx_hess

from tests.segmentation.python_models import python_model
from tests.segmentation.simulated_purchases import histories, mean_values

FIT, OUTLOOK = python_model("clv_fit"), python_model("clv_outlook")
HOLDOUT = python_model("clv_holdout_outlook")
PUBLISHED = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
CALIBRATION_END = pd.Timestamp("1997-09-30")


def p_alive(x, t_x, t, r, alpha, a, b):
    """Fader, Hardie & Lee (2005), as printed."""
    odds = a / np.maximum(b + x - 1, 1e-9) * ((alpha + t) / (alpha + t_x)) ** (r + x)
    return np.where(x > 0, 1 / (1 + odds), 1.0)


@pytest.fixture(scope="module")
def cdnow() -> pd.DataFrame:
    """A row per customer and day with a purchase in CDNOW's 1/10 sample."""
    folder = Path(find_spec("lifetimes").submodule_search_locations[0])
    purchases = pd.read_csv(
        folder / "datasets" / "CDNOW_sample.txt",
        sep=r"\s+",
        names=["master_id", "customer_id", "day", "discs", "usd"],
        dtype={"master_id": str, "customer_id": str, "day": str},
    )
    purchases["day"] = pd.to_datetime(purchases["day"], format="%Y%m%d")
    return purchases.groupby(["customer_id", "day"], as_index=False)["usd"].sum()


@pytest.fixture(scope="module")
def calibration(cdnow: pd.DataFrame) -> pd.DataFrame:
    """x, t_x, T in weeks, and the mean value of a repeat purchase, of each of 2,357 customers."""
    known = cdnow[cdnow["day"] <= CALIBRATION_END]
    days = known.groupby("customer_id")["day"].agg(["min", "max", "count"])
    repeats = known[known["day"] > known["customer_id"].map(days["min"])]
    return pd.DataFrame(
        {
            "x": days["count"] - 1,
            "t_x": (days["max"] - days["min"]).dt.days / 7,
            "t": (CALIBRATION_END - days["min"]).dt.days / 7,
            "mean_value": repeats.groupby("customer_id")["usd"].mean(),
        }
    )


def patterns(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.groupby(["x", "t_x", "t"], as_index=False).size()


def fitted(rows: pd.DataFrame) -> dict[str, object]:
    found = patterns(rows)
    return FIT.fit_bg_nbd(found["x"], found["t_x"], found["t"], found["size"])


def test_cdnow_gives_the_published_bg_nbd(calibration: pd.DataFrame) -> None:
    found = fitted(calibration)
    estimates = dict(zip(FIT.PARAMETERS["bg_nbd"], found["estimates"].round(3), strict=True))
    assert (estimates, round(found["log_likelihood"], 1)) == (PUBLISHED, -9582.4)
    assert (found["customers"], found["patterns"], found["message"]) == (2357, 1016, "converged")


def test_cdnow_gives_the_published_gamma_gamma(calibration: pd.DataFrame) -> None:
    rows = calibration[calibration["x"] > 0]
    found = FIT.fit_gamma_gamma(rows["x"], rows["mean_value"], np.ones(len(rows)))
    assert found["estimates"].round(2).tolist() == [6.25, 3.74, 15.44]
    assert (found["customers"], found["message"]) == (946, "converged")


def test_cdnow_holdout_is_as_near_as_published(
    cdnow: pd.DataFrame, calibration: pd.DataFrame
) -> None:
    """BG/NBD is known to predict some 12 % too few purchases in CDNOW's second 39 weeks."""
    x, t_x, t = (calibration[name].to_numpy() for name in ("x", "t_x", "t"))
    alive = p_alive(x, t_x, t, **PUBLISHED)
    predicted = alive @ OUTLOOK.expected_orders(x, t, 39, **PUBLISHED)
    actual = (cdnow["day"] > CALIBRATION_END).sum()
    assert (round(predicted), actual) == (1654, 1882)


def test_weights_are_customers(calibration: pd.DataFrame) -> None:
    one_by_one = FIT.fit_bg_nbd(
        calibration["x"], calibration["t_x"], calibration["t"], np.ones(len(calibration))
    )
    by_pattern = fitted(calibration)
    np.testing.assert_allclose(one_by_one["estimates"], by_pattern["estimates"], rtol=1e-4)
    assert one_by_one["log_likelihood"] == pytest.approx(by_pattern["log_likelihood"], rel=1e-9)


def test_many_patterns_start_from_a_sample_and_come_out_the_same(
    calibration: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    from_afar = fitted(calibration)
    monkeypatch.setattr(FIT, "MANY_PATTERNS", 1000)
    monkeypatch.setattr(FIT, "SAMPLE_OF_PATTERNS", 300)
    found = fitted(calibration)
    np.testing.assert_allclose(found["estimates"], from_afar["estimates"], rtol=1e-4)
    assert found["log_likelihood"] == pytest.approx(from_afar["log_likelihood"], rel=1e-9)
    assert found["iterations"] < from_afar["iterations"]


@pytest.mark.parametrize("parameters", [(0.24, 4.4, 0.8, 2.4), (3, 0.2, 0.05, 9), (0.1, 50, 20, 1)])
def test_gradient_of_bg_nbd(calibration: pd.DataFrame, parameters: tuple[float, ...]) -> None:
    found = patterns(calibration)
    likelihood = FIT.bg_nbd_likelihood(
        *(found[name].to_numpy(float) for name in ("x", "t_x", "t", "size"))
    )
    logs = np.log(parameters)
    numeric = approx_fprime(logs, lambda at: likelihood(at)[0], 1e-6)
    np.testing.assert_allclose(likelihood(logs)[1], numeric, rtol=1e-3, atol=0.1)


def test_gradient_of_gamma_gamma(calibration: pd.DataFrame) -> None:
    rows = calibration[calibration["x"] > 0]
    values = (rows[name].to_numpy(float) for name in ("x", "mean_value"))
    likelihood = FIT.gamma_gamma_likelihood(*values, np.ones(len(rows)))
    logs = np.log([3.0, 2.0, 9.0])
    numeric = approx_fprime(logs, lambda at: likelihood(at)[0], 1e-6)
    np.testing.assert_allclose(likelihood(logs)[1], numeric, rtol=1e-3, atol=0.1)


def test_functions_are_those_of_scipy() -> None:
    values = np.concatenate([np.logspace(-4, 5, 200), np.arange(1.0, 60)])
    np.testing.assert_allclose(FIT.gammaln(values), gammaln(values), rtol=1e-13, atol=1e-13)
    np.testing.assert_allclose(FIT.digamma(values), digamma(values), rtol=1e-12, atol=1e-13)
    c, z = (grid.ravel() for grid in np.meshgrid([0.9, 3.2, 60.0, 2e3], [0.0, 0.1, 0.6, 0.95]))
    for a, b in ((2.0, -0.2), (-0.9, 0.4), (30.0, 12.0)):
        found = OUTLOOK.gauss_series(a, b, c + 0.3, z)
        np.testing.assert_allclose(found, hyp2f1(a, b, c + 0.3, z), rtol=1e-11)


def test_the_maximum_is_that_of_scipy(calibration: pd.DataFrame) -> None:
    found = patterns(calibration)
    columns = [found[name].to_numpy(float) for name in ("x", "t_x", "t", "size")]
    likelihood = FIT.bg_nbd_likelihood(*columns)

    def objective(logs: np.ndarray) -> tuple[float, np.ndarray]:
        value, gradient = likelihood(logs)
        return -value / 2357, -gradient / 2357

    theirs = minimize(objective, np.zeros(4), jac=True, method="BFGS", options={"gtol": 1e-7})
    ours = FIT.fit_bg_nbd(*columns)
    np.testing.assert_allclose(ours["estimates"], np.exp(theirs.x), rtol=1e-5)
    assert ours["log_likelihood"] >= -theirs.fun * 2357 - 1e-6


def test_a_simulation_is_recovered_and_its_future_predicted() -> None:
    known = {"r": 0.6, "alpha": 5.0, "a": 0.8, "b": 3.0}
    rows = histories(40_000, oldest=104, later=26, seed=7, **known)
    found = fitted(rows)
    estimates = found["estimates"]
    errors = np.abs(estimates - list(known.values())) / found["errors"]
    assert (errors < 3).all(), (estimates, errors)
    np.testing.assert_allclose(estimates, list(known.values()), rtol=0.06)
    x, t_x, t = (rows[name].to_numpy() for name in ("x", "t_x", "t"))
    expected = OUTLOOK.expected_orders(x, t, 26, *estimates) * p_alive(x, t_x, t, *estimates)
    assert expected.sum() / rows["after"].sum() == pytest.approx(1, abs=0.02)
    frequent = x >= 8
    assert expected[frequent].sum() / rows["after"][frequent].sum() == pytest.approx(1, abs=0.03)


def test_simulated_values_are_recovered() -> None:
    x = np.random.default_rng(3).geometric(0.3, 30_000)
    means = mean_values(x, 6.0, 4.0, 15.0, seed=4)
    found = FIT.fit_gamma_gamma(x, means, np.ones(len(x)))
    np.testing.assert_allclose(found["estimates"], [6, 4, 15], rtol=0.1)
    errors = np.abs(found["estimates"] - [6, 4, 15]) / found["errors"]
    assert (errors < 3).all(), errors


def integrated(x, t, horizon, r, alpha, a, b) -> float:
    """Orders of a customer who is one: over the chance p to leave, whose posterior is Beta.

    The sum runs over ln(p / (1 - p)), as far as there is anything to add.
    """
    width = np.sqrt(1 / a + 1 / (b + x))
    mode = np.log(a / (b + x))
    logit, step = np.linspace(
        mode - 50 / a - 12 * width, mode + 50 / (b + x) + 12 * width, 200_000, retstep=True
    )
    ln_p, ln_stay = -np.logaddexp(0, -logit), -np.logaddexp(0, logit)
    density = np.exp(a * ln_p + (b + x) * ln_stay - betaln(a, b + x))
    p = np.exp(ln_p)
    share = horizon / (alpha + t)
    bought = -np.expm1(-(r + x) * np.log1p(p * share)) / np.maximum(p, 1e-300)
    return step * density @ np.where(p > 1e-12, bought, (r + x) * share)


@pytest.mark.parametrize("x", [0, 1, 7, 150, 3000])
@pytest.mark.parametrize(
    "parameters",
    [
        (0.243, 4.414, 0.793, 2.426),
        (0.9, 2.0, 1.0, 3.0),
        (0.9, 2.0, 0.4, 0.6),
        (0.3, 9.0, 0.05, 0.1),
        (6.0, 0.5, 14.0, 2.0),
        (40.0, 0.1, 95.0, 3000.0),
    ],
    ids=["published", "a is 1", "a and b are 1", "small", "large", "at the edge"],
)
def test_expected_orders_are_the_integral(x: int, parameters: tuple[float, ...]) -> None:
    for t, horizon in ((0.0, 1.0), (40.0, 52.0), (3.0, 500.0)):
        found = OUTLOOK.expected_orders(x, t, horizon, *parameters)
        assert found == pytest.approx(integrated(x, t, horizon, *parameters), rel=1e-6)


def test_discounting_sums_over_periods() -> None:
    x, t = np.array([0, 4]), np.array([10.0, 60.0])
    until = [OUTLOOK.expected_orders(x, t, 4.0 * n, **PUBLISHED) for n in range(4)]
    by_hand = sum((until[n] - until[n - 1]) / 1.1**n for n in (1, 2, 3))
    found = OUTLOOK.discounted_orders(x, t, 4.0, 3, 0.1, **PUBLISHED)
    np.testing.assert_allclose(found, by_hand)
    undiscounted = OUTLOOK.discounted_orders(x, t, 4.0, 3, 0.0, **PUBLISHED)
    np.testing.assert_allclose(undiscounted, until[3])


def test_data_without_a_maximum_are_told() -> None:
    nobody_came_back = pd.DataFrame({"x": [0] * 50, "t_x": [0.0] * 50, "t": [40.0] * 50})
    found = fitted(nobody_came_back)
    assert (found["estimates"], found["log_likelihood"]) == (None, None)
    assert (found["state"], "at the edge" in found["message"]) == ("not_found", True)
    assert {row["is_converged"] for row in FIT.rows_of("all", found)} == {False}


def test_customers_who_are_all_alike_buy_alike_and_do_not_leave() -> None:
    found = fitted(pd.DataFrame({"x": [3] * 50, "t_x": [30.0] * 50, "t": [40.0] * 50}))
    r, alpha, a, _ = found["estimates"]
    assert (found["state"], a) == ("no_dropout", 0)
    assert (r, r / alpha) == pytest.approx((100, 3 / 40))


def test_the_alternatives_are_as_published(
    calibration: pd.DataFrame,
) -> None:
    found = patterns(calibration)
    mbg = FIT.fit_bg_nbd(found["x"], found["t_x"], found["t"], found["size"], "mbg_nbd")
    # Platzer & Reutterer, BTYDplus: r .525, alpha 6.183, a .891, b 1.614.
    assert mbg["estimates"].round(3).tolist() == [0.525, 6.183, 0.891, 1.614]
    # As the package lifetimes has them.
    errors = [0.083268, 0.695620, 0.154790, 0.537495]
    np.testing.assert_allclose(mbg["errors"], errors, rtol=1e-4)
    # Fader & Hardie: the log-likelihood of NBD is -9763.7.
    nbd = FIT.fit_nbd(found["x"], found["t"], found["size"])
    assert nbd["estimates"].round(3).tolist() == [0.385, 12.072]
    assert round(nbd["log_likelihood"], 1) == -9763.7


@pytest.mark.parametrize("model", ["bg_nbd", "mbg_nbd"])
def test_standard_errors_are_those_of_the_numerical_hessian(
    calibration: pd.DataFrame, model: str
) -> None:
    found = patterns(calibration)
    columns = [found[name].to_numpy(float) for name in ("x", "t_x", "t", "size")]
    fit = FIT.fit_bg_nbd(*columns, model)
    likelihood = FIT.bg_nbd_likelihood(*columns, FIT.PURCHASE_MODELS.index(model))
    hessian = approx_hess(fit["estimates"], lambda at: likelihood(np.log(at))[0])
    errors = np.sqrt(np.diag(np.linalg.inv(-hessian)))
    np.testing.assert_allclose(fit["errors"], errors, rtol=2e-3)
    a, b = fit["estimates"][2:]
    slope = np.array([0, 0, b, -a]) / (a + b) ** 2
    dropout, error = FIT.dropout_of(fit)
    assert dropout == a / (a + b)
    assert error == pytest.approx(np.sqrt(slope @ np.linalg.inv(-hessian) @ slope), rel=2e-3)


def test_factors_are_what_may_be_wrong(calibration: pd.DataFrame) -> None:
    fit = fitted(calibration)
    factor = FIT.factor_of(fit["covariance"], 4)
    np.testing.assert_allclose(factor @ factor.T, fit["covariance"], rtol=1e-12)
    x, t_x, t = (calibration[name].to_numpy(float) for name in ("x", "t_x", "t"))
    days = {"horizon": 364, "month": 30, "year": 365, "next_order": 30, "period": 28}
    found = OUTLOOK.predicted(x, t_x, t, 0, fit["estimates"], factor, days, 7, 0.0)
    moved = [found[f"deviation_{number}"].sum() for number in range(1, 5)]
    # The delta method with scipy's slope of the sum.

    def total(logs: np.ndarray) -> float:
        alive = p_alive(x, t_x, t, *np.exp(logs))
        return float(alive @ OUTLOOK.expected_orders(x, t, 52.0, *np.exp(logs)))

    slope = approx_fprime(np.log(fit["estimates"]), total, 1e-6)
    assert np.sqrt(np.square(moved).sum()) == pytest.approx(
        np.sqrt(slope @ fit["covariance"] @ slope), rel=0.02
    )


@pytest.mark.parametrize("a", [0.0, 0.8, 14.0])
def test_the_number_of_orders_is_distributed_as_scipy_says(a: float) -> None:
    r, alpha, b = 0.6, 5.0, 3.0
    for x, t, horizon in ((0, 0.0, 4.0), (3, 20.0, 52.0), (60, 90.0, 26.0)):
        n = np.arange(1, 2000)
        at_least = nbinom.sf(n - 1, r + x, (alpha + t) / (alpha + t + horizon))
        stays = np.exp(betaln(a, b + x + n - 1) - betaln(a, b + x)) if a else 1
        chances = at_least * stays
        found = OUTLOOK.order_moments(x, t, horizon, r, alpha, a, b)[:, 0]
        expected = [chances[0], chances.sum(), chances @ (2 * n - 1)]
        np.testing.assert_allclose(found, expected, rtol=1e-8)
        mean = OUTLOOK.expected_orders(x, t, horizon, r, alpha, a, b)
        assert found[1] == pytest.approx(mean[0], rel=1e-8)


def test_mbg_nbd_predicts_its_own_simulation() -> None:
    """Some churn after one purchase. BG/NBD assumes that none did, and predicts too much."""
    known = {"r": 0.8, "alpha": 5.0, "a": 0.8, "b": 2.0}
    rows = histories(30_000, oldest=104, later=26, seed=8, first=1, **known)
    found = patterns(rows)
    fit = FIT.fit_bg_nbd(found["x"], found["t_x"], found["t"], found["size"], "mbg_nbd")
    np.testing.assert_allclose(fit["estimates"], list(known.values()), rtol=0.1)
    days = {"horizon": 182, "month": 30, "year": 365, "next_order": 30, "period": 30}
    columns = (rows[name].to_numpy(float) for name in ("x", "t_x", "t"))
    factor = FIT.factor_of(fit["covariance"], 4)
    outlook = OUTLOOK.predicted(*columns, 1, fit["estimates"], factor, days, 7, 0.0)
    once = rows["x"] == 0
    for part in (once, ~once):
        expected = outlook["horizon_orders"][part].sum()
        assert expected / rows["after"][part].sum() == pytest.approx(1, abs=0.03)
    misses = rows["after"] - outlook["horizon_orders"]
    assert (misses**2).mean() == pytest.approx(outlook["horizon_variance"].mean(), rel=0.05)


def test_values_without_a_finite_mean_are_told() -> None:
    x = np.full(20_000, 2)
    found = FIT.fit_gamma_gamma(x, mean_values(x, 3.0, 0.8, 1.0, seed=5), np.ones(len(x)))
    assert found["estimates"] is None
    assert found["message"].endswith("purchases have no finite mean")


@pytest.mark.parametrize("unit", [0.01, 1000, 1e7])
def test_money_is_of_any_currency(unit: float) -> None:
    x = np.random.default_rng(3).geometric(0.3, 3_000)
    means = mean_values(x, 6.0, 4.0, 15.0, seed=4)
    here, there = (FIT.fit_gamma_gamma(x, means * by, np.ones(len(x))) for by in (1, unit))
    assert (here["state"], there["state"]) == ("fitted", "fitted")
    np.testing.assert_allclose(there["estimates"], here["estimates"] * [1, 1, unit], rtol=1e-4)
    np.testing.assert_allclose(there["errors"], here["errors"] * [1, 1, unit], rtol=1e-3)


@pytest.mark.parametrize("seed", range(6))
def test_customers_who_spend_alike_have_a_mean_that_is_certain(seed: int) -> None:
    """q is then large with a larger error, or at its limit without one."""
    chance = np.random.default_rng(seed)
    x = 1 + chance.poisson(2, 800)
    means = chance.gamma(3 * x, 10, 800) / x
    found = FIT.fit_gamma_gamma(x, means, np.ones(800))
    p, q, gamma = found["estimates"]
    assert found["state"] == ("same_q" if q > 9_999 else "fitted")
    assert q > 50
    assert p * gamma / (q - 1) == pytest.approx(30, rel=0.05)


@pytest.mark.parametrize(
    "parameters", [(0.6, 5.0, 0.8, 3.0), (1.3, 6.5, 2.0, 9.0), (2.0, 9.0, 0, 0)]
)
def test_orders_of_the_holdout_are_those_of_the_formula(parameters: tuple[float, ...]) -> None:
    x, t = (axis.ravel() for axis in np.meshgrid([0.0, 1, 7, 60, 1000], [0.0, 3, 150]))
    found = HOLDOUT.orders(x, t, 26.0, *parameters)
    np.testing.assert_allclose(found, OUTLOOK.expected_orders(x, t, 26.0, *parameters), rtol=1e-10)
    for first in (0, 1):
        ages = x, t / 2, t, *parameters, first
        np.testing.assert_array_equal(HOLDOUT.alive(*ages), OUTLOOK.alive(*ages))
