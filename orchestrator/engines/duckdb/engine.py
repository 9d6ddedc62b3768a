"""An open DuckDB database: sessions, a catalogue, and the ways to change what is published."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock

from orchestrator.engines.boundary import (
    Catalogue,
    Change,
    Compacted,
    Earlier,
    Generation,
    KeepOf,
    Notes,
)
from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.database.disk import is_short_of_space, require_space_to_write
from orchestrator.engines.duckdb.inventory import is_hidden, read_inventory
from orchestrator.engines.duckdb.published.collecting import collect_versions, prepare_schemas
from orchestrator.engines.duckdb.published.comments import read_comments
from orchestrator.engines.duckdb.published.compacting import compact_database, require_room
from orchestrator.engines.duckdb.published.earlier import show_generation
from orchestrator.engines.duckdb.published.erasing import delete_rows
from orchestrator.engines.duckdb.published.facts import newest_number_with_facts
from orchestrator.engines.duckdb.published.manifest import (
    MANIFEST,
    newest_number,
    read_columns,
    read_generations,
    read_relations,
    read_taken,
    write_notes,
)
from orchestrator.engines.duckdb.published.publishing import (
    commit_unverified,
    only_in_log,
    publish_changes,
    settle,
)
from orchestrator.engines.duckdb.published.reopened import is_lost, published_by
from orchestrator.engines.duckdb.published.rollback import roll_back
from orchestrator.engines.duckdb.published.segment_events import Fetch
from orchestrator.engines.duckdb.published.views import replaced_by_somebody
from orchestrator.engines.duckdb.readers.copy import copy_for_readers, show_copy
from orchestrator.engines.duckdb.readers.manifest import ABOUT, owner_of_copy
from orchestrator.engines.duckdb.refusals import translated
from orchestrator.engines.duckdb.session import DuckDBSession
from orchestrator.engines.duckdb.spelling import VERSIONS_SCHEMA, folded, quote
from orchestrator.engines.duckdb.sql.statements import lend_to_parser, take_from_parser
from orchestrator.errors import EnvironmentFault
from orchestrator.generations.events import NOBODY, Following
from orchestrator.generations.readers import Copied, ReadersCopy
from orchestrator.names import RelationName, version_number
from orchestrator.nodes import Comments


class DuckDBEngine:
    """One open database; `file` is None in memory, `database` is the default of its cursors.

    `target` is the default schema of its target, as DuckDB compares names. `aside` is where a copy
    for readers may be written.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        file: Path | None,
        target: str,
        database: str | None = None,
        aside: Path | None = None,
    ) -> None:
        self._connection = connection
        self._file = file
        self._target = target
        self._database = database
        self._aside = aside
        self._fault: EnvironmentFault | None = None
        self._lock = Lock()
        self._live: set[duckdb.DuckDBPyConnection] = set()
        self._published_numbers: set[int] = set()
        self._parsing = connection.cursor()
        lend_to_parser(self._parsing)

    @property
    def version(self) -> str:
        """`duckdb` and the version of the library."""
        return f"duckdb {duckdb.__version__}"

    def session(self) -> DuckDBSession:
        """Return a new connection, for one thread."""
        with translated():
            return DuckDBSession(self._open_cursor(), self._file, self._forget)

    def rehearsal(self, names: Collection[RelationName]) -> None:
        """Return None: DuckDB rejects statements while building, before anything is published."""

    def catalogue(self) -> Catalogue:
        """Return everything that planning needs to know of the database, in one transaction."""
        with self._cursor() as cursor:
            cursor.execute("begin transaction")
            inventory = read_inventory(cursor)
            is_published = MANIFEST in inventory
            target, known = self._target, read_columns(cursor) if is_published else {}
            rows = read_relations(cursor, target, known=known) if is_published else {}
            generations = read_generations(cursor, target, known) if is_published else ()
            taken = read_taken(cursor, target, known) if is_published else {}
            replaced = replaced_by_somebody(cursor, target, known) if known else frozenset()
            number = newest_number(cursor) if is_published else 0
            newest = newest_number_with_facts(cursor, inventory)
            copy_of = owner_of_copy(cursor) if ABOUT in inventory else None
            cursor.execute("rollback")
        versions = [
            found.relation
            for found in inventory.values()
            if found.relation.database is None and found.relation.schema == VERSIONS_SCHEMA
        ]
        numbers = [newest, number, *map(version_number, versions)]
        return Catalogue(
            existing={
                found.relation: found
                for found in inventory.values()
                if not is_hidden(found.relation)
            },
            # A version that somebody dropped by hand counts as never published.
            published={
                unique_id: row
                for unique_id, row in rows.items()
                if row.version is None or folded(row.version) in inventory
            },
            generations=generations,
            newest_generation=number,
            taken=taken,
            replaced=replaced,
            copy_of=copy_of,
            next_version=max(numbers, default=0) + 1,
            versions=frozenset(versions),
            hidden_tables=tuple(
                found.relation
                for found in inventory.values()
                if found.kind == "table" and is_hidden(found.relation)
            ),
        )

    def comments(self) -> Mapping[RelationName, Comments]:
        """Return the comments on relations and their columns, by folded names."""
        with self._cursor() as cursor:
            return read_comments(cursor)

    def prepare(self, schemas: Sequence[str], keep: Collection[RelationName] = ()) -> None:
        """Create missing schemas, and drop versions that no generation uses.

        `keep` are versions of an unfinished run that the next one continues.
        """
        with self._cursor() as cursor:
            if is_short_of_space(self._file):
                # A run that ran out of space may have left what takes it.
                prepare_schemas(cursor, schemas, keep, self._target)
                cursor.execute("checkpoint")
            require_space_to_write(self._file, cursor)
            prepare_schemas(cursor, schemas, keep, self._target)

    def publish(
        self,
        changes: Sequence[Change],
        run_id: str,
        at: datetime,
        notes: Sequence[Notes] = (),
        gone: Sequence[str] = (),
        following: Following = NOBODY,
        fetch: Fetch | None = None,
    ) -> Generation:
        """Switch all relations in one transaction, write the manifest, and read it back.

        `fetch` reads who is in which segment from another engine, if that has the rows.
        """
        with self._cursor() as cursor:
            require_space_to_write(self._file, cursor)
            # A cancel during or after the commit must not make it look undone.
            before_commit = partial(self._forget, cursor)
            publish = partial(
                publish_changes,
                *(cursor, changes, run_id, at, notes, self._target, before_commit, gone, following),
                fetch,
            )
            return self._published(publish, run_id, cursor)

    def settle(self) -> None:
        """Checkpoint what was published into the database's file; raises EnvironmentFault."""
        with self._cursor() as cursor:
            settle(cursor)

    def note(self, notes: Sequence[Notes]) -> None:
        """Write into existing internal tables, in one transaction."""
        with self._cursor() as cursor:
            cursor.execute("begin transaction")
            for of_table in notes:
                write_notes(cursor, of_table)
            cursor.execute("commit")

    def rollback(
        self,
        generation: int,
        run_id: str,
        at: datetime,
        following: Following = NOBODY,
        fetch: Fetch | None = None,
    ) -> Generation:
        """Publish an earlier generation again, as a new one; raises UsageError if it is gone."""
        next_version = self.catalogue().next_version
        with self._cursor() as cursor:
            require_space_to_write(self._file, cursor)
            before_commit = partial(self._forget, cursor)
            republish = partial(
                roll_back,
                *(cursor, generation, run_id, at, next_version, self._target, before_commit),
                *(following, fetch),
            )
            return self._published(republish, run_id, cursor)

    def show_generation(self, number: int) -> Earlier:
        """Let an earlier generation be read, in an attached database in memory."""
        with self._cursor() as cursor:
            return show_generation(cursor, number, self._target)

    def collect(self, keep: int) -> int:
        """Drop versions that only generations before the last `keep` use; return how many."""
        with self._cursor() as cursor:
            return collect_versions(cursor, keep, self._target)

    def copy_for_readers(
        self, copy: ReadersCopy, keep: KeepOf | None = None, *, is_forced: bool = False
    ) -> Copied | None:
        """Update the copy for readers; return None if it is up to date, unless forced."""
        if self._aside is None:
            return None
        with self._cursor() as cursor:
            aside, target = self._aside, self._target
            return copy_for_readers(cursor, copy, aside, target, keep, is_forced=is_forced)

    def read_from_copy(self) -> None:
        """Let a database in memory show the content of the attached copy."""
        with self._cursor() as cursor:
            show_copy(cursor)

    def delete_rows(
        self, conditions: Mapping[RelationName, str], notes: Sequence[Notes] = ()
    ) -> None:
        """Delete rows from versions and internal tables, and write `notes`, in one transaction."""
        with self._cursor() as cursor:
            require_space_to_write(self._file, cursor)
            delete_rows(cursor, conditions, notes)

    def require_room(self) -> None:
        """Raise EnvironmentFault if a second copy of the file would not fit on its disk."""
        with self._cursor() as cursor:
            require_room(cursor)

    def compact(self, without: RelationName | None = None) -> Compacted | None:
        """Replace the file with a fresh copy, and close; None for a database in memory."""
        with self._cursor() as cursor:
            compacted = compact_database(cursor, without)
        if compacted is not None:
            self.close()
        return compacted

    def cancel(self) -> None:
        """Cancel what all sessions are running now; safe to call from another thread."""
        with self._lock:
            for cursor in self._live:
                cursor.interrupt()

    def discard(self) -> None:
        """Close, and delete the file if the database is empty.

        While it is locked, no other process has it open: one that waits for the lock opens a new
        file.
        """
        if self._file is not None and self.catalogue() == Catalogue():
            self._file.unlink(missing_ok=True)
        self.close()

    def close(self) -> None:
        """Close every session and the database."""
        take_from_parser(self._parsing)
        self._parsing.close()
        with self._lock:
            live, self._live = self._live, set()
        for cursor in live:
            cursor.close()
        self._connection.close()

    def _published(
        self,
        publish: Callable[[], Generation],
        run_id: str,
        cursor: duckdb.DuckDBPyConnection,
    ) -> Generation:
        """Return what a call publishes, or what the file has if the commit broke the database.

        The database is closed then, and its further use raises an error with the reason.
        """
        try:
            with translated():
                made = publish()
            self._published_numbers.add(made.number)
            return made
        except EnvironmentFault as fault:
            if self._file is None or self._database is not None or not is_lost(cursor):
                raise
            self.close()
            self._fault = fault
            try:
                found = published_by(run_id, self._file, self._target)
            except duckdb.Error as error:
                self._fault = commit_unverified(fault, error)
                raise self._fault from error
            # One run can publish more than once.
            if found is None or found.number in self._published_numbers:
                raise
            self._fault = only_in_log(fault)
            return found

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with translated():
            cursor = self._open_cursor()
            try:
                yield cursor
            finally:
                self._forget(cursor)
                cursor.close()

    def _open_cursor(self) -> duckdb.DuckDBPyConnection:
        if self._fault is not None:
            raise self._fault
        with self._lock:
            cursor = self._connection.cursor()
            self._live.add(cursor)
        if self._database is not None:
            cursor.execute(f"use {quote(self._database)}")
        return cursor

    def _forget(self, cursor: duckdb.DuckDBPyConnection) -> None:
        with self._lock:
            self._live.discard(cursor)
