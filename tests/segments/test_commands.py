"""`seg segments`, `why` and `simulate`, on what a small shop has published."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.projects import Outcome, seg
from tests.segments.shop import CUSTOMERS, TIER, families, write_shop

HISTORY = """
select
    '{customer}' as customer_id, 'tier' as family, 'high' as segment, 'x' as rule,
    date '2025-05-01' as valid_from, cast(null as date) as valid_to
"""

SIZES = """
select * from (
    values
        ('tier', 'high', date '2025-06-01', 9), ('tier', 'high', date '2025-06-29', 2),
        ('tier', 'rest', date '2025-06-29', 4), ('tier', 'high', date '2025-06-30', 3)
) as sizes (family, segment, as_of_date, members)
"""

MORE = """
  - name: mixed
    on: ref('customers')
    entity: customer_id
    mode: overlapping
    owner: growth
    review_by: 2027-06-30
    segments:
      - name: some
        where: |
          (in_segment('tier.high') or not is_angry)
          and spent between 5 and {{ var('most', 95) }}
      - {name: hidden, where: spent > 1, enabled: false}
      - {name: rest, otherwise: true}
  - name: web
    on: ref('customers')
    entity: customer_id
    mode: exclusive
    enabled: false
    segments: [{name: all, otherwise: true}]
