"""People: names, addresses, and what the shop knows of them."""

import unicodedata
from datetime import date, datetime, timedelta
from random import Random

from sample_shop.habits import Habits
from sample_shop.markets import COUNTRIES, JOB_TITLES

COLUMNS = [
    *("customer_id", "account_id", "first_name", "last_name", "email", "phone", "birth_date"),
    *("gender", "country", "region", "city", "postal_code", "language", "job_title", "created_at"),
]


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
