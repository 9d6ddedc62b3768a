"""`seg export`: writes or sends the members of a segment, all or only the changes."""

from functools import partial

import click

from orchestrator.cli.given import Given
from orchestrator.cli.refused_options import refuse_options
from orchestrator.cli.saying import opened_for, say
from orchestrator.commands.export import export as exporting
from orchestrator.reports.exporting import acknowledgement_line, export_lines


def export(
    given: Given,
    *,
    segment: str,
    channel: str | None,
    format_: str | None,
    output: str | None,
    to: str | None,
    columns: tuple[str, ...],
    delta: bool,
    hash_keys: bool,
    acknowledge: bool,
    max_removals: float | None,
    allow_removals: bool,
    allow_old: bool,
) -> int:
    """Write or send a list, or record that its last file was imported."""
    written: dict[str, object] = {"--output": output, "--format": format_}
    if acknowledge:
        fix = "acknowledge a file in a separate call, after it was imported"
        of_list = {"--to": to, "--columns": columns, "--delta": delta, "--hash-keys": hash_keys}
        limits = {
            "--max-removals": max_removals is not None,
            "--allow-removals": allow_removals,
            "--allow-old": allow_old,
        }
        refuse_options({**written, **of_list, **limits}, "--acknowledge writes no file", fix)
    if to:
        refuse_options(written, "--to sends the list and writes no file", "remove one of them")
    if allow_removals and max_removals is not None:
        why, fix = "--allow-removals sets no limit", "remove one of them"
        refuse_options({"--max-removals": True}, why, fix)
    workspace = opened_for(given, "export")
    if acknowledge:
        say(workspace, acknowledgement_line(exporting.acknowledge(workspace, segment, channel)))
        return 0
    most_removed = exporting.DEFAULT_MOST_REMOVED if max_removals is None else max_removals
    options = exporting.ListOptions(
        kind="delta" if delta else "full",
        hash_keys=hash_keys,
        columns=tuple(name.strip() for text in columns for name in text.split(",") if name.strip()),
        most_removed=None if allow_removals else most_removed,
        allow_old=allow_old,
    )
    if to:
        exported = exporting.deliver(workspace, segment, channel, to, options)
    else:
        exported = exporting.export(
            workspace,
            segment,
            channel,
            options,
            output=output,
            format_=format_,
            to_standard_output=partial(click.echo, nl=False),
        )
    is_printed = exported.target is not None and exported.target.file is None
    for line in export_lines(exported, workspace.now):
        # If the list is written to stdout, nothing else may be.
        click.echo(workspace.mask.text(line), err=is_printed)
    return 0
