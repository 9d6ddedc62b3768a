"""`seg why`, on a small shop's published and recorded data."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.projects import seg
from tests.segments.shop import FAMILIES, TIER, said, write_shop
from tests.shared import own_copy

HISTORY = """
select * from (
    values
        (2, 'high', date '2025-04-01', date '2025-05-01', 'start', 'data'),
        (2, 'high', date '2025-05-03', date '2025-06-01', 'data', 'definition'),
        (2, 'high', date '2025-06-01', null, 'definition', null),
        (2, 'low', date '2025-05-01', date '2025-05-03', 'data', 'data'),
        (1, 'high', date '2025-05-01', date '2025-06-01', 'data', 'definition'),
        (1, 'high', date '2025-06-30', date '2025-06-30', 'data', 'data'),
        (3, 'rest', date '2025-04-01', null, 'start', null)
) as history (customer_id, segment, valid_from, valid_to, entry_reason, exit_reason)
"""


def make_shop(folder: Path) -> None:
    write_shop(
        folder,
        FAMILIES,
        membership_history=f"select *, 'tier' as family from ({HISTORY}) as history",
    )
    assert seg(folder, "build").exit_code == 0


@pytest.fixture
def shop(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_copy(tmp_path_factory, "segments why", make_shop, tmp_path)


def test_why_someone_is_in_a_segment(shop: Path) -> None:
    lines = said(seg(shop, "why", "2", "tier.high"))
    assert lines[1].startswith("rule: tier.high@")
    del lines[1]
    assert lines == [
        "2 is in tier.high since 2025-05-03",
        "history: entered on 2025-05-03 (the data changed), under its last rule from 2025-06-01",
        "",
        "yes  spent > 50   [spent = 60, 10 above 50]",
    ]


def test_why_someone_is_not_in_a_segment(shop: Path) -> None:
    assert said(seg(shop, "why", "1", "mixed.some"))[2:] == [
        "",
        "no   all of",
        "no     any of",
        "no       in_segment('tier.high')",
        "no         spent > 50   [spent = 10, 40 below 50]",
        "no       not",
        "yes        is_angry   [is_angry = True]",
        "yes    spent between 5 and 95   [spent = 10, 5 above 5, 85 below 95]",
    ]
    assert said(seg(shop, "why", "4", "mixed.some"))[2:] == [
        "",
        "null all of",
        "null   any of",
        "no       in_segment('tier.high')",
        "null       spent > 50   [spent = NULL]",
        "null     not",
        "null       is_angry   [is_angry = NULL]",
        "null   spent between 5 and 95   [spent = NULL]",
    ]


def test_when_someone_last_was_in_a_segment(shop: Path) -> None:
    assert said(seg(shop, "why", "2", "tier.low"))[2] == (
        "history: entered on 2025-05-01 (the data changed), left on 2025-05-03 (the data changed)"
    )
    assert said(seg(shop, "why", "1", "tier.high"))[2] == (
        "history: entered on 2025-05-01 (the data changed), left on 2025-06-01 (the rule changed)"
    )
    assert said(seg(shop, "why", "6", "tier.high"))[2] == (
        "history: never in it since 2025-04-01 (the first recorded day)"
    )


def test_who_was_there_from_the_first_day_on(shop: Path) -> None:
    lines = said(seg(shop, "why", "3", "tier.rest"))
    assert lines[2] == "history: entered on 2025-04-01 (the first recorded day)"


def test_which_rule_came_first(shop: Path) -> None:
    assert said(seg(shop, "why", "5", "tier.low"))[3:] == [
        "",
        "yes  spent > 20   [spent = 100, 80 above 20]",
        "",
        "tier.high also holds and takes precedence: the family is exclusive",
        "yes  spent > 50   [spent = 100, 50 above 50]",
    ]
    assert said(seg(shop, "why", "6", "tier.high"))[3:] == [
        "",
        "no   spent > 50   [spent = 30, 20 below 50]",
        "",
        "tier.low holds instead: the family is exclusive",
    ]


def test_why_says_when_what_is_published_differs(shop: Path) -> None:
    (shop / "models/families.yml").write_text(FAMILIES.replace("spent > 50", "spent > 60"))
    assert said(seg(shop, "why", "2", "tier.high"))[-4:] == [
        "tier.low holds instead: the family is exclusive",
        "",
        "The published segment differs: the rule or the data changed since.",
        "  fix: run 'seg build'",
    ]


def test_why_as_json(shop: Path) -> None:
    found = json.loads(seg(shop, "why", "1", "mixed.some", "--output", "json").stdout)
    rule = found.pop("rule")
    high = {
        "segment": "tier.high",
        "is_member": False,
        "holding": [],
        "conditions": _condition("spent > 50", False, {"spent": 10}, (50.0, -40.0)),
        "others": {},
    }
    assert found == {
        "customer": "1",
        "segment": "mixed.some",
        "definition": "(in_segment('tier.high') or not is_angry)\nand spent between 5 and 95",
        "is_member": False,
        "since": None,
        "recorded": None,
        "holding": [],
        "others": {},
        "published": [rule.replace("some", "rest").partition("@")[0] + found["published"][0][10:]],
        "conditions": {
            "joined_by": "and",
            "holds": False,
            "parts": [
                {
                    "joined_by": "or",
                    "holds": False,
                    "parts": [
                        {
                            **_condition("in_segment('tier.high')", False, {}),
                            "referenced_segments": [high],
                        },
                        {
                            "joined_by": "not",
                            "holds": False,
                            "parts": [_condition("is_angry", True, {"is_angry": True})],
                        },
                    ],
                },
                _condition(
                    "spent between 5 and 95", True, {"spent": 10}, (5.0, 5.0), (95.0, -85.0)
                ),
            ],
        },
    }


def test_what_is_recorded_as_json(shop: Path) -> None:
    found = json.loads(seg(shop, "why", "2", "tier.high", "--output", "json").stdout)
    assert (found["since"], found["recorded"]) == (
        "2025-05-03",
        {
            "first_day": "2025-04-01",
            "stay": {
                "entered_on": "2025-05-03",
                "entry_reason": "data",
                "rule_since": "2025-06-01",
                "left_on": None,
                "exit_reason": None,
            },
        },
    )


def _condition(
    text: str, holds: bool, values: dict[str, Any], *distances: tuple[float, float]
) -> dict[str, Any]:
    return {
        "condition": text,
        "holds": holds,
        "values": values,
        "distances": [
            {"column": "spent", "number": number, "difference": difference}
            for number, difference in distances
        ],
        "events": [],
        "referenced_segments": [],
    }


def test_personal_values_are_hashed(tmp_path: Path) -> None:
    yaml = TIER + "models:\n  - {name: customers, columns: [{name: spent, tags: [personal]}]}\n"
    folder = write_shop(tmp_path, yaml)
    assert seg(folder, "build").exit_code == 0
    hashed = "072b030ba126b2f4b2374f342be9ed44"  # md5 of 60
    assert said(seg(folder, "why", "2", "tier.high"))[3:] == [
        f"yes  spent > 50   [spent = '{hashed}']",
    ]


XREF = """
select * from (
    values
        ('customer', '20', '2', false), ('device', 'abc', '2', false),
        ('card', '77', '2', true), ('customer', '2', '2', false)
) as ids (source_id_type, source_id, customer_id, is_protected)
"""


@pytest.mark.parametrize(
    ("wanted", "fix"),
    [
        ("20", "it is a customer id of '2': use that id"),
        ("abc", "it is a device id of '2': use that id"),
        ("77", "ids are compared as text: leading zeros count"),
        ("zz", "ids are compared as text: leading zeros count"),
    ],
)
def test_an_id_that_another_customer_has(tmp_path: Path, wanted: str, fix: str) -> None:
    folder = write_shop(tmp_path, TIER, cross_reference=XREF)
    assert seg(folder, "build").exit_code == 0
    told = seg(folder, "why", wanted, "tier.high")
    message = f"no customer_id '{wanted}' in customers\n  fix: {fix}\n"
    assert (told.exit_code, told.stdout, told.stderr) == (2, "", message)
