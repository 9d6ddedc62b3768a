"""Hooks of models and seeds run on the new version, and are published or dropped with it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.projects import rows, seg, write_project
from tests.running.reading import published

ADDING = "insert into {{ this }} select 2"


def model(hook: str, materialized: str = "table", select: str = "select 1 as id") -> str:
    return f"{{{{ config(materialized='{materialized}', {hook}) }}}}\n{select}"


def project(folder: Path, files: Mapping[str, str], kind: str = "seg") -> Path:
    return write_project(folder, {f"{kind}_project.yml": "name: shop\n", **files})


def test_what_a_hook_adds_is_tested_and_published_with_the_table(tmp_path):
    files = {
        "models/a.sql": model(f'post_hook="{ADDING}"'),
        "models/b.sql": "select count(*) as n from {{ ref('a') }}",
    }
    outcome = seg(project(tmp_path, files), "build")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert published(tmp_path) == {"a": [(1,), (2,)], "b": [(2,)]}


def test_what_a_hook_adds_is_gone_where_a_test_fails(tmp_path):
    files = {
        "models/a.sql": model(f'post_hook="{ADDING}"'),
        "tests/one.sql": "select * from {{ ref('a') }} where id > 2",
    }
    seg(project(tmp_path, files), "build")
    more = {
        "models/a.sql": model(f'post_hook=["{ADDING}", "update {{{{ this }}}} set id = id + 1"]')
    }
    outcome = seg(write_project(tmp_path, more), "build")
    assert outcome.exit_code == 1
    assert published(tmp_path)["a"] == [(1,), (2,)]


def test_a_seed_has_hooks_from_the_project_file(tmp_path):
    files = {
        "seeds/s.csv": "id\n1\n",
        "seg_project.yml": (
            "name: shop\nseeds: {+post-hook: {sql: 'update {{ this }} set id = id * 10'}}\n"
        ),
    }
    assert seg(write_project(tmp_path, files), "build").exit_code == 0
    assert published(tmp_path)["s"] == [(10,)]


def test_a_hooks_template_may_ask_and_write(tmp_path):
    macro = """
    {% macro add_columns(relation) %}
    {% if execute %}
    {% for column in adapter.get_columns_in_relation(relation) %}
    {% call statement('add') %} insert into {{ relation }} values (7) {% endcall %}
    {% endfor %}
    {% endif %}
    {% endmacro %}
    """
    files = {
        "macros/add.sql": macro,
        "models/a.sql": model('post_hook="{{ add_columns(this) }}"'),
    }
    assert seg(project(tmp_path, files), "build").exit_code == 0
    assert published(tmp_path)["a"] == [(1,), (7,)]


def test_it_says_what_stays_if_the_build_is_not_published(tmp_path):
    files = {
        "models/a.sql": model(
            'pre_hook="create table if not exists main.log (n int)",'
            ' post_hook="insert into main.log select count(*) from {{ this }}"'
        ),
    }
    outcome = seg(project(tmp_path, files), "build")
    assert outcome.exit_code == 0
    assert rows(tmp_path, "select n from log") == [(1,)]
    assert (
        "models/a.sql: what the hook 'insert into main.log select count(*) from" in outcome.stdout
    )


def test_temporary_tables_stay_nowhere_and_long_hooks_are_cut_visibly(tmp_path):
    files = {
        "models/a.sql": model(
            'pre_hook="create temp table counted as select 1 as n",'
            ' post_hook="create table if not exists main.log as select n, n + 1 as m from counted"'
        ),
    }
    outcome = seg(project(tmp_path, files), "build")
    assert outcome.exit_code == 0
    assert rows(tmp_path, "from log") == [(1, 2)]
    assert (
        "what the hook 'create table if not exists main.log as select n, n + 1 as m ...' writes "
        "takes effect at once, and remains if the build is not published" in outcome.stdout
    )
    assert outcome.stdout.count("at once") == 1


def test_a_hook_that_fails_fails_its_node(tmp_path):
    files = {
        "models/a.sql": model('post_hook="insert into {{ this }} select nothing"'),
        "models/b.sql": "select * from {{ ref('a') }}",
        "models/c.sql": "select 1 as id",
    }
    outcome = seg(project(tmp_path, files), "build", "--publish", "passing")
    assert outcome.exit_code == 1
    assert sorted(published(tmp_path)) == ["c"]


def test_a_hook_that_takes_its_table_away_fails_its_node(tmp_path):
    files = {"models/a.sql": model('post_hook="drop table {{ this }}"')}
    outcome = seg(project(tmp_path, files), "build")
    assert outcome.exit_code == 1
    assert "a hook of 'main.a' dropped its own relation" in outcome.stdout


def test_a_model_with_hooks_is_made_each_time(tmp_path):
    write_project(tmp_path, {"models/a.sql": model(f'post_hook="{ADDING}"')})
    seg(tmp_path, "build")
    assert "depends on more than its inputs: its hooks" in seg(tmp_path, "plan").stdout


def test_new_rows_of_an_incremental_model_are_not_written_over_by_hooks(tmp_path):
    hook = 'post_hook="delete from {{ this }} where id = 1"'
    write_project(tmp_path, {"models/a.sql": model(hook, "incremental", "select 1 as id")})
    assert seg(tmp_path, "build").exit_code == 0
    outcome = seg(tmp_path, "build")
    assert outcome.exit_code == 1
    assert "writes into a table that is only extended by new rows" in outcome.stdout


@pytest.mark.parametrize(
    ("hook", "problem"),
    [
        (
            "commit",
            "a hook may not run a TRANSACTION statement",
        ),
        (
            "set threads = 1",
            "a hook may not run a SET statement",
        ),
        ("creat table x", "models/a.sql: the hook 'creat table x' failed: Parser Error: syntax"),
        # The parser would end at this character, and not see what follows.
        ("select 1{{ '\\x00' }}; commit", "the character U+0000 is not allowed in SQL"),
        ("use memory", "a hook may not run a SET statement"),
        ("copy {{ this }} to 'out.csv'", "a hook may not run a COPY statement"),
        ("with x as (copy (select 1) to 'o.csv') select 1", "a hook may not run a COPY statement"),
        ("with x as/* */(copy {{ this }} to 'o.csv') select 1", "may not run a COPY statement"),
        ("explain analyze copy {{ this }} to 'o.csv'", "a hook may not run an EXPLAIN statement"),
        ("alter database warehouse set alias to other", "a hook may not alter a database"),
        (
            "create table leak as from read_text('profiles.yml')",
            "a hook must not read profiles.yml",
        ),
        ("create table leak as from query_table('_s' || 'eg.x')", "query_table() computes"),
        ("attach 'other.duckdb'", "a hook may not run an ATTACH statement"),
        ("analyze; load x", "a hook may not run a LOAD statement"),
        ("drop table _seg.generations", "must not refer to the schemas that seg reserves"),
        ("delete from seg_versions . t", "must not refer to the schemas that seg reserves"),
        (
            "drop schema seg_versions cascade",
            "must not refer to the schemas that seg reserves",
        ),
    ],
)
def test_what_a_hook_may_not_do(tmp_path, hook: str, problem: str):
    write_project(tmp_path, {"models/a.sql": model(f'post_hook="{hook}"')})
    outcome = seg(tmp_path, "build")
    assert outcome.exit_code == 1
    assert problem in outcome.stdout
    assert published(tmp_path) == {}


def test_a_run_has_statements_before_and_after_it(tmp_path):
    files = {
        "seg_project.yml": (
            "name: shop\n"
            "on-run-start:\n"
            "  - create table if not exists main.log (what varchar, n int)\n"
            "  - \"insert into main.log values ('start', 0)\"\n"
            "on-run-end:\n"
            '  - "{% for result in results %}'
            "insert into main.log values ('{{ result.node.name }} {{ result.status }}', "
            '{{ loop.index }});{% endfor %}"\n'
            "  - \"insert into main.log select '{{ schemas[0] }}', count(*) from {{ ref('a') }}\"\n"
        ),
        "models/a.sql": "select 1 as id",
    }
    outcome = seg(write_project(tmp_path, files), "build")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert rows(tmp_path, "select * from log order by 1") == [
        ("a success", 1), ("main", 1), ("start", 0),
    ]  # fmt: skip


def test_a_run_does_not_begin_where_its_statement_fails(tmp_path):
    files = {
        "seg_project.yml": "name: shop\non-run-start: select nothing\n",
        "models/a.sql": "select 1 as id",
    }
    outcome = seg(write_project(tmp_path, files), "build")
    assert outcome.exit_code == 1
    assert "seg_project.yml:2:15: the hook 'select nothing' failed" in outcome.stdout
    assert "SKIP relation main.a" in outcome.stdout
    assert published(tmp_path) == {}
    (tmp_path / "seg_project.yml").write_text("name: shop\n")
    assert seg(tmp_path, "retry").exit_code == 0
    assert published(tmp_path) == {"a": [(1,)]}


def test_what_is_wrong_with_a_statement_of_a_list_is_told_at_its_line(tmp_path):
    files = {
        "seg_project.yml": 'name: shop\non-run-start:\n- select 1\n- "select {{ nope }}"\n',
        "models/a.sql": "select 1 as id",
    }
    outcome = seg(write_project(tmp_path, files), "build")
    assert outcome.exit_code == 1
    assert "seg_project.yml:4:11: 'nope' is not defined" in outcome.stdout


def test_a_run_fails_where_its_last_statement_does(tmp_path):
    files = {
        "seg_project.yml": "name: shop\non-run-end: select nothing\n",
        "models/a.sql": "select 1 as id",
    }
    outcome = seg(write_project(tmp_path, files), "build")
    assert outcome.exit_code == 1
    assert "the hook 'select nothing' failed" in outcome.stdout
    assert published(tmp_path) == {"a": [(1,)]}


def test_a_package_has_its_own_statements_before_those_of_the_project(tmp_path):
    files = {
        "seg_project.yml": 'name: shop\non-run-end: "insert into log values (2)"\n',
        "packages.yml": "packages: [{local: pkg}]\n",
        "pkg/seg_project.yml": (
            "name: pkg\non-run-start: create table log (n int)\n"
            'on-run-end: "insert into log values ({{ pkg.one() }})"\n'
        ),
        "pkg/macros/one.sql": "{% macro one() %}1{% endmacro %}",
        "models/a.sql": "select 1 as id",
    }
    assert seg(write_project(tmp_path, files), "build").exit_code == 0
    assert rows(tmp_path, "select * from log") == [(1,), (2,)]


@pytest.mark.parametrize(
    "hook",
    [
        "insert into {{ ref('a') }} select null",
        "/* so */ delete from -- all\n {{ ref('a') }}",
        "with gone as (delete from {{ ref('a') }} returning id) select * from gone",
        "update {{ ref('a') }} set id = 2",
        "drop table if exists {{ ref('a') }}",
        "alter table {{ ref('a') }} rename to other",
        "{% do run_query('delete from ' ~ ref('a')) %}",
        "{% do run_query('delete from main.a') %}",
        "delete from main.a",
    ],
)
def test_what_a_run_has_built_and_tested_is_changed_by_no_other_hook(tmp_path, hook):
    config = f"{{{{ config(materialized='table', post_hook={hook!r}) }}}}"
    files = {
        "models/a.sql": model("", "table", "select 1 as id"),
        "models/b.sql": f"{config} select count(*) as n from {{{{ ref('a') }}}}",
    }
    outcome = seg(write_project(tmp_path, files), "build")
    assert outcome.exit_code == 1
    assert "must not write into 'a', which this run built and tested" in outcome.stdout
    assert published(tmp_path) == {}


def test_all_statements_of_a_hook_run_in_order_and_each_is_checked(tmp_path):
    adding = "insert into {{ this }}"
    written = f"{adding} select 2; {adding} values (';ß');\u3000select 1; select 2"
    files = {
        "seg_project.yml": (
            "name: shop\n"
            "on-run-end: \"{% for s in ['x', 'y'] %}create schema if not exists {{ s }};"
            '{% endfor %}create table x.t as select 1 as id;"\n'
        ),
        "models/a.sql": model(f'post_hook="{written}"', select="select '1' as id"),
    }
    outcome = seg(write_project(tmp_path, files), "build")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert "takes effect at once" not in outcome.stdout
    assert published(tmp_path)["a"] == [("1",), ("2",), (";ß",)]
    assert rows(tmp_path, "select * from x.t") == [(1,)]
    refused = {"seg_project.yml": "name: shop\non-run-start: create table x.u (n int); commit\n"}
    outcome = seg(write_project(tmp_path, refused), "build")
    assert outcome.exit_code == 1
    assert (
        "seg_project.yml:2:15: the hook 'create table x.u (n int); commit' failed: a hook may"
        in outcome.stdout
    )
    assert rows(
        tmp_path, "select count(*) from information_schema.tables where table_name = 'u'"
    ) == [(0,)]


def test_what_a_later_statement_of_a_hook_writes_elsewhere_is_told(tmp_path):
    hook = "select 1; create or replace table main.log as select 2 as id"
    seg(project(tmp_path, {"models/a.sql": model(f'pre_hook="{hook}"')}), "build")
    outcome = seg(tmp_path, "build")
    assert "what the hook 'create or replace table main.log as" in outcome.stdout


def test_the_schemas_of_a_run_are_there_before_its_first_statement(tmp_path):
    macro = "create or replace macro {{ target.schema }}.twice(x) as x * 2"
    files = {
        "seg_project.yml": (
            f'name: shop\nprofile: shop\non-run-start:\n- "{macro}"\n'
            "- create table dev_me_more.log (n int)\n"
        ),
        "profiles.yml": (
            "shop: {target: dev, outputs: {dev: {type: duckdb, path: w.duckdb, schema: dev_me}}}\n"
        ),
        "models/a.sql": "select {{ target.schema }}.twice(2) as id",
        "models/b.sql": "{{ config(schema='more') }} select 1 as id",
    }
    outcome = seg(write_project(tmp_path, files), "build")
    assert (outcome.exit_code, outcome.stderr) == (0, "")


def test_a_statement_of_a_run_that_is_no_sql_is_told_with_its_place(tmp_path):
    files = {
        "seg_project.yml": "name: shop\non-run-start:\n- select 1\n- creat table x\n",
        "models/a.sql": "select 1 as id",
    }
    outcome = seg(write_project(tmp_path, files), "build")
    assert outcome.exit_code == 1
    assert (
        "seg_project.yml:4:3: the hook 'creat table x' failed: Parser Error: syntax error at or "
        'near "creat"\n'
    ) in outcome.stdout
    assert "fix:" not in outcome.stdout


def test_what_a_models_hook_does_wrong_is_no_fault_of_its_select(tmp_path):
    write_project(tmp_path, {"models/a.sql": model('post_hook="select nothing"')})
    outcome = seg(tmp_path, "build")
    assert "models/a.sql: the hook 'select nothing' failed: Binder Error" in outcome.stdout


@pytest.mark.parametrize(
    ("hook", "fix"),
    [
        ("set threads = 1", "write it under 'settings:' of the target in profiles.yml"),
        ("use memory", "run it outside 'seg build'"),
        ("attach 'x.duckdb'", "run it outside 'seg build'"),
    ],
)
def test_where_what_a_hook_may_not_do_belongs(tmp_path, hook: str, fix: str):
    files = {
        "seg_project.yml": f"name: shop\non-run-start: {hook}\n",
        "models/a.sql": "select 1 as id",
    }
    outcome = seg(write_project(tmp_path, files), "build")
    assert outcome.exit_code == 1
    assert f"seg_project.yml:2:15: the hook '{hook}' failed: a hook may not run" in outcome.stdout
    assert f"  fix: {fix}\n" in outcome.stdout


@pytest.mark.parametrize("materialized", ["table", "incremental"])
@pytest.mark.parametrize(
    "hook", ["create index if not exists ix on", "CREATE UNIQUE INDEX ix\\n on"]
)
def test_an_index_is_left_out_of_each_build_alike(tmp_path, hook: str, materialized: str):
    hooks = f'post_hook="{hook} {{{{ this }}}} (id)"'
    write_project(tmp_path, {"models/a.sql": model(hooks, materialized)})
    for _ in range(2):
        outcome = seg(tmp_path, "build")
        assert outcome.exit_code == 0
        assert "{{ this }} (id)' is skipped: an index is lost with its version" in outcome.stdout
        assert ("add a data test 'unique'" in outcome.stdout) == ("UNIQUE" in hook)
    assert rows(tmp_path, "select count(*) from duckdb_indexes()") == [(0,)]


@pytest.mark.parametrize("hook", ["analyze", "vacuum analyze"])
def test_statistics_are_gathered_where_the_table_is_whole(tmp_path, hook: str):
    hooks = f'post_hook="{hook} {{{{ this }}}}; select 1"'
    write_project(tmp_path, {"models/a.sql": model(hooks, "incremental")})
    first, second = seg(tmp_path, "build"), seg(tmp_path, "build")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "left out" not in first.stdout
    assert (
        f"models/a.sql: the hook '{hook} {{{{ this }}}}; select 1' is skipped: the" in second.stdout
    )
