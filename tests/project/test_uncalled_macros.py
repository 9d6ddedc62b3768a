"""Macros that dbt would call instead of its own, and that seg does not call."""

from pathlib import Path

from tests.projects import seg, write_project

FILES = {
    "models/orders.sql": "{{ config(materialized='table') }} select {{ partition_range(1) }} as id",
    "macros/own.sql": """\
{% macro duckdb__create_table_as(temporary, relation, code) %}select 1{% endmacro %}
{% macro partition_range(value) %}{{ persist_docs() }}{{ value }}{% endmacro %}
{% macro persist_docs() %}{% endmacro %}
{% macro snapshot_get_time() %}now(){% endmacro %}
{% macro spark__drop_relation(relation) %}{% endmacro %}
{% macro drop_relations_of_mine() %}{% endmacro %}
""",
}


def test_they_are_told_of_in_dbt_projects_unless_a_template_calls_them(tmp_path: Path) -> None:
    project = {**FILES, "dbt_project.yml": "name: shop\nversion: '1.0'\nprofile: shop\n"}
    profiles = "shop: {target: dev, outputs: {dev: {type: duckdb, path: w.duckdb}}}\n"
    folder = write_project(tmp_path, {**project, "profiles.yml": profiles})
    (folder / "seg_project.yml").unlink()
    told = seg(folder, "parse", "--profiles-dir", str(folder))
    assert told.exit_code == 0
    lines = [line for line in told.stderr.splitlines() if "overrides a macro" in line]
    assert [line.partition(" overrides a macro")[0] for line in lines] == [
        "macros/own.sql:1: the macro 'duckdb__create_table_as'",
        "macros/own.sql:4: the macro 'snapshot_get_time'",
    ]


def test_in_other_projects_they_are_macros_as_all_are(tmp_path: Path) -> None:
    told = seg(write_project(tmp_path, FILES), "parse")
    assert (told.exit_code, told.stderr) == (0, "")
