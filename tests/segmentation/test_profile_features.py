"""Profiles and purchases, recomputed with pandas from the sample's exports alone."""

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.segmentation import published
from tests.segmentation.feature_rows import DATES, by_person, features, for_everybody, mode, orders
from tests.segmentation.people import details, of_people, people, read_seed, up_to


@pytest.fixture(scope="module", params=DATES)
def as_of(request: pytest.FixtureRequest) -> dt.date:
    return dt.date.fromisoformat(request.param)


@pytest.fixture(scope="module")
def database(build_sample: Callable[..., Path], as_of: dt.date) -> Path:
    return build_sample(as_of_date=as_of.isoformat())


def test_occasions(database: Path, as_of: dt.date) -> None:
    countries = details(as_of)["country"].to_dict()
    calendar = read_seed("occasions.csv")
    windows: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in calendar.itertuples():
        windows.setdefault((row.occasion, row.country), []).append((row.starts_on, row.ends_on))
    counts: dict[tuple[str, str], list[int]] = {}
    for person, day in zip(orders(as_of)["customer_id"], orders(as_of)["day"], strict=True):
        for (occasion, country), spans in windows.items():
            if country == countries[person]:
                counted = counts.setdefault((person, occasion), [0, 0])
                counted[0] += 1
                counted[1] += any(first <= day.isoformat() <= last for first, last in spans)
    base = {
        occasion: sum(inside for (_, name), (_, inside) in counts.items() if name == occasion)
        / sum(every for (_, name), (every, _) in counts.items() if name == occasion)
        for occasion in calendar["occasion"].unique()
        if any(name == occasion for _, name in counts)
    }
    rows = published.query(
        database,
        "select customer_id, occasion, orders, occasion_orders, occasion_index"
        " from customer_occasions",
    )
    found = {
        (row.customer_id, row.occasion): [
            row.orders,
            row.occasion_orders,
            None if pd.isna(row.occasion_index) else round(row.occasion_index, 9),
        ]
        for row in rows.itertuples()
    }
    assert found == {
        key: [
            every,
            inside,
            # Drawn towards 1 by five orders like those of all.
            round((inside + 5 * base[key[1]]) / (every + 5) / base[key[1]], 9)
            if base[key[1]] and every >= 3
            else None,
        ]
        for key, (every, inside) in counts.items()
    }


def test_the_next_occasion_is_that_of_the_country(database: Path, as_of: dt.date) -> None:
    calendar = read_seed("occasions.csv")
    ahead = calendar[calendar["starts_on"] > as_of.isoformat()]
    first = ahead.sort_values(["starts_on", "occasion"]).groupby("country").first()
    countries = details(as_of)["country"]
    kept = calendar.groupby("country")["occasion"].agg(lambda names: ", ".join(sorted(set(names))))
    expected = {
        person: (
            kept[countries[person]],
            first.at[countries[person], "occasion"],
            (dt.date.fromisoformat(first.at[countries[person], "starts_on"]) - as_of).days,
        )
        for person in set(people(as_of).values())
    }
    columns = ["kept_occasions", "next_occasion", "next_occasion_days"]
    assert features(database, "customer_occasion_mix", columns) == expected
    latest = as_of.isoformat() == max(DATES)
    assert {occasion for _, occasion, _ in expected.values()} == (
        {"halloween", "black_week", "sinterklaas"} if latest else {"easter"}
    )


def share_of(amount: Decimal, share: float) -> Decimal:
    """To the cent; all of it and nothing of it are exact."""
    return amount if share == 1 else Decimal(math.floor(float(amount) * share * 100 + 0.5)) / 100


