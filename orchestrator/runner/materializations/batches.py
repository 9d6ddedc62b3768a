"""Models that are made in batches of time: each reads the rows of its time, and gives those.

All are made aside, and published together or not at all.
"""

from msgspec.structs import replace

from orchestrator.dialects.sql_text import clean_select
from orchestrator.engines.boundary import Keep, Session
from orchestrator.errors import StatementError
from orchestrator.names import RelationName
from orchestrator.plan.batches import in_window
from orchestrator.plan.steps import ApplyDelta, Batches, CreateTable
from orchestrator.runner.closing import Closing
from orchestrator.runner.materializations.contract import under_contract
from orchestrator.runner.materializations.kept import kept_rows


def fill_in_batches(
    step: CreateTable | ApplyDelta,
    batches: Batches,
    into: RelationName,
    session: Session,
    closing: Closing,
    keep: Keep | None,
) -> int | None:
    """Fill a new table with the rows of all batches; how many, where the engine tells."""
    dialect, rows = closing.dialect, 0
    for name, (start, end) in zip(batches.names, batches.windows, strict=True):
        read = closing.reading_for(step.unique_id)
        narrowed = {
            node: f"(select * from {read(node)} where {in_window(column, start, end, dialect)})"
            for node, column in batches.inputs.items()
        }
        part = replace(closing, narrowed={**closing.narrowed, **narrowed})
        try:
            closed = part.select(step, session)
            assert closed is not None, "a model in batches is one of SQL"
            select = kept_rows(under_contract(step, closed, session, dialect).text, session, keep)
            within = in_window(batches.event_time, start, end, dialect)
            select = f"select * from ({clean_select(select)}\n) as batch\nwhere {within}"
            statement = f"insert into {dialect.relation(into)} by name\n{select}\n"
            if name == batches.names[0]:
                statement = dialect.create_table(into, select)
            rows += session.execute(statement) or 0
        except StatementError as error:
            raise StatementError(
                f"batch {name}: {error.message}",
                line=error.line,
                cancelled=error.cancelled,
                retry=error.retry,
            ) from error
    return rows
