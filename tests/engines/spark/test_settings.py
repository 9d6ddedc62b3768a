"""The effects of the keys of a target."""

from pathlib import Path
from typing import Any

import pytest

from orchestrator.config.target_keys import TARGET_KEYS
from orchestrator.engines.door import Connection
from orchestrator.engines.duckdb.adapter import database_of
from orchestrator.engines.spark.settings import read_settings, records_of
from orchestrator.errors import ProjectError

OTHER: dict[str, Any] = {
    "master": "spark://there:7077",
    "conf": {"spark.executor.memory": "8g"},
    "records": "kept/records.duckdb",
    "versions_schema": "versions_of_shop",
}
# What the target is opened with says; tests/config and tests/running hold these.
OF_EVERY_ENGINE = {"type", "schema", "threads", "lock_timeout_seconds"}


def test_every_key_is_told_of_here():
    assert set(TARGET_KEYS["spark"]) == {*OTHER, *OF_EVERY_ENGINE, "method"}


def read(root: Path, **profile: Any) -> object:
    connection = Connection(root, profile)
    records = database_of(records_of(connection))
    assert records is not None
    return read_settings(connection, records)


@pytest.mark.parametrize("key", OTHER)
def test_a_key_has_an_effect(tmp_path: Path, key: str):
    assert read(tmp_path, **{key: OTHER[key]}) != read(tmp_path)


@pytest.mark.parametrize(
    ("profile", "told"),
    [
        ({"method": "thrift"}, "'method' must be session, found 'thrift'"),
        ({"master": 3}, "'master': expected text, found 3"),
        ({"conf": [1]}, "'conf' must map Spark settings to values"),
        ({"conf": {"spark.sql.ansi.enabled": False}}, "spark.sql.ansi.enabled must be true"),
        (
            {"conf": {"spark.sql.catalogImplementation": "in-memory"}},
            "other catalogs do not keep their tables",
        ),
    ],
)
def test_what_makes_no_sense_is_told(tmp_path: Path, profile: dict[str, Any], told: str):
    with pytest.raises(ProjectError, match=told):
        read(tmp_path, **profile)


def test_settings_of_ones_own_win_but_for_those_that_sql_is_written_for(tmp_path: Path):
    conf = {"spark.ui.enabled": True, "spark.driver.extraJavaOptions": "-Xmx1g"}
    found = read_settings(Connection(tmp_path, {"conf": conf}), tmp_path / "records.duckdb").conf
    assert found["spark.ui.enabled"] == "true"
    assert found["spark.sql.ansi.enabled"] == "true"
    assert found["spark.driver.extraJavaOptions"].endswith(" -Xmx1g")


def test_the_metastore_of_spark_is_in_the_folder_of_the_project(tmp_path: Path):
    root = tmp_path / "a shop"
    found = read_settings(Connection(root, {}), tmp_path / "records.duckdb").conf
    assert f'"-Dderby.system.home={root}"' in found["spark.driver.extraJavaOptions"]
    assert found["spark.sql.warehouse.dir"] == str(root / "spark-warehouse")
