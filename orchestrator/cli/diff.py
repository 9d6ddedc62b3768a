"""`seg diff`: the effect of a change, before or after it is published."""

import sys

from orchestrator.cli.given import Given
from orchestrator.cli.paging import page
from orchestrator.cli.saying import opened_for, say
from orchestrator.commands.diff.diff import diff as compare
from orchestrator.commands.diff.limits import most_moved
from orchestrator.json_text import json_text
from orchestrator.reports.diff import diff_json, diff_markdown, diff_text
from orchestrator.reports.terminal import width_of


def diff(
    given: Given,
    *,
    against: int | None,
    against_target: str | None,
    fail_if_moved: tuple[str, ...],
    examples: int | None,
    pager: bool,
    output: str,
) -> int:
    """Print what a build would change, or how an earlier generation or another target differs."""
    limits = most_moved(fail_if_moved)
    workspace = opened_for(given, "diff")
    found = compare(
        workspace,
        given.selection,
        against=against,
        against_target=against_target,
        limits=limits,
        examples=examples,
    )
    if output == "json":
        say(workspace, json_text(diff_json(found), workspace.mask))
    elif output == "markdown":
        say(workspace, diff_markdown(found))
    else:
        text = workspace.mask.text(diff_text(found, width_of(sys.stdout)))
        page(text, sys.stdout, is_wanted=pager)
    return found.exit_code
