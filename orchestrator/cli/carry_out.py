"""Carry a plan out while reports look on: the body of build, run, test, seed and freshness."""

import os
import signal
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from types import FrameType
from typing import Any, TextIO

from orchestrator import __version__
from orchestrator.artifacts.files import Damaged, write_atomically
from orchestrator.artifacts.journal import NAME as JOURNAL
from orchestrator.artifacts.journal import Journal
from orchestrator.artifacts.last_run import LastRun, read_last, set_aside
from orchestrator.artifacts.run_results import RunResults
from orchestrator.artifacts.sources import Sources
from orchestrator.cli.broken_pipe import stop_writing
from orchestrator.cli.lazy import live_view
from orchestrator.cli.manifest import write_manifest_of
from orchestrator.cli.options import Display
from orchestrator.compiler.compile import Compiled
from orchestrator.engines.boundary import Catalogue, Engine
from orchestrator.nodes import DataTest, Model
from orchestrator.people.keeping_out import KeepOut
from orchestrator.plan.steps import Plan
from orchestrator.reports.boundary import Report
from orchestrator.reports.json_lines import JsonLines
from orchestrator.reports.lines import Heading, Lines
from orchestrator.reports.terminal import Style, wants_colours, wants_live
from orchestrator.results import (
    Event,
    NodeFinished,
    NodeResult,
    NodesReused,
    Notice,
    RunFinished,
    RunStarted,
)
from orchestrator.runner.control import Control
from orchestrator.runner.run import RunOptions, run
from orchestrator.workspace.preparing import shown_sql
from orchestrator.workspace.value import Workspace


def carry_out(
    workspace: Workspace,
    plan: Plan,
    engine: Engine,
    catalogue: Catalogue,
    compiled: Compiled | None,
    display: Display,
    out: TextIO,
    *,
    keep_out: KeepOut | None = None,
) -> int:
    """Run a plan; its exit code. All reports see all events, also when the run breaks off."""
    control = Control()
    options = RunOptions(
        run_id=workspace.invocation.run_id,
        command=workspace.invocation.command,
        target=workspace.target.name,
        now=workspace.now,
        threads=workspace.target.threads,
        fail_fast=workspace.flags.fail_fast,
        warnings_fail=workspace.flags.warn_error,
        keep_generations=workspace.file.publish.keep_generations,
        store_failures_days=workspace.file.store_failures_days,
        keep_out=keep_out,
    )
    before = list(_recovery(workspace, catalogue))
    reports = _reports(workspace, display, out)
    exit_code = 1
    with _signals(control), ExitStack() as open_reports:
        for report in reports:
            open_reports.callback(report.close)
        # The run is closed before the engine is, also when a report cannot be written.
        events = open_reports.enter_context(
            closing(run(plan, engine, workspace.dialect, options, control))
        )
        for event in _told(before, _pointed(events, workspace, compiled)):
            _show(event, reports, out)
            if isinstance(event, RunFinished):
                exit_code = event.exit_code
    if workspace.flags.write_json:
        write_manifest_of(workspace)
    return exit_code


def _reports(workspace: Workspace, display: Display, out: TextIO) -> list[Report]:
    """The journal first, so that it knows of all that a person may have seen."""
    nodes, mask = workspace.project.nodes, workspace.mask
    found: list[Report] = []
    if workspace.flags.write_json:
        target = workspace.target_path
        found += [
            Journal(target / JOURNAL, mask=mask),
            RunResults(
                target / "run_results.json",
                nodes,
                workspace.invocation,
                workspace.dialect.relation,
                mask=mask,
            ),
            Sources(target / "sources.json", nodes, workspace.invocation, mask=mask),
        ]
    if display.log_format == "json":
        found.append(
            JsonLines(out, nodes, workspace.invocation.run_id, mask=mask, is_quiet=display.quiet)
        )
        return found
    heading = Heading(__version__, workspace.target.engine, workspace.target.name)
    is_terminal = out.isatty()
    style = Style(display.printer_width, wants_colours(is_terminal, display.use_colors, os.environ))
    if not display.quiet and wants_live(is_terminal, display.live, os.environ):
        found.append(live_view()(out, nodes, heading, style=style, mask=mask))
    else:
        found.append(Lines(out, nodes, heading, style=style, is_quiet=display.quiet, mask=mask))
    return found


