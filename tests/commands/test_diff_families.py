"""`seg diff`: moves between segments and their causes, compared with a separate computation."""

import random
from pathlib import Path

import pytest

from tests.commands.moved_people import (
    CUSTOMERS,
    FAMILIES,
    PROJECT,
    build,
    compared,
    expected,
    mood_of,
    people_of,
    tier_of,
    told,
    wishes_of,
    write,
)
from tests.projects import rows, seg, write_project


@pytest.mark.parametrize("materialized", ["table", "view"])
def test_causes_add_up_to_what_python_finds(tmp_path: Path, materialized: str) -> None:
    old, new = (
        people_of(1, range(200)),
        {**people_of(1, range(200)), **people_of(2, range(80, 230))},
    )
    for name in ("c3", "c7"):
        del new[name]
    write(tmp_path, old, 50, materialized=materialized)
    build(tmp_path)
    write(tmp_path, new, 60, materialized=materialized)
    before_build = compared(tmp_path)
    build(tmp_path)
    after_build = compared(tmp_path, "--against", "1")
    for found in (before_build, after_build):
        by_name = {each["family"]: each for each in found["families"]}
        tier, wishes, mood = (by_name[name] for name in ("tier", "wishes", "mood"))
        assert told(tier) == expected(old, new, tier_of(50), tier_of(60))
        assert told(wishes) == expected(old, new, wishes_of(50), wishes_of(60))
        assert [each["is_redefined"] for each in (tier, wishes, mood)] == [True, True, False]
        causes = [each["entered_by"]["several"] for each in tier["segments"]]
        assert any(causes), "the data has nobody moved by both: the test shows too little"
        assert all(each["entered_by"]["definition"] == 0 for each in mood["segments"])
        for family in (tier, wishes, mood):
            for each in family["segments"]:
                for moved, by in (("entered", "entered_by"), ("left", "left_by")):
                    assert each[moved] == sum(each[by].values())
                assert each["after"] == each["before"] + each["entered"] - each["left"]
    assert before_build["families"] == after_build["families"]
    assert (before_build["before"], before_build["after"]) == (
        "generation 1, published now",
        "the working copy",
    )
    assert (after_build["before"], after_build["after"]) == (
        "generation 1",
        "generation 2, published now",
    )


def test_moves_say_from_where_and_what_they_are_worth(tmp_path: Path) -> None:
    old = {f"c{n}": (spent, False) for n, spent in enumerate([90, 60, 60, 60, 55, 30, 30, 10, 10])}
    new = {**old, "c8": (70, False), "c5": (5, False), "new": (99, False)}
    del new["c0"]
    write(tmp_path, old, 50)
    build(tmp_path)
    write(tmp_path, new, 65)
    tier = compared(tmp_path)["families"][0]
    assert tier["flows"] == [
        {"came_from": "high", "went_to": "low", "members": 4, "value": 60 * 3 + 55}
    ]
    # new -> high, no segment -> high, low -> no segment, high -> gone: one each, under the minimum.
    assert (tier["small_flows"], tier["minimum_cell"]) == (4, 3)
    assert tier["entities"] == {"before": 9, "after": 9, "on_both": 8, "moved": 6}
    assert tier["moved_share"] == 6 / 8
    high = tier["segments"][0]
    assert (high["value_before"], high["value_left"]) == (325, 325)
    # Two came, which are fewer than three: their value, and what would betray it, is not told.
    assert (high["value_after"], high["value_entered"]) == (None, None)
    assert (high["entered"], high["left"]) == (2, 5)


def test_nothing_is_published_and_the_next_build_goes_on(tmp_path: Path) -> None:
    people = people_of(1, range(50))
    write(tmp_path, people, 50)
    build(tmp_path)
    write(tmp_path, people, 60)
    outcome = seg(tmp_path, "diff")
    assert outcome.stderr.endswith("building a candidate of what changed: nothing is published\n")
    assert "generation 2" not in seg(tmp_path, "rollback", "--list").stdout
    said = seg(tmp_path, "build").stdout
    assert "PASS=0" in said
    assert "Published generation 2" in said
    assert compared(tmp_path)["families"] == []
    assert compared(tmp_path)["same_families"] == ["tier", "wishes", "mood"]


