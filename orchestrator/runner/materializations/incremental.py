"""Incremental models: the delta is evaluated once, aside, at a cost proportional to the change.

Children and tests read `version`, a view of the future table; publishing applies the same rows to
the table in its transaction. If the columns change, or seg did not make the table, or the engine
cannot change rows, it is rewritten.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Change, Delta, Keep, Session
from orchestrator.errors import StatementError
from orchestrator.names import RelationName
from orchestrator.plan.steps import ApplyDelta
from orchestrator.runner.closing import ClosedSelect, Closing
from orchestrator.runner.materializations.batches import fill_in_batches
from orchestrator.runner.materializations.built import Built, new_table
from orchestrator.runner.materializations.by_macro import take_in
from orchestrator.runner.materializations.found import found_table
from orchestrator.runner.materializations.kept import kept_rows
from orchestrator.runner.materializations.key_rows import delete_others, made_of_keys
from orchestrator.runner.materializations.losses import losses
from orchestrator.runner.materializations.python import fill_from_python
from orchestrator.runner.materializations.stored import stored_columns
from orchestrator.warehouse import Warehouse

Columns = tuple[tuple[str, str], ...]


class Difference(Struct, frozen=True):
    """How the columns of a delta differ from those of its table."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    retyped: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.retyped)

    def __str__(self) -> str:
        parts = (("new", self.added), ("missing", self.removed), ("other type", self.retyped))
        return "; ".join(f"{word}: {', '.join(names)}" for word, names in parts if names)


def build_delta(
    step: ApplyDelta,
    select: ClosedSelect | None,
    session: Session,
    closing: Closing,
    keep: Keep | None,
) -> Built:
    """Evaluate the delta, and create a view of the future table for children and tests."""
    if not step.is_found:
        return _gone_on(step, select, session, closing, keep)
    with found_table(step, session, closing.dialect, keep) as (found, notes):
        built = _gone_on(found, select, session, closing, keep)
        return replace(built, warnings=(*built.warnings, notes))


def _gone_on(
    step: ApplyDelta,
    select: ClosedSelect | None,
    session: Session,
    closing: Closing,
    keep: Keep | None,
) -> Built:
    dialect = closing.dialect
    columns = stored_columns(step.current, session, dialect)
    step = replace(step, current=replace(step.current, columns=columns))
    printed = _evaluate(step, select, session, closing, keep)
    found = session.describe(f"select * from {dialect.relation(step.rows)}")
    _require_columns(step, found)
    count, warnings = _count(step, session, dialect)
    current = _stored(step)
    difference = difference_of(current, found)
    columns = _columns_after(step, current, found, difference)
    if step.strategy == "merge":
        _refuse_repeated_keys(step, session, dialect)
    if difference:
        # A merge keeps columns that the delta lacks.
        is_replacing = bool(_conditions(step, dialect)) and step.strategy != "merge"
        replaced = _replaced(step, dialect) if is_replacing else None
        warnings += losses(step, found, columns, replaced, Warehouse(session, dialect))
    if step.macro is not None:
        staying = _staying_rows(step, columns, dialect)
        if step.delete_when is not None:
            staying += f"\nwhere not {_in_delta(step, step.key, dialect, only=step.delete_when)}"
        taken_in, notes = take_in(step, step.macro, staying, session, closing, keep)
        return Built(taken_in, f"REWRITE with {count}", count, warnings + notes, printed)
    images = _images(step, dialect, columns, found)
    if images is not None:
        session.execute(dialect.create_table(step.images, images))
    rows = step.rows if images is None else step.images
    within = _within(step) if columns == step.current.columns else ()
    if within:
        session.execute(dialect.create_table(step.staying, _staying(step, within, dialect)))
    after = _table_after(step, rows, columns, within, dialect)
    if step.is_found or columns != step.current.columns or not dialect.changes_rows:
        written = session.execute(dialect.create_table(step.version, after))
        return Built(
            new_table(step, dialect, written), f"REWRITE with {count}", count, warnings, printed
        )
    session.execute(dialect.create_view(step.version, after))
    undo = _undo(step, within, session, dialect)
    change = _applied(step, rows, undo, within, dialect)
    return Built(change, f"DELTA {count}", count, warnings, printed)


def _evaluate(
    step: ApplyDelta,
    select: ClosedSelect | None,
    session: Session,
    closing: Closing,
    keep: Keep | None,
) -> str:
    """Fill the side table, once; return what a Python model printed."""
    dialect = closing.dialect
    if step.code is not None:
        printed = fill_from_python(step.code, step, step.rows, session, closing, keep).printed
        if step.only is not None:
            delete_others(step.rows, step.only, session, dialect)
        return printed
    if step.batches is not None:
        fill_in_batches(step, step.batches, step.rows, session, closing, keep)
        return ""
    assert select is not None
    rows_to_build = kept_rows(select.text, session, keep)
    if step.only is not None:
        rows_to_build = made_of_keys(rows_to_build, step.only, dialect)
    session.execute(dialect.create_table(step.rows, rows_to_build))
    return ""


