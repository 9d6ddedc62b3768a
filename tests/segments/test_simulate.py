"""`seg simulate`: today's row is today's size, cliffs do not depend on the range, exact numbers."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.projects import seg
from tests.segments.shop import CUSTOMERS, TIER, families, said, write_shop

RATED = """
select n as customer_id, date '2025-06-30' as as_of_date, cast(rate as {type}) as rate
from (values ('1', 0.1), ('2', 0.3), ('3', 0.3), ('4', 0.7), ('5', 3)) as people (n, rate)
"""


def rated(folder: Path, rule: str, type_: str) -> Path:
    segments = [{"name": "low", "where": rule}, {"name": "rest", "otherwise": True}]
    yaml = families({"name": "tier", "segments": segments})
    write_shop(folder, yaml, customers=RATED.format(type=type_))
    assert seg(folder, "build").exit_code == 0
    return folder


def simulated(folder: Path, segment: str, column: str, *numbers: str) -> dict[str, Any]:
    """What `seg simulate` says from, to and in steps of the numbers."""
    ends = zip(("--from", "--to", "--step"), numbers, strict=True)
    options = [text for pair in ends for text in pair]
    outcome = seg(folder, "simulate", segment, column, *options, "--json")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    found: dict[str, Any] = json.loads(outcome.stdout)
    return found


@pytest.mark.parametrize("rule", ["rate <= 0.3", "rate < 0.3", "rate = 0.3", "rate >= 0.03e1"])
@pytest.mark.parametrize("type_", ["integer", "decimal(9, 4)", "real", "double"])
def test_the_row_of_today_is_today(tmp_path: Path, type_: str, rule: str) -> None:
    found = simulated(rated(tmp_path, rule, type_), "tier.low", "rate", "0.1", "0.5", "0.1")
    today = [line for line in found["thresholds"] if float(line["threshold"]) == 0.3]
    assert [(line["difference"], line["overlap"]) for line in today] == [(0, 1.0)]


def test_other_thresholds_are_compared_as_the_rule_would(tmp_path: Path) -> None:
    folder = rated(tmp_path, "rate <= 0.3", "real")
    found = simulated(folder, "tier.low", "rate", "0.1", "0.7", "0.2")
    assert [line["size"] for line in found["thresholds"]] == [1, 3, 3, 4]


# 100 customers with 1 order, 90 with 2, ..., 10 with 10, but 200 more with 7.
ORDERS = """
select cast(row_number() over () as varchar) as customer_id, date '2025-06-30' as as_of_date, orders
from range(1, 11) as counts (orders)
cross join range(300) as people (n)
where n < 110 - 10 * orders + case when orders = 7 then 200 else 0 end
"""


@pytest.mark.parametrize(
    ("first", "last", "cliffs"),
    [("1", "10", [8]), ("6", "9", [8]), ("7", "8", [8]), ("2", "3", []), ("3", "3", [])],
)
def test_a_cliff_is_one_in_any_range(
    tmp_path: Path, first: str, last: str, cliffs: list[int]
) -> None:
    segments = [{"name": "many", "where": "orders >= 4"}, {"name": "rest", "otherwise": True}]
    yaml = families({"name": "tier", "segments": segments})
    folder = write_shop(tmp_path, yaml, customers=ORDERS)
    assert seg(folder, "build").exit_code == 0
    found = simulated(folder, "tier.many", "orders", first, last, "1")
    shown = [line["threshold"] for line in found["thresholds"]]
    assert shown == list(range(int(first), int(last) + 1))
    assert [line["threshold"] for line in found["thresholds"] if line["is_cliff"]] == cliffs


def test_many_digits_stay(tmp_path: Path) -> None:
    rule = "rate < 12345678 or rate < 0.12345678"
    folder = rated(tmp_path, rule, "double")
    told = seg(folder, "simulate", "tier.low", "rate", "--from", "1", "--to", "1", "--step", "1")
    assert told.stderr == (
        "the rule compares 'rate' with 2 numbers\n"
        "  fix: choose one with --at (1: rate < 12345678, 2: rate < 0.12345678)\n"
    )
    options = ("--at", "1", "--from", "12345677", "--to", "12345678", "--step", "1")
    assert said(seg(folder, "simulate", "tier.low", "rate", *options)) == [
        "tier.low: rate < threshold",
        "| threshold | size | share  | change | overlap |       |",
        "| --------- | ---- | ------ | ------ | ------- | ----- |",
        "|  12345677 |    5 | 100.0% | +0     | 1.00    |       |",
        "|  12345678 |    5 | 100.0% | +0     | 1.00    | today |",
        "the rule now has 12345678; nothing was built",
    ]


def test_no_one_at_all_is_a_size_of_0(tmp_path: Path) -> None:
    folder = write_shop(
        tmp_path, TIER, customers=f"select * from ({CUSTOMERS}) as people where false"
    )
    assert seg(folder, "build").exit_code == 0
    options = ("--from", "50", "--to", "60", "--step", "10", "--value", "spent")
    assert said(seg(folder, "simulate", "tier.high", "spent", *options)) == [
        "tier.high: spent > threshold",
        "| threshold | size | share | change | overlap | spent |       |",
        "| --------- | ---- | ----- | ------ | ------- | ----- | ----- |",
        "|        50 |    0 | -     | +0     | 1.00    | 0.00  | today |",
        "|        60 |    0 | -     | +0     | 1.00    | 0.00  |       |",
        "the rule now has 50; nothing was built",
    ]
    found = simulated(folder, "tier.high", "spent", "50", "50", "1")
    assert found["thresholds"][0]["share"] is None
