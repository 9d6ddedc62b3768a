"""Features that move although customers do not change: ages, and cut points of ranks."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.action.test_feature_drift import (
    MINIMUM_CELL,
    SECOND,
    THIRD,
    counts_by_bin,
    drift,
    expected_psi,
    only_drift,
)
from tests.action.tiny import built, write_tiny
from tests.segmentation.python_models import python_model

AGEING = """
select
    'c' || number as customer_id,
    {{ as_of_date() }} as as_of_date,
    date_diff('day', date '2024-07-01' + number::int % 330, {{ as_of_date() }}) as tenure_days,
    -- From the second day on, those in the middle are among the highest.
    case
        when {{ as_of_date() }} > date '2025-06-30' and number % 3 = 1 then 2
        else number % 3
    end as f_score
from range(600) as numbers (number)
"""


@pytest.mark.parametrize(
    ("variables", "flagged"),
    [({}, set()), ({"drift_ages": []}, {"tenure_days"}), ({"drift_ranks": []}, {"f_score"})],
    ids=["as it is", "no ages", "no ranks"],
)
def test_a_shop_without_new_customers_only_grows_older(
    tmp_path: Path, variables: dict[str, Any], flagged: set[str]
) -> None:
    write_tiny(
        tmp_path,
        {},
        ["models/insight/feature_drift.py", "models/insight/insight.yml"],
        None,
        {"models/customer_features.sql": AGEING},
    )
    only_drift(tmp_path)
    for day in (SECOND, THIRD):
        built(tmp_path, as_of_date=str(day), **variables)
    found = drift(tmp_path, THIRD)
    assert {name for name, row in found.items() if row["is_flagged"]} == flagged
    assert (found["f_score"]["kind"] == "rank") == ("drift_ranks" not in variables)


def test_ages_that_time_does_not_explain_have_drifted() -> None:
    """The index is the lower one of the two interpretations, if customers of both days remain."""
    of, days = python_model("feature_drift"), 40
    then = np.random.default_rng(5).integers(0, 365, 1000).astype(float)
    edges = of.edges_of(then, 10)
    before = of.binned(of.in_bins(then, edges), edges, MINIMUM_CELL)

    def index(today: np.ndarray) -> float:
        readings = [of.in_bins(each, edges) for each in (today, of.as_they_were(today, days))]
        return float(of.number_drift(readings, before, 0.0001)["psi"])

    def of_numpy(values: np.ndarray) -> float:
        return expected_psi(counts_by_bin(then, edges), counts_by_bin(values, edges))[1]

    older = then + days
    assert (index(older), index(then)) == (0, 0)
    assert of_numpy(older) > 0.1
    many_new = np.append(older, np.zeros(2000))
    assert index(many_new) == 0
    reset = np.where(np.arange(1000) < 300, days + 1.0, older)
    assert index(reset) == pytest.approx(of_numpy(reset - days)) != 0
    assert index(reset) > 0.1
    # Of those who have lost what they were, it cannot be said how old they are.
    lost = np.where(np.arange(1000) < 300, 1.0, older)
    assert index(lost) == pytest.approx(of_numpy(lost))
    assert index(lost) > 0.1
