"""The events of a run that is known in advance to have nothing to do."""

from collections.abc import Generator
from datetime import UTC, datetime
from time import perf_counter

from orchestrator.plan.orphans import orphan_notices
from orchestrator.results import Event, RunFinished, RunStarted
from orchestrator.runner.control import Control
from orchestrator.workspace.idle_run import IdleRun
from orchestrator.workspace.value import Workspace


def idle_run_events(
    workspace: Workspace, still: IdleRun, control: Control
) -> Generator[Event, None, None]:
    """Yield the reuse of everything that is selected; the last event is RunFinished."""
    started = perf_counter()
    yield RunStarted(
        workspace.invocation.run_id,
        workspace.invocation.command,
        0,
        workspace.target.threads,
        datetime.now(UTC),
        workspace.target.name,
    )
    yield from orphan_notices(still.orphans)
    reused = still.reused_event
    if reused.results:
        yield reused
    if still.unchanged is not None and control.signal is None:
        yield still.unchanged
    seconds = perf_counter() - started
    yield RunFinished(reused.results, seconds, datetime.now(UTC), control.signal, 0)