def test_rules_that_ask_what_the_old_data_lacks_leave_the_cause_open(tmp_path: Path) -> None:
    people = people_of(1, range(50))
    write(tmp_path, people, 50)
    build(tmp_path)
    write(tmp_path, people, 50)
    customers = (tmp_path / "models/customers.sql").read_text()
    added = customers.replace("select customer_id", "select spent * 2 as double_spent, customer_id")
    families = FAMILIES.format(high=50).replace("spent > 20", "double_spent > 60")
    write_project(tmp_path, {"models/customers.sql": added, "models/families.yml": families})
    tier = compared(tmp_path)["families"][0]
    assert tier["untold"].startswith("the rules of one side cannot be evaluated on the other: ")
    assert "double_spent" in tier["untold"]
    assert {each["entered_by"] for each in tier["segments"]} == {None}


def test_a_family_that_was_made_of_other_rows_leaves_the_cause_open(tmp_path: Path) -> None:
    old, new = people_of(1, range(50)), people_of(3, range(50))
    write(tmp_path, old, 50)
    build(tmp_path)
    write(tmp_path, new, 50)
    assert seg(tmp_path, "build", "-s", "people", "customers").exit_code == 0
    write(tmp_path, new, 60)
    build(tmp_path)
    tier = compared(tmp_path, "--against", "2")["families"][0]
    assert (
        tier["untold"]
        == "generation 2: tier was not built from the rows that are published with it"
    )


def test_what_a_generation_did_not_have_is_said(tmp_path: Path) -> None:
    write(tmp_path, people_of(1, range(20)), 50)
    build(tmp_path)
    more = FAMILIES.format(high=50).replace("name: mood", "name: feeling")
    write_project(tmp_path, {"models/families.yml": more})
    found = compared(tmp_path)
    angry = sum(is_angry for _, is_angry in people_of(1, range(20)).values())
    sizes = {"angry": angry, "calm": 20 - angry}
    assert found["new_families"] == [{"family": "feeling", "sizes": sizes}]
    assert (found["gone"], found["not_compared"]) == (["mood"], [])
    said = seg(tmp_path, "diff").stdout.splitlines()
    at = said.index("new families")
    assert said[at + 3 : at + 5] == [
        f"| feeling | angry   | {angry:>7} |",
        f"| feeling | calm    | {20 - angry:>7} |",
    ]
    assert said[said.index("no longer in the project") + 1] == "mood"
    assert compared(tmp_path, "-s", "tier")["gone"] == []
    outcome = seg(tmp_path, "diff", "--against", "7")
    told = "no generation 7 to compare with\n  fix: available generations: 1\n"
    assert (outcome.exit_code, outcome.stderr.endswith(told)) == (2, True)


def test_nothing_published_is_nothing_to_compare_with(tmp_path: Path) -> None:
    write(tmp_path, people_of(1, range(20)), 50)
    outcome = seg(tmp_path, "diff")
    told = "there is no warehouse to compare with\n  fix: run 'seg build' first\n"
    assert (outcome.exit_code, outcome.stderr.endswith(told)) == (2, True)


def test_rules_about_events_are_asked_of_the_events_of_the_other_side(tmp_path: Path) -> None:
    """c1 ordered long ago, c2 recently, c3's recent order arrives late, c4 ordered in between."""
    rows = ["c1,order,2025-01-05", "c2,order,2025-06-20", "c4,order,2025-05-15"]
    yaml = """
segment_families:
  - name: fresh
    on: ref('customers')
    entity: customer_id
    mode: exclusive
    segments:
      - {name: lately, where: "did('order', within_days=WITHIN)"}
      - {name: rest, otherwise: true}
"""

    def write_events(within: str, happened: list[str]) -> None:
        seed = "\n".join(["customer_id,event_type,occurred_at", *happened, ""])
        people = "\n".join(["customer_id,spent,is_angry", *(f"c{n},1,true" for n in range(5)), ""])
        roles = "roles: {events: ref('events')}\n"
        write_project(
            tmp_path,
            {
                "seg_project.yml": f"name: shop\nvars: {{as_of_date: '2025-06-30'}}\n{roles}",
                "seeds/people.csv": people,
                "seeds/happened.csv": seed,
                "models/customers.sql": CUSTOMERS,
                "models/events.sql": "select * from {{ ref('happened') }}",
                "models/families.yml": yaml.replace("WITHIN", within),
            },
        )

    write_events("30", rows)
    build(tmp_path)
    write_events("60", [*rows, "c3,order,2025-06-25", "c0,order,2025-05-10"])
    (fresh,) = compared(tmp_path)["families"]
    lately = fresh["segments"][0]
    assert (lately["before"], lately["after"], lately["entered"]) == (1, 4, 3)
    # c4 by the longer time, c3 by the new order; c0 by both: it is new, and outside of 30 days.
    assert lately["entered_by"] == {"definition": 1, "model": 0, "data": 1, "several": 1}


