"""Steps that are rebuilt for some keys only: which keys, and what replaces their inputs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from msgspec.structs import replace

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Engine, Session
from orchestrator.errors import EnvironmentFault, StatementError
from orchestrator.plan.refreshing import Refresh, TableChange
from orchestrator.plan.reuse import Reuse
from orchestrator.plan.steps import (
    ApplyDelta,
    Build,
    CreateTable,
    KeyTable,
    RunPython,
    RunTest,
    Step,
)
from orchestrator.runner.changed_rows import ChangedRows
from orchestrator.runner.closing import Closing
from orchestrator.runner.materializations.refreshed import refreshing
from orchestrator.state.source_changes import FEW_KEYS, LARGEST_SHARE
from orchestrator.warehouse import connected


class Narrowing:
    """Narrows steps to the keys that changed; used by all threads of a run.

    `changes` fills as steps end. If the engine rejects a statement (StatementError), the node can
    still be built in full.
    """

    def __init__(
        self,
        reuse: Reuse,
        number: int,
        changes: Mapping[str, TableChange],
        steps: Mapping[str, Step],
    ) -> None:
        self._reuse = reuse
        self._number = number
        self._rows = ChangedRows(reuse, number, changes, steps)

    @contextmanager
    def build(
        self, step: Build, refresh: Refresh, session: Session, closing: Closing
    ) -> Iterator[tuple[Build, Closing] | None]:
        """Yield the step that builds some keys of a table, and its inputs; None: build all."""
        columns = refresh.reads.columns
        selects = self._rows.keys(refresh.tables, refresh.reads, session, closing)
        if selects is None or not isinstance(step, CreateTable | RunPython | ApplyDelta):
            yield None
            return
        dialect = closing.dialect
        if not selects:
            # Only inputs that cause no rebuild changed.
            published = closing.relations.this(step.unique_id)
            listed = ", ".join(map(dialect.quote, columns))
            selects = [f"select {listed} from {published} where false"]
        keys = dialect.version_name(step.relation, self._number, "keys")
        name = dialect.relation(keys)
        count = session.execute(dialect.create_table(keys, "\nunion\n".join(selects)))
        try:
            if count is None or not self._is_worth_it(step, refresh, count, name, session, dialect):
                yield None
                return
            closing = self._narrowed(step.unique_id, refresh, session, closing, name)
            if isinstance(step, ApplyDelta):
                yield replace(step, only=KeyTable(keys, columns)), closing
            else:
                only, number = KeyTable(keys, columns), self._number
                current = self._reuse.published[step.unique_id]
                yield refreshing(step, current, only, number, dialect, count), closing
        finally:
            # A fault of the environment must be reported as it is; the next run removes what is
            # left.
            with suppress(StatementError, EnvironmentFault):
                session.execute(f"drop table {name}")

    def _is_worth_it(
        self,
        step: Build,
        refresh: Refresh,
        count: int,
        keys: str,
        session: Session,
        dialect: Dialect,
    ) -> bool:
        """Return whether the keys are few, and none is NULL."""
        version = self._reuse.published[step.unique_id].version
        fact = self._reuse.facts.by_version.get(version) if version else None
        if fact is None or fact.row_count is None:
            return False
        if count > max(LARGEST_SHARE * fact.row_count, FEW_KEYS):
            return False
        is_null = " or ".join(
            f"{dialect.quote(column)} is null" for column in refresh.reads.columns
        )
        return session.query(f"select count(*) from {keys} where {is_null}").values == ((0,),)

    def test(
        self, test: RunTest, refresh: Refresh, session: Session, closing: Closing
    ) -> Closing | None:
        """Return what a test reads of the rows that changed; None: it reads all."""
        if refresh.reads.is_by_row and [each.unique_id for each in refresh.tables] == [test.tested]:
            (table,) = refresh.tables
            change = self._rows.of(table, session, closing)
            if change is not None and not change.is_full:
                came = closing.dialect.relation(change.came)
                seen = closing.relations.seen(test.unique_id, table.unique_id, came)
                return replace(closing, narrowed={table.unique_id: seen})
        selects = self._rows.keys(refresh.tables, refresh.reads, session, closing)
        if selects is None:
            return None
        keys = f"({' union '.join(selects)})"
        # Rows without a key are tested too: they may be what the test is for.
        equals = "is not distinct from"
        return self._narrowed(test.unique_id, refresh, session, closing, keys, equals)

    def close(self, engine: Engine, dialect: Dialect) -> None:
        """Drop what was only created to determine keys."""
        with connected(engine, dialect) as warehouse:
            self._rows.drop(warehouse.session, dialect)

    def _narrowed(
        self,
        reader: str,
        refresh: Refresh,
        session: Session,
        closing: Closing,
        keys: str,
        equals: str = "=",
    ) -> Closing:
        """Return what replaces the inputs that have the keys, and the table itself."""
        reads = refresh.reads
        inputs = self._rows.inputs(reader, reads, keys, session, closing, equals)
        inputs = self._rows.settling(inputs, refresh.tables)
        itself = (reader,) if reader in self._reuse.published else ()
        found = {name: inputs.of(name) for name in (*reads.inputs, *itself)}
        for name, lookup in reads.lookups.items():
            if lookup.is_narrowed:
                found[name] = self._rows.looked_up(inputs, name, reads)
        return replace(closing, narrowed=found)
