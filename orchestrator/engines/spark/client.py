"""Spark's client: the only module that imports pyspark and translates its errors."""

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from py4j.protocol import Py4JError, Py4JJavaError
from pyspark import SparkConf, SparkContext
from pyspark import __version__ as VERSION
from pyspark.errors import PySparkException
from pyspark.java_gateway import launch_gateway
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import StructType

from orchestrator.engines.spark.settings import SparkSettings
from orchestrator.engines.spark.types import to_duckdb_type
from orchestrator.errors import EnvironmentFault, SegError, StatementError
from orchestrator.lazy_regex import lazy_regex

_TOLD = lazy_regex(r"\[(?P<condition>[A-Z][A-Z0-9_.]+)\]\s+(?P<what>.+?)(?:\s+SQLSTATE|\n|$)")
_PLAN = lazy_regex(r"(?:;\s*(?:line \d+ pos \d+)?)?\s*;?\s*$")
_LOST = (
    "Answer from Java side is empty",
    "An error occurred while trying to connect to the Java server",
    "Connection refused",
    "Connection reset",
    "SparkContext was shut down",
    "stopped SparkContext",
    "Error while sending or receiving",
    "Master removed our application",
    "All masters are unresponsive",
)
_CANCELLED = ("SPARK_JOB_CANCELLED", "cancelled as part of cancellation", "was cancelled")
_NO_SPACE = ("No space left on device", "Disk quota exceeded")
_NO_MEMORY = ("java.lang.OutOfMemoryError", "UNABLE_TO_ACQUIRE_MEMORY")


class SparkClient:
    """A Spark session in a Java process of its own, which ends with this process.

    The output of Spark and Java goes to a file.
    """

    def __init__(self, settings: SparkSettings) -> None:
        logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)
        logging.getLogger("py4j").setLevel(logging.CRITICAL)
        self._log = settings.log
        # Start it in another thread: in the main thread, Spark would handle SIGINT.
        with ThreadPoolExecutor(1) as thread:
            self._spark = thread.submit(self._started, settings).result()

    def _started(self, settings: SparkSettings) -> SparkSession:
        conf = SparkConf(loadDefaults=False).setMaster(settings.master)
        for name, value in settings.conf.items():
            conf.set(name, value)
        with self._translated():
            with settings.log.open("ab") as log:
                gateway = launch_gateway(conf, {"stdout": log, "stderr": log})
            context = SparkContext(conf=conf, gateway=gateway)
            context.setLogLevel("WARN")
            return SparkSession(context)

    @property
    def version(self) -> str:
        """The version of Spark."""
        return str(VERSION)

    def run(self, sql: str) -> None:
        """Run a statement that returns no rows."""
        with self._translated():
            self._spark.sql(sql)

    def rows(self, sql: str, limit: int | None = None) -> list[tuple[Any, ...]]:
        """Return the rows of a query, at most `limit` of them."""
        with self._translated():
            frame = self._spark.sql(sql)
            found = (frame if limit is None else frame.limit(limit)).collect()
        return [tuple(map(_plain, row)) for row in found]

    def columns(self, name: str) -> tuple[tuple[str, str], ...] | None:
        """Return the columns of a table or view with their types in DuckDB.

        None if there is none of that name, or if it cannot be read.
        """
        try:
            with self._translated():
                schema = self._spark.table(name).schema
        except StatementError:
            return None
        return tuple(
            (field.name, to_duckdb_type(field.dataType.simpleString())) for field in schema
        )

    def arrow(self, sql: str) -> Any:
        """Return the rows of a query as a pyarrow Table."""
        with self._translated():
            return self._spark.sql(sql).toArrow()

    def fill(self, name: str, columns: Sequence[tuple[str, str]], rows: Any) -> None:
        """Fill a new table with the rows of a pyarrow Table; the types are Spark's."""
        schema = ", ".join(f"`{column.replace('`', '``')}` {kind}" for column, kind in columns)
        with self._translated():
            frame: DataFrame = self._spark.createDataFrame(rows, StructType.fromDDL(schema))
            frame.coalesce(1).write.format("parquet").saveAsTable(name)

    def cancel(self) -> None:
        """Cancel everything that is running."""
        with self._translated():
            self._spark.sparkContext.cancelAllJobs()

    def close(self) -> None:
        """Stop Spark and its Java process."""
        gateway = self._spark.sparkContext._gateway
        process = gateway.proc
        try:
            self._spark.stop()
            gateway.shutdown()
        except (Py4JError, OSError):  # it has ended already
            pass
        finally:
            SparkContext._gateway = SparkContext._jvm = None
            process.stdin.close()
            process.wait()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (PySparkException, Py4JError, OSError, EOFError) as error:
            raise self._meaning(error) from error

    def _meaning(self, error: Exception) -> SegError:
        """Return what an error of Spark means, in one line."""
        text = str(error)
        if isinstance(error, Py4JJavaError):
            text = str(error.java_exception)
        if any(sign in text for sign in _CANCELLED):
            return StatementError("interrupted", cancelled=True)
        if "JAVA_GATEWAY_EXITED" in text:
            return EnvironmentFault(
                f"Java did not start; its output is in {self._log}",
                fix="install Java 17 or later, and set JAVA_HOME",
            )
        is_lost = isinstance(error, OSError | EOFError) or any(sign in text for sign in _LOST)
        if is_lost or (isinstance(error, Py4JError) and not isinstance(error, Py4JJavaError)):
            return EnvironmentFault(
                f"Spark stopped: {_line(text)}", fix=f"its last output is in {self._log}"
            )
        if any(sign in text for sign in _NO_SPACE):
            return EnvironmentFault(f"the disk is full: {_line(text)}", fix="free some space")
        if any(sign in text for sign in _NO_MEMORY):
            return EnvironmentFault(
                f"Spark has no memory left: {_line(text)}",
                fix="raise spark.driver.memory and spark.executor.memory under 'conf'",
            )
        found = _TOLD.search(text)
        if found is None:
            return StatementError(_line(text))
        return StatementError(f"{found['what'].rstrip('.')} ({found['condition']})")


def _line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[0] if lines else "it printed nothing"


def _plain(value: Any) -> Any:
    """Return a value of Spark as DuckDB's client would return it."""
    if isinstance(value, tuple) and hasattr(value, "asDict"):
        return {key: _plain(each) for key, each in value.asDict().items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, bytearray):
        return bytes(value)
    return value
