"""Some keys of a table made again: their new rows stand aside until they take the old ones' place.

Children and tests read `version`, a view of what the table will be. Keys whose rows come out as
they are published are left out, so that what reads them need not be made again.
"""

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Change, Delta, Keep, Session
from orchestrator.names import RelationName
from orchestrator.plan.steps import RefreshKeys
from orchestrator.runner.closing import ClosedSelect, Closing
from orchestrator.runner.materializations.built import Built
from orchestrator.runner.materializations.kept import kept_rows
from orchestrator.runner.materializations.python import fill_from_python


def build_refreshed(
    step: RefreshKeys,
    select: ClosedSelect | None,
    session: Session,
    closing: Closing,
    keep: Keep | None,
) -> Built | None:
    """Make the rows of the step's keys; None where they do not have the table's columns."""
    dialect, printed = closing.dialect, ""
    if step.code is not None:
        printed = fill_from_python(step.code, step, step.rows, session, closing, keep).printed
    else:
        assert select is not None
        kept = kept_rows(select.text, session, keep)
        session.execute(dialect.create_table(step.rows, kept))
    found = session.describe(f"select * from {dialect.relation(step.rows)}")
    if found != step.current.columns:
        return None
    assert step.current.version is not None
    before = _rows_of(step.current.version, step.keys, step, dialect, "")
    session.execute(dialect.create_table(step.undo, before))
    count = _only_changed(step, session, dialect)
    session.execute(dialect.create_view(step.version, _table_after(step, dialect)))
    change = Change(
        unique_id=step.unique_id,
        relation=step.relation,
        kind="table",
        version=step.current.version,
        definition=step.current.definition,
        fingerprint=step.fingerprint,
        delta=Delta(step.rows, step.undo, step.key),
        preview=step.version,
    )
    return Built(change, f"REFRESH {count}", count, printed=printed)


def _only_changed(step: RefreshKeys, session: Session, dialect: Dialect) -> int:
    """Leave out keys whose rows are as they are published; how many rows come.

    A reference that is joined whole gives rows of other keys, too: those stay as they are.
    """
    _keep(step.rows, step.keys, step, session, dialect)
    if session.changed_keys(step.rows, step.undo, step.key, step.changed):
        for name in (step.rows, step.undo):
            _keep(name, step.changed, step, session, dialect)
        session.execute(f"drop table {dialect.relation(step.changed)}")
    (count,) = session.query(f"select count(*) from {dialect.relation(step.rows)}").values[0]
    return int(count)


def _keep(
    relation: RelationName,
    keys: RelationName,
    step: RefreshKeys,
    session: Session,
    dialect: Dialect,
) -> None:
    """Delete a table's rows of other keys."""
    other = _has_key_in(keys, step, dialect, "not ")
    session.execute(f"delete from {dialect.relation(relation)} as t where {other}")


def _rows_of(
    relation: RelationName, keys: RelationName, step: RefreshKeys, dialect: Dialect, negated: str
) -> str:
    """The SELECT of a relation's rows whose key is in `keys`, or (`not `) of all the others."""
    return (
        f"select t.* from {dialect.relation(relation)} as t "
        f"where {_has_key_in(keys, step, dialect, negated)}"
    )


def _has_key_in(keys: RelationName, step: RefreshKeys, dialect: Dialect, negated: str) -> str:
    quote = dialect.quote
    same = " and ".join(f"t.{quote(name)} = k.{quote(name)}" for name in step.key)
    return f"{negated}exists (select 1 from {dialect.relation(keys)} as k where {same})"


def _table_after(step: RefreshKeys, dialect: Dialect) -> str:
    """The SELECT of the table as it will be: rows that stay, then new and changed ones."""
    assert step.current.version is not None
    staying = _rows_of(step.current.version, step.undo, step, dialect, "not ")
    return f"{staying}\nunion all\nselect * from {dialect.relation(step.rows)}"
