"""SQL that compares current rows with a history: which states begin, and which end.

A state is a row of one key. Columns that SQL here adds to rows begin with `seg_`.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.nodes import HistoryColumns, SnapshotConfig

Columns = Sequence[tuple[str, str]]

MOMENT = "cast(current_timestamp as timestamp)"
CHANGE, BEGINS, ENDS = "seg_change", "begins", "ends"


class HistorySql(Struct, frozen=True, dict=True):
    """Writes statements for one snapshot; `found` are the columns of its SELECT.

    `held` are those of its history, empty for a new one.
    """

    config: SnapshotConfig
    dialect: Dialect
    found: Columns
    held: Columns = ()

    @property
    def names(self) -> HistoryColumns:
        """Return the names of the added columns."""
        return self.config.columns

    @property
    def added(self) -> tuple[str, ...]:
        """Return the columns that a snapshot adds, in order."""
        names = self.names
        last = (names.is_deleted,) if self.has_records else ()
        return (names.scd_id, names.updated_at, names.valid_from, names.valid_to, *last)

    @property
    def has_records(self) -> bool:
        """Return whether a deleted key gets a row that records it."""
        return self.config.hard_deletes == "new_record"

    @property
    def moment(self) -> str:
        """Return the SQL for when a row of the SELECT reached its state."""
        return self.config.updated_at or MOMENT

    def keys(self) -> str:
        """Return the values of the key, as columns."""
        pairs = enumerate(self.config.unique_key, start=1)
        return ", ".join(f"{sql} as {_key(number)}" for number, sql in pairs)

    def beginning(self, now: str) -> str:
        """Return the SELECT of a history that begins with the rows of `now`."""
        end = self.config.valid_to_current or "null"
        moment, names = self.moment, self.names
        values = {
            names.scd_id: _digest((*self.config.unique_key, moment)),
            names.updated_at: moment,
            names.valid_from: moment,
            # The end has the type of the timestamps if these are more precise.
            names.valid_to: f"case when false then {moment} else {end} end",
            names.is_deleted: "'False'",
        }
        columns = ",\n  ".join(f"{values[name]} as {self._quote(name)}" for name in self.added)
        return f"select *,\n  {columns}\nfrom {now} as seg_row"

    @cached_property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """Return the columns of the future history: new ones come last, removed ones stay."""
        existing = {name.casefold() for name, _ in self.held}
        types = {**dict(self.found), **self._types_of_added()}
        new = (name for name in (*(name for name, _ in self.found), *self.added))
        missing = ((name, types[name]) for name in new if name.casefold() not in existing)
        return (*self.held, *missing)

    def _types_of_added(self) -> dict[str, str]:
        held = {name.casefold(): kind for name, kind in self.held}
        moment = held.get(self.names.valid_from.casefold(), "timestamp")
        return {
            name: "varchar" if name in (self.names.scd_id, self.names.is_deleted) else moment
            for name in self.added
        }

    def changes(self, now: str, history: str) -> str:
        """Return the SELECT of what happened: new states as rows, and ids of those that end."""
        same = " and ".join(
            f"seg_old.{_key(number)} = seg_row.{_key(number)}"
            for number, _ in enumerate(self.config.unique_key, start=1)
        )
        was_gone = f"seg_old.{self._quote(self.names.is_deleted)} = 'True'"
        changed = self._has_changed()
        if self.has_records and self._is_held(self.names.is_deleted):
            changed = f"({changed} or {was_gone})"
        parts = [
            f"select '{BEGINS}' as {CHANGE}, {self._state()}\n"
            f"from seg_now as seg_row left join seg_open as seg_old on {same}\n"
            f"where seg_old.{_key(1)} is null or {changed}",
            f"select '{ENDS}', {self._end('seg_row.seg_at')}\n"
            f"from seg_now as seg_row join seg_open as seg_old on {same}\nwhere {changed}",
        ]
        if self.config.hard_deletes != "ignore":
            is_gone = f"not exists (select 1 from seg_now as seg_row where {same})"
            if self.has_records and self._is_held(self.names.is_deleted):
                is_gone += f" and ({was_gone}) is not true"
            gone = f"\nfrom seg_open as seg_old where {is_gone}"
            parts.append(f"select '{ENDS}', {self._end(MOMENT)}{gone}")
            if self.has_records:
                parts.append(f"select '{BEGINS}', {self._record_of_deletion()}{gone}")
        return (
            f"with seg_now as (select *, {self.keys()}, {self.moment} as seg_at, "
            f"{_digest((*self.config.unique_key, self.moment))} as seg_id from {now}),\n"
            f"seg_open as (select *, {self.keys()} from {history} where {self.is_open()})\n"
            + "\nunion all\n".join(parts)
        )

    def is_open(self, alias: str = "") -> str:
        """Return the condition for the current states of the history."""
        end = f"{alias}{self._quote(self.names.valid_to)}"
        current = self.config.valid_to_current
        return f"{end} is null" if current is None else f"({end} is null or {end} = {current})"

    def _has_changed(self) -> str:
        """Return the condition that a current row differs from the current state of its key."""
        if self.config.strategy == "timestamp":
            return f"seg_old.{self._quote(self.names.valid_from)} < seg_row.seg_at"
        compared = self._compared()
        if compared is None:
            return "true"
        unlike = (f"seg_row.{name} is distinct from seg_old.{name}" for name in compared)
        return f"({' or '.join(unlike)})"

    def _compared(self) -> list[str] | None:
        """Return the columns to compare, as SQL; None if the history lacks one: all is new then."""
        if self.config.check_cols is not None:
            compared_columns = [name.strip('"') for name in self.config.check_cols]
        else:
            compared_columns = [name for name, _ in self.found]
        if not all(map(self._is_held, compared_columns)):
            return None
        return [self._quote(name) for name in compared_columns]

    def _state(self) -> str:
        """Return a current row as a new state."""
        end = self.config.valid_to_current or "null"
        added = {
            self.names.scd_id: "seg_row.seg_id",
            self.names.updated_at: "seg_row.seg_at",
            self.names.valid_from: "seg_row.seg_at",
            self.names.valid_to: end,
            self.names.is_deleted: "'False'",
        }
        return self._row({**self._own("seg_row"), **{name: added[name] for name in self.added}})

    def _record_of_deletion(self) -> str:
        """Return a current state as a record of its key's deletion, without removed columns."""
        names = self.names
        scd_id = f"seg_old.{self._quote(names.scd_id)}"
        own = {name: sql for name, sql in self._own("seg_old").items() if self._is_held(name)}
        added = {
            names.scd_id: _digest((scd_id, MOMENT)),
            names.updated_at: MOMENT,
            names.valid_from: MOMENT,
            names.valid_to: f"seg_old.{self._quote(names.valid_to)}",
            names.is_deleted: "'True'",
        }
        return self._row({**own, **added})

    def _end(self, moment: str) -> str:
        names = self.names
        return self._row(
            {names.scd_id: f"seg_old.{self._quote(names.scd_id)}", names.valid_to: moment}
        )

    def _own(self, alias: str) -> dict[str, str]:
        return {name: f"{alias}.{self._quote(name)}" for name, _ in self.found}

    def _row(self, values: dict[str, str]) -> str:
        """Return all columns of the history, with values for some."""
        by_name = {name.casefold(): sql for name, sql in values.items()}
        return ", ".join(
            f"cast({by_name.get(name.casefold(), 'null')} as {kind}) as {self._quote(name)}"
            for name, kind in self.columns
        )

    def images(self, history: str, changes: str) -> str:
        """Return the SELECT of new states, and of existing ones with an id in `changes`."""
        scd_id, valid_to = self._quote(self.names.scd_id), self._quote(self.names.valid_to)
        ended = f"case when {self.is_open('seg_old.')} and e.{scd_id} is not null then e.seg_end"
        held = self.held_rows(
            "seg_old", {self.names.valid_to: f"{ended} else seg_old.{valid_to} end"}
        )
        return (
            f"select {held}\nfrom {history} as seg_old\n"
            f"left join (select {scd_id}, max({valid_to}) as seg_end from {changes} "
            f"where {CHANGE} = '{ENDS}' group by all) as e on e.{scd_id} = seg_old.{scd_id}\n"
            f"where seg_old.{scd_id} in (select {scd_id} from {changes})\n"
            f"union all\nselect {self.listed} from {changes} where {CHANGE} = '{BEGINS}'"
        )

    def after(self, history: str, images: str) -> str:
        """Return the SELECT of the future history."""
        scd_id = self._quote(self.names.scd_id)
        same = f"seg_new.{scd_id} = seg_old.{scd_id}"
        stays = f"not exists (select 1 from {images} as seg_new where {same})"
        return (
            f"select {self.held_rows('seg_old', {})}\nfrom {history} as seg_old where {stays}\n"
            f"union all\nselect {self.listed} from {images}"
        )

    def before(self, history: str, images: str) -> str:
        """Return the SELECT of the history's states that `images` replace."""
        scd_id = self._quote(self.names.scd_id)
        return f"select * from {history} where {scd_id} in (select {scd_id} from {images})"

    def held_rows(self, alias: str, other: dict[str, str]) -> str:
        """Return the columns of the existing history; a key that existed was not deleted."""
        existing = {name.casefold() for name, _ in self.held}
        new = {self.names.is_deleted: "'False'"} if self.has_records else {}
        values = {name: f"{alias}.{self._quote(name)}" for name, _ in self.held}
        missing = {name: sql for name, sql in new.items() if name.casefold() not in existing}
        return self._row({**values, **missing, **other})

    @property
    def listed(self) -> str:
        """Return the columns of the future history."""
        return ", ".join(self._quote(name) for name, _ in self.columns)

    def lacking(self) -> list[str]:
        """Return the required columns that a table lacks, so it is not a history."""
        names = self.names
        needed = (names.scd_id, names.valid_from, names.valid_to)
        return [name for name in needed if not self._is_held(name)]

    def taken(self) -> list[str]:
        """Return the columns of the SELECT that a snapshot would add itself."""
        existing = {name.casefold() for name, _ in self.found}
        return [name for name in self.added if name.casefold() in existing]

    def _is_held(self, name: str) -> bool:
        return name.casefold() in {held.casefold() for held, _ in self.held}

    def _quote(self, name: str) -> str:
        return self.dialect.quote(name)


def _key(number: int) -> str:
    return f"seg_key_{number}"


def _digest(values: Iterable[str]) -> str:
    """Return dbt's id of a state: the digest of its key and its time, as texts."""
    texts = " || '|' || ".join(f"coalesce(cast({value} as varchar), '')" for value in values)
    return f"md5({texts})"
