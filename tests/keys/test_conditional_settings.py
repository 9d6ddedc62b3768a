"""Settings that have an effect only on some nodes: reported where they have none on any."""

from pathlib import Path

from tests.keys.projects import dbt, strict

ROWS = "views and ephemeral models have no rows of their own\n  fix: remove it, or make it a table"
NEVER_BUILT = "an ephemeral model is never built\n  fix: remove it, or make it a view or a table"
NEW_ROWS = (
    "only incremental models add rows to those of earlier runs\n"
    "  fix: remove it, or set materialized to incremental"
)
NOT_MERGED = "only incremental_strategy 'merge' updates columns\n  fix: set that, or remove it"
NO_KEY = (
    "'unique_key' replaces no rows: only incremental models have rows of earlier runs\n"
    "  fix: remove it, or set materialized to incremental; the data test 'unique' checks a key"
)

# The settings of a model, and what is reported.
MODELS = {
    "once_per=1": f"'once_per' has no effect: {ROWS}",
    "lag_tolerance={'count': 1, 'period': 'day'}": f"'lag_tolerance' has no effect: {ROWS}",
    "materialized='ephemeral', refresh_by='id'": f"'refresh_by' has no effect: {NEVER_BUILT}",
    "materialized='ephemeral', persist_docs={'relation': true}": (
        f"'persist_docs' has no effect: {NEVER_BUILT}"
    ),
    "unique_key='id'": NO_KEY,
    "materialized='table', unique_key='id'": NO_KEY,
    "materialized='table', incremental_strategy='append'": (
        f"'incremental_strategy' has no effect: {NEW_ROWS}"
    ),
    "materialized='table', predicates='id > 1'": f"'predicates' has no effect: {NEW_ROWS}",
    "materialized='table', on_schema_change='fail'": (
        f"'on_schema_change' has no effect: {NEW_ROWS}"
    ),
    "materialized='table', on_definition_change='full_refresh'": (
        f"'on_definition_change' has no effect: {NEW_ROWS}"
    ),
    "materialized='table', full_refresh=false": (
        "'full_refresh' has no effect: only incremental models keep the rows of earlier runs\n"
        "  fix: remove it, or set materialized to incremental"
    ),
    "materialized='incremental', unique_key='id', merge_update_columns='id'": (
        f"'merge_update_columns' has no effect: {NOT_MERGED}"
    ),
    "materialized='incremental', incremental_strategy='append', predicates='id > 1'": (
        "'predicates' has no effect: incremental_strategy 'append' replaces no rows\n"
        "  fix: remove it, or use one of delete+insert, merge"
    ),
    "materialized='table', once_ignoring='x'": (
        "'once_ignoring' has no effect without once_per\n  fix: set once_per, or remove it"
    ),
    "materialized='external', format='parquet', delimiter=';'": (
        "'delimiter' has no effect: only a CSV file has one\n  fix: remove it, or set format to csv"
    ),
}
EFFECTIVE = (
    "materialized='table', full_refresh=true",
    "materialized='incremental', unique_key='id', on_schema_change='fail', full_refresh=false",
    "materialized='incremental', incremental_strategy='merge', unique_key='id', "
    "merge_update_columns='id'",
    "materialized='table', lag_tolerance={'count': 1, 'period': 'day'}",
    "materialized='external', delimiter=';'",
    "materialized='ephemeral', stamps={'at': '1'}",
)
TESTS = {
    "where='id > 1'": (
        "'where' has no effect: only generic tests are limited to some rows of a relation\n"
        "  fix: write the condition in the SQL of the test"
    ),
    "refresh_by='id', fail_calc='sum(id)'": (
        "'refresh_by' has no effect: with fail_calc, warn_if or error_if, all rows are tested\n"
        "  fix: remove it, or those"
    ),
    "once_ignoring='x'": (
        "'once_ignoring' has no effect without once_per\n  fix: set once_per, or remove it"
    ),
}


def test_each_setting_that_a_node_does_not_use_is_an_error(tmp_path: Path) -> None:
    files = {
        f"{folder}/{letter}{number:02}.sql": f"{{{{ config({settings}) }}}}\nselect 1 as id\n"
        for folder, letter, cases in (
            ("models", "m", (*MODELS, *EFFECTIVE)),
            ("tests", "t", tuple(TESTS)),
        )
        for number, settings in enumerate(cases)
    }
    outcome = strict(tmp_path, files)

    assert (outcome.exit_code, outcome.stderr) == (
        2,
        "".join(
            f"{folder}{number:02}.sql:1:1: {message}\n"
            for folder, cases in (("models/m", MODELS), ("tests/t", TESTS))
            for number, message in enumerate(cases.values())
        ),
    )


