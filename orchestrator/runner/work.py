"""What a thread does: takes a step, runs it on its own session, and returns the result."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from time import perf_counter

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.data_tests.queries import TestStatus, expectation, judge
from orchestrator.engines.boundary import Change, Engine, Keep, Session
from orchestrator.errors import EnvironmentFault, ProjectError, StatementError
from orchestrator.names import counted
from orchestrator.people.erasure_filter import ErasureFilter
from orchestrator.plan.refreshing import Refresh
from orchestrator.plan.steps import (
    ApplyDelta,
    Build,
    CheckFreshness,
    CheckInputs,
    CreateTable,
    CreateView,
    KeyTable,
    Plan,
    PythonStep,
    RefreshKeys,
    RunPython,
    RunTest,
    RunUnitTest,
    Step,
    TakeSnapshot,
)
from orchestrator.results import NodeResult, Rows
from orchestrator.runner.closed_test import ClosedTest, closed_test
from orchestrator.runner.closing import ClosedSelect, Closing
from orchestrator.runner.comparing import VersionContents, contents_after
from orchestrator.runner.constraints import require_constraints
from orchestrator.runner.failures import forget, sample_of, store
from orchestrator.runner.gates import Freshness, check_inputs, check_source, details
from orchestrator.runner.hooks import run_after, run_before
from orchestrator.runner.materializations import build, discard
from orchestrator.runner.materializations.batches import BatchesFailed, batch_results, kept_of
from orchestrator.runner.materializations.built import published_again
from orchestrator.runner.materializations.refreshed import refreshing
from orchestrator.runner.narrowing import Narrowing
from orchestrator.runner.promises import broken_promise
from orchestrator.runner.refusals import refused
from orchestrator.runner.screening import Screening
from orchestrator.runner.unit_tests import closed_unit_test, unit_tested
from orchestrator.warehouse import Warehouse

UNCHANGED = "UNCHANGED"
"""The word for a node that ran and equals what is published."""


class Done(Struct, frozen=True):
    """How a step ended, and the change that publishing it will make.

    `fault` is an environment error that stopped it: other steps cannot continue either. `printed`
    is what a Python model printed. `contents` is what the new version contains; `is_unchanged`: the
    published one is the same; `is_other`: it differs in most keys.
    """

    result: NodeResult
    change: Change | None = None
    warnings: tuple[str, ...] = ()
    fault: str | None = None
    printed: str = ""
    contents: VersionContents | None = None
    is_unchanged: bool = False
    is_other: bool = False


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
        self._narrowing = narrowing
        self._plan = plan
        self._engine = engine
        self._closing = closing
        self._dialect = closing.dialect
        self._now = now
        self._warnings_fail = warnings_fail
        self._erasure_filter = erasure_filter
        self._local = threading.local()
        self._sessions: list[Session] = []
        self._freshness: dict[str, Freshness] = {}
        self._screening = Screening()

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
                closed = self._closed(step, self._closing)
                compile_seconds = perf_counter() - started
                done = self._carry_out(step, closed)
            if is_made_again and isinstance(step, Build) and done.change is not None:
                # A good result must not fail because it cannot be compared.
                with suppress(StatementError):
                    unlike = tuple(self._unlike(step, done.change))
                    done = replace(done, warnings=(*done.warnings, *unlike))
        except StatementError as error:
            done = Done(refused(step, closed, error, self._session, self._dialect))
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
                self._narrowing.close(self._engine, self._dialect)
        for session in self._sessions:
            session.close()

    def _closed(self, step: Step, closing: Closing) -> ClosedTest | ClosedSelect | None:
        """Return the step's SQL with current names."""
        match step:
            case RunTest():
                return closed_test(step, closing, self._session)
            case RunUnitTest():
                return closed_unit_test(step, closing, self._session)
            case CreateTable() | CreateView() | ApplyDelta() | RefreshKeys() | TakeSnapshot():
                return closing.select(step, self._session)
            case _:
                return None

    def _refreshed(self, step: Step, refresh: Refresh) -> Done | None:
        """Return the result of a step for the changed keys; None if it must be done in full."""
        assert self._narrowing is not None
        try:
            if isinstance(step, RunTest):
                return self._test_of_changed(step, refresh, self._narrowing)
            if isinstance(step, CreateView):
                # Its readers need the rows of few keys: filling it would take longer.
                step = replace(step, is_filled=False)
                return self._carry_out(step, self._closed(step, self._closing))
            assert isinstance(step, Build)
            return self._build_of_changed(step, refresh, self._narrowing)
        except (StatementError, ProjectError) as error:
            # A full build will show whether the error is in the node.
            if isinstance(error, StatementError) and error.cancelled:
                raise
            return None

    def _build_of_changed(self, step: Build, refresh: Refresh, narrowing: Narrowing) -> Done | None:
        with narrowing.build(step, refresh, self._session, self._closing) as narrowed:
            if narrowed is None:
                return None
            part, closing = narrowed
            try:
                closed = self._closed(part, closing)
                assert not isinstance(closed, ClosedTest)
                done = self._built(part, closed, closing)
            except (StatementError, ProjectError):
                discard(part, self._session, self._dialect)
                raise
            if done is None:
                discard(part, self._session, self._dialect)
            return done

    def _test_of_changed(
        self, test: RunTest, refresh: Refresh, narrowing: Narrowing
    ) -> Done | None:
        """Return that a test passed on the changed rows; if it did not, it tests all of them."""
        closing = narrowing.test(test, refresh, self._session, self._closing)
        if closing is None:
            return None
        if refresh.reads.is_by_row and self._screening.passes(
            test, self._session, closing, "changed"
        ):
            return self._passed(test)
        count_query = closed_test(test, closing, self._session).count_query
        failures, should_warn, should_fail = self._session.query(count_query).values[0]
        return None if failures or should_warn or should_fail else self._passed(test)

    def _carry_out(self, step: Step, closed: ClosedTest | ClosedSelect | None) -> Done:
        match step:
            case RunTest():
                assert isinstance(closed, ClosedTest)
                return self._test(closed)
            case RunUnitTest():
                assert isinstance(closed, ClosedSelect)
                return Done(unit_tested(step, closed, self._session, self._dialect))
            case CheckFreshness():
                return self._gate(step, check_source(step, self._session, self._closing, self._now))
            case CheckInputs():
                return self._gate(step, check_inputs(step, self._freshness, self._now))
            case _:
                assert not isinstance(closed, ClosedTest)
                done = self._built(step, closed, self._closing)
                assert done is not None, "only keys that are made again may be given up"
                return done

    def _built(self, step: Build, closed: ClosedSelect | None, closing: Closing) -> Done | None:
        """Return the result of a build; None if keys could not be built on their own."""
        part, session = self._part(step), self._session
        hook_warnings = run_before(step, session, closing) if step.hooks.before else ()
        built = build(step, closed, session, closing, self._keep(step), part)
        if built is None:
            return None
        if part is not None and built.change.delta is not None:
            step = part
        if step.hooks:
            built = run_after(step, built, session, closing, self._keep(step))
            built = replace(built, warnings=(*hook_warnings, *built.warnings))
        change = None if built.is_gone else built.change
        if change is not None:
            require_constraints(step, change, closing, self._warehouse)
        batches = {"batches": found} if (found := batch_results(step)) else {}
        details = {"rows_affected": built.rows_affected, "action": step.action, **batches}
        result = NodeResult(
            step.unique_id, "success", built.message, relation=str(step.relation), details=details
        )
        done = Done(result, change, built.warnings, printed=built.printed)
        return self._measured(step, replace(done, is_other=built.is_other))

    def _part(self, step: Build) -> RefreshKeys | None:
        """Return what a fully built table may turn out to be: some keys of the published one."""
        if not isinstance(step, CreateTable | RunPython):
            return None
        is_in_batches = isinstance(step, CreateTable) and step.batches is not None
        if self._plan.reusing is None or step.hooks or is_in_batches:
            return None
        reuse, number = self._plan.reusing.reuse, self._plan.reusing.number
        columns, current = reuse.compared_by(step.unique_id), reuse.published.get(step.unique_id)
        if not columns or current is None or current.relation != step.relation:
            return None
        there = {name.casefold() for name, _ in current.columns}
        if not all(name.casefold() in there for name in columns):
            return None
        only = KeyTable(step.version, columns)
        return refreshing(step, current, only, number, self._dialect)

    def _measured(self, step: Build, done: Done) -> Done:
        """Add the contents of the new version, which is dropped if the published one is the same.

        A view has no rows of its own; it is reused if its columns are as published too.
        """
        reusing = self._plan.reusing
        if reusing is None or done.change is None:
            return done
        reuse = reusing.reuse
        name = step.unique_id
        if isinstance(step, CreateView):
            before = reuse.published.get(name)
            is_same = before is not None and before.definition == done.change.definition
            if before is not None and is_same and name not in reuse.forced:
                columns = self._session.describe(
                    f"select * from {self._dialect.relation(step.version)}"
                )
                if columns == before.columns:
                    return replace(done, result=replace(done.result, status="reused", message=None))
            return done
        kept = self._plan.keep
        contents = contents_after(done.change, reuse, kept, self._warehouse, is_other=done.is_other)
        if not reuse.is_as_published(name, step.relation, step.fingerprint, contents.content):
            return replace(done, contents=contents)
        is_rewritten = done.change.delta is None
        discard(step, self._session, self._dialect, is_rewritten=is_rewritten)
        result = replace(done.result, message=UNCHANGED)
        change = None
        if name in reuse.restamped:
            version = reuse.published[name].version
            assert version is not None, "a table is published as a version"
            change = published_again(step, version, contents.row_count, self._dialect)
        return replace(done, result=result, contents=contents, is_unchanged=True, change=change)

    def _unlike(self, step: Build, change: Change) -> Iterator[str]:
        """Report that a table differs from one built in parts from the same data."""
        assert self._plan.reusing is not None
        reuse = self._plan.reusing.reuse
        columns = reuse.refreshing.reads[step.unique_id].columns
        published = reuse.published[step.unique_id]
        return broken_promise(step, change, published, columns, self._closing, self._warehouse)

    def _keep(self, step: Step) -> Keep | None:
        if self._erasure_filter is None:
            return None
        return partial(self._erasure_filter.condition, step.unique_id)

    def _test(self, test: ClosedTest) -> Done:
        step = test.step
        if self._screening.passes(step, self._session, self._closing):
            return self._passed(step)
        answer = self._session.query(test.count_query).values[0]
        failures = _number(answer[0], step)
        found = judge(bool(answer[1]), bool(answer[2]), step.config)
        if found == "pass":
            return self._passed(step, failures)
        store(test, self._warehouse, self._now)
        status = self._severe(found)
        return Done(
            NodeResult(
                step.unique_id,
                status,
                f"Got {counted(failures, 'result')}, "
                f"configured to {expectation(step.config, found, status)}",
                failures=failures,
                sample=self._sample(test),
                relation=str(step.failures_relation) if step.failures_relation else None,
            )
        )

    def _passed(self, step: RunTest, failures: int = 0) -> Done:
        forget(step, self._warehouse)
        return Done(NodeResult(step.unique_id, "pass", failures=failures))

    def _sample(self, test: ClosedTest) -> Rows:
        return sample_of(test, self._warehouse)

    def _gate(self, step: CheckFreshness | CheckInputs, freshness: Freshness) -> Done:
        self._freshness[step.unique_id] = freshness
        verdict = freshness.verdict
        status = self._severe("fail" if verdict.status == "error" else verdict.status)
        return Done(
            NodeResult(step.unique_id, status, verdict.reason, details=details(freshness, step))
        )

    def _severe(self, status: TestStatus) -> TestStatus:
        return "fail" if status == "warn" and self._warnings_fail else status

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
    def _warehouse(self) -> Warehouse:
        return Warehouse(self._session, self._dialect)

    @property
    def _session(self) -> Session:
        session: Session | None = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = self._engine.session()
            self._sessions.append(session)
        return session


def _number(value: object, step: RunTest) -> int:
    """Return a test's fail_calc; most aggregates are NULL over no rows: then nothing failed."""
    if value is None:
        return 0
    if isinstance(value, int | float | Decimal):
        return int(value)
    what = f"fail_calc: {step.config.fail_calc} gives {value!r}, which is not a number"
    raise StatementError(what)
