"""`seg retry` of a microbatch model with failed batches, in a dbt project."""

from pathlib import Path

import pytest

from tests.keys.projects import PROFILES, write
from tests.projects import Outcome, rows, seg

CONFIG = (
    "{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='day', "
    "batch_size='day', begin='2025-01-01') }}\n"
)
SPAN = ("--event-time-start", "2025-01-01", "--event-time-end", "2025-01-05")
FILES = {
    "profiles.yml": PROFILES,
    "seeds/events.csv": "ts,amount\n"
    + "".join(f"2025-01-0{day} 03:00:00,{day}\n" for day in range(1, 5)),
    "seeds/s.yml": "seeds: [{name: events, config: {event_time: ts}}]\n",
}


def model(made: str, *failing: int) -> dict[str, str]:
    """A model whose rows say by which text they were made; batches of some amounts fail."""
    listed = ", ".join(map(str, (0, *failing)))
    select = (
        f"select cast(ts as date) as day, '{made}' as made, "
        f"case when amount in ({listed}) then error('no') end as none from {{{{ ref('events') }}}}"
    )
    return {"models/daily.sql": CONFIG + select}


def retried(folder: Path, made: str, *failing: int) -> Outcome:
    write(folder, model(made, *failing))
    return seg(folder, "retry")


def made(folder: Path) -> list[str]:
    return [str(row[0]) for row in rows(folder, "select made from daily order by day")]


@pytest.fixture
def failed(tmp_path: Path) -> Path:
    """A dbt project whose run made two of four batches, and published nothing of them."""
    head = {"dbt_project.yml": "name: shop\nprofile: shop\n"}
    write(tmp_path, {**head, **FILES, **model("one", 2, 3)})
    assert seg(tmp_path, "seed").exit_code == 0
    told = seg(tmp_path, "run", *SPAN)
    assert (told.exit_code, "0 errors, 1 partial success" in told.stdout) == (1, True)
    return tmp_path


def test_those_that_failed_are_made(failed: Path) -> None:
    again = retried(failed, "two")
    assert (again.exit_code, again.stdout.count("OK created batch")) == (0, 2)
    assert made(failed) == ["one", "two", "two", "one"]
    assert rows(failed, "select row_count from _seg.relations where unique_id like '%daily'") == [
        (4,)
    ]


def test_what_fails_again_is_made_by_the_next_one(failed: Path) -> None:
    assert retried(failed, "two", 3).exit_code == 1
    assert retried(failed, "three").exit_code == 0
    assert made(failed) == ["one", "two", "three", "one"]


def test_new_rows_of_a_table_that_goes_on_are_kept_too(failed: Path) -> None:
    assert retried(failed, "two").exit_code == 0
    write(failed, model("three", 4))
    assert seg(failed, "run", *SPAN).exit_code == 1
    assert made(failed) == ["one", "two", "two", "one"]
    assert retried(failed, "four").exit_code == 0
    assert made(failed) == ["three", "three", "three", "four"]


@pytest.mark.parametrize("between", [("run", "--select", "daily"), ("retry", "--full-refresh")])
def test_all_are_made_where_nothing_is_left_or_wanted(
    failed: Path, between: tuple[str, ...]
) -> None:
    write(failed, model("two"))
    assert seg(failed, *between, *(SPAN if between[0] == "run" else ())).exit_code == 0
    assert made(failed) == ["two"] * 4


def test_a_strict_project_makes_all(tmp_path: Path) -> None:
    head = {"seg_project.yml": "name: shop\nprofile: shop\n"}
    write(tmp_path, {**head, **FILES, **model("one", 2)})
    assert seg(tmp_path, "build", *SPAN).exit_code == 1
    assert retried(tmp_path, "two").exit_code == 0
    assert made(tmp_path) == ["two"] * 4
