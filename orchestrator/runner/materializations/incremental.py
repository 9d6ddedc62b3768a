"""Incremental models: the delta is evaluated once, aside, at a cost proportional to the change.

Children and tests read `version`, a view of the future table; publishing applies the same rows to
the table in its transaction. If the columns change, or seg did not make the table, or the engine
cannot change rows, it is rewritten.
"""

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
from orchestrator.runner.materializations.column_changes import (
    Columns,
    columns_after,
    difference_of,
    names_of,
    require_columns,
)
from orchestrator.runner.materializations.delta_sql import DeltaSql
from orchestrator.runner.materializations.found import found_table
from orchestrator.runner.materializations.kept import kept_rows
from orchestrator.runner.materializations.key_rows import delete_others, made_of_keys
from orchestrator.runner.materializations.losses import losses
from orchestrator.runner.materializations.python import fill_from_python
from orchestrator.runner.materializations.stored import stored_columns
from orchestrator.warehouse import Warehouse


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
    require_columns(step, found)
    count, warnings = _count(step, session, dialect)
    current = _stored(step)
    difference = difference_of(current, found)
    columns = columns_after(step, current, found, difference)
    if step.strategy == "merge":
        _refuse_repeated_keys(step, session, dialect)
    sql = DeltaSql(step, dialect)
    if difference:
        # A merge keeps columns that the delta lacks.
        is_replacing = bool(sql.conditions) and step.strategy != "merge"
        replaced = sql.replaced() if is_replacing else None
        warnings += losses(step, found, columns, replaced, Warehouse(session, dialect))
    if step.macro is not None:
        staying = sql.without_deleted(columns)
        taken_in, notes = take_in(step, step.macro, staying, session, closing, keep)
        return Built(taken_in, f"REWRITE with {count}", count, warnings + notes, printed)
    images = sql.images(columns, found)
    if images is not None:
        session.execute(dialect.create_table(step.images, images))
    rows = step.rows if images is None else step.images
    within = sql.within if columns == step.current.columns else ()
    if within:
        session.execute(dialect.create_table(step.staying, sql.rows_of_keys_that_stay(within)))
    after = sql.future_table(rows, columns, within)
    if step.is_found or columns != step.current.columns or not dialect.changes_rows:
        written = session.execute(dialect.create_table(step.version, after))
        return Built(
            new_table(step, dialect, written), f"REWRITE with {count}", count, warnings, printed
        )
    session.execute(dialect.create_view(step.version, after))
    undo = None
    if sql.conditions:
        # A rollback restores the rows that publishing replaces.
        undo = step.undo
        session.execute(dialect.create_table(undo, sql.replaced(within)))
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
    stamps = step.stamps.among(names_of(step.current.columns)) if step.stamps is not None else ()
    return tuple(column for column in step.current.columns if column[0] not in stamps)


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
