"""The interface of an engine: sessions, one per thread; catalogue, publishing and recovery.

A run builds *versions* in a hidden schema. Publishing points the published names to them, in one
transaction with the generation's manifest. See docs/publishing.md.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, Protocol

from msgspec import Struct, field

from orchestrator.generations.events import NOBODY, Following
from orchestrator.generations.readers import Copied, ReadersCopy
from orchestrator.generations.values import (
    Change,
    Delta,
    Existing,
    Generation,
    Kind,
    Notes,
    PublishedRelation,
)
from orchestrator.names import RelationName
from orchestrator.nodes import Comments
from orchestrator.results import Content, Rows

__all__ = [
    "Catalogue",
    "Change",
    "Compacted",
    "Copied",
    "Delta",
    "Earlier",
    "Engine",
    "Existing",
    "Expression",
    "FileFormat",
    "Finding",
    "Generation",
    "Keep",
    "KeepOf",
    "Kind",
    "LoadResult",
    "Notes",
    "PublishedRelation",
    "ReadersCopy",
    "SeedFile",
    "Session",
]

FileFormat = Literal["csv", "parquet", "jsonl"]

Keep = Callable[[Sequence[str]], str | None]
"""A SQL condition on rows that may be kept, given the names of their columns; None: all rows."""

KeepOf = Callable[[str, Sequence[str]], str | None]
"""The same for a node by its unique id, for a copy that contains many relations."""


class Catalogue(Struct, frozen=True):
    """Everything that planning needs to know of the database, read once per run.

    `published` is the target's current generation by unique id; `replaced` are its nodes whose name
    now shows a different view. `generations` are those that rollback can reach, newest first.
    `taken` are the names that other targets publish in this database, each with the default schema
    of its target. `newest_generation` is the last generation number of any target, and
    `next_version` a number that no version has used yet. `versions` are all relations in the hidden
    schema, including the candidates of failed runs; `hidden_tables` are the tables among them, and
    the internal tables. `copy_of` is the owner (`project/target`) if a copy for readers was read,
    otherwise None.
    """

    existing: Mapping[RelationName, Existing] = field(default_factory=dict)
    published: Mapping[str, PublishedRelation] = field(default_factory=dict)
    replaced: frozenset[str] = frozenset()
    generations: tuple[Generation, ...] = ()
    newest_generation: int = 0
    taken: Mapping[RelationName, str] = field(default_factory=dict)
    next_version: int = 1
    versions: frozenset[RelationName] = frozenset()
    hidden_tables: tuple[RelationName, ...] = ()
    copy_of: str | None = None


class Earlier(Struct, frozen=True):
    """The relations of a generation that is not current, under names where they can be read.

    `changed` are the tables whose rows differ now, or that are no longer published. Views that can
    no longer be read are left out.
    """

    published: Mapping[str, PublishedRelation]
    changed: frozenset[str]


class SeedFile(Struct, frozen=True):
    """A CSV file to load: its absolute path, its format, and the declared types.

    With `types_as_dbt`, other columns get the types that dbt would choose, which can lose
    information. `trims_names` removes white space around column names.
    """

    path: Path
    shown_path: str
    delimiter: str = ","
    column_types: Mapping[str, str] = field(default_factory=dict)
    types_as_dbt: bool = False
    trims_names: bool = False


class LoadResult(Struct, frozen=True):
    """The result of loading a file; `warnings` are messages for the user, with places."""

    row_count: int
    warnings: tuple[str, ...] = ()


class Finding(Struct, frozen=True):
    """A finding in SQL text: a column's name or a problem, `at` an offset in characters from 0."""

    text: str
    at: int


class Expression(Struct, frozen=True):
    """A condition over one row, as parsed by the engine: its columns and its problems."""

    columns: tuple[Finding, ...] = ()
    problems: tuple[Finding, ...] = ()


class Compacted(Struct, frozen=True):
    """The size of the database's file before and after it was rewritten."""

    bytes_before: int
    bytes_after: int


