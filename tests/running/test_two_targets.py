"""Two targets with their own schemas in one database: neither sees or changes the other's."""

from pathlib import Path

import duckdb
import pytest

from tests.projects import rows, seg, write_project
from tests.running.reading import closing

FILES = {
    "seg_project.yml": "name: shop\nprofile: shop\npublish: {keep_generations: 2}\n",
    "profiles.yml": (
        "shop:\n  target: dev\n  outputs:\n"
        "    dev: {type: duckdb, path: warehouse.duckdb, schema: dev}\n"
        "    prod: {type: duckdb, path: warehouse.duckdb, schema: PROD}\n"
        "    also_dev: {type: duckdb, path: warehouse.duckdb, schema: Dev}\n"
    ),
    "models/a.sql": "{{ config(materialized='table') }}\nselect {{ var('n', 1) }} as i",
    "models/v.sql": "select i + 10 as i from {{ ref('a') }}",
    "models/log.sql": (
        "{{ config(materialized='incremental') }}\nselect i from {{ ref('a') }}\n"
        "{% if is_incremental() %}where i > (select max(i) from {{ this }}){% endif %}"
    ),
    "models/a.yml": "models: [{name: a, columns: [{name: i, data_tests: [not_null]}]}]",
}


def build(folder: Path, target: str, *arguments: str, command: str = "build") -> str:
    outcome = seg(folder, command, "--target", target, *arguments)
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr
    return outcome.stdout


def read(folder: Path, schema: str) -> list[list[int]]:
    """The values in the target's three relations."""
    return [
        [i for (i,) in rows(folder, f"select i from {schema}.{name} order by i")]
        for name in ("a", "v", "log")
    ]


def versions(folder: Path) -> list[str]:
    query = "select table_name from duckdb_tables() where schema_name = 'seg_versions' order by 1"
    return [name for (name,) in rows(folder, query)]


