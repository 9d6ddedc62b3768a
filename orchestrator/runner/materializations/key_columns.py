"""Checks that a table has the columns by which it is refreshed: without them, each run would
rebuild all of it.
"""

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Session
from orchestrator.errors import ProjectError
from orchestrator.names import did_you_mean
from orchestrator.plan.steps import Build, RefreshKeys


def check_key_columns(step: Build, session: Session, dialect: Dialect) -> None:
    """Raise ProjectError for a column of `refresh_by` that the new version does not have."""
    if step.refreshed_by is None or isinstance(step, RefreshKeys):
        return
    columns = [
        name for name, _ in session.describe(f"select * from {dialect.relation(step.version)}")
    ]
    known = {name.casefold() for name in columns}
    for name in step.refreshed_by.columns:
        if name.casefold() not in known:
            raise ProjectError.of(
                f"the table has no column '{name}', by which it is refreshed (refresh_by)",
                step.refreshed_by.place,
                did_you_mean(name, columns) or "name columns that the model selects",
            )
