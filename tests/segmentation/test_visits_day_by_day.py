"""Features of web events refreshed day by day equal those of a first build on that day, whatever
happened to events, devices and people in between.
"""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.projects import rows, seg
from tests.segmentation.day_by_day import Tables, assert_built, rows_written, written_afresh
from tests.segmentation.growing_shop import GrowingShop, write_features, write_project
from tests.shared import own_copy

FIRST_DAY = dt.date(2025, 5, 1)
VISITS = Tables(
    refreshed=(
        *("device_changes", "visit_events"),
        *("visitor_changes", "customer_visits", "customer_devices"),
    ),
    made_of_them=("customer_web", "customer_technographics"),
)
run = VISITS.run


def moment(shop: GrowingShop, hour: int, days_ago: int = 0) -> dt.datetime:
    """An hour of today, or of a day before it."""
    return dt.datetime.combine(shop.today - dt.timedelta(days=days_ago), dt.time(hour))


def an_event_comes_late(shop: GrowingShop) -> None:
    shop.visits.event("c001-0", moment(shop, 11, days_ago=40), "view")


def somebody_comes_twice(shop: GrowingShop) -> None:
    first = shop.visits.event("c002-0", moment(shop, 12, days_ago=200), "view", "c002")
    at = shop.visits.events[first]["occurred_at"]
    shop.visits.event("c002-0", at + dt.timedelta(minutes=40), "cart")


def an_event_makes_one_visit_of_two(shop: GrowingShop) -> None:
    for name in shop.visits.on("c002-0"):
        if shop.visits.events[name]["customer_id"] == "c002":
            at = shop.visits.events[name]["occurred_at"] + dt.timedelta(minutes=20)
            shop.visits.event("c002-0", at, "view")


def some_events_vanish(shop: GrowingShop) -> None:
    shop.visits.forget(shop.visits.on(*shop.visits.devices_of("c003"))[::2])


def all_events_of_one_vanish(shop: GrowingShop) -> None:
    shop.visits.forget(shop.visits.on(*shop.visits.devices_of("c004")))


def events_change_their_type(shop: GrowingShop) -> None:
    for name in shop.visits.on(*shop.visits.devices_of("c005")):
        shop.visits.events[name]["event_type"] = "cart"


def events_were_of_another_product(shop: GrowingShop) -> None:
    for name in shop.visits.on(*shop.visits.devices_of("c006")):
        # Of the same category.
        if shop.visits.events[name]["product_id"] == "tea":
            shop.visits.events[name]["product_id"] = "tray"


def somebody_has_a_short_look(shop: GrowingShop) -> None:
    shop.visits.event("c007-1", moment(shop, 20), "view", "c007")


def it_was_a_minute_later(shop: GrowingShop) -> None:
    shop.visits.events[shop.visits.on("c007-1")[-1]]["occurred_at"] += dt.timedelta(minutes=1)


def somebody_looks_twice(shop: GrowingShop) -> None:
    for _ in range(2):
        shop.visits.event("c032-3", moment(shop, 20), "view", "c032")


def once_it_was_with_another_browser(shop: GrowingShop) -> None:
    shop.visits.events[shop.visits.on("c032-3")[-1]]["anonymous_id"] = "c032-4"


def what_was_used_was_something_else(shop: GrowingShop) -> None:
    changes = (
        ("c008", "os", "linux"),
        ("c009", "app_version", "3.2"),
        ("c030", "browser", "chrome"),
        ("c031", "device", "tablet"),
    )
    for customer, trait, value in changes:
        for name in shop.visits.on(*shop.visits.devices_of(customer)):
            shop.visits.events[name][trait] = value


def events_have_other_numbers(shop: GrowingShop) -> None:
    for number, name in enumerate(shop.visits.on(*shop.visits.devices_of("c010"))):
        shop.visits.events[name]["event_id"] = f"n{number}"


def an_app_is_updated_in_between(shop: GrowingShop) -> None:
    for version in ("4.1", "4.2"):
        name = shop.visits.event("c032-2", moment(shop, 20), "view", "c032")
        shop.visits.events[name]["app_version"] = version


