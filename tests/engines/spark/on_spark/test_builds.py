"""Builds on a Spark in this process's own Java: `python -m tests.engines.spark` runs them."""

import json
from pathlib import Path

import pytest

from tests.engines.spark.on_spark.shop import shop
from tests.projects import Outcome, seg

MODELS = ("orders", "stg_orders", "customers", "tiers", "spending", "ranks", "placed")


def shown(folder: Path, name: str, target: str = "spark") -> list[dict[str, object]]:
    query = f"select * from {{{{ ref('{name}') }}}}"
    found = seg(
        folder, "show", "--inline", query, "--target", target, "--output", "json", "--limit", "-1"
    )
    assert found.exit_code == 0, found.stderr
    told = json.loads(found.stdout)
    rows: list[dict[str, object]] = told["show"] if isinstance(told, dict) else told
    return sorted(rows, key=str)


def ok(outcome: Outcome) -> Outcome:
    assert outcome.exit_code == 0, outcome.stdout + outcome.stderr
    return outcome


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shop(tmp_path_factory.mktemp("shop"))
    ok(seg(folder, "build"))
    ok(seg(folder, "build", "--target", "duckdb"))
    return folder


def test_both_engines_have_the_same_rows(folder: Path):
    assert [shown(folder, name) for name in MODELS] == [
        shown(folder, name, "duckdb") for name in MODELS
    ]


@pytest.mark.parametrize(
    "asked", [("segments",), ("why", "bob", "spending.some"), ("why", "ann", "spending.rest")]
)
def test_what_is_told_of_segments_is_the_same(folder: Path, asked: tuple[str, ...]):
    told = [ok(seg(folder, *asked, "--target", target)).stdout for target in ("spark", "duckdb")]
    assert told[0] == told[1] != ""


def test_what_is_unchanged_is_reused(folder: Path):
    again = ok(seg(folder, "build"))
    assert "PASS=0" in again.stdout, again.stdout
    seed = folder / "seeds" / "orders.csv"
    text = seed.read_text()
    seed.write_text(text.replace("first", "the first"))
    told = ok(seg(folder, "build")).stdout
    seed.write_text(text)
    # No model reads a note but as a part of the whole, and what comes out the same goes no further.
    assert "REUSED=" in told
    assert "OK created sql table model main.placed" not in told
    ok(seg(folder, "build"))


LONG = """
{{ config(materialized='table') }}
with first as (select id as n from {{ ref('orders') }})
{%- for number in range(9) %},
{%- set before = 'first' if loop.first else 'step_' ~ (number - 1) %}
step_{{ number }} as (
    select distinct a.n from {{ before }} as a
    inner join {{ before }} as b on a.n = b.n
    where a.n in (select n from {{ before }})
)
{%- endfor %}
select n from step_8
"""


def test_a_long_chain_of_queries_is_made_in_parts(folder: Path):
    model = folder / "models" / "chain.sql"
    model.write_text(LONG)
    try:
        ok(seg(folder, "run", "--select", "chain"))
        assert [row["n"] for row in shown(folder, "chain")] == [1, 2, 3, 4]
    finally:
        model.unlink()


def test_a_failed_test_publishes_nothing(folder: Path):
    before = shown(folder, "tiers")
    model = folder / "models" / "tiers.sql"
    text = model.read_text()
    model.write_text(text.replace("case when", "case when customer = 'cyd' then 'c' when"))
    failed = seg(folder, "build")
    model.write_text(text)
    assert failed.exit_code == 1
    assert "Got 1 result," in failed.stdout
    assert shown(folder, "tiers") == before


def test_an_error_of_spark_names_the_model_in_one_line(folder: Path):
    model = folder / "models" / "bad.sql"
    model.write_text(
        "{{ config(materialized='table') }}\n"
        "select cast(customer as integer) as n from {{ ref('customers') }}"
    )
    failed = seg(folder, "run", "--select", "bad")
    model.unlink()
    assert failed.exit_code == 1, failed.stdout
    told = failed.stdout + failed.stderr
    assert "models/bad.sql" in told
    assert "CAST_INVALID_INPUT" in told
    assert "at org.apache" not in told


def test_what_is_not_portable_is_told_before_anything_runs(folder: Path):
    model = folder / "models" / "bad.sql"
    model.write_text("select\n  hash(customer) as h\nfrom {{ ref('customers') }}")
    refused = seg(folder, "build")
    model.unlink()
    assert refused.exit_code == 2, refused.stdout
    assert "models/bad.sql:2: `hash(customer)` is not tested on Spark" in refused.stderr
    assert "Published" not in refused.stdout


def test_rollback_shows_what_was_before(folder: Path):
    before = shown(folder, "tiers")
    model = folder / "models" / "tiers.sql"
    text = model.read_text()
    model.write_text(text.replace("> 20", "> 100"))
    ok(seg(folder, "run"))
    model.write_text(text)
    assert shown(folder, "tiers") != before
    ok(seg(folder, "rollback"))
    assert shown(folder, "tiers") == before


GROWING = """
{{{{ config(materialized='incremental', {settings}) }}}}
select id, customer, amount, {day} as run
from {{{{ ref('orders') }}}}
{{% if is_incremental() %}}where id in {new}{{% endif %}}
"""


@pytest.mark.parametrize(
    ("settings", "ends"),
    [
        ("unique_key='id'", [(1, 1), (2, 2), (3, 2), (4, 1)]),
        ("incremental_strategy='append'", [(1, 1), (2, 1), (2, 2), (3, 1), (3, 2), (4, 1)]),
        (
            "unique_key='id', incremental_strategy='merge', merge_exclude_columns=['run']",
            [(1, 1), (2, 1), (3, 1), (4, 1)],
        ),
    ],
)
def test_an_incremental_model_is_written_with_what_is_new(
    folder: Path, settings: str, ends: list[tuple[int, int]]
):
    model = folder / "models" / "growing.sql"
    try:
        for run in (1, 2):
            model.write_text(GROWING.format(settings=settings, day=run, new="(2, 3)"))
            ok(seg(folder, "run", "--select", "growing", *["--full-refresh"] * (run == 1)))
        assert [(row["id"], row["run"]) for row in shown(folder, "growing")] == ends
        ok(seg(folder, "rollback"))
        assert [row["run"] for row in shown(folder, "growing")] == [1, 1, 1, 1]
    finally:
        model.unlink()
