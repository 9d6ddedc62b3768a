"""One thread's connection to a DuckDB database."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from orchestrator.engines.boundary import FileFormat, Keep, LoadResult, SeedFile
from orchestrator.engines.duckdb.arrays import typed_columns, whole_arrays
from orchestrator.engines.duckdb.client import duckdb, import_package
from orchestrator.engines.duckdb.content import changed_keys_of, content_of
from orchestrator.engines.duckdb.copy_options import spelled_options
from orchestrator.engines.duckdb.database.disk import require_space_to_write
from orchestrator.engines.duckdb.python_client import DuckDBPythonClient
from orchestrator.engines.duckdb.refusals import translated
from orchestrator.engines.duckdb.seeds.load import load_seed
from orchestrator.engines.duckdb.spelling import new_table, spelled, text
from orchestrator.errors import StatementError, UsageError
from orchestrator.names import RelationName
from orchestrator.results import Content, Rows

_ZONED = "TIMESTAMP WITH TIME ZONE"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FRAME = "seg_frame"  # the name of a DataFrame while a table is filled from it

_COPIED_AS: Mapping[FileFormat, str] = {
    "csv": "csv",
    "parquet": "parquet",
    "jsonl": "json",
}


class DuckDBSession:
    """A cursor; `on_close` tells the engine that it no longer has to be cancelled."""

    def __init__(
        self,
        cursor: duckdb.DuckDBPyConnection,
        file: Path | None,
        on_close: Callable[[duckdb.DuckDBPyConnection], None],
    ) -> None:
        self._cursor = cursor
        self._file = file
        self._on_close = on_close

    def execute(self, sql: str) -> int | None:
        """Run one statement; return the number of rows written, if the engine reports it."""
        with translated():
            self._run(sql)
            described = self._cursor.description
            if not described or described[0][0] != "Count":
                return None
            row = _only_row(self._cursor)
        return row[0] if row and isinstance(row[0], int) else None

    def query(self, sql: str, limit: int | None = None) -> Rows:
        """Run one query; return at most `limit` rows. Timestamps with time zone are in UTC."""
        with translated():
            self._run(sql)
            described = self._cursor.description or []
            columns = tuple(column[0] for column in described)
            types = tuple(str(column[1]) for column in described)
            if _ZONED in types:
                self._cursor.execute(_with_epochs(sql, types))
            values = self._cursor.fetchall() if limit is None else self._cursor.fetchmany(limit)
        if _ZONED in types:
            values = [tuple(map(_from_epoch, types, row)) for row in values]
        return Rows(columns, tuple(values), types)

    def describe(self, select: str) -> tuple[tuple[str, str], ...]:
        """Return the (name, type) of each column of a SELECT, without running it."""
        with translated(added_lines=1):
            self._run(f"describe\n{select.removeprefix(chr(0xFEFF))}")
            rows = self._cursor.fetchall()
        return tuple((row[0], row[1]) for row in rows)

    def content(self, relation: RelationName) -> Content:
        """Return the row count and the digest of a table or view, in one scan."""
        with translated():
            return content_of(self._cursor, relation)

    def changed_keys(
        self,
        one: RelationName,
        other: RelationName,
        columns: Sequence[str],
        keys: RelationName,
        read: Sequence[str] = (),
    ) -> bool:
        """Fill a new table with the values of columns whose rows differ between two tables."""
        with translated():
            select = changed_keys_of(self._cursor, one, other, columns, read)
        if select is None:
            return False
        self.execute(f"create table {spelled(keys)} as {select}")
        return True

    def changed_share(
        self, one: RelationName, other: RelationName, columns: Sequence[str], every: int
    ) -> float | None:
        """Return the share of values whose rows differ, from a sample of 1 in `every`."""
        with translated():
            select = changed_keys_of(self._cursor, one, other, columns, every=every)
            if select is None:
                return None
            ((share,),) = self._cursor.execute(f"select avg(differs) from ({select})").fetchall()
        return float(share or 0)

    def _run(self, sql: str) -> None:
        """Execute exactly one statement: a condition from a YAML file must not add another one."""
        if ";" in sql and len(self._cursor.extract_statements(sql)) > 1:
            raise StatementError("expected one statement, found several")
        self._cursor.execute(sql)

    def load(self, seed: SeedFile, version: RelationName, keep: Keep | None = None) -> LoadResult:
        """Load a CSV file into a new table; raises ProjectError with file:line:column."""
        require_space_to_write(self._file, self._cursor)
        with translated():
            return load_seed(self._cursor, seed, version, keep)

    @contextmanager
    def python_client(
        self, reads: Sequence[str], register: Callable[[RelationName], None] = lambda _: None
    ) -> Iterator[DuckDBPythonClient]:
        """Return the client for a Python model; `reads` is ignored: all data is in the database."""
        client = DuckDBPythonClient(self, self._cursor, register)
        try:
            yield client
        finally:
            client.forget()

    def frame(self, select: str) -> Any:
        """Return the rows of a SELECT as a pandas DataFrame, importing pandas now."""
        with translated():
            return self._cursor.execute(select).df()

    def arrays(self, select: str) -> Any:
        """Return the rows of a SELECT as NumPy arrays by column; missing values are masked."""
        with translated():
            return self._cursor.execute(select).fetchnumpy()

    def arrow(self, select: str) -> Any:
        """Return the rows of a SELECT as a pyarrow Table, importing pyarrow now."""
        try:
            import_package()
            with translated():
                return self._cursor.sql(select).to_arrow_table()
        except ImportError:
            raise UsageError("pyarrow is not installed", fix="pip install pyarrow") from None

    def fill(self, version: RelationName, frame: Any, keep: Keep | None = None) -> int:
        """Fill a new table; return the number of rows.

        `frame` is a DataFrame of pandas (its index is ignored) or polars, an Arrow table, or NumPy
        arrays by column.
        """
        require_space_to_write(self._file, self._cursor)
        select = "*"
        if isinstance(frame, Mapping):
            frame, select = whole_arrays(frame), typed_columns(frame)
        elif not type(frame).__module__.startswith("pandas"):
            import_package()  # DuckDB scans Arrow tables by it
        with translated():
            self._cursor.register(_FRAME, frame)
            try:
                condition = keep(self._names(_FRAME)) if keep is not None else None
                where = f" where {condition}" if condition else ""
                self._cursor.execute(
                    f"{new_table(version)} as select {select} from {_FRAME}{where}"
                )
                row = _only_row(self._cursor)
            finally:
                self._cursor.unregister(_FRAME)
        return row[0] if row else 0

    def _names(self, relation: str) -> list[str]:
        return [name for name, _ in self.describe(f"select * from {relation}")]

    def unload(
        self,
        select: str,
        file: Path,
        format_: FileFormat,
        options: Mapping[str, Any] = MappingProxyType({}),
    ) -> int:
        """Write the rows of a SELECT to a new file; return how many."""
        require_space_to_write(self._file, self._cursor)
        with_header = {"header": True, **options} if format_ == "csv" else options
        how = ", ".join([f"format {_COPIED_AS[format_]}", *spelled_options(with_header)])
        with translated(added_lines=1):
            self._cursor.execute(f"copy (\n{select}\n) to {text(str(file))} ({how})")
            row = _only_row(self._cursor)
        return int(row[0]) if row else 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make the statements of the block take effect together, or not at all."""
        self.execute("begin transaction")
        try:
            yield
            self.execute("commit")
        except BaseException:
            with suppress(duckdb.Error):
                self._cursor.execute("rollback")
            raise

    def close(self) -> None:
        """Release the connection."""
        self._on_close(self._cursor)
        self._cursor.close()


def _only_row(cursor: duckdb.DuckDBPyConnection) -> tuple[Any, ...] | None:
    """Return the only row of a result, which is fetched completely, as later statements require."""
    rows = cursor.fetchall()
    return rows[0] if rows else None


def _with_epochs(sql: str, types: tuple[str, ...]) -> str:
    """Return the query with timestamps with time zone as epochs, which the client can read."""
    names = [f"c{number}" for number in range(len(types))]
    shown = ", ".join(
        f"epoch_us({name})" if type_ == _ZONED else name
        for name, type_ in zip(names, types, strict=True)
    )
    inner = sql.strip().rstrip(";")
    return f"select {shown} from (\n{inner}\n) as t({', '.join(names)})"


def _from_epoch(type_: str, value: Any) -> Any:
    if type_ != _ZONED or value is None:
        return value
    return _EPOCH + timedelta(microseconds=value)
