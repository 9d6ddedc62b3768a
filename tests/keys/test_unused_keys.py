"""Keys without effect: an error in a strict project, a warning or an error in a dbt project."""

from pathlib import Path

import pytest

from tests.keys.projects import dbt, strict

GRANTS = "models:\n  - {name: a, config: {grants: {select: [bi]}}}\n"
GRANTS_MESSAGE = (
    "models/s.yml:2:24: 'grants' has no effect: DuckDB has no users and no privileges\n"
    "  fix: restrict access to the database's file\n"
)


def test_a_key_that_only_tunes_is_a_warning_in_a_dbt_project(tmp_path: Path) -> None:
    outcome = dbt(tmp_path, {"models/s.yml": GRANTS}, "build")

    assert (outcome.exit_code, outcome.stderr) == (0, GRANTS_MESSAGE)


def test_it_is_an_error_in_a_strict_project(tmp_path: Path) -> None:
    outcome = strict(tmp_path, {"models/s.yml": GRANTS}, "build")

    assert (outcome.exit_code, outcome.stdout, outcome.stderr) == (2, "", GRANTS_MESSAGE)


def test_a_flag_makes_a_dbt_project_strict(tmp_path: Path) -> None:
    outcome = dbt(tmp_path, {"models/s.yml": GRANTS}, project="flags: {strict: true}\n")

    assert (outcome.exit_code, outcome.stderr) == (2, GRANTS_MESSAGE)


@pytest.mark.parametrize("is_strict", [True, False])
def test_a_key_that_would_change_the_rows_is_an_error_in_both(
    tmp_path: Path, is_strict: bool
) -> None:
    files = {"tests/t.sql": "{{ config(sql_header='set x = 1') }}\nselect 1 as id\n"}
    outcome = (strict if is_strict else dbt)(tmp_path, files, "build")

    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert outcome.stderr == (
        "tests/t.sql:1:1: 'sql_header' has no effect: a data test is a single query, without "
        "statements before it\n"
        "  fix: set options in the profile ('settings:'), or move what the statement does into "
        "the query\n"
    )


def test_many_places_are_one_warning(tmp_path: Path) -> None:
    config = "{{ config(cluster_by=['id']) }}\nselect 1 as id\n"
    files = {f"models/{name}.sql": config for name in "bcd"}

    assert dbt(tmp_path, files).stderr == (
        "models/b.sql:1:1: 'cluster_by' has no effect: only other engines or external files "
        "use it (and in 2 more places)\n  fix: remove it\n"
    )


def test_a_value_that_asks_for_nothing_is_no_fault(tmp_path: Path) -> None:
    files = {
        "models/s.yml": "models:\n  - name: a\n    config:\n"
        "      {contract: {enforced: false}, docs: {show: true}, grants: {}, pre-hook: [],\n"
        "       quoting: {identifier: true}, persist_docs: }\n"
    }

    assert strict(tmp_path, files) == dbt(tmp_path, files)
    assert (strict(tmp_path, files).exit_code, strict(tmp_path, files).stderr) == (0, "")


def test_the_setting_that_holds_in_the_end_is_judged(tmp_path: Path) -> None:
    files = {"models/a.sql": "{{ config(quoting={'identifier': true}) }} select 1 as id\n"}
    project = "models: {shop: {+quoting: {identifier: false}}}\n"

    assert strict(tmp_path, files, project=project).exit_code == 0
    assert dbt(tmp_path, {"models/b.sql": "select 1 as id"}, project=project).stderr == (
        "dbt_project.yml:3:17: 'quoting' has no effect: every name is quoted, and names in DuckDB "
        "are case-insensitive\n  fix: remove it\n"
    )


def test_a_package_is_judged_by_its_own_project_file(tmp_path: Path) -> None:
    files = {
        "packages.yml": "packages: [{local: pkg}]\n",
        "pkg/dbt_project.yml": "name: pkg\nmodels: {pkg: {+grants: {select: [bi]}}}\n",
        "pkg/models/p.sql": "select 1 as id\n",
    }
    outcome = strict(tmp_path, files)

    assert (outcome.exit_code, outcome.stderr) == (
        0,
        "pkg/dbt_project.yml:2:16: 'grants' has no effect: DuckDB has no users and no privileges\n"
        "  fix: restrict access to the database's file\n",
    )


def test_configuration_for_a_folder_that_is_not_there(tmp_path: Path) -> None:
    files = {"models/staging/stg.sql": "select 1 as id\n"}
    project = "models:\n  shop:\n    stagng: {+tags: x}\n    staging: {stg: {+tags: x}}\n"
    message = (
        "{}_project.yml:{}: 'models.shop.stagng' configures nothing: it matches no node\n"
        "  fix: did you mean 'staging'?\n"
    )
    in_strict, in_dbt = (run(tmp_path, files, project=project) for run in (strict, dbt))

    assert (in_strict.exit_code, in_strict.stderr) == (2, message.format("seg", "4:13"))
    assert (in_dbt.exit_code, in_dbt.stderr) == (0, message.format("dbt", "5:13"))


VERSIONS = {
    ">=1.0.0": True,
    "['>=1.8.0', '<2.0.0']": True,
    "'>=1.8,<1.13'": True,
    "=1.12.0": True,
    ">1.12.0": False,
    "<1.12.0": False,
    "<=1.11.9": False,
    "1.11.0": False,
    "[]": True,
}