def test_what_one_target_publishes_stays_when_another_builds(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    build(tmp_path, "dev")
    build(tmp_path, "prod", "--vars", "n: 2")
    assert read(tmp_path, "dev") == [[1], [11], [1]]
    assert read(tmp_path, "prod") == [[2], [12], [2]]
    # Each goes on from its own, and collects its own.
    for n in (3, 4, 5, 6):
        build(tmp_path, "prod", "--vars", f"n: {n}")
    build(tmp_path, "dev", "--vars", "n: 7")
    assert read(tmp_path, "dev") == [[7], [17], [1, 7]]
    assert read(tmp_path, "prod") == [[6], [16], [2, 3, 4, 5, 6]]
    assert [name for name in versions(tmp_path) if ".a@" in name] == [
        "PROD.a@5",
        "PROD.a@6",
        "dev.a@1",
        "dev.a@7",
    ]


def test_each_target_rolls_back_to_its_own(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    build(tmp_path, "dev")
    build(tmp_path, "prod", "--vars", "n: 2")
    build(tmp_path, "dev", "--vars", "n: 3")
    build(tmp_path, "prod", "--vars", "n: 4")
    listed = build(tmp_path, "dev", "--list", command="rollback")
    assert [line.split()[1] for line in listed.splitlines()] == ["3:", "1:"]
    outcome = seg(tmp_path, "rollback", "--target", "dev", "2")
    assert outcome.exit_code == 2
    assert outcome.stderr == (
        "no generation 2 to roll back to\n  fix: available generations: 3, 1\n"
    )
    build(tmp_path, "dev", command="rollback")
    assert read(tmp_path, "dev") == [[1], [11], [1]]
    assert read(tmp_path, "prod") == [[4], [14], [2, 4]]


@pytest.mark.parametrize("target", ["dev", "prod"])
def test_nothing_is_done_again_where_another_target_built_in_between(
    tmp_path: Path, target: str
) -> None:
    write_project(tmp_path, FILES)
    for name in ("dev", "prod"):
        build(tmp_path, name, "--reuse")
    again = build(tmp_path, target, "--reuse")
    assert "nothing to do" in again


def test_targets_of_one_schema_are_one(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    build(tmp_path, "dev")
    build(tmp_path, "also_dev", "--vars", "n: 2")
    assert read(tmp_path, "dev") == [[2], [12], [1, 2]]
    build(tmp_path, "dev", command="rollback")
    assert read(tmp_path, "dev") == [[1], [11], [1]]


def test_a_candidate_of_one_target_stays_when_another_builds(tmp_path: Path) -> None:
    write_project(tmp_path, FILES)
    build(tmp_path, "dev")
    assert seg(tmp_path, "build", "--target", "dev", "--vars", "n: 'null'").exit_code == 1
    build(tmp_path, "prod")
    assert "dev.a@2" in versions(tmp_path)
    build(tmp_path, "dev", "--vars", "n: 2")
    assert "dev.a@2" not in versions(tmp_path)


def test_a_name_that_both_would_publish_is_refused_before_anything_runs(tmp_path: Path) -> None:
    macro = (
        "{% macro generate_schema_name(custom_schema_name, node) %}"
        "{{ custom_schema_name or target.schema }}{% endmacro %}"
    )
    files = {"macros/names.sql": macro, "models/v.sql": "{{ config(schema='marts') }}select 1 as i"}
    write_project(tmp_path, FILES | files)
    build(tmp_path, "dev")
    for command in ("build", "plan"):
        outcome = seg(tmp_path, command, "--target", "prod")
        assert outcome.exit_code == 2
        assert outcome.stderr == (
            "models/v.sql: 'v' is built as marts.v, which a target with the schema 'dev' "
            "publishes in this database\n"
            "  fix: give the targets different schemas, and the node one that is derived "
            "from its target's\n"
        )
    assert versions(tmp_path) == ["dev.a@1", "dev.log@1"]
    build(tmp_path, "prod", "--exclude", "v")


def without_targets(folder: Path) -> None:
    """The database as a seg left it that did not tell targets apart."""
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        connection.execute("alter table _seg.generations drop column target_schema")
        connection.execute("alter table _seg.relations drop column target_schema")
        connection.execute("alter table _seg.relations drop column shown")


def test_an_older_warehouse_is_read_and_taken_over(tmp_path: Path) -> None:
    write_project(tmp_path, FILES | {"models/v.sql": "{{ config(schema='x') }}\nselect 5 as i"})
    build(tmp_path, "dev")
    build(tmp_path, "dev", "--vars", "n: 2")
    without_targets(tmp_path)
    assert build(tmp_path, "dev", "--select", "log", command="show")
    listed = build(tmp_path, "dev", "--list", command="rollback")
    assert [line.split()[1] for line in listed.splitlines()] == ["2:", "1:"]
    assert build(tmp_path, "prod", "--list", command="rollback") == ""
    build(tmp_path, "prod", "--vars", "n: 3")
    assert build(tmp_path, "dev", "--list", command="rollback") == listed
    build(tmp_path, "dev", "--vars", "n: 4")
    for schema, log in (("dev", [1, 2, 4]), ("prod", [3])):
        assert [i for (i,) in rows(tmp_path, f"select i from {schema}.log order by i")] == log
        assert rows(tmp_path, f"from {schema}_x.v") == [(5,)]
    build(tmp_path, "dev", "2", command="rollback")
    assert rows(tmp_path, "from dev.a") == [(2,)]
    build(tmp_path, "dev", command="run")
    assert rows(tmp_path, "select number from _seg.generations order by 1") == [
        (3,),
        (5,),
        (6,),
    ]


def test_erasing_takes_a_person_out_of_both(tmp_path: Path) -> None:
    files = {"models/people.sql": "{{ config(materialized='table') }}\nselect 1 as customer_id"}
    write_project(tmp_path, FILES | files)
    for target in ("dev", "prod"):
        build(tmp_path, target)
    outcome = seg(tmp_path, "erase", "--target", "prod", "1")
    assert outcome.exit_code == 0, outcome.stderr
    assert rows(tmp_path, "from dev.people union all from prod.people") == []
    assert read(tmp_path, "dev") == [[1], [11], [1]]
    assert "published" in closing(seg(tmp_path, "build", "--target", "dev")).lower()
