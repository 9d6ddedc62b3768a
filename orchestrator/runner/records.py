"""What a run records for later ones: facts about versions, verdicts and definitions, in batches."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from time import monotonic

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Change, Engine, Notes
from orchestrator.errors import EnvironmentFault, StatementError
from orchestrator.names import RelationName
from orchestrator.plan.decisions import NodeState
from orchestrator.plan.reuse import Reuse
from orchestrator.results import Event, Notice
from orchestrator.runner.comparing import VersionContents
from orchestrator.runner.looks import notes_of_looks, notes_of_sources
from orchestrator.state.facts import (
    DEFINITIONS,
    DIGESTS,
    VERDICTS,
    VERSIONS,
    create_tables,
    notes_for,
)
from orchestrator.state.trimming import Declared, surplus
from orchestrator.warehouse import utc_naive

_WRITE_EVERY_SECONDS = 0.5

_Row = Sequence[object]


class Records:
    """Writes facts once their version exists. A kill in between loses only reuse.

    What a delta changes in place is recorded by the publishing transaction: see `notes`. `number`
    is that of the run's versions.
    """

    def __init__(self, reuse: Reuse, number: int, engine: Engine, dialect: Dialect) -> None:
        self._reuse = reuse
        self._number = number
        self._engine = engine
        self._dialect = dialect
        self._rows = _no_rows()
        self._deferred: dict[str, tuple[_Row, Sequence[_Row]]] = {}
        self._defined: set[str] = set()
        self._refusal: str | None = None
        self._written_at = monotonic()

    def begin(self) -> None:
        """Create the tables, and delete facts of what is gone, before anything is built."""
        create_tables(self._engine, self._dialect, self._reuse.facts)
        gone = [(version.schema, version.identifier) for version in self._reuse.facts.gone]
        key = ("version_schema", "version")
        notes = [
            notes_for(self._dialect, table, (), key=key, gone=gone)
            for table in (VERSIONS, DIGESTS)
            if gone
        ]
        notes += notes_of_looks(self._reuse, self._dialect)
        if notes:
            self._engine.note(notes)

    def seen(self, unique_id: str, key: str) -> None:
        """Record how a test judged a content, or that a view has its columns with it."""
        if key:
            at = utc_naive(datetime.now(UTC))
            self._rows[VERDICTS].append((unique_id, key, at, self._reuse.recording.target))

    def built(
        self,
        unique_id: str,
        key: str,
        version: RelationName,
        contents: VersionContents,
        states: Mapping[str, NodeState],
        *,
        is_deferred: bool,
    ) -> None:
        """Record what a version contains; if it `is_deferred`, when that is published."""
        definition = self._reuse.definitions[unique_id]
        inputs = {
            read: (state.content, state.row_count)
            for read in definition.inputs
            if (state := states.get(read)) is not None
        }
        row = (
            unique_id,
            key,
            version.schema,
            version.identifier,
            definition.digest,
            contents.content,
            contents.row_count,
            utc_naive(datetime.now(UTC)),
            self._number,
            json.dumps(inputs),
        )
        digests = [
            (of.schema, of.identifier, digest)
            for of, digest in contents.digests.items()
            if of == version or of in self._reuse.facts.by_version
        ]
        if is_deferred:
            self._deferred[unique_id] = row, digests
        else:
            self._rows[VERSIONS].append(row)
            self._rows[DIGESTS] += digests

    def defined(self, unique_id: str) -> None:
        """Remember a new definition: what was found out about it and, for reasons, all of it."""
        definition = self._reuse.definitions[unique_id]
        if unique_id in self._defined or (
            (unique_id, definition.digest) in self._reuse.facts.definitions
        ):
            return
        self._defined.add(unique_id)
        used: Mapping[str, Mapping[str, str]] = self._reuse.recording.used.get(unique_id, {})
        self._rows[DEFINITIONS].append(
            (
                unique_id,
                definition.digest,
                json.dumps(definition.text_doubts),
                json.dumps(definition.inputs),
                self._reuse.recording.mask.text(definition.text),
                self._reuse.recording.mask.json(definition.config),
                self._reuse.recording.mask.json(json.dumps(used.get("variables", {}), default=str)),
                json.dumps(used.get("macros", {})),
            )
        )

    def notes(self, changes: Sequence[Change]) -> tuple[Notes, ...]:
        """Return what publishing these changes records about versions changed in place."""
        deferred = [
            self._deferred[change.unique_id]
            for change in changes
            if change.unique_id in self._deferred
        ]
        versions = [version for version, _ in deferred]
        digests = [digest for _, of_one in deferred for digest in of_one]
        return (
            tuple(
                notes_for(self._dialect, table, rows)
                for table, rows in ((VERSIONS, versions), (DIGESTS, digests))
                if rows
            )
            + self._sources()
        )

    def _sources(self) -> tuple[Notes, ...]:
        """Return the contents of sources whose new rows can be found, if all readers are built."""
        seen, facts = self._reuse.sources.seen, self._reuse.facts
        return tuple(notes_of_sources(seen, self._reuse.recording.target, facts, self._dialect))

    def unchanged(self) -> Iterator[Event]:
        """Record the contents of sources if everything built from them equals what is published."""
        try:
            if notes := self._sources():
                self._engine.note(notes)
        except (StatementError, EnvironmentFault) as error:
            yield Notice("warn", f"changes in sources could not be recorded: {error}")

    def write_if_due(self) -> None:
        """Write what was recorded, if the last time is a while ago."""
        if monotonic() - self._written_at > _WRITE_EVERY_SECONDS:
            self._write()

    def closed(self) -> Iterator[Event]:
        """Write what was not written yet; if that fails, yield a warning."""
        self._write()
        if self._refusal is not None:
            yield Notice("warn", f"what was built cannot be reused: {self._refusal}")

    def trimmed(self, keep_generations: int) -> Iterator[Event]:
        """Delete facts that no later run can use; what cannot be deleted now is deleted later."""
        reuse = self._reuse
        digests = {name: found.digest for name, found in reuse.definitions.items()}
        try:
            session = self._engine.session()
            try:
                declared = Declared(reuse.recording.nodes, reuse.recording.locations, digests)
                notes = surplus(session, self._dialect, declared, keep_generations)
            finally:
                session.close()
            if notes:
                self._engine.note(notes)
        except (StatementError, EnvironmentFault) as error:
            yield Notice("warn", f"old reuse records could not be deleted: {error}")

    def _write(self) -> None:
        notes = [
            notes_for(self._dialect, table, rows) for table, rows in self._rows.items() if rows
        ]
        try:
            if notes:
                self._engine.note(notes)
        except (StatementError, EnvironmentFault) as error:
            self._refusal = self._refusal or str(error)
        self._rows = _no_rows()
        self._written_at = monotonic()


def _no_rows() -> dict[str, list[_Row]]:
    return {table: [] for table in (VERSIONS, DIGESTS, VERDICTS, DEFINITIONS)}
