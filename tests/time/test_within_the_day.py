"""Several runs per day: each records the changes that it finds, with its moment; days stay."""

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.projects import Outcome, rows
from tests.shared import own_copy
from tests.time import naive
from tests.time.life import RULES, START, Life
from tests.time.shop import FIRST_DAY, Shop, build, write_shop
from tests.time.test_thirty_days import MIGRATION, SIZES, assert_built, table, written_rows

HISTORY = """
    select history.customer_id, history.family, history.segment, definitions.definition,
        history.valid_from, history.valid_to, history.entry_reason, history.exit_reason,
        history.entered_at, history.exited_at
    from segment_membership_history as history
    inner join (select distinct rule, definition from segment_definition_history) as definitions
        on history.rule = definitions.rule
"""
MOMENTS = """
    select family, segment, recorded_at, members_before, entered, exited, members
    from segment_size_moments
"""
RUNS_A_DAY, DAYS = 8, 3


def moment_of(day: dt.date, run: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(1)) + dt.timedelta(hours=run)


def built(folder: Path, shop: Shop, day: dt.date, moment: dt.datetime, *more: str) -> Outcome:
    outcome = build(folder, shop, day, "--now", f"{moment.isoformat()}+00:00", *more)
    assert_built(outcome)
    return outcome


def expected_history(past: naive.Record) -> set[tuple[Any, ...]]:
    return {
        (
            *(*member, row.definition.rule),
            *(row.valid_from, row.valid_to, row.entry_reason, row.exit_reason),
            *(row.entered_at, row.exited_at),
        )
        for member, row in past.history
    }


def assert_recorded(folder: Path, past: naive.Record) -> None:
    assert table(folder, HISTORY) == expected_history(past)
    assert table(folder, SIZES) == {(*key, *numbers) for key, numbers in past.sizes.items()}
    assert table(folder, f"from ({MIGRATION}) where customers > 0") == {
        (*key, count) for key, count in past.migration.items() if count
    }
    assert table(folder, MOMENTS) == {(*key, *numbers) for key, numbers in past.moments.items()}


class Day:
    """What happens between two runs: orders come and are taken back, rules are tried and undone."""

    def __init__(self, life: Life) -> None:
        self.life, self.random = life, random.Random(20250301)
        self.taken_back: list[tuple[str, dt.date, int]] = []
        self.gone: list[str] = []

    def go_on(self, day: dt.date) -> None:
        held, chance = self.life.shop, self.random
        for _ in range(chance.choice((0, 1, 1, 3))):
            match chance.randrange(8):
                case 0 | 1 | 2:
                    held.orders.append((chance.choice(held.customers), day, 30))
                case 3 if held.orders:
                    order = held.orders.pop(chance.randrange(len(held.orders)))
                    self.taken_back.append(order)
                case 4 if self.taken_back:
                    held.orders.append(self.taken_back.pop())
                case 5 if len(held.customers) > 8:
                    held.customers.remove(name := chance.choice(held.customers))
                    self.gone.append(name)
                case 6 if self.gone:
                    held.customers.append(self.gone.pop())
                case 7:
                    least = chance.choice((60, 90))
                    held.families["tier"] = {"big": f"spent >= {least}", "small": "otherwise"}
                case _:
                    pass


def runs() -> Iterator[tuple[dt.date, int]]:
    for number in range(DAYS):
        for run in range(RUNS_A_DAY):
            yield FIRST_DAY + dt.timedelta(days=number), run


@pytest.mark.long
def test_runs_at_random(tmp_path: Path) -> None:
    write_shop(tmp_path)
    life, past = Life(), naive.Record()
    life.pass_day(FIRST_DAY)
    between = Day(life)
    for day, run in runs():
        if run:
            between.go_on(day)
        held, moment = life.shop, moment_of(day, run)
        if (day, run) == (FIRST_DAY + dt.timedelta(days=1), 5):
            held.erasures["c003"] = day
        naive.record(past, held, day, naive.memberships(held, day, RULES), moment)
        # A build with all data tests is at the end of each day.
        more = ("--exclude-resource-type", "test") if run < RUNS_A_DAY - 1 else ()
        built(tmp_path, held, day, moment, *more)
        assert_recorded(tmp_path, past)
    within_days = [row for _, row in past.history if row.valid_from == row.valid_to]
    assert {row.exit_reason for row in within_days} == {"data", "definition"}
    again = [member for member, row in past.history if row.valid_from == row.valid_to]
    assert len(again) > len(set(again))
    assert {row.exit_reason for _, row in past.history} > {"data", "definition", "erasure"}


def small_shop() -> Shop:
    names = [f"c{number:03d}" for number in range(1, 9)]
    orders = [(name, FIRST_DAY, 30 + 5 * number) for number, name in enumerate(names)]
    return Shop({"tier": dict(START["tier"])}, names, orders)


