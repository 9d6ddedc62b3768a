"""What seg asks of a database: a session per thread, and an engine that opens, publishes, recovers.

A run builds *versions* in a hidden schema; publishing lets the names that people read point to
them, all in one transaction, together with the generation's manifest. See docs/publishing.md.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Protocol

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
from orchestrator.results import Content, Rows

__all__ = [
    "Capabilities",
    "Catalogue",
    "Change",
    "Compacted",
    "Delta",
    "Engine",
    "Erased",
    "Existing",
    "Expression",
    "FileFormat",
    "Found",
    "Generation",
    "Keep",
    "Kind",
    "Loaded",
    "Mention",
    "Notes",
    "Person",
    "PublishedRelation",
    "RowsOf",
    "SeedFile",
    "Session",
]

FileFormat = Literal["csv", "parquet"]

Keep = Callable[[Sequence[str]], str | None]
"""The condition on rows that may be kept, as SQL, by the names of their columns; None: all may."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do; the plan and the runner ask here, never for the engine's name.

    `atomic_publish`: whether all relations switch at once, each by itself, or not at all.
    `gains_from_threads`: whether models run faster side by side than one after the other.
    """

    atomic_publish: Literal["all", "relation", "none"]
    single_writer: bool
    gains_from_threads: bool


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that planning needs to know of the database, read once a run.

    `published` is the current generation by unique id; `generations` are those that rollback can
    reach, newest first; `next_version` is a number that no version's name has been given yet.
    `versions` are all that is in the hidden schema, the candidates of a failed run among them.
    """

    existing: Mapping[RelationName, Existing] = field(default_factory=dict)
    published: Mapping[str, PublishedRelation] = field(default_factory=dict)
    generations: tuple[Generation, ...] = ()
    next_version: int = 1
    versions: frozenset[RelationName] = frozenset()


@dataclass(frozen=True, slots=True)
class SeedFile:
    """A CSV file to load: absolute path, how it is written, the types that were declared."""

    path: Path
    shown_path: str
    delimiter: str = ","
    column_types: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a file gave; `warnings` are sentences with place for the person to read."""

    row_count: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Something in a text of SQL: a column's name or what is wrong, `at` characters from 0."""

    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Expression:
    """What the engine's parser says of a condition over one row: its columns, what is wrong."""

    columns: tuple[Found, ...] = ()
    problems: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """How the rows of a person are told from others; values are compared whole, as text.

    They are the rows in which `column` is one of `keys`. A row that names nobody there, as the
    relation has no such column or it is NULL, is theirs when one of the `personal` columns of its
    relation is one of `texts` (all their ids), or any text column one of `addresses`: values that
    say by themselves whose they are, as an e-mail address does and a bare number does not. Case
    makes no difference to these. In relations that point at their rows by another column,
    as order lines do by the number of an order, theirs are those that one of the `belongings`, a
    column with its values, finds. In the `failures_schemas`, where failing rows of tests are
    kept, theirs are those in which any column is any of these, or the MD5 hash of one.
    """

    column: str
    keys: tuple[str, ...]
    texts: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    personal: Mapping[RelationName, tuple[str, ...]] = field(default_factory=dict)
    belongings: Mapping[RelationName, tuple[tuple[str, tuple[str, ...]], ...]] = field(
        default_factory=dict
    )
    failures_schemas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowsOf:
    """How many rows of a person a table had, and how many it has now.

    `columns` are those that had one of their addresses, in a table that has no key.
    """

    relation: RelationName
    found: int
    left: int
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Rows that are kept though a text column has one of a person's ids or addresses.

    They name somebody else; or nobody, and then the value can be the number of anything.
    """

    relation: RelationName
    column: str
    rows: int


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of a person's rows.

    `seg_tables` are the tables of seg's own schemas that had any; `other_tables` are those that
    seg did not make and never changes; `mentions` are of seg's tables.
    """

    seg_tables: tuple[RowsOf, ...]
    other_tables: tuple[RowsOf, ...]
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Compacted:
    """The size of the database's file before and after it was written anew."""

    bytes_before: int
    bytes_after: int


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

    def load(self, seed: SeedFile, version: RelationName, keep: Keep | None = None) -> Loaded:
        """Load a CSV file into a new table; raises ProjectError naming file:line:column."""

    def frame(self, select: str) -> Any:
        """The rows of a SELECT as a pandas DataFrame."""

    def arrow(self, select: str) -> Any:
        """The rows of a SELECT as a pyarrow Table; raises UsageError where that is missing."""

    def fill(self, version: RelationName, frame: Any, keep: Keep | None = None) -> int:
        """Fill a new table from a pandas DataFrame without its index; the number of rows."""

    def unload(self, select: str, file: Path, format_: FileFormat) -> int:
        """Write the rows of a SELECT to a new file; how many."""

    def transaction(self) -> AbstractContextManager[None]:
        """All statements of the block take effect, or none."""

    def close(self) -> None:
        """Give the connection back."""


class Engine(Protocol):
    """One database, open. Raises EnvironmentFault when the world is in the way."""

    @property
    def capabilities(self) -> Capabilities:
        """What this engine can do."""

    @property
    def version(self) -> str:
        """The engine's name and the version of its library: `duckdb 2.0.1`."""

    def session(self) -> Session:
        """A new connection, for one thread."""

    def catalogue(self) -> Catalogue:
        """All that planning needs to know of the database, in one read."""

    def prepare(self, schemas: Sequence[str], keep: Collection[RelationName] = ()) -> None:
        """Create the schemas that are missing, and drop what earlier runs left unpublished.

        `keep` are versions of an unfinished run that this one goes on with.
        """

    def publish(
        self, changes: Sequence[Change], run_id: str, at: datetime, notes: Sequence[Notes] = ()
    ) -> Generation:
        """Switch all relations in one transaction, write the manifest, read it back, checkpoint.

        The same transaction writes `notes` into internal tables, which are there already.
        """

    def rollback(self, generation: int, run_id: str, at: datetime) -> Generation:
        """Publish an earlier generation again, as a new one; raises UsageError if it is gone."""

    def collect(self, keep: int) -> int:
        """Drop versions that the last `keep` generations do not use; how many were dropped."""

    def internal_table(self, name: str, columns: Sequence[tuple[str, str]]) -> RelationName:
        """A table that seg keeps for itself outside of all generations; made when it is missing."""

    def erase(self, person: Person, *, dry_run: bool = False) -> Erased:
        """Delete a person's rows from all versions and all of seg's own tables, in one transaction.

        A trial only counts them.
        """

    def require_room(self) -> None:
        """Raise EnvironmentFault when there is no room to `compact`."""

    def compact(self) -> Compacted | None:
        """Write the database anew, without the bytes of deleted rows; None when it has no file.

        It ends the engine: all sessions are closed, and nothing else can be asked of it.
        """

    def cancel(self) -> None:
        """Stop what all sessions are running now; safe to call from another thread."""

    def close(self) -> None:
        """Close every session and the database."""
