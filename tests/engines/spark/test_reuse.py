"""On Spark, unchanged nodes are not rebuilt, and what is due once a day is built once."""

import json
from pathlib import Path

import pytest

from orchestrator.engines.spark import adapter, door, session
from orchestrator.engines.spark.content import content_of
from orchestrator.engines.spark.mirror import Mirror
from orchestrator.engines.spark.names import SparkNames
from orchestrator.names import RelationName
from orchestrator.results import Content
from tests.engines.spark.fake import FakeSpark
from tests.projects import seg, write_project

ORDERS = "id,amount\n1,10\n2,20\n"
PROJECT = {
    "seg_project.yml": "name: shop\nprofile: shop\n",
    "profiles.yml": "shop: {target: s, outputs: {s: {type: spark, threads: 1}}}\n",
    "seeds/orders.csv": ORDERS,
    "models/sums.sql": "select sum(amount) as amount from {{ ref('orders') }}",
    "models/fit.sql": "{{ config(materialized='table', once_per=var('day')) }}\n"
    "select max(amount) as amount from {{ ref('orders') }}",
    "models/schema.yml": "models: [{name: sums, config: {materialized: table}, "
    "columns: [{name: amount, data_tests: [not_null]}]}]\n",
}


@pytest.fixture
def spark(monkeypatch: pytest.MonkeyPatch) -> FakeSpark:
    fake = FakeSpark()
    monkeypatch.setattr(door, "_client", lambda settings: fake)
    return fake


def statuses(folder: Path, day: int = 1) -> dict[str, str]:
    """How each node ended, by its name."""
    built = seg(folder, "build", "--vars", f"{{day: {day}}}")
    assert built.exit_code == 0, built.stdout + built.stderr
    told = json.loads((folder / "target" / "run_results.json").read_text())
    return {row["unique_id"].split(".")[2][:8]: row["status"] for row in told["results"]}


def test_what_is_unchanged_is_reused(spark: FakeSpark, tmp_path: Path):
    folder = write_project(tmp_path, PROJECT)
    made = {"orders": "success", "sums": "success", "fit": "success", "not_null": "pass"}
    assert statuses(folder) == made
    before = len(spark.statements)
    assert statuses(folder) == dict.fromkeys(made, "reused")
    profiles = PROJECT["profiles.yml"].replace("type: spark", "type: spark, master: 'spark://m:1'")
    (folder / "profiles.yml").write_text(profiles)
    assert statuses(folder) == dict.fromkeys(made, "reused")
    assert not [each for each in spark.statements[before:] if each.startswith("create table")]


def test_functions_of_spark_that_twins_call_are_no_reason_to_build_again(
    spark: FakeSpark, tmp_path: Path
):
    model = (
        "{{ config(materialized='table') }}\n"
        "select xxhash64(id, id is null) as digest from {{ ref('orders') }}"
    )
    folder = write_project(tmp_path, {**PROJECT, "models/hashed.sql": model})
    assert statuses(folder)["hashed"] == "success"
    assert statuses(folder)["hashed"] == "reused"
    sql = "select xxhash64(1), conv('1', 16, 10), raise_error(''), main.conv(1), now() as n"
    assert adapter.volatile_words(sql) == ("main.conv()", "now()")


def test_what_is_due_once_waits_for_its_next_value(spark: FakeSpark, tmp_path: Path):
    spark.sources["raw.orders"] = (("id", "BIGINT"), ("amount", "BIGINT"))
    told = ("ref('orders')", "source('raw', 'orders')")
    models = {name: text.replace(*told) for name, text in PROJECT.items()}
    source = "sources: [{name: raw, tables: [{name: orders}]}]\n"
    folder = write_project(tmp_path, {**models, "models/raw.yml": source})
    statuses(folder)
    assert statuses(folder)["sums"] == "reused"
    spark.held = "other rows"
    found = statuses(folder)
    assert (found["sums"], found["fit"]) == ("success", "reused")
    assert statuses(folder, day=2)["fit"] == "success"


def test_a_delta_that_changes_nothing_leaves_nothing_behind(
    spark: FakeSpark, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(session, "content_of", lambda *_: Content(3, "the same"))
    config = "materialized='incremental', unique_key='id', volatile=true"
    more = f"{{{{ config({config}) }}}} select id from {{{{ ref('orders') }}}}"
    folder = write_project(tmp_path, {**PROJECT, "models/more.sql": more})
    statuses(folder)
    versions = spark.names("seg_versions")
    assert statuses(folder)["more"] == "success"
    assert spark.names("seg_versions") == versions


def test_a_retry_goes_on_with_what_is_good(spark: FakeSpark, tmp_path: Path):
    folder = write_project(tmp_path, PROJECT)
    spark.refuses = "main__sums"
    failed = seg(folder, "build", "--vars", "{day: 1}")
    assert failed.exit_code == 1, failed.stdout + failed.stderr
    spark.refuses = ""
    before = len(spark.statements)
    again = seg(folder, "retry")
    assert again.exit_code == 0, again.stdout + again.stderr
    made = [each for each in spark.statements[before:] if each.startswith("create table")]
    assert len(made) == 1
    assert made[0].startswith("create table `seg_versions`.`main__sums__2` using parquet")
    assert spark.names("main") == ["fit", "orders", "sums"]


def test_a_digest_tells_null_and_zeros_apart():
    class Asked(FakeSpark):
        def rows(self, sql: str, limit: int | None = None) -> list[tuple[object, ...]]:
            self.statements.append(sql)
            return [(2, 1, 2)]

    asked = Asked()
    mirror = Mirror(asked, SparkNames("v"))  # type: ignore[arg-type]
    relation = RelationName("seg_versions", "main.t@1")
    columns = [("a b", "VARCHAR"), ("x", "DOUBLE"), ("ids", "BIGINT[]")]
    found = content_of(relation, columns, mirror)
    assert found == content_of(relation, columns, mirror)
    values = (
        "`a b`, `a b` is null, cast(`x` as string), `x` is null, "
        "to_json(named_struct('v', `ids`), map('ignoreNullFields', 'false'))"
    )
    assert asked.statements[0] == (
        f"select count(*), sum(cast(xxhash64(1, {values}) as decimal(38, 0))), "
        f"sum(cast(xxhash64(2, {values}) as decimal(38, 0))) from `v`.`main__t__1`"
    )
    others = content_of(relation, [*columns, ("m", "MAP(VARCHAR, BIGINT)")], mirror)
    assert others.digest.startswith("unknown")
