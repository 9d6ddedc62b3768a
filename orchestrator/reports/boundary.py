"""The interface of a report: it receives every event of a run, in order."""

from collections.abc import Sequence
from typing import Literal, Protocol

from orchestrator.results import Event

LogLevel = Literal["debug", "info", "warn", "error", "none"]
LOG_LEVELS: Sequence[LogLevel] = ("debug", "info", "warn", "error", "none")
"""Severity; the last value turns off all output."""


class Report(Protocol):
    """Receives each event as it happens; the journal and the artifacts are reports too."""

    def show(self, event: Event) -> None:
        """Handle one event."""

    def close(self) -> None:
        """Release terminal and files, even if the run ended without RunFinished."""