FOLDER = "models: {shop: {+on_schema_change: ignore, +unique_key: id}}\n"
INCREMENTAL = {"models/i.sql": "{{ config(materialized='incremental') }} select 1 as id\n"}
TABLES = {f"models/{name}.sql": "select 1 as id\n" for name in "bcd"}


def test_a_setting_of_a_folder_needs_one_model_that_uses_it(tmp_path: Path) -> None:
    files = {**INCREMENTAL, **TABLES}

    for run in (strict, dbt):
        outcome = run(tmp_path, files, project=FOLDER)
        assert (outcome.exit_code, outcome.stderr) == (0, "")


def test_a_setting_of_a_folder_that_none_uses_is_reported_once(tmp_path: Path) -> None:
    message = f"{{0}}:17: 'on_schema_change' has no effect: {NEW_ROWS}\n{{0}}:44: {NO_KEY}\n"
    in_strict, in_dbt = (run(tmp_path, TABLES, project=FOLDER) for run in (strict, dbt))

    assert (in_strict.exit_code, in_strict.stderr) == (2, message.format("seg_project.yml:2"))
    assert (in_dbt.exit_code, in_dbt.stderr) == (0, message.format("dbt_project.yml:3"))


def test_a_materialization_that_a_template_chooses_can_be_another_one_elsewhere(
    tmp_path: Path,
) -> None:
    chosen = "'table' if target.name == 'dev' else 'incremental'"
    files = {
        "models/m.sql": f"{{{{ config(materialized={chosen}, unique_key='a') }}}} select 1 as a\n",
        "models/own/n.sql": "{{ config(unique_key='a') }} select 1 as a\n",
    }
    project = f'models: {{shop: {{own: {{+materialized: "{{{{ {chosen} }}}}"}}}}}}\n'

    for run in (strict, dbt):
        outcome = run(tmp_path, files, project=project)
        assert (outcome.exit_code, outcome.stderr) == (0, "")


def test_a_package_is_not_blamed_for_the_materialization_of_the_root_project(
    tmp_path: Path,
) -> None:
    files = {
        "packages.yml": "packages: [{local: pkg}]\n",
        "pkg/seg_project.yml": "name: pkg\n",
        "pkg/models/p.sql": (
            "{{ config(materialized='incremental', unique_key='id') }} select 1 as id\n"
        ),
    }
    outcome = strict(tmp_path, files, project="models: {pkg: {+materialized: table}}\n")

    assert (outcome.exit_code, outcome.stderr) == (0, "")


def test_a_model_that_replaces_one_of_a_package_does_not_need_its_settings(tmp_path: Path) -> None:
    files = {
        "packages.yml": "packages: [{local: pkg}]\n",
        "pkg/seg_project.yml": "name: pkg\n",
        "pkg/models/p.yml": (
            "models: [{name: p, config: {materialized: incremental, unique_key: id}}]\n"
        ),
        "models/p.sql": "{{ config(materialized='table') }} select 1 as id\n",
    }
    outcome = strict(tmp_path, files)

    assert (outcome.exit_code, outcome.stderr) == (0, "")


def test_keys_below_a_setting_are_known(tmp_path: Path) -> None:
    files = {
        "models/p.sql": "{{ config(persist_docs={'relation': 'yes', 'all': true}) }} select 1 as n",
        "models/q.sql": "{{ config(quoting={'schema': true, 'nope': true}) }} select 1 as n",
    }
    message = (
        "models/p.sql:1:1: 'persist_docs': expected true or false for 'relation', found 'yes'\n"
        "models/p.sql:1:1: 'persist_docs': unknown key 'all'\n"
        "  fix: known keys: relation, columns\n"
        "models/q.sql:1:1: 'quoting' has no effect: every name is quoted, and names in DuckDB are "
        "case-insensitive\n  fix: remove it\n"
    )
    in_strict, in_dbt = strict(tmp_path, files), dbt(tmp_path, files)

    assert (in_strict.exit_code, in_strict.stderr) == (2, message)
    assert (in_dbt.exit_code, in_dbt.stderr) == (0, message)
