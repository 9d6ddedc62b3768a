"""What seg asks of a database: a session per thread, and an engine that opens, publishes, recovers.

A run builds *versions* in a hidden schema; publishing lets the names that people read point to
them, all in one transaction, together with the generation's manifest. See docs/publishing.md.
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
"""The condition on rows that may be kept, as SQL, by the names of their columns; None: all may."""

KeepOf = Callable[[str, Sequence[str]], str | None]
"""The same of a node by its unique id: as of a copy that holds many relations."""


class Catalogue(Struct, frozen=True):
    """All that planning needs to know of the database, read once a run.

    `published` is the current generation of the target by unique id, `replaced` the nodes of it
    whose name shows another view now; `generations` are those that rollback can reach, newest
    first. `taken` are the names that other targets publish in this database, each with the default
    schema of its target, and `newest_generation` is the last number of any of them.
    `next_version` is a number that no version's name has been given yet.
    `versions` are all that is in the hidden schema, the candidates of a failed run among them;
    `hidden_tables` are those of them that are tables, and the internal tables.
    `copy_of` is whose copy for readers was read (`project/target`), None where it was no copy.
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
    """What a generation publishes that is not the current one, under names where it can be read.

    `changed` are the tables that have other rows now, or are not published any more. Views that
    cannot be read any more are left out.
    """

    published: Mapping[str, PublishedRelation]
    changed: frozenset[str]


class SeedFile(Struct, frozen=True):
    """A CSV file to load: absolute path, how it is written, the types that were declared.

    `types_as_dbt` gives other columns the types that dbt does, which can lose something.
    `trims_names` leaves out white space around names of columns.
    """

    path: Path
    shown_path: str
    delimiter: str = ","
    column_types: Mapping[str, str] = field(default_factory=dict)
    types_as_dbt: bool = False
    trims_names: bool = False


class LoadResult(Struct, frozen=True):
    """What loading a file gave; `warnings` are sentences with place for the person to read."""

    row_count: int
    warnings: tuple[str, ...] = ()


class Finding(Struct, frozen=True):
    """Something in a text of SQL: a column's name or what is wrong, `at` characters from 0."""

    text: str
    at: int


class Expression(Struct, frozen=True):
    """What the engine's parser says of a condition over one row: its columns, what is wrong."""

    columns: tuple[Finding, ...] = ()
    problems: tuple[Finding, ...] = ()


class Compacted(Struct, frozen=True):
    """The size of the database's file before and after it was rewritten."""

    bytes_before: int
    bytes_after: int


