"""Checks the stamps of a table before it is published: one that cannot be computed for some row
would keep people from reading the table.
"""

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Change, Session
from orchestrator.errors import ProjectError, StatementError
from orchestrator.names import RelationName
from orchestrator.plan.steps import ApplyDelta, Build, RefreshKeys


def check_stamps(step: Build, change: Change, session: Session, dialect: Dialect) -> None:
    """Raise StatementError if a stamp cannot be computed for the table after the change.

    Raises ProjectError for a column of its own with the name of a stamp.
    """
    if step.stamps is None:
        return
    rows = dialect.relation(_unchecked(step, change))
    columns = session.describe(f"select * from {rows}")
    for name in step.stamps.among(name for name, _ in columns):
        raise ProjectError.of(
            f"the model selects '{name}', which is also in its stamps",
            step.origin.place,
            "remove it from the SELECT or from stamps",
        )
    session.query(step.stamps.worked_out(rows, dialect))


def has_stamps_for(step: Build, version: RelationName, session: Session, dialect: Dialect) -> bool:
    """Return whether the stamps can be computed for an existing version."""
    if step.stamps is None:
        return True
    try:
        session.query(step.stamps.worked_out(dialect.relation(version), dialect))
    except StatementError:
        return False
    return True


def _unchecked(step: Build, change: Change) -> RelationName:
    """Return the rows that people do not see with these stamps yet."""
    if change.delta is not None and isinstance(step, ApplyDelta | RefreshKeys):
        is_restamped = change.definition != step.current.definition
        return step.version if is_restamped else change.delta.rows
    return step.version
