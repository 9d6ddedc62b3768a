"""`seg why` with several rules: in_segment(), earlier rules, and `otherwise`."""

import json
from pathlib import Path

import pytest

from tests.projects import seg
from tests.segments.shop import FAMILIES, said, write_shop
from tests.shared import own_copy


def make_shop(folder: Path) -> None:
    write_shop(folder, FAMILIES)
    assert seg(folder, "build").exit_code == 0


@pytest.fixture
def shop(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_copy(tmp_path_factory, "segments why_nested", make_shop, tmp_path)


def test_otherwise_is_explained_by_all_other_rules(shop: Path) -> None:
    assert said(seg(shop, "why", "6", "tier.rest"))[2:] == [
        "",
        "no   otherwise: taken by low",
        "no     high",
        "no       spent > 50   [spent = 30, 20 below 50]",
        "yes    low",
        "yes      spent > 20   [spent = 30, 10 above 20]",
    ]
    lines = said(seg(shop, "why", "4", "tier.rest"))
    assert [lines[0], *lines[2:]] == [
        "4 is in tier.rest",
        "",
        "yes  otherwise: no other rule of the family holds",
        "null   high",
        "null     spent > 50   [spent = NULL]",
        "null   low",
        "null     spent > 20   [spent = NULL]",
    ]


NESTED = """
  - name: asking
    on: ref('customers')
    entity: customer_id
    mode: exclusive
    segments:
      - {name: low, where: in_segment('tier.low') or in_segment('tier.rest')}
      - {name: some, where: not in_segment('mixed.some')}
      - name: both
        where: case when in_segment('mixed.rest') then in_segment('tier.high') end
      - {name: neither, otherwise: true}
"""


def test_a_segment_that_a_rule_asks_for_is_explained_in_its_place(tmp_path: Path) -> None:
    folder = write_shop(tmp_path, FAMILIES + NESTED)
    assert seg(folder, "build").exit_code == 0
    assert said(seg(folder, "why", "2", "asking.low"))[2:] == [
        "",
        "no   any of",
        "no     in_segment('tier.low')",
        "yes      spent > 20   [spent = 60, 40 above 20]",
        "         tier.high also holds and takes precedence: the family is exclusive",
        "yes      spent > 50   [spent = 60, 10 above 50]",
        "no     in_segment('tier.rest')",
        "no       otherwise: taken by high, low",
        "yes        high",
        "yes          spent > 50   [spent = 60, 10 above 50]",
        "yes        low",
        "yes          spent > 20   [spent = 60, 40 above 20]",
    ]
    assert said(seg(folder, "why", "5", "asking.both"))[2:] == [
        "",
        "yes  case when in_segment('mixed.rest') then in_segment('tier.high') end",
        "yes    otherwise: no other rule of the family holds",
        "no       some",
        "no         all of",
        "yes          any of",
        "yes            in_segment('tier.high')",
        "yes              spent > 50   [spent = 100, 50 above 50]",
        "no             not",
        "yes              is_angry   [is_angry = True]",
        "no           spent between 5 and 95   [spent = 100, 95 above 5, 5 above 95]",
        "yes    spent > 50   [spent = 100, 50 above 50]",
        "",
        "asking.some also holds and takes precedence: the family is exclusive",
        "yes  not",
        "no     in_segment('mixed.some')",
        "no       all of",
        "yes        any of",
        "yes          in_segment('tier.high')",
        "yes            spent > 50   [spent = 100, 50 above 50]",
        "no           not",
        "yes            is_angry   [is_angry = True]",
        "no         spent between 5 and 95   [spent = 100, 95 above 5, 5 above 95]",
    ]
    (folder / "models/families.yml").write_text(
        (FAMILIES + NESTED).replace("spent > 50", "spent > 60")
    )
    assert said(seg(folder, "why", "2", "asking.low"))[4:8] == [
        "no     in_segment('tier.low')",
        "yes      spent > 20   [spent = 60, 40 above 20]",
        "         the published segment differs: the rule or the data changed since",
        "no     in_segment('tier.rest')",
    ]


def test_what_keeps_someone_out_is_in_the_json_too(shop: Path) -> None:
    found = json.loads(seg(shop, "why", "5", "tier.low", "--output", "json").stdout)
    assert (found["is_member"], found["holding"]) == (False, ["high", "low"])
    assert found["others"] == {
        "high": {
            "condition": "spent > 50",
            "holds": True,
            "values": {"spent": 100},
            "distances": [{"column": "spent", "number": 50.0, "difference": 50.0}],
            "events": [],
            "referenced_segments": [],
        }
    }
