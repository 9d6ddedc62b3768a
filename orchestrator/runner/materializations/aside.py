"""Tables that a build needs for itself, in memory: they are gone in the end."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Session
from orchestrator.errors import EnvironmentFault, StatementError
from orchestrator.names import RelationName


@contextmanager
def dropped(made: RelationName, session: Session, dialect: Dialect) -> Iterator[None]:
    """A table in memory is gone in the end, however it ends."""
    try:
        yield
    finally:
        with suppress(StatementError, EnvironmentFault):
            session.execute(f"drop table if exists {dialect.relation(made)}")
