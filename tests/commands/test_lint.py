"""`seg lint --portable`: SQL that can give different results on Spark, without a Spark."""

import json
from pathlib import Path

import duckdb
import pytest

from orchestrator.dialects.spark import door, transpiling
from tests.projects import seg, write_project
from tests.shared import own_copy

FILES = {
    "seeds/raw.csv": "id,spent,seen_at\n1,2.5,2024-01-01 10:00:00\n",
    "macros/bucket.sql": "{% macro bucket(x) %}{{ adapter.dispatch('bucket')(x) }}{% endmacro %}\n"
    "{% macro default__bucket(x) %}hash({{ x }}){% endmacro %}\n"
    "{% macro spark__bucket(x) %}xxhash64({{ x }}, {{ x }} is null){% endmacro %}",
    "models/fine.sql": "select id, date_diff('day', seen_at, date '2024-02-01') as days,\n"
    "{{ bucket('id') }} as bucket, '{{ target.type }}' as engine from {{ ref('raw') }}",
    "models/e.sql": "{{ config(materialized='ephemeral') }}\n"
    "select id, cast(spent as varchar) as text from {{ ref('raw') }}",
    "models/odd.sql": "select\n    e.id,\n    hash(e.id) % 10 as part\nfrom {{ ref('e') }} as e",
    "models/own.sql": "select hash(1) as h",
    "models/own.spark.sql": "select xxhash64(1) as h",
    "models/frame.py": "def model(dbt, session):\n    return dbt.ref('fine')\n",
    "models/sums.sql": "{{ config(materialized='incremental') }}\n"
    "select id, spent - lag(spent) over (order by id) as less from {{ ref('raw') }}\n"
    "{% if is_incremental() %}where hash(id) > 0{% endif %}",
    "tests/none.sql": "select id, mode(id) as most\nfrom {{ ref('raw') }} where id < 0 group by id",
}


OF_FILES = {
    "raw/people.csv": "id,name\n1,Ada\n",
    "models/sources.yml": """
sources:
  - name: raw
    tables:
      - name: people
        config: {external_location: "read_csv('raw/people.csv', header = true)"}
      - {name: orders, config: {external_location: raw/orders.parquet}}
      - {name: visits, config: {external_location: 'raw/people*.csv'}}
""",
    "models/people.sql": "select id, upper(name) as name from {{ source('raw', 'people') }}",
    "models/again.sql": "select count(*) as people from {{ source('raw', 'people') }}",
    "models/visits.sql": "select count(*) as visits from {{ source('raw', 'visits') }}",
    # Of the amount's type it depends whether it is the same text.
    "models/amounts.sql": "select cast(amount as varchar) as text "
    "from {{ source('raw', 'orders') }}",
    "macros/odd.sql": "{% test odd(model, column_name) %}\n"
    "select * from {{ model }} where hash({{ column_name }}) = 0\n{% endtest %}\n",
    "models/amounts.yml": "models:\n  - name: amounts\n    columns:\n      - name: text\n"
    "        data_tests:\n          - not_null\n          - odd\n",
}


def make(folder: Path) -> None:
    write_project(folder, {**FILES, **OF_FILES})
    with duckdb.connect() as connection:
        orders = f"'{folder}/raw/orders.parquet' (format parquet)"
        connection.execute(f"copy (select 1.5::decimal(18, 2) as amount) to {orders}")
    outcome = seg(folder, "build")
    assert outcome.exit_code == 0, outcome.stdout


