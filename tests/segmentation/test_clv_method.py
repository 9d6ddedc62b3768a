"""The choice of the model: fits at the edge, evidence, and a method that does not alternate."""

import math
from collections.abc import Iterator

import numpy as np
import pytest

from tests.segmentation.python_models import python_model
from tests.segmentation.simulated_purchases import histories, loyal_histories

FIT, METHOD = python_model("clv_fit"), python_model("clv_method")
LIMITS = {
    "min_repeat_customers": 100,
    "fewest_to_stay": 0.8,
    "dropout": {"enter": 13.8, "stay": 6},
    "signal": {"enter": 1.5, "stay": 1},
    "spend": {"enter": 2, "stay": 1},
    "holdout": {"enter": 2, "stay": 2.5},
    "alternative": {"enter": 1.25, "stay": 1.35, "margin": 1.1},
}
FIRST_DAY = METHOD.BEFORE
GOOD = {"bg_nbd": 1.1, "mbg_nbd": 1.1, "nbd": 1.1}


def fit(log_likelihood: float, repeat: int = 500, state: str = "fitted", **parameters) -> dict:
    about = {"state": state, "message": state, "repeat_customers": repeat}
    return about | {"log_likelihood": log_likelihood, "parameters": parameters}


def fits(gain: float, signal: float = 5.0, repeat: int = 500) -> dict[str, dict]:
    """Fits of which those with dropout are more likely by `gain`."""
    told = dict.fromkeys(("a", "b", "dropout"), (signal, 1.0))
    return {
        "bg_nbd": fit(gain - 1000, repeat, **told),
        "mbg_nbd": fit(gain - 1001, repeat, **told),
        "nbd": fit(-1000.0, repeat),
    }


SPEND = fit(-500.0, q=(3.0, 0.2))


def used(method: str | None, is_churn_told: bool = False) -> dict[str, object]:
    return {"method": method, "is_churn_told": is_churn_told}


def chosen(
    fits: dict, holdouts: dict = GOOD, before: dict = FIRST_DAY, spend: dict = SPEND
) -> tuple:
    found = METHOD.chosen(fits, spend, holdouts, before, LIMITS)
    return found["method"], found["is_churn_told"], found["state"]


@pytest.mark.parametrize(
    ("gain", "before", "method"),
    [
        (10, FIRST_DAY, "bg_nbd"),
        (5, FIRST_DAY, "nbd"),
        (5, used("bg_nbd", True), "bg_nbd"),
        (5, used("nbd"), "nbd"),
        (2, used("bg_nbd", True), "nbd"),
        (7, used("nbd"), "bg_nbd"),
    ],
)
def test_dropout_is_taken_up_by_more_evidence_than_it_is_kept_by(gain, before, method) -> None:
    assert chosen(fits(gain), before=before)[0] == method


def test_parameters_that_their_errors_swallow_tell_no_churn() -> None:
    assert chosen(fits(50, signal=1.2)) == ("bg_nbd", False, "fitted")
    assert chosen(fits(50, signal=1.6)) == ("bg_nbd", True, "fitted")
    assert chosen(fits(50, signal=1.2), before=used("bg_nbd", True)) == ("bg_nbd", True, "fitted")
    assert chosen(fits(50, signal=0.9), before=used("bg_nbd", True)) == ("bg_nbd", False, "fitted")
    assert chosen(fits(0, signal=9)) == ("nbd", False, "no_dropout")


def test_the_holdout_is_a_gate_and_no_holdout_does_not_pass_it() -> None:
    bad, none = {"bg_nbd": 2.2, "mbg_nbd": 2.3}, {"bg_nbd": math.nan}
    assert chosen(fits(50), bad) == ("rfm", False, "gate")
    assert chosen(fits(50), bad, used("bg_nbd", True)) == ("bg_nbd", True, "fitted")
    assert chosen(fits(50), none) == chosen(fits(50), {}) == ("rfm", False, "no_holdout")
    assert chosen(fits(0), {"nbd": 0.45}) == ("rfm", False, "gate")


@pytest.mark.parametrize(
    ("holdouts", "before", "method"),
    [
        ({"bg_nbd": 1.2, "mbg_nbd": 1.0}, FIRST_DAY, "bg_nbd"),
        ({"bg_nbd": 1.3, "mbg_nbd": 1.0}, FIRST_DAY, "mbg_nbd"),
        ({"bg_nbd": 1 / 1.3, "mbg_nbd": 1.0}, FIRST_DAY, "mbg_nbd"),
        ({"bg_nbd": 1.3, "mbg_nbd": 1.25}, FIRST_DAY, "bg_nbd"),
        ({"bg_nbd": 1.3, "mbg_nbd": 1.0}, used("bg_nbd", True), "bg_nbd"),
        ({"bg_nbd": 1.3, "mbg_nbd": 1.4}, used("mbg_nbd", True), "mbg_nbd"),
        ({"bg_nbd": 1.2, "mbg_nbd": 1.0}, used("mbg_nbd", True), "bg_nbd"),
        ({"bg_nbd": 1.3}, used("mbg_nbd", True), "bg_nbd"),
    ],
)
def test_the_alternative_is_chosen_by_the_holdout(holdouts, before, method) -> None:
    assert chosen(fits(50), holdouts, before)[0] == method