def _stored(step: ApplyDelta) -> Columns:
    """Return the columns that the table will store; new stamps are no longer among them."""
    stamps = step.stamps.among(_names(step.current.columns)) if step.stamps is not None else ()
    return tuple(column for column in step.current.columns if column[0] not in stamps)


def difference_of(current: Columns, found: Columns) -> Difference:
    """Compare columns by name, ignoring case as SQL does."""
    before = {name.casefold(): kind for name, kind in current}
    after = {name.casefold(): kind for name, kind in found}
    return Difference(
        added=tuple(name for name, _ in found if name.casefold() not in before),
        removed=tuple(name for name, _ in current if name.casefold() not in after),
        retyped=tuple(
            f"{name} {before[name.casefold()]} -> {kind}"
            for name, kind in found
            if before.get(name.casefold(), kind) != kind
        ),
    )


def _require_columns(step: ApplyDelta, found: Columns) -> None:
    """Reject settings that name columns which the model does not have."""
    existing = {name.casefold() for name in _names(found)}
    for setting, names in (
        ("unique_key", step.key),
        ("merge_update_columns", step.update_columns),
        ("merge_exclude_columns", step.exclude_columns),
    ):
        for name in names:
            if name.casefold() not in existing:
                listed = ", ".join(_names(found))
                raise StatementError(f"{setting}: the model has no column '{name}', but {listed}")


def _count(step: ApplyDelta, session: Session, dialect: Dialect) -> tuple[int, tuple[str, ...]]:
    """Return the rows of the delta, and a warning if some have no key."""
    is_null = " or ".join(f"{dialect.quote(name)} is null" for name in step.key) or "false"
    query = (
        f"select count(*), count(case when {is_null} then 1 end) from {dialect.relation(step.rows)}"
    )
    count, without_key = session.query(query).values[0]
    if not without_key:
        return count, ()
    key = ", ".join(step.key)
    what = f"{step.origin.path}: {without_key} rows have a NULL in unique_key ({key})"
    return count, (f"{what}: they replace nothing, and each run adds them again",)


def _columns_after(
    step: ApplyDelta, current: Columns, found: Columns, difference: Difference
) -> Columns:
    policy, may_lack = step.on_schema_change, step.strategy == "merge" or step.macro is not None
    if policy == "ignore" and difference.removed and not may_lack:
        raise StatementError(
            f"the model lacks columns of its table ({difference}): select them, as NULL if there "
            "is no value, or set on_schema_change to append_new_columns or sync_all_columns"
        )
    if not difference or policy == "ignore":
        return current
    if policy == "fail":
        raise StatementError(
            f"the columns of an incremental model changed ({difference}): "
            "run it with a full refresh, or set on_schema_change to "
            "append_new_columns, sync_all_columns or ignore"
        )
    added = tuple(column for column in found if column[0] in difference.added)
    if policy == "append_new_columns":
        return current + added
    kinds = {name.casefold(): kind for name, kind in found}
    kept = ((name, kinds.get(name.casefold())) for name, _ in current)
    return tuple((name, kind) for name, kind in kept if kind is not None) + added


def _names(columns: Columns) -> tuple[str, ...]:
    return tuple(name for name, _ in columns)


def _images(step: ApplyDelta, dialect: Dialect, columns: Columns, found: Columns) -> str | None:
    """Return the SELECT of the final image of each new and changed row, or None if it is the delta.

    Merging keeps the table's values in columns that are not updated, or that the delta lacks. Rows
    that only delete have no image.
    """
    in_table = {name.casefold() for name in _names(step.current.columns)}
    in_delta = {name.casefold(): kind for name, kind in found}
    updated = {name.casefold() for name in step.update_columns or _names(found)}
    updated -= {name.casefold() for name in step.exclude_columns}
    images = []
    for name, kind in columns:
        column, key = dialect.quote(name), name.casefold()
        image = f"d.{column}" if key in in_delta else "null"
        if in_delta.get(key) != kind:
            image = f"cast({image} as {kind})"
        if step.strategy == "merge" and key in in_table - updated:
            image = f"case when t.seg_is_matched then t.{column} else {image} end"
        images.append(f"{image} as {column}")
    plain = [f"d.{column} as {column}" for column in map(dialect.quote, _names(columns))]
    delta = dialect.relation(step.rows)
    if step.delete_when is not None:
        delta = f"(select * from {delta} where ({step.delete_when}) is not true)"
    elif images == plain and len(found) == len(columns):
        return None
    select = f"select {', '.join(images)}\nfrom {delta} as d"
    if step.strategy != "merge":
        return select
    meets = "" if step.where is None else f" where {step.where}"
    matched = f"select *, true as seg_is_matched from {_current(step, dialect)}{meets}"
    same = _same_key(step.key, dialect, "t", "d")
    return f"{select}\nleft join ({matched}) as t\non {same}"