class PythonClient(Protocol):
    """A SQL client for a Python model, which cannot write with it.

    `session` is the session that it uses; settings and objects created there end with it.
    """

    session: "Session"

    def register(self, version: RelationName) -> None:
        """Give the run a table that `session` created from the model's result."""

    def reading(self) -> AbstractContextManager[None]:
        """Return a block in which nothing that outlives the client can be written."""

    def call(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Return the result of a client method; the model can continue after an error."""

    def relation(self, select: str) -> Any:
        """Return the rows of a SELECT as a lazy relation of the client."""

    def is_relation(self, value: object) -> bool:
        """Return whether a value is a relation of the client."""

    def is_connection(self, value: object) -> bool:
        """Return whether a value is the model's connection."""

    def named(self, rows: Any) -> str | None:
        """Return what follows `from` to read a relation or a library's table, otherwise None."""

    def has(self, table: str) -> bool:
        """Return whether SQL finds a table or view by this unqualified name."""

    def has_made(self, table: str) -> bool:
        """Return whether the model created a temporary table or view of this name."""

    def database(self) -> str:
        """Return the database that SQL uses for schemas without a database."""

    def schema(self) -> str:
        """Return the schema that SQL uses for tables without a schema."""

    def select(self, sql: str, table: Callable[[str], str | None]) -> str | None:
        """Return the text with names replaced by what `table` returns for them.

        None if the text is not exactly one SELECT.
        """

    def ask(
        self,
        name: str,
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
        table: Callable[[str], str | None],
    ) -> Any:
        """Return the result of a method of the connection; `table` resolves names in its SQL."""

    def attribute(self, name: str) -> Any:
        """Return an attribute of the connection; raises AttributeError if it does not exist."""


class Session(Protocol):
    """One thread's connection. Methods raise StatementError if the engine rejects SQL."""

    def execute(self, sql: str) -> int | None:
        """Run one statement; return the number of rows written, if the engine reports it."""

    def query(self, sql: str, limit: int | None = None) -> Rows:
        """Run one query; return at most `limit` of its rows."""

    def describe(self, select: str) -> tuple[tuple[str, str], ...]:
        """Return the (name, type) of each column of a SELECT, without running it."""

    def content(self, relation: RelationName) -> Content:
        """Return the row count and the digest of a table or view, in one scan.

        If the values of a column cannot be distinguished exactly, the digest never equals another
        one.
        """

    def changed_keys(
        self,
        one: RelationName,
        other: RelationName,
        columns: Sequence[str],
        keys: RelationName,
        read: Sequence[str] = (),
    ) -> bool:
        """Fill a new table `keys` with values of `columns` whose rows differ in two tables.

        With `read`, only these columns are compared. Returns False, without a table, if the tables
        have different columns or values that cannot be distinguished exactly.
        """

    def changed_share(
        self, one: RelationName, other: RelationName, columns: Sequence[str], every: int
    ) -> float | None:
        """Return the share of values of `columns` whose rows differ, from a sample of 1 in `every`.

        None if `changed_keys` cannot compare the tables.
        """

    def load(self, seed: SeedFile, version: RelationName, keep: Keep | None = None) -> LoadResult:
        """Load a CSV file into a new table; raises ProjectError with file:line:column."""

    def python_client(self, reads: Sequence[str]) -> AbstractContextManager[PythonClient]:
        """Return the client for a Python model; objects that it creates end with the session.

        `reads` are what follows `from` to read each of the model's inputs. An engine that stores
        its data elsewhere fetches these inputs and nothing else.
        """

    def frame(self, select: str) -> Any:
        """Return the rows of a SELECT as a pandas DataFrame."""

    def arrays(self, select: str) -> Any:
        """Return the rows of a SELECT as NumPy arrays by column; missing values are masked."""

    def arrow(self, select: str) -> Any:
        """Return the rows of a SELECT as a pyarrow Table; raises UsageError without pyarrow."""

    def fill(self, version: RelationName, frame: Any, keep: Keep | None = None) -> int:
        """Fill a new table; return the number of rows.

        `frame` is a DataFrame of pandas (its index is ignored) or polars, an Arrow table, or NumPy
        arrays by column.
        """

    def unload(
        self,
        select: str,
        file: Path,
        format_: FileFormat,
        options: Mapping[str, Any] = MappingProxyType({}),
    ) -> int:
        """Write the rows of a SELECT to a new file with the engine's `options`; return how many."""

    def transaction(self) -> AbstractContextManager[None]:
        """Return a block whose statements all take effect, or none of them."""

    def close(self) -> None:
        """Release the connection."""


class Engine(Protocol):
    """One open database. Raises EnvironmentFault for errors of the environment."""

    @property
    def version(self) -> str:
        """The engine's name and the version of its library: `duckdb 2.0.1`."""

    def session(self) -> Session:
        """Return a new connection, for one thread."""

    def rehearsal(self, names: Collection[RelationName]) -> "Engine | None":
        """Return an engine with the same relations and no rows, to validate a plan before it runs.

        None if the engine does not validate plans in advance. Raises UsageError if one of the
        `names` to be published belongs to somebody else.
        """

    def catalogue(self) -> Catalogue:
        """Return everything that planning needs to know of the database, in one read."""

    def comments(self) -> Mapping[RelationName, Comments]:
        """Return the comments on relations and their columns, by folded names."""

    def prepare(self, schemas: Sequence[str], keep: Collection[RelationName] = ()) -> None:
        """Create missing schemas, and drop what earlier runs left unpublished.

        `keep` are versions of an unfinished run that this run continues.
        """

    def publish(
        self,
        changes: Sequence[Change],
        run_id: str,
        at: datetime,
        notes: Sequence[Notes] = (),
        gone: Sequence[str] = (),
        following: Following = NOBODY,
    ) -> Generation:
        """Switch all relations in one transaction, write the manifest, and read it back.

        The same transaction writes `notes` into existing internal tables, and unpublishes the
        relations of the nodes `gone`; raises UsageError if a published view reads one of them. It
        also records who enters and leaves segments of the families in `following`.
        """

    def settle(self) -> None:
        """Checkpoint what was published: write it to the file and empty the write-ahead log.

        Raises EnvironmentFault if that fails: the data is published, but the database cannot be
        used any more.
        """

    def note(self, notes: Sequence[Notes]) -> None:
        """Write into existing internal tables, in one transaction."""

    def rollback(
        self, generation: int, run_id: str, at: datetime, following: Following = NOBODY
    ) -> Generation:
        """Publish an earlier generation again, as a new one; raises UsageError if it is gone.

        Also records who enters and leaves segments as a result.
        """

    def show_generation(self, number: int) -> Earlier:
        """Let sessions opened from now on read an earlier generation; nothing is written.

        Raises UsageError if it is gone.
        """

    def collect(self, keep: int) -> int:
        """Drop versions that the last `keep` generations do not use; return how many."""

    def copy_for_readers(
        self, copy: ReadersCopy, keep: KeepOf | None = None, *, is_forced: bool = False
    ) -> Copied | None:
        """Update the copy for readers to what is published now: written aside, then renamed.

        `keep` is applied to views only: tables contain no erased people. Returns None if the copy
        is already up to date, unless `is_forced`, and if nothing is published. Raises
        EnvironmentFault if it cannot be written, StatementError if a relation cannot be read: the
        copy is unchanged then.
        """

    def delete_rows(
        self, conditions: Mapping[RelationName, str], notes: Sequence[Notes] = ()
    ) -> None:
        """Delete the rows that meet a condition from each of seg's tables, in one transaction.

        The same transaction writes `notes` into existing internal tables, and corrects the row
        counts in the manifest, so that rollback can still reach every generation.
        """

    def require_room(self) -> None:
        """Raise EnvironmentFault if the disk has no space to `compact`."""

    def compact(self, without: RelationName | None = None) -> Compacted | None:
        """Rewrite the database without the bytes of deleted rows; None if it has no file.

        The internal table `without` is dropped at the same moment. This ends the engine: all
        sessions are closed, and it cannot be used again.
        """

    def cancel(self) -> None:
        """Cancel what all sessions are running now; safe to call from another thread."""

    def discard(self) -> None:
        """Close, and delete the database if it is empty."""

    def close(self) -> None:
        """Close every session and the database."""