def _told(before: Iterable[Notice], events: Iterable[Event]) -> Iterator[Event]:
    """The events, with what must be said of the last run right after the first."""
    for event in events:
        yield event
        if isinstance(event, RunStarted):
            yield from before


def _recovery(workspace: Workspace, catalogue: Catalogue) -> Iterator[Notice]:
    """What became of the run before, where its journal does not tell of an end."""
    path = workspace.target_path / JOURNAL
    last = read_last(path, workspace.target.name)
    if isinstance(last, Damaged):
        yield Notice("warn", f"{last}; it is kept as {set_aside(path).name}")
    elif last is not None and not last.is_finished:
        yield Notice("warn", _unfinished(last, catalogue))
    elif last is not None and last.generation is not None:
        newest = max((found.number for found in catalogue.generations), default=0)
        if newest < last.generation:
            yield Notice("warn", _went_back(last, newest))


def _unfinished(last: LastRun, catalogue: Catalogue) -> str:
    start = f"run {last.run_id} ({last.command}, {last.started_at:%Y-%m-%d %H:%M}) did not finish"
    published = [found for found in catalogue.generations if found.run_id == last.run_id]
    if published:
        return f"{start}; it had published generation {published[0].number}, which is whole"
    return f"{start}; nothing of it was published"


def _show(event: Event, reports: list[Report], out: TextIO) -> None:
    """Tell all reports. Who reads the output may go away (`| head`): the run goes on without."""
    for report in tuple(reports):
        try:
            report.show(event)
        except BrokenPipeError:
            reports.remove(report)
            stop_writing(out)


def _went_back(last: LastRun, newest: int) -> str:
    """A damaged log of the database can open without error, and without what it held."""
    holds = f"generation {newest} is its newest" if newest else "it holds no generation"
    return (
        f"run {last.run_id} published generation {last.generation}, but the warehouse does not "
        f"know of it: {holds}. Was the file restored, or its .wal file lost?"
    )


def _pointed(
    events: Iterable[Event], workspace: Workspace, compiled: Compiled | None
) -> Iterator[Event]:
    """The events, failed nodes with the file of their SQL and the command that shows all rows."""
    results: dict[str, NodeResult] = {}
    for event in events:
        match event:
            case NodesReused(results=reused):
                results |= {result.unique_id: result for result in reused}
                yield event
            case NodeFinished(result=result):
                pointed = replace(result, details=_pointers(result, workspace, compiled))
                results[result.unique_id] = pointed
                yield replace(event, result=pointed)
            case RunFinished():
                yield replace(event, results=tuple(results.values()))
            case _:
                yield event


def _pointers(
    result: NodeResult, workspace: Workspace, compiled: Compiled | None
) -> Mapping[str, Any]:
    details = dict(result.details)
    is_compiled = compiled is not None and result.unique_id in compiled.sql
    if compiled is None or not is_compiled or result.status not in ("fail", "warn", "error"):
        return details
    node = workspace.project.nodes[result.unique_id]
    if workspace.flags.write_json:
        details["compiled_path"] = write_compiled(workspace, compiled, result.unique_id)
    if isinstance(node, DataTest) and result.status != "error":
        candidate = "" if workspace.invocation.command == "test" else "--candidate "
        details["show_command"] = f"seg show {candidate}--select {node.name}"
    return details


def write_compiled(workspace: Workspace, compiled: Compiled, unique_id: str) -> str:
    """Write a node's SQL under target/compiled; the file's path as messages show it."""
    node = workspace.project.nodes[unique_id]
    path = node.path.replace("../", "")
    is_declared = isinstance(node, DataTest) and node.is_generic
    is_family = isinstance(node, Model) and node.family is not None
    name = f"{path}/{node.name}.sql" if is_declared or is_family else path
    file = workspace.target_path / "compiled" / node.package / name
    sql = shown_sql(workspace, compiled, [unique_id])[unique_id]
    write_atomically(file, workspace.mask.text(sql.strip() + "\n"))
    try:
        return file.relative_to(workspace.file.root).as_posix()
    except ValueError:
        return str(file)


@contextmanager
def _signals(control: Control) -> Iterator[None]:
    """SIGINT and SIGTERM stop the run; a second one ends the process at once."""
    seen: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        if seen:
            os._exit(128 + number)
        seen.append(number)
        control.stop(number)

    before: dict[int, Any] = {
        number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
