"""`seg diff`: effects of models, rules and data, compared with a separate computation."""

from pathlib import Path

import pytest

from tests.commands.moved_people import (
    CUSTOMERS,
    FAMILIES,
    People,
    build,
    compared,
    expected,
    people_of,
    tier_of,
    told,
    wishes_of,
    with_bonus,
    write,
)
from tests.projects import seg, write_project


def test_models_above_that_are_defined_otherwise_are_named(tmp_path: Path) -> None:
    people = people_of(1, range(60))
    write(tmp_path, people, 50)
    build(tmp_path)
    customers = (tmp_path / "models/customers.sql").read_text()
    write_project(
        tmp_path, {"models/customers.sql": customers.replace(" spent,", " spent + 7 as spent,", 1)}
    )
    before_build = compared(tmp_path)["families"]
    tier = {each["family"]: each for each in before_build}["tier"]
    assert (tier["is_redefined"], tier["redefined_above"]) == (False, ["customers"])
    assert told(tier) == expected(people, people, tier_of(50), tier_of(50), with_bonus)
    assert sum(each["entered_by"]["model"] for each in tier["segments"]) > 0
    assert {each["entered_by"]["data"] for each in tier["segments"]} == {0}
    said = seg(tmp_path, "diff").stdout.splitlines()
    assert "redefined upstream models: customers" in said
    assert sum("| by model |" in line for line in said) == 2
    build(tmp_path)
    assert compared(tmp_path, "--against", "1")["families"] == before_build
    # Other rows of the same definition are nothing to name.
    write(tmp_path, people_of(2, range(60)), 50)
    write_project(
        tmp_path, {"models/customers.sql": customers.replace(" spent,", " spent + 7 as spent,", 1)}
    )
    assert {tuple(each["redefined_above"]) for each in compared(tmp_path)["families"]} == {()}


@pytest.mark.parametrize("seed", range(3))
def test_rules_models_and_data_are_told_apart(tmp_path: Path, seed: int) -> None:
    """All three change at once, and another model is between the changed one and the families."""
    old = people_of(seed, range(300))
    new = {**old, **people_of(seed + 10, range(200, 330))}
    spending = "select customer_id, spent{bonus} as spent, is_angry from {{{{ ref('people') }}}}"

    def write_all(people: People, high: int, bonus: str) -> None:
        write(tmp_path, people, high)
        table = "{{ config(materialized='table') }}\n"
        customers = (tmp_path / "models/customers.sql").read_text()
        write_project(
            tmp_path,
            {
                "models/spending.sql": table + spending.format(bonus=bonus),
                "models/customers.sql": customers.replace("ref('people')", "ref('spending')"),
            },
        )

    write_all(old, 50, "")
    build(tmp_path)
    write_all(new, 60, " + 7")
    before_build = compared(tmp_path)["families"]
    build(tmp_path)
    assert compared(tmp_path, "--against", "1")["families"] == before_build
    by_name = {each["family"]: each for each in before_build}
    for name, rules in (("tier", tier_of), ("wishes", wishes_of)):
        assert by_name[name]["redefined_above"] == ["spending"]
        assert told(by_name[name]) == expected(old, new, rules(50), rules(60), with_bonus)
    by_cause = [
        each[way] for each in by_name["tier"]["segments"] for way in ("entered_by", "left_by")
    ]
    found = {cause for each in by_cause for cause, members in each.items() if members}
    assert found == {"definition", "model", "data", "several"}


def test_a_new_day_is_data_and_no_other_model(tmp_path: Path) -> None:
    people = people_of(1, range(60))
    write(tmp_path, people, 50)
    customers = (tmp_path / "models/customers.sql").read_text()
    grown = " spent + cast(date '2025-06-30' - date '2025-06-20' as integer) as spent,"
    day_by_day = customers.replace(" spent,", grown, 1)
    write_project(tmp_path, {"models/customers.sql": day_by_day})
    build(tmp_path)
    later = day_by_day.replace("2025-06-30", "2025-07-05")
    write_project(tmp_path, {"models/customers.sql": later})
    tier = {each["family"]: each for each in compared(tmp_path)["families"]}["tier"]
    assert tier["redefined_above"] == []
    assert all(each["entered"] == each["entered_by"]["data"] for each in tier["segments"])
    # On another day and with another model: each is told, and the day is data.
    write_project(tmp_path, {"models/customers.sql": later.replace("2025-06-20", "2025-06-13")})
    tier = {each["family"]: each for each in compared(tmp_path)["families"]}["tier"]
    assert (tier["redefined_above"], tier["models_untold"]) == (["customers"], None)

    def after(day: int) -> People:
        return {name: (spent + day, is_angry) for name, (spent, is_angry) in people.items()}

    assert told(tier) == expected(after(10), after(15), tier_of(50), tier_of(50), with_bonus)


