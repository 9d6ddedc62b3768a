"""Imports Spark's client and starts Java when Spark is first used."""

from collections.abc import Sequence
from importlib import import_module
from threading import Lock
from typing import Any, Protocol

from orchestrator.engines.spark.settings import SparkSettings
from orchestrator.errors import EnvironmentFault

HOW_TO_INSTALL = "pip install 'seg-orchestrator[spark]'"


class SparkOperations(Protocol):
    """The operations of Spark that seg uses."""

    def run(self, sql: str) -> None:
        """Run a statement that returns no rows."""

    def rows(self, sql: str, limit: int | None = None) -> list[tuple[Any, ...]]:
        """Return the rows of a query, at most `limit` of them."""

    def columns(self, name: str) -> tuple[tuple[str, str], ...] | None:
        """Return the columns of a relation with their types in DuckDB, if it exists."""

    def arrow(self, sql: str) -> Any:
        """Return the rows of a query as a pyarrow Table."""

    def fill(self, name: str, columns: Sequence[tuple[str, str]], rows: Any) -> None:
        """Fill a new table with the rows of a pyarrow Table; the types are Spark's."""

    def cancel(self) -> None:
        """Cancel everything that is running."""

    def close(self) -> None:
        """Stop Spark and its Java process."""


class Spark:
    """Spark, started on first use; all threads share it."""

    def __init__(self, settings: SparkSettings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._client: SparkOperations | None = None

    @property
    def client(self) -> SparkOperations:
        """Spark's client; raises EnvironmentFault if there is none."""
        with self._lock:
            if self._client is None:
                self._client = _client(self._settings)
            return self._client

    def cancel(self) -> None:
        """Cancel everything that is running, if Spark was started."""
        if self._client is not None:
            self._client.cancel()

    def close(self) -> None:
        """Stop Spark, if it was started."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()


def _client(settings: SparkSettings) -> SparkOperations:
    try:
        module = import_module("orchestrator.engines.spark.client")
    except ModuleNotFoundError as error:
        if error.name not in ("pyspark", "py4j"):
            raise
        raise EnvironmentFault(
            "the Python package pyspark is not installed", fix=HOW_TO_INSTALL
        ) from error
    client: SparkOperations = module.SparkClient(settings)
    return client
