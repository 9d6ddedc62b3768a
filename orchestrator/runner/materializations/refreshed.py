"""Rebuilds some keys of a table: their new rows are kept aside until they replace the old ones.

Children and tests read `version`, a view of the future table. Keys whose rows are unchanged are
left out, so that their readers need not be rebuilt.
"""

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Change, Delta, Keep, PublishedRelation, Session
from orchestrator.names import RelationName
from orchestrator.plan.steps import CreateTable, KeyTable, RefreshKeys, RunPython
from orchestrator.runner.closing import ClosedSelect, Closing
from orchestrator.runner.materializations.built import Built
from orchestrator.runner.materializations.kept import kept_rows
from orchestrator.runner.materializations.key_rows import (
    delete_others,
    few_rows_of_keys,
    made_of_keys,
    other_rows,
)
from orchestrator.runner.materializations.python import fill_from_python
from orchestrator.runner.materializations.stored import stored_columns


def refreshing(
    step: CreateTable | RunPython,
    current: PublishedRelation,
    only: KeyTable,
    number: int,
    dialect: Dialect,
    key_count: int = 0,
) -> RefreshKeys:
    """Return the step that replaces the rows of some keys in `current`.

    Another step would build them together with all others.
    """

    def part(name: str) -> RelationName:
        return dialect.version_name(step.relation, number, name)

    return RefreshKeys(
        unique_id=step.unique_id,
        reason=step.reason,
        origin=step.origin,
        relation=step.relation,
        version=step.version,
        fingerprint=step.fingerprint,
        contract=step.contract,
        stamps=step.stamps,
        sql=step.sql if isinstance(step, CreateTable) else None,
        code=step.code if isinstance(step, RunPython) else None,
        current=current,
        key=only.columns,
        only=only,
        key_count=key_count,
        rows=part("delta"),
        undo=part("undo"),
        changed=part("changed"),
    )


def build_refreshed(
    step: RefreshKeys,
    select: ClosedSelect | None,
    session: Session,
    closing: Closing,
    keep: Keep | None,
) -> Built | None:
    """Build the rows of the step's keys; None if they do not have the table's columns."""
    dialect, printed = closing.dialect, ""
    if step.code is not None:
        printed = fill_from_python(step.code, step, step.rows, session, closing, keep).printed
        delete_others(step.rows, step.only, session, dialect)
    else:
        assert select is not None
        rows_to_build = made_of_keys(kept_rows(select.text, session, keep), step.only, dialect)
        session.execute(dialect.create_table(step.rows, rows_to_build))
    found = session.describe(f"select * from {dialect.relation(step.rows)}")
    if found != stored_columns(step.current, session, dialect):
        return None
    assert step.current.version is not None
    before = few_rows_of_keys(step.current.version, step.only, dialect)
    session.execute(dialect.create_table(step.undo, before))
    _only_changed(step, session, dialect)
    change, count = replacing(step, session, dialect)
    return Built(change, f"REFRESH {count}", count, printed=printed)


def replacing(step: RefreshKeys, session: Session, dialect: Dialect) -> tuple[Change, int]:
    """Return what publishing does with the step's rows, and their number.

    `version` shows the future table.
    """
    assert step.current.version is not None
    (count,) = session.query(f"select count(*) from {dialect.relation(step.rows)}").values[0]
    replaced = KeyTable(step.undo, step.key)
    staying = other_rows(step.current.version, replaced, dialect)
    after = f"{staying}\nunion all\nselect * from {dialect.relation(step.rows)}"
    session.execute(dialect.create_view(step.version, after))
    change = Change(
        unique_id=step.unique_id,
        relation=step.relation,
        kind="table",
        version=step.current.version,
        definition=step.shown(step.current.version, dialect),
        fingerprint=step.fingerprint,
        delta=Delta(step.rows, step.undo, step.key),
        preview=step.version,
    )
    return change, int(count)


def _only_changed(step: RefreshKeys, session: Session, dialect: Dialect) -> None:
    """Leave out keys whose rows are as published.

    A single key is compared by the contents of its rows.
    """
    if step.key_count > 1 and session.changed_keys(step.rows, step.undo, step.key, step.changed):
        changed = KeyTable(step.changed, step.key)
        for relation in (step.rows, step.undo):
            delete_others(relation, changed, session, dialect)
        session.execute(f"drop table {dialect.relation(step.changed)}")