def it_was_the_other_way_round(shop: GrowingShop) -> None:
    first, second = (e for e in shop.visits.events.values() if e.get("app_version", "") > "4")
    first["event_id"], second["event_id"] = second["event_id"], first["event_id"]


def somebody_has_another_phone(shop: GrowingShop) -> None:
    for name in shop.visits.visit("c011-0", shop.today, "c011"):
        shop.visits.events[name]["os"] = "android"


def a_device_changes_hands(shop: GrowingShop) -> None:
    shop.visits.visit("c012-0", shop.today, "c013", hour=8)
    # And two people in one visit.
    shop.visits.event("c014-0", moment(shop, 9), "view", "c014")
    shop.visits.event("c014-0", moment(shop, 9) + dt.timedelta(minutes=5), "view", "c015")
    shop.visits.event("c014-0", moment(shop, 9) + dt.timedelta(minutes=9), "view")


def a_login_was_another_ones(shop: GrowingShop) -> None:
    for name in shop.visits.on(*shop.visits.devices_of("c016")):
        if shop.visits.events[name]["customer_id"] == "c016":
            shop.visits.events[name]["customer_id"] = "c017"


def a_stranger_logs_in(shop: GrowingShop) -> None:
    shop.visits.visit("stranger-1", shop.today, "c018")


def a_device_is_found_to_be_somebodys(shop: GrowingShop) -> None:
    shop.link_device("c018", "c018-2")
    shop.link_device("c019", "stranger-2")


def and_then_to_be_another_ones(shop: GrowingShop) -> None:
    shop.links = [link for link in shop.links if link["right_id"] != "stranger-2"]
    shop.link_device("c020", "stranger-2")


def two_are_found_to_be_one(shop: GrowingShop) -> None:
    for name in ("c021", "c022"):
        link = {"left_type": "customer", "left_id": name, "right_type": "email"}
        shop.links.append(link | {"right_id": "same@x.org", "seen_at": moment(shop, 12)})


def the_two_are_parted(shop: GrowingShop) -> None:
    shop.links = [link for link in shop.links if link["right_type"] != "email"]


def somebody_asks_to_be_forgotten(shop: GrowingShop) -> None:
    for request, name in enumerate(("c023", "c024")):
        at = moment(shop, 8)
        shop.erasures.append({"request_id": request, "customer_id": name, "requested_at": at})


def the_request_is_taken_back(shop: GrowingShop) -> None:
    shop.erasures.pop()


def a_customer_vanishes(shop: GrowingShop) -> None:
    shop.forget_orders(*shop.orders_of("c025"))
    shop.visits.forget(shop.visits.on(*shop.visits.devices_of("c025")))
    del shop.customers["c025"]


def a_customer_vanishes_and_the_events_stay(shop: GrowingShop) -> None:
    del shop.customers["c026"]


def a_product_changes_its_category(shop: GrowingShop) -> None:
    shop.products["pot"]["category"] = "china"


def a_product_is_gone(shop: GrowingShop) -> None:
    del shop.products["cup"]


def a_clock_is_two_days_fast(shop: GrowingShop) -> None:
    shop.visits.event("c027-0", moment(shop, 12, days_ago=-2), "view", "c027")


def orders_follow_what_was_looked_at(shop: GrowingShop) -> None:
    shop.visits.event("c028-0", moment(shop, 5), "cart", "c028")
    shop.order("c028", shop.today)
    shop.forget_orders(*shop.orders_of("c029"))


def somebody_comes(shop: GrowingShop) -> None:
    name = shop.welcome()
    shop.visits.visit(f"{name}-0", shop.today, name)
    shop.welcome()


