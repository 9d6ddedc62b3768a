"""`seg parse`: the files of a project, and all that is wrong with them."""

from orchestrator.cli.given import Given
from orchestrator.cli.saying import notices_since_read, opened_for
from orchestrator.commands import parse as parsing


def parse(given: Given) -> int:
    """Read the project, and render its templates; nothing is printed where nothing is wrong."""
    workspace = opened_for(given, "parse")
    parsing.parse(workspace)
    notices_since_read(workspace)
    return 0
