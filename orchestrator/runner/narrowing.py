"""Steps that are made again for some keys only: which keys, and what stands for their inputs."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from threading import Lock

from msgspec import Struct, field
from msgspec.structs import replace

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Engine, Session
from orchestrator.errors import EnvironmentFault, StatementError
from orchestrator.names import RelationName
from orchestrator.plan.refreshing import KeyLookup, Refresh, TableChange
from orchestrator.plan.reuse import Reuse
from orchestrator.plan.steps import (
    ApplyDelta,
    Build,
    CreateTable,
    KeyTable,
    RefreshKeys,
    RunPython,
    RunTest,
    Step,
)
from orchestrator.runner.closing import Closing
from orchestrator.runner.narrowed_inputs import NarrowedInputs
from orchestrator.warehouse import connected

LARGEST_SHARE, FEW_KEYS = 0.3, 100
"""Of more keys than this share of a table's rows, all of it is made: that takes less time. Few keys
are always worth it: a small table may be made of a large one."""


class _Compared(Struct):
    """The table of the `keys` by which two whole versions of a table differ.

    `is_told` is None until they were compared, and False where that does not tell.
    """

    keys: RelationName
    lock: Lock = field(default_factory=Lock)
    is_told: bool | None = None


class Narrowing:
    """Narrows steps to the keys that changed; used by all threads of a run.

    `changes` fills as steps end. Two whole versions of a table are compared once, when the first
    step asks by which keys they differ. Where the engine refuses any of it, so that StatementError
    is raised, all of a node can still be made.
    """

    def __init__(
        self,
        reuse: Reuse,
        number: int,
        changes: Mapping[str, TableChange],
        steps: Mapping[str, Step],
    ) -> None:
        self._reuse = reuse
        self._steps = steps
        self._number = number
        self._changes = changes
        self._lock = Lock()
        self._compared: dict[tuple[str, tuple[str, ...]], _Compared] = {}
        self._is_left: dict[str, bool] = {}

    @contextmanager
    def build(
        self, step: Build, refresh: Refresh, session: Session, closing: Closing
    ) -> Iterator[tuple[Build, Closing] | None]:
        """The step that makes some keys of a table, and what it reads; None: it makes all."""
        selects = self._selects(refresh, session, closing)
        if selects is None or not isinstance(step, CreateTable | RunPython | ApplyDelta):
            yield None
            return
        dialect = closing.dialect
        if not selects:
            # Only what makes no row again is different.
            published = closing.relations.this(step.unique_id)
            columns = ", ".join(map(dialect.quote, refresh.columns))
            selects = [f"select {columns} from {published} where false"]
        keys = dialect.version_name(step.relation, self._number, "keys")
        name = dialect.relation(keys)
        count = session.execute(dialect.create_table(keys, "\nunion\n".join(selects)))
        try:
            if count is None or not self._is_worth_it(step, refresh, count, name, session, dialect):
                yield None
                return
            closing = self._narrowed(step.unique_id, refresh, session, closing, name)
            if isinstance(step, ApplyDelta):
                yield replace(step, only=KeyTable(keys, refresh.columns)), closing
            else:
                only = KeyTable(keys, refresh.columns)
                yield self._refreshing(step, only, count, dialect), closing
        finally:
            # A fault of the environment must be told as it is; the next run clears away what stays.
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
        """Whether the keys are few, and each of them has a value."""
        version = self._reuse.published[step.unique_id].version
        fact = self._reuse.facts.by_version.get(version) if version else None
        if fact is None or fact.row_count is None:
            return False
        if count > max(LARGEST_SHARE * fact.row_count, FEW_KEYS):
            return False
        is_null = " or ".join(f"{dialect.quote(column)} is null" for column in refresh.columns)
        return session.query(f"select count(*) from {keys} where {is_null}").values == ((0,),)

    def _refreshing(
        self, step: CreateTable | RunPython, only: KeyTable, key_count: int, dialect: Dialect
    ) -> RefreshKeys:
        def part(name: str) -> RelationName:
            return dialect.version_name(step.relation, self._number, name)

        return RefreshKeys(
            unique_id=step.unique_id,
            reason=step.reason,
            origin=step.origin,
            relation=step.relation,
            version=step.version,
            fingerprint=step.fingerprint,
            contract=step.contract,
            stamps=step.stamps,
            sql=step.sql if isinstance(step, CreateTable) else None,
            code=step.code if isinstance(step, RunPython) else None,
            current=self._reuse.published[step.unique_id],
            key=only.columns,
            only=only,
            key_count=key_count,
            rows=part("delta"),
            undo=part("undo"),
            changed=part("changed"),
        )

    def test(
        self, test: RunTest, refresh: Refresh, session: Session, closing: Closing
    ) -> Closing | None:
        """What a test reads of the rows that changed; None: it reads all."""
        dialect = closing.dialect
        if refresh.is_by_row and len(refresh.tables) == 1:
            table = refresh.tables[0].unique_id
            change = self._changes[table]
            if not change.is_whole and table == test.tested:
                came = closing.relations.seen(test.unique_id, table, dialect.relation(change.came))
                return replace(closing, narrowed={table: came})
        selects = self._selects(refresh, session, closing)
        if selects is None:
            return None
        keys = f"({' union '.join(selects)})"
        # Rows without a key are judged, too: they may be what the test is there for.
        equals = "is not distinct from"
        return self._narrowed(test.unique_id, refresh, session, closing, keys, equals)

    def close(self, engine: Engine, dialect: Dialect) -> None:
        """Drop what was only there to tell keys."""
        if not self._compared:
            return
        with connected(engine, dialect) as warehouse:
            for compared in self._compared.values():
                name = dialect.relation(compared.keys)
                warehouse.session.execute(f"drop table if exists {name}")

    def _selects(self, refresh: Refresh, session: Session, closing: Closing) -> list[str] | None:
        """SELECTs of the keys that changed in each table; None where that cannot be told."""
        found = []
        for table in refresh.tables:
            lookup = table.lookup
            columns = refresh.columns if lookup is None else lookup.columns
            changed = self._changed(table.unique_id, columns, session, closing.dialect)
            if changed is None:
                return None
            if lookup is not None:
                changed = [_looked_up(refresh.columns, lookup, changed, closing)]
            found += changed
        return found

    def _changed(
        self, table: str, columns: tuple[str, ...], session: Session, dialect: Dialect
    ) -> list[str] | None:
        """SELECTs of the values of `columns` in the changed rows of a table."""
        change = self._changes[table]
        sides: Sequence[RelationName | None] = (change.came, change.went)
        if change.is_whole:
            keys = self._keys_of_whole(table, change, columns, session, dialect)
            if keys is None:
                return None
            sides = (keys,)
        listed = ", ".join(map(dialect.quote, columns))
        return [f"select {listed} from {dialect.relation(side)}" for side in sides if side]

    def _keys_of_whole(
        self,
        table: str,
        change: TableChange,
        columns: tuple[str, ...],
        session: Session,
        dialect: Dialect,
    ) -> RelationName | None:
        assert change.went is not None
        with self._lock:
            part = f"changed_{len(self._compared)}"
            relation = self._reuse.published[table].relation
            keys = dialect.version_name(relation, self._number, part)
            compared = self._compared.setdefault((table, columns), _Compared(keys))
        with compared.lock:
            if compared.is_told is None:
                compared.is_told = session.changed_keys(
                    change.came, change.went, columns, compared.keys
                )
        return compared.keys if compared.is_told else None

    def _narrowed(
        self,
        reader: str,
        refresh: Refresh,
        session: Session,
        closing: Closing,
        keys: str,
        equals: str = "=",
    ) -> Closing:
        """What stands for the inputs that are kept by the keys, and for a table itself."""
        reads = self._reuse.refreshing.reads
        inputs = NarrowedInputs(
            reader,
            refresh.columns,
            keys,
            equals,
            closing,
            self._steps,
            reads,
            self._changes,
            self._reuse.published,
        )
        inputs = replace(inputs, settled=self._settled(inputs, refresh, session))
        itself = (reader,) if reader in self._reuse.published else ()
        return replace(
            closing, narrowed={name: inputs.of(name) for name in (*refresh.inputs, *itself)}
        )

    def _settled(
        self, inputs: NarrowedInputs, refresh: Refresh, session: Session
    ) -> frozenset[str]:
        """The tables of which nothing but their delta has the keys: what reads it is planned in
        half the time, and nothing of the table is read.
        """
        asked = {}
        for table in refresh.tables:
            change = self._changes[table.unique_id]
            left = None if table.lookup or change.is_whole else inputs.left(change)
            if left is not None:
                asked[table.unique_id] = left
        missing = {left: f"exists ({left})" for left in asked.values() if left not in self._is_left}
        if missing:
            (found,) = session.query(f"select {', '.join(missing.values())}").values
            self._is_left.update(zip(missing, map(bool, found), strict=True))
        return frozenset(name for name, left in asked.items() if not self._is_left[left])


def _looked_up(
    columns: Sequence[str], lookup: KeyLookup, changed: Sequence[str], closing: Closing
) -> str:
    """The SELECT of the keys whose rows look up something that changed."""
    quote = closing.dialect.quote
    same = " and ".join(
        f"seg_found.{quote(name)} = seg_by.{quote(name)}" for name in lookup.columns
    )
    return (
        f"select distinct {', '.join(f'seg_by.{quote(name)}' for name in columns)} "
        f"from {closing.relations.building(lookup.through)} as seg_by where exists "
        f"(select 1 from ({' union '.join(changed)}) as seg_found where {same})"
    )
