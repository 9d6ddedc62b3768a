"""What a report is: something that is shown every event of a run, in order."""

from typing import Protocol

from orchestrator.results import Event


class Report(Protocol):
    """Shown each event as it happens; the journal and the artifacts are reports too."""

    def show(self, event: Event) -> None:
        """Take notice of one event."""

    def close(self) -> None:
        """Let go of terminal and files, also when the run ended without RunFinished."""
