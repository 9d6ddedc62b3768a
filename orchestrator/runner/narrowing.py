"""Steps that are made again for some keys only: which keys, and what stands for their inputs."""

from collections.abc import Mapping, Sequence
from threading import Lock

from msgspec import Struct, field
from msgspec.structs import replace

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Session
from orchestrator.names import RelationName
from orchestrator.plan.refreshing import Lookup, Refresh, TableChange
from orchestrator.plan.reuse import Reuse
from orchestrator.plan.steps import (
    ApplyDelta,
    Build,
    CreateTable,
    RefreshKeys,
    RunPython,
    RunTest,
)
from orchestrator.runner.closing import Closing

LARGEST_SHARE = 0.2
"""Of more keys than this share of a table's rows, all of it is made: that takes less time."""


class _Compared(Struct):
    """Where the keys are by which two whole versions of a table differ; None: that is not known."""

    lock: Lock = field(default_factory=Lock)
    is_known: bool = False
    keys: RelationName | None = None


class Narrowing:
    """Narrows steps to the keys that changed; used by all threads of a run.

    `changes` fills as steps end. Two whole versions of a table are compared once, when the first
    step asks by which keys they differ.
    """

    def __init__(self, reuse: Reuse, number: int, changes: Mapping[str, TableChange]) -> None:
        self._reuse = reuse
        self._number = number
        self._changes = changes
        self._lock = Lock()
        self._compared: dict[tuple[str, tuple[str, ...]], _Compared] = {}

    def build(
        self, step: Build, refresh: Refresh, session: Session, closing: Closing
    ) -> tuple[Build, Closing] | None:
        """The step that makes some keys of a table, and what it reads; None: it makes all."""
        if not isinstance(step, CreateTable | RunPython | ApplyDelta):
            return None
        dialect, columns = closing.dialect, refresh.columns
        published = self._reuse.published[step.unique_id]
        fact = self._reuse.facts.by_version.get(published.version) if published.version else None
        selects = self._selects(refresh, session, closing)
        if fact is None or fact.row_count is None or selects is None:
            return None
        keys = dialect.version_name(step.relation, self._number, "keys")
        name = dialect.relation(keys)
        count = session.execute(dialect.create_table(keys, "\nunion\n".join(selects)))
        is_null = " or ".join(f"{dialect.quote(column)} is null" for column in columns)
        (without,) = session.query(f"select count(*) from {name} where {is_null}").values[0]
        if without or count is None or count > LARGEST_SHARE * fact.row_count:
            session.execute(f"drop table {name}")
            return None
        closing = self._narrowed(step.unique_id, refresh, closing, name)
        if isinstance(step, ApplyDelta):
            return step, closing
        return (
            RefreshKeys(
                unique_id=step.unique_id,
                reason=step.reason,
                origin=step.origin,
                relation=step.relation,
                version=step.version,
                fingerprint=step.fingerprint,
                contract=step.contract,
                sql=step.sql if isinstance(step, CreateTable) else None,
                code=step.code if isinstance(step, RunPython) else None,
                current=published,
                key=columns,
                keys=keys,
                rows=dialect.version_name(step.relation, self._number, "delta"),
                undo=dialect.version_name(step.relation, self._number, "undo"),
            ),
            closing,
        )

    def test(
        self, test: RunTest, refresh: Refresh, session: Session, closing: Closing
    ) -> Closing | None:
        """What a test reads of the rows that changed; None: it reads all."""
        dialect = closing.dialect
        if refresh.is_by_row and len(refresh.tables) == 1:
            table = refresh.tables[0].unique_id
            change = self._changes[table]
            if not change.is_whole and table in refresh.inputs:
                return replace(closing, narrowed={table: dialect.relation(change.came)})
        selects = self._selects(refresh, session, closing)
        if selects is None:
            return None
        keys = f"({' union '.join(selects)})"
        return self._narrowed(test.unique_id, refresh, closing, keys)

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
            compared = self._compared.setdefault((table, columns), _Compared())
            number = len(self._compared)
        with compared.lock:
            if not compared.is_known:
                relation = self._reuse.published[table].relation
                keys = dialect.version_name(relation, self._number, f"changed_{number}")
                is_told = session.changed_keys(change.came, change.went, columns, keys)
                compared.keys = keys if is_told else None
                compared.is_known = True
        return compared.keys

    def _narrowed(self, reader: str, refresh: Refresh, closing: Closing, keys: str) -> Closing:
        """What stands for the inputs that are kept by the keys, and for the reader itself."""
        quote = closing.dialect.quote
        same = " and ".join(
            f"seg_keys.{quote(column)} = seg_all.{quote(column)}" for column in refresh.columns
        )
        name_of = closing.relations.building_for(reader)
        return replace(
            closing,
            narrowed={
                name: f"(select * from {name_of(name)} as seg_all where exists "
                f"(select 1 from {keys} as seg_keys where {same}))"
                for name in (*refresh.inputs, reader)
            },
        )


def _looked_up(
    columns: Sequence[str], lookup: Lookup, changed: Sequence[str], closing: Closing
) -> str:
    """The SELECT of the keys whose rows look up something that changed."""
    quote = closing.dialect.quote
    same = " and ".join(f"found.{quote(name)} = by.{quote(name)}" for name in lookup.columns)
    return (
        f"select distinct {', '.join(f'by.{quote(name)}' for name in columns)} "
        f"from {closing.relations.building(lookup.through)} as by where exists "
        f"(select 1 from ({' union '.join(changed)}) as found where {same})"
    )
