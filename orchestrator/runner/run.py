"""Executes a plan: threads take ready steps, events form a stream, one publication ends it."""

from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import UTC, datetime
from time import perf_counter

from msgspec import Struct

from orchestrator.compiler.late import CompileLate, RenderHook
from orchestrator.dialects.boundary import Dialect
from orchestrator.engines.boundary import Change, Engine, ReadersCopy
from orchestrator.errors import EnvironmentFault
from orchestrator.generations.events import NOBODY, Following
from orchestrator.names import RelationName
from orchestrator.people.erasure_filter import ErasureFilter
from orchestrator.plan.steps import Plan, RunTest
from orchestrator.results import (
    BuiltAside,
    Event,
    NodeResult,
    NodesReused,
    Notice,
    NotPublished,
    RunFinished,
    RunStarted,
    Unchanged,
)
from orchestrator.runner.closing import closing_for
from orchestrator.runner.control import Control
from orchestrator.runner.fit_to_publish import changes_to_publish, exposed_views
from orchestrator.runner.memory import Memory
from orchestrator.runner.narrowing import Narrowing
from orchestrator.runner.publish import Publication
from orchestrator.runner.steps import Steps
from orchestrator.runner.stored_failures import begin, expire
from orchestrator.runner.work import Worker


class RunOptions(Struct, frozen=True):
    """How a plan is executed; `now` is the time that all ages are measured from.

    `has_failures`: earlier runs stored failing rows of tests. `meanwhile` is called while the
    engine writes what is already published.
    """

    run_id: str
    command: str
    target: str
    now: datetime
    threads: int = 1
    fail_fast: bool = False
    warnings_fail: bool = False
    keep_generations: int = 3
    store_failures_days: int = 30
    has_failures: bool = False
    erasure_filter: ErasureFilter | None = None
    compile_late: CompileLate | None = None
    render_hook: RenderHook | None = None
    readers: ReadersCopy | None = None
    following: Following = NOBODY
    meanwhile: Callable[[], None] = lambda: None


def run(
    plan: Plan, engine: Engine, dialect: Dialect, options: RunOptions, control: Control
) -> Generator[Event, None, None]:
    """Run all steps of a plan and publish what it built; the last event is RunFinished.

    Raises EnvironmentFault before the first event if the warehouse cannot be prepared.
    """
    started = perf_counter()
    memory = Memory(plan, plan.reusing, engine, dialect) if plan.reusing is not None else None
    is_storing = _prepared(plan, engine, dialect, memory)
    yield RunStarted(
        options.run_id,
        options.command,
        len(plan.steps),
        options.threads,
        datetime.now(UTC),
        options.target,
    )
    reused = tuple(NodeResult(name, "reused", why or None) for name, why in plan.reused.items())
    if reused:
        yield NodesReused(reused)
    yield from (Notice("warn", warning) for warning in plan.warnings)
    if options.erasure_filter is not None and plan.publish != "none" and plan.steps:
        yield Notice("info", options.erasure_filter.message)
    versions: dict[str, RelationName] = {}
    steps = _steps(plan, engine, dialect, options, control, memory, versions)
    yield from steps.events()
    if memory is not None:
        yield from memory.closed()
    if versions and plan.publish == "none":
        yield BuiltAside(versions)
    stop_code = EnvironmentFault.exit_code if steps.fault is not None else 0
    if plan.publish != "none" and control.signal is None:
        publication = Publication(
            engine, control, options.run_id, options.following, options.meanwhile
        )
        yield from _publish(plan, steps, publication, memory, options)
        stop_code = stop_code or publication.exit_code
    is_writing = is_storing or plan.publish != "none"
    is_able = control.signal is None and stop_code != EnvironmentFault.exit_code
    if is_able and is_writing and options.has_failures:
        yield from expire(engine, dialect, options.now, options.store_failures_days)
    yield RunFinished(
        (*reused, *steps.results.values()),
        perf_counter() - started,
        datetime.now(UTC),
        control.signal,
        stop_code,
    )


