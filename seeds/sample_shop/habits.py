"""How customers buy, as the BG/NBD model says (Fader, Hardie & Lee 2005)."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sample_shop.calendar import BUSY, demand
from sample_shop.settings import BUSINESS_SHARE, EXPORTED_AT, OPENED_ON


@dataclass(frozen=True, slots=True)
class Habits:
    """How one customer buys; rates are a day, amounts in euros."""

    daily_rate: float
    leave_probability: float
    usual_amount: float
    bargain: float
    app: float
    is_business: bool
    started_on: date
    birthday_noise: float


def habits_of(random: Random, started_on: date) -> Habits:
    """A customer drawn from the population of those who start on that day."""
    is_business = random.random() < BUSINESS_SHARE
    if is_business:
        rate = random.gammavariate(1.6, 7.0) + 0.5
        leaves = random.betavariate(0.8, 9.0)
        amount = random.lognormvariate(math.log(165), 0.65)
    else:
        rate = random.gammavariate(0.75, 9.8) + 0.15
        leaves = random.betavariate(0.7, 4.6)
        amount = random.lognormvariate(math.log(42), 0.55)
    return Habits(
        daily_rate=rate / 365,
        leave_probability=leaves,
        usual_amount=amount,
        bargain=random.betavariate(1.2, 3.0),
        app=random.betavariate(0.8, 1.2),
        is_business=is_business,
        started_on=started_on,
        birthday_noise=random.random(),
    )


def purchase_days(random: Random, habits: Habits) -> list[date]:
    """The days on which a customer buys, the first included, until leaving or the export."""
    days = [habits.started_on]
    elapsed = float((habits.started_on - OPENED_ON).days)
    end = (EXPORTED_AT.date() - OPENED_ON).days + 1
    while random.random() >= habits.leave_probability:
        while True:
            elapsed += random.expovariate(habits.daily_rate * BUSY)
            if elapsed >= end:
                return days
            day = OPENED_ON + timedelta(days=int(elapsed))
            if random.random() * BUSY < demand(day, habits.is_business):
                break
        days.append(day)
    return days


def start_day(random: Random) -> date:
    """A first day: more of them in season, and more as the shop grows."""
    span = (EXPORTED_AT.date() - OPENED_ON).days + 1
    while True:
        position = random.random()
        day = OPENED_ON + timedelta(days=int(position * span))
        if random.random() * BUSY * 1.4 < demand(day, False) * (0.8 + 0.6 * position):
            return day
