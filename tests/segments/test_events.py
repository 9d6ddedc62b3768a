"""Rules about events: what they count, in one pass, and errors in them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.projects import rows, seg, write_project
from tests.segments.shop import members, said

CUSTOMERS = """
select *, date '2025-06-30' as as_of_date
from (values ('1', true), ('2', false), ('3', null), ('4', true)) as people (customer_id, is_nice)
"""
EVENTS = """
select customer_id, what, moment, category, amount from (
    values
        ('1', 'view', timestamp '2025-06-24 12:00:00', 'garden', 5),
        ('1', 'view', timestamp '2025-06-30 21:59:59', 'garden', 7),
        ('1', 'view', timestamp '2025-06-30 22:00:00', 'garden', 900),
        ('1', 'order', timestamp '2025-05-01 08:00:00', 'toys', 40),
        ('2', 'view', timestamp '2025-06-23 21:59:59', 'garden', null),
        ('2', 'view', timestamp '2025-06-23 22:00:00', 'garden', 1),
        ('2', 'view', timestamp '2025-06-25 10:00:00', null, 2),
        ('2', 'order', timestamp '2025-06-10 08:00:00', 'toys', 60),
        ('3', 'order', timestamp '2025-07-02 08:00:00', 'toys', 10),
        (null, 'view', timestamp '2025-06-25 10:00:00', 'garden', 3)
) as events (customer_id, what, moment, category, amount)
"""
ROLE = {
    "relation": "ref('happenings')",
    "columns": {"customer_id": "customer_id", "event_type": "what", "occurred_at": "moment"},
}
TYPES = """
models:
  - name: happenings
    columns:
      - name: what
        data_tests: [accepted_values: {values: [view, order]}]
