"""Why the engine rejected a step, with the line that the user wrote."""

from msgspec.structs import replace

from orchestrator.data_tests.queries import COUNT_QUERY_OFFSET
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Session
from orchestrator.errors import Problem, StatementError
from orchestrator.names import did_you_mean
from orchestrator.plan.steps import RunTest, Step
from orchestrator.results import NodeResult
from orchestrator.runner.closed_test import ClosedTest
from orchestrator.runner.closing import ClosedSelect


def refused(
    step: Step,
    closed: ClosedTest | ClosedSelect | None,
    error: StatementError,
    session: Session,
    dialect: Dialect,
) -> NodeResult:
    """Return the result of a step that the engine rejected; `closed` is its SQL, if known."""
    if error.cancelled:
        return NodeResult(step.unique_id, "interrupted", "interrupted")
    problem = _missing_column(closed, session) if isinstance(closed, ClosedTest) else None
    if problem is None:
        offset = COUNT_QUERY_OFFSET if isinstance(step, RunTest) else dialect.select_offset
        line = None if error.line is None else error.line - offset
        origin = step.origin if closed is None else closed.origin
        problem = origin.problem(error.message, line)
    return NodeResult(step.unique_id, "error", str(problem))


def _missing_column(test: ClosedTest, session: Session) -> Problem | None:
    """Return the problem of a test on a column that does not exist."""
    column = test.step.column
    if test.tested is None or column is None:
        return None
    try:
        columns = [name for name, _ in session.describe(f"select * from {test.tested}")]
    except StatementError:
        return None
    if column.casefold() in map(str.casefold, columns):
        return None
    there_are = f"columns: {', '.join(columns)}"
    nearest = did_you_mean(column, columns)
    problem = test.origin.problem(f"no column '{column}'", None)
    return replace(problem, fix=f"{nearest} {there_are}" if nearest else there_are)
