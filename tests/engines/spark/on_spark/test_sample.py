"""The segmentation project, unedited, on both engines: every published table, every verdict.

Two days, so that histories and other incremental models go on from what they had.

It takes long: `python -m tests.engines.spark -k sample` runs it alone, and `-k "not sample"` the
others. On a cluster it is built in a process of its own.
"""

import json
import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from orchestrator.engines.door import Connection
from orchestrator.engines.spark.settings import read_settings
from tests.engines.spark.on_spark.cluster import cluster
from tests.engines.spark.on_spark.comparing import differences, published
from tests.engines.spark.on_spark.test_cluster import run

ROOT = Path(__file__).parents[4]
PROJECT = ("seg_project.yml", "models", "macros", "seeds", "tests/data")
CONF = {
    "spark.driver.memory": "2g",
    "spark.sql.shuffle.partitions": 1,
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}
LOCAL = {"type": "spark", "master": "local[2]", "threads": 2, "conf": CONF}
DAYS = ("2025-06-30", "2025-07-01")


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The project in a folder, with what DuckDB publishes of it."""
    folder = tmp_path / "sample"
    for name in PROJECT:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    write_profiles(folder, LOCAL)
    return folder


@pytest.fixture
def on_cluster(tmp_path: Path) -> Iterator[dict[str, object]]:
    """A target on a standalone cluster of two workers."""
    (tmp_path / "cluster").mkdir()
    with cluster(tmp_path / "cluster") as (address, _):
        more = {"spark.executor.memory": "900m", "spark.cores.max": 2}
        yield {**LOCAL, "master": address, "conf": {**CONF, **more}}


def write_profiles(folder: Path, spark: dict[str, object]) -> None:
    outputs = {"duckdb": {"type": "duckdb", "path": "warehouse.duckdb"}, "spark": spark}
    told = {"sample": {"target": "duckdb", "outputs": outputs}}
    (folder / "profiles.yml").write_text(json.dumps(told))


def results(folder: Path, target: str, day: str) -> dict[str, tuple[str, int]]:
    """How each node ends where all is built, in a process of its own."""
    # The same day and the same moment on both engines.
    choice = ("--profile", "sample", "--now", f"{day}T23:00:00+00:00")
    choice = (*choice, "--vars", json.dumps({"as_of_date": day}))
    built = run(folder, "build", *choice, "--target", target)
    assert built.returncode == 0, built.stdout + built.stderr
    told = json.loads((folder / "target" / "run_results.json").read_text())
    return {row["unique_id"]: (row["status"], row["failures"] or 0) for row in told["results"]}


def verdicts(folder: Path, target: str, day: str) -> dict[str, tuple[str, int]]:
    """The same, but for how much is reused, which is each engine's own."""
    found = results(folder, target, day)
    good = ("success", "pass", "reused")
    return {name: ("good" if each[0] in good else each[0], each[1]) for name, each in found.items()}


def compared(folder: Path) -> list[str]:
    """What is other on Spark than on DuckDB; its tables are read from the folder."""
    # Not the one that tests share: the next build opens the same metastore.
    module = import_module("orchestrator.engines.spark.client")
    spark = module.SparkClient(read_settings(Connection(folder, LOCAL), folder / "compared.duckdb"))
    try:
        return list(differences(folder / "warehouse.duckdb", spark))
    finally:
        spark.close()


def check_days(folder: Path) -> None:
    """Build two days on both engines, and each of Spark's once more without any change."""
    for day in DAYS:
        assert verdicts(folder, "spark", day) == verdicts(folder, "duckdb", day)
        assert compared(folder) == []
        again = results(folder, "spark", day)
        assert [name for name, (status, _) in again.items() if status != "reused"] == []
    assert len(published(folder / "warehouse.duckdb")) > 190


def test_the_sample_on_one_machine(sample: Path):
    check_days(sample)


def test_the_sample_on_a_cluster(sample: Path, on_cluster: dict[str, object]):
    write_profiles(sample, on_cluster)
    check_days(sample)