"""


def write_shop(folder: Path, *families: dict[str, Any], **more: str) -> Path:
    common = {"on": "ref('customers')", "entity": "customer_id", "mode": "overlapping"}
    project = {
        "name": "shop",
        "timezone": "Europe/Berlin",
        "vars": {"as_of_date": "2025-06-30"},
        "roles": {"events": ROLE},
    }
    return write_project(
        folder,
        {
            "seg_project.yml": json.dumps(project),
            "models/customers.sql": CUSTOMERS,
            "models/happenings.sql": EVENTS,
            "models/types.yml": TYPES,
            "models/families.yml": json.dumps(
                {"segment_families": [common | each for each in families]}, indent=1
            ),
            **more,
        },
    )


def family(name: str = "lately", **rules: str) -> dict[str, Any]:
    return {"name": name, "segments": [{"name": key, "where": rule} for key, rule in rules.items()]}


GARDEN = """did('view', at_least=2, within_days=7, where="category = 'garden'")"""


@pytest.mark.parametrize(
    ("rule", "holding"),
    [
        (GARDEN, "1"),
        (f"{GARDEN} and not did('order', within_days=7)", "1"),
        (f"not {GARDEN}", "234"),
        ("did('view')", "12"),
        ("did('view', at_least=3)", "2"),
        ("did('view', at_least=1, at_most=2)", "1"),
        ("did('view', within_days=7)", "12"),
        ("did('view', within_days=1)", "1"),
        ("not did('order')", "34"),
        ("first_time('order', within_days=30)", "2"),
        ("count('view') between 2 and 3", "12"),
        ("COUNT('view', within_days=7) = 0", "34"),
        ("sum('order', of='amount') >= 40", "12"),
        ("sum('view', of='amount', within_days=7) < 5", "234"),
        ("last('order') < as_of_date - 30", "1"),
        ("not (last('order') < as_of_date - 30)", "2"),
        ("last('view', of='category') = 'garden'", "12"),
        ("did('view') and is_nice", "1"),
    ],
)
def test_rules_count_the_events_up_to_the_last_day(tmp_path: Path, rule: str, holding: str) -> None:
    write_shop(tmp_path, family(some=rule))
    assert seg(tmp_path, "build").exit_code == 0
    assert members(tmp_path, "lately") == ({"some": holding} if holding else {})


def test_the_clock_is_asked_only_where_no_day_is_given(tmp_path: Path) -> None:
    for name, variables in (("given", "as_of_date: 2025-06-30"), ("not given", "as_of_date: null")):
        folder = write_shop(tmp_path / name, family(some=GARDEN))
        built = [seg(folder, "build", "--vars", variables) for _ in range(2)]
        assert [each.exit_code for each in built] == [0, 0]
        kept = list((folder / "target" / "reading").glob("*.idle_run.*"))
        assert bool(kept) is (name == "given")


def test_all_rules_share_one_pass_over_the_events(tmp_path: Path) -> None:
    write_shop(
        tmp_path,
        family("one", some=GARDEN, others="did('view', at_least=9)"),
        family("two", same=f"not {GARDEN}", orders="count('order') > 1"),
    )
    assert seg(tmp_path, "build").exit_code == 0
    reading = seg(tmp_path, "ls", "-s", "happenings+1", "--resource-type", "model")
    assert said(reading) == ["shop.happenings", "shop.rule_events"]
    # three measures for four calls; those who have no such event have no row
    columns = [name for (name,) in rows(tmp_path, "select column_name from (describe rule_events)")]
    assert [name.partition("_")[0] for name in columns[1:-2]] == ["count"] * 3
    assert rows(tmp_path, "select customer_id from rule_events order by all") == [("1",), ("2",)]


def test_a_project_without_such_rules_has_no_such_model(tmp_path: Path) -> None:
    write_shop(tmp_path, family(some="is_nice"))
    assert "rule_events" not in seg(tmp_path, "ls").stdout


def test_dates_are_days_on_every_clock(tmp_path: Path) -> None:
    write_shop(
        tmp_path,
        family(today="did('order', within_days=1)", yesterday="did('order', within_days=2)"),
        **{
            "models/happenings.sql": """
                select customer_id, what, moment from (values
                    ('1', 'order', date '2025-06-30'),
                    ('2', 'order', date '2025-06-29'),
                    ('3', 'order', date '2025-07-01')
                ) as events (customer_id, what, moment)
            """
        },
    )
    assert seg(tmp_path, "build").exit_code == 0
    assert members(tmp_path, "lately") == {"today": "1", "yesterday": "12"}


def test_why_counts_the_events_and_tells_when_they_were(tmp_path: Path) -> None:
    write_shop(tmp_path, family(some=f"{GARDEN} and not did('order', within_days=60)"))
    assert seg(tmp_path, "build").exit_code == 0
    assert said(seg(tmp_path, "why", "1", "lately.some"))[3:] == [
        "yes  all of",
        f"yes    {GARDEN}",
        f"         {GARDEN}: 2 (2025-06-30 23:59, 2025-06-24 14:00)",
        "yes    not",
        "no       did('order', within_days=60)",
        "           did('order', within_days=60): none",
    ]
    found = json.loads(seg(tmp_path, "why", "2", "lately.some", "--output", "json").stdout)
    assert found["conditions"]["parts"][0]["events"] == [
        {
            "call": GARDEN,
            "count": 1,
            "first": "2025-06-24T00:00:00",
            "latest": ["2025-06-24T00:00:00"],
        }
    ]


def test_why_knows_the_day_of_a_family_that_nobody_is_in(tmp_path: Path) -> None:
    lately = family(some="did('view', at_least=3, within_days=7)")
    stamps = {"config": {"stamps": {"as_of_date": "date '2025-06-30'"}}}
    write_shop(tmp_path, lately | stamps)
    assert seg(tmp_path, "build").exit_code == 0
    assert members(tmp_path, "lately") == {}
    told = seg(tmp_path, "why", "1", "lately.some").stdout
    assert "2 (2025-06-30 23:59, 2025-06-24 14:00)" in told


def test_simulate_changes_the_numbers_within_a_call(tmp_path: Path) -> None:
    write_shop(
        tmp_path, family(some="did('view', at_least=2, within_days=7)", n="count('view')>=2")
    )
    assert seg(tmp_path, "build").exit_code == 0

    def sizes(segment: str, column: str, first: str, last: str) -> list[int]:
        asked = ("--from", first, "--to", last, "--step", "1", "--output", "json")
        outcome = seg(tmp_path, "simulate", segment, column, *asked)
        assert outcome.exit_code == 0, outcome.stderr
        return [line["size"] for line in json.loads(outcome.stdout)["thresholds"]]

    assert sizes("lately.some", "at_least", "1", "4") == [2, 2, 0, 0]
    assert sizes("lately.some", "within_days", "1", "8") == [0, 0, 0, 0, 0, 0, 2, 2]
    assert sizes("lately.n", "count", "1", "4") == [2, 2, 1, 0]


@pytest.mark.parametrize(
    ("rule", "what", "fix"),
    [
        ("did('veiw')", "happenings has no events 'veiw'", "did you mean 'view'?"),
        ("did('view', witin_days=3)", "did() has no argument witin_days", "did you mean"),
        (
            """did('view', where="categry = 'x'")""",
            "happenings has no column 'categry'",
            "category",
        ),
        ("sum('view', of='amont') > 1", "happenings has no column 'amont'", "'amount'"),
        ("sum('view') > 1", "sum() needs of", "of='amount'"),
        ("first_time('view')", "first_time() needs within_days", "within_days=30"),
        (
            "did(view)",
            "did() needs the type of an event in quotes as its first argument",
            "did('order')",
        ),
        ("did('view', at_least=0)", "at_least must be a whole number from 1, not 0", ""),
        ("did('view', at_least=3, at_most=2)", "at_least is greater than at_most", ""),
        ("did('view', where='sum(amount) > 1')", "a rule cannot use an aggregate", ""),
    ],
)
def test_mistakes_are_told_where_they_stand(tmp_path: Path, rule: str, what: str, fix: str) -> None:
    write_shop(tmp_path, family(some=rule))
    outcome = seg(tmp_path, "build")
    assert outcome.exit_code == 2
    assert what in outcome.stderr
    assert fix in outcome.stderr
    assert "models/families.yml:" in outcome.stderr


def test_events_need_their_role(tmp_path: Path) -> None:
    write_shop(
        tmp_path, family(some="did('view')"), **{"seg_project.yml": json.dumps({"name": "s"})}
    )
    outcome = seg(tmp_path, "build")
    assert outcome.exit_code == 2
    assert "did() reads events, but no relation has the role events" in outcome.stderr


def test_who_is_erased_has_no_answers_left(tmp_path: Path) -> None:
    roles = {"events": ROLE, "customers": "ref('customers')"}
    project = {"name": "shop", "vars": {"as_of_date": "2025-06-30"}, "roles": roles}
    write_shop(tmp_path, family(some="did('view')"), **{"seg_project.yml": json.dumps(project)})
    for command in (("build",), ("erase", "1"), ("build",)):
        assert seg(tmp_path, *command).exit_code == 0
    assert rows(tmp_path, "select customer_id from rule_events") == [("2",)]
    assert members(tmp_path, "lately") == {"some": "2"}
