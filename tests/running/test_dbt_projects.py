"""What a dbt project is allowed that a strict one is not, as docs/from-dbt.md says."""

from pathlib import Path

import pytest

from tests.keys.projects import write
from tests.projects import Outcome, seg, write_project
from tests.running.reading import published

PROFILE = "shop: {target: dev, outputs: {dev: {type: duckdb, path: warehouse.duckdb}}}\n"


def built(folder: Path, *, is_strict: bool = False, **files: str) -> Outcome:
    """A build of a dbt project, which may ask for strictness by the one switch."""
    strict = "flags: {strict: true}\n" if is_strict else ""
    (folder / "seg_project.yml").unlink(missing_ok=True)
    named = {path.replace("__", "/").replace("_dot_", "."): text for path, text in files.items()}
    write_project(
        folder,
        {
            "dbt_project.yml": f"name: shop\nprofile: shop\n{strict}",
            "profiles.yml": PROFILE,
            **named,
        },
    )
    (folder / "seg_project.yml").unlink()
    return seg(folder, "build", "--profiles-dir", str(folder))


def test_a_name_that_is_not_there_renders_as_nothing_with_a_warning(tmp_path):
    model = "select 1 as id {{ nothing }} {% if nothing %}, 2 as b{% endif %}"
    outcome = built(tmp_path, models__a_dot_sql=model)

    assert outcome.exit_code == 0
    assert published(tmp_path) == {"a": [(1,)]}
    assert "models/a.sql: 'nothing' is not defined, and renders as empty text" in outcome.stdout


def test_asking_anything_of_it_fails_its_node_alone(tmp_path):
    files = {
        "models__a_dot_sql": "select {{ nothing.at_all }} as id",
        "models__b_dot_sql": "select * from {{ ref('a') }}",
        "models__c_dot_sql": "select 1 as id",
    }
    outcome = built(tmp_path, **files)

    assert outcome.exit_code == 1
    assert "'nothing' is undefined" in outcome.stdout
    assert "SKIP relation main.b" in outcome.stdout
    assert "OK created sql view model main.c" in outcome.stdout


@pytest.mark.parametrize(
    ("config", "what"),
    [
        ("materialized='own'", "unknown materialization 'own'"),
        ("materialized='incremental', incremental_strategy='own'", "unknown incremental_strategy"),
    ],
)
def test_what_no_run_supports_is_shown_and_fails_its_node_alone(
    config: str, what: str, tmp_path: Path
) -> None:
    files = {
        "models__a_dot_sql": f"{{{{ config({config}) }}}}\nselect 1 as id\n",
        "models__b_dot_sql": "select 2 as id",
    }
    built(tmp_path, **files)
    outcome = built(tmp_path, **files)

    assert outcome.exit_code == 1
    assert what in outcome.stdout
    assert "OK created sql view model main.b" in outcome.stdout
    for command in ("compile", "show"):
        shown = seg(tmp_path, command, "--select", "a", "--profiles-dir", str(tmp_path))
        assert (shown.exit_code, shown.stderr) == (0, "")


def test_parsing_tells_what_no_run_supports_next_to_other_problems(tmp_path: Path) -> None:
    files = {
        "models__a_dot_sql": "{{ config(materialized='own') }}\nselect 1 as id\n",
        "models__b_dot_sql": "select * from {{ ref('no_such_model') }}\n",
    }
    built(tmp_path, **files)
    outcome = seg(tmp_path, "parse", "--profiles-dir", str(tmp_path))
    assert "no_such_model" in outcome.stderr
    assert "unknown materialization 'own'" in outcome.stderr


def test_a_test_of_a_model_that_is_not_there_is_off(tmp_path):
    declared = "models: [{name: gone, columns: [{name: id, data_tests: [not_null]}]}]\n"
    outcome = built(tmp_path, models__a_dot_sql="select 1 as id", models__s_dot_yml=declared)

    assert outcome.exit_code == 0
    assert "names no model\n  fix: the test is not run" in outcome.stderr