SKIPPED_TO = 3
# What changes a product refreshes many people, as skipping does: these days are for themselves.
DAYS: tuple[tuple[Callable[[GrowingShop], None], ...], ...] = (
    (
        *(an_event_comes_late, somebody_comes_twice, some_events_vanish),
        *(an_app_is_updated_in_between, two_are_found_to_be_one),
    ),
    (
        *(an_event_makes_one_visit_of_two, it_was_the_other_way_round, events_change_their_type),
        *(somebody_has_a_short_look, somebody_looks_twice),
    ),
    (
        *(it_was_a_minute_later, once_it_was_with_another_browser, a_clock_is_two_days_fast),
        *(what_was_used_was_something_else, events_have_other_numbers),
    ),
    (
        *(somebody_has_another_phone, a_device_changes_hands),
        *(a_product_changes_its_category, a_product_is_gone),
    ),
    (
        *(a_login_was_another_ones, a_stranger_logs_in, a_device_is_found_to_be_somebodys),
        *(a_customer_vanishes, orders_follow_what_was_looked_at),
    ),
    (
        *(and_then_to_be_another_ones, the_two_are_parted, somebody_asks_to_be_forgotten),
        events_were_of_another_product,
    ),
    (
        *(a_customer_vanishes_and_the_events_stay, the_request_is_taken_back, somebody_comes),
        all_events_of_one_vanish,
    ),
)


@pytest.fixture
def shop() -> GrowingShop:
    shop = GrowingShop(FIRST_DAY)
    shop.open(customers=60, days=120)
    shop.open_web_shop(days=500)
    return shop


@pytest.fixture
def daily(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, shop: GrowingShop) -> Path:
    """A project that was built on the shop's first day."""

    def make(folder: Path) -> None:
        assert_built(run(write_features(folder), shop))

    return own_copy(tmp_path_factory, "test_visits_day_by_day", make, tmp_path / "daily")


@pytest.mark.long
def test_refreshed_is_as_built_afresh(tmp_path: Path, daily: Path, shop: GrowingShop) -> None:
    for number, events in enumerate(DAYS):
        # Days are skipped, so that much leaves a window at once.
        shop.today += dt.timedelta(days=5 if number == SKIPPED_TO else 1)
        shop.sell(share=0.05)
        shop.visits.browse(shop.customers, shop.today, share=0.05)
        for happens in events:
            happens(shop)
        assert_built(run(daily, shop))
        VISITS.assert_as_built_afresh(daily, shop, tmp_path / "fresh")


def test_what_a_day_writes_follows_the_change(tmp_path: Path, shop: GrowingShop) -> None:
    """One event writes the rows of one device and one customer. A second run writes nothing."""
    folder = write_features(tmp_path / "daily")
    visits = shop.visits
    visits.events.clear()
    # Nobody's visit leaves a window on the days after, but for one.
    for number in range(1, 31):
        for day in (dt.date(2025, 4, 20), dt.date(2025, 4, 21)):
            visits.event(f"c{number:03d}-1", dt.datetime.combine(day, dt.time(12)), "view")
    leaving = dt.datetime.combine(FIRST_DAY - dt.timedelta(days=87), dt.time(12))
    visits.event("c030-0", leaving, "view", "c030")
    # What has not happened yet is nobody's.
    visits.event("c003-1", leaving + dt.timedelta(days=300), "view", "c003")
    assert_built(run(folder, shop))
    shop.today += dt.timedelta(days=1)
    visits.event("c002-1", dt.datetime.combine(FIRST_DAY, dt.time(12)), "view", "c002")
    first = run(folder, shop)
    assert_built(first)
    assert {name: rows_written(first, name) for name in VISITS.refreshed} == {
        "device_changes": 1,
        "visit_events": 3,
        "visitor_changes": 1,
        "customer_visits": 1,
        "customer_devices": 1,
    }
    # What is reused would write nothing for another reason.
    again = run(folder, shop, "--force")
    assert_built(again)
    assert "REUSED=0" in again.stdout
    assert {rows_written(again, name) for name in VISITS.refreshed} == {0}
    shop.today += dt.timedelta(days=2)
    aged = run(folder, shop)
    assert_built(aged)
    assert [rows_written(aged, name) for name in VISITS.refreshed] == [0, 0, 0, 1, 0]


