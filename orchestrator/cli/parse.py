"""`seg parse`: checks the files of a project and reports all problems."""

from orchestrator.cli.given import Given
from orchestrator.cli.saying import notices_since_read, opened_for
from orchestrator.commands import parse as parsing


def parse(given: Given) -> int:
    """Read the project and render its templates; print nothing if nothing is wrong."""
    workspace = opened_for(given, "parse")
    parsing.parse(workspace)
    notices_since_read(workspace)
    return 0
