"""Random and planned events of a tiny shop, and its rules in SQL and in Python."""

import datetime as dt
import random
from collections.abc import Callable

from tests.time import naive, shop
from tests.time.shop import FIRST_DAY, OTHERWISE, Shop

Rule = Callable[[naive.Facts], bool]


def at_least(column: str, number: int) -> tuple[str, Rule]:
    return (
        f"{column} >= {number}",
        lambda facts: facts[column] is not None and (facts[column] or 0) >= number,
    )


def below(column: str, number: int) -> tuple[str, Rule]:
    return (
        f"{column} < {number}",
        lambda facts: facts[column] is not None and (facts[column] or 0) < number,
    )


RULES: dict[str, Rule] = dict(
    [
        *(at_least("spent", number) for number in (60, 90)),
        *(at_least("recency_days", number) for number in (4, 6)),
        *(below("recency_days", number) for number in (4, 6)),
        *(at_least("orders", number) for number in (2, 3)),
        (
            "in_segment('tier.big') and recency_days >= 2",
            lambda facts: "tier.big" in facts and (facts["recency_days"] or 0) >= 2,
        ),
        ("in_segment('care.call')", lambda facts: "care.call" in facts),
        ("not in_segment('stage.active')", lambda facts: "stage.active" not in facts),
    ]
)

START: shop.Families = {
    "tier": {"big": "spent >= 90", "small": OTHERWISE},
    "stage": {
        "active": "recency_days < 6",
        "lapsed": "recency_days >= 6",
        "prospect": OTHERWISE,
    },
    "habits": {"came_back": "orders >= 2", "spender": "spent >= 60", "recent": "recency_days < 4"},
    "care": {"call": "in_segment('tier.big') and recency_days >= 2", "leave": OTHERWISE},
    "budget": {
        "dear": "in_segment('care.call')",
        "cheap": "not in_segment('stage.active')",
        "usual": OTHERWISE,
    },
}


class Life:
    """What happens to the shop by chance on each day."""

    def __init__(self) -> None:
        self.random = random.Random(20250301)
        self.arrived = 0
        self.shop = Shop({family: dict(segments) for family, segments in START.items()})

    def pass_day(self, day: dt.date) -> None:
        random, held = self.random, self.shop
        for _ in range(14 if day == FIRST_DAY else random.randrange(3)):
            self.arrived += 1
            held.customers.append(f"c{self.arrived:03d}")
        for name in held.customers:
            if random.random() < 0.22:
                held.orders.append((name, day, random.randrange(5, 40)))

    def delete(self, name: str) -> None:
        """A customer vanishes from the shop's system, orders and all."""
        self.shop.customers.remove(name)
        self.shop.orders = [order for order in self.shop.orders if order[0] != name]


def lower_the_bar(life: Life, day: dt.date) -> None:
    life.shop.families["tier"] = {"big": "spent >= 60", "small": OTHERWISE}


def add_a_family(life: Life, day: dt.date) -> None:
    life.shop.families["loyal"] = {"often": "orders >= 3"}


def lose_patience(life: Life, day: dt.date) -> None:
    life.shop.families["stage"] |= {"active": "recency_days < 4", "lapsed": "recency_days >= 4"}


def get_an_order_nine_days_late(life: Life, day: dt.date) -> None:
    life.shop.orders.append(("c002", day - dt.timedelta(days=9), 70))


def drop_a_segment(life: Life, day: dt.date) -> None:
    del life.shop.families["habits"]["spender"]
    life.shop.families["habits"]["came_back"] = "orders >= 3"


def be_asked_to_erase(life: Life, day: dt.date) -> None:
    life.shop.erasures["c005"] = day


def find_that_two_are_one(life: Life, day: dt.date) -> None:
    held = life.shop
    held.merged["c006"] = "c007"
    held.orders = [
        ("c007" if who == "c006" else who, on, amount) for who, on, amount in held.orders
    ]


def be_asked_to_erase_an_old_id(life: Life, day: dt.date) -> None:
    life.shop.erasures["c006"] = day


def drop_a_family(life: Life, day: dt.date) -> None:
    del life.shop.families["loyal"]
