"""The rows of a SELECT that may be built: nobody's who was erased."""

from orchestrator.dialects.sql_text import clean_select
from orchestrator.engines.boundary import Keep, Session
from orchestrator.warehouse import unless_refused


def kept_rows(select: str, session: Session, keep: Keep | None) -> str:
    """The SELECT, with a condition where its columns ask for one; its lines stay where they are."""
    if keep is None:
        return select
    columns = unless_refused(lambda: session.describe(select))
    if columns is None:
        # Building it is refused for the same reason, at the right line.
        return select
    condition = keep([name for name, _ in columns])
    if condition is None:
        return select
    return f"select * from ({clean_select(select)}\n) as built\nwhere {condition}"


def delete_not_kept(table: str, session: Session, keep: Keep) -> None:
    """Delete what statements wrote into a table that may not be built."""
    condition = keep([name for name, _ in session.describe(f"select * from {table}")])
    if condition is not None:
        session.execute(f"delete from {table} where ({condition}) is not true")