def test_a_macro_takes_the_arguments_that_a_test_gives_it(tmp_path):
    macro = "{% test is(model, value) %}select 1 where {{ value }} = 2{% endtest %}"
    declared = "models: [{name: a, data_tests: [is: {value: 1, other: 3}]}]\n"
    outcome = built(
        tmp_path,
        models__a_dot_sql="select 1 as id",
        models__s_dot_yml=declared,
        macros__is_dot_sql=macro,
    )

    assert outcome.exit_code == 1
    assert "takes no keyword argument 'other'" in outcome.stdout


def test_a_column_of_a_test_may_be_an_expression(tmp_path):
    declared = 'models: [{name: a, columns: [{name: "coalesce(id, 1)", tests: [not_null]}]}]\n'
    outcome = built(
        tmp_path, models__a_dot_sql="select null::int as id", models__s_dot_yml=declared
    )

    assert outcome.exit_code == 0, outcome.stdout


@pytest.mark.parametrize(
    "model", ["select 1 as id {{ nothing }}", "select {{ nothing.at_all }} as id", "selec 1"]
)
def test_the_switch_makes_them_errors_before_anything_runs(tmp_path, model: str):
    outcome = built(tmp_path, is_strict=True, models__a_dot_sql=model)

    assert outcome.exit_code == 2
    assert published(tmp_path) == {}


def test_macros_of_a_dbt_package_are_read_as_dbt_reads_them(tmp_path):
    write_project(
        tmp_path,
        {
            "packages.yml": "packages: [{local: pkg}]\n",
            "pkg/dbt_project.yml": "name: pkg\n",
            "pkg/macros/m.sql": "{% macro one(a, b) %}1 {{ b }}{{ nothing }}{% endmacro %}",
            "models/a.sql": "select {{ pkg.one(1) }} as id",
        },
    )
    assert seg(tmp_path, "build").exit_code == 0
    assert published(tmp_path) == {"a": [(1,)]}
    write_project(tmp_path, {"models/a.sql": "select {{ pkg.one(1) }} as id {{ nothing }}"})
    assert seg(tmp_path, "build").exit_code == 2


def test_a_test_that_there_is_not_fails_alone(tmp_path):
    declared = "models: [{name: a, columns: [{name: id, data_tests: [not_nul, not_null]}]}]\n"
    outcome = built(tmp_path, models__a_dot_sql="select 1 as id", models__s_dot_yml=declared)

    assert (outcome.exit_code, outcome.stderr) == (1, "")
    assert "models/s.yml:1:54: no macro 'test_not_nul'\n" in outcome.stdout
    assert "Data tests: 1 passed, 1 failed" in outcome.stdout
    parsed = seg(tmp_path, "parse", "--profiles-dir", str(tmp_path))
    assert (parsed.exit_code, parsed.stderr) == (
        0,
        "models/s.yml:1:54: no macro 'test_not_nul'\n  fix: did you mean 'test_not_null'?\n",
    )


def test_a_name_that_is_not_there_is_told_with_the_file_that_has_it(tmp_path: Path) -> None:
    files = {
        "dbt_project.yml": "name: shop\nprofile: shop\n",
        "profiles.yml": PROFILE,
        "macros/odd.sql": "{% test odd(model) %}select 1 from {{ model }} where {{ gone }} 1 = 0"
        "{% endtest %}\n{% macro late() %}{% do log(away, info=true) %}{% endmacro %}\n",
        "models/m.yml": "models: [{name: a, data_tests: [odd]}]\n",
        "models/a.sql": "select 1 as id\n",
    }
    assert "macros/odd.sql: 'gone' is not defined, and renders as empty text\n" in (
        seg(write(tmp_path, files), "parse").stderr
    )
    told = seg(tmp_path, "run-operation", "late").stdout
    assert "macros/odd.sql: 'away' is not defined, and renders as empty text\n" in told


def test_what_nothing_has_is_called_only_where_a_node_is_compiled(tmp_path):
    files = {
        "models__a_dot_sql": "select '{{ adapter.no_such_method() }}' as a",
        "models__b_dot_sql": "select '{{ target.nothing() }}' as b",
        "models__c_dot_sql": "select 1 as id",
    }
    outcome = built(tmp_path, **files)

    assert outcome.exit_code == 1
    assert "has no attribute 'no_such_method'" in outcome.stdout
    assert "Done. PASS=1 WARN=0 ERROR=2" in outcome.stdout


