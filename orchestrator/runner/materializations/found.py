"""The existing table of an incremental model that seg did not make but, for example, dbt."""

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec.structs import replace

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Keep, Session
from orchestrator.names import counted
from orchestrator.plan.steps import ApplyDelta
from orchestrator.runner.materializations.aside import dropped
from orchestrator.runner.materializations.kept import kept_rows


@contextmanager
def found_table(
    step: ApplyDelta, session: Session, dialect: Dialect, keep: Keep | None
) -> Iterator[tuple[ApplyDelta, str]]:
    """Yield the step that continues from its rows, without erased people, and a message."""
    assert step.current.version is not None
    rows = f"select * from {dialect.relation(step.current.version)}"
    current = replace(step.current, columns=session.describe(rows))
    # What seg published contains no erased people; a table that it found may.
    kept = kept_rows(rows, session, keep)
    aside = dialect.temporary_name(step.undo)
    with dropped(aside, session, dialect):
        if kept != rows:
            session.execute(dialect.create_table(aside, kept))
            current = replace(current, version=aside)
        assert current.version is not None
        counting = f"select count(*) from {dialect.relation(current.version)}"
        row_count = counted(int(session.query(counting).values[0][0]), "row")
        message = f"continues from {row_count} of {step.relation}, which seg did not build"
        yield replace(step, current=current), f"{step.origin.place}: {message}"
