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
    session.execute(dialect.create_table(step.undo, _of_keys(step.current.version, step, dialect)))
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


def _of_keys(relation: RelationName, step: RefreshKeys, dialect: Dialect, negated: str = "") -> str:
    """The SELECT of a relation's rows whose key is one of the step's, or (`not `) none of them."""
    return (
        f"select t.* from {dialect.relation(relation)} as t where {negated}exists "
        f"(select 1 from {dialect.relation(step.keys)} as k where {_same_key(step, dialect)})"
    )


def _same_key(step: RefreshKeys, dialect: Dialect) -> str:
    return " and ".join(f"t.{dialect.quote(name)} = k.{dialect.quote(name)}" for name in step.key)


def _only_changed(step: RefreshKeys, session: Session, dialect: Dialect) -> int:
    """Leave out keys whose rows are as they are published; how many rows come."""
    keys, rows, undo = map(dialect.relation, (step.keys, step.rows, step.undo))
    columns = ", ".join(map(dialect.quote, step.key))
    one, other = (f"select * from {name}" for name in (rows, undo))
    changed = (
        f"select {columns} from (({one} except all {other}) union all ({other} except all {one}))"
    )
    session.execute(f"delete from {keys} where ({columns}) not in ({changed} as changed)")
    for name in (rows, undo):
        session.execute(
            f"delete from {name} as t where not exists "
            f"(select 1 from {keys} as k where {_same_key(step, dialect)})"
        )
    (count,) = session.query(f"select count(*) from {rows}").values[0]
    return int(count)


def _table_after(step: RefreshKeys, dialect: Dialect) -> str:
    """The SELECT of the table as it will be: rows of other keys, then new and changed ones."""
    assert step.current.version is not None
    staying = _of_keys(step.current.version, step, dialect, "not ")
    return f"{staying}\nunion all\nselect * from {dialect.relation(step.rows)}"
