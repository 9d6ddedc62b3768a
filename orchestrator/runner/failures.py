"""The rows that a data test found: the first few to show, and all of them kept where asked."""

from datetime import datetime

from orchestrator.data_tests.queries import failing_rows
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Session
from orchestrator.errors import StatementError
from orchestrator.plan.steps import RunTest
from orchestrator.results import Rows
from orchestrator.runner.asked import AskedTest
from orchestrator.runner.stored_failures import note

SHOWN_ROWS = 5
STORED_ROWS = 10_000


def sample_of(test: AskedTest, session: Session, dialect: Dialect) -> Rows:
    """The first failing rows, personal columns hashed."""
    return session.query(_safe_rows(test, session, dialect, SHOWN_ROWS))


def store(test: AskedTest, session: Session, dialect: Dialect, at: datetime) -> None:
    """Replace the test's table of failing rows, at most STORED_ROWS of them."""
    step = test.step
    if step.failures_relation is not None:
        forget(step, session, dialect)
        note(step.failures_relation, session, dialect, at)
        select = _safe_rows(test, session, dialect, STORED_ROWS)
        session.execute(dialect.create_table(step.failures_relation, select))


def forget(step: RunTest, session: Session, dialect: Dialect) -> None:
    """Drop the rows that an earlier run of the test stored."""
    if step.failures_relation is not None:
        session.execute(f"drop table if exists {dialect.relation(step.failures_relation)}")


def _safe_rows(test: AskedTest, session: Session, dialect: Dialect, most: int) -> str:
    step = test.step
    limit = most if step.config.limit is None else min(most, step.config.limit)
    rows = failing_rows(test.select, limit)
    if not step.personal_columns:
        return rows
    clear = _clear_names(test, session)
    shown = []
    for name, _ in session.describe(rows):
        column = dialect.quote(name)
        is_personal = name.casefold() in step.personal_columns
        if is_personal or (clear is not None and name.casefold() not in clear):
            shown.append(f"md5(cast({column} as varchar)) as {column}")
        else:
            shown.append(column)
    return f"select {', '.join(shown)} from (\n{rows}\n) as safe_rows"


def _clear_names(test: AskedTest, session: Session) -> set[str] | None:
    """What a test below a personal column may show; it can give the column another name."""
    step = test.step
    if step.column is None or step.column.casefold() not in step.personal_columns:
        return None
    try:
        tested = session.describe(f"select * from {test.tested}")
    except StatementError:
        return set(step.count_columns)
    return {*step.count_columns, *(name.casefold() for name, _ in tested)}
