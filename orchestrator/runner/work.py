"""What a thread does: takes a step, runs it on its own session, and returns the result."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from time import perf_counter

from msgspec.structs import replace

from orchestrator.engines.boundary import Engine, Session
from orchestrator.errors import EnvironmentFault, ProjectError, StatementError
from orchestrator.people.erasure_filter import ErasureFilter
from orchestrator.plan.refreshing import Refresh
from orchestrator.plan.steps import (
    Build,
    CheckFreshness,
    CheckInputs,
    CreateView,
    Plan,
    PythonStep,
    RunTest,
    RunUnitTest,
    Step,
)
from orchestrator.results import NodeResult
from orchestrator.runner.building import Building
from orchestrator.runner.closed_test import ClosedTest, closed_test
from orchestrator.runner.closing import ClosedSelect, Closing
from orchestrator.runner.done import Done
from orchestrator.runner.materializations.batches import BatchesFailed, batch_results, kept_of
from orchestrator.runner.narrowing import Narrowing
from orchestrator.runner.refusals import refused
from orchestrator.runner.testing import Testing
from orchestrator.runner.unit_tests import closed_unit_test, unit_tested


class Worker:
    """Runs steps; each thread that calls `work` gets a session of its own."""

    def __init__(
        self,
        plan: Plan,
        engine: Engine,
        closing: Closing,
        now: datetime,
        *,
        warnings_fail: bool = False,
        erasure_filter: ErasureFilter | None = None,
        narrowing: Narrowing | None = None,
    ) -> None:
        self._plan = plan
        self._engine = engine
        self._closing = closing
        self._narrowing = narrowing
        self._building = Building(plan, closing, narrowing, erasure_filter)
        self._testing = Testing(closing, narrowing, now, warnings_fail=warnings_fail)
        self._local = threading.local()
        self._sessions: list[Session] = []

    def work(
        self, step_id: str, refresh: Refresh | None = None, *, is_made_again: bool = False
    ) -> Done:
        """Run a step and return how it ended; if `is_made_again`, from the same data as before."""
        with self._session_for(self._plan.steps[step_id]):
            return self._worked(step_id, refresh, is_made_again=is_made_again)

    def _worked(self, step_id: str, refresh: Refresh | None, *, is_made_again: bool) -> Done:
        step = self._plan.steps[step_id]
        started_at, started = datetime.now(UTC), perf_counter()
        closed, compile_seconds = None, 0.0
        try:
            done = self._refreshed(step, refresh) if refresh is not None else None
            if done is None:
                closed = self._closed(step)
                compile_seconds = perf_counter() - started
                done = self._carried_out(step, closed)
            if is_made_again and isinstance(step, Build) and done.change is not None:
                # A good result must not fail because it cannot be compared.
                with suppress(StatementError):
                    unlike = tuple(self._building.differing(step, done.change, self._session))
                    done = replace(done, warnings=(*done.warnings, *unlike))
        except StatementError as error:
            done = Done(refused(step, closed, error, self._session, self._closing.dialect))
        except BatchesFailed as error:
            batches = batch_results(step, error.built)
            details = {"batches": batches, **kept_of(step, error.built)}
            done = Done(NodeResult(step_id, "error", str(error), details=details))
        except ProjectError as error:
            printed = "\n".join(getattr(error, "__notes__", ()))
            done = Done(NodeResult(step_id, "error", str(error)), printed=printed)
        except EnvironmentFault as error:
            done = Done(
                NodeResult(step_id, "error", f"{step.origin.path}: {error}"), fault=str(error)
            )
        result = replace(
            done.result,
            unique_id=step_id,
            started_at=started_at,
            elapsed_seconds=perf_counter() - started,
            compile_seconds=compile_seconds,
            thread=threading.current_thread().name,
        )
        return replace(done, result=result)

    def close(self) -> None:
        """Close the sessions of all threads; call it when no thread is working."""
        if self._narrowing is not None:
            # What cannot be dropped now is removed by the next run.
            with suppress(StatementError, EnvironmentFault):
                self._narrowing.close(self._engine, self._closing.dialect)
        for session in self._sessions:
            session.close()

    def _closed(self, step: Step) -> ClosedTest | ClosedSelect | None:
        """Return the step's SQL with current names."""
        if isinstance(step, RunTest):
            return closed_test(step, self._closing, self._session)
        if isinstance(step, RunUnitTest):
            return closed_unit_test(step, self._closing, self._session)
        return self._closing.select(step, self._session) if isinstance(step, Build) else None

    def _refreshed(self, step: Step, refresh: Refresh) -> Done | None:
        """Return the result of a step for the changed keys; None if it must be done in full."""
        try:
            if isinstance(step, RunTest):
                return self._testing.test_changed(step, refresh, self._session)
            if isinstance(step, CreateView):
                # Its readers need the rows of few keys: filling it would take longer.
                step = replace(step, is_filled=False)
                return self._carried_out(step, self._closed(step))
            assert isinstance(step, Build)
            return self._building.build_changed(step, refresh, self._session)
        except (StatementError, ProjectError) as error:
            # A full build will show whether the error is in the node.
            if isinstance(error, StatementError) and error.cancelled:
                raise
            return None

    def _carried_out(self, step: Step, closed: ClosedTest | ClosedSelect | None) -> Done:
        session = self._session
        match step:
            case RunTest():
                assert isinstance(closed, ClosedTest)
                return self._testing.test(closed, session)
            case RunUnitTest():
                assert isinstance(closed, ClosedSelect)
                return Done(unit_tested(step, closed, session, self._closing.dialect))
            case CheckFreshness():
                return self._testing.source_age(step, session)
            case CheckInputs():
                return self._testing.input_ages(step)
            case _:
                assert not isinstance(closed, ClosedTest)
                return self._building.build(step, closed, session)

    @contextmanager
    def _session_for(self, step: Step) -> Iterator[None]:
        """Yield a session: a Python model gets its own, so its settings and tables end with it."""
        is_python = isinstance(step, PythonStep) and step.code is not None
        before = getattr(self._local, "session", None)
        self._local.session = None if is_python else before
        try:
            yield
        finally:
            if is_python and self._local.session is not None:
                self._local.session.close()
            self._local.session = before if is_python else self._local.session

    @property
    def _session(self) -> Session:
        session: Session | None = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = self._engine.session()
            self._sessions.append(session)
        return session
