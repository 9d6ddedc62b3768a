"""`access`, `group` and `restrict-access`: who may refer to which model."""

from pathlib import Path

from tests.keys.projects import dbt, strict

SHARED = "{{ config(access='private', group='finance') }} select 1 as id\n"


def test_a_private_model_is_for_its_group(tmp_path: Path) -> None:
    files = {
        "models/a.sql": SHARED,
        "models/b.sql": "{{ config(group='finance') }} select * from {{ ref('a') }}\n",
        "models/c.sql": "{{ config(group='sales') }} select * from {{ ref('a') }}\n",
        "models/s.yml": "models: [{name: a, columns: [{name: id, data_tests: [unique]}]}]\n",
        "tests/one.sql": "select * from {{ ref('a') }} where id is null\n",
    }
    fix = "  fix: put it into the same group, or make 'a' protected or public\n"
    private = "'a', which is private to the group 'finance'\n"
    expected = (
        f"models/c.sql: 'c' refers to {private}{fix}tests/one.sql: 'one' refers to {private}{fix}"
    )

    assert (dbt(tmp_path, files).exit_code, dbt(tmp_path, files).stderr) == (2, expected)
    assert strict(tmp_path, files).stderr == expected


def test_a_package_can_restrict_who_reads_its_models(tmp_path: Path) -> None:
    files = {
        "packages.yml": "packages: [{local: pkg}]\n",
        "pkg/seg_project.yml": "name: pkg\nrestrict-access: true\n",
        "pkg/models/open.sql": "{{ config(access='public') }} select * from {{ ref('inner') }}\n",
        "pkg/models/inner.sql": "select 1 as id\n",
        "models/b.sql": "select * from {{ ref('open') }}\n",
        "models/c.sql": "select * from {{ ref('inner') }}\n",
    }

    assert strict(tmp_path, files).stderr == (
        "models/c.sql: 'c' refers to 'inner', which the package 'pkg' does not make public\n"
        "  fix: refer to a public model of the package\n"
    )


def test_an_access_that_is_none(tmp_path: Path) -> None:
    files = {"models/a.sql": "{{ config(access='secret') }} select 1 as id\n"}

    assert strict(tmp_path, files).stderr == (
        "models/a.sql:1:1: 'access': expected one of 'private', 'protected', 'public', "
        "found 'secret'\n"
    )


def test_another_database_than_the_targets_own(tmp_path: Path) -> None:
    project = "models: {+database: other}\nseeds: {+database: '{{ target.database }}'}\n"
    files = {"seeds/s.csv": "id\n1\n"}
    message = (
        "dbt_project.yml:3:21: 'database': 'other' is not the target's database 'warehouse'\n"
        "  fix: remove it: all nodes are built in the target's database\n"
    )

    assert (dbt(tmp_path, files, project=project).exit_code) == 2
    assert dbt(tmp_path, files, project=project).stderr == message
