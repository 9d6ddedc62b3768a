"""The features of every sample customer, computed again with pandas from the exports alone."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from tests.segmentation import published
from tests.segmentation.people import (
    local_day,
    of_people,
    people,
    read_seed,
    sample_owners,
    up_to,
)

CENT = Decimal("0.01")
Features = dict[str, tuple[object, ...]]


@pytest.fixture(scope="module", params=["2025-06-30", "2024-02-29"])
def as_of(request: pytest.FixtureRequest) -> dt.date:
    return dt.date.fromisoformat(request.param)


@pytest.fixture(scope="module")
def database(build_sample: Callable[..., Path], as_of: dt.date) -> Path:
    return build_sample(as_of_date=as_of.isoformat())


def features(database: Path, table: str, columns: Iterable[str]) -> Features:
    """Rows by customer, with None for what is NULL and plain dates."""
    rows = published.query(database, f"select customer_id, {', '.join(columns)} from {table}")
    values = rows.astype(object).where(rows.notna(), None)
    return {row[0]: tuple(map(_plain, row[1:])) for row in values.itertuples(index=False)}


def _plain(value: object) -> object:
    if isinstance(value, pd.Timestamp):
        return value.date()
    return round(value, 9) if isinstance(value, float) else value


def for_everybody(as_of: dt.date, found: Features, otherwise: tuple[object, ...]) -> Features:
    """The found rows, and the same values for all other people."""
    return {person: found.get(person, otherwise) for person in set(people(as_of).values())}


def mode(values: Iterable[tuple[str, object]]) -> str | None:
    """The most frequent name; of equally frequent ones the one seen last."""
    values = list(values)
    counts = Counter(name for name, _ in values)
    last = {name: max(seen for other, seen in values if other == name) for name in counts}
    best = sorted(counts, key=lambda name: (counts[name], last[name]))
    return best[-1] if best else None


@cache
def orders(as_of: dt.date) -> pd.DataFrame:
    rows = read_seed("raw_orders.csv")
    rows = of_people(up_to(rows[rows["status"] != "cancelled"], "ordered_at", as_of), as_of)
    paid = [
        (Decimal(amount) * Decimal(rate)).quantize(CENT, ROUND_HALF_UP)
        for amount, rate in zip(rows["net_amount"], rows["rate_to_eur"], strict=True)
    ]
    return rows.assign(paid=paid)


@cache
def events(as_of: dt.date) -> pd.DataFrame:
    """Web events with their sessions and owners, found event by event."""
    rows = up_to(read_seed("raw_web_events.csv"), "occurred_at", as_of)
    rows = rows.assign(
        at=pd.to_datetime(rows["occurred_at"]), login=rows["customer_id"].map(people(as_of))
    )
    devices = {
        key[1]: owner for key, (owner, _) in sample_owners(as_of).items() if key[0] == "device"
    }
    known = set(people(as_of).values())
    sessions, owners = {}, {}
    for anonymous_id, seen in rows.groupby("anonymous_id"):
        visits: list[list[object]] = []
        for event in sorted(seen.itertuples(), key=lambda event: (event.at, event.event_id)):
            if not visits or event.at - visits[-1][-1].at > dt.timedelta(minutes=30):
                visits.append([])
            visits[-1].append(event)
        for number, visit in enumerate(visits):
            logins = {event.login for event in visit if isinstance(event.login, str)}
            for event in visit:
                sessions[event.event_id] = (anonymous_id, number)
                owner = devices.get(anonymous_id)
                if isinstance(event.login, str):
                    owner = event.login
                elif len(logins) == 1:
                    (owner,) = logins
                owners[event.event_id] = owner if owner in known else None
    rows = rows.assign(
        session=rows["event_id"].map(sessions), customer_id=rows["event_id"].map(owners)
    )
    return rows[rows["customer_id"].notna()]


def test_web(database: Path, as_of: dt.date) -> None:
    last_order = orders(as_of).groupby("customer_id")["ordered_at"].max().to_dict()
    found = {}
    for person, seen in events(as_of).groupby("customer_id"):
        types = Counter(seen["type"])
        recent = seen[seen["day"] > as_of - dt.timedelta(days=30)]
        last = {kind: seen[seen["type"] == kind]["occurred_at"].max() for kind in types}
        ordered = last_order.get(person, "")
        found[person] = (
            seen["session"].nunique(),
            recent["session"].nunique(),
            seen["day"].min(),
            seen["day"].max(),
            (as_of - seen["day"].max()).days,
            *(types[kind] for kind in ("view", "search", "cart", "checkout")),
            seen[seen["type"] == "view"]["product_id"].nunique(),
            last.get("view", "") > ordered,
            last.get("cart", "") > ordered,
        )
    columns = [
        *("sessions", "sessions_30d", "first_visit_on", "last_visit_on", "visit_recency_days"),
        *("views", "searches", "carts", "checkouts", "products_viewed"),
        *("browse_no_buy", "has_left_cart"),
    ]
    nothing = (0, 0, None, None, None, 0, 0, 0, 0, 0, False, False)
    expected = for_everybody(as_of, found, nothing)
    assert features(database, "customer_web", columns) == expected
    assert sum(row[-2] for row in expected.values()) > 50


def test_technographics(database: Path, as_of: dt.date) -> None:
    ever = events(as_of).groupby("customer_id")["os"].nunique().to_dict()
    year = events(as_of)
    year = year[year["day"] > as_of - dt.timedelta(days=365)]
    found = {}
    for person, seen in year.groupby("customer_id"):
        in_app = seen[seen["browser"] == "app"].sort_values(["at", "event_id"])
        found[person] = (
            *(
                mode(zip(seen[trait], seen["at"], strict=True))
                for trait in ("device", "os", "browser")
            ),
            seen["anonymous_id"].nunique(),
            round(len(in_app) / len(seen), 9),
            in_app["app_version"].iloc[-1] if len(in_app) else None,
        )
    everybody = for_everybody(as_of, found, (None,) * 6)
    expected = {person: (*row, ever.get(person, 0) > 1) for person, row in everybody.items()}
    columns = [
        *("main_device", "main_os", "main_browser", "devices", "app_share", "app_version"),
        "has_changed_os",
    ]
    assert features(database, "customer_technographics", columns) == expected


def test_support(database: Path, as_of: dt.date) -> None:
    tickets = of_people(up_to(read_seed("raw_support_tickets.csv"), "opened_at", as_of), as_of)
    tickets = tickets.assign(closed=local_day(tickets["closed_at"]))
    found = {}
    for person, asked in tickets.groupby("customer_id"):
        is_closed = asked["closed"].map(lambda day: day is not None and day <= as_of)
        closed = asked[is_closed.astype(bool)]
        marks = [int(mark) for mark in closed["csat"] if mark]
        recent = asked[asked["day"] > as_of - dt.timedelta(days=365)]
        found[person] = (
            len(asked),
            len(recent),
            len(asked) - len(closed),
            sum(asked["severity"] == "high"),
            round(sum(marks) / len(marks), 9) if marks else None,
            asked["day"].max(),
            mode(zip(asked["topic"], asked["opened_at"], strict=True)),
            len(recent) >= 2,
        )
    columns = [
        *("tickets", "tickets_365d", "open_tickets", "severe_tickets", "average_ticket_csat"),
        *("last_ticket_on", "top_ticket_topic", "is_support_heavy"),
    ]
    expected = for_everybody(as_of, found, (0, 0, 0, 0, None, None, None, False))
    assert features(database, "customer_support", columns) == expected


def test_feedback(database: Path, as_of: dt.date) -> None:
    answers = of_people(up_to(read_seed("raw_survey_responses.csv"), "answered_at", as_of), as_of)
    answers = answers.sort_values(["answered_at", "response_id"])
    found = {}
    for person, given in answers.groupby("customer_id"):
        by_question = dict(iter(given.groupby("question")))
        latest = {question: rows["answer"].iloc[-1] for question, rows in by_question.items()}
        nps = int(latest["nps"]) if "nps" in latest else None
        groups = (("promoter", 9), ("passive", 7), ("detractor", 0))
        interests = by_question.get("interest")
        if interests is not None:
            interests = interests[interests["answered_at"] == interests["answered_at"].max()]
        found[person] = (
            given["day"].max(),
            len(by_question.get("nps", ())),
            nps,
            by_question["nps"]["day"].iloc[-1] if "nps" in by_question else None,
            next((name for name, least in groups if nps is not None and nps >= least), None),
            int(latest["csat"]) if "csat" in latest else None,
            latest.get("stated_need"),
            latest.get("value"),
            None if interests is None else ", ".join(sorted(set(interests["answer"]))),
        )
    columns = [
        *("last_answer_on", "nps_answers", "nps_score", "nps_on", "nps_group", "csat_score"),
        *("stated_need", "stated_value", "stated_interests"),
    ]
    expected = for_everybody(as_of, found, (None, 0, *(None,) * 7))
    assert features(database, "customer_feedback", columns) == expected


def test_people_who_recommend_the_shop_stay_with_it(database: Path) -> None:
    lapsed = published.query(
        database,
        """
        select nps_group, avg(cast(recency_days > lapse_limit_days as double)) as share
        from customer_features where nps_group is not null group by nps_group
        """,
    )
    shares = dict(zip(lapsed["nps_group"], lapsed["share"], strict=True))
    assert shares["promoter"] < shares["passive"] < shares["detractor"]


def test_campaigns(database: Path, as_of: dt.date) -> None:
    sends = of_people(up_to(read_seed("raw_campaign_sends.csv"), "sent_at", as_of), as_of)
    responses = up_to(read_seed("raw_campaign_responses.csv"), "responded_at", as_of)
    by_send = dict(iter(responses.groupby("send_id")))
    found = {}
    for person, chosen in sends.groupby("customer_id"):
        sent = chosen[chosen["variant"] != "control"]
        came = [by_send[send] for send in sent["send_id"] if send in by_send]
        types = Counter(kind for rows in came for kind in set(rows["type"]))
        revenue = sum(Decimal(euros) for rows in came for euros in rows["revenue"] if euros)
        recent = int((sent["day"] > as_of - dt.timedelta(days=30)).sum())
        arrived = len(sent) - types["bounce"]
        found[person] = (
            len(sent),
            recent,
            len(chosen) - len(sent),
            *(types[kind] for kind in ("bounce", "open", "click", "conversion")),
            round(types["open"] / arrived, 9) if arrived else None,
            float(revenue),
            types["unsubscribe"] > 0,
            sent["day"].max() if len(sent) else None,
            recent >= 3,
        )
    columns = [
        *("sends", "sends_30d", "control_sends", "bounces", "opens", "clicks", "conversions"),
        *("open_rate", "campaign_revenue", "has_unsubscribed", "last_sent_on", "is_fatigued"),
    ]
    nothing = (0, 0, 0, 0, 0, 0, 0, None, 0.0, False, None, False)
    assert features(database, "customer_campaigns", columns) == for_everybody(as_of, found, nothing)


def test_occasions(database: Path, as_of: dt.date) -> None:
    countries = read_seed("raw_customers.csv").set_index("customer_id")["country"].to_dict()
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
            round(inside / every / base[key[1]], 9) if base[key[1]] else None,
        ]
        for key, (every, inside) in counts.items()
    }


def test_products_and_margin(database: Path, as_of: dt.date) -> None:
    products = read_seed("raw_products.csv").set_index("product_id")
    bought = orders(as_of)[["order_id", "customer_id", "day", "status"]]
    lines = read_seed("raw_order_items.csv").merge(bought, on="order_id")
    found = {}
    for person, own in lines.groupby("customer_id"):
        revenue: Counter[str] = Counter()
        margin = margin_of_year = Decimal(0)
        for line in own.itertuples():
            category = products.at[line.product_id, "category"]
            kept = line.status == "completed"
            revenue[category] += Decimal(line.net_amount) if kept else 0
            cost = int(line.quantity) * Decimal(products.at[line.product_id, "cost"])
            gain = Decimal(line.net_amount) - cost if kept else Decimal(0)
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
    for person, own in orders(as_of).groupby("customer_id"):
        found[person] = (
            mode(zip(own["channel"], own["ordered_at"], strict=True)),
            round(float((own["discount_amount"] != "0.00").mean()), 9),
            round(float((own["channel"] != "store").mean()), 9),
        )
    columns = ["preferred_channel", "discounted_order_share", "online_order_share"]
    expected = for_everybody(as_of, found, (None, None, None))
    assert features(database, "customer_orders", columns) == expected


def test_profile(database: Path, as_of: dt.date) -> None:
    details = of_people(up_to(read_seed("raw_customer_details.csv"), "stated_at", as_of), as_of)
    stated = {row.customer_id: row for row in details.sort_values("stated_at").itertuples()}
    expected = {}
    customers = read_seed("raw_customers.csv").set_index("customer_id")
    for person in set(people(as_of).values()):
        row = customers.loc[person]
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
    customers = read_seed("raw_customers.csv")
    customers = customers[customers["customer_id"].isin(set(people(as_of).values()))]
    sizes = Counter(zip(customers["country"], customers["region"], strict=True))
    contacts = Counter(customers["account_id"])
    regions = read_seed("geo_reference.csv").set_index(["country", "region"])
    companies = read_seed("raw_accounts.csv").set_index("account_id")
    geography, accounts = {}, {}
    for row in customers.itertuples():
        place = (row.country, row.region)
        geography[row.customer_id] = (
            sizes[place],
            regions.at[place, "urbanity"],
            round(sizes[place] / int(regions.at[place, "households"]), 9),
        )
        employees = companies.at[row.account_id, "employees"] if row.account_id else ""
        bands = ((11, "1-10"), (51, "11-50"), (251, "51-250"), (1001, "251-1000"), (10**9, "1001+"))
        accounts[row.customer_id] = (
            companies.at[row.account_id, "industry"] if row.account_id else None,
            next(name for end, name in bands if int(employees) < end) if employees else None,
            contacts[row.account_id] if row.account_id else None,
        )
    columns = ["customers_in_region", "urbanity", "region_penetration"]
    assert features(database, "customer_geography", columns) == geography
    columns = ["industry", "employee_band", "account_contacts"]
    assert features(database, "customer_account", columns) == accounts


def test_features_hold_what_the_tables_hold(database: Path) -> None:
    """Each row and value of the feature tables is in customer_features, none is multiplied."""
    differences = published.query(
        database,
        """
        select count(*) as n from customer_features as f
        full join customer_web as w using (customer_id)
        full join customer_support as s using (customer_id)
        full join customer_campaigns as c using (customer_id)
        full join customer_feedback as b using (customer_id)
        full join customer_account as a using (customer_id)
        full join customer_occasion_mix as o using (customer_id)
        full join known_customers as k using (customer_id)
        where f.views is distinct from w.views or f.tickets is distinct from s.tickets
            or f.opens is distinct from c.opens or f.nps_score is distinct from b.nps_score
            or f.industry is distinct from a.industry or f.account_id is distinct from k.account_id
            or f.top_occasion is distinct from o.top_occasion
            or f.occasion_index_christmas is distinct from o.occasion_index_christmas
        """,
    )
    assert differences["n"].tolist() == [0]
