"""A run on the terminal: reports get its events, signals stop it, its result is an exit code."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from types import FrameType
from typing import Any, TextIO

import click

from orchestrator import __version__
from orchestrator.cli.annotating import root_of_annotations, wants_annotations
from orchestrator.cli.broken_pipe import stop_writing
from orchestrator.cli.given import Display
from orchestrator.cli.lazy import annotations, json_lines, junit_file, live_view
from orchestrator.commands.run.run import Run
from orchestrator.reports.boundary import Report
from orchestrator.reports.lines import Heading, Lines
from orchestrator.reports.terminal import Style, wants_colours, wants_live, width_of
from orchestrator.results import RunStarted
from orchestrator.workspace.value import Workspace


def shown(run: Run, workspace: Workspace, display: Display) -> int:
    """Execute a run with its reports, and return the exit code."""
    out = sys.stdout
    report = report_of(workspace, display, out)
    is_read = True
    with closing(report), closing(run), ExitStack() as handlers:
        others = [handlers.enter_context(closing(each)) for each in for_ci(workspace, display)]
        for event in run:
            for other in others:
                other.show(event)
            if isinstance(event, RunStarted):
                # Before this, a signal ends the process, as it does while the project is read.
                handlers.enter_context(signals_to(run.stop))
            try:
                if is_read:
                    report.show(event)
            except BrokenPipeError:
                # The reader of the output can close it (`| head`): the run continues without it.
                is_read = False
                stop_writing(out)
    return run.result().exit_code


def for_ci(workspace: Workspace, display: Display) -> Iterator[Report]:
    """Yield the reports for CI servers, in addition to what is printed."""
    nodes, mask = workspace.project.nodes, workspace.mask
    if display.junit is not None:
        yield junit_file()(display.junit, nodes, mask)
    if wants_annotations(display.annotations):
        say = partial(click.echo, err=True)
        yield annotations()(say, nodes, root_of_annotations(workspace.file.root), mask)


def report_of(workspace: Workspace, display: Display, out: TextIO) -> Report:
    """Return the report that shows the events of a run in the requested form."""
    nodes, mask, run_id = workspace.project.nodes, workspace.mask, workspace.invocation.run_id
    if display.log_format == "json":
        return json_lines()(out, nodes, run_id, mask=mask, log_level=display.level)
    heading = Heading(__version__, workspace.target.engine, workspace.target.name)
    is_terminal = out.isatty()
    width = min(display.printer_width, width_of(out) or display.printer_width)
    style = Style(width, wants_colours(is_terminal, display.use_colors, os.environ))
    if display.level == "info" and wants_live(is_terminal, display.live, os.environ):
        return live_view()(out, nodes, heading, style=style, mask=mask)
    return Lines(out, nodes, heading, style=style, level=display.level, mask=mask)


@contextmanager
def signals_to(stop_run: Callable[[int], None]) -> Iterator[None]:
    """Let SIGINT and SIGTERM stop the run; a second one ends the process at once."""
    seen: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        if seen:
            os._exit(128 + number)
        seen.append(number)
        stop_run(number)

    before: dict[int, Any] = {
        number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
