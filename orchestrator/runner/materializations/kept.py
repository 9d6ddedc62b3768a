"""The rows of a SELECT that may be built: without erased people."""

from orchestrator.dialects.sql_text import clean_select
from orchestrator.engines.boundary import Keep, Session
from orchestrator.warehouse import unless_refused


def kept_rows(select: str, session: Session, keep: Keep | None) -> str:
    """Return the SELECT, with a condition if its columns need one; its lines stay."""
    if keep is None:
        return select
    columns = unless_refused(lambda: session.describe(select))
    if columns is None:
        # Building it fails for the same reason, with the right line.
        return select
    condition = keep([name for name, _ in columns])
    if condition is None:
        return select
    return f"select * from ({clean_select(select)}\n) as built\nwhere {condition}"


def delete_not_kept(table: str, session: Session, keep: Keep) -> None:
    """Delete rows of erased people that statements wrote into a table."""
    condition = keep([name for name, _ in session.describe(f"select * from {table}")])
    if condition is not None:
        session.execute(f"delete from {table} where ({condition}) is not true")
