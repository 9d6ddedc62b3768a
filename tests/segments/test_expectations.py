"""Expectations of families: each once met, once not met, once not checked."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.projects import seg
from tests.segments.shop import families, write_shop

# Runs of the days before 2025-06-30: members of tier.high and tier.rest, members by definition.
HISTORY = """
select 'tier' as family, segment, as_of_date, members, change_by_definition
from (values {rows}) as days (segment, as_of_date, members, change_by_definition)
"""

OFF = "{{ config(enabled=false) }} select 1 as one"
REACHABILITY = """
select * from (
    values ('tier', 'high', 'email', 3, 2), ('tier', 'high', 'phone', 3, 0)
) as reached (family, segment, channel, members, reachable)
"""


def history(high: list[int], by_definition: int = 0) -> str:
    """So many members on the days before; today's row says what the definition moved."""
    days = [
        f"('{segment}', date '2025-06-{29 - age}', {members}, 0)"
        for age, size in enumerate(reversed(high))
        for segment, members in (("high", size), ("rest", 6 - size))
    ]
    days.append(f"('high', date '2025-06-30', 3, {by_definition})")
    days.append(f"('rest', date '2025-06-30', 3, {-by_definition})")
    return HISTORY.format(rows=", ".join(days))


def outcomes(
    folder: Path,
    expect: dict[str, Any] | None = None,
    of_high: dict[str, Any] | None = None,
    **models: str,
) -> dict[str, str]:
    """How the tests end that come from expectations of the family, and of its segment `high`."""
    yaml = families(
        {
            "name": "tier",
            "expect": expect or {},
            "segments": [
                {"name": "high", "where": "spent > 50", "expect": of_high or {}},
                {"name": "rest", "otherwise": True},
            ],
        }
    )
    always = ("not_null_tier", "unique_tier", "relationships_tier")
    built = seg(write_shop(folder, yaml, **models), "build", "--no-use-colors")
    found = re.findall(r"of \d+ (PASS|FAIL \d+|ERROR) (\w+) \.", built.stdout)
    assert found, built.stdout + built.stderr
    return {name: outcome for outcome, name in found if name not in always}


@pytest.mark.parametrize(
    ("key", "met", "unmet", "test"),
    [
        ("size", {"min": 3, "max": 3}, {"min": 4}, "segment_size_tier_high"),
        ("size", {"max": 3}, {"max": 2}, "segment_size_tier_high"),
        ("share", {"min": 0.5, "max": 0.5}, {"min": 0.51}, "segment_share_tier_high"),
        ("share", {"max": 1}, {"max": 0.49}, "segment_share_tier_high"),
        ("minimum_cell", 3, 4, "minimum_cell_tier_high"),
    ],
)
def test_of_a_segment(tmp_path: Path, key: str, met: Any, unmet: Any, test: str) -> None:
    assert outcomes(tmp_path, of_high={key: met}) == {test: "PASS"}
    assert outcomes(tmp_path, of_high={key: unmet}) == {test: "FAIL 1"}


@pytest.mark.parametrize(
    ("key", "met", "unmet", "test", "failures"),
    [
        ("segments", {"min": 2, "max": 2}, {"min": 3}, "segment_count_tier", 1),
        ("segments", {"max": 4}, {"max": 1}, "segment_count_tier", 1),
        ("minimum_cell", 3, 4, "minimum_cell_tier", 2),
    ],
)
def test_of_a_family(
    tmp_path: Path, key: str, met: Any, unmet: Any, test: str, failures: int
) -> None:
    assert outcomes(tmp_path, {key: met}) == {test: "PASS"}
    assert outcomes(tmp_path, {key: unmet}) == {test: f"FAIL {failures}"}


