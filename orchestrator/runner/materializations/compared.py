"""Compares a fully built table with the published one: few changed rows become a delta.

It is built in memory, which costs less than half of writing it. If most keys of a sample changed,
all of it is written without comparing the rest.
"""

from typing import Literal

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Keep, Session
from orchestrator.errors import StatementError
from orchestrator.names import RelationName
from orchestrator.plan.steps import CreateTable, KeyTable, RefreshKeys, RunPython
from orchestrator.runner.closing import ClosedSelect, Closing
from orchestrator.runner.materializations.aside import dropped
from orchestrator.runner.materializations.built import Built, new_table
from orchestrator.runner.materializations.kept import kept_rows
from orchestrator.runner.materializations.key_rows import rows_of_keys
from orchestrator.runner.materializations.python import fill_from_python
from orchestrator.runner.materializations.refreshed import replacing
from orchestrator.state.source_changes import FEW_KEYS, LARGEST_SHARE

Others = Literal["few", "most", "unknown"]

SAMPLE = 2_000
"""How many keys are sampled to estimate the share of changed keys."""


def build_compared(
    step: CreateTable | RunPython,
    part: RefreshKeys,
    select: ClosedSelect | None,
    session: Session,
    closing: Closing,
    keep: Keep | None,
) -> Built:
    """Build all rows, and return what publishing has to change; `part` locates a delta."""
    dialect, printed = closing.dialect, ""
    candidate = dialect.temporary_name(step.version)
    with dropped(candidate, session, dialect):
        if isinstance(step, RunPython):
            filled = fill_from_python(step.code, step, candidate, session, closing, keep)
            rows, printed = filled.row_count, filled.printed
        else:
            assert select is not None
            kept = kept_rows(select.text, session, keep)
            rows = session.execute(dialect.create_table(candidate, kept))
        others = _others(candidate, rows or 0, part, session, dialect)
        if others == "few":
            changed = KeyTable(part.changed, part.key)
            session.execute(
                dialect.create_table(part.rows, rows_of_keys(candidate, changed, dialect))
            )
            assert part.current.version is not None
            before = rows_of_keys(part.current.version, changed, dialect)
            session.execute(dialect.create_table(part.undo, before))
            session.execute(f"drop table {dialect.relation(part.changed)}")
            change, _ = replacing(part, session, dialect)
            return Built(change, rows_affected=rows, printed=printed)
        select_all = f"select * from {dialect.relation(candidate)}"
        rows = session.execute(dialect.create_table(step.version, select_all))
    change = new_table(step, dialect, rows)
    return Built(change, rows_affected=rows, printed=printed, is_other=others == "most")


def _others(
    candidate: RelationName, rows: int, part: RefreshKeys, session: Session, dialect: Dialect
) -> Others:
    """Return how many keys have different rows than published; if few, they are in `changed`."""
    changed = dialect.relation(part.changed)
    try:
        found = _compared(candidate, rows, part, session, dialect)
    except StatementError as error:
        # A good result must not fail because it cannot be compared.
        if error.cancelled:
            raise
        found = "unknown"
    if found != "few":
        session.execute(f"drop table if exists {changed}")
    return found


def _compared(
    candidate: RelationName, rows: int, part: RefreshKeys, session: Session, dialect: Dialect
) -> Others:
    current, share = part.current.version, 0.0
    assert current is not None
    every = rows // SAMPLE
    if every > 1:
        sampled = session.changed_share(candidate, current, part.key, every)
        if sampled is None or sampled > LARGEST_SHARE:
            return "unknown" if sampled is None else "most"
        share = sampled
    if not share and session.content(candidate) == session.content(current):
        # Two digests cost a quarter of grouping by key.
        listed = ", ".join(map(dialect.quote, part.key))
        none = f"select {listed} from {dialect.relation(current)} where false"
        session.execute(dialect.create_table(part.changed, none))
        return "few"
    if not session.changed_keys(candidate, current, part.key, part.changed):
        return "unknown"
    is_null = " or ".join(f"{dialect.quote(column)} is null" for column in part.key)
    query = (
        f"select count(*), count(case when {is_null} then 1 end) "
        f"from {dialect.relation(part.changed)}"
    )
    count, without_key = session.query(query).values[0]
    if count <= LARGEST_SHARE * rows and not without_key:
        return "few"
    return "most" if count > max(LARGEST_SHARE * rows, FEW_KEYS) else "unknown"
