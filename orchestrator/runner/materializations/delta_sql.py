"""The SQL with which the new rows of an incremental model become those of its table."""

from collections.abc import Sequence

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.errors import StatementError
from orchestrator.names import RelationName
from orchestrator.plan.steps import ApplyDelta
from orchestrator.runner.materializations.column_changes import Columns, names_of


class DeltaSql(Struct, frozen=True):
    """SELECTs over a step's table, `seg_row` in them, and its delta, the new rows: `seg_new`.

    In a subquery, a short name could be a column of its table, such as one with JSON."""

    step: ApplyDelta
    dialect: Dialect

    @property
    def conditions(self) -> list[str]:
        """The conditions that a row must meet to be replaced; empty if none is."""
        step = self.step
        has_key = [self._in_delta(step.key)] if step.key else []
        return has_key if step.where is None else [*has_key, f"({step.where}) is true"]

    @property
    def within(self) -> tuple[str, ...]:
        """The part of the key by which only some rows are rebuilt.

        If it identifies rows that do not change, those need not be read, nor compared one by one.
        """
        step = self.step
        if step.only is None or step.where is not None:
            return ()
        of_key = {name.casefold() for name in step.key}
        within = step.only.columns
        return within if {name.casefold() for name in within} < of_key else ()

    def rows_of_keys_that_stay(self, within: Sequence[str]) -> str:
        """Return the SELECT of rows that stay, though a part of their key is in the delta."""
        assert self.step.current.version is not None
        found = self.dialect.find_rows(self.step.current.version, "seg_row", self._in_delta(within))
        return f"{found} and not {self._in_delta(self.step.key)}"

    def all_rows(self, columns: Columns) -> str:
        """Return the SELECT of all existing rows, with the columns of the future table."""
        kinds = {name.casefold(): kind for name, kind in self.step.current.columns}
        stay = []
        for name, kind in columns:
            column, before = self.dialect.quote(name), kinds.get(name.casefold())
            value = "null" if before is None else f"seg_row.{column}"
            stay.append(value if before == kind else f"cast({value} as {kind}) as {column}")
        return f"select {', '.join(stay)} from {self._table} as seg_row"

    def without_deleted(self, columns: Columns) -> str:
        """Return the same without the rows that the delta deletes."""
        deletes = self.step.delete_when
        if deletes is None:
            return self.all_rows(columns)
        deleted = self._in_delta(self.step.key, only=deletes)
        return f"{self.all_rows(columns)}\nwhere not {deleted}"

    def future_table(self, rows: RelationName, columns: Columns, within: Sequence[str]) -> str:
        """Return the SELECT of the future table: rows that stay, then new and changed ones."""
        staying = self.all_rows(columns)
        replaced = [self._in_delta(within)] if within else self.conditions
        if replaced:
            staying += f"\nwhere not ({' and '.join(replaced)})"
        if within:
            staying += f"\nunion all\nselect * from {self.dialect.relation(self.step.staying)}"
        names = ", ".join(self.dialect.quote(name) for name in names_of(columns))
        return f"{staying}\nunion all\nselect {names} from {self.dialect.relation(rows)}"

    def replaced(self, within: Sequence[str] = ()) -> str:
        """Return the SELECT of the table's rows that the delta replaces."""
        replaced, version = " and ".join(self.conditions), self.step.current.version
        if self.step.only is None or version is None:
            return f"select seg_row.* from {self._table} as seg_row where {replaced}"
        if not within:
            return self.dialect.find_rows(version, "seg_row", replaced)
        found = self.dialect.find_rows(version, "seg_row", self._in_delta(within))
        return f"{found} and {self._in_delta(self.step.key)}"

    def images(self, columns: Columns, found: Columns) -> str | None:
        """Return the SELECT of the final image of each new and changed row; None: the delta is it.

        Merging keeps the table's values in columns that are not updated, or that the delta lacks.
        Rows that only delete have no image.
        """
        step = self.step
        in_table = {name.casefold() for name in names_of(step.current.columns)}
        in_delta = {name.casefold(): kind for name, kind in found}
        updated = {name.casefold() for name in step.update_columns or names_of(found)}
        updated -= {name.casefold() for name in step.exclude_columns}
        images = []
        for name, kind in columns:
            column, key = self.dialect.quote(name), name.casefold()
            image = f"seg_new.{column}" if key in in_delta else "null"
            if in_delta.get(key) != kind:
                image = f"cast({image} as {kind})"
            if step.strategy == "merge" and key in in_table - updated:
                image = f"case when seg_row.seg_is_matched then seg_row.{column} else {image} end"
            images.append(f"{image} as {column}")
        plain = [
            f"seg_new.{column} as {column}" for column in map(self.dialect.quote, names_of(columns))
        ]
        delta = self.dialect.relation(step.rows)
        if step.delete_when is not None:
            delta = f"(select * from {delta} where ({step.delete_when}) is not true)"
        elif images == plain and len(found) == len(columns):
            return None
        select = f"select {', '.join(images)}\nfrom {delta} as seg_new"
        if step.strategy != "merge":
            return select
        meets = "" if step.where is None else f" where {step.where}"
        matched = f"select *, true as seg_is_matched from {self._table}{meets}"
        return f"{select}\nleft join ({matched}) as seg_row\non {self._same_key(step.key)}"

    @property
    def _table(self) -> str:
        version = self.step.current.version
        if version is None:
            name = self.step.relation
            raise StatementError(f"{name} is published as a view: run it with a full refresh")
        return self.dialect.relation(version)

    def _in_delta(self, key: Sequence[str], *, only: str | None = None) -> str:
        """Return the condition that the delta has a row with the same key as row `seg_row`.

        With `only`, a row that meets that condition.
        """
        rows = self.dialect.relation(self.step.rows)
        if only is not None:
            rows = f"(select * from {rows} where {only})"
        return f"exists (select 1 from {rows} as seg_new where {self._same_key(key)})"

    def _same_key(self, key: Sequence[str]) -> str:
        return " and ".join(
            f"seg_row.{name} = seg_new.{name}" for name in map(self.dialect.quote, key)
        )
