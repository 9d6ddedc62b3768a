"""Queries a Spark in a separate environment, which is created from PyPI if missing."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from orchestrator.dialects.spark.settings import SESSION
from tests.environments import python_in

HERE = Path(__file__).parent
REQUIREMENTS = ("pyspark>=4.1,<5",)
ENVIRONMENT = HERE.parents[2] / ".spark"
LOCAL = {
    # Each statement runs once: better compilers would not repay their time.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.showConsoleProgress": "false",
}


def asked(
    statements: Sequence[str],
    queries: Mapping[str, str],
    environment: Path,
    into: Path | None = None,
) -> dict[str, Any]:
    """What Spark answers to each query; its rows, or files of them in a folder."""
    request = {
        "settings": {**SESSION, **LOCAL},
        "statements": list(statements),
        "queries": dict(queries),
        "into": None if into is None else str(into),
    }
    ended = subprocess.run(
        [python_in(environment, "spark-submit", REQUIREMENTS), HERE / "spark_process.py"],
        input=json.dumps(request),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(ended.stdout)
    return found
