"""Writes the sample shop's exports, raw_customers.csv and raw_orders.csv, the same bytes each time.

    python seeds/generate_sample.py [directory]

The shop, its people and its figures are invented. Customers buy as the BG/NBD model says (Fader,
Hardie & Lee 2005): each at a rate of their own (gamma), leaving for good after any purchase with a
probability of their own (beta); what they spend is lognormal between customers and gamma between
the orders of one. Seasons, weekdays and hours thin the stream of purchases.
"""

import csv
import math
import sys
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from sample_markets import COUNTRIES, JOB_TITLES

SEED = 20250630
CUSTOMERS = 4_000
OPENED_ON = date(2022, 7, 1)
EXPORTED_AT = datetime(2025, 7, 1, 9, 0)  # UTC; half a day after the sample's as-of date
PROSPECT_SHARE = 0.05
BUSINESS_SHARE = 0.06
GUEST_SHARE = 0.04
BUSY = 3.2  # the highest value that `demand` can take

CUSTOMER_COLUMNS = [
    *("customer_id", "account_id", "first_name", "last_name", "email", "phone", "birth_date"),
    *("gender", "country", "region", "city", "postal_code", "language", "job_title", "created_at"),
]
ORDER_COLUMNS = [
    *("order_id", "customer_id", "ordered_at", "status", "channel"),
    *("currency", "net_amount", "discount_amount", "rate_to_eur"),
]


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


def season(day: date) -> float:
    """Demand of the season, 1.0 being an ordinary day: sales, Valentine's, Christmas, summer."""
    month_day = (day.month, day.day)
    if in_black_week(day):
        return 2.3
    if (12, 1) <= month_day <= (12, 19):
        return 1.75
    if (12, 20) <= month_day <= (12, 26):
        return 0.5
    if (2, 5) <= month_day <= (2, 13):
        return 1.4
    if (7, 15) <= month_day <= (8, 25):
        return 0.72
    return 0.95


def in_black_week(day: date) -> bool:
    """Whether the day is from the Monday before Black Friday to the Monday after it."""
    first = date(day.year, 11, 1)
    thanksgiving = first + timedelta(days=(3 - first.weekday()) % 7 + 21)
    return -3 <= (day - thanksgiving).days <= 4


def demand(day: date, is_business: bool) -> float:
    """How much is bought on a day, relative to an ordinary one; at most BUSY."""
    weekday = day.weekday()
    if is_business:
        return (0.05 if weekday >= 5 else 1.35) * (0.4 if (day.month, day.day) > (12, 19) else 1.0)
    return season(day) * (0.93, 0.92, 0.94, 0.97, 1.0, 0.95, 1.29)[weekday]


def is_summer_time(day: date) -> bool:
    """Whether the European Union's clocks are an hour ahead on that day."""
    return _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10)


def _last_sunday(year: int, month: int) -> date:
    end = date(year, month, 31)
    return end - timedelta(days=(end.weekday() + 1) % 7)


def clock_time(random: Random, day: date, offset: int, is_business: bool) -> datetime:
    """A moment of shopping on a local day, as UTC: evenings, or office hours."""
    if is_business:
        hour = min(max(random.gauss(11.5, 2.4), 6.0), 19.5)
    else:
        peak = random.choices((11.0, 16.0, 20.5), (3, 3, 5))[0]
        hour = random.gauss(peak, 1.9) % 24
    seconds = int(hour * 3600)
    local = datetime(day.year, day.month, day.day) + timedelta(seconds=min(seconds, 86_399))
    return local - timedelta(hours=offset + is_summer_time(day))


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


def ascii_name(name: str) -> str:
    """The name as it stands in an e-mail address."""
    plain = name.translate(str.maketrans({"ß": "ss", "ı": "i", "ł": "l", "Ł": "l"}))  # noqa: RUF001
    folded = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return "".join(letter for letter in folded.lower() if letter.isalnum())


def address(random: Random, code: str) -> dict[str, str]:
    """A city with region and postal code; a country's first cities have more people."""
    places = [line.split(" | ") for line in COUNTRIES[code].places.split("\n")[1:]]
    weights = [1 / rank for rank in range(1, len(places) + 1)]
    city, region, codes = random.choices(places, weights)[0]
    postal_code = random.choice(codes.split(","))
    if code == "GB":
        postal_code += "".join(random.choices("ABDEFGHJLNPQRSTUWXYZ", k=2))
    return {"region": region, "city": city.strip(), "postal_code": postal_code}


def customer_row(
    random: Random, number: int, code: str, habits: Habits, created_at: datetime
) -> dict[str, str]:
    """One customer; birth date, gender and phone are often not known."""
    country = COUNTRIES[code]
    is_female = random.random() < 0.58
    first = random.choice((country.female if is_female else country.male).split(","))
    last = random.choice(country.last.split(","))
    domain = "example.org" if habits.is_business else "example.com"
    email = f"{ascii_name(first)}.{ascii_name(last)}{number}@{domain}"
    age = 18 + int(62 * (0.15 + 0.85 * habits.birthday_noise) ** 1.3)
    born_on = date(2025 - age, 1, 1) + timedelta(days=random.randrange(365))
    knows_birthday = not habits.is_business and random.random() < 0.62
    gender = random.choices(("f" if is_female else "m", "x", ""), (0.68, 0.01, 0.31))[0]
    has_phone = country.phone and random.random() < 0.35
    has_title = habits.is_business and random.random() < 0.85
    return {
        "customer_id": f"C{number:05d}",
        "account_id": f"A{random.randrange(1, 120):04d}" if habits.is_business else "",
        "first_name": first,
        "last_name": last,
        "email": email.title() if random.random() < 0.06 else email,
        "phone": country.phone.format(random.randrange(100, 200)) if has_phone else "",
        "birth_date": born_on.isoformat() if knows_birthday else "",
        "gender": gender,
        "country": code,
        **address(random, code),
        "language": "en" if random.random() < 0.07 else country.language,
        "job_title": random.choice(JOB_TITLES) if has_title else "",
        "created_at": f"{created_at:%Y-%m-%d %H:%M:%S}",
    }


def generate(random: Random) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """All customers and all orders, each in the order of time."""
    shares = [country.share for country in COUNTRIES.values()]
    starts = sorted(start_day(random) for _ in range(CUSTOMERS))
    customers, orders = [], []
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
    exported = f"{EXPORTED_AT:%Y-%m-%d %H:%M:%S}"
    orders = sorted(
        (row for row in orders if row["ordered_at"] < exported),
        key=lambda row: (row["ordered_at"], row["customer_id"]),
    )
    numbered = [{"order_id": str(100_000 + n), **row} for n, row in enumerate(orders, start=1)]
    return [row for row in customers if row["created_at"] < exported], numbered


def write(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    """A CSV file in UTF-8 with LF, whatever the system."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(directory: Path) -> None:
    """Write both files into the directory."""
    customers, orders = generate(Random(SEED))
    write(directory / "raw_customers.csv", CUSTOMER_COLUMNS, customers)
    write(directory / "raw_orders.csv", ORDER_COLUMNS, orders)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
