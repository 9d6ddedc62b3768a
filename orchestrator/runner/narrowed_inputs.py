"""What stands for an input of which only the rows of some keys are read.

A filter over a view, or over a table with a delta, would be met only after all of its rows were
read: the engine does not put it below joins and unions. So it is put there.
"""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.engines.boundary import PublishedRelation
from orchestrator.plan.refreshing import KeyedReads, TableChange
from orchestrator.plan.steps import CreateView, Step
from orchestrator.runner.closing import Closing


class NarrowedInputs(Struct, frozen=True):
    """Spells inputs for `reader`, with the keys of a SELECT or table `keys`, which has `columns`.

    `equals` compares a key with one of them. `reads` are the nodes that can be refreshed,
    `changes` the tables with a delta, `published` has the versions that deltas are for. Of those
    that are `settled` all rows with one of the keys came with the delta, and no others did.
    """

    reader: str
    columns: tuple[str, ...]
    keys: str
    equals: str
    closing: Closing
    steps: Mapping[str, Step]
    reads: Mapping[str, KeyedReads]
    changes: Mapping[str, TableChange]
    published: Mapping[str, PublishedRelation]
    settled: frozenset[str] = frozenset()

    def of(self, name: str) -> str:
        """What stands after `from` to read the rows of a node that have one of the keys."""
        step, reads = self.steps.get(name), self.reads.get(name)
        if isinstance(step, CreateView) and reads is not None and reads.columns == self.columns:
            of_view = replace(self, reader=name)
            inner = {read: of_view.of(read) for read in reads.inputs}
            text = replace(self.closing, narrowed=inner).text_of(step, name)
            if text is not None:
                return self._with_keys(f"(\n{text}\n)")
        change = self.changes.get(name)
        if change is not None and not change.is_whole and name != self.reader:
            rows = self._with_delta(name, change)
            return self.closing.relations.seen(self.reader, name, rows)
        return self._with_keys(self.closing.relations.building_for(self.reader)(name))

    def _with_keys(self, rows: str) -> str:
        return f"(select * from {rows} as seg_all where {self._has('seg_all', self.keys)})"

    def _with_delta(self, name: str, change: TableChange) -> str:
        """A table with its delta: the filter is met on either side of it."""
        relation = self.closing.dialect.relation
        version = self.published[name].version
        assert version is not None, "a delta is for a table"
        staying = f"select * from {relation(version)} as seg_all where "
        came, left = self._with_keys(relation(change.came)), self.left(change)
        if name in self.settled:
            staying, came = f"{staying}false", relation(change.came)
        elif change.went is None:
            staying += self._has("seg_all", self.keys)
        elif left is not None:
            # Most keys are of rows that went: of none that are left the table is not even read.
            staying += self._has("seg_all", f"({left})")
        else:
            gone = self._has("seg_all", relation(change.went), "=", change.columns)
            staying += f"{self._has('seg_all', self.keys)} and not {gone}"
        return f"({staying} union all by name select * from {came})"

    def left(self, change: TableChange) -> str | None:
        """The SELECT of the keys of which no rows of a table went, where its delta is by them."""
        if change.went is None or not set(change.columns) <= set(self.columns):
            return None
        went = self.closing.dialect.relation(change.went)
        gone = self._has("seg_left", went, "=", change.columns)
        return f"select * from {self.keys} as seg_left where not {gone}"

    def _has(self, rows: str, keys: str, equals: str = "", columns: tuple[str, ...] = ()) -> str:
        quote = self.closing.dialect.quote
        same = " and ".join(
            f"seg_keys.{quote(column)} {equals or self.equals} {rows}.{quote(column)}"
            for column in columns or self.columns
        )
        return f"exists (select 1 from {keys} as seg_keys where {same})"
