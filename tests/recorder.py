"""An engine without a database: it records statements and gives the answers it was told to.

For tests of what runs, in which order, and of what is published when something is refused.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any

from orchestrator.engines.boundary import (
    Catalogue,
    Change,
    Compacted,
    Copied,
    Earlier,
    FileFormat,
    Generation,
    Keep,
    KeepOf,
    LoadResult,
    Notes,
    ReadersCopy,
    SeedFile,
)
from orchestrator.errors import StatementError, UsageError
from orchestrator.generations.events import NOBODY, Following
from orchestrator.names import RelationName
from orchestrator.nodes import Comments
from orchestrator.results import Content, Rows


@dataclass(slots=True)
class Recorder:
    """A fake engine. `answers` and `refusals` apply to statements that contain their key.

    `statements` are what sessions ran, in order; `calls` what the engine itself was asked for.
    """

    answers: Mapping[str, Rows] = field(default_factory=dict)
    refusals: Mapping[str, StatementError] = field(default_factory=dict)
    known: Catalogue = field(default_factory=Catalogue)
    version: str = "recorder 1"
    statements: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    published: list[tuple[Change, ...]] = field(default_factory=list)
    notes: list[Notes] = field(default_factory=list)
    generations: list[Generation] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def session(self) -> "RecordingSession":
        """A session that writes into this recorder."""
        return RecordingSession(self)

    def rehearsal(self, names: Collection[RelationName]) -> None:
        """None: it does what it is told to."""

    def catalogue(self) -> Catalogue:
        """What the recorder was told that the database has."""
        return self.known

    def comments(self) -> Mapping[RelationName, Comments]:
        """None: nothing is in the database."""
        return {}

    def prepare(self, schemas: Sequence[str], keep: Collection[RelationName] = ()) -> None:
        """Note the schemas."""
        kept = f" keep {', '.join(map(str, keep))}" if keep else ""
        self.calls.append(f"prepare {', '.join(schemas)}{kept}")

    def publish(
        self,
        changes: Sequence[Change],
        run_id: str,
        at: datetime,
        notes: Sequence[Notes] = (),
        gone: Sequence[str] = (),
        following: Following = NOBODY,
    ) -> Generation:
        """Note the changes as the next generation."""
        without = f" without {', '.join(gone)}" if gone else ""
        self.calls.append(f"publish {', '.join(change.unique_id for change in changes)}{without}")
        self.published.append(tuple(changes))
        self.notes.extend(notes)
        return self._next(run_id, at, len(changes) + len(gone))

    def settle(self) -> None:
        """There is nothing to fold in."""

    def note(self, notes: Sequence[Notes]) -> None:
        """Note which tables are written."""
        self.calls.append(f"note {', '.join(str(of_table.table) for of_table in notes)}")

    def rollback(
        self, generation: int, run_id: str, at: datetime, following: Following = NOBODY
    ) -> Generation:
        """Note an earlier generation as the next one."""
        if generation not in {known.number for known in self.generations}:
            raise UsageError(f"no generation {generation} to roll back to")
        self.calls.append(f"rollback {generation}")
        self.published.append(self.published[generation - 1])
        return self._next(run_id, at, len(self.published[-1]))

    def show_generation(self, number: int) -> Earlier:
        """Note the call; it published nothing."""
        self.calls.append(f"show generation {number}")
        return Earlier({}, frozenset())

    def collect(self, keep: int) -> int:
        """Note the call; nothing is dropped."""
        self.calls.append(f"collect {keep}")
        return 0

    def copy_for_readers(
        self, copy: ReadersCopy, keep: KeepOf | None = None, *, is_forced: bool = False
    ) -> Copied | None:
        """Note the call; nothing is copied."""
        self.calls.append(f"copy for readers to {copy.shown_path}")
        return None

    def delete_rows(
        self, conditions: Mapping[RelationName, str], notes: Sequence[Notes] = ()
    ) -> None:
        """Note the tables and conditions."""
        self.calls += [f"delete from {name} where {sql}" for name, sql in conditions.items()]

    def require_room(self) -> None:
        """Note the call."""
        self.calls.append("require room")

    def compact(self, without: RelationName | None = None) -> Compacted | None:
        """Note the call; there is no file."""
        self.calls.append("compact")
        return None

    def cancel(self) -> None:
        """Note the call."""
        self.calls.append("cancel")

    def discard(self) -> None:
        """Note the call."""
        self.calls.append("discard")

    def close(self) -> None:
        """Note the call."""
        self.calls.append("close")

    def answer(self, statement: str) -> Rows:
        """Record a statement; raises what it is refused with, or returns its answer."""
        with self._lock:
            self.statements.append(statement)
        for part, error in self.refusals.items():
            if part in statement:
                raise error
        for part, rows in self.answers.items():
            if part in statement:
                return rows
        return Rows((), ())

    def _next(self, run_id: str, at: datetime, relations: int) -> Generation:
        generation = Generation(len(self.generations) + 1, run_id, at, relations)
        self.generations.append(generation)
        return generation


@dataclass(slots=True)
class RecordingSession:
    """A session of a Recorder."""

    recorder: Recorder

    def execute(self, sql: str) -> int | None:
        """Record; the first value of the answer, where it is a number."""
        values = self.recorder.answer(sql).values
        return values[0][0] if values and isinstance(values[0][0], int) else None

    def query(self, sql: str, limit: int | None = None) -> Rows:
        """Record; at most `limit` rows of the answer."""
        rows = self.recorder.answer(sql)
        return Rows(rows.columns, rows.values[:limit], rows.types)

    def describe(self, select: str) -> tuple[tuple[str, str], ...]:
        """Record `describe ...`; the columns of the answer."""
        rows = self.recorder.answer(f"describe {select}")
        types = rows.types or ("VARCHAR",) * len(rows.columns)
        return tuple(zip(rows.columns, types, strict=True))

    def content(self, relation: RelationName) -> Content:
        """Record `content of relation`; as many rows as the answer has, and a digest of them."""
        rows = self.recorder.answer(f"content of {relation}")
        return Content(len(rows.values), repr(rows.values))

    def changed_keys(
        self,
        one: RelationName,
        other: RelationName,
        columns: Sequence[str],
        keys: RelationName,
        read: Sequence[str] = (),
    ) -> bool:
        """Record what is compared; whether the answer has rows."""
        named = ", ".join(columns)
        return bool(
            self.recorder.answer(f"changed keys ({named}) of {one} and {other} as {keys}").values
        )

    def changed_share(
        self, one: RelationName, other: RelationName, columns: Sequence[str], every: int
    ) -> float | None:
        """Record what is compared; nothing is known of it."""
        self.recorder.answer(f"changed share ({', '.join(columns)}) of {one} and {other}")
        return None

    def load(self, seed: SeedFile, version: RelationName, keep: Keep | None = None) -> LoadResult:
        """Record `load path into version`; as many rows as the answer has."""
        rows = self.recorder.answer(f"load {seed.shown_path} into {version}")
        return LoadResult(len(rows.values))

    def frame(self, select: str) -> Rows:
        """Record; the answer stands for a DataFrame, so that no test needs pandas."""
        return self.recorder.answer(select)

    def arrays(self, select: str) -> Rows:
        """Record; the answer stands for arrays."""
        return self.recorder.answer(select)

    def arrow(self, select: str) -> Rows:
        """Record; the answer stands for a Table."""
        return self.recorder.answer(select)

    def fill(self, version: RelationName, frame: Sequence[object], keep: Keep | None = None) -> int:
        """Record `fill version`; as many rows as the frame has."""
        self.recorder.answer(f"fill {version}")
        return len(frame)

    def unload(
        self,
        select: str,
        file: Path,
        format_: FileFormat,
        options: Mapping[str, Any] = MappingProxyType({}),
    ) -> int:
        """Record `unload file`; as many rows as the answer to the SELECT has."""
        self.recorder.answer(f"unload {file.name} as {format_}")
        return len(self.recorder.answer(select).values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Record the begin and the end."""
        self.recorder.answer("begin transaction")
        yield
        self.recorder.answer("commit")

    def close(self) -> None:
        """Do nothing."""
