"""Reachability, feedback, priority and market, on rows counted by hand."""

import json
import math
import shutil
from pathlib import Path

import pytest
from scipy.integrate import solve_ivp
from statsmodels.stats.proportion import confint_proportions_2indep

from tests.action.tiny import (
    MEMBERSHIP,
    OTHERWISE,
    built,
    change_table,
    families_file,
    write_tiny,
)
from tests.projects import rows

# What each customer is there for. Channels: email needs an address; post has none in this shop.
CASES = {
    "fine": None,
    "returned": None,  # withdrawn, granted again
    "lifted": None,  # was suppressed
    "later": None,  # withdraws tomorrow
    "reader": None,  # bounced twice, then read something
    "asked_again": None,  # unsubscribed, granted after that
    "fraud": "suppression",  # everywhere, and has no address either
    "complained": "suppression",
    "nowhere": "no_address",  # and never asked
    "silent": "no_consent",
    "left": "withdrawn",
    "both_at_once": "withdrawn",
    "unsubscribed": "withdrawn",
    "bouncing": "bounce",  # and tired
    "tired": "fatigue",
}
CONSENTS = """customer_id:varchar channel:varchar status:varchar changed_at:timestamp
fine email granted 2024-01-01
fine sms granted 2024-01-01
returned email withdrawn 2024-01-01
returned email granted 2024-02-01
lifted email granted 2024-01-01
later email granted 2024-01-01
later email withdrawn 2025-07-01
reader email granted 2024-01-01
asked_again email granted 2025-06-20
fraud email granted 2024-01-01
complained email granted 2024-01-01
left email granted 2024-01-01
left email withdrawn 2024-02-01
both_at_once email granted 2024-01-01
both_at_once email withdrawn 2024-01-01
unsubscribed email granted 2024-01-01
bouncing email granted 2024-01-01
tired email granted 2024-01-01"""
SUPPRESSIONS = """customer_id:varchar channel:varchar suppressed_at:timestamp lifted_at:timestamp
fraud all 2024-01-01 -
complained email 2024-01-01 -
lifted email 2024-01-01 2024-02-01
fine phone 2024-01-01 -"""
CAMPAIGNS = """campaign_id:varchar channel:varchar
k1 email
k2 email
k3 email
k4 sms"""
SENDS = """send_id:int campaign_id:varchar customer_id:varchar is_control:bool sent_at:timestamp
1 k1 reader false 2025-01-01
2 k2 reader false 2025-02-01
3 k3 reader false 2025-03-01
4 k1 bouncing false 2025-06-01
5 k2 bouncing false 2025-06-10
6 k3 bouncing false 2025-06-20
7 k1 tired false 2025-06-01
8 k2 tired false 2025-06-10
9 k3 tired false 2025-06-20
10 k1 unsubscribed false 2025-01-01
11 k1 asked_again false 2025-01-01
12 k1 fine true 2025-06-01
13 k2 fine false 2025-06-10
14 k3 fine false 2025-06-20
15 k4 fine false 2025-06-25"""
RESPONSES = """send_id:int response_type:varchar responded_at:timestamp revenue:double
1 bounce 2025-01-01 -
2 bounce 2025-02-01 -
3 open 2025-03-01 -
4 bounce 2025-06-01 -
5 bounce 2025-06-10 -
10 unsubscribe 2025-01-02 -
11 unsubscribe 2025-01-02 -"""


@pytest.fixture(scope="module")
def reachability(tmp_path_factory: pytest.TempPathFactory) -> Path:
    names = list(CASES)
    ids = "\n".join(f"{name} {name} 2025-06-30" for name in names)
    addresses = "\n".join(
        f"{name} {'-' if name in ('nowhere', 'fraud') else name + '@example.com'} - -"
        for name in names
    )
    folder = write_tiny(
        tmp_path_factory.mktemp("reachability"),
        {
            "customer_features": "customer_id:varchar orders:integer as_of_date:date\n"
            + "\n".join(f"{name} {number} 2025-06-30" for number, name in enumerate(names)),
            "customer_ids": "source_customer_id:varchar customer_id:varchar as_of_date:date\n"
            + ids,
            "known_customers": "customer_id:varchar email:varchar phone:varchar "
            f"postal_code:varchar\n{addresses}",
            "stg_consents": CONSENTS,
            "stg_suppressions": SUPPRESSIONS,
            "stg_campaigns": CAMPAIGNS,
            "stg_campaign_sends": SENDS,
            "stg_campaign_responses": RESPONSES,
        },
        [
            "models/action/customer_reachability.sql",
            "models/action/segment_reachability.sql",
            "tests/data/blocked_reasons_sum_to_members.sql",
            "tests/data/nobody_is_reachable_against_their_will.sql",
        ],
        {"input_consents": True, "input_suppressions": True, "input_campaigns": True},
        {
            "models/families.yml": families_file({"half": {"one": "orders < 8", "two": OTHERWISE}}),
            "models/segment_membership.sql": MEMBERSHIP,
        },
    )
    built(folder)
    return folder