@pytest.mark.parametrize(("wanted", "holds"), VERSIONS.items(), ids=VERSIONS)
def test_the_version_of_the_language(tmp_path: Path, wanted: str, holds: bool) -> None:
    value = wanted if wanted[0] in "['" else f"'{wanted}'"
    project = f"require-dbt-version: {value}\n"
    condition = wanted
    expected = (
        f"dbt_project.yml:3:22: 'require-dbt-version': '{condition}' does not hold: seg supports "
        "the language of dbt 1.12.0\n  fix: widen the range, or turn the version check off\n"
    )
    outcome = dbt(tmp_path, {}, project=project)

    assert (outcome.exit_code, outcome.stderr) == ((0, "") if holds else (2, expected))
    assert dbt(tmp_path, {}, project=f"{project}flags: {{version_check: false}}\n").exit_code == 0


def test_a_version_that_is_none(tmp_path: Path) -> None:
    assert dbt(tmp_path, {}, project="require-dbt-version: new\n").stderr == (
        "dbt_project.yml:3:22: 'require-dbt-version': 'new' is not a version condition\n"
        "  fix: write it as '>=1.8.0'\n"
    )


def test_the_switch_is_true_or_false(tmp_path: Path) -> None:
    assert dbt(tmp_path, {}, project="flags: {strict: 1}\n").stderr == (
        "dbt_project.yml:3:17: 'flags.strict': expected true or false, found 1\n"
    )
    assert strict(tmp_path, {}, project="flags: {strict: false}\n").stderr == (
        "seg_project.yml:2:9: a project with a seg_project.yml is always strict\n"
        "  fix: remove 'strict: false'\n"
    )


def test_files_that_are_not_read(tmp_path: Path) -> None:
    files = {
        "snapshots/s.sql": "x",
        "functions/f.sql": "x",
    }
    message = (
        "snapshots/s.sql: it contains no snapshot block\n  fix: write {% snapshot name %} ... "
        "{% endsnapshot %}\nfunctions/f.sql: functions are not created, because DuckDB does not "
        "support dbt's statement for them\n  fix: write a macro, or 'create macro' under "
        "'on-run-start:'\n"
    )
    in_dbt, in_strict = dbt(tmp_path, files), strict(tmp_path, files)

    assert (in_dbt.exit_code, in_dbt.stderr) == (0, message)
    assert (in_strict.exit_code, in_strict.stderr) == (2, message)


def test_an_index_changes_no_answer(tmp_path: Path) -> None:
    files = {"models/a.sql": "{{ config(materialized='table', indexes=[{'columns': ['id']}]) }}\n"}
    files["models/a.sql"] += "select 1 as id\n"

    assert (dbt(tmp_path, files).exit_code, dbt(tmp_path, files).stderr) == (
        0,
        "models/a.sql:1:1: 'indexes' has no effect: seg creates no indexes, as they do not "
        "change any result\n  fix: remove it\n",
    )


@pytest.mark.parametrize(
    ("kind", "exit_code", "message"),
    [
        (
            "table",
            2,
            "'indexes': seg creates no indexes, so nothing would keep 'a' unique by id, day\n"
            "  fix: declare a 'unique' constraint of a contract or a data test "
            "instead\n",
        ),
        (
            "view",
            0,
            "'indexes' has no effect on 'a': it is not a table\n"
            "  fix: remove it, or make it a table\n",
        ),
    ],
)
def test_an_index_that_would_refuse_rows(
    tmp_path: Path, kind: str, exit_code: int, message: str
) -> None:
    index = "[{'columns': ['id', 'day'], 'unique': true}]"
    config = f"{{{{ config(materialized='{kind}', indexes={index}) }}}}\n"
    outcome = dbt(tmp_path, {"models/a.sql": f"{config}select 1 as id, 2 as day\n"})

    assert (outcome.exit_code, outcome.stderr) == (exit_code, f"models/a.sql:1:1: {message}")


def test_a_mapping_that_is_no_folder(tmp_path: Path) -> None:
    project = "models:\n  shop:\n    meta: {owner: me}\n"
    message = (
        "{}_project.yml:{}: 'meta' has no effect: a mapping without '+' is a folder\n"
        "  fix: write '+meta'\n"
    )
    in_strict, in_dbt = (run(tmp_path, {}, project=project) for run in (strict, dbt))

    assert (in_strict.exit_code, in_strict.stderr) == (2, message.format("seg", "4:5"))
    assert (in_dbt.exit_code, in_dbt.stderr) == (0, message.format("dbt", "5:5"))


def test_a_key_of_a_target_that_is_none(tmp_path: Path) -> None:
    target = "{type: duckdb, path: warehouse.duckdb, pathh: x}"
    files = {"profiles.yml": f"shop: {{target: dev, outputs: {{dev: {target}}}}}\n"}
    message = "profiles.yml:1:75: unknown key 'pathh'\n  fix: did you mean 'path'?\n"

    for project, exit_code in (("", 0), ("flags: {strict: true}\n", 2)):
        outcome = dbt(tmp_path, files, project=project)
        assert (outcome.exit_code, outcome.stderr[-len(message) :]) == (exit_code, message)


def test_warnings_that_are_to_be_errors_by_name(tmp_path: Path) -> None:
    project = "flags: {warn_error_options: {error: [Deprecations]}}\n"
    outcome = dbt(tmp_path, {}, project=project)

    assert (outcome.exit_code, outcome.stderr) == (
        0,
        "dbt_project.yml:3:9: 'flags.warn_error_options' has no effect: warnings have no names to "
        "select them by\n  fix: use 'warn_error: true' for all warnings\n",
    )
