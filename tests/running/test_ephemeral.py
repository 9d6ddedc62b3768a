"""Ephemeral models are inlined into downstream nodes: nested, twice, with their own CTEs."""

from pathlib import Path

from tests.projects import seg, write_project
from tests.running.reading import closing, endings, published, said

FILES = {
    "seeds/raw.csv": "id,kind\n1,a\n2,b\n3,a\n",
    "models/cleaned.sql": """
        {{ config(materialized='ephemeral') }}
        with renamed as (select id, kind as sort from {{ ref('raw') }})
        select * from renamed -- a comment at the end""",
    "models/counted.sql": """
        {{ config(materialized='ephemeral') }}
        with recursive n (i) as (select 1 union all select i + 1 from n where i < 2)
        select sort, count(*) as n from {{ ref('cleaned') }}, n group by sort;
    """,
    "models/joined.sql": """
        {{ config(materialized='table') }}
        with renamed as (select 'own' as mine)
        select one.sort, one.n, two.id, mine
        from {{ ref('counted') }} as one
        join {{ ref('cleaned') }} as two using (sort), renamed
    """,
    "models/shown.sql": "select c.*, d.id from {{ ref('cleaned') }} as c "
    "join {{ ref('cleaned') }} as d using (id)",
    "models/models.yml": """
models:
  - name: cleaned
    columns:
      - name: sort
        data_tests: [not_null, accepted_values: {values: [a, b]}]
""",
    "tests/no_third.sql": "select * from {{ ref('counted') }} where n > 4",
}


def test_ephemeral_models_are_no_relations_but_can_be_read_and_tested(tmp_path: Path) -> None:
    built = seg(write_project(tmp_path, FILES), "build")
    assert (built.exit_code, built.stderr) == (0, "")
    assert published(tmp_path) == {
        "joined": [("a", 4, 1, "own"), ("a", 4, 3, "own"), ("b", 2, 2, "own")],
        "raw": [(1, "a"), (2, "b"), (3, "a")],
        "shown": [(1, "a", 1), (2, "b", 2), (3, "a", 3)],
    }
    assert endings(built) == [
        "OK created sql table model main.joined",
        "OK created sql view model main.shown",
        "OK loaded seed file main.raw",
        "PASS accepted_values_cleaned_sort__a__b",
        "PASS no_third",
        "PASS not_null_cleaned_sort",
    ]


def test_a_failing_test_of_an_ephemeral_model_holds_back_its_readers(tmp_path: Path) -> None:
    direct = {"models/direct.sql": "select count(*) as n from {{ ref('raw') }}"}
    seg(write_project(tmp_path, FILES | direct), "build")
    before = published(tmp_path)
    write_project(tmp_path, {"seeds/raw.csv": "id,kind\n1,a\n2,c\n"})
    failed = seg(tmp_path, "build", "--publish", "passing")
    assert failed.exit_code == 1
    assert "FAIL 1 accepted_values_cleaned_sort__a__b" in endings(failed)
    assert published(tmp_path) == before | {
        "direct": [(2,)],
        "raw": [(1, "a"), (2, "c")],
        "shown": [(1, "a", 1), (2, "c", 2)],
    }
    assert (
        "[WARNING]: models/shown.sql: the view is held back, "
        "but as a view it shows the new rows of main.raw\n"
    ) in said(failed)


def test_an_error_in_an_ephemeral_model_points_at_its_own_line(tmp_path: Path) -> None:
    files = {
        "models/inner.sql": "{{ config(materialized='ephemeral') }}\nselect 1 as i,\nnot_there",
        "models/outer.sql": "\n\nselect * from {{ ref('inner') }}",
    }
    failed = seg(write_project(tmp_path, files), "build")
    assert failed.exit_code == 1
    assert (
        "[ERROR]: in model outer (models/outer.sql)\n"
        '  models/inner.sql:3: Binder Error: Referenced column "not_there" was not found '
    ) in closing(failed)


def test_an_ephemeral_model_can_be_shown_and_compiled(tmp_path: Path) -> None:
    seg(write_project(tmp_path, FILES), "build")
    shown = seg(tmp_path, "show", "--select", "counted", "--output", "json")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert '"sort": "a"' in shown.stdout
    compiled = seg(tmp_path, "compile", "--select", "counted")
    assert compiled.exit_code == 0
    assert "__dbt__cte__cleaned" in compiled.stdout
