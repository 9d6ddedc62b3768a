"""Templates that query the database are compiled after their parents, on their versions."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.projects import rows, seg, write_project
from tests.running.reading import published

PAYMENTS = """
select * from (values (1, 'card', 10), (2, 'cash', 20), (3, 'card', 5)) as t (id, kind, amount)
"""
PIVOT = """
{% set kinds = run_query("select distinct kind from " ~ ref('payments') ~ " order by 1") %}
select
    {% for kind in kinds.columns[0].values() %}
    sum(amount) filter (where kind = '{{ kind }}') as {{ kind }}{{ "," if not loop.last }}
    {% endfor %}
from {{ ref('payments') }}
"""


def project(folder: Path, files: Mapping[str, str]) -> Path:
    return write_project(folder, {"models/payments.sql": PAYMENTS, **files})


def built(folder: Path, *arguments: str) -> dict[str, list[tuple[object, ...]]]:
    """What people read after a build that went well."""
    outcome = seg(folder, "build", *arguments)
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr
    return published(folder)


def one(folder: Path, template: str) -> str:
    """What a template that makes one text gives in a model beside `payments`."""
    source = f"{template.strip()}\n-- depends_on: {{{{ ref('payments') }}}}"
    return str(built(project(folder, {"models/answer.sql": source}))["answer"][0][0])


def test_its_columns_are_the_values_of_this_run(tmp_path):
    project(tmp_path, {"models/pivot.sql": PIVOT})
    assert built(tmp_path)["pivot"] == [(15, 20)]
    write_project(tmp_path, {"models/payments.sql": PAYMENTS.replace("'cash'", "'bank'")})
    assert built(tmp_path)["pivot"] == [(20, 15)]
    columns = "select column_name from information_schema.columns where table_name = 'pivot'"
    assert rows(tmp_path, columns) == [("bank",), ("card",)]


def test_a_data_test_asks_what_is_to_be_published(tmp_path):
    test = """
    {% if run_query("select 1 from " ~ ref('payments') ~ " where kind = 'cash'") | length == 0 %}
    select 'no cash' as problem
    {% else %}
    select 1 from {{ ref('payments') }} where false
    {% endif %}
    """
    project(tmp_path, {"tests/has_cash.sql": test})
    built(tmp_path)
    write_project(tmp_path, {"models/payments.sql": PAYMENTS.replace("'cash'", "'bank'")})
    outcome = seg(tmp_path, "build")
    assert outcome.exit_code == 1
    assert ("cash",) in rows(tmp_path, "select kind from payments")


def test_an_ephemeral_model_that_asks_is_written_into_its_children(tmp_path):
    files = {
        "models/kinds.sql": "{{ config(materialized='ephemeral') }}" + PIVOT,
        "models/total.sql": "select card + cash as total from {{ ref('kinds') }}",
    }
    assert built(project(tmp_path, files))["total"] == [(35,)]


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        ("adapter.get_columns_in_relation(ref('payments')) | map(attribute='name') | join(' ')",
         "id kind amount"),
        ("adapter.get_columns_in_relation(ref('payments'))[1].data_type",
         "character varying(256)"),
        ("adapter.get_columns_in_relation(ref('payments'))[0].is_number()", "True"),
        ("get_columns_in_query('select 1 as a, 2 as b') | join(' ')", "a b"),
        ("load_relation(ref('payments')) is not none", "True"),
        ("adapter.get_relation(target.database, target.schema, 'payments').identifier",
         "payments"),
        ("adapter.get_relation(target.database, target.schema, 'nothing') is none", "True"),
        ("load_relation(this) is none", "True"),
        ("adapter.check_schema_exists(target.database, target.schema)", "True"),
        ("run_query('select 1 as a, 2.5::double as b').columns['b'].values()[0]", "2.5"),
        ("run_query('select 7 as a').rows[0]['a']", "7"),
        ("run_query('select 1 as a, 2 as b').column_names | join(' ')", "a b"),
        ("run_query('select 1 as a where false') | length", "0"),
        ("run_query('select count(*) from information_schema.tables"
         " where table_name = $$payments$$')[0][0]", "1"),
        ("run_query('select $$of information_schema.tables$$')[0][0]",
         "of information_schema.tables"),
        ("run_query('select count(*) from ' ~ target.database ~ '.information_schema.columns"
         " where table_name = $$payments$$')[0][0]", "3"),
        ("run_query('select count(*) from '"
         " ~ api.Relation.create(schema=target.schema, identifier='payments'))[0][0]", "3"),
        ("ref('payments') is mapping and ref('payments').metadata.type.endswith('Relation')",
         "True"),
        ("ref('payments').include(database=false, schema=false) | string", '"payments"'),
        ("ref('payments').replace_path(identifier='other') | string",
         '"warehouse"."main"."other"'),
        ("graph.nodes.values() | map(attribute='name') | sort | join(' ')", "answer payments"),
        ("model.language ~ model.raw_code[:3]", "sqlsel"),
        ("graph['nodes']['model.shop.payments'].config.materialized", "view"),
        ("generate_schema_name('marts')", "main_marts"),
        ("set_strict([1, 1]) | length", "1"),
        ("zip_strict([1], ['a']) | list", "[(1, 'a')]"),
        ("fromyaml('a: [1, 2]').a[1]", "2"),
        ("toyaml({'a': 1}) | trim", "a: 1"),
        ("local_md5('a')", "0cc175b9c0f1b6a831c399e269772661"),
        ("diff_of_two_dicts({'a': ['x', 'y']}, {'A': ['X']})", "{'a': ['y']}"),
        ("builtins.ref('payments').identifier", "payments"),
        ("selected_resources | sort | join(' ')", "model.shop.answer model.shop.payments"),
    ],
)  # fmt: skip
def test_what_it_can_ask(tmp_path, expression: str, answer: str):
    asked = f"{{% if execute %}}{{{{ {expression} }}}}{{% endif %}}"
    assert one(tmp_path, f"select $answer${asked}$answer$ as answer") == answer


def test_a_statement_gives_its_result_by_name(tmp_path):
    template = """
    {% call statement('newest', fetch_result=true) %}
    select max(id) as newest, count(*) as n from {{ ref('payments') }}
    {% endcall %}
    {% set found = load_result('newest') %}
    select '{{ found.table.columns['n'].values()[0] }} {{ found['data'][0][0] }}' as answer
    """
    assert one(tmp_path, template) == "3 3"


def test_what_is_not_a_select_is_refused(tmp_path):
    source = "{% do run_query('drop table ' ~ ref('payments')) %} select 1 as a"
    outcome = seg(project(tmp_path, {"models/bad.sql": source}), "build")
    assert outcome.exit_code == 1
    assert "a query of a template must be one SELECT, found a DROP" in outcome.stdout


def test_a_template_changes_nothing_in_the_database(tmp_path):
    source = "{% if execute %}{% do adapter.drop_relation(this) %}{% endif %} select 1 as a"
    outcome = seg(project(tmp_path, {"models/bad.sql": source}), "build")
    assert outcome.exit_code == 2
    assert "adapter.drop_relation would change the database" in outcome.stderr


def test_compile_and_show_ask_what_is_published(tmp_path):
    project(tmp_path, {"models/pivot.sql": PIVOT})
    built(tmp_path)
    compiled = seg(tmp_path, "compile", "--select", "pivot")
    assert "as card," in compiled.stdout, compiled.stderr
    shown = seg(tmp_path, "show", "--select", "pivot", "--output", "json")
    assert '"cash"' in shown.stdout.replace(" ", ""), shown.stderr
    inline = "{{ run_query('select count(*) from ' ~ ref('payments'))[0][0] }}"
    assert "3" in seg(tmp_path, "compile", "--inline", f"select {inline}").stdout


def test_compile_works_before_the_first_build(tmp_path):
    source = "select {{ run_query('select 6 * 7')[0][0] }} as a"
    outcome = seg(project(tmp_path, {"models/answer.sql": source}), "compile", "-s", "answer")
    assert (outcome.exit_code, "select 42 as a" in outcome.stdout) == (0, True), outcome.stderr
    assert not (tmp_path / "warehouse.duckdb").exists()


def test_who_asks_is_run_each_time_and_who_does_not_is_reused(tmp_path):
    project(tmp_path, {"models/pivot.sql": PIVOT})
    built(tmp_path)
    outcome = seg(tmp_path, "build")
    assert outcome.exit_code == 0
    assert "UNCHANGED" in outcome.stdout or "REUSED" in outcome.stdout


def test_an_incremental_model_asks_how_far_it_came(tmp_path):
    source = """
    {{ config(materialized='incremental') }}
    {% if is_incremental() %}
    {% set newest = run_query('select max(id) from ' ~ this)[0][0] %}
    select * from {{ ref('payments') }} where id > {{ newest }}
    {% else %}
    select * from {{ ref('payments') }}
    {% endif %}
    """
    project(tmp_path, {"models/log.sql": source})
    assert len(built(tmp_path)["log"]) == 3
    more = PAYMENTS.replace("(3,", "(4, 'cash', 1), (3,")
    write_project(tmp_path, {"models/payments.sql": more})
    assert sorted(row[0] for row in built(tmp_path)["log"]) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "expression",
    [
        "adapter._database",
        "adapter['_renderer']",
        "ref('payments')._spelled",
        "graph._describe",
        "model._node",
        "api.Relation._spelled",
        "api.Column.__subclasses__()",
        "api.Column.mro()",
        "run_query('select 1')._tell",
        "run_query._environment",
        "statement.__closure__",
        "exceptions.warn.__globals__",
        "builtins.ref.__globals__",
        "load_result.__class__",
        "validation.any.__init__",
    ],
)
def test_what_it_cannot_reach(tmp_path, expression: str):
    asked = f"{{% if execute %}}{{{{ {expression} }}}}{{% endif %}}"
    source = f"select $a${asked}$a$ as a -- {{{{ ref('payments') }}}}"
    outcome = seg(project(tmp_path, {"models/answer.sql": source}), "build")
    assert outcome.exit_code != 0
    assert "is not allowed in templates" in outcome.stdout + outcome.stderr
