"""What a report is: something that is shown every event of a run, in order."""

from collections.abc import Sequence
from typing import Literal, Protocol

from orchestrator.results import Event

LogLevel = Literal["debug", "info", "warn", "error", "none"]
LOG_LEVELS: Sequence[LogLevel] = ("debug", "info", "warn", "error", "none")
"""How much something matters; the last one is for those who want to be told nothing."""


class Report(Protocol):
    """Shown each event as it happens; the journal and the artifacts are reports too."""

    def show(self, event: Event) -> None:
        """Take notice of one event."""

    def close(self) -> None:
        """Let go of terminal and files, also when the run ended without RunFinished."""