class PythonClient(Protocol):
    """A client of SQL in the hands of a Python model, which writes nothing with it.

    `session` is what it works on; what is set or made for itself there ends with it.
    """

    session: "Session"

    def made(self, version: RelationName) -> None:
        """Let the run have a table that `session` made of what the model returned."""

    def reading(self) -> AbstractContextManager[None]:
        """Nothing that outlives the client can be written in the block."""

    def call(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """What a method of the client answers; after an error the model may go on."""

    def relation(self, select: str) -> Any:
        """The rows of a SELECT as a relation of the client, read when it is asked for them."""

    def is_relation(self, value: object) -> bool:
        """Whether a value is a relation of the client."""

    def is_connection(self, value: object) -> bool:
        """Whether a value is the connection that the model has."""

    def named(self, rows: Any) -> str | None:
        """What stands after `from` to read a relation, or a table of another library; None where a
        value is no table.
        """

    def has(self, table: str) -> bool:
        """Whether SQL finds a table or view by this name alone."""

    def has_made(self, table: str) -> bool:
        """Whether the model made a temporary table or view of this name."""

    def database(self) -> str:
        """Where SQL looks for schemas that are named without a database."""

    def schema(self) -> str:
        """Where SQL looks for tables that are named without a schema."""

    def select(self, sql: str, table: Callable[[str], str | None]) -> str | None:
        """A text that is one SELECT, in which names stand for what `table` gives for them; None for
        any other text.
        """

    def ask(
        self,
        name: str,
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
        table: Callable[[str], str | None],
    ) -> Any:
        """What a method of the connection answers; in SQL, names stand for what `table` gives."""

    def attribute(self, name: str) -> Any:
        """An attribute of the connection; raises AttributeError where it has none."""


class Session(Protocol):
    """One thread's connection. Everything raises StatementError when the engine refuses."""

    def execute(self, sql: str) -> int | None:
        """Run one statement; the number of rows that it wrote, where the engine tells."""

    def query(self, sql: str, limit: int | None = None) -> Rows:
        """Run one query; at most `limit` rows of its answer."""

    def describe(self, select: str) -> tuple[tuple[str, str], ...]:
        """The (name, type) of each column of a SELECT, without running it."""

    def content(self, relation: RelationName) -> Content:
        """The row count and the digest of a table or view, in one scan.

        Where a column's values cannot be told apart exactly, the digest equals no other, ever.
        """

    def changed_keys(
        self,
        one: RelationName,
        other: RelationName,
        columns: Sequence[str],
        keys: RelationName,
        read: Sequence[str] = (),
    ) -> bool:
        """Fill a new table `keys` with the values of `columns` whose rows are others in two tables.

        With `read` the rows are compared in these columns alone. False, and no table, when the
        tables differ in their columns, or have values that cannot be told apart exactly.
        """

    def changed_share(
        self, one: RelationName, other: RelationName, columns: Sequence[str], every: int
    ) -> float | None:
        """The share of the values of `columns` whose rows are others in two tables, by one of so
        many values; None where `changed_keys` cannot tell.
        """

    def load(self, seed: SeedFile, version: RelationName, keep: Keep | None = None) -> LoadResult:
        """Load a CSV file into a new table; raises ProjectError naming file:line:column."""

    def python_client(self, reads: Sequence[str]) -> AbstractContextManager[PythonClient]:
        """What a Python model may do here; what it makes there is gone with the session.

        `reads` are what stands after `from` to read each of its inputs: an engine whose data are
        elsewhere brings these, and nothing else.
        """

    def frame(self, select: str) -> Any:
        """The rows of a SELECT as a pandas DataFrame."""

    def arrays(self, select: str) -> Any:
        """The rows of a SELECT as NumPy arrays by column, masked where there is no value."""

    def arrow(self, select: str) -> Any:
        """The rows of a SELECT as a pyarrow Table; raises UsageError where that is missing."""

    def fill(self, version: RelationName, frame: Any, keep: Keep | None = None) -> int:
        """Fill a new table from a DataFrame of pandas (without its index) or polars, from an Arrow
        table, or from NumPy arrays by column; the number of rows.
        """

    def unload(
        self,
        select: str,
        file: Path,
        format_: FileFormat,
        options: Mapping[str, Any] = MappingProxyType({}),
    ) -> int:
        """Write the rows of a SELECT to a new file, as the engine's `options` say; how many."""

    def transaction(self) -> AbstractContextManager[None]:
        """All statements of the block take effect, or none."""

    def close(self) -> None:
        """Give the connection back."""


class Engine(Protocol):
    """One database, open. Raises EnvironmentFault for errors of the environment."""

    @property
    def version(self) -> str:
        """The engine's name and the version of its library: `duckdb 2.0.1`."""

    def session(self) -> Session:
        """A new connection, for one thread."""

    def rehearsal(self, names: Collection[RelationName]) -> "Engine | None":
        """An engine with the same relations and no rows, which tells what of a plan cannot be done.

        None where that is not asked beforehand. Raises UsageError where one of the `names` that are
        to be published is another's.
        """

    def catalogue(self) -> Catalogue:
        """All that planning needs to know of the database, in one read."""

    def comments(self) -> Mapping[RelationName, Comments]:
        """With what relations and their columns are commented, by their folded names."""

    def prepare(self, schemas: Sequence[str], keep: Collection[RelationName] = ()) -> None:
        """Create the schemas that are missing, and drop what earlier runs left unpublished.

        `keep` are versions of an unfinished run that this one goes on with.
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

        The same transaction writes `notes` into internal tables, which are there already, and takes
        the relations of the nodes `gone` away; raises UsageError where a published view reads one.
        It also writes who enters and leaves the segments of the families that it is `following`.
        """

    def settle(self) -> None:
        """Let what was published, or published again, stand by itself, without a log of changes.

        Raises EnvironmentFault where that failed: it is published, and nothing else can be done.
        """

    def note(self, notes: Sequence[Notes]) -> None:
        """Write into internal tables, which are there already, in one transaction."""

    def rollback(
        self, generation: int, run_id: str, at: datetime, following: Following = NOBODY
    ) -> Generation:
        """Publish an earlier generation again, as a new one; raises UsageError if it is gone.

        Who enters and leaves segments by that is written as well.
        """

    def show_generation(self, number: int) -> Earlier:
        """Let sessions that are opened from now on read an earlier generation; nothing is written.

        Raises UsageError if it is gone.
        """

    def collect(self, keep: int) -> int:
        """Drop versions that the last `keep` generations do not use; how many were dropped."""

    def copy_for_readers(
        self, copy: ReadersCopy, keep: KeepOf | None = None, *, is_forced: bool = False
    ) -> Copied | None:
        """Bring the copy for readers up to what is published now, written aside and renamed.

        `keep` is asked of views: tables hold nobody who was erased.

        None when it is that already, unless `is_forced`, and where nothing is published. Raises
        EnvironmentFault when it cannot be written, StatementError when a relation cannot be read:
        the copy is as it was then.
        """

    def delete_rows(
        self, conditions: Mapping[RelationName, str], notes: Sequence[Notes] = ()
    ) -> None:
        """Delete the rows that meet a condition from each of seg's tables, in one transaction.

        The same transaction writes `notes` into internal tables, which are there already.

        The row counts of the manifest are corrected, so that every generation can still be reached.
        """

    def require_room(self) -> None:
        """Raise EnvironmentFault when there is no room to `compact`."""

    def compact(self, without: RelationName | None = None) -> Compacted | None:
        """Rewrite the database, without the bytes of deleted rows; None when it has no file.

        An internal table that it is to be `without` afterwards is gone from the same moment on.

        It ends the engine: all sessions are closed, and nothing else can be asked of it.
        """

    def cancel(self) -> None:
        """Stop what all sessions are running now; safe to call from another thread."""

    def discard(self) -> None:
        """Close, and leave no empty database behind: one in which nothing is goes away."""

    def close(self) -> None:
        """Close every session and the database."""
