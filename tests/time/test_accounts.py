"""Memberships of accounts over time, compared with days recomputed with dictionaries."""

import dataclasses
import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.projects import Outcome, rows
from tests.time import life as happening
from tests.time import naive
from tests.time.life import RULES, START, Life
from tests.time.shop import FIRST_DAY, OTHERWISE, ROOT, Shop, build, write_shop

# Two people buy for each account; what an account has is what they have together.
ACCOUNTS = """\
select split_part(customer_id, '-', 1) as account_id, {{ as_of_date() }} as as_of_date,
    cast(sum(orders) as bigint) as orders, cast(sum(spent) as bigint) as spent,
    min(recency_days) as recency_days
from {{ ref('customer_features') }}
group by all
"""
ERASED_ON = FIRST_DAY + dt.timedelta(days=8)
REAL = (
    *("models/segments/account_membership.sql", "models/segments/account_sizes.sql"),
    *("tests/data/open_account_history_equals_memberships.sql",),
    *("tests/data/account_intervals_follow_each_other.sql",),
    *("tests/data/account_daily_sizes_reconcile.sql", "tests/data/account_sizes_reconcile.sql"),
)
HISTORY = """
    select history.account_id, history.family, history.segment, definitions.definition,
        history.valid_from, history.valid_to, history.entry_reason, history.exit_reason
    from account_membership_history as history
    inner join (select distinct rule, definition from segment_definition_history) as definitions
        on history.rule = definitions.rule
"""
SIZES = """
    select family, segment, as_of_date, members_before, entered, exited, members, change_by_start,
        change_by_data, change_by_definition
    from account_size_daily
"""
EVERYTHING = (
    HISTORY,
    SIZES,
    "from account_membership_days",
    "from account_membership_history",
)


def write_accounts(folder: Path) -> None:
    """The tiny project with accounts."""
    write_shop(folder)
    add_accounts(folder)


def add_accounts(folder: Path) -> None:
    """The input, the real models of the memberships of accounts, and their data tests."""
    for path in REAL:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    features = folder / "models" / "features"
    (features / "account_features.sql").write_text(ACCOUNTS, encoding="utf-8")
    staged = (
        "select distinct split_part(customer_id, '-', 1) as account_id from {{ ref('customers') }}"
    )
    (features / "stg_accounts.sql").write_text(staged, encoding="utf-8")


def with_people(accounts: Shop) -> Shop:
    """The shop in which each account of another has two people, who take turns to buy."""
    return Shop(
        {"tier_of_people": {"big": "spent >= 90", "small": OTHERWISE}},
        [f"{name}-{number}" for name in accounts.customers for number in (1, 2)],
        [(buyer(name, amount), day, amount) for name, day, amount in accounts.orders],
        account_families=accounts.families,
    )


def buyer(account: str, amount: int) -> str:
    """Who of the two placed an order: a matter of chance, as the amount is."""
    return f"{account}-{1 + amount % 2}"


def found(folder: Path, query: str) -> set[tuple[Any, ...]]:
    answer = rows(folder, query)
    assert len(set(answer)) == len(answer)
    return set(answer)


def assert_built(outcome: Outcome) -> None:
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr


def assert_recorded(folder: Path, past: naive.Record) -> None:
    assert found(folder, HISTORY) == {
        (
            *(*member, row.definition.rule),
            *(row.valid_from, row.valid_to, row.entry_reason, row.exit_reason),
        )
        for member, row in past.history
    }
    # Without what accounts have no parts of: people who were merged or erased.
    assert found(folder, SIZES) == {(*key, *parts[:7]) for key, parts in past.sizes.items()}
    assert {day for (day,) in rows(folder, "select as_of_date from account_membership_days")} == {
        *past.days
    }


EVENTS: dict[int, Callable[[Life, dt.date], None]] = {
    2: happening.lower_the_bar,
    3: happening.add_a_family,
    4: lambda life, day: life.delete("c003"),
    5: happening.lose_patience,
    6: happening.drop_a_segment,
    9: happening.drop_a_family,
}