@pytest.mark.parametrize("customer", CASES)
def test_the_first_thing_that_is_in_the_way(reachability: Path, customer: str) -> None:
    query = (
        "select is_reachable, blocked_by from customer_reachability "
        f"where channel = 'email' and customer_id = '{customer}'"
    )
    reason = CASES[customer]
    assert rows(reachability, query) == [(reason is None, reason)]


def test_only_channels_of_which_consent_is_known_are_there(reachability: Path) -> None:
    query = "select distinct channel from customer_reachability order by 1"
    assert rows(reachability, query) == [("email",), ("sms",)]


def test_reasons_are_counted_by_segment(reachability: Path) -> None:
    query = (
        "select segment, members, reachable, columns('blocked_by_.*') from segment_reachability "
        "where channel = 'email' order by segment"
    )
    assert rows(reachability, query) == [
        ("one", 8, 6, 2, 0, 0, 0, 0, 0, 0),
        ("two", 7, 0, 0, 1, 1, 3, 1, 1, 0),
    ]


def test_who_is_of_the_global_holdout_is_reached_by_no_list(
    tmp_path: Path, reachability: Path
) -> None:
    folder = shutil.copytree(reachability, tmp_path / "held")
    built(folder, global_holdout_share=1)
    query = (
        "select blocked_by, count(*) from customer_reachability where channel = 'email' group by 1"
    )
    told = dict(rows(folder, query))
    assert told["holdout"] == 6
    assert told | {None: 6} == dict(rows(reachability, query)) | {"holdout": 6}


# Segment big: 40 sends and 10 held out, 12 and 1 of whom order; small: nobody is held out. The mail
# provider tells of a conversion that was no order; other orders come too early and too late.
def feedback_inputs(as_of_date: str = "2025-06-30") -> dict[str, str]:
    customers = [f"c{number:03d}" for number in range(1, 81)]
    sends = []
    orders = [f"{name} 2024-01-01T10:00:00 5" for name in customers[:40]]
    orders += [f"{name} 2025-01-01T10:00:00 5" for name in customers[:50]]
    for number, name in enumerate(customers, start=1):
        is_control = 41 <= number <= 50
        sends.append(f"{number} k1 {name} {str(is_control).lower()} 2025-06-30T10:00:00")
        if number <= 12 or number == 50 or 51 <= number <= 53:
            orders.append(f"{name} 2025-06-30T12:00:00 12")
            orders.append(f"{name} 2025-07-14T10:00:00 8")
        elif number < 40:
            orders.append(f"{name} 2025-06-30T10:00:00 100")
            orders.append(f"{name} 2025-07-14T10:00:01 100")
    return {
        "customer_features": "customer_id:varchar spent:integer orders:integer as_of_date:date\n"
        + "\n".join(
            f"{name} {90 if number <= 50 else 10} {2 if number <= 50 else 0} {as_of_date}"
            for number, name in enumerate(customers, start=1)
        ),
        "customer_orders": "customer_id:varchar orders:integer net_revenue:double "
        "net_revenue_365d:double\n"
        + "\n".join(
            f"{name} {'2 50 50' if number <= 50 else '0 0 0'}"
            for number, name in enumerate(customers, start=1)
        ),
        "customer_ids": "source_customer_id:varchar customer_id:varchar as_of_date:date\n"
        + "\n".join(f"{name} {name} 2025-06-30" for name in customers),
        "known_customers": "customer_id:varchar account_id:varchar country:varchar\n"
        + "\n".join(
            f"{name} {'a1' if number <= 20 else '-'} DE"
            for number, name in enumerate(customers, start=1)
        ),
        "customer_reachability": "customer_id:varchar channel:varchar is_reachable:boolean "
        "blocked_by:varchar\n" + "\n".join(f"{name} email true -" for name in customers),
        "stg_campaigns": "campaign_id:varchar channel:varchar\nk1 email",
        "stg_campaign_sends": "send_id:varchar campaign_id:varchar customer_id:varchar "
        "is_control:boolean sent_at:timestamp\n" + "\n".join(sends),
        "stg_campaign_responses": "send_id:varchar response_type:varchar responded_at:timestamp "
        "revenue:decimal(18,2)\n20 conversion 2025-06-30T12:00:00 20.00",
        "purchases": "customer_id:varchar ordered_at:timestamp net_revenue:decimal(18,2) "
        "ordered_on:date\n" + "\n".join(f"{order} {order.split()[1][:10]}" for order in orders),
        "stg_costs": "cost_type:varchar channel:varchar amount:double valid_from:date\n"
        "contact email 0.10 2024-01-01\ncontact email 0.20 2025-01-01\n"
        "contact email 9.00 2025-07-15",
        "stg_market_reference": "country:varchar customer_type:varchar total_customers:bigint "
        "average_spend:double source:varchar reference_on:date\n"
        "DE b2b 1000 500 x 2024-12-31\nDE b2c 90000 100 x 2023-12-31\n"
        "DE b2c 6000 120 x 2024-12-31\nDE b2c 1 1 x 2025-12-31",
    }


