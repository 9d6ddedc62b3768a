"""The columns of a published table as its rows have them."""

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import PublishedRelation, Session


def stored_columns(
    published: PublishedRelation, session: Session, dialect: Dialect
) -> tuple[tuple[str, str], ...]:
    """Names and types, without what was stamped on the table when it was published."""
    if published.version is None or not published.has_stamps:
        return published.columns
    return session.describe(f"select * from {dialect.relation(published.version)}")
