"""Behavioural features, recomputed with pandas from the sample's exports alone."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.segmentation import published
from tests.segmentation.feature_rows import (
    DATES,
    by_person,
    events,
    features,
    for_everybody,
    mode,
    orders,
)
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
    for person, seen in by_person(events(as_of)).items():
        types = Counter(event.type for event in seen)
        recent = [event for event in seen if event.day > as_of - dt.timedelta(days=30)]
        fresh = [event for event in seen if event.day > as_of - dt.timedelta(days=90)]
        # Sorted, the last of each type is kept.
        last = dict(sorted((event.type, event.occurred_at) for event in fresh))
        last_day = max(event.day for event in seen)
        ordered = last_order.get(person, "")
        found[person] = (
            len({event.session for event in seen}),
            len({event.session for event in recent}),
            min(event.day for event in seen),
            last_day,
            (as_of - last_day).days,
            *(types[kind] for kind in ("view", "search", "cart", "checkout")),
            len({event.product_id for event in seen if event.type == "view"}),
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
    for person, seen in by_person(year).items():
        in_app = [event for event in seen if event.browser == "app"]
        found[person] = (
            *(
                mode((getattr(event, trait), event.at) for event in seen)
                for trait in ("device", "os", "browser")
            ),
            len({event.anonymous_id for event in seen}),
            round(len(in_app) / len(seen), 9),
            in_app[-1].app_version if in_app else None,
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
    for person, asked in by_person(tickets).items():
        closed = [each for each in asked if each.closed is not None and each.closed <= as_of]
        marks = [int(ticket.csat) for ticket in closed if ticket.csat]
        recent = [ticket for ticket in asked if ticket.day > as_of - dt.timedelta(days=365)]
        found[person] = (
            len(asked),
            len(recent),
            len(asked) - len(closed),
            sum(ticket.severity == "high" for ticket in asked),
            round(sum(marks) / len(marks), 9) if marks else None,
            max(ticket.day for ticket in asked),
            mode((ticket.topic, ticket.opened_at) for ticket in asked),
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
    for person, given_ever in by_person(answers).items():
        given = [answer for answer in given_ever if answer.day > as_of - dt.timedelta(days=365)]
        # Sorted by their moment, the last to each question is kept.
        last = {answer.question: answer for answer in given}
        latest = {question: answer.answer for question, answer in last.items()}
        nps = int(latest["nps"]) if "nps" in latest else None
        groups = (("promoter", 9), ("passive", 7), ("detractor", 0))
        interests = {
            answer.answer
            for answer in given
            if answer.question == "interest" and answer.answered_at == last["interest"].answered_at
        }
        ahead = latest.get("occasion_ahead", "none")
        found[person] = (
            max(answer.day for answer in given_ever),
            sum(answer.question == "nps" for answer in given_ever),
            nps,
            last["nps"].day if "nps" in last else None,
            next((name for name, least in groups if nps is not None and nps >= least), None),
            int(latest["csat"]) if "csat" in latest else None,
            latest.get("stated_need"),
            latest.get("value"),
            ", ".join(sorted(interests)) if interests else None,
            *(latest.get(name) for name in ("attitude", "lifestyle", "driver")),
            None if ahead == "none" else ahead,
            None if ahead == "none" else (as_of - last["occasion_ahead"].day).days,
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
    by_send: dict[str, list[Any]] = defaultdict(list)
    for response in responses.itertuples(index=False):
        by_send[response.send_id].append(response)
    found = {}
    for person, chosen in by_person(sends).items():
        sent = [send for send in chosen if send.variant != "control"]
        came = [by_send[send.send_id] for send in sent if send.send_id in by_send]
        types = Counter(kind for rows in came for kind in {row.type for row in rows})
        revenue = sum(Decimal(row.revenue) for rows in came for row in rows if row.revenue)
        recent = sum(send.day > as_of - dt.timedelta(days=30) for send in sent)
        arrived = len(sent) - types["bounce"]
        found[person] = (
            len(sent),
            recent,
            len(chosen) - len(sent),
            *(types[kind] for kind in ("bounce", "open", "click", "conversion")),
            round(types["open"] / arrived, 9) if arrived else None,
            float(revenue),
            types["unsubscribe"] > 0,
            max((send.day for send in sent), default=None),
            recent >= 3,
        )
    columns = [
        *("sends", "sends_30d", "control_sends", "bounces", "opens", "clicks", "conversions"),
        *("open_rate", "campaign_revenue", "has_unsubscribed", "last_sent_on", "is_fatigued"),
    ]
    nothing = (0, 0, 0, 0, 0, 0, 0, None, 0.0, False, None, False)
    assert features(database, "customer_campaigns", columns) == for_everybody(as_of, found, nothing)


def test_features_hold_what_the_tables_hold(database: Path) -> None:
    """customer_features has each row and value of the feature tables exactly once."""
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
