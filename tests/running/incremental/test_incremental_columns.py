"""Incremental models with changed columns: stop with the difference, append, or sync."""

from pathlib import Path

import pytest

from tests.projects import reading, seg, write_project
from tests.running.reading import closing, published, said
from tests.shared import BuiltOnce

FIRST = "select 1 as id, 10 as a, 'x' as b union all select 2, 20, 'y'"
ADDED = "select 2 as id, 21 as a, 'z' as b, true as c union all select 3, 30, 'w', false"
REMOVED = "select 2 as id, 'z' as b union all select 3, 'w'"
SWAPPED = "select 2 as id, true as c, 'z' as b union all select 3, false, 'w'"
RETYPED = "select 2 as id, 2.5 as a, 'z' as b union all select 3, 3.5, 'w'"


def config(policy: str | None, strategy: str) -> str:
    chosen = f", on_schema_change='{policy}'" if policy else ""
    return (
        f"{{{{ config(materialized='incremental', unique_key='id'{chosen}, "
        f"incremental_strategy='{strategy}') }}}}\n"
    )


def change(built_once: BuiltOnce, policy: str | None, after: str, strategy: str = "delete+insert"):
    """A table of three columns, then a run whose delta has others; the second run."""
    folder = built_once({"models/t.sql": config(policy, strategy) + FIRST})
    write_project(folder, {"models/t.sql": config(policy, strategy) + after})
    return seg(folder, "build")


def columns(folder: Path) -> list[tuple[str, str]]:
    with reading(folder / "warehouse.duckdb") as connection:
        return [(row[0], row[1]) for row in connection.execute("describe t").fetchall()]


OLD = [("id", "INTEGER"), ("a", "INTEGER"), ("b", "VARCHAR")]


@pytest.mark.parametrize("policy", [None, "fail"])
@pytest.mark.parametrize(
    ("after", "difference"),
    [
        (ADDED, "new: c"),
        (REMOVED, "missing: a"),
        (SWAPPED, "new: c; missing: a"),
        (RETYPED, "other type: a INTEGER -> DECIMAL(2,1)"),
    ],
)
def test_a_change_stops_the_run_with_the_difference(
    tmp_path: Path, built_once: BuiltOnce, policy: str | None, after: str, difference: str
) -> None:
    failed = change(built_once, policy, after)
    assert failed.exit_code == 1
    assert (
        f"models/t.sql: the columns of an incremental model changed ({difference}): "
        "run it with a full refresh, or set on_schema_change to "
        "append_new_columns, sync_all_columns or ignore\n"
    ) in closing(failed)
    assert published(tmp_path)["t"] == [(1, 10, "x"), (2, 20, "y")]
    assert seg(tmp_path, "build", "--full-refresh").exit_code == 0
    assert len(published(tmp_path)["t"]) == 2


@pytest.mark.parametrize(
    ("policy", "after", "columns_after", "rows_after"),
    [
        pytest.param("ignore", ADDED, OLD, [(1, 10, "x"), (2, 21, "z"), (3, 30, "w")], id="i+"),
        pytest.param("ignore", RETYPED, OLD, [(1, 10, "x"), (2, 3, "z"), (3, 4, "w")], id="i type"),
        pytest.param(
            "append_new_columns", ADDED, [*OLD, ("c", "BOOLEAN")],
            [(1, 10, "x", None), (2, 21, "z", True), (3, 30, "w", False)], id="append+",
        ),
        pytest.param(
            "append_new_columns", SWAPPED, [*OLD, ("c", "BOOLEAN")],
            [(1, 10, "x", None), (2, None, "z", True), (3, None, "w", False)], id="append+-",
        ),
        pytest.param("append_new_columns", RETYPED, OLD,
                     [(1, 10, "x"), (2, 3, "z"), (3, 4, "w")], id="append type"),
        pytest.param("append_new_columns", REMOVED, OLD,
                     [(1, 10, "x"), (2, None, "z"), (3, None, "w")], id="append-"),
        pytest.param(
            "sync_all_columns", SWAPPED, [("id", "INTEGER"), ("b", "VARCHAR"), ("c", "BOOLEAN")],
            [(1, "x", None), (2, "z", True), (3, "w", False)], id="sync+-",
        ),
        pytest.param("sync_all_columns", REMOVED, [OLD[0], OLD[2]],
                     [(1, "x"), (2, "z"), (3, "w")], id="sync-"),
    ],
)  # fmt: skip
def test_a_change_by_choice(
    tmp_path: Path,
    built_once: BuiltOnce,
    policy: str,
    after: str,
    columns_after: object,
    rows_after: object,
) -> None:
    outcome = change(built_once, policy, after)
    assert outcome.exit_code == 0, outcome.stdout
    assert columns(tmp_path) == columns_after
    assert published(tmp_path)["t"] == rows_after
    # Once more gives the same, whatever the run before did with the columns.
    assert seg(tmp_path, "build").exit_code == 0
    assert columns(tmp_path) == columns_after
    assert published(tmp_path)["t"] == rows_after


