"""The columns that the rows of a published table have."""

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import PublishedRelation, Session


def stored_columns(
    published: PublishedRelation, session: Session, dialect: Dialect
) -> tuple[tuple[str, str], ...]:
    """Return names and types, without the stamps of its publication."""
    if published.version is None or not published.has_stamps:
        return published.columns
    return session.describe(f"select * from {dialect.relation(published.version)}")
