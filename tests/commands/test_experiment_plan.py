"""seg experiment plan: its figures for a segment, and what it refuses."""

import json
from datetime import date
from pathlib import Path

import pytest

import orchestrator
from orchestrator.commands.experiment_plan import ExperimentPlan, MeasuredMetric
from orchestrator.segments.sample_sizes import Demand
from tests.projects import Outcome, seg, write_project
from tests.segments.shop import CUSTOMERS, TIER

BASELINES = """
select 'tier' as family, segment, metric, date '2025-05-31' as measured_from,
    segment = 'high' as is_followed, 30 as window_days, customers, mean, deviation
from (values
    ('high', 'conversion', 800, 0.1, 0.3), ('high', 'revenue', 800, 20.0, 50.0),
    ('low', 'conversion', 90, 0.0, 0.0)
) as counted (segment, metric, customers, mean, deviation)
"""
FILES = {
    "seg_project.yml": json.dumps(
        {"name": "shop", "roles": {"metric_baselines": "ref('baselines')"}}
    ),
    "models/customers.sql": "{{ config(materialized='table') }}" + CUSTOMERS,
    "models/families.yml": TIER,
    "models/baselines.sql": BASELINES,
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_project(tmp_path_factory.mktemp("shop"), FILES)
    assert seg(folder, "build").exit_code == 0
    return folder


def planned(shop: Path, *arguments: str) -> Outcome:
    return seg(shop, "experiment", "plan", *arguments)


def test_what_it_takes_and_what_all_members_show(shop: Path) -> None:
    assert planned(shop, "tier.high", "--lift", "0.4") == Outcome(
        0,
        """\
tier.high: conversion 10.00% in 30 days, of 800 members
2 equal arms, error 5%, power 80%

to detect a lift of +40%: 2070 customers, 1035 in each arm; there are 800
with all 800 members: a lift of 67% or more (10.00% to 16.73%)

measured on the members of 2025-05-31, over the days after
""",
        "",
    )


def test_of_who_does_nothing_nothing_is_found(shop: Path) -> None:
    assert (
        planned(shop, "tier.low", "--arms", "3").stdout
        == """\
tier.low: conversion 0.00% in 30 days, of 90 members
3 equal arms, error 5%, power 80%

to detect a lift of +10%: nobody does it, so no lift can be detected
with all 90 members: no lift can be detected reliably

measured on the members of 2025-05-31, over the days before: biased if recent purchases, \
or their absence, decide who is a member; more accurate after 30 days of history
"""
    )


def test_a_machine_and_a_program_get_the_same(shop: Path) -> None:
    found = orchestrator.open_project(shop).plan_experiment(
        "tier.high", metric="revenue", lift=0.5, power=0.9
    )
    assert found == ExperimentPlan(
        segment="tier.high",
        members=800,
        measured=MeasuredMetric("revenue", date(2025, 5, 31), True, 30, 800, 20.0, 50.0),
        demand=Demand(power=0.9),
        lift=0.5,
        per_arm=527,
        detectable=pytest.approx(0.5737, abs=1e-4),
    )
    arguments = ("--metric", "revenue", "--lift", "0.5", "--power", "0.9", "--json")
    assert json.loads(planned(shop, "tier.high", *arguments).stdout) == {
        "segment": "tier.high",
        "members": 800,
        "metric": "revenue",
        "measured_from": "2025-05-31",
        "is_followed": True,
        "window_days": 30,
        "customers": 800,
        "mean": 20.0,
        "deviation": 50.0,
        "error": 0.05,
        "power": 0.9,
        "arms": 2,
        "lift": 0.5,
        "customers_per_arm": 527,
        "customers_needed": 1054,
        "detectable_lift": pytest.approx(0.5737, abs=1e-4),
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("tier.hihg",), "no segment 'hihg' in the family 'tier'\n  fix: did you mean 'high'?"),
        (("tier.high", "--metric", "revenu"), "no metric 'revenu'\n  fix: did you mean 'revenue'?"),
        (("tier.high", "--lift", "0"), "0.0 is not a lift that can be detected"),
        (("tier.high", "--lift", "12"), "a lift of 1200% on a rate of 10.0% would exceed 100"),
        (("tier.high", "--power", "1"), "the power is 1.0\n  fix: it is between 0 and 1"),
        (
            ("tier.high", "--arms", "1"),
            "1 arm(s) compare nothing\n  fix: an experiment has at least 2",
        ),
    ],
)
def test_what_cannot_be_planned_is_refused(
    shop: Path, arguments: tuple[str, ...], message: str
) -> None:
    outcome = planned(shop, *arguments)
    assert outcome.exit_code == 2
    assert message in outcome.stderr


def test_a_project_without_the_role_is_told_how_to_give_it(tmp_path: Path) -> None:
    write_project(tmp_path, FILES | {"seg_project.yml": "name: shop\n"})
    assert seg(tmp_path, "build").exit_code == 0
    assert "no relation has the role 'metric_baselines'" in planned(tmp_path, "tier.high").stderr
