"""What a thread does with a data test, or with a check of how old data is."""

from datetime import datetime
from decimal import Decimal

from orchestrator.data_tests.queries import TestStatus, expectation, judge
from orchestrator.engines.boundary import Session
from orchestrator.errors import StatementError
from orchestrator.names import counted
from orchestrator.plan.refreshing import Refresh
from orchestrator.plan.steps import CheckFreshness, CheckInputs, RunTest
from orchestrator.results import NodeResult
from orchestrator.runner.closed_test import ClosedTest, closed_test
from orchestrator.runner.closing import Closing
from orchestrator.runner.done import Done
from orchestrator.runner.failures import forget, sample_of, store
from orchestrator.runner.gates import Freshness, check_inputs, check_source, details
from orchestrator.runner.narrowing import Narrowing
from orchestrator.runner.screening import Screening
from orchestrator.warehouse import Warehouse


class Testing:
    """Evaluates tests and ages; used by all threads of a run.

    All ages are measured from `now`. With `warnings_fail`, what would be a warning fails.
    """

    def __init__(
        self,
        closing: Closing,
        narrowing: Narrowing | None,
        now: datetime,
        *,
        warnings_fail: bool,
    ) -> None:
        self._closing = closing
        self._narrowing = narrowing
        self._now = now
        self._warnings_fail = warnings_fail
        self._freshness: dict[str, Freshness] = {}
        self._screening = Screening()

    def test(self, test: ClosedTest, session: Session) -> Done:
        """Run a test on all rows that it reads."""
        step, warehouse = test.step, self._warehouse(session)
        if self._screening.passes(step, session, self._closing):
            return _passed(step, warehouse)
        answer = session.query(test.count_query).values[0]
        failures = _number(answer[0], step)
        found = judge(bool(answer[1]), bool(answer[2]), step.config)
        if found == "pass":
            return _passed(step, warehouse, failures)
        store(test, warehouse, self._now)
        status = self._severe(found)
        return Done(
            NodeResult(
                step.unique_id,
                status,
                f"Got {counted(failures, 'result')}, "
                f"configured to {expectation(step.config, found, status)}",
                failures=failures,
                sample=sample_of(test, warehouse),
                relation=str(step.failures_relation) if step.failures_relation else None,
            )
        )

    def test_changed(self, test: RunTest, refresh: Refresh, session: Session) -> Done | None:
        """Run a test on the changed rows; None if it must run on all, as it did not pass."""
        assert self._narrowing is not None
        closing = self._narrowing.test(test, refresh, session, self._closing)
        if closing is None:
            return None
        warehouse = self._warehouse(session)
        if refresh.reads.is_by_row and self._screening.passes(test, session, closing, "changed"):
            return _passed(test, warehouse)
        count_query = closed_test(test, closing, session).count_query
        failures, should_warn, should_fail = session.query(count_query).values[0]
        return None if failures or should_warn or should_fail else _passed(test, warehouse)

    def source_age(self, step: CheckFreshness, session: Session) -> Done:
        """Check how old the newest row of a source is."""
        return self._gate(step, check_source(step, session, self._closing, self._now))

    def input_ages(self, step: CheckInputs) -> Done:
        """Check how old the sources are that a node depends on, after each was checked."""
        return self._gate(step, check_inputs(step, self._freshness, self._now))

    def _gate(self, step: CheckFreshness | CheckInputs, freshness: Freshness) -> Done:
        self._freshness[step.unique_id] = freshness
        verdict = freshness.verdict
        status = self._severe("fail" if verdict.status == "error" else verdict.status)
        return Done(
            NodeResult(step.unique_id, status, verdict.reason, details=details(freshness, step))
        )

    def _severe(self, status: TestStatus) -> TestStatus:
        return "fail" if status == "warn" and self._warnings_fail else status

    def _warehouse(self, session: Session) -> Warehouse:
        return Warehouse(session, self._closing.dialect)


def _passed(step: RunTest, warehouse: Warehouse, failures: int = 0) -> Done:
    forget(step, warehouse)
    return Done(NodeResult(step.unique_id, "pass", failures=failures))


def _number(value: object, step: RunTest) -> int:
    """Return a test's fail_calc; most aggregates are NULL over no rows: then nothing failed."""
    if value is None:
        return 0
    if isinstance(value, int | float | Decimal):
        return int(value)
    what = f"fail_calc: {step.config.fail_calc} gives {value!r}, which is not a number"
    raise StatementError(what)
