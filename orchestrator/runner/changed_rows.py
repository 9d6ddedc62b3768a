"""What changed in a run's inputs: the rows, as tables aside, and their keys.

For a table, the rows are what its step left. For a source, they are the new ones, and existing ones
with the same keys. For a view, they are what its SELECT returns for these.
"""

from collections.abc import Mapping, Sequence
from threading import Lock

from msgspec import Struct, field
from msgspec.structs import replace

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Session
from orchestrator.names import RelationName
from orchestrator.nodes import Model, Source
from orchestrator.plan.refreshing import ChangedTable, KeyedReads, KeyLookup, TableChange
from orchestrator.plan.reuse import Reuse
from orchestrator.plan.steps import CreateView, Step
from orchestrator.runner.closing import Closing
from orchestrator.runner.narrowed_inputs import NarrowedInputs


class _Made(Struct):
    """Something made once, by the first thread that needs it: `change` is None if impossible.

    `relations` are the tables that it needs; `number` makes its names unique.
    """

    number: int
    lock: Lock = field(default_factory=Lock)
    is_made: bool = False
    change: TableChange | None = None
    relations: tuple[RelationName, ...] = ()


class ChangedRows:
    """Finds changed rows and keys for all threads of a run; `changes` fills as steps end.

    Two full versions of a table are compared once, when the first step asks by which keys they
    differ. Raises StatementError if the engine rejects a statement.
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
        self._changes = changes
        self._steps = steps
        self._lock = Lock()
        self._made: dict[tuple[str, tuple[str, ...], tuple[str, ...]], _Made] = {}
        self._is_left: dict[str, bool] = {}

    def of(self, table: ChangedTable, session: Session, closing: Closing) -> TableChange | None:
        """Return the rows that differ from what is published; None if they are unknown."""
        name = table.unique_id
        if not table.behind and name not in self._reuse.refreshing.new_rows:
            return self._changes.get(name)
        made = self._once(name, ())
        with made.lock:
            if not made.is_made:
                node = closing.relations.project.nodes[name]
                assert isinstance(node, Model | Source)
                came, went = made.relations = tuple(
                    closing.dialect.version_name(node.relation, self._number, side)
                    for side in ("came", "went")
                )
                if table.behind:
                    made.change = self._of_view(table, came, went, session, closing)
                else:
                    assert isinstance(node, Source)
                    made.change = self._of_source(node, came, went, session, closing)
                made.is_made = True
        return made.change

    def keys(
        self,
        tables: Sequence[ChangedTable],
        reads: KeyedReads,
        session: Session,
        closing: Closing,
    ) -> list[str] | None:
        """Return SELECTs of the keys that changed in each table; None if they are unknown."""
        found = []
        for table in tables:
            columns = reads.columns if table.lookup is None else table.lookup.columns
            changed = self._keys_of(table, columns, session, closing)
            if changed is None:
                return None
            if table.lookup is not None:
                changed = [_looked_up(reads, table.lookup, changed, closing)]
            found += changed
        return found

    def inputs(
        self,
        reader: str,
        reads: KeyedReads,
        keys: str,
        session: Session,
        closing: Closing,
        equals: str = "=",
    ) -> NarrowedInputs:
        """Return how `reader` reads the rows that have one of the keys."""
        made = {
            name: found.change for (name, *_), found in tuple(self._made.items()) if found.change
        }
        return NarrowedInputs(
            reader=reader,
            columns=reads.columns,
            keys=keys,
            equals=equals,
            closing=closing,
            session=session,
            steps=self._steps,
            refreshing=self._reuse.refreshing,
            changes={**self._changes, **made},
            published=self._reuse.published,
        )

    def settling(self, inputs: NarrowedInputs, tables: Sequence[ChangedTable]) -> NarrowedInputs:
        """Return the same, knowing in which tables only the changed rows have the keys.

        Reading those takes half as long to plan, and reads nothing else of them.
        """
        requested = {}
        for table in tables:
            change = self.of(table, inputs.session, inputs.closing)
            left = None
            if table.lookup is None and change is not None and not change.is_full:
                left = inputs.left(change)
            if left is not None:
                requested[table.unique_id] = left
        if len(tables) == 1 and inputs.equals == "=":
            # All keys are from its own changed rows; other rows with a NULL key may remain.
            return replace(inputs, settled=frozenset(requested))
        missing = {
            left: f"exists ({left})" for left in requested.values() if left not in self._is_left
        }
        if missing:
            (found,) = inputs.session.query(f"select {', '.join(missing.values())}").values
            self._is_left.update(zip(missing, map(bool, found), strict=True))
        settled = frozenset(name for name, left in requested.items() if not self._is_left[left])
        return replace(inputs, settled=settled)

    def looked_up(self, inputs: NarrowedInputs, name: str, reads: KeyedReads) -> str:
        """Return what replaces an input that is found through another one.

        A source may need a full scan for that: if several steps look it up in the same way, they
        share the rows that the first one found, for keys that it had.
        """
        rows, dialect = inputs.looked_up(name, reads), inputs.closing.dialect
        if not self._is_looked_up_again(name):
            return rows
        made = self._once(name, (), (rows.replace(inputs.keys, ""),))
        with made.lock:
            if not made.is_made:
                node = inputs.closing.relations.project.nodes[name]
                assert isinstance(node, Model | Source)
                made.relations = found, keys = tuple(
                    dialect.version_name(node.relation, self._number, f"{part}_{made.number}")
                    for part in ("found", "found_by")
                )
                select = f"select * from {rows} as seg_rows"
                inputs.session.execute(dialect.create_table(found, select))
                select = f"select * from {inputs.keys} as seg_keys"
                inputs.session.execute(dialect.create_table(keys, select))
                made.is_made = True
                return dialect.relation(found)
        found, keys = made.relations
        unlike = f"select * from {inputs.keys} except select * from {dialect.relation(keys)}"
        if inputs.session.query(f"select exists ({unlike})").values[0][0]:
            return rows
        return inputs.looked_up(name, reads, dialect.relation(found))

    def _is_looked_up_again(self, name: str) -> bool:
        readers = [
            node
            for node, reads in self._reuse.refreshing.reads.items()
            if node in self._steps and name in reads.lookups
        ]
        return len(readers) > 1

    def drop(self, session: Session, dialect: Dialect) -> None:
        """Drop what was created here."""
        for made in tuple(self._made.values()):
            for relation in made.relations:
                session.execute(f"drop table if exists {dialect.relation(relation)}")

    def _once(self, name: str, columns: tuple[str, ...], read: tuple[str, ...] = ()) -> _Made:
        with self._lock:
            return self._made.setdefault((name, columns, read), _Made(len(self._made)))

    def _of_source(
        self,
        source: Source,
        came: RelationName,
        went: RelationName,
        session: Session,
        closing: Closing,
    ) -> TableChange:
        """Return all rows with the keys of new ones, and those of them that existed before."""
        dialect, new = closing.dialect, self._reuse.refreshing.new_rows[source.unique_id]
        rows, columns = closing.relations.published(source.unique_id), source.refresh_by
        select_new = f"select * from {rows} where {new.condition}"
        session.execute(dialect.create_table(came, select_new))
        names = map(dialect.quote, columns)
        same = " and ".join(f"seg_new.{name} = seg_all.{name}" for name in names)
        has_key = f"exists (select 1 from {dialect.relation(came)} as seg_new where {same})"
        select = f"select * from {rows} as seg_all where not ({new.condition}) and {has_key}"
        if session.execute(dialect.create_table(went, select)) != 0:
            # Existing rows first: among equal rows the engine picks one by their order.
            session.execute(f"drop table {dialect.relation(came)}")
            before = f"select * from {dialect.relation(went)}"
            session.execute(dialect.create_table(came, f"{before} union all {select_new}"))
        return TableChange(came, went, columns=columns)

    def _of_view(
        self,
        view: ChangedTable,
        came: RelationName,
        went: RelationName,
        session: Session,
        closing: Closing,
    ) -> TableChange | None:
        """Return what the SELECT of a view returns for the changed keys, now and before."""
        step = self._steps.get(view.unique_id)
        reads = self._reuse.refreshing.reads[view.unique_id]
        keys = self.keys(view.behind, reads, session, closing)
        if not isinstance(step, CreateView) or not keys:
            return None
        changed = f"({' union '.join(keys)})"
        # Rows without a key may have changed too.
        equals = "is not distinct from"
        inputs = self.inputs(step.unique_id, reads, changed, session, closing, equals)
        inputs = self.settling(inputs, view.behind)
        for relation, side in ((came, inputs), (went, inputs.before())):
            select = side.of_view(step, reads)
            if select is None:
                return None
            session.execute(closing.dialect.create_table(relation, select))
        return TableChange(came, went, columns=reads.columns)

    def _keys_of(
        self, table: ChangedTable, columns: tuple[str, ...], session: Session, closing: Closing
    ) -> list[str] | None:
        """Return SELECTs of the values of `columns` in the changed rows of a table."""
        dialect, change = closing.dialect, self.of(table, session, closing)
        if change is None:
            return None
        sides: Sequence[RelationName | None] = (change.came, change.went)
        if change.is_full:
            keys = self._keys_of_whole(table, change, columns, session, dialect)
            if keys is None:
                return None
            sides = (keys,)
        listed = ", ".join(map(dialect.quote, columns))
        return [f"select {listed} from {dialect.relation(side)}" for side in sides if side]

    def _keys_of_whole(
        self,
        table: ChangedTable,
        change: TableChange,
        columns: tuple[str, ...],
        session: Session,
        dialect: Dialect,
    ) -> RelationName | None:
        assert change.went is not None
        made = self._once(table.unique_id, columns, table.read)
        with made.lock:
            if not made.is_made:
                relation = self._reuse.published[table.unique_id].relation
                keys = dialect.version_name(relation, self._number, f"changed_{made.number}")
                if session.changed_keys(change.came, change.went, columns, keys, table.read):
                    made.relations = (keys,)
                made.is_made = True
        return made.relations[0] if made.relations else None


def _looked_up(
    reads: KeyedReads, lookup: KeyLookup, changed: Sequence[str], closing: Closing
) -> str:
    """Return the SELECT of keys whose rows refer to something that changed, over any steps."""
    quote, outer = closing.dialect.quote, reads.lookups.get(lookup.through)
    wanted = reads.columns if outer is None else outer.columns
    same = " and ".join(
        f"seg_found.{quote(name)} = seg_by.{quote(theirs)}"
        for name, theirs in zip(lookup.columns, lookup.theirs, strict=True)
    )
    found = (
        f"select distinct {', '.join(f'seg_by.{quote(name)}' for name in wanted)} "
        f"from {closing.relations.building(lookup.through)} as seg_by where exists "
        f"(select 1 from ({' union '.join(changed)}) as seg_found where {same})"
    )
    return found if outer is None else _looked_up(reads, outer, [found], closing)
