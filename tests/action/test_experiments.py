"""Experiments: who is drawn, what is counted, and that decisions are final."""

import hashlib
import json
from pathlib import Path

import pytest

from tests.action.tiny import MEMBERSHIP, OTHERWISE, built, change_table, families_file, write_tiny
from tests.projects import rows, seg

EXPERIMENT = {"name": "win_back", "family": "tier", "segment": "big", "starts_on": "2025-06-30"}
EXPERIMENTS = (
    *("designs.sql", "assignment.sql", "outcomes.sql", "estimates.py", "verdicts.py"),
    *("decisions.sql", "results.sql"),
)


PURCHASES = """customer_id:varchar ordered_on:date net_revenue:double is_returned:boolean
c0001 2025-06-30 7 true
c0001 2025-07-01 11 false
c0001 2025-07-30 13 false
c0001 2025-07-31 17 true
c0002 2025-04-02 19 false
c0002 2025-04-01 23 false
c0003 2025-07-04 0 true"""


def have_spent(folder: Path, big: range) -> None:
    """Let those of 2,000 customers who are in a range have spent much."""
    # As a text, 2,000 rows take DuckDB longer to parse than all else of a build.
    (folder / "models" / "inputs" / "customer_features.sql").write_text(
        "select format('c{:04d}', n) as customer_id, "
        f"case when n >= {big.start} and n < {big.stop} then 90 else 10 end as spent, "
        "date '2025-06-30' as as_of_date from range(2000) as numbers (n)\n",
        encoding="utf-8",
    )


def write_experiment(folder: Path, **plan: object) -> dict[str, object]:
    write_tiny(
        folder,
        {"purchases": PURCHASES},
        [
            "models/membership/membership_days.sql",
            "models/membership/membership_today.sql",
            "models/segments/segment_catalogue.sql",
            "models/membership/segment_definition_history.sql",
            "models/membership/segment_membership_history.sql",
            *(f"models/action/experiments/experiment_{name}" for name in EXPERIMENTS),
            "tests/data/experiments_are_as_they_began.sql",
            "tests/data/experiment_arms_are_declared.sql",
        ],
        {"experiments": [EXPERIMENT]},
        {
            "models/families.yml": families_file(
                {"tier": {"big": "spent >= 50", "small": OTHERWISE}}
            ),
            "models/segment_membership.sql": MEMBERSHIP,
        },
    )
    have_spent(folder, range(1000))
    return {"experiments": [EXPERIMENT | plan]}


ARMS = "select customer_id, arm, assigned_on from experiment_assignment order by all"


def test_an_arm_is_drawn_once(tmp_path: Path) -> None:
    plan = write_experiment(tmp_path)
    built(tmp_path, as_of_date="2025-06-29", **plan)
    assert rows(tmp_path, ARMS) == []
    # Nobody ran it on the 30th: the draw is on the next recorded day.
    built(tmp_path, as_of_date="2025-07-01", **plan)
    drawn = rows(tmp_path, ARMS)
    assert len(drawn) == 1000
    assert {str(row[2]) for row in drawn} == {"2025-07-01"}
    have_spent(tmp_path, range(500, 1500))
    arms = {"treatment": 0.9, "control": 0.1}
    other = {"experiments": [EXPERIMENT | {"salt": "pepper", "arms": arms}]}
    told = built(tmp_path, as_of_date="2025-07-02", **other)
    assert "WARN 2 experiments_are_as_they_began" in told.stdout
    assert rows(tmp_path, ARMS) == drawn
    # It has started: another starts_on does not start it once more.
    moved = {"experiments": [EXPERIMENT | {"starts_on": "2025-07-03"}]}
    built(tmp_path, as_of_date="2025-07-03", **moved)
    assert rows(tmp_path, ARMS) == drawn


def test_who_enters_later_is_drawn_as_long_as_the_plan_says(tmp_path: Path) -> None:
    plan = write_experiment(tmp_path, assign_until="2025-07-01")
    built(tmp_path, as_of_date="2025-06-30", **plan)
    first = set(rows(tmp_path, ARMS))
    have_spent(tmp_path, range(1500))
    built(tmp_path, as_of_date="2025-07-01", **plan)
    second = set(rows(tmp_path, ARMS))
    assert first < second
    assert len(second) == 1500
    have_spent(tmp_path, range(2000))
    built(tmp_path, as_of_date="2025-07-02", **plan)
    assert set(rows(tmp_path, ARMS)) == second


