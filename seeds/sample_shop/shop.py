"""The shop's people and orders, and each person with what only the sample's maker knows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sample_shop.calendar import clock_time
from sample_shop.catalogue import CATEGORIES
from sample_shop.customers import customer_row
from sample_shop.habits import Habits, habits_of, purchase_days, start_day
from sample_shop.markets import COUNTRIES
from sample_shop.orders import order_row
from sample_shop.settings import CUSTOMERS, EXPORTED_AT, GUEST_SHARE, PROSPECT_SHARE, SEED, dice

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Member:
    """A person: the exported rows, and habits and tastes, which no export shows."""

    customer: Row
    habits: Habits
    orders: list[Row]

    @property
    def id(self) -> str:
        """The customer's id."""
        return self.customer["customer_id"]

    @property
    def created_at(self) -> datetime:
        """When the shop first knew the person."""
        return datetime.fromisoformat(self.customer["created_at"])

    @property
    def favourite(self) -> str:
        """The category that the person likes best."""
        if self.habits.is_business:
            return dice("taste", self.id).choices(("office", "lighting", "kitchen"), (7, 2, 1))[0]
        return dice("taste", self.id).choices(CATEGORIES, (5, 4, 3, 2, 4, 1, 3, 3))[0]

    @property
    def contentment(self) -> float:
        """From 0 to 1; those who are likely to leave are less content."""
        noise = dice("contentment", self.id).gauss(0, 0.13)
        return min(max(0.9 - 1.7 * self.habits.leave_probability + noise, 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Shop:
    """All that was exported on the day of the export."""

    customers: list[Row]
    orders: list[Row]
    members: list[Member]


def open_shop() -> Shop:
    """All customers and all orders, each in the order of time."""
    random = Random(SEED)
    shares = [country.share for country in COUNTRIES.values()]
    starts = sorted(start_day(random) for _ in range(CUSTOMERS))
    customers, orders, habits_by_id = [], [], {}
    for number, started_on in enumerate(starts, start=1):
        code = random.choices(tuple(COUNTRIES), shares)[0]
        habits = habits_of(random, started_on)
        customer_id = f"C{number:05d}"
        is_prospect = random.random() < PROSPECT_SHARE
        created_at = clock_time(random, started_on, COUNTRIES[code].utc_offset, habits.is_business)
        if not is_prospect:
            rows = [
                order_row(random, customer_id, code, habits, day, is_first=index == 0)
                for index, day in enumerate(purchase_days(random, habits))
            ]
            first_at = min(datetime.fromisoformat(row["ordered_at"]) for row in rows)
            created_at = min(created_at, first_at - timedelta(minutes=4))
            for row in rows:
                is_guest = row["channel"] != "app" and random.random() < GUEST_SHARE
                orders.append({**row, "customer_id": ""} if is_guest else row)
        customers.append(customer_row(random, number, code, habits, created_at))
        habits_by_id[customer_id] = habits
    exported = f"{EXPORTED_AT:%Y-%m-%d %H:%M:%S}"
    orders = sorted(
        (row for row in orders if row["ordered_at"] < exported),
        key=lambda row: (row["ordered_at"], row["customer_id"]),
    )
    orders = [{"order_id": str(100_000 + n), **row} for n, row in enumerate(orders, start=1)]
    customers = [row for row in customers if row["created_at"] < exported]
    return Shop(customers, orders, _members(customers, orders, habits_by_id))


def _members(customers: list[Row], orders: list[Row], habits: dict[str, Habits]) -> list[Member]:
    orders_by_id: dict[str, list[Row]] = {}
    for order in orders:
        orders_by_id.setdefault(order["customer_id"], []).append(order)
    return [
        Member(row, habits[row["customer_id"]], orders_by_id.get(row["customer_id"], []))
        for row in customers
    ]
