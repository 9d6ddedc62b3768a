"""The rows that a data test found: the first few to show, and all of them kept where asked."""

from orchestrator.data_tests.queries import failing_rows
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Session
from orchestrator.plan.steps import RunTest
from orchestrator.results import Rows

SHOWN_ROWS = 5
STORED_ROWS = 10_000


def sample_of(step: RunTest, session: Session, dialect: Dialect) -> Rows:
    """The first failing rows, personal columns hashed."""
    return session.query(_safe_rows(step, session, dialect, SHOWN_ROWS))


def store(step: RunTest, session: Session, dialect: Dialect) -> None:
    """Replace the test's table of failing rows, at most STORED_ROWS of them."""
    if step.failures_relation is None:
        return
    session.execute(f"drop table if exists {dialect.relation(step.failures_relation)}")
    select = _safe_rows(step, session, dialect, STORED_ROWS)
    session.execute(dialect.create_table(step.failures_relation, select))


def _safe_rows(step: RunTest, session: Session, dialect: Dialect, most: int) -> str:
    limit = most if step.config.limit is None else min(most, step.config.limit)
    rows = failing_rows(step.select, limit)
    if not step.personal_columns:
        return rows
    shown = []
    for name, _ in session.describe(rows):
        column = dialect.quote(name)
        is_personal = name.casefold() in step.personal_columns
        shown.append(f"md5(cast({column} as varchar)) as {column}" if is_personal else column)
    return f"select {', '.join(shown)} from (\n{rows}\n) as safe_rows"
