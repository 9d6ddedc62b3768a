"""`seg lint`: what of the SQL another engine may answer otherwise."""

from orchestrator.cli.given import Given
from orchestrator.cli.saying import notices_since_read, opened_for, say
from orchestrator.commands import lint as commands
from orchestrator.errors import UsageError
from orchestrator.json_text import json_text
from orchestrator.reports.lint import lint_json, lint_text


def lint(given: Given, *, portable: bool, output: str) -> int:
    """Print what is not portable; 1 where there is something."""
    if not portable:
        raise UsageError("nothing to check for", fix="run 'seg lint --portable'")
    workspace = opened_for(given, "lint")
    linted = commands.lint(workspace, given.selection)
    notices_since_read(workspace)
    nodes = workspace.project.nodes
    if output == "json":
        say(workspace, json_text(lint_json(linted, nodes), workspace.mask))
    else:
        say(workspace, lint_text(linted, nodes))
    return int(bool(linted.problems))
