"""Views on tables that change: read through the published name, during the run and after it."""

from pathlib import Path

import duckdb

from tests.projects import rows, seg, write_project
from tests.running.reading import closing, published, said
from tests.shared import BuiltOnce

TABLE = "{{{{ config(materialized='table') }}}} select {columns}"
FILES = {
    "models/base.sql": TABLE.format(columns="1 as a, 2 as b"),
    "models/all_columns.sql": "select * from {{ ref('base') }}",
    "models/above.sql": "select * from {{ ref('all_columns') }}",
    "models/one_column.sql": "select b from {{ ref('base') }}",
}


def test_views_follow_a_table_that_is_built_without_them(
    tmp_path: Path, built_once: BuiltOnce
) -> None:
    built_once(FILES)
    write_project(tmp_path, {"models/base.sql": TABLE.format(columns="2 as b, 3 as c")})
    built = seg(tmp_path, "build", "--select", "base")
    assert (built.exit_code, built.stderr) == (0, "")
    assert published(tmp_path) == {
        "above": [(2, 3)],
        "all_columns": [(2, 3)],
        "base": [(2, 3)],
        "one_column": [(2,)],
    }


def test_a_view_that_can_no_longer_be_read_is_named(tmp_path: Path, built_once: BuiltOnce) -> None:
    built_once(FILES)
    write_project(tmp_path, {"models/base.sql": TABLE.format(columns="1 as a")})
    built = seg(tmp_path, "build", "--select", "base")
    assert built.exit_code == 0
    assert "[WARNING]: main.one_column can no longer be read: " in said(built)
    assert rows(tmp_path, "from above") == [(1,)]


def test_a_broken_view_in_the_run_holds_all_back(tmp_path: Path, built_once: BuiltOnce) -> None:
    built_once(FILES)
    before = published(tmp_path)
    write_project(tmp_path, {"models/base.sql": TABLE.format(columns="1 as a")})
    failed = seg(tmp_path, "build")
    assert failed.exit_code == 1
    assert "[ERROR]: in model one_column (models/one_column.sql)\n" in closing(failed)
    assert published(tmp_path) == before


def test_a_model_changes_its_kind(tmp_path: Path, built_once: BuiltOnce) -> None:
    built_once(FILES)
    table = TABLE.format(columns="b from {{ ref('base') }}")
    view_and_table = {
        "models/base.sql": "select 7 as a, 8 as b",
        "models/one_column.sql": table,
    }
    assert seg(write_project(tmp_path, view_and_table), "build").exit_code == 0
    assert published(tmp_path) == {
        "above": [(7, 8)],
        "all_columns": [(7, 8)],
        "base": [(7, 8)],
        "one_column": [(8,)],
    }
    assert seg(tmp_path, "rollback").exit_code == 0
    assert published(tmp_path)["above"] == [(1, 2)]


def test_a_table_that_seg_did_not_make_is_kept(tmp_path: Path) -> None:
    """A table of another tool has the model's name."""
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute("create table base as select 'of another tool' as a")
    built = seg(write_project(tmp_path, FILES), "build")
    assert built.exit_code == 0
    assert (
        "[WARNING]: main.base was a table that seg did not "
        "create: it is kept as main.base__before_seg\n"
    ) in said(built)
    assert published(tmp_path)["base__before_seg"] == [("of another tool",)]
    assert published(tmp_path)["above"] == [(1, 2)]


def test_a_model_is_renamed(tmp_path: Path, built_once: BuiltOnce) -> None:
    built_once(FILES)
    (tmp_path / "models/above.sql").rename(tmp_path / "models/beyond.sql")
    assert seg(tmp_path, "build").exit_code == 0
    assert published(tmp_path)["beyond"] == [(1, 2)]


def test_an_alias_takes_the_old_name_away(tmp_path: Path, built_once: BuiltOnce) -> None:
    built_once(FILES)
    aliased = "{{ config(alias='renamed') }} select * from {{ ref('all_columns') }}"
    assert seg(write_project(tmp_path, {"models/above.sql": aliased}), "build").exit_code == 0
    assert sorted(published(tmp_path)) == ["all_columns", "base", "one_column", "renamed"]


def test_the_same_model_goes_to_another_schema(tmp_path: Path, built_once: BuiltOnce) -> None:
    built_once(FILES)
    moved = "{{ config(schema='marts', materialized='table') }} from {{ ref('all_columns') }}"
    assert seg(write_project(tmp_path, {"models/above.sql": moved}), "build").exit_code == 0
    assert sorted(published(tmp_path)) == ["all_columns", "base", "one_column"]
    assert published(tmp_path, "main_marts") == {"above": [(1, 2)]}


DRAWN = {
    "models/drawn.sql": "select distinct random() as lot",
    "models/one.sql": "{{ config(materialized='table') }} select lot from {{ ref('drawn') }}",
    "models/other.sql": "{{ config(materialized='table') }} select lot from {{ ref('drawn') }}",
}
MADE_ASIDE = """select view_name from duckdb_views() where schema_name = 'seg_versions'
union all select table_name from duckdb_tables() where schema_name = 'seg_versions' order by 1"""


def test_a_view_that_is_read_often_is_evaluated_once(tmp_path: Path) -> None:
    assert seg(write_project(tmp_path, DRAWN), "build").exit_code == 0
    assert rows(tmp_path, "select count(*) from one inner join other using (lot)") == [(1,)]
    # To people it is a view: it draws again whenever it is read.
    assert rows(tmp_path, "select count(*) from one inner join drawn using (lot)") == [(0,)]
    assert rows(tmp_path, MADE_ASIDE) == [("main.one@1",), ("main.other@1",)]


def test_its_rows_stay_with_what_is_held_back_until_the_next_run(tmp_path: Path) -> None:
    failing = {"tests/data/other_is_wrong.sql": "select * from {{ ref('other') }}"}
    passing = ("build", "--publish", "passing")
    assert seg(write_project(tmp_path, DRAWN | failing), *passing).exit_code == 1
    same = 'select count(*) from seg_versions."main.other@1" inner join one using (lot)'
    assert rows(tmp_path, same) == [(1,)]
    assert ("main.drawn@1",) in rows(tmp_path, MADE_ASIDE)
    (tmp_path / "tests/data/other_is_wrong.sql").unlink()
    assert seg(tmp_path, "build").exit_code == 0
    assert ("main.drawn@1",) not in rows(tmp_path, MADE_ASIDE)
