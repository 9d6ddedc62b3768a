"""Spark with its records: Spark holds data and views, the records decide what is published.

The records are a DuckDB database with all relations, without their rows. See docs/spark.md.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from typing import NoReturn

from msgspec.structs import replace

from orchestrator.engines.boundary import (
    Catalogue,
    Change,
    Compacted,
    Earlier,
    Generation,
    KeepOf,
    Notes,
)
from orchestrator.engines.duckdb.engine import DuckDBEngine
from orchestrator.engines.duckdb.published.segment_events import Fetch
from orchestrator.engines.duckdb.session import DuckDBSession
from orchestrator.engines.spark.earlier import show_on_spark
from orchestrator.engines.spark.functions import create_stand_ins
from orchestrator.engines.spark.mirror import Mirror
from orchestrator.engines.spark.session import MirroredSession
from orchestrator.engines.spark.shapes import copy_shapes
from orchestrator.engines.spark.switching import Switches, note, noted
from orchestrator.errors import UsageError
from orchestrator.generations.events import NOBODY, Following
from orchestrator.generations.readers import Copied, ReadersCopy
from orchestrator.names import RelationName
from orchestrator.nodes import Comments

_NEWEST = "newest version"


class SparkEngine:
    """Spark and its records, open for the target with the schema `target`.

    `scratch` opens a database in memory, which can read the same files as the records.
    """

    def __init__(
        self,
        records: DuckDBEngine,
        mirror: Mirror,
        target: str,
        scratch: Callable[[], DuckDBEngine],
        *,
        is_rehearsing: bool = False,
    ) -> None:
        self._records = records
        self._scratch = scratch
        self._mirror = mirror
        self._target = target
        self._is_rehearsing = is_rehearsing
        self._switches = Switches(records, mirror, target)

    @property
    def version(self) -> str:
        """`spark`, and the engine of the records."""
        return f"spark with {self._records.version}"

    def session(self) -> MirroredSession:
        """Return a new connection to the records, for one thread; all share Spark."""
        records = self._records.session()
        return MirroredSession(
            records, self._mirror, self._scratch, is_rehearsing=self._is_rehearsing
        )

    def rehearsal(self, names: Collection[RelationName]) -> "SparkEngine":
        """Return an engine with the same relations and no rows, which does nothing on Spark."""
        self._switches.require_free(names)
        scratch = self._scratch()
        rehearsal = SparkEngine(
            scratch, self._mirror.rehearsing(), self._target, self._scratch, is_rehearsing=True
        )
        with self._session() as records, rehearsal._session() as empty:
            copy_shapes(records, empty)
            for each in (records, empty):
                create_stand_ins(each)
        return rehearsal

    def catalogue(self) -> Catalogue:
        """Return the catalogue of the records; version numbers are never reused."""
        found = self._records.catalogue()
        with self._session() as records:
            newest = int(noted(records, _NEWEST) or 0)
        return replace(found, next_version=max(found.next_version, newest + 1))

    def comments(self) -> Mapping[RelationName, Comments]:
        """Return the comments on relations and their columns, by folded names."""
        return self._records.comments()

    def are_behind(self) -> bool:
        """Return whether some names may not show the last generation yet."""
        with self._session() as records:
            return self._switches.are_behind(records)

    def finish(self) -> None:
        """Let all names show what is published; raises EnvironmentFault."""
        with self._session() as records:
            self._switches.finish(records)

    def prepare(self, schemas: Sequence[str], keep: Collection[RelationName] = ()) -> None:
        """Create missing schemas, and drop versions that no generation uses."""
        next_version = self.catalogue().next_version
        self._records.prepare(schemas, keep)
        with self._session() as records:
            note(records, _NEWEST, str(next_version))
            self._switches.own(records)
        self._switches.sweep()
        for schema in schemas:
            self._mirror.spark.client.run(f"create schema if not exists `{schema}`")

    def publish(
        self,
        changes: Sequence[Change],
        run_id: str,
        at: datetime,
        notes: Sequence[Notes] = (),
        gone: Sequence[str] = (),
        following: Following = NOBODY,
    ) -> Generation:
        """Record the generation in one transaction, then switch the names on Spark one by one."""
        self._switches.require_free(change.relation for change in changes)
        with self._moves() as fetch:
            publish = partial(
                self._records.publish, changes, run_id, at, notes, gone, following, fetch
            )
            return self._switched(publish)

    def settle(self) -> None:
        """Checkpoint what was published into the file of the records; raises EnvironmentFault."""
        self._records.settle()

    def note(self, notes: Sequence[Notes]) -> None:
        """Write into existing internal tables, in one transaction."""
        self._records.note(notes)

    def rollback(
        self, generation: int, run_id: str, at: datetime, following: Following = NOBODY
    ) -> Generation:
        """Publish an earlier generation again, as a new one; raises UsageError if it is gone."""
        with self._moves() as fetch:
            rollback = partial(self._records.rollback, generation, run_id, at, following, fetch)
            return self._switched(rollback)

    def show_generation(self, number: int) -> Earlier:
        """Let an earlier generation be read, in views that are dropped on closing."""
        with self._session() as records:
            return show_on_spark(self._records.show_generation(number), self._mirror, records)

    def collect(self, keep: int) -> int:
        """Drop versions that the last `keep` generations do not use; return how many."""
        dropped = self._records.collect(keep)
        self._switches.sweep()
        return dropped

    def copy_for_readers(
        self, copy: ReadersCopy, keep: KeepOf | None = None, *, is_forced: bool = False
    ) -> Copied | None:
        """Return None: readers of Spark do not block builds."""
        return None

    def delete_rows(
        self, conditions: Mapping[RelationName, str], notes: Sequence[Notes] = ()
    ) -> None:
        """Raise UsageError: not supported yet."""
        _refuse("to delete rows")

    def require_room(self) -> None:
        """Raise UsageError: not supported yet."""
        _refuse("to delete rows")

    def compact(self, without: RelationName | None = None) -> Compacted | None:
        """Raise UsageError: not supported yet."""
        _refuse("to delete rows")

    def cancel(self) -> None:
        """Cancel what all sessions are running now; safe to call from another thread."""
        self._records.cancel()
        self._mirror.spark.cancel()

    def discard(self) -> None:
        """Close, and delete the records if they are empty."""
        self._records.discard()
        self._mirror.spark.close()

    def close(self) -> None:
        """Close the records, and stop Spark."""
        if not self._is_rehearsing:
            self._mirror.drop_aside()
        self._records.close()
        if not self._is_rehearsing:
            self._mirror.spark.close()

    @contextmanager
    def _moves(self) -> Iterator[Fetch]:
        """Return what reads from Spark who enters and leaves segments."""
        with closing(self.session()) as session:
            yield session.fetched

    def _switched(self, decide: Callable[[], Generation]) -> Generation:
        """Record a generation, and let names on Spark show it."""
        before, are_behind = self._records.catalogue().published, self.are_behind()
        generation = decide()
        with self._session() as records:
            if are_behind:
                self._switches.finish(records)
            else:
                self._switches.switch(before, records)
        return generation

    @contextmanager
    def _session(self) -> Iterator[DuckDBSession]:
        session = self._records.session()
        try:
            yield session
        finally:
            session.close()


def _refuse(what: str) -> NoReturn:
    raise UsageError(f"{what} is not supported on Spark yet")
