"""Builds on a master and two workers in separate processes, one of which dies."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from time import sleep

from orchestrator.artifacts.journal import NAME as JOURNAL
from tests.engines.spark.on_spark.cluster import cluster
from tests.engines.spark.on_spark.shop import PROFILES, shop

SLOW = """
{{ config(materialized='table') }}
select customer, sum(amount) as amount
from {{ ref('orders') }}
cross join (select unnest(range(3000)) as i) as a
cross join (select unnest(range(3000)) as j) as b
group by customer
"""


def kill_when_it_runs(folder: Path, worker: int) -> None:
    journal = folder / "target" / JOURNAL
    while '"unique_id": "model.shop.slow"' not in journal.read_text("utf-8"):
        sleep(0.1)
    os.kill(worker, signal.SIGKILL)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "orchestrator", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=7_200)


def test_a_cluster_builds_the_same_and_outlives_a_worker(tmp_path: Path):
    (tmp_path / "cluster").mkdir()
    with cluster(tmp_path / "cluster") as (address, workers):
        profiles = PROFILES.replace("local[2]", address)
        conf = "spark.executor.memory: 512m\n        spark.cores.max: 2\n        "
        profiles = profiles.replace("spark.sql.shuffle", f"{conf}spark.sql.shuffle")
        folder = shop(tmp_path / "shop", **{"profiles.yml": profiles})
        built = run(folder, "build")
        assert built.returncode == 0, built.stdout + built.stderr
        (folder / "models" / "slow.sql").write_text(SLOW)
        death = threading.Thread(target=kill_when_it_runs, args=(folder, workers[0]), daemon=True)
        death.start()
        again = run(folder, "run", "--select", "slow")
        assert again.returncode == 0, again.stdout + again.stderr
        assert not death.is_alive()
        shown = run(folder, "show", "--select", "customers", "--output", "csv")
    assert "ann,2,30.5" in shown.stdout, shown.stdout + shown.stderr
    on_duckdb = run(folder, "build", "--target", "duckdb", "--exclude", "slow")
    assert on_duckdb.returncode == 0
    expected = run(folder, "show", "--select", "customers", "--output", "csv", "--target", "duckdb")
    assert sorted(shown.stdout.splitlines()) == sorted(expected.stdout.splitlines())
