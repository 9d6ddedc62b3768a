"""One thread's statements, each run on Spark and mirrored in the records.

SQL is DuckDB's. The records have each relation of Spark as an empty table or a view, and so know
its columns: SQL that DuckDB rejects is rejected at once, with its line, and other SQL is transpiled
with the types that DuckDB derives.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from orchestrator.dialects.duckdb import DIALECT, TEMPORARY
from orchestrator.dialects.sql_text import clean_select
from orchestrator.engines.boundary import FileFormat, Keep, LoadResult, PythonClient, SeedFile
from orchestrator.engines.duckdb.engine import DuckDBEngine
from orchestrator.engines.duckdb.session import DuckDBSession
from orchestrator.engines.duckdb.spelling import INTERNAL_SCHEMA, spelled
from orchestrator.engines.spark.content import content_of
from orchestrator.engines.spark.mirror import Mirror, RunnableSelect
from orchestrator.engines.spark.on_driver import (
    ROWS,
    client_on_driver,
    fill_on_spark,
    rows_on_driver,
)
from orchestrator.engines.spark.statements import ReadStatement, read_statement
from orchestrator.engines.spark.types import as_type
from orchestrator.errors import EnvironmentFault, StatementError
from orchestrator.names import RelationName
from orchestrator.results import Content, Rows


class MirroredSession:
    """A session of the records; statements on other than internal tables also run on Spark.

    If it `is_rehearsing`, nothing runs on Spark, but errors are still found.
    """

    def __init__(
        self,
        records: DuckDBSession,
        mirror: Mirror,
        scratch: Callable[[], DuckDBEngine],
        *,
        is_rehearsing: bool,
    ) -> None:
        self._records = records
        self._mirror = mirror
        self._scratch = scratch
        self._is_rehearsing = is_rehearsing
        self._temporary: set[RelationName] = set()

    def execute(self, sql: str) -> int | None:
        """Run one statement; return the number of rows written, if known."""
        read = read_statement(sql)
        if read.target is not None and read.target.schema == INTERNAL_SCHEMA:
            # In the records, tables of Spark are empty.
            if self._mirror.read_on_spark(sql, self._records):
                raise StatementError("an internal table cannot be filled from tables on Spark")
            return self._records.execute(sql)
        if read.doing == "create" and read.at is not None and read.target is not None:
            return self._create(sql, read, read.target, read.at)
        if read.doing == "drop" and read.target is not None:
            self._records.execute(sql)
            self._mirror.dropped(read.target)
            self._temporary.discard(read.target)
            self._on_spark(f"drop {read.kind} if exists {self._mirror.names.spelled(read.target)}")
            return None
        if read.doing == "schema" and read.target is not None:
            self._records.execute(sql)
            self._on_spark(f"create schema if not exists `{read.target.schema}`")
            return None
        raise StatementError(
            "on Spark, seg runs only SELECT, and statements that create and drop tables"
        )

    def _create(self, sql: str, read: ReadStatement, target: RelationName, at: int) -> int | None:
        select, lines = sql[at:], sql.count("\n", 0, at)
        self._mirror.mirror_all(select, self._records)
        name = self._mirror.names.spelled(target)
        self._note_temporary(target)
        if read.kind == "view":
            transpiled = self._transpiled(select, lines)
            self._records.execute(sql)
            self._on_spark(f"create or replace view {name} as {transpiled.sql}")
            return None
        # On lines of its own, so that errors have the line in the complete statement.
        self._records.execute(f"{sql[:at]} from ({clean_select(select)}\n) limit 0")
        self._mirror.created(target)
        try:
            transpiled = self._transpiled(select, lines, target)
            if self._is_rehearsing:
                return 0
            self._fill(name, transpiled)
            return int(self._mirror.spark.client.rows(f"select count(*) from {name}")[0][0])
        except BaseException:
            with suppress(StatementError):
                self._records.execute(f"drop table if exists {spelled(target)}")
            raise

    def query(self, sql: str, limit: int | None = None) -> Rows:
        """Run one query; return at most `limit` of its rows."""
        if not self._mirror.mirror_all(sql, self._records):
            return self._records.query(sql, limit)
        columns = self.describe(sql)
        # Columns have the names that DuckDB gives them.
        transpiled = self._mirror.transpiled(
            clean_select(sql), self._records, reads_names=False
        ).sql
        if self._is_rehearsing:
            return self._records.query(sql, limit)
        found = self._mirror.spark.client.rows(transpiled, limit)
        kinds = tuple(kind for _, kind in columns)
        return Rows(
            tuple(name for name, _ in columns),
            tuple(tuple(map(as_type, kinds, row)) for row in found),
            kinds,
        )

    def describe(self, select: str) -> tuple[tuple[str, str], ...]:
        """Return the (name, type) of each column of a SELECT, as DuckDB would."""
        self._mirror.mirror_all(select, self._records)
        return self._records.describe(select)

    def load(self, seed: SeedFile, version: RelationName, keep: Keep | None = None) -> LoadResult:
        """Read a CSV file as DuckDB does, and fill a new table with its rows."""
        # In memory, because rows once written to the records would stay in the file's free blocks.
        read = DIALECT.temporary_name(RelationName("", f"{version.identifier} as read"))
        rows = f"from {spelled(read)}"
        loaded = self._records.load(seed, read, keep)
        try:
            self._note_temporary(version)
            self._records.execute(f"{DIALECT.new_table(version)} as {rows} limit 0")
            if not self._is_rehearsing:
                columns = self._records.describe(rows)
                fill_on_spark(version, columns, self._records, self._mirror, read)
        finally:
            self._records.execute(f"drop table {spelled(read)}")
        return loaded

    def content(self, relation: RelationName) -> Content:
        """Return the row count and the digest of a table or view, in one scan on Spark."""
        columns = self.describe(f"from {spelled(relation)}")
        if self._is_rehearsing:
            return self._records.content(relation)
        return content_of(relation, columns, self._mirror)

    def changed_keys(
        self,
        one: RelationName,
        other: RelationName,
        columns: Sequence[str],
        keys: RelationName,
        read: Sequence[str] = (),
    ) -> bool:
        """Return False: the comparison is not supported."""
        return False

    def changed_share(
        self, one: RelationName, other: RelationName, columns: Sequence[str], every: int
    ) -> float | None:
        """Return None: the comparison is not supported."""
        return None

    def python_client(self, reads: Sequence[str]) -> AbstractContextManager[PythonClient]:
        """Return the client for a Python model on the driver, where its inputs are copied to."""
        return client_on_driver(reads, self._records, self._mirror, self._scratch)

    def frame(self, select: str) -> Any:
        """Return the rows of a SELECT as a pandas DataFrame."""
        with self._rows_of(select) as (local, rows):
            return local.frame(rows)

    def arrays(self, select: str) -> Any:
        """Return the rows of a SELECT as NumPy arrays by column; missing values are masked."""
        with self._rows_of(select) as (local, rows):
            return local.arrays(rows)

    def arrow(self, select: str) -> Any:
        """Return the rows of a SELECT as a pyarrow Table."""
        with self._rows_of(select) as (local, rows):
            return local.arrow(rows)

    def fetched(self, select: str) -> Any:
        """Return the rows of a SELECT on versions as a pyarrow Table, in Spark's types."""
        transpiled = self._mirror.transpiled(clean_select(select), self._records)
        return self._mirror.spark.client.arrow(transpiled.sql)

    def fill(self, version: RelationName, frame: Any, keep: Keep | None = None) -> int:
        """Raise StatementError: tables are filled by the client of Python models."""
        raise StatementError("a table on Spark is filled from a SELECT")

    def unload(
        self,
        select: str,
        file: Path,
        format_: FileFormat,
        options: Mapping[str, Any] = MappingProxyType({}),
    ) -> int:
        """Write the rows of a SELECT to a new file on the driver; return how many."""
        with self._rows_of(select) as (local, rows):
            return local.unload(rows, file, format_, options)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make the block's statements, on internal tables, take effect together or not at all."""
        with self._records.transaction():
            yield

    def close(self) -> None:
        """Drop what is temporary, and release the connection; what is left, a later run drops."""
        for name in self._temporary:
            with suppress(StatementError, EnvironmentFault):
                self._on_spark(f"drop table if exists {self._mirror.names.spelled(name)}")
        self._records.close()

    def _note_temporary(self, target: RelationName) -> None:
        if target.database == TEMPORARY:
            self._temporary.add(target)

    def _fill(self, name: str, select: RunnableSelect) -> None:
        """Fill a new table; intermediate tables are dropped now, or by a later run."""
        created_tables: list[str] = []
        try:
            for part, sql in select.parts:
                created_tables.append(f"`{part.schema}`.`{part.identifier}`")
                self._on_spark(f"create table {created_tables[-1]} using parquet as {sql}")
            self._on_spark(f"create table {name} using parquet as {select.sql}")
        finally:
            for each in created_tables:
                with suppress(StatementError, EnvironmentFault):
                    self._on_spark(f"drop table if exists {each}")

    def _transpiled(
        self, select: str, added_lines: int, target: RelationName | None = None
    ) -> RunnableSelect:
        return self._mirror.transpiled(
            clean_select(select), self._records, added_lines, target=target
        )

    @contextmanager
    def _rows_of(self, select: str) -> Iterator[tuple[DuckDBSession, str]]:
        """Return a DuckDB session, and a SELECT in it with the same rows."""
        if not self._mirror.mirror_all(select, self._records):
            yield self._records, select
            return
        columns = self.describe(select)
        transpiled = self._mirror.transpiled(clean_select(select), self._records)
        with rows_on_driver(transpiled.sql, columns, self._mirror, self._scratch) as local:
            yield local, f"from {ROWS}"

    def _on_spark(self, sql: str) -> None:
        if not self._is_rehearsing:
            self._mirror.spark.client.run(sql)