def test_products_and_margin(database: Path, as_of: dt.date) -> None:
    products = {row.product_id: row for row in read_seed("raw_products.csv").itertuples()}
    bought = orders(as_of)[["order_id", "customer_id", "day", "paid", "kept"]]
    lines: defaultdict[str, list[Any]] = defaultdict(list)
    for line in read_seed("raw_order_items.csv").merge(bought, on="order_id").itertuples():
        lines[line.customer_id].append(line)
    found = {}
    for person, own in lines.items():
        revenue: Counter[str] = Counter()
        margin = margin_of_year = Decimal(0)
        for line in own:
            category = products[line.product_id].category
            share = float(line.kept) / float(line.paid)
            cost = int(line.quantity) * Decimal(products[line.product_id].cost)
            revenue[category] += share_of(Decimal(line.net_amount), share)
            gain = share_of(Decimal(line.net_amount), share) - share_of(cost, share)
            margin += gain
            margin_of_year += gain if line.day > as_of - dt.timedelta(days=365) else 0
        total = sum(revenue.values())
        found[person] = (
            len(revenue),
            min(revenue, key=lambda name: (-revenue[name], name)),
            float(margin),
            float(margin_of_year),
            round(float(margin) / float(total), 9) if total else None,
        )
    columns = ["categories", "top_category", "margin", "margin_365d", "margin_rate"]
    expected = for_everybody(as_of, found, (0, None, 0.0, 0.0, None))
    assert features(database, "customer_products", columns) == expected


def test_channels_and_discounts(database: Path, as_of: dt.date) -> None:
    found = {}
    for person, own in by_person(orders(as_of)).items():
        found[person] = (
            mode((order.channel, order.ordered_at) for order in own),
            round(sum(order.discount_amount != "0.00" for order in own) / len(own), 9),
            round(sum(order.channel != "store" for order in own) / len(own), 9),
        )
    columns = ["preferred_channel", "discounted_order_share", "online_order_share"]
    expected = for_everybody(as_of, found, (None, None, None))
    assert features(database, "customer_orders", columns) == expected


def test_profile(database: Path, as_of: dt.date) -> None:
    answers = of_people(up_to(read_seed("raw_customer_details.csv"), "stated_at", as_of), as_of)
    stated = {row.customer_id: row for row in answers.sort_values("stated_at").itertuples()}
    expected = {}
    customers = details(as_of).to_dict("index")
    for person in set(people(as_of).values()):
        row = customers[person]
        age = None
        if row["birth_date"]:
            born = dt.date.fromisoformat(row["birth_date"])
            age = as_of.year - born.year - ((as_of.month, as_of.day) < (born.month, born.day))
        own = stated.get(person)
        expected[person] = (
            "b2b" if row["account_id"] else "b2c",
            row["gender"] or None,
            age,
            age_band(age),
            row["phone"] != "",
            own is not None,
            own.education if own else None,
            int(own.household_size) if own else None,
        )
    columns = [
        *("customer_type", "gender", "age_years", "age_band", "has_phone", "has_details"),
        *("education", "household_size"),
    ]
    assert features(database, "customer_profile", columns) == expected


def age_band(age: int | None) -> str | None:
    bands = {(0, 17): "under 18", (18, 24): "18-24", (25, 34): "25-34", (35, 44): "35-44"}
    bands |= {(45, 54): "45-54", (55, 64): "55-64", (65, 130): "65+"}
    inside = (name for (first, last), name in bands.items() if first <= (age or -1) <= last)
    return next(inside, None)


def test_geography_and_accounts(database: Path, as_of: dt.date) -> None:
    customers = details(as_of).reset_index()
    sizes = Counter(zip(customers["country"], customers["region"], strict=True))
    contacts = Counter(customers["account_id"])
    regions = read_seed("geo_reference.csv").set_index(["country", "region"]).to_dict("index")
    companies = read_seed("raw_accounts.csv").set_index("account_id").to_dict("index")
    geography, accounts = {}, {}
    for row in customers.itertuples():
        place = (row.country, row.region)
        geography[row.customer_id] = (
            sizes[place],
            regions[place]["urbanity"],
            round(sizes[place] / int(regions[place]["households"]), 9),
            round(int(regions[place]["population"]) / int(regions[place]["area_km2"]), 9),
        )
        employees = companies[row.account_id]["employees"] if row.account_id else ""
        bands = ((11, "1-10"), (51, "11-50"), (251, "51-250"), (1001, "251-1000"), (10**9, "1001+"))
        accounts[row.customer_id] = (
            companies[row.account_id]["industry"] if row.account_id else None,
            next(name for end, name in bands if int(employees) < end) if employees else None,
            contacts[row.account_id] if row.account_id else None,
        )
    columns = ["customers_in_region", "urbanity", "region_penetration", "region_people_per_km2"]
    assert features(database, "customer_geography", columns) == geography
    columns = ["industry", "employee_band", "account_contacts"]
    assert features(database, "customer_account", columns) == accounts