@pytest.mark.parametrize(
    ("expect", "outcome"),
    [
        ({"coverage": 0.5}, {"coverage_traits": "PASS"}),
        ({"coverage": 0.51}, {"coverage_traits": "FAIL 1"}),
        ({"overlap": {"max_jaccard": 0.67}}, {"overlap_traits": "PASS"}),  # 2 of 3
        ({"overlap": {"max_jaccard": 0.66}}, {"overlap_traits": "FAIL 1"}),
    ],
)
def test_of_an_overlapping_family(
    tmp_path: Path, expect: dict[str, Any], outcome: dict[str, str]
) -> None:
    yaml = families(
        {
            "name": "traits",
            "mode": "overlapping",
            "expect": expect,
            "segments": [
                {"name": "german", "where": "country = 'DE'"},
                {"name": "rich", "where": "spent > 50 and country = 'DE'"},
                {"name": "empty", "where": "spent > 900"},
            ],
        }
    )
    built = seg(write_shop(tmp_path, yaml), "build", "--no-use-colors")
    found = re.findall(r"of \d+ (PASS|FAIL \d+) ((?:coverage|overlap)\w+) \.", built.stdout)
    assert {name: status for status, name in found} == outcome


CHANGE = {"max_pct": 25, "warm_up": 3, "min_members": 2}


@pytest.mark.parametrize(
    ("before", "change", "outcome", "reason"),
    [
        ([3, 3, 3], {}, "PASS", None),
        ([4, 4, 4], {}, "PASS", None),  # exactly 25 % less
        ([5, 5, 5], {}, "FAIL 1", "shrank by more than 25.0 %"),
        ([5, 5, 5], {"direction": "down"}, "FAIL 1", "shrank by more than 25.0 %"),
        ([5, 5, 5], {"direction": "up"}, "PASS", None),
        ([2, 2, 2], {}, "FAIL 1", "grew by more than 25.0 %"),
        ([2, 2, 2], {"direction": "down"}, "PASS", None),
        ([5, 3, 3], {}, "PASS", None),  # the median counts
        ([5, 5, 5, 3, 3, 3, 3], {}, "PASS", None),
        ([5, 5, 5, 5, 3, 3, 3], {"runs": 4}, "PASS", None),
        ([5, 5, 5, 5, 3, 3, 3], {}, "FAIL 1", "shrank by more than 25.0 %"),
        ([5, 5], {}, "PASS", "not judged: fewer than 3 past runs"),
        ([], {}, "PASS", "not judged: fewer than 3 past runs"),
        (
            [5, 5, 5],
            {"min_members": 6},
            "PASS",
            "not judged: usually fewer than 6 members",
        ),
        ([0, 0, 0], {"min_members": 0}, "PASS", "not judged: usually fewer than 0 members"),
    ],
)
def test_change(
    tmp_path: Path, before: list[int], change: dict[str, Any], outcome: str, reason: str | None
) -> None:
    found = outcomes(tmp_path, of_high={"change": CHANGE | change}, daily_sizes=history(before))
    assert found == {"segment_change_tier_high": outcome}
    shown = seg(
        tmp_path, "show", "-s", "segment_change_tier_high", "--candidate", "--output", "json"
    )
    if shown.exit_code == 2:
        shown = seg(tmp_path, "show", "-s", "segment_change_tier_high", "--output", "json")
    assert [row["reason"] for row in json.loads(shown.stdout)["show"]] == [reason] * bool(reason)


def test_a_changed_definition_is_no_change(tmp_path: Path) -> None:
    expect = {"change": CHANGE}
    moved = history([5, 5, 5], by_definition=-2)
    assert outcomes(tmp_path, of_high=expect, daily_sizes=moved) == {
        "segment_change_tier_high": "PASS"
    }


def test_an_emptied_segment_has_changed(tmp_path: Path) -> None:
    nobody = "select '1' as customer_id, 0 as spent, date '2025-06-30' as as_of_date where false"
    found = outcomes(
        tmp_path,
        of_high={"change": CHANGE},
        daily_sizes=history([5, 5, 5]),
        customers=nobody,
    )
    assert found == {"segment_change_tier_high": "FAIL 1"}


