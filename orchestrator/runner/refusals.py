"""Why the engine refused a step, told at the line that the user wrote."""

from msgspec.structs import replace

from orchestrator.data_tests.queries import COUNT_QUERY_OFFSET
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Session
from orchestrator.errors import Problem, StatementError
from orchestrator.names import did_you_mean
from orchestrator.plan.steps import RunTest, Step
from orchestrator.results import NodeResult
from orchestrator.runner.asked import AskedTest
from orchestrator.runner.closing import ClosedSelect


def refused(
    step: Step,
    closed: AskedTest | ClosedSelect | None,
    error: StatementError,
    session: Session,
    dialect: Dialect,
) -> NodeResult:
    """How a step ended that the engine refused; `closed` is its SQL, if it came to that."""
    if error.cancelled:
        return NodeResult(step.unique_id, "interrupted", "interrupted")
    problem = _missing_column(closed, session) if isinstance(closed, AskedTest) else None
    if problem is None:
        offset = COUNT_QUERY_OFFSET if isinstance(step, RunTest) else dialect.select_offset
        line = None if error.line is None else error.line - offset
        origin = step.origin if closed is None else closed.origin
        problem = origin.problem(error.message, line)
    return NodeResult(step.unique_id, "error", str(problem))


def _missing_column(test: AskedTest, session: Session) -> Problem | None:
    """The problem of a test below a column that is not there."""
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
