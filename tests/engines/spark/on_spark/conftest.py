"""One JVM for all commands of a test run: starting Spark and its metastore takes ten seconds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestrator.engines.spark import door
from orchestrator.engines.spark.settings import SparkSettings

_clients: dict[Path, door.SparkOperations] = {}


@pytest.fixture(scope="package", autouse=True)
def one_spark() -> Iterator[None]:
    """What commands get of Spark stays open when they close it."""
    pytest.importorskip("pyspark", reason="there is no Spark: python -m tests.engines.spark")
    with pytest.MonkeyPatch.context() as patched:
        made = door._client
        patched.setattr(door, "_client", lambda settings: _shared(settings, made))
        patched.setattr(door.Spark, "close", lambda self: None)
        yield
    for client in _clients.values():
        client.close()


def _shared(settings: SparkSettings, made: object) -> door.SparkOperations:
    if settings.log not in _clients:
        for other in list(_clients):
            _clients.pop(other).close()
        _clients[settings.log] = made(settings)  # type: ignore[operator]
    return _clients[settings.log]
