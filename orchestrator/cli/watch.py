"""`seg watch`: builds whenever something changed, until a signal ends it."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from types import FrameType

import click
from msgspec.structs import replace

from orchestrator.cli.given import Given
from orchestrator.cli.running import report_of
from orchestrator.cli.saying import opened_again
from orchestrator.commands.watch import Happened, Watch
from orchestrator.json_text import json_text
from orchestrator.reports.boundary import Report
from orchestrator.reports.watching import Told, as_json, is_failure, line_of
from orchestrator.results import PublishMode, RunFinished, RunStarted
from orchestrator.secrets import Mask
from orchestrator.workspace.value import Workspace


def watch(given: Given, *, every: float, store_failures: bool, publish: PublishMode) -> int:
    """Watch until SIGINT or SIGTERM, which is no failure."""
    # What is unchanged is what watching is about, in projects of dbt too.
    given = replace(given, flags=replace(given.flags, reuse=True))
    told: set[str] = set()
    watching = Watch(
        partial(opened_again, given, "build", told),
        given.selection,
        every_seconds=every,
        publish=publish,
        store_failures=store_failures,
    )
    shown = _Shown(given)
    with _signals(watching), ExitStack() as reports:
        reports.callback(shown.close)
        if not given.display.quiet:
            shown.say(f"watching every {every:g} s; Ctrl-C ends it")
        for seen in watching:
            if isinstance(seen, Happened):
                shown.event(seen)
            else:
                shown.told(seen)
    return 0


class _Shown:
    """Shows what is seen: of builds the errors, and a line for each; with JSON all events."""

    def __init__(self, given: Given) -> None:
        self._display = given.display
        self._is_json = given.display.log_format == "json"
        self._mask = Mask.of(())
        self._report: Report | None = None

    def event(self, seen: Happened) -> None:
        """Show an event of a build."""
        if isinstance(seen.event, RunStarted):
            self._report = self._report_of(seen.workspace)
        if self._report is not None:
            self._report.show(seen.event)
        if isinstance(seen.event, RunFinished):
            self.close()

    def told(self, seen: Told) -> None:
        """Show what became of a look or a build."""
        if self._display.quiet and not is_failure(seen):
            return
        if self._is_json:
            click.echo(json_text(as_json(seen, datetime.now(UTC)), self._mask))
        else:
            self.say(line_of(seen))

    def say(self, text: str) -> None:
        """Print a line with the time before it, unless objects are asked for."""
        if not self._is_json:
            click.echo(f"{datetime.now():%H:%M:%S}  {self._mask.text(text)}")

    def close(self) -> None:
        """Let go of the report of a build that ended, or was broken off."""
        if self._report is not None:
            self._report.close()
            self._report = None

    def _report_of(self, workspace: Workspace) -> Report:
        self._mask = workspace.mask
        display = self._display if self._is_json else replace(self._display, quiet=True)
        return report_of(workspace, display, sys.stdout)


@contextmanager
def _signals(watching: Watch) -> Iterator[None]:
    """The first SIGINT or SIGTERM ends the watching, a second one the process at once."""
    seen: list[int] = []

    def end(number: int, _frame: FrameType | None) -> None:
        if seen:
            os._exit(128 + number)
        seen.append(number)
        watching.stop(number)
        if not watching.is_building:
            raise KeyboardInterrupt

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