def test_a_model_that_missed_a_day_catches_up(
    tmp_path: Path, daily: Path, shop: GrowingShop
) -> None:
    for selection in ("device_changes+1", "visitor_changes"):
        shop.today += dt.timedelta(days=1)
        shop.visits.browse(shop.customers, shop.today, share=0.2)
        a_device_changes_hands(shop)
        shop.write(daily)
        variables = json.dumps({"as_of_date": shop.today.isoformat()})
        chosen = ("customer_ids", selection)
        assert_built(seg(daily, "run", "--select", *chosen, "--vars", variables))
    shop.today += dt.timedelta(days=1)
    assert_built(run(daily, shop))
    VISITS.assert_as_built_afresh(daily, shop, tmp_path / "fresh")


VISITS_AND_MADE = {"visit_events", "customer_visits", "customer_devices"}


@pytest.mark.parametrize(
    ("variable", "value", "afresh"),
    [
        ("session_gap_minutes", 50, VISITS_AND_MADE),
        ("technographics_days", 100, {"customer_devices"}),
        ("time_zone", "America/New_York", VISITS_AND_MADE),
        ("input_products", False, {"customer_visits"}),
        ("input_identity_links", False, VISITS_AND_MADE),
    ],
    ids=["gap", "window", "zone", "products", "links"],
)
def test_another_variable_makes_afresh_what_it_is_in(
    tmp_path: Path, daily: Path, shop: GrowingShop, variable: str, value: object, afresh: set[str]
) -> None:
    # A table that comes out as it was is made, too.
    outcome = run(daily, shop, "--no-reuse", variables={variable: value})
    assert_built(outcome)
    assert written_afresh(outcome, VISITS) == afresh
    VISITS.assert_as_built_afresh(daily, shop, tmp_path / "fresh", {variable: value})


def test_a_full_refresh_changes_nothing(tmp_path: Path, daily: Path, shop: GrowingShop) -> None:
    shop.today += dt.timedelta(days=1)
    shop.visits.browse(shop.customers, shop.today, share=0.2)
    assert_built(run(daily, shop, "--full-refresh"))
    VISITS.assert_as_built_afresh(daily, shop, tmp_path / "fresh")


def test_a_day_before_the_last_is_refused(daily: Path, shop: GrowingShop) -> None:
    shop.today -= dt.timedelta(days=1)
    refused = run(daily, shop)
    assert refused.exit_code == 1
    assert "what is known of visits goes to 2025-05-01: a run for 2025-04-30" in refused.stdout


@pytest.mark.parametrize("has_links", [True, False], ids=["links", "no links"])
def test_nothing_is_left_of_whoever_is_erased(
    tmp_path: Path, shop: GrowingShop, has_links: bool
) -> None:
    """Everything is back after they are readmitted."""
    variables = {"input_identity_links": has_links}
    own, shared = "c001-0", "shared-1"
    shop.visits.forget(shop.visits.on(*shop.visits.devices_of("c001")))
    shop.link_device("c001", own)
    for hour, device, login in ((8, own, "c001"), (8, shared, "c001"), (13, shared, "c002")):
        shop.visits.event(device, moment(shop, hour), "view", login)
    daily = write_project(tmp_path / "daily")
    assert_built(run(daily, shop, variables=variables))
    erased = seg(daily, "erase", "c001")
    assert erased.exit_code == 0, erased.stderr
    for table in (*VISITS.refreshed, *VISITS.made_of_them):
        assert rows(daily, f"select count(*) from {table} where customer_id = 'c001'") == [(0,)]
    for table in ("device_changes", "visit_events"):
        select = f"select anonymous_id from {table} where anonymous_id in ('{own}', '{shared}')"
        assert rows(daily, select) == [(shared,)]
    assert seg(daily, "erase", "c001", "--readmit").exit_code == 0
    assert_built(run(daily, shop, variables=variables))
    VISITS.assert_as_built_afresh(daily, shop, tmp_path / "fresh", variables)
