"""`seg watch`: builds whenever something changed, until a signal stops it."""

import os
import sys
import traceback
from contextlib import closing
from datetime import UTC, datetime
from functools import partial

import click
from msgspec.structs import replace

from orchestrator.cli.given import Given
from orchestrator.cli.running import report_of, signals_to
from orchestrator.cli.saying import collect_from_here_on, opened_again
from orchestrator.cli.signalled import came, note
from orchestrator.commands.watch import BuildEvent, LookFailed, Watch
from orchestrator.errors import UsageError
from orchestrator.json_text import json_text
from orchestrator.reading_cache.in_memory import InMemoryProject
from orchestrator.reports.boundary import Report
from orchestrator.reports.watching import WatchEvent, as_json, is_failure, line_of
from orchestrator.results import PublishMode, RunFinished, RunStarted
from orchestrator.secrets import Mask, secrets_in
from orchestrator.workspace.value import Workspace


def watch(
    given: Given,
    *,
    every: float,
    store_failures: bool,
    publish: PublishMode,
    deliver: tuple[str, ...],
) -> int:
    """Watch until SIGINT or SIGTERM, which count as success."""
    if given.display.live:
        what = "the live view shows a single build"
        raise UsageError(what, fix="remove --live: each build prints a line")
    # Watching depends on reuse, so it is on in dbt projects too.
    given = replace(given, flags=replace(given.flags, reuse=True))
    # Each check leaves garbage, including the first one.
    collect_from_here_on()
    shown_warnings: set[str] = set()
    watching = Watch(
        partial(opened_again, given, "build", shown_warnings, InMemoryProject()),
        given.selection,
        every_seconds=every,
        publish=publish,
        store_failures=store_failures,
        deliver_to=deliver,
    )
    try:
        with closing(_Shown(given)) as shown, signals_to(partial(_stop, watching)):
            if not given.display.quiet:
                shown.say(f"watching every {every:g} s; Ctrl-C stops it")
            for seen in watching:
                if isinstance(seen, BuildEvent):
                    shown.event(seen)
                    continue
                if given.display.debug and isinstance(seen, LookFailed):
                    traceback.print_exception(seen.error)
                shown.result(seen)
    except KeyboardInterrupt:
        return 0
    except RuntimeError:
        if came() is None:
            raise
    return 0


def _stop(watching: Watch, number: int) -> None:
    """Stop watching; at once if no build is running, since then nothing is left unfinished."""
    note(number)
    watching.stop(number)
    if not watching.is_building:
        raise KeyboardInterrupt


class _Shown:
    """Shows what happens: the errors of builds and a line for each; with JSON, all events."""

    def __init__(self, given: Given) -> None:
        self._display = given.display
        self._is_json = given.display.log_format == "json"
        # Until a project is open, its secrets are not known.
        self._mask = Mask.of(secrets_in(os.environ))
        self._report: Report | None = None

    def event(self, seen: BuildEvent) -> None:
        """Show an event of a build."""
        if isinstance(seen.event, RunStarted):
            self._report = self._report_of(seen.workspace)
        if self._report is not None:
            self._report.show(seen.event)
        if isinstance(seen.event, RunFinished):
            self.close()

    def result(self, seen: WatchEvent) -> None:
        """Show the result of a check or a build."""
        if self._display.quiet and not is_failure(seen):
            return
        if self._is_json:
            click.echo(json_text(as_json(seen, datetime.now(UTC)), self._mask))
        else:
            self.say(line_of(seen))

    def say(self, text: str) -> None:
        """Print a line preceded by the time, unless JSON is requested."""
        if not self._is_json:
            click.echo(f"{datetime.now():%H:%M:%S}  {self._mask.text(text)}")

    def close(self) -> None:
        """Close the report of a build that ended or was interrupted."""
        if self._report is not None:
            self._report.close()
            self._report = None

    def _report_of(self, workspace: Workspace) -> Report:
        self._mask = workspace.mask
        display = self._display if self._is_json else replace(self._display, quiet=True)
        return report_of(workspace, display, sys.stdout)