@pytest.fixture
def shop(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_copy(tmp_path_factory, "lint", make, tmp_path)


def test_what_is_portable(shop: Path) -> None:
    outcome = seg(shop, "lint", "--portable", "--select", "fine")
    assert outcome.exit_code == 0
    assert outcome.stdout == "Portable to Spark: 1 of 1.\n"


def test_findings_have_place_and_way(shop: Path) -> None:
    outcome = seg(shop, "lint", "--portable", "--select", "odd", "none", "own", "frame")
    assert outcome.exit_code == 1
    assert outcome.stdout == "\n".join([
        "tests/none.sql:1: `mode(id)` is not tested on Spark (Mode)",
        "  1 | select id, mode(id) as most",
        "  fix: count the values, and take the first by count and value",
        "",
        "models/e.sql:2: `spent` becomes different text on Spark",
        "  2 | select id, cast(spent as varchar) as text from {{ ref('raw') }}",
        "  fix: cast it to decimal, or split it, before casting it to text",
        "",
        "models/odd.sql:3: `hash(e.id)` is not tested on Spark (hash())",
        "  3 |     hash(e.id) % 10 as part",
        "  fix: write a digest: md5 of the texts, joined with a separator",
        "",
        "own was not checked: models/own.spark.sql contains its SQL for Spark",
        "frame was not checked: it is a Python model",
        "Portable to Spark: 0 of 2. Findings: 3.",
        "",
    ])  # fmt: skip


def test_a_source_that_is_a_file_is_told_once_where_it_is_written(shop: Path) -> None:
    outcome = seg(shop, "lint", "--portable", "--select", "people", "again", "visits", "amounts")
    way = (
        "  fix: provide it as a table there or as a Parquet file, with the same columns and types\n"
    )
    assert outcome.stdout == (
        "models/sources.yml:5:9: source 'raw.people' is read by `read_csv`, a function of "
        f"DuckDB\n{way}\n"
        "models/sources.yml:8:9: source 'raw.visits' is a file whose columns and types DuckDB "
        f"detects\n{way}\n"
        "models/amounts.yml:7:13: `hash(text)` is not tested on Spark (hash())\n"
        "  fix: write a digest: md5 of the texts, joined with a separator\n\n"
        "Portable to Spark: 6 of 9. Findings: 3.\n"
    )


def test_a_long_text_is_cut_behind_a_word() -> None:
    select = "select hash(one_column, another_column, a_third_column, and_the_fourth_column) as h"
    (found,) = transpiling.Transpiler(()).transpile(f"{select} from t").findings
    assert found.what.partition(" is not")[0] == (
        "`hash(one_column, another_column, a_third_column,...`"
    )


def test_what_an_incremental_model_goes_on_with(shop: Path) -> None:
    outcome = seg(shop, "lint", "--portable", "--select", "sums", "--output", "json")
    assert outcome.exit_code == 1
    assert json.loads(outcome.stdout) == {
        "nodes": [
            {
                "unique_id": "model.shop.sums",
                "name": "sums",
                "findings": [
                    {
                        "path": "models/sums.sql",
                        "line": 3,
                        "what": "`hash(id)` is not tested on Spark (hash())",
                        "fix": "write a digest: md5 of the texts, joined with a separator",
                    }
                ],
            }
        ],
        "not_looked_at": [],
    }


def test_types_are_known_after_a_build(tmp_path: Path) -> None:
    outcome = seg(write_project(tmp_path, FILES), "lint", "--portable", "--select", "sums")
    assert outcome.exit_code == 1
    assert outcome.stderr == (
        "nothing is built yet: column types are unknown, and SQL that depends on them is reported\n"
    )
    assert outcome.stdout.startswith("\n".join([
        "models/sums.sql:2: the difference depends on the type of `spent`, which is unknown",
        "  2 | select id, spent - lag(spent) over (order by id) as less from {{ ref('raw') }}",
        "  fix: build the project so that column types are known, or cast the value",
    ]))  # fmt: skip


def test_the_target_runs_what_is_written(shop: Path) -> None:
    seg(shop, "lint", "--portable")
    shown = seg(shop, "compile", "--select", "fine")
    assert "hash(id) as bucket, 'duckdb' as engine" in shown.stdout


def test_it_has_to_be_said_what_to_look_for(shop: Path) -> None:
    outcome = seg(shop, "lint")
    assert outcome.exit_code == 2
    assert "fix: run 'seg lint --portable'" in outcome.stderr


def test_without_sqlglot(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name, name="sqlglot")

    monkeypatch.setattr(door, "import_module", missing)
    outcome = seg(shop, "lint", "--portable", "--select", "fine")
    assert outcome.exit_code == 2
    assert "fix: pip install 'seg-orchestrator[portable]'" in outcome.stderr


def test_a_file_for_spark_beside_no_model(tmp_path: Path) -> None:
    files = {"models/alone.spark.sql": "select 1 as one"}
    outcome = seg(write_project(tmp_path, files), "parse")
    assert outcome.exit_code == 2
    assert "'alone.spark' is not a valid model name" in outcome.stderr
