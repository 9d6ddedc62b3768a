"""Orders: channel, discount, currency, whether they come back."""

import math
from datetime import date
from random import Random

from sample_shop.calendar import clock_time, in_black_week
from sample_shop.habits import Habits
from sample_shop.markets import COUNTRIES
from sample_shop.settings import OPENED_ON

COLUMNS = [
    *("order_id", "customer_id", "ordered_at", "status", "channel"),
    *("currency", "net_amount", "discount_amount", "rate_to_eur"),
]


def channel_of(random: Random, day: date, habits: Habits, country: str) -> str:
    """Where the customer buys; over the years the app takes from the web."""
    progress = (day - OPENED_ON).days / 1096
    app = habits.app * (0.25 + 0.75 * progress)
    weights = {
        "web": max(0.65 - 0.6 * app, 0.05),
        "app": 0.04 + app if not habits.is_business else 0.02,
        "store": 0.16 if country in ("DE", "AT") and day.weekday() < 6 else 0.0,
        "marketplace": 0.09 if not habits.is_business else 0.03,
    }
    return random.choices(tuple(weights), tuple(weights.values()))[0]


def discount_share(random: Random, day: date, habits: Habits, is_first: bool) -> float:
    """What part of the price is taken off: campaigns, welcome vouchers, haggling customers."""
    if in_black_week(day):
        offered, rate = 0.75, 0.20
    elif day.month == 1 and day.day >= 3:
        offered, rate = 0.55, 0.30
    elif (6, 20) <= (day.month, day.day) <= (7, 20):
        offered, rate = 0.45, 0.25
    elif (2, 5) <= (day.month, day.day) <= (2, 14):
        offered, rate = 0.40, 0.15
    else:
        offered, rate = 0.10, 0.10
    if is_first and random.random() < 0.35:
        return 0.10
    return rate if random.random() < offered * (0.4 + 1.8 * habits.bargain) else 0.0


def rate_to_eur(currency: str, day: date) -> float:
    """An invented rate that moves slowly, four decimals."""
    level, swing = {"EUR": (1.0, 0.0), "GBP": (1.163, 0.02), "USD": (0.921, 0.03)}.get(
        currency, (0.2265, 0.01)
    )
    months = (day.year - 2022) * 12 + day.month
    return round(level + swing * math.sin(months / 5.0), 4)


def order_row(
    random: Random, customer_id: str, code: str, habits: Habits, day: date, is_first: bool
) -> dict[str, str]:
    """One order without its number."""
    country = COUNTRIES[code]
    channel = channel_of(random, day, habits, code)
    rate = rate_to_eur(country.currency, day)
    euros = max(habits.usual_amount * random.gammavariate(3.0, 1 / 3.0), 4.9)
    gift = 1.2 if day.month == 12 and day.day < 24 else 1.0
    list_price = round(euros * gift / rate, 2)
    discount = round(list_price * discount_share(random, day, habits, is_first), 2)
    returned = {"web": 0.075, "app": 0.07, "store": 0.02, "marketplace": 0.10}[channel]
    status = random.choices(
        ("completed", "returned", "cancelled"), (1 - returned - 0.025, returned, 0.025)
    )[0]
    if channel == "store" and habits.is_business:
        status = "completed"
    at = clock_time(random, day, country.utc_offset, habits.is_business)
    return {
        "customer_id": customer_id,
        "ordered_at": f"{at:%Y-%m-%d %H:%M:%S}",
        "status": status,
        "channel": channel,
        "currency": country.currency,
        "net_amount": f"{list_price - discount:.2f}",
        "discount_amount": f"{discount:.2f}",
        "rate_to_eur": f"{rate:.4f}",
    }
