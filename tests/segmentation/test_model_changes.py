"""What moves customers: their data, not a model that changes every day."""

from pathlib import Path

import pytest

from benchmarks.loyal_buyers import daily_builds, moves, write_project
from tests.projects import rows, seg

CORE = "family = 'core'"
# The day of the fit, that of the predictions, and whether these are by NBD's formula.
PREDICTED = """
    with fit as (
        select
            max(case when parameter = 'r' then estimate end) as r,
            max(case when parameter = 'alpha' then estimate end) as alpha,
            max(as_of_date) as fitted_on
        from clv_fit where sample = 'all' and model = 'nbd'
    )
    select
        cast(max(fitted_on) as varchar),
        cast(max(clv.as_of_date) as varchar),
        max(abs(next_order_probability - 1 + power(
            1 - 30 / (7 * alpha + (clv.as_of_date - first_order_on) + 30), r + repeat_purchase_days
        ))) < 1e-9
    from customer_clv as clv inner join clv_purchases using (customer_id) cross join fit
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    write_project(tmp_path)
    return tmp_path


@pytest.mark.long
def test_buyers_who_never_leave_move_by_data_alone(shop: Path) -> None:
    told, fitted = [], []
    for _ in daily_builds(shop, customers=250, days=3, clv_refit_days=2):
        told.append(moves(shop))
        fitted += rows(shop, PREDICTED)
    # The second day predicts with its own ages by the fit of the first.
    assert fitted == [
        ("2025-05-01", "2025-05-01", True),
        ("2025-05-01", "2025-05-02", True),
        ("2025-05-03", "2025-05-03", True),
    ]
    assert {day["method"] for day in told} == {"nbd"}
    assert sum(day["data"] for day in told[1:]) > 0
    assert {day[cause] for day in told for cause in ("definition", "model")} == {0}
    # What the rhythm calls lapsed and the model alive is said, and nobody's churn is told.
    said = "select count(*) from customer_outlook where rhythm_conflict is not null"
    assert rows(shop, said)[0][0] > 0
    assert rows(shop, "select count(churn_probability) from customer_clv") == [(0,)]


@pytest.mark.long
def test_another_method_is_a_cause_of_its_own_and_warns(shop: Path) -> None:
    blind = {"enter": 1e9, "stay": 1e9}
    builds = daily_builds(
        shop, customers=400, days=2, dropout=0.2,
        clv_holdout_limits={"enter": 9, "stay": 9}, clv_dropout_limits=blind,
    )  # fmt: skip
    next(builds)
    assert moves(shop)["method"] == "nbd"
    day = "2025-05-02"
    variables = f'{{"as_of_date": "{day}", "clv_holdout_limits": {{"enter": 9, "stay": 9}}}}'
    outcome = seg(shop, "build", "--vars", variables)
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr
    assert "WARN 1 accepted_values_clv_method_is_changed__False" in outcome.stdout
    assert rows(shop, "select previous_method, method, is_changed from clv_method order by 1 desc")[
        0
    ] == ("nbd", "bg_nbd", True)
    causes = f"select distinct entry_reason from segment_membership_history where {CORE}"
    moved = f"{causes} and valid_from = date '{day}'"
    assert rows(shop, moved) == [("model",)]
    others = moved.replace("'core'", "'lifecycle'")
    assert ("model",) not in rows(shop, others)
    sizes = f"select sum(abs(change_by_model)) > 0 from segment_size_daily where {CORE}"
    assert rows(shop, sizes) == [(True,)]
    # The day again comes out the same: what was in use is what was in use the day before.
    again = seg(shop, "build", "--vars", variables, "--force")
    assert again.exit_code == 0, again.stdout + again.stderr
    assert rows(shop, moved) == [("model",)]