def _prepared(plan: Plan, engine: Engine, dialect: Dialect, memory: Memory | None) -> bool:
    """Create what the steps need; return whether failing rows of tests are stored.

    If there is nothing to do, nothing is written.
    """
    if not plan.steps:
        return False
    if plan.publish != "none" or plan.schemas:
        engine.prepare(plan.schemas, plan.keep)
    if memory is not None:
        memory.records.begin()
    is_storing = any(
        isinstance(step, RunTest) and step.failures_relation for step in plan.steps.values()
    )
    if is_storing:
        begin(engine, dialect)
    return is_storing


def _steps(
    plan: Plan,
    engine: Engine,
    dialect: Dialect,
    options: RunOptions,
    control: Control,
    memory: Memory | None,
    versions: dict[str, RelationName],
) -> Steps:
    """Return the loop over the plan's steps; what it builds is added to `versions`."""
    worker = Worker(
        plan,
        engine,
        closing_for(
            plan, dialect, versions, options.compile_late, options.render_hook, control.tell
        ),
        options.now,
        warnings_fail=options.warnings_fail,
        erasure_filter=options.erasure_filter,
        narrowing=Narrowing(
            plan.reusing.reuse,
            plan.reusing.number,
            memory.changes,
            {**plan.reusing.standing, **plan.steps},
        )
        if plan.reusing is not None and memory is not None
        else None,
    )
    return Steps(
        plan,
        engine,
        worker,
        control,
        versions,
        memory,
        threads=options.threads,
        fail_fast=options.fail_fast,
    )


def _publish(
    plan: Plan,
    steps: Steps,
    publication: Publication,
    memory: Memory | None,
    options: RunOptions,
) -> Iterator[Event]:
    """Publish what is fit, and report what is not and why, or that nothing changed."""
    ready, refusal = changes_to_publish(plan, steps.changes, steps.results)
    if refusal is not None:
        yield NotPublished(refusal)
    if not ready and refusal is None:
        yield from _unchanged(plan)
    if steps.fault is not None:
        return
    if not ready:
        # The copy may be missing or outdated: everything else is published.
        if refusal is None:
            yield from memory.records.unchanged() if memory is not None and plan.steps else ()
            yield from _copied(publication, options)
        return
    notes = memory.records.notes(ready) if memory is not None else ()
    yield from publication.events(ready, notes, is_complete=refusal is None)
    yield from (Notice("warn", warning) for warning in exposed_views(plan, ready))
    yield from publication.collected(options.keep_generations)
    if publication.exit_code:
        return
    # A first run has nothing to expire.
    if memory is not None and plan.reusing is not None and plan.reusing.reuse.facts.is_room:
        yield from memory.records.trimmed(options.keep_generations)
    yield from _copied(publication, options)


def publish_more(
    changes: Sequence[Change], engine: Engine, options: RunOptions, control: Control
) -> Generator[Event, None, int]:
    """Publish changes to what a run published as their own generation; return the exit code."""
    publication = Publication(engine, control, options.run_id, options.following)
    yield from publication.events(changes, is_complete=True)
    yield from publication.collected(options.keep_generations)
    if not publication.exit_code:
        yield from _copied(publication, options)
    return publication.exit_code


def _copied(publication: Publication, options: RunOptions) -> Iterator[Event]:
    """Update the copy for readers, if the project has one."""
    known = options.erasure_filter
    if options.readers is not None:
        yield from publication.copied(options.readers, known.condition if known else None)


def _unchanged(plan: Plan) -> Iterator[Event]:
    """Report that what was to be published is published already, if that is known."""
    reusing = plan.reusing
    if reusing is not None and reusing.generation is not None:
        generation = reusing.generation
        yield Unchanged(reusing.relation_count, generation.number, generation.published_at)