def _refuse_repeated_keys(step: ApplyDelta, session: Session, dialect: Dialect) -> None:
    keys = ", ".join(dialect.quote(name) for name in step.key)
    repeated = session.query(
        f"select {keys}, count(*) as n from {dialect.relation(step.rows)} "
        f"where {' and '.join(f'{dialect.quote(name)} is not null' for name in step.key)} "
        f"group by {keys} having count(*) > 1",
        limit=1,
    ).values
    if repeated:
        *key, n = repeated[0]
        shown = ", ".join(f"{k}={v!r}" for k, v in zip(step.key, key, strict=True))
        raise StatementError(f"merge found {n} rows for one unique_key ({shown})")


def _within(step: ApplyDelta) -> tuple[str, ...]:
    """Return the part of the key by which only some rows are rebuilt.

    If it identifies rows that do not change, those need not be read, nor compared one by one.
    """
    if step.only is None or step.where is not None:
        return ()
    of_key = {name.casefold() for name in step.key}
    within = step.only.columns
    return within if {name.casefold() for name in within} < of_key else ()


def _staying(step: ApplyDelta, within: tuple[str, ...], dialect: Dialect) -> str:
    """Return the SELECT of rows that stay, though a part of their key is in the delta."""
    assert step.current.version is not None
    found = dialect.find_rows(step.current.version, "t", _in_delta(step, within, dialect))
    return f"{found} and not {_in_delta(step, step.key, dialect)}"


def _table_after(
    step: ApplyDelta,
    rows: RelationName,
    columns: Columns,
    within: tuple[str, ...],
    dialect: Dialect,
) -> str:
    """Return the SELECT of the future table: rows that stay, then new and changed ones."""
    staying = _staying_rows(step, columns, dialect)
    replaced = [_in_delta(step, within, dialect)] if within else _conditions(step, dialect)
    if replaced:
        staying += f"\nwhere not ({' and '.join(replaced)})"
    if within:
        staying += f"\nunion all\nselect * from {dialect.relation(step.staying)}"
    names = ", ".join(dialect.quote(name) for name in _names(columns))
    return f"{staying}\nunion all\nselect {names} from {dialect.relation(rows)}"


def _staying_rows(step: ApplyDelta, columns: Columns, dialect: Dialect) -> str:
    """Return the SELECT of all existing rows, with the columns of the future table."""
    kinds = {name.casefold(): kind for name, kind in step.current.columns}
    stay = []
    for name, kind in columns:
        column, before = dialect.quote(name), kinds.get(name.casefold())
        value = "null" if before is None else f"t.{column}"
        stay.append(value if before == kind else f"cast({value} as {kind}) as {column}")
    return f"select {', '.join(stay)} from {_current(step, dialect)} as t"


def _undo(
    step: ApplyDelta, within: tuple[str, ...], session: Session, dialect: Dialect
) -> RelationName | None:
    """Store the rows that publishing replaces, so that a rollback can restore them."""
    if not _conditions(step, dialect):
        return None
    session.execute(dialect.create_table(step.undo, _replaced(step, dialect, within)))
    return step.undo


def _replaced(step: ApplyDelta, dialect: Dialect, within: tuple[str, ...] = ()) -> str:
    """Return the SELECT of the table's rows that the delta replaces."""
    replaced, version = " and ".join(_conditions(step, dialect)), step.current.version
    if step.only is None or version is None:
        return f"select t.* from {_current(step, dialect)} as t where {replaced}"
    if not within:
        return dialect.find_rows(version, "t", replaced)
    found = dialect.find_rows(version, "t", _in_delta(step, within, dialect))
    return f"{found} and {_in_delta(step, step.key, dialect)}"


def _conditions(step: ApplyDelta, dialect: Dialect) -> list[str]:
    """Return the conditions that a row must meet to be replaced; empty if none is."""
    has_key = [_in_delta(step, step.key, dialect)] if step.key else []
    return has_key if step.where is None else [*has_key, f"({step.where}) is true"]


def _in_delta(
    step: ApplyDelta, key: Sequence[str], dialect: Dialect, *, only: str | None = None
) -> str:
    """Return the condition that the delta has a row with the same key as row `t` of the table.

    With `only`, a row that meets that condition.
    """
    rows, same = dialect.relation(step.rows), _same_key(key, dialect, "t", "d")
    if only is not None:
        rows = f"(select * from {rows} where {only})"
    return f"exists (select 1 from {rows} as d where {same})"


def _same_key(key: Sequence[str], dialect: Dialect, left: str, right: str) -> str:
    pairs = (f"{left}.{dialect.quote(name)} = {right}.{dialect.quote(name)}" for name in key)
    return " and ".join(pairs)


def _current(step: ApplyDelta, dialect: Dialect) -> str:
    if step.current.version is None:
        raise StatementError(f"{step.relation} is published as a view: run it with a full refresh")
    return dialect.relation(step.current.version)


def _applied(
    step: ApplyDelta,
    rows: RelationName,
    undo: RelationName | None,
    within: tuple[str, ...],
    dialect: Dialect,
) -> Change:
    assert step.current.version is not None
    return Change(
        unique_id=step.unique_id,
        relation=step.relation,
        kind="table",
        version=step.current.version,
        definition=step.shown(step.current.version, dialect),
        fingerprint=step.fingerprint,
        delta=Delta(rows, undo, step.key, step.where, within),
        preview=step.version,
    )
