"""What people did, computed again with pandas from the sample's exports alone."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.segmentation import published
from tests.segmentation.feature_rows import DATES, events, features, for_everybody, mode, orders
from tests.segmentation.people import local_day, of_people, read_seed, up_to


@pytest.fixture(scope="module", params=DATES)
def as_of(request: pytest.FixtureRequest) -> dt.date:
    return dt.date.fromisoformat(request.param)


@pytest.fixture(scope="module")
def database(build_sample: Callable[..., Path], as_of: dt.date) -> Path:
    return build_sample(as_of_date=as_of.isoformat())


def test_web(database: Path, as_of: dt.date) -> None:
    last_order = orders(as_of).groupby("customer_id")["ordered_at"].max().to_dict()
    found = {}
    for person, seen in events(as_of).groupby("customer_id"):
        types = Counter(seen["type"])
        recent = seen[seen["day"] > as_of - dt.timedelta(days=30)]
        fresh = seen[seen["day"] > as_of - dt.timedelta(days=90)]
        # Sorted, the last of each type is kept.
        last = dict(sorted(zip(fresh["type"], fresh["occurred_at"], strict=True)))
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
    year = year[year["day"] > as_of - dt.timedelta(days=365)].sort_values(["at", "event_id"])
    found = {}
    for person, seen in year.groupby("customer_id"):
        in_app = seen[seen["browser"] == "app"]
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
    for person, given_ever in answers.groupby("customer_id"):
        given = given_ever[given_ever["day"] > as_of - dt.timedelta(days=365)]
        by_question = dict(iter(given.groupby("question")))
        latest = {question: rows["answer"].iloc[-1] for question, rows in by_question.items()}
        nps = int(latest["nps"]) if "nps" in latest else None
        groups = (("promoter", 9), ("passive", 7), ("detractor", 0))
        interests = by_question.get("interest")
        if interests is not None:
            interests = interests[interests["answered_at"] == interests["answered_at"].max()]
        ahead = latest.get("occasion_ahead", "none")
        found[person] = (
            given_ever["day"].max(),
            int((given_ever["question"] == "nps").sum()),
            nps,
            by_question["nps"]["day"].iloc[-1] if "nps" in by_question else None,
            next((name for name, least in groups if nps is not None and nps >= least), None),
            int(latest["csat"]) if "csat" in latest else None,
            latest.get("stated_need"),
            latest.get("value"),
            None if interests is None else ", ".join(sorted(set(interests["answer"]))),
            *(latest.get(name) for name in ("attitude", "lifestyle", "driver")),
            None if ahead == "none" else ahead,
            None
            if ahead == "none"
            else (as_of - by_question["occasion_ahead"]["day"].iloc[-1]).days,
        )
    columns = [
        *("last_answer_on", "nps_answers", "nps_score", "nps_on", "nps_group", "csat_score"),
        *("stated_need", "stated_value", "stated_interests", "stated_attitude"),
        *("stated_lifestyle", "stated_driver", "occasion_ahead", "occasion_ahead_age_days"),
    ]
    expected = for_everybody(as_of, found, (None, 0, *(None,) * 12))
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