@pytest.fixture
def shop(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The small shop, which was built at the first moment of its first day."""

    def make(folder: Path) -> None:
        write_shop(folder)
        built(folder, small_shop(), FIRST_DAY, moment_of(FIRST_DAY, 0))

    own_copy(tmp_path_factory, "a shop within the day", make, tmp_path)
    return small_shop()


def test_a_stay_of_an_hour_is_a_stay(tmp_path: Path, shop: Shop) -> None:
    second = FIRST_DAY + dt.timedelta(days=1)
    nine, ten, eleven, noon = (moment_of(second, run) for run in (8, 9, 10, 11))
    first = moment_of(FIRST_DAY, 0)
    built(tmp_path, shop, second, nine)
    shop.orders.append(("c001", second, 500))
    assert written_rows(built(tmp_path, shop, second, ten)) == 2
    shop.orders.pop()
    assert written_rows(built(tmp_path, shop, second, eleven)) == 2
    # Nobody moved since: nothing is written, also where nothing is reused.
    assert written_rows(built(tmp_path, shop, second, noon, "--force")) == 0
    of_c001 = "from segment_membership_history where customer_id = 'c001' order by entered_at"
    days = f"select segment, valid_from, valid_to, entry_reason, exit_reason {of_c001}"
    assert rows(tmp_path, days) == [
        ("small", FIRST_DAY, second, "start", "data"),
        ("big", second, second, "data", "data"),
        ("small", second, None, "data", None),
    ]
    assert rows(tmp_path, f"select entered_at, exited_at {of_c001}") == [
        (first, ten),
        (ten, eleven),
        (eleven, None),
    ]
    # By days nobody moved.
    moves = "select distinct entered, exited from segment_size_daily where as_of_date = "
    assert rows(tmp_path, f"{moves} date '{second}'") == [(0, 0)]
    sizes = "select recorded_at, entered, exited, members from segment_size_moments"
    assert rows(tmp_path, f"{sizes} where segment = 'big' order by 1") == [
        (ten, 1, 0, 1),
        (eleven, 0, 1, 0),
    ]


def test_a_stay_within_an_earlier_day_is_kept_when_the_next_one_ends(
    tmp_path: Path, shop: Shop
) -> None:
    past = naive.Record()
    days = [FIRST_DAY + dt.timedelta(days=number) for number in range(3)]
    order = ("c001", days[1], 500)
    first = naive.memberships(shop, days[0], RULES)
    naive.record(past, shop, days[0], first, moment_of(days[0], 0))
    for day, run, orders in (
        *((days[1], 0, [order]), (days[1], 1, []), (days[1], 2, [order])),
        (days[2], 0, []),
    ):
        held = Shop(shop.families, shop.customers, [*shop.orders, *orders])
        naive.record(past, held, day, naive.memberships(held, day, RULES), moment_of(day, run))
        built(tmp_path, held, day, moment_of(day, run))
    assert_recorded(tmp_path, past)
    assert len([row for _, row in past.history if row.valid_from == row.valid_to]) == 2


def test_the_clock_may_go_back_or_stand_still(tmp_path: Path) -> None:
    """Recorded times never decrease, even if the clock does."""
    write_shop(tmp_path)
    shop = small_shop()
    noon = moment_of(FIRST_DAY, 11)
    built(tmp_path, shop, FIRST_DAY, noon)
    for moment in (noon - dt.timedelta(hours=1), noon):
        shop.orders.append(("c001", FIRST_DAY, 500))
        built(tmp_path, shop, FIRST_DAY, moment)
        shop.orders.pop()
        built(tmp_path, shop, FIRST_DAY, moment)
    found = "select segment, entered_at, exited_at, count(*) from segment_membership_history "
    assert rows(tmp_path, f"{found} where customer_id = 'c001' group by all order by all") == [
        ("big", noon, noon, 2),
        ("small", noon, noon, 2),
        ("small", noon, None, 1),
    ]


def test_a_rule_that_a_failed_run_brought_is_the_reason_in_the_next(
    tmp_path: Path, shop: Shop
) -> None:
    test = tmp_path / "tests/data/nobody_is_big.sql"
    test.write_text("select * from {{ ref('segment_membership_history') }}")
    shop.families["tier"] = {"big": "spent >= 60", "small": "otherwise"}
    shop.families["habits"] = {"spender": "spent >= 60"}
    failed = build(tmp_path, shop, FIRST_DAY, "--now", f"{FIRST_DAY}T02:00:00+00:00")
    assert failed.exit_code == 1
    test.unlink()
    shop.orders.append(("c001", FIRST_DAY, 1))
    built(tmp_path, shop, FIRST_DAY, moment_of(FIRST_DAY, 2))
    reasons = "select distinct family, segment, entry_reason from segment_membership_history"
    assert rows(tmp_path, f"{reasons} where valid_to is null order by all") == [
        ("habits", "spender", "definition"),
        ("tier", "big", "definition"),
        ("tier", "small", "definition"),
    ]


BY_DAYS = {
    "segment_membership_history": """
        {{ config(materialized='incremental') }}
        select memberships.customer_id, memberships.family, memberships.segment, memberships.rule,
            {{ as_of_date() }} as valid_from, cast(null as date) as valid_to,
            'start' as entry_reason, cast(null as varchar) as exit_reason,
            {{ as_of_date() }} as as_of_date
        from {{ ref('segment_membership') }} as memberships
        -- depends_on: {{ ref('membership_days') }}
    """,
    "segment_definition_history": """
        {{ config(materialized='incremental') }}
        select family, segment, rule, definition, {{ as_of_date() }} as valid_from,
            cast(null as date) as valid_to, {{ as_of_date() }} as as_of_date
        from {{ ref('segment_catalogue') }} -- depends_on: {{ ref('membership_days') }}
    """,
    "model_changes": """
        {{ config(materialized='table') }}
        select 'a' as family, 'b' as segment, 'c' as model, {{ as_of_date() }} as as_of_date,
            'd' as before_change, 'e' as after_change where false
    """,
}
"""What the first run of a release wrote that recorded days alone."""


READERS = ("segment_size_daily", "segment_migration", "segment_size_moments")


@pytest.fixture
def old_shop(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The small shop, which that release built."""
    own_copy(tmp_path_factory, "a shop by days", build_by_days, tmp_path)
    return small_shop()


def build_by_days(folder: Path) -> None:
    """Build as that release did, without what reads moments, and leave the models of today."""
    write_shop(folder)
    models, tests = folder / "models/membership", folder / "tests"
    today = {name: (models / f"{name}.sql").read_text() for name in (*BY_DAYS, *READERS)}
    for name, text in today.items():
        text = BY_DAYS.get(name) or "{{ config(enabled=false) }}" + text
        (models / f"{name}.sql").write_text(text)
    tests.rename(folder / "tests_of_today")
    built(folder, small_shop(), FIRST_DAY, moment_of(FIRST_DAY, 0))
    (folder / "tests_of_today").rename(tests)
    for name, text in today.items():
        (models / f"{name}.sql").write_text(text)


@pytest.mark.parametrize("days_later", [0, 1], ids=["same day", "next day"])
def test_a_history_of_days_alone_goes_on(tmp_path: Path, old_shop: Shop, days_later: int) -> None:
    shop, past = old_shop, naive.Record()
    naive.record(past, shop, FIRST_DAY, naive.memberships(shop, FIRST_DAY, RULES))
    day = FIRST_DAY + dt.timedelta(days=days_later)
    order = ("c001", FIRST_DAY, 500)
    upgraded = moment_of(FIRST_DAY, 1)
    built(tmp_path, shop, FIRST_DAY, upgraded)
    for run, orders in ((3, [order]), (4, []), (5, [order])):
        held = Shop(shop.families, shop.customers, [*shop.orders, *orders])
        moment = moment_of(day, run)
        naive.record(past, held, day, naive.memberships(held, day, RULES), moment)
        built(tmp_path, held, day, moment)
    assert table(tmp_path, HISTORY) == expected_history(past)
    old = [row for _, row in past.history if row.entered_at is None]
    assert len(old) == len(shop.customers)
    assert [row.exited_at for row in old if row.exited_at] == [moment_of(day, 3)]
    sizes = f"select segment, members from ({MOMENTS}) where recorded_at = "
    assert rows(tmp_path, f"{sizes} '{upgraded}' order by 1") == [("small", 8)]
    assert rows(tmp_path, f"{sizes} '{moment_of(day, 5)}' order by 1") == [("big", 1), ("small", 7)]


def test_sizes_without_moments_in_the_history_are_not_overtaken(
    tmp_path: Path, old_shop: Shop
) -> None:
    """The first sizes after an upgrade have the time of their run, even if the clock goes back."""
    shop = old_shop
    noon = moment_of(FIRST_DAY, 11)
    built(tmp_path, shop, FIRST_DAY, noon)
    shop.orders.append(("c001", FIRST_DAY, 500))
    built(tmp_path, shop, FIRST_DAY, noon - dt.timedelta(hours=1))
    sizes = f"select segment, recorded_at, entered, exited, members from ({MOMENTS}) order by 1"
    assert rows(tmp_path, sizes) == [("big", noon, 1, 0, 1), ("small", noon, 7, 0, 7)]