def test_a_family_that_a_rule_asks_newly_is_part_of_the_definition(tmp_path: Path) -> None:
    people = people_of(1, range(60))
    write(tmp_path, people, 50)
    build(tmp_path)
    families = FAMILIES.format(high=50).replace("in_segment('tier.high')", "in_segment('rich.yes')")
    rich = """
  - name: rich
    on: ref('customers')
    entity: customer_id
    mode: exclusive
    segments: [{name: "yes", where: spent > 70}, {name: "no", otherwise: true}]
"""
    write_project(tmp_path, {"models/families.yml": families + rich})
    (wishes,) = compared(tmp_path)["families"]
    assert told(wishes) == expected(people, people, wishes_of(50), wishes_of(70))
    assert sum(each["entered_by"]["definition"] for each in wishes["segments"]) > 0


@pytest.mark.parametrize("seed", range(3))
def test_families_that_were_changed_in_place_are_compared_as_they_were(
    tmp_path: Path, seed: int
) -> None:
    """Three generations with some different people each; the last also changes the number."""
    steps, chance = [people_of(seed, range(200))], random.Random(seed)
    for number in (1, 2):
        new = {**steps[-1], **people_of(seed + number, range(200 + number, 204 + number))}
        for name in chance.sample(sorted(new), 12):
            new[name] = (chance.randrange(100), chance.random() < 0.5)
        del new[chance.choice(sorted(new))]
        steps.append(new)
    highs = (50, 50, 55)
    for people, high in zip(steps, highs, strict=True):
        write(tmp_path, people, high)
        text = (tmp_path / "models/customers.sql").read_text()
        kept = text.replace("='table'", "='table', refresh_by='customer_id'")
        write_project(tmp_path, {"models/customers.sql": kept})
        build(tmp_path)
    assert rows(tmp_path, "select count(*) > 2 from _seg.deltas") == [(True,)]
    for generation, people, high in zip((1, 2), steps, highs, strict=False):
        found = {
            each["family"]: told(each)
            for each in compared(tmp_path, "--against", str(generation))["families"]
        }
        assert found["tier"] == expected(people, steps[-1], tier_of(high), tier_of(55))
        assert found["wishes"] == expected(people, steps[-1], wishes_of(high), wishes_of(55))
        moods = expected(people, steps[-1], mood_of, mood_of)
        assert found["mood"] == moods


def test_other_rules_that_move_nobody_are_named(tmp_path: Path) -> None:
    people = {"c1": (60, False), "c2": (10, True)}
    write(tmp_path, people, 50)
    build(tmp_path)
    write(tmp_path, people, 55)
    found = compared(tmp_path)
    assert (found["families"], found["relations"]) == ([], [])
    assert found["same_families"] == ["tier", "wishes", "mood"]
    assert found["redefined_families"] == ["tier", "wishes"]
    said = seg(tmp_path, "diff").stdout.splitlines()
    assert said[-1] == "same members in spite of changed rules: tier, wishes"


def test_a_value_that_one_side_lacks_is_not_moved(tmp_path: Path) -> None:
    people = people_of(1, range(60))
    write(tmp_path, people, 50)
    project = "name: shop\nroles: {customers: ref('customers')}\n"
    write_project(tmp_path, {"seg_project.yml": project})
    build(tmp_path)
    write(tmp_path, people, 60)
    named = PROJECT.replace("worth", "worth_now")
    customers = CUSTOMERS.replace("worth", "worth_now")
    write_project(tmp_path, {"seg_project.yml": named, "models/customers.sql": customers})
    tier = {each["family"]: each for each in compared(tmp_path)["families"]}["tier"]
    assert tier["value"] is None
    assert told(tier) == expected(people, people, tier_of(50), tier_of(60))
