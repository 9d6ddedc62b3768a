"""Trials on the web shop: which arm each customer was shown, by the shop's own tool.

Orders are not made up twice, as in campaigns: of the people who ordered in the month after, chance
puts the more into an arm the better it works, which is how it looks when it does. Free delivery
works, a minimum for orders does harm, and the colour of a button does nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sample_shop.moments import read, written
from sample_shop.settings import dice
from sample_shop.shop import Member, Row, Shop

COLUMNS = ["experiment", "customer_id", "arm", "assigned_at"]
_WINDOW_DAYS = 30


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial: when it began, and how often people in each arm order, control being 1."""

    name: str
    begun_at: datetime
    arms: dict[str, float]
    reach: float


_TRIALS = (
    Trial("free_delivery", datetime(2025, 3, 3), {"control": 1, "free": 1.6}, 0.5),
    Trial("order_minimum", datetime(2025, 4, 7), {"control": 1, "minimum": 0.6}, 0.5),
    Trial("button_colour", datetime(2025, 5, 5), {"control": 1, "green": 1, "orange": 1}, 0.5),
)


def assignments(shop: Shop) -> list[Row]:
    """One row per trial and customer, in the order of time."""
    rows = [row for trial in _TRIALS for member in shop.members for row in _assigned(trial, member)]
    return sorted(rows, key=lambda row: (row["assigned_at"], row["customer_id"]))


def _assigned(trial: Trial, member: Member) -> list[Row]:
    """The row of somebody who bought in the last year, and came by in the trial's first week."""
    random = dice("trial", trial.name, member.id)
    at = trial.begun_at + timedelta(seconds=random.randrange(7 * 86_400))
    days = [read(order["ordered_at"]) for order in member.orders]
    if random.random() > trial.reach or not any(
        at - timedelta(days=365) <= day < at for day in days
    ):
        return []
    # Orders of the day itself cannot be an effect.
    start = datetime(at.year, at.month, at.day) + timedelta(days=1)
    has_ordered = any(start <= day < start + timedelta(days=_WINDOW_DAYS) for day in days)
    base = 0.15
    weights = [
        base * effect if has_ordered else 1 - base * effect for effect in trial.arms.values()
    ]
    arm = random.choices(tuple(trial.arms), weights)[0]
    return [
        {
            "experiment": trial.name,
            "customer_id": member.id,
            "arm": arm,
            "assigned_at": written(at),
        }
    ]
