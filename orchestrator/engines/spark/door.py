"""Where Spark's client is imported, and Java started: when something is first asked of Spark."""

from collections.abc import Sequence
from importlib import import_module
from threading import Lock
from typing import Any, Protocol

from orchestrator.engines.spark.settings import SparkSettings
from orchestrator.errors import EnvironmentFault

HOW_TO_INSTALL = "pip install 'seg-orchestrator[spark]'"


class AskedOfSpark(Protocol):
    """What seg asks of Spark."""

    def run(self, sql: str) -> None:
        """Run a statement that gives no rows."""

    def rows(self, sql: str, limit: int | None = None) -> list[tuple[Any, ...]]:
        """The rows of a query, at most `limit` of them."""

    def columns(self, name: str) -> tuple[tuple[str, str], ...] | None:
        """The columns of a relation with the types that they are for DuckDB, where it is there."""

    def arrow(self, sql: str) -> Any:
        """The rows of a query as a pyarrow Table."""

    def fill(self, name: str, columns: Sequence[tuple[str, str]], rows: Any) -> None:
        """Fill a new table with the rows of a pyarrow Table; the types are Spark's."""

    def cancel(self) -> None:
        """Stop all that is running."""

    def close(self) -> None:
        """End Spark, and its Java."""


class Spark:
    """Spark, started when it is first asked for; all threads share it."""

    def __init__(self, settings: SparkSettings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._client: AskedOfSpark | None = None

    @property
    def asked(self) -> AskedOfSpark:
        """Spark's client; raises EnvironmentFault where there is none."""
        with self._lock:
            if self._client is None:
                self._client = _client(self._settings)
            return self._client

    def cancel(self) -> None:
        """Stop all that is running, where something can be."""
        if self._client is not None:
            self._client.cancel()

    def close(self) -> None:
        """End Spark, where it was started."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()


def _client(settings: SparkSettings) -> AskedOfSpark:
    try:
        module = import_module("orchestrator.engines.spark.client")
    except ModuleNotFoundError as error:
        if error.name not in ("pyspark", "py4j"):
            raise
        raise EnvironmentFault(
            "the Python package pyspark is not installed", fix=HOW_TO_INSTALL
        ) from error
    client: AskedOfSpark = module.SparkClient(settings)
    return client
