"""`seg parse`: the files of a project, and all that is wrong with them."""

from orchestrator.cli.given import Given
from orchestrator.cli.saying import opened_for
from orchestrator.commands import parse as parsing


def parse(given: Given) -> int:
    """Read the project; nothing is printed where nothing is wrong."""
    parsing.parse(opened_for(given, "parse"))
    return 0
