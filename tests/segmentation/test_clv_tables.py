"""The tables of lifetime values of the sample, recomputed from purchases and parameters."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import spearmanr

from tests.projects import reading, rows, seg, write_project
from tests.segmentation.conftest import OTHER_CHOICES
from tests.segmentation.python_models import model_file, python_model

OUTLOOK = python_model("clv_outlook")
ROOT = Path(__file__).parents[2]
RATE, PERIOD, PERIODS = 0.1, 30, 12
HOLDOUT = pd.Timedelta(days=182)


def table(database: Path, query: str) -> pd.DataFrame:
    with reading(database) as connection:
        return connection.execute(query).df()


@pytest.fixture(scope="module")
def sample(build_sample: Callable[..., Path]) -> Path:
    return build_sample(as_of_date="2025-06-30")


def parameters(database: Path, sample: str, model: str) -> dict[str, float]:
    found = table(database, f"from clv_parameters where sample = '{sample}' and model = '{model}'")
    return found.set_index("parameter")["estimate"].drop("dropout", errors="ignore").to_dict()


def customers(database: Path, until: pd.Timestamp) -> pd.DataFrame:
    """x, t_x, T in weeks and the mean value of a repeat purchase day, from the purchases."""
    purchases = table(database, "select customer_id, ordered_on, net_revenue from purchases")
    purchases = purchases[purchases["ordered_on"] <= until]
    days = purchases.groupby(["customer_id", "ordered_on"])["net_revenue"].sum().reset_index()
    ends = days.groupby("customer_id")["ordered_on"].agg(["min", "max", "count"])
    repeats = days[days["ordered_on"] > days["customer_id"].map(ends["min"])]
    found = pd.DataFrame(
        {
            "x": ends["count"] - 1,
            "t_x": (ends["max"] - ends["min"]).dt.days / 7,
            "t": (until - ends["min"]).dt.days / 7,
            "mean_value": repeats.groupby("customer_id")["net_revenue"].mean(),
        }
    )
    return found.fillna({"mean_value": 0.0})


def p_alive(of: pd.DataFrame, r, alpha, a, b) -> pd.Series:
    """As printed in Fader, Hardie & Lee (2005)."""
    ratio = ((alpha + of["t"]) / (alpha + of["t_x"])) ** (r + of["x"])
    return (1 / (1 + a / (b + of["x"] - 1) * ratio)).where(of["x"] > 0, 1.0)


def margins(database: Path) -> pd.Series:
    """What is left of a customer's revenue, drawn towards what is left of all."""
    of = table(
        database,
        "select customer_id, cast(net_revenue as double) as revenue, margin_rate"
        " from customer_orders where orders > 0",
    )
    of = of.set_index("customer_id").sort_index()
    told = of[of["margin_rate"].notna() & (of["revenue"] > 0)]
    base = (told["margin_rate"] * told["revenue"]).sum() / told["revenue"].sum()
    prior = 0.5 * of["revenue"][of["revenue"] > 0].mean()
    rate = (of["margin_rate"] * of["revenue"] + base * prior) / (of["revenue"] + prior)
    return rate.where(of["revenue"] > 0).fillna(base).clip(lower=0)


def test_predictions_follow_from_purchases_and_parameters(sample: Path) -> None:
    of = customers(sample, pd.Timestamp("2025-06-30"))
    fit = parameters(sample, "all", "bg_nbd")
    spend = parameters(sample, "all", "gamma_gamma")
    x, t = of["x"].to_numpy(), of["t"].to_numpy()
    alive = p_alive(of, **fit)
    until = [OUTLOOK.expected_orders(x, t, n * PERIOD / 7, **fit) for n in range(PERIODS + 1)]
    rate = (1 + RATE) ** (PERIOD / 365)
    discounted = sum((until[n] - until[n - 1]) / rate**n for n in range(1, PERIODS + 1))
    p, q, gamma = spend["p"], spend["q"], spend["gamma"]
    value = p * (gamma + x * of["mean_value"]) / (p * x + q - 1)
    next_order = 1 - ((fit["alpha"] + t) / (fit["alpha"] + t + 30 / 7)) ** (fit["r"] + x)
    expected = pd.DataFrame(
        {
            "p_alive": alive,
            "churn_probability": (1 - alive).where(of["x"] > 0),
            "next_order_probability": alive * next_order,
            "expected_orders": alive * until[-1],
            "expected_average_value": value,
        }
    )
    found = table(sample, "from customer_clv").set_index("customer_id").sort_index()
    assert set(found["clv_basis"]) == {"bg_nbd"}
    assert margins(sample).between(0.2, 0.7).all()
    in_cents = alive * discounted * value * margins(sample)
    pd.testing.assert_series_equal(
        found["clv"], in_cents.sort_index(), check_names=False, rtol=0, atol=0.00501
    )
    pd.testing.assert_frame_equal(
        found[list(expected)], expected.sort_index(), check_names=False, rtol=1e-9
    )