LOST = "; run it with a full refresh, or set on_schema_change to sync_all_columns"


@pytest.mark.parametrize(
    ("policy", "after", "warnings"),
    [
        pytest.param(
            "ignore", RETYPED,
            ["column 'a' is DECIMAL(2,1) now and stays INTEGER in the table, which changes "
             "2 values (2.5 is stored as 3)"], id="i type",
        ),
        pytest.param("ignore", RETYPED.replace(".5", ".0"), [], id="i type that fits"),
        pytest.param(
            "ignore", ADDED,
            ["the model has a new column 'c', which is not added to the table"], id="i+",
        ),
        pytest.param(
            "append_new_columns", SWAPPED,
            ["the model no longer has the column 'a': its values are lost in 1 row that is "
             "replaced"], id="append+-",
        ),
        pytest.param("append_new_columns", REMOVED.replace("2 as", "4 as"), [], id="new rows"),
        pytest.param("sync_all_columns", SWAPPED, [], id="sync"),
    ],
)  # fmt: skip
def test_what_is_lost_is_said(
    tmp_path: Path, built_once: BuiltOnce, policy: str, after: str, warnings: list[str]
) -> None:
    told = said(change(built_once, policy, after)).split("\n")
    found = [line for line in told if line.startswith("[WARNING]")]
    assert found == [f"[WARNING]: models/t.sql: {warning}{LOST}" for warning in warnings]


def test_sync_changes_types(tmp_path: Path, built_once: BuiltOnce) -> None:
    assert (
        change(built_once, "sync_all_columns", RETYPED.replace("2.5", "2.5::double")).exit_code == 0
    )
    assert columns(tmp_path) == [("id", "INTEGER"), ("a", "DOUBLE"), ("b", "VARCHAR")]
    assert published(tmp_path)["t"] == [(1, 10.0, "x"), (2, 2.5, "z"), (3, 3.5, "w")]


def test_what_is_gone_cannot_be_ignored(built_once: BuiltOnce) -> None:
    failed = change(built_once, "ignore", REMOVED)
    assert failed.exit_code == 1
    assert (
        "the model lacks columns of its table (missing: a): select them, as NULL if there is no "
        "value, or set on_schema_change to append_new_columns or sync_all_columns\n"
    ) in closing(failed)


def test_merging_keeps_what_the_delta_lacks(tmp_path: Path, built_once: BuiltOnce) -> None:
    assert change(built_once, "append_new_columns", SWAPPED, "merge").exit_code == 0
    assert published(tmp_path)["t"] == [
        (1, 10, "x", None),
        (2, 20, "z", True),
        (3, None, "w", False),
    ]


def test_a_value_that_does_not_fit_the_table_stops_the_run(
    tmp_path: Path, built_once: BuiltOnce
) -> None:
    failed = change(built_once, "ignore", "select 3 as id, 'many' as a, 'w' as b")
    assert failed.exit_code == 1
    assert "Could not convert string 'many' to INT32" in closing(failed)
    assert published(tmp_path)["t"] == [(1, 10, "x"), (2, 20, "y")]


def test_children_and_views_follow_a_changed_table(tmp_path: Path, built_once: BuiltOnce) -> None:
    views = {
        "models/shown.sql": "select * from {{ ref('t') }}",
        "models/outer.sql": "select * from {{ ref('shown') }}",
    }
    model = config("append_new_columns", "delete+insert")
    built_once({**views, "models/t.sql": model + FIRST})
    write_project(tmp_path, {"models/t.sql": model + ADDED})
    assert seg(tmp_path, "build").exit_code == 0
    found = published(tmp_path)
    assert found["t"] == found["shown"] == found["outer"]
    assert len(found["outer"][0]) == 4