"""

YAML = TIER + MORE


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = write_shop(
        tmp_path,
        YAML,
        segment_membership_history=HISTORY.format(customer=2),
        segment_size_daily=SIZES,
    )
    assert seg(folder, "build").exit_code == 0
    return folder


def said(outcome: Outcome) -> list[str]:
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    return [line.rstrip() for line in outcome.stdout.splitlines()]


def test_segments_are_listed_with_what_is_published(shop: Path) -> None:
    assert said(seg(shop, "segments", "--now", "2025-07-02")) == [
        "| family | segment | size | share | change | data as of       | owner  | review by  |",
        "| ------ | ------- | ---- | ----- | ------ | ---------------- | ------ | ---------- |",
        "| tier   | high    |    3 | 50.0% | +1     | 2025-06-30 (2 d) | -      | -          |",
        "| tier   | low     |    1 | 16.7% | +1     | 2025-06-30 (2 d) | -      | -          |",
        "| tier   | rest    |    2 | 33.3% | -2     | 2025-06-30 (2 d) | -      | -          |",
        "| mixed  | some    |    3 | 50.0% | -      | 2025-06-30 (2 d) | growth | 2027-06-30 |",
        "| mixed  | rest    |    3 | 50.0% | -      | 2025-06-30 (2 d) | growth | 2027-06-30 |",
        "left out: web, turned off in models/families.yml:25:5",
        "left out: mixed.hidden, turned off in models/families.yml:12:5",
    ]


def test_segments_as_json(shop: Path) -> None:
    found = json.loads(seg(shop, "segments", "mixed", "--json", "--now", "2025-07-02").stdout)
    rule = found["segments"][0].pop("rule")
    assert rule.startswith("mixed.some@")
    assert found["segments"][0] == {
        "family": "mixed",
        "segment": "some",
        "members": 3,
        "share": 0.5,
        "change": None,
        "as_of_date": "2025-06-30",
        "age_days": 2,
        "owner": "growth",
        "review_by": "2027-06-30",
        "mode": "overlapping",
        "purpose": None,
        "description": "",
    }
    assert found["left_out"] == [{"name": "mixed.hidden", "place": "models/families.yml:12:5"}]
    assert found["not_built"] == []


def test_segments_before_anything_is_built(tmp_path: Path) -> None:
    folder = write_shop(tmp_path, TIER)
    assert said(seg(folder, "segments"))[2:] == [
        "| tier   | high    | -    | -     | -      | -          | -     | -         |",
        "| tier   | low     | -    | -     | -      | -          | -     | -         |",
        "| tier   | rest    | -    | -     | -      | -          | -     | -         |",
        "not built yet: tier (run 'seg build')",
    ]
    told = seg(folder, "segments", "teir")
    assert (told.exit_code, told.stderr) == (
        2,
        "no segment family 'teir'\n  fix: did you mean 'tier'?\n",
    )


def test_an_empty_family_has_no_members(tmp_path: Path) -> None:
    empty = f"select * from ({CUSTOMERS}) as people where false"
    folder = write_shop(tmp_path, TIER, customers=empty)
    assert seg(folder, "build").exit_code == 0
    assert said(seg(folder, "segments"))[2].startswith("| tier   | high    |    0 | -     | -")


def test_a_project_without_families(tmp_path: Path) -> None:
    assert said(seg(write_shop(tmp_path, "version: 2\n"), "segments")) == ["no segments"]


def test_why_someone_is_in_a_segment(shop: Path) -> None:
    lines = said(seg(shop, "why", "2", "tier.high"))
    assert lines[1].startswith("rule: tier.high@")
    del lines[1]
    assert lines == [
        "2 is in tier.high since 2025-05-01",
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


def test_which_rule_came_first(shop: Path) -> None:
    assert said(seg(shop, "why", "5", "tier.low"))[2:] == [
        "",
        "yes  spent > 20   [spent = 100, 80 above 20]",
        "",
        "tier.high holds and comes first: the family is exclusive",
        "yes  spent > 50   [spent = 100, 50 above 50]",
    ]
    assert said(seg(shop, "why", "6", "tier.high"))[2:] == [
        "",
        "no   spent > 50   [spent = 30, 20 below 50]",
        "",
        "tier.low holds and so it is the segment: the family is exclusive",
    ]


def test_why_says_when_what_is_published_differs(shop: Path) -> None:
    (shop / "models/families.yml").write_text(YAML.replace("spent > 50", "spent > 60"))
    assert said(seg(shop, "why", "2", "tier.high"))[-4:] == [
        "tier.low holds and so it is the segment: the family is exclusive",
        "",
        "What is published says otherwise: the rule or the data changed since.",
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
                        {**_condition("in_segment('tier.high')", False, {}), "asked": [high]},
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
        "asked": [],
    }


def test_personal_values_are_hashed(tmp_path: Path) -> None:
    yaml = TIER + "models:\n  - {name: customers, columns: [{name: spent, tags: [personal]}]}\n"
    folder = write_shop(tmp_path, yaml)
    assert seg(folder, "build").exit_code == 0
    hashed = "072b030ba126b2f4b2374f342be9ed44"  # md5 of 60
    assert said(seg(folder, "why", "2", "tier.high"))[3:] == [
        f"yes  spent > 50   [spent = '{hashed}']",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("why", "2", "tier"),
            "'tier' names no segment\n  fix: write family.segment\n",
        ),
        (
            ("why", "2", "tire.high"),
            "no segment family 'tire'\n  fix: did you mean 'tier'?\n",
        ),
        (
            ("why", "2", "tier.hihg"),
            "no segment 'hihg' in the family 'tier'\n  fix: did you mean 'high'?\n",
        ),
        (
            ("why", "2", "web.all"),
            "the segment family 'web' is turned off: models/families.yml:25:5\n",
        ),
        (
            ("why", "2", "mixed.hidden"),
            "the segment 'mixed.hidden' is turned off: models/families.yml:12:5\n",
        ),
        (
            ("why", "02", "tier.high"),
            "no customer_id '02' in customers\n"
            "  fix: ids are compared as text: leading zeros count\n",
        ),
        (
            ("simulate", "tier.rest", "spent", "--from", "1", "--to", "2", "--step", "1"),
            "'tier.rest' has no rule: it takes those whom no other takes\n"
            "  fix: simulate one of the other segments\n",
        ),
        (
            ("simulate", "tier.high", "spnt", "--from", "1", "--to", "2", "--step", "1"),
            "the rule does not compare 'spnt' with a number: spent > 50\n"
            "  fix: did you mean 'spent'?\n",
        ),
        (
            ("simulate", "mixed.some", "spent", "--from", "1", "--to", "2", "--step", "1"),
            "the rule compares 'spent' with 2 numbers\n"
            "  fix: choose one with --at (1: spent >= 5, 2: spent <= 95)\n",
        ),
        (
            (*("simulate", "mixed.some", "spent", "--from", "1", "--to", "2", "--step", "1"),
             *("--at", "3")),
            "--at 3: the rule compares 'spent' with 2 number(s)\n",
        ),
        (
            ("simulate", "tier.high", "spent", "--from", "1", "--to", "2", "--step", "-1"),
            "no step of -1 leads from 1 to 2\n  fix: give --step the sign of --to minus --from\n",
        ),
        (
            ("simulate", "tier.high", "spent", "--from", "1", "--to", "2", "--step", "0.001"),
            "more than 1000 thresholds\n  fix: take a larger --step\n",
        ),
        (
            (*("simulate", "tier.high", "spent", "--from", "1", "--to", "2", "--step", "1"),
             *("--value", "spend")),
            "customers has no column 'spend'\n  fix: did you mean 'spent'?\n",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_answered(shop: Path, arguments: tuple[str, ...], message: str) -> None:
    told = seg(shop, *arguments)
    assert (told.exit_code, told.stdout, told.stderr) == (2, "", message)


def test_a_number_has_to_be_one(shop: Path) -> None:
    told = seg(shop, "simulate", "tier.high", "spent", "--from", "a", "--to", "2", "--step", "1")
    assert (told.exit_code, "'a' is no number" in told.stderr) == (2, True)


@pytest.mark.parametrize("command", [("why", "1", "tier.high"), ("simulate", "tier.high", "spent")])
def test_nothing_was_built_yet(tmp_path: Path, command: tuple[str, ...]) -> None:
    options = ("--from", "1", "--to", "2", "--step", "1") if command[0] == "simulate" else ()
    told = seg(write_shop(tmp_path, TIER), *command, *options)
    message = "there is no warehouse to read\n  fix: run 'seg build' first\n"
    assert (told.exit_code, told.stderr) == (2, message)


def test_a_simulation_shows_each_threshold(shop: Path) -> None:
    options = ("--from", "20", "--to", "100", "--step", "20", "--value", "spent")
    assert said(seg(shop, "simulate", "tier.low", "spent", *options)) == [
        "tier.low: spent > threshold",
        "| threshold | size | share | change | overlap | spent |       |",
        "| --------- | ---- | ----- | ------ | ------- | ----- | ----- |",
        "|        20 |    1 | 16.7% | +0     | 1.00    | 30.00 | today |",
        "|        40 |    0 | 0.0%  | -1     | 0.00    | 0.00  |       |",
        "|        60 |    0 | 0.0%  | -1     | 0.00    | 0.00  |       |",
        "|        80 |    0 | 0.0%  | -1     | 0.00    | 0.00  |       |",
        "|       100 |    0 | 0.0%  | -1     | 0.00    | 0.00  |       |",
        "today the number is 20; nothing was built",
    ]


def test_a_simulation_replaces_one_number_only(shop: Path) -> None:
    options = ("--from", "100", "--to", "50", "--step", "-25", "--at", "2", "--output", "json")
    found = json.loads(seg(shop, "simulate", "mixed.some", "spent", *options).stdout)
    assert (found["column"], found["operator"], found["today"]) == ("spent", "<=", 95.0)
    shown = [
        (line["threshold"], line["size"], line["difference"], round(line["overlap"], 2))
        for line in found["thresholds"]
    ]
    assert [(float(threshold), *rest) for threshold, *rest in shown] == [
        (100.0, 4, 1, 0.75),
        (75.0, 2, -1, 0.67),
        (50.0, 1, -2, 0.33),
    ]


def test_a_cliff_is_a_step_unlike_those_beside_it(tmp_path: Path) -> None:
    people = """
        select cast(n as varchar) as customer_id, date '2025-06-30' as as_of_date,
            case when n between 300 and 700 then 500 else n end as spent
        from range(1000) as numbers (n)
    """
    yaml = families({"name": "tier", "segments": [{"name": "high", "where": "spent > 100"}]})
    folder = write_shop(tmp_path, yaml, customers=people)
    assert seg(folder, "build").exit_code == 0
    options = ("--from", "100", "--to", "900", "--step", "100", "--output", "json")
    found = json.loads(seg(folder, "simulate", "tier.high", "spent", *options).stdout)
    cliffs = [line["threshold"] for line in found["thresholds"] if line["is_cliff"]]
    assert [float(threshold) for threshold in cliffs] == [500.0]
    assert [line["size"] for line in found["thresholds"]] == [
        *(899, 799, 700, 700, 299, 299, 299, 199, 99)
    ]
