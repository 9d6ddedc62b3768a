"""Snapshots: compares the rows of a SELECT with the current states, once and aside.

Children and tests read `version`, the future history; publishing replaces the states that begin or
end. If columns are new, or seg did not publish the history under this name, all of it is rewritten.
A history is never built from nothing twice.
"""

from collections.abc import Iterable, Iterator

from orchestrator.config.settings import place_in
from orchestrator.dialects.boundary import Dialect
from orchestrator.dialects.sql_text import clean_select
from orchestrator.engines.boundary import Change, Delta, Keep, Session
from orchestrator.errors import Place, Problem, ProjectError, StatementError
from orchestrator.names import RelationName, counted
from orchestrator.plan.steps import HistoryTable, TakeSnapshot
from orchestrator.runner.closing import ClosedSelect
from orchestrator.runner.materializations.aside import dropped
from orchestrator.runner.materializations.built import Built, new_table
from orchestrator.runner.materializations.history_sql import BEGINS, CHANGE, HistorySql
from orchestrator.runner.materializations.kept import kept_rows

_RENAME = "rename it, or the snapshot's own with snapshot_meta_column_names"


def build_snapshot(
    step: TakeSnapshot,
    select: ClosedSelect,
    session: Session,
    dialect: Dialect,
    keep: Keep | None,
) -> Built:
    """Record which states begin and end, and show the future history to children and tests."""
    now = dialect.temporary_name(step.version)
    with dropped(now, session, dialect):
        session.execute(dialect.create_table(now, kept_rows(select.text, session, keep)))
        found = session.describe(f"select * from {dialect.relation(now)}")
        sql = HistorySql(step.config, dialect, found)
        _refuse_taken_columns(step, sql)
        warnings = _checked(step, sql, now, session)
        if step.history is None:
            beginning = sql.beginning(dialect.relation(now))
            rows = session.execute(dialect.create_table(step.version, beginning))
            return Built(new_table(step, dialect, rows), rows_affected=rows, warnings=warnings)
        return _gone_on(step, step.history, sql, now, session, keep, warnings)


def _gone_on(
    step: TakeSnapshot,
    history: HistoryTable,
    sql: HistorySql,
    now: RelationName,
    session: Session,
    keep: Keep | None,
    warnings: tuple[str, ...],
) -> Built:
    dialect = sql.dialect
    rows = f"select * from {dialect.relation(history.relation)}"
    held = session.describe(rows)
    sql = HistorySql(step.config, dialect, sql.found, held)
    _require_history(step, history, sql)
    # What seg published contains no erased people; a table that it found may.
    kept = kept_rows(rows, session, keep) if history.is_found else rows
    before = dialect.relation(history.relation) if kept == rows else f"({clean_select(kept)})"
    changes = dialect.temporary_name(step.rows)
    with dropped(changes, session, dialect):
        changes_query = sql.changes(dialect.relation(now), before)
        session.execute(dialect.create_table(changes, changes_query))
        changed = dialect.relation(changes)
        begun = f"select count(*) from {changed} where {CHANGE} = '{BEGINS}'"
        count = int(session.query(begun).values[0][0])
        session.execute(dialect.create_table(step.rows, sql.images(before, changed)))
    if history.is_found:
        there = session.query(f"select count(*) from {before}").values[0][0]
        states = counted(int(there), "state")
        continued = f"continues from {states} of {step.relation}, which seg did not build"
        warnings = (*warnings, f"{step.origin.place}: {continued}")
    images = dialect.relation(step.rows)
    after = sql.after(before, images)
    if not history.is_own or sql.columns != held:
        written = session.execute(dialect.create_table(step.version, after))
        session.execute(f"drop table {images}")
        return Built(new_table(step, dialect, written), rows_affected=count, warnings=warnings)
    session.execute(dialect.create_table(step.undo, sql.before(before, images)))
    session.execute(dialect.create_view(step.version, after))
    return Built(_change(step, history, dialect), rows_affected=count, warnings=warnings)


