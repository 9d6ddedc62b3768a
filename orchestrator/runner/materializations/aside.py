"""Tables in memory that a build needs temporarily."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Session
from orchestrator.errors import EnvironmentFault, StatementError
from orchestrator.names import RelationName


@contextmanager
def dropped(made: RelationName, session: Session, dialect: Dialect) -> Iterator[None]:
    """Drop a table in memory at the end of the block, however it ends."""
    try:
        yield
    finally:
        with suppress(StatementError, EnvironmentFault):
            session.execute(f"drop table if exists {dialect.relation(made)}")
