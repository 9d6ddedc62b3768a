"""Why the engine refused a step, told at the line that the user wrote."""

from dataclasses import replace

from orchestrator.data_tests.queries import COUNT_QUERY_OFFSET
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Session
from orchestrator.errors import Problem, StatementError
from orchestrator.names import did_you_mean
from orchestrator.plan.steps import RunTest, Step
from orchestrator.results import NodeResult


def refused(step: Step, error: StatementError, session: Session, dialect: Dialect) -> NodeResult:
    """How a step ended that the engine refused."""
    if error.cancelled:
        return NodeResult(step.unique_id, "interrupted", "interrupted")
    problem = _missing_column(step, session) if isinstance(step, RunTest) else None
    if problem is None:
        offset = COUNT_QUERY_OFFSET if isinstance(step, RunTest) else dialect.select_offset
        line = None if error.line is None else error.line - offset
        problem = step.origin.problem(error.message, line)
    return NodeResult(step.unique_id, "error", str(problem))


def _missing_column(test: RunTest, session: Session) -> Problem | None:
    """The problem of a test below a column that is not there."""
    if test.tested is None or test.column is None:
        return None
    try:
        columns = [name for name, _ in session.describe(f"select * from {test.tested}")]
    except StatementError:
        return None
    if test.column.casefold() in map(str.casefold, columns):
        return None
    there_are = f"columns: {', '.join(columns)}"
    nearest = did_you_mean(test.column, columns)
    problem = test.origin.problem(f"no column '{test.column}'", None)
    return replace(problem, fix=f"{nearest} {there_are}" if nearest else there_are)