@pytest.mark.parametrize("is_new_data", [False, True])
def test_a_source_has_to_hold_what_it_held(tmp_path: Path, is_new_data: bool) -> None:
    people = people_of(1, range(60))
    others = people_of(2, range(60)) if is_new_data else people

    def write_all(found: People, bonus: str) -> None:
        write(tmp_path, found, 50)
        (tmp_path / "seeds/people.csv").rename(tmp_path / "people.csv")
        customers = CUSTOMERS.replace(" spent,", f" spent{bonus} as spent,", 1)
        table = "{{ config(materialized='table') }}"
        source = "{name: people, config: {external_location: people.csv}}"
        write_project(
            tmp_path,
            {
                "models/customers.sql": table + customers.replace("ref('", "source('raw', '"),
                "models/raw.yml": f"sources: [{{name: raw, tables: [{source}]}}]\n",
            },
        )

    write_all(people, "")
    build(tmp_path)
    write_all(others, " + 7")
    tier = {each["family"]: each for each in compared(tmp_path)["families"]}["tier"]
    if is_new_data:
        why = (
            "generation 1, published now: customers was not built from the rows that are published "
            "with it"
        )
        assert tier["models_untold"] == why
    else:
        assert told(tier) == expected(people, people, tier_of(50), tier_of(50), with_bonus)


def test_a_column_called_like_a_day_need_not_be_one(tmp_path: Path) -> None:
    people = people_of(1, range(60))
    write(tmp_path, people, 50)
    customers = CUSTOMERS.replace("date '2025-06-30' as as_of_date", "'x' as as_of_date")
    families = FAMILIES.format(high=50).replace("entity:", "as_of: date '2025-06-30'\n    entity:")
    write_project(tmp_path, {"models/customers.sql": customers, "models/families.yml": families})
    build(tmp_path)
    added = customers.replace(" spent,", " spent + 7 as spent,", 1)
    write_project(tmp_path, {"models/customers.sql": added})
    tier = {each["family"]: each for each in compared(tmp_path)["families"]}["tier"]
    assert told(tier) == expected(people, people, tier_of(50), tier_of(50), with_bonus)


def test_models_that_cannot_be_computed_again_are_of_the_data(tmp_path: Path) -> None:
    people, others = people_of(1, range(60)), people_of(2, range(60))
    write(tmp_path, people, 50)
    code = """
import datetime


def model(dbt, session):
    people = dbt.ref("people").df()
    people["worth"] = people["spent"] * 1.0
    people["as_of_date"] = datetime.date(2025, 6, 30)
    people["spent"] = people["spent"] + BONUS
    return people
"""
    (tmp_path / "models/customers.sql").unlink()
    write_project(tmp_path, {"models/customers.py": code.replace("BONUS", "0")})
    build(tmp_path)
    write(tmp_path, others, 50)
    (tmp_path / "models/customers.sql").unlink()
    write_project(tmp_path, {"models/customers.py": code.replace("BONUS", "7")})
    tier = {each["family"]: each for each in compared(tmp_path)["families"]}["tier"]
    assert tier["models_untold"] == "customers is a model in Python"
    assert {each["entered_by"]["model"] for each in tier["segments"]} == {0}
    assert all(each["entered"] == each["entered_by"]["data"] for each in tier["segments"])
    said = seg(tmp_path, "diff").stdout
    assert "what models moved, as opposed to the data, is unknown: customers is a model in" in said
    assert "by model" not in said
    # On the same data all is by the model, whatever it is written in.
    write(tmp_path, people, 50)
    (tmp_path / "models/customers.sql").unlink()
    tier = {each["family"]: each for each in compared(tmp_path)["families"]}["tier"]
    assert told(tier) == expected(people, people, tier_of(50), tier_of(50), with_bonus)
