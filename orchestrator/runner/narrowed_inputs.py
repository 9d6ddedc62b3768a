"""Replaces inputs of which only the rows of some keys are read.

The engine does not push a filter on a view, or on a table with a delta, below joins and unions: it
would read all rows first. So the filter is placed there.
"""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.engines.boundary import PublishedRelation, Session
from orchestrator.plan.refreshing import KeyedReads, Refreshing, TableChange
from orchestrator.plan.steps import CreateView, Step
from orchestrator.runner.closing import ClosedSelect, Closing
from orchestrator.runner.materializations.contract import under_contract


class NarrowedInputs(Struct, frozen=True):
    """Spells inputs for `reader`, with `keys` (a SELECT or table) that has `columns`.

    `equals` compares a key with one of them. `refreshing` has the nodes that can be refreshed,
    `changes` what changed, `published` the versions that deltas are for. In `settled` nodes,
    exactly the rows that are in the changes have one of the keys. With `is_before`, inputs are as
    before the run.
    """

    reader: str
    columns: tuple[str, ...]
    keys: str
    equals: str
    closing: Closing
    session: Session
    steps: Mapping[str, Step]
    refreshing: Refreshing
    changes: Mapping[str, TableChange]
    published: Mapping[str, PublishedRelation]
    settled: frozenset[str] = frozenset()
    is_before: bool = False

    def before(self) -> "NarrowedInputs":
        """Return the same for what inputs contained before the run."""
        return replace(self, is_before=True)

    def of(self, name: str) -> str:
        """Return what follows `from` to read the rows of a node that have one of the keys."""
        change = self.changes.get(name) if name != self.reader else None
        step, reads = self.steps.get(name), self.refreshing.reads.get(name)
        if change is not None and change.columns and name in self.settled:
            return self._settled(name, change)
        if isinstance(step, CreateView) and reads is not None and reads.columns == self.columns:
            text = self.of_view(step, reads)
            if text is not None:
                return self._with_keys(f"(\n{text}\n)")
        if self.is_before:
            return self._with_keys(self._before(name, change))
        if change is not None and not change.is_full and self._version(name) is not None:
            return self.closing.relations.seen(self.reader, name, self._with_delta(name, change))
        return self._with_keys(self.closing.relations.building_for(self.reader)(name))

    def of_view(self, view: CreateView, reads: KeyedReads) -> str | None:
        """Return the SELECT of a view on the rows of its inputs that have one of the keys.

        None if it is compiled later. Includes the casts of its contract.
        """
        of_view = replace(self, reader=view.unique_id)
        inner = {read: of_view.of(read) for read in reads.inputs}
        text = replace(self.closing, narrowed=inner).text_of(view, view.unique_id)
        if text is None or view.contract is None:
            return text
        select = ClosedSelect(text, view.origin)
        return under_contract(view, select, self.session, self.closing.dialect).text

    def looked_up(self, name: str, reads: KeyedReads, rows: str | None = None) -> str:
        """Return what replaces an input whose rows are found through another one.

        Only rows in `rows` are searched, if those are all candidates.
        """
        lookup = reads.lookups[name]
        is_last = lookup.through not in reads.lookups
        through = self.of(lookup.through) if is_last else self.looked_up(lookup.through, reads)
        quote = self.closing.dialect.quote
        same = " and ".join(
            f"seg_by.{quote(theirs)} = seg_all.{quote(column)}"
            for column, theirs in zip(lookup.columns, lookup.theirs, strict=True)
        )
        rows = rows or self.closing.relations.building_for(self.reader)(name)
        found = f"select 1 from {through} as seg_by where {same}"
        return f"(select * from {rows} as seg_all where exists ({found}))"

    def _with_keys(self, rows: str) -> str:
        return f"(select * from {rows} as seg_all where {self._has('seg_all', self.keys)})"

    def _settled(self, name: str, change: TableChange) -> str:
        """Return the rows that came, or those that existed before."""
        side = change.went if self.is_before else change.came
        assert side is not None, "what came without a key is never all of it"
        rows = self.closing.dialect.relation(side)
        version = self._version(name)
        if version is None:
            return rows
        # A delta can lack columns of its table.
        none = f"select * from {version} where false"
        return self.closing.relations.seen(
            self.reader, name, f"({none} union all by name select * from {rows})"
        )

    def _before(self, name: str, change: TableChange | None) -> str:
        """Return what an input contained before the run.

        For a table its version, for a source what is not new, and for a view with known changes its
        old rows instead of the new ones.
        """
        new = self.refreshing.new_rows.get(name)
        if new is not None:
            rows = self.closing.relations.published(name)
            return f"(select * from {rows} where not ({new.condition}))"
        version = self._version(name)
        if change is not None and version is not None:
            return self.closing.relations.seen(self.reader, name, version)
        rows = self.closing.relations.building_for(self.reader)(name)
        if change is None or change.went is None:
            return rows
        relation = self.closing.dialect.relation
        came = self._has("seg_all", relation(change.came), "is not distinct from", change.columns)
        staying = f"select * from {rows} as seg_all where not {came}"
        return f"({staying} union all by name select * from {relation(change.went)})"

    def _with_delta(self, name: str, change: TableChange) -> str:
        """Return a table with its delta, with the filter on each of the two."""
        relation = self.closing.dialect.relation
        staying = f"select * from {self._version(name)} as seg_all where "
        left = self.left(change)
        if change.went is None:
            staying += self._has("seg_all", self.keys)
        elif left is not None:
            # Most keys are of deleted rows: if no key is left, the table is not even read.
            staying += self._has("seg_all", f"({left})")
        else:
            gone = self._has("seg_all", relation(change.went), "=", change.columns)
            staying += f"{self._has('seg_all', self.keys)} and not {gone}"
        came = self._with_keys(relation(change.came))
        return f"({staying} union all by name select * from {came})"

    def left(self, change: TableChange) -> str | None:
        """Return the SELECT of keys without a changed row, if a delta is by these keys.

        What is unchanged may have those.
        """
        if change.went is None or not set(change.columns) <= set(self.columns):
            return None
        unlike = " and ".join(
            f"not {self._has('seg_left', self.closing.dialect.relation(side), '=', change.columns)}"
            for side in (change.went, change.came)
        )
        return f"select * from {self.keys} as seg_left where {unlike}"

    def _version(self, name: str) -> str | None:
        """Return the published table of a node; None for a view or a source."""
        found = self.published.get(name)
        version = found.version if found is not None else None
        return None if version is None else self.closing.dialect.relation(version)

    def _has(self, rows: str, keys: str, equals: str = "", columns: tuple[str, ...] = ()) -> str:
        quote = self.closing.dialect.quote
        same = " and ".join(
            f"seg_keys.{quote(column)} {equals or self.equals} {rows}.{quote(column)}"
            for column in columns or self.columns
        )
        return f"exists (select 1 from {keys} as seg_keys where {same})"
