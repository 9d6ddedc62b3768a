"""Stamps computed from a row: the table stores a date, readers see the number of days."""

from pathlib import Path

import pytest

from tests.projects import rows, write_project
from tests.running.refresh.refreshing import FILES, TWO, built, feed, ran, started, told, values
from tests.running.refresh.test_stamps import FIRST_DAY, NEXT, OF_STAMPS, columns, days

# The days of each row, which no row holds; who is old by them; and a view with such a column.
OF_ROWS = {
    **OF_STAMPS,
    "models/aged.sql": (
        "select id, v, date '2025-06-01' - cast(v as int) as born_on from {{ ref('base') }}\n"
    ),
    "models/old.yml": OF_STAMPS["models/old.yml"].replace(
        "{name: aged, config: {refresh_by: id}}",
        "{name: aged, config: {refresh_by: id, stamps: {age: as_of - born_on, "
        "as_of: \"cast('{{ var('day', '2025-06-30') }}' as date)\", twice: age * 2}}}",
    ),
    "models/born.sql": "select id, born_on from {{ ref('aged') }}\n",
    "models/seen.sql": (
        "{{ config(materialized='view', stamps={'next': 'age + 1'}) }}\n"
        "select id, age from {{ ref('aged') }}\n"
    ),
}


def test_a_stamp_can_follow_from_a_row_and_makes_none_of_them_again(tmp_path: Path) -> None:
    started(tmp_path, OF_ROWS)
    assert columns(tmp_path, "aged") == ["id", "v", "born_on", "as_of", "age", "twice"]
    assert columns(tmp_path, "born") == ["id", "born_on", "as_of"]
    asked = "select a.age, a.twice, s.next, is_old from aged a join old using (id) join seen s"
    assert rows(tmp_path, f"{asked} using (id) where id = 'k10'") == [(39, 78, 40, False)]
    # The one that names it, in which one row is another.
    assert built(tmp_path, *NEXT) == {"old": "OK", "seen": "REUSED"} | {
        "not_null_old_as_of": "PASS",
        "unique_old_id": "PASS",
    }
    assert rows(tmp_path, f"{asked} using (id) where id = 'k10'") == [(40, 80, 41, True)]
    feed(tmp_path, TWO)
    assert built(tmp_path, *NEXT)["aged"] == "REFRESH 2"
    assert told(tmp_path, "age", "aged") == {
        key: value + 30 for key, value in TWO.items() if key is not None
    }
    ran(tmp_path, "rollback", "1")
    assert rows(tmp_path, f"{asked} using (id) where id = 'k10'") == [(39, 78, 40, False)]


@pytest.mark.parametrize(
    ("stamp", "day", "why"),
    [
        ("cast(as_of - born_on as utinyint)", "2025-05-01", "Conversion Error"),
        ("cast(as_of - born_on as integer) * 20000000", "2026-03-01", "Overflow in"),
    ],
)
def test_a_day_on_which_a_stamp_cannot_be_computed_is_not_published(
    tmp_path: Path, stamp: str, day: str, why: str
) -> None:
    """Whether the table is unchanged or two rows differ: all rows get the new day."""
    started(
        tmp_path,
        OF_ROWS
        | {"models/old.yml": OF_ROWS["models/old.yml"].replace("twice: age * 2", f"far: {stamp}")},
    )
    for given in (values(), TWO):
        feed(tmp_path, given)
        said = ran(tmp_path, "build", "--vars", f"{{day: {day}}}", exit_code=1).stdout
        assert why in said
        assert "Nothing was published: aged failed" in said
        assert days(tmp_path, "aged") == [FIRST_DAY]


def test_stamps_of_rows_are_as_old_as_what_they_are_made_of(tmp_path: Path) -> None:
    started(tmp_path, OF_ROWS)
    ran(tmp_path, "build", "--force", "--select", "aged", *NEXT)
    assert rows(tmp_path, "select as_of, age from aged where id = 'k10'") == [(FIRST_DAY, 39)]


def test_a_unit_test_gives_stamps_of_its_input(tmp_path: Path) -> None:
    given = (
        "unit_tests:\n  - name: forty\n    model: old\n    given: [{input: ref('aged'), "
        "rows: [{id: a, age: 39}, {id: b, age: 40}]}]\n"
        "    expect: {rows: [{id: a, is_old: false}, {id: b, is_old: true}]}\n"
    )
    started(tmp_path, {**OF_ROWS, "models/unit.yml": given})


def test_a_family_has_stamps_of_one_value(tmp_path: Path) -> None:
    family = (
        "segment_families:\n  - {name: tier, on: ref('base'), entity: id, as_of: as_of,\n"
        "     config: {stamps: {a: id}}, mode: exclusive, segments: [{name: all, otherwise: true}]}"
    )
    write_project(tmp_path, {**FILES, **OF_STAMPS, "models/tier.yml": family})
    feed(tmp_path, values())
    said = ran(tmp_path, "build", exit_code=2).stderr
    assert "'stamps': a: id is not one value, as a family's stamps are" in said