@pytest.mark.parametrize(
    ("before", "factor", "outcome"),
    [([3], 1000, "PASS"), ([], 1000, "PASS"), ([1], 1000, "FAIL 1"), ([1], 1, "PASS")],
    ids=["as before", "no run before", "shifted", "shifted by chance"],
)
def test_drift(tmp_path: Path, before: list[int], factor: int, outcome: str) -> None:
    people = f"""
        select p || '-' || n as customer_id, case when p > 3 then 60 else 1 end as spent,
            date '2025-06-30' as as_of_date
        from range(1, 7) as a (p) cross join range({factor}) as b (n)
    """
    past = HISTORY.format(
        rows=", ".join(
            [
                *(f"('high', date '2025-06-29', {size * factor}, 0)" for size in before),
                *(f"('rest', date '2025-06-29', {(6 - size) * factor}, 0)" for size in before),
                f"('high', date '2025-06-30', {3 * factor}, 0)",
            ]
        )
    )
    found = outcomes(tmp_path, {"drift": {"psi": 0.1}}, daily_sizes=past, customers=people)
    assert found == {"drift_tier": outcome}


def test_drift_does_not_count_a_changed_definition(tmp_path: Path) -> None:
    people = """
        select cast(n as varchar) as customer_id, case when n > 3000 then 60 else 1 end as spent,
            date '2025-06-30' as as_of_date
        from range(1, 6001) as b (n)
    """
    past = HISTORY.format(
        rows="""
            ('high', date '2025-06-29', 1000, 0), ('rest', date '2025-06-29', 5000, 0),
            ('high', date '2025-06-30', 3000, 2000), ('rest', date '2025-06-30', 3000, -2000)
        """
    )
    found = outcomes(tmp_path, {"drift": {"psi": 0.1}}, daily_sizes=past, customers=people)
    assert found == {"drift_tier": "PASS"}


@pytest.mark.parametrize(
    ("channel", "min_share", "min_members", "outcome"),
    [
        ("email", 0.66, 3, "PASS"),
        ("email", 0.67, 3, "FAIL 1"),
        ("email", 0.67, 4, "PASS"),
        ("email", 0.67, None, "PASS"),
        ("phone", 0.01, 3, "FAIL 1"),
        ("fax", 0.01, 3, "FAIL 1"),
    ],
)
def test_reachable(
    tmp_path: Path, channel: str, min_share: float, min_members: int | None, outcome: str
) -> None:
    judged = {} if min_members is None else {"min_members": min_members}
    found = outcomes(
        tmp_path,
        of_high={"reachable": {"channel": channel, "min_share": min_share} | judged},
        segment_channels=REACHABILITY,
    )
    assert found == {f"reachable_tier_high_{channel}": outcome}


def test_what_cannot_be_looked_up_is_left_out_and_said(tmp_path: Path) -> None:
    yaml = families(
        {
            "name": "tier",
            "expect": {"drift": {"psi": 0.1}},
            "reachability": "ref('reached')",
            "segments": [
                {
                    "name": "all",
                    "otherwise": True,
                    "expect": {
                        "change": {"max_pct": 10},
                        "reachable": {"channel": "email", "min_share": 0.1},
                    },
                }
            ],
        }
    )
    outcome = seg(write_shop(tmp_path, yaml, reached=OFF), "parse")
    start = "models/families.yml:3:3: tier: 'expect:"
    declare = (
        "no relation has the role 'daily_sizes'\n"
        "  fix: declare daily_sizes in roles: of the project file or of the family\n"
    )
    assert (outcome.exit_code, outcome.stderr) == (
        0,
        f"{start} drift' is not tested: {declare}"
        f"{start} change of all' is not tested: {declare}"
        f"{start} reachable of all' is not tested: there is no ref('reached')\n"
        "  fix: build one, or declare another one for the role\n",
    )