@pytest.mark.long
def test_ten_days_of_accounts(tmp_path: Path) -> None:
    write_accounts(tmp_path)
    life, past = Life(), naive.Record()
    held = life.shop
    for number in range(10):
        day = FIRST_DAY + dt.timedelta(days=number)
        life.pass_day(day)
        EVENTS.get(number, lambda life, day: None)(life, day)
        # The day on which nothing happens passes without a run, and the next makes up for it.
        if number == 7:
            continue
        people, counted = with_people(held), held
        if day >= ERASED_ON:
            # What somebody bought who asked to be erased counts no more for the account.
            people.erasures["c004-1"] = ERASED_ON
            kept = [order for order in held.orders if buyer(order[0], order[2]) != "c004-1"]
            counted = dataclasses.replace(held, orders=kept)
        naive.record(past, counted, day, naive.memberships(counted, day, RULES))
        assert_built(build(tmp_path, people, day))
        assert_recorded(tmp_path, past)
        assert found(tmp_path, "select family, segment, members from account_sizes") == {
            (family, segment, parts[3])
            for (family, segment, on), parts in past.sizes.items()
            if on == day and parts[3]
        }
        if number == 5:
            seen = [rows(tmp_path, f"from ({query}) order by all") for query in EVERYTHING]
            # Without --force nothing would be done.
            assert_built(build(tmp_path, people, day, "--force"))
            again = [rows(tmp_path, f"from ({query}) order by all") for query in EVERYTHING]
            assert again == seen
    assert {row.entry_reason for _, row in past.history} == {"start", "data", "definition"}
    assert {row.exit_reason for _, row in past.history} == {None, "data", "definition"}
    # Somebody of c004 was erased, which moved it: for an account that is data as any other.
    assert any(who == "c004" and row.valid_to == ERASED_ON for (who, _, _), row in past.history)


def test_a_second_run_of_a_day_goes_on_from_what_the_first_recorded(tmp_path: Path) -> None:
    write_accounts(tmp_path)
    names = [f"c{number:03d}" for number in range(1, 9)]
    orders = [(name, FIRST_DAY, 30 + 10 * number) for number, name in enumerate(names)]
    held, past = Shop({"tier": dict(START["tier"])}, names, orders), naive.Record()
    second = FIRST_DAY + dt.timedelta(days=1)
    naive.record(past, held, FIRST_DAY, naive.memberships(held, FIRST_DAY, RULES))
    assert_built(build(tmp_path, with_people(held), FIRST_DAY))
    wrong = Shop(held.families, names, [*orders, ("c001", second, 500)])
    assert_built(build(tmp_path, with_people(wrong), second))
    naive.record(past, held, second, naive.memberships(held, second, RULES))
    assert_built(build(tmp_path, with_people(held), second))
    within_the_day = rows(
        tmp_path,
        "select account_id, segment, valid_from, entry_reason, exit_reason "
        "from account_membership_history where valid_from = valid_to",
    )
    assert within_the_day == [("c001", "big", second, "data", "data")]
    assert found(tmp_path, SIZES) == {(*key, *parts[:7]) for key, parts in past.sizes.items()}
    refused = build(tmp_path, with_people(held), FIRST_DAY)
    assert refused.exit_code == 1
    assert "the history of segments of accounts goes to 2025-03-02" in refused.stdout


def test_accounts_that_come_later_begin_a_history_of_their_own(tmp_path: Path) -> None:
    write_shop(tmp_path)
    held = Shop({"tier": dict(START["tier"])}, [f"c{number:03d}" for number in range(1, 9)])
    held.orders.append(("c001", FIRST_DAY, 95))
    people = with_people(held)
    people.account_families = {}
    assert_built(build(tmp_path, people, FIRST_DAY))
    add_accounts(tmp_path)
    second = FIRST_DAY + dt.timedelta(days=1)
    assert_built(build(tmp_path, with_people(held), second))
    reasons = "select distinct valid_from, entry_reason from account_membership_history"
    assert rows(tmp_path, reasons) == [(second, "start")]
    # The customers' history goes on.
    reasons = "select distinct valid_from, entry_reason from segment_membership_history"
    assert rows(tmp_path, reasons) == [(FIRST_DAY, "start")]


def test_without_a_family_of_accounts_there_are_no_memberships(tmp_path: Path) -> None:
    write_accounts(tmp_path)
    people = with_people(Shop({}, [f"c{number:03d}" for number in range(1, 9)]))
    assert_built(build(tmp_path, people, FIRST_DAY))
    assert rows(tmp_path, "from account_membership") == []
    assert rows(tmp_path, "from account_membership_history") == []
