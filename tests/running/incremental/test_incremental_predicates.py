"""Which rows of its table an incremental model may replace."""

from pathlib import Path

import pytest

from tests.projects import rows, seg, write_project
from tests.shared import BuiltOnce

ROWS = "select 1 as id, {{ var('n', 1) }} as n union all select 2, {{ var('n', 1) }}"


def settings(strategy: str, predicate: str) -> str:
    return (
        "{{ config(materialized='incremental', unique_key='id', on_schema_change='ignore', "
        f"incremental_strategy='{strategy}', incremental_predicates=[\"{predicate}\"]) }}}}\n"
    )


def twice(built_once: BuiltOnce, strategy: str, predicate: str) -> Path:
    folder = built_once({"models/t.sql": settings(strategy, predicate) + ROWS})
    assert seg(folder, "build", "--vars", "{n: 2}").exit_code == 0
    return folder


@pytest.mark.parametrize(
    ("strategy", "predicate"),
    [
        ("delete+insert", "id > 1"),
        ("delete+insert", "DBT_INCREMENTAL_TARGET.id > 1"),
        ("merge", "DBT_INTERNAL_DEST.id > 1"),
        ("merge", "n = 1 and dbt_internal_dest.id > 1"),
    ],
)
def test_rows_that_do_not_meet_them_stay(
    built_once: BuiltOnce, strategy: str, predicate: str
) -> None:
    folder = twice(built_once, strategy, predicate)

    assert rows(folder, "from t order by all") == [(1, 1), (1, 2), (2, 2)]


def test_a_rollback_brings_back_what_was_replaced(built_once: BuiltOnce) -> None:
    folder = twice(built_once, "delete+insert", "id > 1")

    assert seg(folder, "rollback").exit_code == 0
    assert rows(folder, "from t order by all") == [(1, 1), (2, 1)]


def test_rows_are_not_replaced_where_it_is_unknown(built_once: BuiltOnce) -> None:
    folder = twice(built_once, "delete+insert", "nullif(id, 1) > 1")

    assert rows(folder, "from t order by all") == [(1, 1), (1, 2), (2, 2)]


def test_a_condition_on_new_rows_is_refused(tmp_path: Path) -> None:
    model = settings("merge", "DBT_INTERNAL_SOURCE.id > 1") + ROWS
    outcome = seg(write_project(tmp_path, {"models/t.sql": model}), "parse")

    assert (outcome.exit_code, outcome.stderr) == (
        2,
        "models/t.sql:1:1: 'incremental_predicates': conditions on new rows "
        "(DBT_INTERNAL_SOURCE) are not supported\n"
        "  fix: move it into the SELECT: predicates filter the existing rows\n",
    )
