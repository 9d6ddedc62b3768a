"""What happened to the previous run, if its journal has no end."""

from collections.abc import Iterator

from orchestrator.artifacts.files import Damaged
from orchestrator.artifacts.journal import NAME as JOURNAL
from orchestrator.artifacts.last_run import OPERATION, LastRun, read_last, set_aside
from orchestrator.engines.boundary import Catalogue
from orchestrator.ids import short_id
from orchestrator.results import Notice
from orchestrator.workspace.value import Workspace


def recovery_notices(workspace: Workspace, catalogue: Catalogue) -> Iterator[Notice]:
    """Yield what the next run has to say about it; moves a damaged journal aside."""
    path = workspace.target_path / JOURNAL
    last = read_last(path, workspace.target.name)
    if isinstance(last, Damaged):
        yield Notice("warn", f"{last}; it is kept as {set_aside(path).name}")
    elif last is not None and not last.is_finished:
        yield Notice("warn", _unfinished(last, catalogue))
    elif last is not None:
        newest = catalogue.newest_generation
        if newest < (last.generation or last.found or 0):
            yield Notice("warn", _went_back(last, newest))


def _unfinished(last: LastRun, catalogue: Catalogue) -> str:
    name = f"run {short_id(last.run_id)} ({last.command}, {last.started_at:%Y-%m-%d %H:%M})"
    start = f"{name} did not finish"
    if last.command == OPERATION:
        return f"{start}; the changes of its statements up to then remain"
    published = [found for found in catalogue.generations if found.run_id == last.run_id]
    if published:
        return f"{start}; it had published generation {published[0].number}, which is complete"
    return f"{start}; nothing of it was published"


def _went_back(last: LastRun, newest: int) -> str:
    """Return the message: DuckDB can open a damaged log without error, but without its contents."""
    holds = f"generation {newest} is its newest" if newest else "it holds no generation"
    saw = f"published generation {last.generation}"
    if last.generation is None:
        saw = f"found generation {last.found} published"
    return (
        f"run {short_id(last.run_id)} {saw}, but the warehouse has no "
        f"record of it: {holds}. Was the file restored, or its .wal file lost?"
    )