def test_too_few_customers_are_told_and_an_old_method_stays_with_a_few_less() -> None:
    assert chosen(fits(50, repeat=99)) == ("rfm", False, "too_few")
    assert chosen(fits(50, repeat=85), before=used("bg_nbd", True))[0] == "bg_nbd"
    assert chosen(fits(50, repeat=79), before=used("bg_nbd", True))[0] == "rfm"
    assert chosen(fits(50, repeat=99), before=used("rfm"))[0] == "rfm"


def test_a_vague_mean_of_purchases_is_none() -> None:
    vague, less = fit(-5, q=(1.3, 0.2)), fit(-5, q=(1.1, 0.2))
    assert chosen(fits(50), spend=vague) == ("rfm", False, "spend_not_found")
    assert chosen(fits(50), spend=vague, before=used("bg_nbd"))[0] == "bg_nbd"
    assert chosen(fits(50), spend=less, before=used("bg_nbd"))[0] == "rfm"
    assert chosen(fits(50), spend=fit(None, state="not_found"))[2] == "spend_not_found"


def test_one_model_with_dropout_is_enough_and_none_is_nbd() -> None:
    lost = fit(None, state="not_found")
    assert chosen(fits(50) | {"bg_nbd": lost}) == ("mbg_nbd", True, "fitted")
    assert chosen(fits(50) | {"bg_nbd": lost, "mbg_nbd": lost}) == ("nbd", False, "no_dropout")
    assert chosen(fits(50) | {"nbd": lost}) == ("rfm", False, "not_found")
    # Its search came to where nobody leaves, though the other found that they do.
    missed = fit(-1000.0, state="no_dropout", a=(0.0, math.nan), dropout=(0.0, math.nan))
    for before in (FIRST_DAY, used("bg_nbd", True)):
        assert chosen(fits(50) | {"bg_nbd": missed}, before=before) == ("mbg_nbd", True, "fitted")
    both = fits(50) | {"bg_nbd": missed, "mbg_nbd": missed}
    assert chosen(both) == ("nbd", False, "no_dropout")


def days_of_loyal_buyers(days: int, customers: int) -> Iterator[tuple[dict, float]]:
    """The method of each day, for buyers who never leave, and how near the evidence came."""
    before = FIRST_DAY
    for rows in loyal_histories(customers, days, r=1.4, alpha=5.0, seed=11):
        found = {}
        for name in ("bg_nbd", "mbg_nbd"):
            found[name] = FIT.fit_bg_nbd(rows["x"], rows["t_x"], rows["t"], rows["size"], name)
        found["nbd"] = FIT.fit_nbd(rows["x"], rows["t"], rows["size"])
        told = METHOD.by_model(
            [
                row | {"repeat_customers": int(rows.loc[rows["x"] > 0, "size"].sum())}
                for one in found.values()
                for row in FIT.rows_of("all", one)
            ]
        )
        today = METHOD.chosen(told, SPEND, GOOD, before, LIMITS)
        yield today, found["bg_nbd"]["state"]
        before = today


def test_buyers_who_never_leave_have_one_method_day_after_day() -> None:
    days = list(days_of_loyal_buyers(20, customers=300))
    assert {day["method"] for day, _ in days} == {"nbd"}
    assert {day["is_churn_told"] for day, _ in days} == {False}
    # Alone, the fit of BG/NBD would be of one kind on one day and of another on the next.
    assert "not_found" not in {state for _, state in days}


def test_a_fit_without_dropout_is_that_of_nbd() -> None:
    rows = next(loyal_histories(400, 1, r=1.5, alpha=6.0, seed=0))
    found = FIT.fit_bg_nbd(rows["x"], rows["t_x"], rows["t"], rows["size"])
    nbd = FIT.fit_nbd(rows["x"], rows["t"], rows["size"])
    assert (found["state"], found["log_likelihood"]) == ("no_dropout", nbd["log_likelihood"])
    assert found["estimates"][:3].tolist() == [*nbd["estimates"], 0.0]
    assert FIT.dropout_of(found)[0] == 0


def test_customers_who_leave_alike_have_a_held_at_its_limit() -> None:
    rows = histories(8000, 104, 0.6, 5.0, 5000.0, 20_000.0, later=1, seed=4)
    found = FIT.fit_bg_nbd(rows["x"], rows["t_x"], rows["t"], np.ones(len(rows)))
    assert (found["state"], found["estimates"][2]) == ("same_a", pytest.approx(100))
    dropout, error = FIT.dropout_of(found)
    assert abs(dropout - 0.2) < 3 * error < 0.05
    # The parameter that is held has no error; what is told is told of the others.
    assert np.isnan(found["errors"][2])
    pairs = zip(found["estimates"], found["errors"], strict=True)
    told = dict(zip(FIT.PARAMETERS["bg_nbd"], pairs, strict=True))
    assert METHOD.signal(told | {"dropout": (dropout, error)}) > 5


@pytest.mark.parametrize(
    ("spend", "method"),
    [
        (SPEND, "bg_nbd"),
        (fit(-500.0, q=(260.0, 658.0)), "bg_nbd"),
        (fit(-500.0, state="same_q", q=(1e4, math.nan)), "bg_nbd"),
        (fit(-500.0, q=(1.1, 0.2)), "rfm"),
        (fit(-500.0, state="not_found", q=(math.nan, math.nan)), "rfm"),
    ],
)
def test_what_purchases_bring_has_to_be_known(spend: dict, method: str) -> None:
    """The mean is uncertain if q is near 1, and certain if customers spend alike."""
    assert chosen(fits(10), spend=spend)[0] == method
