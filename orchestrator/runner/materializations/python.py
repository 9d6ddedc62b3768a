"""Python models: fills a new version with what `model(dbt, session)` returns."""

from msgspec import Struct

from orchestrator.engines.boundary import Keep, Session
from orchestrator.errors import StatementError
from orchestrator.names import RelationName
from orchestrator.plan.steps import PythonCode, PythonStep, RunPython
from orchestrator.runner.closing import ClosedSelect, Closing
from orchestrator.runner.materializations.built import Built, new_table
from orchestrator.runner.materializations.contract import require_contract, under_contract
from orchestrator.runner.materializations.kept import kept_rows
from orchestrator.runner.python_call import call_model, refused_late
from orchestrator.runner.python_names import rows_read
from orchestrator.runner.python_rows import Query


class Filled(Struct, frozen=True):
    """How many rows the model returned, if the engine says, and what it printed."""

    row_count: int | None
    printed: str


def build_python(step: RunPython, session: Session, closing: Closing, keep: Keep | None) -> Built:
    """Run the model, and fill a new version with what it returns."""
    filled = fill_from_python(step.code, step, step.version, session, closing, keep)
    change = new_table(step, closing.dialect, filled.row_count)
    return Built(change, rows_affected=filled.row_count, printed=filled.printed)


def fill_from_python(
    code: PythonCode,
    step: PythonStep,
    version: RelationName,
    session: Session,
    closing: Closing,
    keep: Keep | None,
) -> Filled:
    """Run the model into `version`; raises ProjectError with the line of the user's file."""
    dialect = closing.dialect
    with session.python_client(rows_read(code, step, closing)) as client:
        returned, printed = call_model(code, step, client, closing)
        # What the model returned may exist only in the client's session.
        making = client.session
        if isinstance(returned, Query):
            select = ClosedSelect(f"select * from {returned}", step.origin)
            given = under_contract(step, select, making, dialect)
            kept = kept_rows(given.text, making, keep)
            try:
                rows = making.execute(dialect.create_table(version, kept))
            except StatementError as error:
                if error.cancelled:
                    raise
                raise refused_late(error, code, step) from error
            client.register(version)
            return Filled(rows, printed)
        rows = making.fill(version, returned, keep)
        client.register(version)
    if step.contract is not None:
        columns = session.describe(f"select * from {dialect.relation(version)}")
        require_contract(step, columns, session, dialect)
    return Filled(rows, printed)
