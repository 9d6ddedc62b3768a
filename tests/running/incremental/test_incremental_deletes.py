"""Rows of a delta that only delete: `delete_when`."""

from pathlib import Path

import pytest

from tests.projects import rows, seg, write_project
from tests.running.reading import published

FEED = "select * from (values {values}) as t (id, amount, operation)"
FIRST = "(1, 10, 'I'), (2, 20, 'I'), (3, 30, 'I'), (4, 40, 'D')"
SECOND = "(2, 21, 'U'), (3, null, 'D'), (5, 50, 'I'), (6, null, 'D')"


def model(**config: object) -> str:
    settings = {"materialized": "incremental", "unique_key": "id", "delete_when": "operation = 'D'"}
    given = ", ".join(f"{key}={value!r}" for key, value in (settings | config).items() if value)
    return f"{{{{ config({given}) }}}}\nselect id, amount, operation\nfrom {{{{ ref('feed') }}}}"


def project(folder: Path, **config: object) -> Path:
    feed(folder, FIRST)
    return write_project(folder, {"models/total.sql": model(**config)})


def feed(folder: Path, values: str) -> None:
    write_project(folder, {"models/feed.sql": FEED.format(values=values)})


def build(folder: Path, *arguments: str) -> str:
    outcome = seg(folder, "build", *arguments)
    assert (outcome.exit_code, outcome.stderr) == (0, ""), outcome.stdout
    return outcome.stdout


# A strategy of the project's own, which also clears up after itself.
MINE = """{% macro get_incremental_mine_sql(arg_dict) %}
{{ get_incremental_merge_sql(arg_dict) }};
drop view {{ arg_dict.temp_relation }}
{% endmacro %}"""


@pytest.mark.parametrize(
    ("strategy", "done"), [("delete+insert", "DELTA 4"), ("merge", "DELTA 4"), ("mine", "REWRITE")]
)
def test_rows_are_deleted_and_brought_back(tmp_path: Path, strategy: str, done: str) -> None:
    write_project(tmp_path, {"macros/mine.sql": MINE})
    build(project(tmp_path, incremental_strategy=strategy))
    assert published(tmp_path)["total"] == [(1, 10, "I"), (2, 20, "I"), (3, 30, "I")]
    feed(tmp_path, SECOND)
    assert done in build(tmp_path)
    after = [(1, 10, "I"), (2, 21, "U"), (5, 50, "I")]
    assert published(tmp_path)["total"] == after
    assert ("UNCHANGED" in build(tmp_path)) == (strategy == "mine")
    assert published(tmp_path)["total"] == after
    assert seg(tmp_path, "rollback", "1").exit_code == 0
    assert published(tmp_path)["total"] == [(1, 10, "I"), (2, 20, "I"), (3, 30, "I")]


def test_children_and_tests_see_them_gone_before_they_are_published(tmp_path: Path) -> None:
    build(project(tmp_path))
    child = "{{ config(materialized='table') }} select count(*) as n from {{ ref('total') }}"
    nobody = "select * from {{ ref('total') }} where operation = 'D' or id = 3"
    write_project(tmp_path, {"models/child.sql": child, "tests/nobody.sql": nobody})
    feed(tmp_path, SECOND)
    build(tmp_path)
    assert rows(tmp_path, "select n from child") == [(3,)]


def test_a_condition_that_is_null_keeps_the_row(tmp_path: Path) -> None:
    build(project(tmp_path, delete_when="amount > 15"))
    assert published(tmp_path)["total"] == [(1, 10, "I")]
    feed(tmp_path, "(7, cast(null as integer), 'I')")
    build(tmp_path)
    assert published(tmp_path)["total"] == [(1, 10, "I"), (7, None, "I")]


def test_columns_that_are_added_are_deleted_too(tmp_path: Path) -> None:
    build(project(tmp_path, on_schema_change="append_new_columns"))
    feed(tmp_path, SECOND)
    wider = model(on_schema_change="append_new_columns").replace(
        "operation\n", "operation, 1 as n\n"
    )
    write_project(tmp_path, {"models/total.sql": wider})
    build(tmp_path)
    assert published(tmp_path)["total"] == [(1, 10, "I", None), (2, 21, "U", 1), (5, 50, "I", 1)]


def test_it_needs_a_key(tmp_path: Path) -> None:
    outcome = seg(project(tmp_path, unique_key=None), "build")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    what = "delete_when needs a unique_key: the rows to delete are found by it"
    assert outcome.stderr == f"models/total.sql:1:1: {what}\n  fix: set unique_key\n"


def test_a_python_model_has_none(tmp_path: Path) -> None:
    code = (
        "def model(dbt, session):\n"
        "    dbt.config(materialized='incremental', unique_key='id', delete_when='id is null')\n"
        "    return dbt.ref('feed').df()\n"
    )
    feed(tmp_path, FIRST)
    outcome = seg(write_project(tmp_path, {"models/total.py": code}), "build")
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert outcome.stderr == (
        "models/total.py:2:5: delete_when works only in SQL models\n"
        "  fix: select from this model in a SQL model, and delete there\n"
    )


@pytest.mark.parametrize("is_first", [True, False], ids=["first build", "later"])
def test_a_condition_on_a_column_that_is_not_there(tmp_path: Path, is_first: bool) -> None:
    project(tmp_path)
    if not is_first:
        build(tmp_path)
    write_project(tmp_path, {"models/total.sql": model(delete_when="opration = 'D'")})
    outcome = seg(tmp_path, "build")
    assert outcome.exit_code == 1
    assert 'Referenced column "opration" not found' in outcome.stdout
    assert "models/total.sql" in outcome.stdout
