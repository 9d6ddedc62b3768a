"""`seg export`: the reachable members of a segment as a file, whole or as a difference."""

from functools import partial

import click

from orchestrator.cli.given import Given
from orchestrator.cli.saying import opened_for, say
from orchestrator.commands.export import export as exporting
from orchestrator.engines.boundary import FileFormat
from orchestrator.errors import UsageError
from orchestrator.reports.exporting import acknowledgement_line, export_lines


def export(
    given: Given,
    *,
    segment: str,
    channel: str,
    format_: FileFormat | None,
    output: str | None,
    delta: bool,
    hash_keys: bool,
    acknowledge: bool,
    max_removals: float,
    allow_removals: bool,
) -> int:
    """Write a list, or note that its last file was imported."""
    if acknowledge:
        ignored = {
            "--output": output,
            "--format": format_,
            "--delta": delta,
            "--hash-keys": hash_keys,
        }
        for flag in (flag for flag, value in ignored.items() if value):
            fix = "acknowledge a file after it was imported, in a call of its own"
            raise UsageError(f"--acknowledge writes no file: {flag} has no meaning", fix=fix)
    workspace = opened_for(given, "export")
    if acknowledge:
        found = exporting.acknowledge(workspace, segment, channel)
        say(workspace, acknowledgement_line(found))
        return 0
    exported = exporting.export(
        workspace,
        segment,
        channel,
        output=output,
        format_=format_,
        kind="delta" if delta else "full",
        hash_keys=hash_keys,
        most_removed=None if allow_removals else max_removals,
        to_standard_output=partial(click.echo, nl=False),
    )
    for line in export_lines(exported, workspace.now):
        # Standard output has the list itself, if anything has.
        click.echo(workspace.mask.text(line), err=exported.target.file is None)
    return 0
