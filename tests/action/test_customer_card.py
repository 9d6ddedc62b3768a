"""The facts of the customer card, compared with the rules of the segments that they mention."""

from datetime import date, timedelta
from pathlib import Path

from tests.action.tiny import built, write_tiny
from tests.projects import rows

FEATURES = """customer_id:varchar as_of_date:date customer_since_on:date customer_type:varchar
 age_band:varchar gender:varchar city:varchar region:varchar country:varchar language:varchar
 job_title:varchar orders:integer last_order_on:date recency_days:integer
 net_revenue:decimal(18,2) net_revenue_365d:decimal(18,2) average_order_value:decimal(18,2)
 rfm_segment:varchar rfm_code:varchar usual_gap_days:double
 gap_limit_days:double lapse_limit_days:double""".replace("\n", "")
CLV = """customer_id:varchar clv:decimal(18,2) clv_low:decimal(18,2) clv_high:decimal(18,2)
 next_order_probability:double expected_orders:double churn_probability:double""".replace("\n", "")
LAST_ORDER = date(2025, 6, 20)
LIMITS = {"whole": 30.0, "part": 30.4, "nearly": 12.999999, "today": 10.0, "gone": 9.9}


def test_the_day_from_which_a_rule_holds_is_its_first(tmp_path: Path) -> None:
    """A limit can be a fraction: the first whole day over 30.4 is 31, as for a limit of 30."""
    features = "\n".join(
        f"{name} 2025-06-30 2024-01-01 b2c - - - - DE - - 3 {LAST_ORDER} 10 1 1 1 loyal 333 "
        f"20 {limit} {2 * limit}"
        for name, limit in LIMITS.items()
    )
    write_tiny(
        tmp_path,
        {
            "customer_features": f"{FEATURES}\n{features}",
            "customer_clv": "\n".join([CLV, *(f"{name} 1 0 2 0.5 1 -" for name in LIMITS)]),
            "customer_outlook": "\n".join(
                [
                    "customer_id:varchar value_rank_share:double rhythm_conflict:varchar",
                    *(f"{name} 0.5 -" for name in LIMITS),
                ]
            ),
        },
        ["models/insight/customer_card.sql"],
    )
    built(tmp_path, as_of_date="2025-06-30")
    told = rows(
        tmp_path,
        "select customer_id, label, value from customer_card where label like '% from' order by 1",
    )
    assert {(name, label): day for name, label, day in told} == {
        (name, label): first_day_over(limit * factor)
        for name, limit in LIMITS.items()
        for label, factor in (("at risk from", 1), ("lapsed from", 2))
        if limit * factor >= 10
    }


def first_day_over(limit: float) -> str:
    """The first day on which `recency_days > limit`, as the families have it."""
    recency = next(days for days in range(1000) if days > limit)
    return str(LAST_ORDER + timedelta(recency))
