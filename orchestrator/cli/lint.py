"""`seg lint`: SQL that can give a different result on another engine."""

from orchestrator.cli.given import Given
from orchestrator.cli.saying import notices_since_read, opened_for, say
from orchestrator.commands import lint as commands
from orchestrator.errors import UsageError
from orchestrator.json_text import json_text
from orchestrator.reports.lint import lint_json, lint_text


def lint(given: Given, *, portable: bool, output: str) -> int:
    """Print what is not portable; return 1 if there is anything."""
    if not portable:
        raise UsageError("no check is selected", fix="run 'seg lint --portable'")
    workspace = opened_for(given, "lint")
    linted = commands.lint(workspace, given.selection)
    notices_since_read(workspace)
    nodes = workspace.project.nodes
    if output == "json":
        say(workspace, json_text(lint_json(linted, nodes), workspace.mask))
    else:
        say(workspace, lint_text(linted, nodes))
    return int(bool(linted.problems))
