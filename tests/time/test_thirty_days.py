"""Thirty days of a shop, published by seg, compared with days recomputed with dictionaries."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.projects import Outcome, rows
from tests.time import life as happening
from tests.time import naive, shop
from tests.time.life import RULES, START, Life
from tests.time.shop import FIRST_DAY, Shop, build, write_shop


def table(folder: Path, query: str) -> set[tuple[Any, ...]]:
    found = rows(folder, query)
    assert len(set(found)) == len(found)
    return set(found)


HISTORY = """
    select history.customer_id, history.family, history.segment, definitions.definition,
        history.valid_from, history.valid_to, history.entry_reason, history.exit_reason
    from segment_membership_history as history
    inner join (select distinct rule, definition from segment_definition_history) as definitions
        on history.rule = definitions.rule
"""
SIZES = """
    select family, segment, as_of_date, members_before, entered, exited, members, change_by_start,
        change_by_data, change_by_definition, change_by_identity, change_by_erasure
    from segment_size_daily
"""
MIGRATION = "select family, from_segment, to_segment, as_of_date, customers from segment_migration"
EVERYTHING = (
    HISTORY,
    SIZES,
    MIGRATION,
    "select * from membership_days",
    "select * from segment_membership_history",
    "select * from segment_definition_history",
)


def expected_history(past: naive.Record) -> set[tuple[Any, ...]]:
    found = set()
    for (customer, family, segment), row in past.history:
        interval = (row.valid_from, row.valid_to, row.entry_reason, row.exit_reason)
        found.add((customer, family, segment, row.definition.rule, *interval))
    return found


def assert_recorded(folder: Path, past: naive.Record) -> None:
    assert table(folder, HISTORY) == expected_history(past)
    assert table(folder, SIZES) == {(*key, *numbers) for key, numbers in past.sizes.items()}
    assert table(folder, MIGRATION) == {(*key, count) for key, count in past.migration.items()}
    assert {day for (day,) in rows(folder, "select as_of_date from membership_days")} == set(
        past.days
    )


def assert_built(outcome: Outcome) -> None:
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr


EVENTS: dict[int, Callable[[Life, dt.date], None]] = {
    7: happening.lower_the_bar,
    11: happening.add_a_family,
    13: lambda life, day: life.delete("c003"),
    14: happening.lose_patience,
    17: happening.get_an_order_nine_days_late,
    19: happening.drop_a_segment,
    20: happening.be_asked_to_erase,
    22: happening.find_that_two_are_one,
    24: happening.be_asked_to_erase_an_old_id,
    26: happening.drop_a_family,
}
# On the first days, whenever something happens, on a quiet day after that, and on the last two:
# the other days pass without a run, and the next has to make up for one to three of them.
RUNS = {0, 1, 8, 28, 29} | EVENTS.keys()
# Nothing is different on the second run of these days: one is quiet, and there are few and many
# rows in the history.
RUN_TWICE = {1, 13}


@pytest.mark.long
def test_thirty_days(tmp_path: Path) -> None:
    write_shop(tmp_path)
    life, past = Life(), naive.Record()
    held = life.shop
    for number in range(30):
        day = FIRST_DAY + dt.timedelta(days=number)
        life.pass_day(day)
        EVENTS.get(number, lambda life, day: None)(life, day)
        if number not in RUNS:
            continue
        today = naive.memberships(held, day, RULES)
        naive.record(past, held, day, today)
        assert_built(build(tmp_path, held, day))
        assert_recorded(tmp_path, past)
        if number in RUN_TWICE:
            seen = [rows(tmp_path, f"from ({query}) order by all") for query in EVERYTHING]
            # Without --force nothing would be done.
            assert_built(build(tmp_path, held, day, "--force"))
            again = [rows(tmp_path, f"from ({query}) order by all") for query in EVERYTHING]
            assert again == seen
    reasons = {row.exit_reason for _, row in past.history}
    assert reasons == {None, "data", "definition", "identity", "erasure"}
    assert {row.entry_reason for _, row in past.history} == {"start", "data", "definition"}
    # The day on which "tier" was redefined moved whom "care" asks it for, and "budget" asks "care".
    lowered = FIRST_DAY + dt.timedelta(days=7)
    known = {who for (who, _, _), row in past.history if row.valid_from < lowered}
    came = {
        (segment, row.entry_reason)
        for (who, family, segment), row in past.history
        if row.valid_from == lowered and family in ("care", "budget") and who in known
    }
    segments = ("call", "leave", "dear", "cheap", "usual")
    assert came == {(segment, "definition") for segment in segments}


def small_shop() -> Shop:
    names = [f"c{number:03d}" for number in range(1, 9)]
    orders = [(name, FIRST_DAY, 30 + 10 * number) for number, name in enumerate(names)]
    return Shop({"tier": dict(START["tier"])}, names, orders)


def test_an_emptied_source_publishes_nothing_and_the_next_day_goes_on(tmp_path: Path) -> None:
    write_shop(tmp_path)
    held, past = small_shop(), naive.Record()
    days = [FIRST_DAY + dt.timedelta(days=number) for number in range(3)]
    naive.record(past, held, days[0], naive.memberships(held, days[0], RULES))
    assert_built(build(tmp_path, held, days[0]))
    emptied = build(tmp_path, Shop(held.families), days[1])
    assert emptied.exit_code == 1
    assert "row_count_between_customer_features" in emptied.stdout
    assert "Nothing was published" in emptied.stdout
    assert_recorded(tmp_path, past)
    naive.record(past, held, days[2], naive.memberships(held, days[2], RULES))
    assert_built(build(tmp_path, held, days[2]))
    assert_recorded(tmp_path, past)


def test_a_day_before_the_last_is_refused(tmp_path: Path) -> None:
    write_shop(tmp_path)
    held = small_shop()
    assert_built(build(tmp_path, held, FIRST_DAY + dt.timedelta(days=2)))
    seen = table(tmp_path, HISTORY)
    refused = build(tmp_path, held, FIRST_DAY)
    assert refused.exit_code == 1
    assert (
        "the history of segments goes to 2025-03-03: a run for 2025-03-01 would rewrite it. Run "
        "that day in a database of its own (--target), or go back with seg rollback"
    ) in refused.stdout
    assert table(tmp_path, HISTORY) == seen


def test_a_second_run_of_a_day_goes_on_from_what_the_first_recorded(tmp_path: Path) -> None:
    write_shop(tmp_path)
    held, past = small_shop(), naive.Record()
    second = FIRST_DAY + dt.timedelta(days=1)
    naive.record(past, held, FIRST_DAY, naive.memberships(held, FIRST_DAY, RULES))
    assert_built(build(tmp_path, held, FIRST_DAY))
    wrong = Shop(held.families, held.customers, [*held.orders, ("c001", second, 500)])
    naive.record(past, wrong, second, naive.memberships(wrong, second, RULES))
    assert_built(build(tmp_path, wrong, second))
    naive.record(past, held, second, naive.memberships(held, second, RULES))
    assert_built(build(tmp_path, held, second))
    within_the_day = ("c001", "tier", "big", second, second, "data", "data")
    found = rows(
        tmp_path,
        "select customer_id, family, segment, valid_from, valid_to, entry_reason, exit_reason "
        "from segment_membership_history where valid_from = valid_to",
    )
    assert found == [within_the_day]
    assert table(tmp_path, HISTORY) == expected_history(past)
    assert table(tmp_path, SIZES) == {(*key, *numbers) for key, numbers in past.sizes.items()}


def test_a_full_refresh_keeps_the_history_and_a_restart_begins_anew(tmp_path: Path) -> None:
    write_shop(tmp_path)
    held = small_shop()
    second = FIRST_DAY + dt.timedelta(days=1)
    assert_built(build(tmp_path, held, FIRST_DAY))
    held.orders.append(("c001", second, 500))
    assert_built(build(tmp_path, held, second))
    seen = table(tmp_path, HISTORY)
    variables = f"{{as_of_date: {second}}}"
    assert_built(shop.seg(tmp_path, "build", "--full-refresh", "--vars", variables))
    assert table(tmp_path, HISTORY) == seen
    restart = variables[:-1] + ", restart_segment_history: true}"
    assert_built(shop.seg(tmp_path, "build", "--vars", restart))
    assert rows(tmp_path, "select distinct valid_from, entry_reason, valid_to from (from "
                "segment_membership_history)") == [(second, "start", None)]  # fmt: skip


def test_what_a_day_writes_follows_the_change(tmp_path: Path) -> None:
    """A day with one move writes two rows of history, a day without moves none."""
    write_shop(tmp_path)
    names = [f"c{number:05d}" for number in range(3000)]
    held = Shop({"tier": dict(START["tier"])}, names, [(name, FIRST_DAY, 30) for name in names])
    assert_built(build(tmp_path, held, FIRST_DAY))
    second = FIRST_DAY + dt.timedelta(days=1)
    assert written_rows(build(tmp_path, held, second)) == 0
    held.orders.append(("c00007", second, 500))
    third = FIRST_DAY + dt.timedelta(days=2)
    assert written_rows(build(tmp_path, held, third)) == 2


def written_rows(outcome: Outcome) -> int:
    """How many rows the run wrote into the history, as its line says."""
    assert_built(outcome)
    found = re.search(
        r" OK created .*main\.segment_membership_history .*\[(?:DELTA (\d+)|(.*)) in",
        outcome.stdout,
    )
    if found is None or found[2] == "UNCHANGED":
        return 0
    return int(found[1])
