"""`seg why`: how far a value is from its threshold, and how values are printed."""

import json
from pathlib import Path

import pytest

from tests.projects import seg
from tests.segments.shop import families, said, write_shop

ONE = """
select
    '1' as customer_id,
    date '2025-06-30' as as_of_date,
    113 as recency_days,
    cast(141.5 as double) as gap_limit_days,
    cast(84.50 as decimal(9, 2)) as spent,
    cast(null as double) as nothing,
    cast(0.3 as real) as rate,
    12345678.25 as large,
    cast(123456789 as double) as larger,
    date '2025-05-20' as last_order_on,
    timestamp '2025-05-20 12:00:00' as last_seen_at,
    true as is_there
"""
PERSONAL = "models:\n  - {name: customers, columns: [{name: spent, tags: [personal]}]}\n"


def why(folder: Path, rule: str, *options: str, more: str = "") -> list[str]:
    """What `seg why` says of the rule for the one customer there is, without its head."""
    segments = [{"name": "some", "where": rule}, {"name": "rest", "otherwise": True}]
    declared = {"name": "f", "mode": "overlapping", "segments": segments}
    write_shop(folder, families(declared), customers=ONE)
    (folder / "models/columns.yml").write_text(more)
    assert seg(folder, "build").exit_code == 0
    return said(seg(folder, "why", "1", "f.some", *options))


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        (
            "recency_days > gap_limit_days",
            "recency_days = 113, gap_limit_days = 141.5, 28.5 below gap_limit_days",
        ),
        ("gap_limit_days = spent + 57", "gap_limit_days = 141.5, spent = 84.50, exactly 141.5"),
        ("2 * 50 < recency_days", "recency_days = 113, 13 above 100"),
        (
            "recency_days between 100 and gap_limit_days",
            "recency_days = 113, gap_limit_days = 141.5, 13 above 100, 28.5 below gap_limit_days",
        ),
        ("recency_days > nothing", "recency_days = 113, nothing = NULL"),
        ("recency_days + 1 > 3", "recency_days = 113"),
        ("is_there = (recency_days > 3)", "is_there = True, recency_days = 113"),
        (
            "last_order_on >= date '2025-06-01'",
            "last_order_on = 2025-05-20, 12 days before 2025-06-01",
        ),
        ("last_order_on <> '2025-05-19'", "last_order_on = 2025-05-20, 1 day after 2025-05-19"),
        (
            "as_of_date > last_order_on",
            "as_of_date = 2025-06-30, last_order_on = 2025-05-20, 41 days after last_order_on",
        ),
        (
            "last_seen_at > as_of_date - interval 41 days",
            "last_seen_at = 2025-05-20 12:00:00, as_of_date = 2025-06-30,"
            " 12:00:00 after 2025-05-20 00:00:00",
        ),
        ("spent < 12345678", "spent = 84.50, 12345593.5 below 12345678"),
        ("large > 12345678", "large = 12345678.25, 0.25 above 12345678"),
        ("larger > 1234567.125", "larger = 123456789, 122222221.875 above 1234567.125"),
        ("rate > 0.3", "rate = 0.3, exactly 0.3"),
        ("rate < 0.35", "rate = 0.3, 0.05 below 0.35"),
    ],
)
def test_how_far_a_value_is_from_its_bound(tmp_path: Path, rule: str, shown: str) -> None:
    line = why(tmp_path, rule)[-1]
    assert line[5:] == f"{rule}   [{shown}]"


def test_distances_as_json(tmp_path: Path) -> None:
    rule = (
        "recency_days > gap_limit_days and last_order_on < date '2025-06-01'"
        " and last_seen_at < as_of_date and rate > 0.3"
    )
    found = json.loads(why(tmp_path, rule, "--json")[0])
    parts = found["conditions"]["parts"]
    assert parts[3]["values"] == {"rate": 0.3}
    assert [each for part in parts for each in part["distances"]] == [
        {"column": "recency_days", "number": 141.5, "difference": -28.5},
        {"column": "last_order_on", "number": "2025-06-01", "difference": -12},
        {"column": "last_seen_at", "number": "2025-06-30", "difference": -40.5},
        {"column": "rate", "number": 0.3, "difference": 0.0},
    ]


@pytest.mark.parametrize("rule", ["recency_days > spent", "recency_days > spent + 1", "spent > 1"])
def test_a_distance_tells_nothing_of_personal_values(tmp_path: Path, rule: str) -> None:
    line = why(tmp_path, rule, more=PERSONAL)[-1]
    assert (" above " in line, " below " in line) == (False, False)