def _checked(
    step: TakeSnapshot, sql: HistorySql, now: RelationName, session: Session
) -> tuple[str, ...]:
    """Return warnings of what a strict project rejects; raises ProjectError for real errors."""
    columns = f"select * from {sql.dialect.relation(now)}"
    wrong = list(_wrong_settings(step, step.config.expressions, columns, session))
    doubtful = [] if wrong else list(_doubtful_rows(step, sql, now, session))
    compared = (("check_cols", name) for name in step.config.check_cols or ())
    # A new history is not compared with anything yet.
    later = wrong if step.history is not None else doubtful
    later += _wrong_settings(step, compared, columns, session)
    wrong += doubtful if step.is_strict else ()
    if wrong:
        raise ProjectError(wrong)
    return tuple(str(each) for each in doubtful)


def _change(step: TakeSnapshot, history: HistoryTable, dialect: Dialect) -> Change:
    return Change(
        unique_id=step.unique_id,
        relation=step.relation,
        kind="table",
        version=history.relation,
        definition=step.shown(history.relation, dialect),
        fingerprint=step.fingerprint,
        delta=Delta(step.rows, step.undo, (step.config.columns.scd_id,)),
        preview=step.version,
    )


def _refuse_taken_columns(step: TakeSnapshot, sql: HistorySql) -> None:
    taken = sql.taken()
    if taken:
        what = f"the snapshot selects '{taken[0]}', a column that snapshots add themselves"
        raise ProjectError.of(what, step.origin.place, _RENAME)


def _wrong_settings(
    step: TakeSnapshot, settings: Iterable[tuple[str, str]], columns: str, session: Session
) -> Iterator[Problem]:
    """Yield settings that name columns which the SELECT of `columns` lacks, with places."""
    for setting, sql in settings:
        try:
            session.describe(f"select {sql} from ({columns})")
        except StatementError as error:
            if error.cancelled:
                raise
            there = ", ".join(name for name, _ in session.describe(columns))
            what = f"'{setting}': {error.message.splitlines()[0]}"
            yield Problem(what, _place(step, setting), f"the snapshot selects {there}")


def _require_history(step: TakeSnapshot, history: HistoryTable, sql: HistorySql) -> None:
    lacking = sql.lacking()
    if not lacking:
        return
    whose = "which seg did not make" if history.is_found else "which another node left"
    named = step.relation if history.is_own else f"{step.relation}, {whose},"
    what = f"{named} is not a snapshot: it has no column {', '.join(lacking)}"
    raise ProjectError.of(what, step.origin.place, "rename it, or give the snapshot an alias")


def _doubtful_rows(
    step: TakeSnapshot, sql: HistorySql, now: RelationName, session: Session
) -> Iterator[Problem]:
    """Yield what is wrong with rows, without their values, which may be personal."""
    rows, config = sql.dialect.relation(now), step.config
    names = [f"seg_key_{number}" for number, _ in enumerate(config.unique_key, start=1)]
    is_null = " or ".join(f"{name} is null" for name in names)
    moments = f"(select {sql.keys()}, {sql.moment} as seg_at from {rows}) as k"
    without_key, without_moment = session.query(
        f"select count(*) filter (where {is_null}), count(*) filter (where seg_at is null) "
        f"from {moments}"
    ).values[0]
    if without_key:
        what = f"{_null(without_key)} in unique_key: each run treats them as new"
        yield Problem(what, _place(step, "unique_key"), "filter them, or use another unique_key")
    if without_moment:
        what = f"{_null(without_moment)} in updated_at: their changes are never detected"
        yield Problem(what, _place(step, "updated_at"), "use a column that is never NULL")
    ((repeated, most),) = session.query(
        f"select count(*), max(n) from (select count(*) as n from {moments} "
        f"where not ({is_null}) group by {', '.join(names)}) as counted where n > 1"
    ).values
    if repeated:
        values = counted(repeated, "value")
        what = (
            f"{values} of unique_key {'has' if repeated == 1 else 'have'} several rows, up to "
            f"{most}: their states cannot be distinguished"
        )
        fix = "use a unique_key that is unique in what the snapshot selects"
        yield Problem(what, _place(step, "unique_key"), fix)


def _null(rows: int) -> str:
    return f"{counted(rows, 'row')} {'has' if rows == 1 else 'have'} a NULL"


def _place(step: TakeSnapshot, setting: str) -> Place:
    """Return the place of a setting, or else of the snapshot."""
    return place_in(step.config.settings, setting) or step.origin.place
