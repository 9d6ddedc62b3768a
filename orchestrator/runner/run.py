"""Carry a plan out: threads take ready steps, events come out as a stream, one publish ends it."""

from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from queue import SimpleQueue
from time import perf_counter

from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Change, Engine
from orchestrator.plan.steps import Plan
from orchestrator.results import (
    Event,
    NodeFinished,
    NodeResult,
    NodeStarted,
    Notice,
    NotPublished,
    Published,
    RunFinished,
    RunStarted,
    Status,
)
from orchestrator.runner.publishing import changes_to_publish
from orchestrator.runner.work import Done, Worker
from orchestrator.scheduler import Schedule


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a plan is carried out; `now` is the one moment that all ages are measured from."""

    run_id: str
    command: str
    now: datetime
    threads: int = 1
    fail_fast: bool = False
    keep_generations: int = 3


@dataclass(frozen=True, slots=True)
class Stop:
    """A message to the run: end as soon as possible; `signal` is the reason."""

    signal: int


@dataclass(frozen=True, slots=True)
class Ended:
    """A message to the run: a thread is done with a step."""

    step_id: str
    future: Future[Done]


class Control:
    """The inbox of a run; a signal handler stops the run through it."""

    def __init__(self) -> None:
        self._inbox: SimpleQueue[Ended | Stop] = SimpleQueue()

    def stop(self, signal: int) -> None:
        """Ask the run to end; safe in a signal handler (SimpleQueue.put is reentrant)."""
        self._inbox.put(Stop(signal))

    def done(self, step_id: str, future: Future[Done]) -> None:
        """Tell the run that a thread is done."""
        self._inbox.put(Ended(step_id, future))

    def next(self) -> Ended | Stop:
        """Wait for the next message."""
        return self._inbox.get()


def run(
    plan: Plan, engine: Engine, dialect: Dialect, options: RunOptions, control: Control
) -> Iterator[Event]:
    """Run all steps of a plan and publish what it built; the last event is RunFinished.

    Raises EnvironmentFault when the warehouse cannot go on; nothing is published then.
    """
    started = perf_counter()
    yield RunStarted(options.run_id, options.command, len(plan.steps), options.threads, _now())
    engine.prepare(plan.schemas)
    steps = _Steps(plan, engine, dialect, options, control)
    yield from steps.events()
    if steps.signal is None:
        yield from _publish(plan, engine, options, steps.changes, steps.results)
    yield RunFinished(
        tuple(steps.results.values()),
        perf_counter() - started,
        _now(),
        steps.signal,
    )


class _Steps:
    """The loop of one run: what is ready goes out to threads, what is done comes back."""

    def __init__(
        self, plan: Plan, engine: Engine, dialect: Dialect, options: RunOptions, control: Control
    ) -> None:
        self._plan = plan
        self._engine = engine
        self._options = options
        self._control = control
        self._worker = Worker(plan, engine, dialect, options.now)
        self._schedule = Schedule(plan.graph)
        self._index: dict[str, int] = {}
        self._is_stopping = False
        self.results: dict[str, NodeResult] = {}
        self.changes: dict[str, Change] = {}
        self.signal: int | None = None

    def events(self) -> Iterator[Event]:
        """Run the steps; leaves `results`, `changes` and `signal` behind."""
        executor = ThreadPoolExecutor(self._options.threads, thread_name_prefix="Thread")
        try:
            yield from self._loop(executor)
        finally:
            if self._is_stopping:
                self._engine.cancel()
            executor.shutdown(wait=True, cancel_futures=True)
            self._worker.close()
        yield from self._not_started()

    def _loop(self, executor: Executor) -> Iterator[Event]:
        waiting = deque(self._schedule.start())
        running = 0
        while True:
            while waiting and running < self._options.threads and not self._is_stopping:
                step_id = waiting.popleft()
                yield NodeStarted(
                    self._plan.steps[step_id].unique_id, self._next_index(step_id), _now()
                )
                executor.submit(self._worker.work, step_id).add_done_callback(
                    partial(self._control.done, step_id)
                )
                running += 1
            if not running:
                return
            message = self._control.next()
            if isinstance(message, Stop):
                self._is_stopping, self.signal = True, message.signal
                self._engine.cancel()
            else:
                running -= 1
                yield from self._take(message.step_id, message.future.result(), waiting)

    def _take(self, step_id: str, done: Done, waiting: deque[str]) -> Iterator[Event]:
        """Note how a step ended, and what may run or can no longer run because of it."""
        result = done.result
        if self._is_stopping and result.status == "error":
            result = replace(result, status="interrupted", message="interrupted")
        self.results[step_id] = result
        yield NodeFinished(result, self._index[step_id])
        for warning in done.warnings:
            yield Notice("warn", warning)
        if done.change is not None:
            self.changes[step_id] = done.change
        if not result.is_failed:
            waiting.extend(self._schedule.finish(step_id))
            return
        for skipped in self._schedule.fail(step_id):
            yield self._unrun(skipped, "skipped", f"{step_id} failed")
        if self._options.fail_fast and not self._is_stopping:
            self._is_stopping = True
            self._engine.cancel()

    def _not_started(self) -> Iterator[Event]:
        """Steps that a signal or --fail-fast kept from starting."""
        for step_id in self._schedule.remaining():
            yield self._unrun(step_id, "not started", "the run was stopped before")

    def _unrun(self, step_id: str, status: Status, why: str) -> NodeFinished:
        result = NodeResult(self._plan.steps[step_id].unique_id, status, why)
        self.results[step_id] = result
        return NodeFinished(result, self._next_index(step_id))

    def _next_index(self, step_id: str) -> int:
        self._index[step_id] = len(self._index) + 1
        return self._index[step_id]


def _now() -> datetime:
    return datetime.now(UTC)


def _publish(
    plan: Plan,
    engine: Engine,
    options: RunOptions,
    changes: Mapping[str, Change],
    results: Mapping[str, NodeResult],
) -> Iterator[Event]:
    """Publish what passed, if the plan's mode allows; say so either way."""
    if plan.publish == "none":
        return
    ready, refusal = changes_to_publish(plan, changes, results)
    if refusal:
        yield NotPublished(refusal)
    if not ready:
        return
    started = perf_counter()
    generation = engine.publish(ready, options.run_id, options.now)
    yield Published(generation.number, len(ready), perf_counter() - started)
    for notice in generation.notices:
        yield Notice("warn", notice)
    engine.collect(options.keep_generations)