@pytest.fixture(scope="module")
def action(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_tiny(
        tmp_path_factory.mktemp("action"),
        feedback_inputs(),
        [
            "models/membership/membership_days.sql",
            "models/membership/membership_today.sql",
            "models/segments/segment_catalogue.sql",
            "models/membership/segment_definition_history.sql",
            "models/membership/segment_membership_history.sql",
            "models/action/segment_reachability.sql",
            "models/action/campaign_feedback.sql",
            "models/action/segment_priority.sql",
            "models/action/segment_market_potential.sql",
            "tests/data/campaign_feedback_reconciles.sql",
            "tests/data/market_potential_reconciles.sql",
        ],
        {
            "input_consents": True,
            "input_campaigns": True,
            "input_costs": True,
            "input_market_reference": True,
            "channel_contacts": {"email": 40},
        },
        {
            "models/families.yml": families_file(
                {"tier": {"big": "spent >= 50", "small": OTHERWISE}}
            ),
            "models/segment_membership.sql": MEMBERSHIP,
        },
    )
    built(folder)
    later = feedback_inputs(WINDOW_IS_OVER_ON)
    change_table(folder, "customer_features", later["customer_features"])
    built(folder, as_of_date=WINDOW_IS_OVER_ON)
    return folder


WINDOW_IS_OVER_ON = "2025-07-14"


def test_sends_whose_window_is_not_over_say_nothing_of_what_a_contact_brings(
    tmp_path: Path, action: Path
) -> None:
    """The campaign is still running: customers contacted today have had no time to order."""
    folder = shutil.copytree(action, tmp_path / "unfinished")
    query = "select segment, effective_contacts, observed_uplift from segment_priority order by 1"
    before = rows(folder, query)
    assert before[0] == ("big", 32, pytest.approx(0.2))
    sends = feedback_inputs()["stg_campaign_sends"]
    today = "\n".join(
        f"{100 + number} k1 c{number:03d} {str(number > 40).lower()} {WINDOW_IS_OVER_ON}T10:00:00"
        for number in range(1, 51)
    )
    change_table(folder, "stg_campaign_sends", f"{sends}\n{today}")
    built(folder, as_of_date=WINDOW_IS_OVER_ON)
    assert rows(folder, query) == before
    counted = (
        "select is_window_over, sends, holdout from campaign_feedback where segment = 'big' "
        "order by all"
    )
    assert rows(folder, counted) == [(False, 40, 10), (True, 40, 10)]


def test_increments_are_against_the_holdout(action: Path) -> None:
    query = (
        "select segment, is_segment_of_send_day, sends, holdout, conversions, revenue, "
        "holdout_conversions, holdout_revenue, conversion_increment, revenue_increment, "
        "increment_low, increment_high "
        "from campaign_feedback order by segment"
    )
    big, small = rows(action, query)
    assert big[:8] == ("big", True, 40, 10, 12, 240, 1, 20)
    assert big[8:10] == pytest.approx((12 / 40 - 1 / 10, 240 - 20 * 40 / 10))
    interval = confint_proportions_2indep(12, 40, 1, 10, method="newcomb")
    assert big[10:] == pytest.approx(interval, rel=1e-9)
    assert small == ("small", True, 30, 0, 3, 60, 0, 0, *[None] * 4)


def test_priority_is_what_a_contact_brings(action: Path) -> None:
    query = "select * exclude (family, channel, as_of_date) from segment_priority order by segment"
    big, small = rows(action, query)
    contacts = 4 * 40 * 10 / 50
    uplift = (contacts * 0.2 + 500 * 0.01) / (contacts + 500)
    margin = 0.4 * 50 / 2
    rate = (13 + 0.5) / (50 + 1)
    half = 1.959964 * (4 * rate * (1 - rate) / (contacts + 500)) ** 0.5
    value = margin * uplift - 0.20
    # Of 50 who can be reached, channel_contacts allows 40.
    assert big[:4] == ("big", 50, 50, 1)
    assert big[4:] == pytest.approx(
        (
            *(40, margin, contacts, 0.2, uplift, uplift - half, uplift + half, 0.20),
            *(value, value - margin * half, value + margin * half),
            *("too few to tell", 40 * value, 1, 1),
        )
    )
    # Who never ordered is expected to order as the others; what is not known has the prior.
    half = 1.959964 * (4 * 0.05 * 0.95 / 500) ** 0.5
    value = margin * 0.01 - 0.20
    assert small[:6] == ("small", 30, 30, 1, 30, pytest.approx(margin))
    assert small[6:8] == (0, None)
    assert small[8:] == pytest.approx(
        (
            *(0.01, 0.01 - half, 0.01 + half, 0.20),
            *(value, value - margin * half, value + margin * half),
            *("too few to tell", 30 * value, 2, 2),
        )
    )


def test_the_same_people_are_one_audience_and_the_rest_is_none(
    tmp_path: Path, action: Path
) -> None:
    folder = shutil.copytree(action, tmp_path / "audiences")
    families = {
        "tier": {"big": "spent >= 50", "small": OTHERWISE},
        "copy": {"large": "spent > 60", "rest": OTHERWISE},
        "few": {"ten": "customer_id < 'c011'", "others": OTHERWISE},
    }
    (folder / "models" / "families.yml").write_text(families_file(families), "utf-8")
    built(folder, as_of_date=WINDOW_IS_OVER_ON)
    query = "select family, segment, equal_segments from segment_priority order by all"
    assert rows(folder, query) == [("copy", "large", 2), ("few", "others", 1), ("tier", "small", 1)]
    # One that is a list has the value of a contact.
    file = folder / "models" / "families.yml"
    declared = json.loads(file.read_text("utf-8"))
    declared["segment_families"][0]["segments"][0]["contact"] = {"channels": ["email"]}
    file.write_text(json.dumps(declared), "utf-8")
    built(folder, as_of_date=WINDOW_IS_OVER_ON)
    assert rows(folder, query) == [("few", "others", 1), ("tier", "big", 2), ("tier", "small", 1)]


def test_the_market_is_divided_as_the_customers_are(action: Path) -> None:
    query = (
        "select segment, customer_type, members, customers, total_customers, market_members, "
        "penetration, headroom from segment_market_potential order by all"
    )
    found = rows(action, query)
    assert [row[:5] for row in found] == [
        ("big", "b2b", 20, 20, 1000),
        ("big", "b2c", 30, 60, 6000),
        ("small", "b2c", 30, 60, 6000),
    ]
    assert found[0][5:] == pytest.approx((1000, 0.02, 980))
    assert found[1][5:] == pytest.approx((3000, 0.01, 2970))


def test_what_of_the_market_can_be_had_follows_a_logistic_curve(action: Path) -> None:
    """33 private buyers after 20; 50 each for large ones, shrunk to 25 by 20 of all."""
    query = (
        "select own_spend, market_spend, growth, obtainable_members, obtainable_revenue, "
        "own_revenue, headroom_times_own_revenue from segment_market_potential "
        "where segment = 'big' order by customer_type"
    )
    companies, people = rows(action, query)
    spend, growth = (30 * 50 + 20 * 25) / 50, math.log(33 / 20)
    ceiling = 0.05 * 3000
    curve = solve_ivp(
        lambda _, n: growth * n * (1 - n / ceiling), (0, 3), [30], rtol=1e-10, atol=1e-10
    )
    won = curve.y[0][-1] - 30
    headroom = 2970 * 120 * spend / 25
    assert people == pytest.approx(
        (spend, 120 * spend / 25, growth, won, won * spend, 1500, headroom / 1500), rel=1e-8
    )
    # Twenty companies tell nothing of how fast the shop grows among them.
    assert companies[2:5] == (0, None, None)
    (told,) = rows(
        action,
        "select explanation from segment_market_potential where customer_type = 'b2b'",
    )
    assert told[0].startswith("too few to tell: fewer than 30 buyers in this market")