def test_a_strategy_is_asked_for_when_its_model_goes_on(tmp_path):
    config = "{{ config(materialized='incremental', incremental_strategy='mine') }}"
    files = {
        "models__a_dot_sql": f"{config} select 1 as id",
        "models__log_dot_sql": "{{ config(materialized='table') }} select 0 as id where false",
    }
    unknown = "unknown incremental_strategy 'mine'"
    assert built(tmp_path, **files).exit_code == 0
    assert unknown in built(tmp_path, **files).stdout
    assert unknown in built(tmp_path, is_strict=True, **files).stderr

    begin = "{% macro get_incremental_mine_sql(arg_dict) %}"
    insert = "insert into {{ arg_dict.target_relation }} from {{ arg_dict.temp_relation }}"
    files["macros__mine_dot_sql"] = f"{begin}{insert}{{% endmacro %}}"
    assert built(tmp_path, **files).exit_code == 0
    assert published(tmp_path)["a"] == [(1,), (1,)]

    # Nothing of a macro that fails is there, and what it may not do it does not.
    for statement, why in (
        (f"{insert}; select 1 / 'x'", "the macro 'get_incremental_mine_sql' failed: Conversion"),
        (f"{insert}; commit", "the macro 'get_incremental_mine_sql' failed: a hook "),
    ):
        files["macros__mine_dot_sql"] = f"{begin}{statement}{{% endmacro %}}"
        outcome = built(tmp_path, **files)
        assert outcome.exit_code == 1
        assert f"models/a.sql: {why}" in outcome.stdout
        assert published(tmp_path)["a"] == [(1,), (1,)]

    files["macros__mine_dot_sql"] = (
        f"{begin}insert into main.log values (1); {insert}{{% endmacro %}}"
    )
    assert "the macro 'get_incremental_mine_sql'" in built(tmp_path, **files).stdout


def test_an_environment_variable_that_a_macro_lacks_stops_all(tmp_path: Path) -> None:
    files = {
        "models__a_dot_sql": "select 1 as id",
        "models__b_dot_sql": "select '{{ asked() }}' as id",
        "macros__m_dot_sql": "{% macro asked() %}{{ env_var('NOBODY_SET_IT') }}{% endmacro %}",
    }
    outcome = built(tmp_path, **files)
    assert outcome.exit_code == 2
    assert "the environment has no variable 'NOBODY_SET_IT', in macro asked" in outcome.stderr
    files["macros__m_dot_sql"] = files["macros__m_dot_sql"].replace("IT'", "IT', 'x'")
    assert built(tmp_path, **files).exit_code == 0
    assert published(tmp_path) == {"a": [(1,)], "b": [("x",)]}


@pytest.mark.parametrize(
    ("strategy", "macro", "after"),
    [
        (
            "merge",
            "get_merge_update_columns(merge_update_columns, merge_exclude_columns, dest_columns) %}"
            "{{ return(['n']) }}",
            [(1, 2, "a")],
        ),
        (
            "delete+insert",
            "get_insert_into_sql(target_relation, temp_relation, dest_columns) %}"
            "insert into {{ target_relation }} select id, n, 'own' from {{ temp_relation }}",
            [(1, 2, "own")],
        ),
    ],
)
def test_any_part_of_a_strategy_can_be_a_macro_of_the_project(
    tmp_path: Path, strategy: str, macro: str, after: list[object]
) -> None:
    config = f"materialized='incremental', incremental_strategy='{strategy}', unique_key='id'"
    changing = "{{ 2 if is_incremental() else 1 }} as n, '{{ 'b' if is_incremental() else 'a' }}'"
    files = {
        "models__a_dot_sql": f"{{{{ config({config}) }}}} select 1 as id, {changing} as t",
        "macros__part_dot_sql": f"{{% macro {macro}{{% endmacro %}}",
    }
    for _ in range(2):
        assert built(tmp_path, **files).exit_code == 0
    assert published(tmp_path)["a"] == after