def test_the_holdout_is_predicted_from_what_was_known_before(sample: Path) -> None:
    end = pd.Timestamp("2025-06-30")
    of = customers(sample, end - HOLDOUT)
    fit = parameters(sample, "calibration", "bg_nbd")
    orders = OUTLOOK.expected_orders(of["x"].to_numpy(), of["t"].to_numpy(), 26, **fit)
    predicted = float(p_alive(of, **fit) @ orders)
    days = table(sample, "select distinct customer_id, ordered_on from purchases")
    later = days[(days["ordered_on"] > end - HOLDOUT) & days["customer_id"].isin(of.index)]
    ratios = table(sample, "select distinct model, holdout_ratio from clv_parameters")
    ratio = ratios.set_index("model")["holdout_ratio"]
    assert ratio["bg_nbd"] == pytest.approx(predicted / len(later))
    assert 0.5 < ratio["bg_nbd"] < 2
    assert np.isnan(ratio["gamma_gamma"])
    found = table(sample, "from clv_holdout where model = 'bg_nbd'").loc[0]
    expected = p_alive(of, **fit) * orders
    actual = later.groupby("customer_id").size().reindex(of.index, fill_value=0)
    assert (found["customers"], found["actual_orders"]) == (len(of), len(later))
    assert found["expected_orders"] == pytest.approx(predicted)
    assert found["mean_absolute_error"] == pytest.approx((expected - actual).abs().mean())
    assert found["error_of_the_mean"] == pytest.approx((actual - actual.mean()).abs().mean())
    assert found["rank_correlation"] == pytest.approx(
        spearmanr(expected.round(9), actual).statistic, rel=1e-6
    )


def test_errors_of_the_holdout_are_added_up_exactly(tmp_path: Path) -> None:
    """The mean is halfway between two nine-digit numbers, which floats would round either way."""
    billionths = (371375482, 463561238, 703078821, 1609337232, 1885325847, 2183675158, 2237413445)
    lines = ", ".join(f"({x}, {y}e-9)" for x, y in enumerate((*billionths, 2850818055)))
    histories = (
        "select 'calibration' as sample, 'nbd' as model, x as repeat_purchase_days, 1 as age_days,"
        " 1 as last_purchase_age_days, y as expected_orders, 1 as holdout_purchase_days"
        f" from (values {lines}) as t (x, y)"
    )
    write_project(
        tmp_path,
        {
            "seg_project.yml": "name: customer_segmentation\nconfig-version: 2\n"
            "models: {+materialized: table}\n"
            "vars: {references_follow_each_change: true, clv_refit_days: 7}\n",
            "models/clv_histories.sql": histories,
            "models/clv_holdout_outlook.sql": "select * from {{ ref('clv_histories') }}",
            "models/clv_holdout.sql": model_file("clv_holdout.sql").read_text(),
            "macros/once_in_days.sql": (ROOT / "macros/once_in_days.sql").read_text(),
            "macros/day.sql": "{% macro as_of_date() %}date '2025-06-30'{% endmacro %}",
        },
    )
    outcome = seg(tmp_path, "build")
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr
    query = "select mean_absolute_error, expected_orders, actual_orders from clv_holdout"
    assert rows(tmp_path, query) == [(0.903569275, 12.304585, 8)]


def test_a_fit_says_what_it_is_made_of(sample: Path) -> None:
    found = table(sample, "from clv_parameters order by sample, model, parameter")
    assert list(zip(found["sample"], found["model"], found["parameter"], strict=True)) == [
        *(("all", "bg_nbd", name) for name in ("a", "alpha", "b", "dropout", "r")),
        *(("all", "gamma_gamma", name) for name in ("gamma", "p", "q")),
        *(("all", "mbg_nbd", name) for name in ("a", "alpha", "b", "dropout", "r")),
        *(("all", "nbd", name) for name in ("alpha", "r")),
        *(("calibration", "bg_nbd", name) for name in ("a", "alpha", "b", "dropout", "r")),
        *(("calibration", "mbg_nbd", name) for name in ("a", "alpha", "b", "dropout", "r")),
        *(("calibration", "nbd", name) for name in ("alpha", "r")),
    ]
    assert set(found.loc[found["is_in_use"], "model"]) == {"bg_nbd", "gamma_gamma"}
    assert set(found["grain"]) == {"customer_day"}
    assert set(found["time_unit_days"]) == {7}
    assert set(found["message"]) == {"converged"}
    assert (found["standard_error"] < found["estimate"]).all()
    of = customers(sample, pd.Timestamp("2025-06-30"))
    every = found[(found["sample"] == "all") & (found["model"] == "bg_nbd")]
    assert set(every["customers"]) == {len(of)}
    assert set(every["patterns"]) == {len(of.drop_duplicates(["x", "t_x", "t"]))}


def test_without_a_fit_values_are_those_of_the_rfm_code(build_sample: Callable[..., Path]) -> None:
    database = build_sample(changed=OTHER_CHOICES)
    fits = table(database, "from clv_parameters")
    assert set(fits["message"]) == {
        "not fitted: fewer than 1000000 customers with a repeat purchase"
    }
    assert (set(fits["is_converged"]), fits["estimate"].notna().sum()) == ({False}, 0)
    found = table(database, "from customer_clv").set_index("customer_id").sort_index()
    assert set(found["clv_basis"]) == {"rfm"}
    assert found[["p_alive", "churn_probability", "expected_orders"]].notna().sum().sum() == 0
    query = """
        select customer_id, rfm_code, net_revenue_365d
        from customer_orders inner join customer_rfm using (customer_id)
        where rfm_code is not null
    """
    of = table(database, query).set_index("customer_id").sort_index()
    last_year = of.groupby("rfm_code")["net_revenue_365d"].transform("mean")
    expected = last_year * margins(database) * PERIOD * PERIODS / 365
    pd.testing.assert_series_equal(found["clv"], expected, check_names=False, atol=0.00501)