def test_arms_have_the_share_that_was_planned_and_differ_between_salts(tmp_path: Path) -> None:
    arms = {"treatment": 0.3, "control": 0.7}
    plans = [EXPERIMENT | {"name": f"e{number}", "arms": arms} for number in range(20)]
    write_experiment(tmp_path)
    built(tmp_path, as_of_date="2025-06-30", experiments=plans)
    treated = rows(
        tmp_path,
        "select count(*) from experiment_assignment where arm = 'treatment' group by experiment",
    )
    # 20 draws of 1,000 at 0.3: the standard deviation of one is 14.5, of their mean 3.2.
    assert all(abs(count - 300) < 4.5 * 14.5 for (count,) in treated)
    assert abs(sum(count for (count,) in treated) / 20 - 300) < 4.5 * 3.2
    both = rows(
        tmp_path,
        "select count(*) from experiment_assignment as a inner join experiment_assignment as b "
        "using (customer_id) where a.experiment = 'e1' and b.experiment = 'e2' "
        "and a.arm = 'treatment' and b.arm = 'treatment'",
    )
    assert abs(both[0][0] - 90) < 4.5 * 9.1


def test_outcomes_begin_the_day_after_the_draw(tmp_path: Path) -> None:
    plan = write_experiment(tmp_path)
    built(tmp_path, as_of_date="2025-06-30", **plan)
    built(tmp_path, as_of_date="2025-08-15", **plan)
    found = rows(
        tmp_path,
        "select customer_id, observed_days, orders, revenue, baseline_revenue, has_returned "
        "from experiment_outcomes where customer_id in ('c0001', 'c0002', 'c0003') order by 1",
    )
    assert found == [
        ("c0001", 30, 2, 24, 7, False),
        ("c0002", 30, 0, 0, 19, False),
        ("c0003", 30, 1, 0, 0, True),
    ]


def test_three_arms_share_everybody_in_the_segment(tmp_path: Path) -> None:
    arms = {"control": 0.2, "email": 0.5, "letter": 0.3}
    plan = write_experiment(tmp_path, arms=arms)
    built(tmp_path, as_of_date="2025-06-30", **plan)
    counted = rows(
        tmp_path, "select arm, count(*), min(bucket), max(bucket) from experiment_assignment "
        "group by arm order by arm"
    )  # fmt: skip
    assert [row[0] for row in counted] == list(arms)
    assert sum(row[1] for row in counted) == 1000
    assert all(abs(row[1] - 1000 * arms[row[0]]) < 4.5 * 15.8 for row in counted)
    assert counted[0][2:] < (2000, 2000) <= counted[1][2:] < (7000, 7000) <= counted[2][2:]


def test_arms_of_another_tool_are_taken_as_they_are(tmp_path: Path) -> None:
    told = """experiment:varchar customer_id:varchar arm:varchar assigned_at:timestamp
win_back c0001 green 2025-07-01T10:00:00
win_back c0001 control 2025-07-02T10:00:00
win_back c0002 Control 2025-07-01T22:30:00
win_back c0003 blue 2025-07-01T10:00:00
win_back c0004 green 2025-07-05T10:00:00
other c0005 green 2025-07-01T10:00:00"""
    plan = write_experiment(
        tmp_path,
        assigned="elsewhere",
        arms={"control": 0.5, "green": 0.5},
        starts_on="2025-07-01",
        assign_until="2025-07-03",
    )
    change_table(tmp_path, "stg_experiment_assignments", told)
    numbers = "\n".join(f"c000{number} c000{number}" for number in range(6))
    change_table(
        tmp_path, "customer_ids", f"source_customer_id:varchar customer_id:varchar\n{numbers}"
    )
    said = built(tmp_path, as_of_date="2025-07-20", input_experiment_assignments=True, **plan)
    # Nobody is in blue: it was not declared.
    assert "WARN 1 experiment_arms_are_declared" in said.stdout
    assert "PASS experiments_are_as_they_began" in said.stdout
    assert [(row[0], row[1], str(row[2])) for row in rows(tmp_path, ARMS)] == [
        ("c0001", "green", "2025-07-01"),
        ("c0002", "control", "2025-07-01"),
    ]


