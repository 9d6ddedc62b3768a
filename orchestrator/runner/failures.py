"""The rows that a data test found: the first few to show, and optionally all, stored."""

from datetime import datetime

from orchestrator.data_tests.queries import failing_rows
from orchestrator.errors import StatementError
from orchestrator.plan.steps import RunTest
from orchestrator.results import Rows
from orchestrator.runner.closed_test import ClosedTest
from orchestrator.runner.stored_failures import note
from orchestrator.warehouse import Warehouse

SHOWN_ROWS = 5
STORED_ROWS = 10_000


def sample_of(test: ClosedTest, warehouse: Warehouse) -> Rows:
    """Return the first failing rows, with personal columns hashed."""
    return warehouse.session.query(_safe_rows(test, warehouse, SHOWN_ROWS))


def store(test: ClosedTest, warehouse: Warehouse, at: datetime) -> None:
    """Replace the test's table of failing rows, with at most STORED_ROWS of them."""
    step = test.step
    if step.failures_relation is not None:
        forget(step, warehouse)
        note(step.failures_relation, warehouse, at)
        select = _safe_rows(test, warehouse, STORED_ROWS)
        created = warehouse.dialect.create_table(step.failures_relation, select)
        warehouse.session.execute(created)


def forget(step: RunTest, warehouse: Warehouse) -> None:
    """Drop the rows that an earlier run of the test stored."""
    if step.failures_relation is not None:
        warehouse.drop_table(step.failures_relation)


def _safe_rows(test: ClosedTest, warehouse: Warehouse, most: int) -> str:
    step = test.step
    limit = most if step.config.limit is None else min(most, step.config.limit)
    rows = failing_rows(test.select, limit)
    if not step.personal_columns:
        return rows
    clear = _clear_names(test, warehouse)
    shown = []
    for name, _ in warehouse.session.describe(rows):
        column = warehouse.dialect.quote(name)
        is_personal = name.casefold() in step.personal_columns
        if is_personal or (clear is not None and name.casefold() not in clear):
            shown.append(f"md5({warehouse.dialect.as_text(column)}) as {column}")
        else:
            shown.append(column)
    return f"select {', '.join(shown)} from (\n{rows}\n) as safe_rows"


def _clear_names(test: ClosedTest, warehouse: Warehouse) -> set[str] | None:
    """Return the columns a test on a personal column can show, as it may rename that one."""
    step = test.step
    if step.column is None or step.column.casefold() not in step.personal_columns:
        return None
    try:
        tested = warehouse.session.describe(f"select * from {test.tested}")
    except StatementError:
        return set(step.count_columns)
    return {*step.count_columns, *(name.casefold() for name, _ in tested)}
