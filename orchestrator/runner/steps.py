"""The loop of a run: ready steps go to threads, and their results come back."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial

from orchestrator.engines.boundary import Change, Engine
from orchestrator.names import RelationName
from orchestrator.plan.steps import Build, Plan
from orchestrator.results import Event, NodeFinished, NodeResult, NodeStarted, Notice, Status
from orchestrator.runner.control import CANCEL_EVERY_SECONDS, Control, Ended, StepProgress
from orchestrator.runner.done import Done
from orchestrator.runner.memory import Memory
from orchestrator.runner.work import Worker
from orchestrator.scheduler import Schedule


class Steps:
    """Runs the steps of a plan; `results`, `changes` and `fault` are final when `events` ends.

    `versions` fills with what is built: later steps read it by that name. `fault` is what in the
    environment (disk, memory, a damaged file) ended the run, if anything.
    """

    def __init__(
        self,
        plan: Plan,
        engine: Engine,
        worker: Worker,
        control: Control,
        versions: dict[str, RelationName],
        memory: Memory | None,
        *,
        threads: int,
        fail_fast: bool,
    ) -> None:
        self._plan = plan
        self._engine = engine
        self._worker = worker
        self._control = control
        self._versions = versions
        self._memory = memory
        self._threads = threads
        self._fail_fast = fail_fast
        self._schedule = Schedule(plan.graph)
        self._index: dict[str, int] = {}
        self._running = 0
        self._is_stopping = False
        self.results: dict[str, NodeResult] = {}
        self.changes: dict[str, Change] = {}
        self.fault: str | None = None

    def events(self) -> Iterator[Event]:
        """Run the steps, and yield what becomes of each."""
        executor = ThreadPoolExecutor(self._threads, thread_name_prefix="Thread")
        try:
            yield from self._loop(executor)
        finally:
            self._end_what_runs()
            executor.shutdown(wait=True, cancel_futures=True)
            self._worker.close()
        for step_id in self._schedule.remaining():
            yield self._not_started(step_id)

    def _loop(self, executor: Executor) -> Iterator[Event]:
        waiting = deque(self._schedule.start())
        while True:
            while waiting and self._running < self._threads and not self._is_stopping:
                step_id = waiting.popleft()
                reused = self._memory.reused(step_id) if self._memory else None
                if reused is not None:
                    self._next_index(step_id)
                    yield from self._take(step_id, reused, waiting)
                    continue
                yield NodeStarted(step_id, self._next_index(step_id), datetime.now(UTC))
                self._running += 1
                refresh = self._memory.refresh_of(step_id) if self._memory else None
                is_again = self._memory is not None and self._memory.is_made_again(step_id)
                work = partial(self._worker.work, step_id, refresh, is_made_again=is_again)
                executor.submit(work).add_done_callback(partial(self._control.done, step_id))
            if not self._running:
                return
            message = self._control.next(CANCEL_EVERY_SECONDS if self._is_stopping else None)
            if isinstance(message, StepProgress):
                yield message.event
            elif isinstance(message, Ended):
                self._running -= 1
                yield from self._take(message.step_id, message.future.result(), waiting)
            else:
                self._stop()

    def _take(self, step_id: str, done: Done, waiting: deque[str]) -> Iterator[Event]:
        """Record how a step ended, and which steps can or can no longer run because of it."""
        result = done.result
        self.results[step_id] = result
        yield NodeFinished(result, self._index[step_id])
        for warning in done.warnings:
            yield Notice("warn", warning)
        if done.printed:
            name = self._plan.steps[step_id].origin.path
            yield Notice("info", f"{name} printed:\n{done.printed}")
        if done.change is not None:
            self.changes[step_id] = done.change
        if not result.is_failed:
            self._ended_well(step_id, done)
            waiting.extend(self._schedule.finish(step_id))
            return
        if self._memory is not None and result.status == "fail":
            self._memory.failed(step_id)
        is_stopped = result.status == "interrupted"
        for child in self._schedule.fail(step_id):
            yield self._not_started(child) if is_stopped else self._skipped(child, step_id)
        if done.fault is not None:
            self.fault = self.fault or done.fault
        if self._fail_fast or done.fault is not None:
            self._stop()

    def _ended_well(self, step_id: str, done: Done) -> None:
        """Let later steps read what a step built, under its name."""
        step = self._plan.steps[step_id]
        if self._memory is None:
            if isinstance(step, Build):
                self._versions[step_id] = step.version
            return
        version = self._memory.version_of(step_id, done)
        if version is not None:
            self._versions[step_id] = version
        self._memory.ended(step_id, done)

    def _end_what_runs(self) -> None:
        """Cancel until every thread is done: a cancel between two statements has no effect."""
        while self._running:
            self._engine.cancel()
            if isinstance(self._control.next(CANCEL_EVERY_SECONDS), Ended):
                self._running -= 1

    def _stop(self) -> None:
        """Start nothing more, and cancel what is running."""
        self._is_stopping = True
        self._engine.cancel()

    def _skipped(self, step_id: str, failed_id: str) -> NodeFinished:
        return self._unrun(step_id, "skipped", f"{failed_id} failed")

    def _not_started(self, step_id: str) -> NodeFinished:
        """Return the end of a step that a signal, a fault or --fail-fast kept from starting."""
        return self._unrun(step_id, "not started", "the run was stopped before")

    def _unrun(self, step_id: str, status: Status, why: str) -> NodeFinished:
        result = NodeResult(step_id, status, why)
        self.results[step_id] = result
        return NodeFinished(result, self._next_index(step_id))

    def _next_index(self, step_id: str) -> int:
        self._index[step_id] = len(self._index) + 1
        return self._index[step_id]