def test_who_is_of_the_global_holdout_is_in_no_other_experiment(tmp_path: Path) -> None:
    plan = write_experiment(tmp_path)
    held = {"global_holdout_share": 0.1, "global_holdout_starts_on": "2025-06-30"}
    built(tmp_path, as_of_date="2025-06-30", **plan, **held)
    counted = rows(
        tmp_path, "select experiment, arm, count(*) from experiment_assignment group by all"
    )
    sizes = {(experiment, arm): n for experiment, arm, n in counted}
    control = sizes["global_holdout", "control"]
    assert sizes["global_holdout", "contacted"] + control == 2000
    assert abs(control - 200) < 4.5 * 13.4
    both = rows(
        tmp_path,
        "select count(*) from experiment_assignment as a inner join experiment_assignment as b "
        "using (customer_id) where a.experiment = 'global_holdout' and a.arm = 'control' "
        "and b.experiment = 'win_back'",
    )
    assert both == [(0,)]
    assert 800 < sizes["win_back", "treatment"] + sizes["win_back", "control"] < 1000


def test_the_edge_of_the_global_holdout_is_one_for_lists_and_for_the_experiment(
    tmp_path: Path,
) -> None:
    """0.07 x 10000 may round up: number 700 must be in both holdouts, or in neither."""
    plan = write_experiment(tmp_path)
    salt = next(
        str(number)
        for number in range(10**6)
        if int(hashlib.md5(f"{number}:c0001".encode()).hexdigest()[:8], 16) % 10_000 == 700
    )
    held = {"global_holdout_share": 0.07, "global_holdout_starts_on": "2025-06-30"}
    built(tmp_path, as_of_date="2025-06-30", **plan, **held, global_holdout_salt=salt)
    found = rows(
        tmp_path,
        "select experiment, arm, bucket from experiment_assignment "
        "where customer_id = 'c0001' and (experiment = 'win_back' or arm = 'control')",
    )
    assert found == [("global_holdout", "control", 700)]


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        ({"metrc": "revenue"}, "experiment 'win_back': 'metrc' is not a key; known: name, family"),
        (
            {"metric": "clicks"},
            "experiment 'win_back': 'clicks' is not a metric; known: conversion",
        ),
        ({"guardrails": ["conversion"]}, "'conversion' cannot be a guardrail"),
        ({"arms": {"control": 0.5, "email": 0.4}}, "with shares over 0 that sum to 1"),
        ({"arms": {"email": 0.5, "letter": 0.5}}, "arms are 'control' and at least one other"),
        ({"segment": None}, "experiment 'win_back': family and segment go together"),
        ({"family": None}, "experiment 'win_back': family and segment go together"),
        ({"assigned": "elsewhere"}, "but stg_experiment_assignments is missing"),
    ],
)
def test_a_declaration_that_cannot_be_is_refused(
    tmp_path: Path, declared: dict[str, object], message: str
) -> None:
    plan = write_experiment(tmp_path, **declared)
    outcome = seg(tmp_path, "compile", "--vars", json.dumps(plan))
    assert outcome.exit_code == 2
    assert message in outcome.stdout + outcome.stderr


RESULTS = (
    "select arm, metric, conversions_control, conversions_treatment, p_value, verdict, "
    "cast(decided_on as varchar) from experiment_results where metric in ('conversion', 'orders') "
    "order by all"
)


def test_what_is_decided_stays_whatever_later_data_say(tmp_path: Path) -> None:
    """Orders of the treatment arm are deleted after the end: verdict and figures do not change."""
    plan = write_experiment(tmp_path)
    built(tmp_path, as_of_date="2025-06-30", **plan)
    drawn = rows(tmp_path, ARMS)
    ordering = [name for name, arm, _ in drawn if arm == "treatment"][:60]
    ordering += [name for name, arm, _ in drawn if arm == "control"][:10]
    header = PURCHASES.splitlines()[0]
    bought = "\n".join([header, *(f"{name} 2025-07-10 20 false" for name in ordering)])
    change_table(tmp_path, "purchases", bought)
    built(tmp_path, as_of_date="2025-07-29", **plan)
    early = rows(tmp_path, RESULTS)
    assert [row[4:] for row in early] == [
        (None, f"not yet: 0 of {len(drawn)} drawn have their window", None)
    ] * 2
    built(tmp_path, as_of_date="2025-07-30", **plan)
    decided = rows(tmp_path, RESULTS)
    assert [row[:4] + row[5:] for row in decided] == [
        ("treatment", "conversion", 10, 60, "better", "2025-07-30"),
        ("treatment", "orders", 10, 60, "better", "2025-07-30"),
    ]
    change_table(tmp_path, "purchases", header)
    for day in ("2025-07-30", "2025-07-31"):
        other = {"experiments": [EXPERIMENT | {"metric": "revenue", "window_days": 90}]}
        built(tmp_path, as_of_date=day, **other)
        assert rows(tmp_path, RESULTS) == decided
