"""`seg diff --against-target`: what two targets publish, in one database and in two."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.projects import seg, write_project

PROFILES = """
shop:
  target: dev
  outputs:
    dev: {type: duckdb, path: warehouse.duckdb, schema: dev}
    prod: {type: duckdb, path: warehouse.duckdb, schema: prod}
    far: {type: duckdb, path: far.duckdb}
    never: {type: duckdb, path: never.duckdb}
"""
PROJECT = {
    "seg_project.yml": "name: shop\nprofile: shop\nvars: {minimum_cell: 0}\n",
    "profiles.yml": PROFILES,
    "seeds/people.csv": "person,spent\na,10\nb,60\nc,90\nd,55\n",
    "models/spending.sql": "{{ config(materialized='view') }}\n"
    "select person, spent, date '2025-06-30' as as_of_date from {{ ref('people') }}",
    "models/families.yml": """
models:
  - name: spending
    columns:
      - {name: person, data_tests: [unique]}
      - {name: spent, data_tests: [{accepted_range: {arguments: {max_value: 95}}}]}
segment_families:
  - name: tier
    on: ref('spending')
    entity: person
    mode: exclusive
    segments: [{name: high, where: spent > 50}, {name: rest, otherwise: true}]
""",
}


@pytest.mark.parametrize("target", ["prod", "far"])
def test_two_targets_are_compared_as_they_are_published(tmp_path: Path, target: str) -> None:
    write_project(tmp_path, PROJECT)
    assert seg(tmp_path, "build", "--target", target).exit_code == 0
    families = PROJECT["models/families.yml"].replace("> 50", "> 58")
    people = PROJECT["seeds/people.csv"].replace("a,10", "a,70") + "e,99\n"
    write_project(tmp_path, {"models/families.yml": families, "seeds/people.csv": people})
    assert seg(tmp_path, "seed").exit_code == 0
    assert seg(tmp_path, "run").exit_code == 0
    outcome = seg(tmp_path, "diff", "--against-target", target, "--json")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    found: dict[str, Any] = json.loads(outcome.stdout)
    assert found["before"] == f"target {target}, generation 1"
    assert found["after"].startswith("target dev, generation ")
    (tier,) = found["families"]
    assert tier["entities"] == {"before": 4, "after": 5, "on_both": 4, "moved": 2}
    high = tier["segments"][0]
    # a earns more, d fell under the new number, e is new.
    assert (high["before"], high["after"], high["entered"], high["left"]) == (3, 4, 2, 1)
    assert high["entered_by"] == {"definition": 0, "model": 0, "data": 2, "several": 0}
    assert high["left_by"] == {"definition": 1, "model": 0, "data": 0, "several": 0}
    spending = {each["name"]: each for each in found["relations"]}["spending"]
    assert (spending["added"], spending["gone"], spending["changed"]) == (1, 0, 1)
    assert [(each["name"], each["after"]) for each in found["tests"]] == [
        ("accepted_range_spending_spent__95", {"status": "fail", "failures": 1})
    ]


def test_a_target_that_is_not_there_is_said(tmp_path: Path) -> None:
    write_project(tmp_path, PROJECT)
    assert seg(tmp_path, "build").exit_code == 0
    for options, told in (
        (
            ("dev",),
            "'dev' is the target being compared\n  fix: choose another target to compare with",
        ),
        (("never",), "nothing is published on the target 'never'\n  fix: build it first"),
        (("prod",), "nothing is published on the target 'prod'\n  fix: build it first"),
        (("nope",), "no target 'nope'"),
        (("prod", "--against", "1"), "a generation and a target to compare with\n  fix: name one"),
    ):
        outcome = seg(tmp_path, "diff", "--against-target", *options)
        assert outcome.exit_code == 2, outcome
        assert outcome.stderr.startswith(told), outcome.stderr
    assert not (tmp_path / "never.duckdb").exists()
