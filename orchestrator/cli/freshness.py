"""`seg source freshness`: the age of sources, as one run."""

from pathlib import Path

from orchestrator.cli.given import Given
from orchestrator.cli.running import shown
from orchestrator.cli.saying import opened_for
from orchestrator.commands.freshness import freshness


def source_freshness(given: Given, *, output: str | None) -> int:
    """Check the age of sources."""
    workspace = opened_for(given, "freshness")
    file = Path(output) if output else None
    run = freshness(workspace, given.selection, output=file)
    return shown(run, workspace, given.display)
