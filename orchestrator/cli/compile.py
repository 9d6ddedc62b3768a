"""`seg compile`: the SQL of nodes, in files and as text."""

import click

from orchestrator.cli.given import Given
from orchestrator.cli.saying import notices_since_read, opened_for, say
from orchestrator.commands import compile as commands
from orchestrator.json_text import json_text


def compile_nodes(given: Given, *, inline: str | None, full_refresh: bool, output: str) -> int:
    """Write SQL to target/compiled; print it if nodes were selected."""
    if inline is not None:
        given.require_no_nodes("--inline")
    workspace = opened_for(given, "compile", is_full_refresh=full_refresh)
    if inline is not None:
        text = commands.compile_inline(workspace, inline)
        told = {"node": "inline", "compiled": text}
        say(workspace, json_text(told, workspace.mask) if output == "json" else text)
        return 0
    compiled = commands.compile_nodes(workspace, given.selection)
    notices_since_read(workspace)
    if compiled.unwritten is not None:
        # If files cannot be written, the selected SQL can still be printed.
        if not given.selection.names_nodes:
            raise compiled.unwritten
        click.echo(workspace.mask.text(str(compiled.unwritten)), err=True)
    if given.selection.names_nodes:
        for name, text in compiled.sql.items():
            if output == "json":
                say(workspace, json_text({"node": name, "compiled": text}, workspace.mask))
            else:
                say(workspace, f"Compiled node '{workspace.project.nodes[name].name}' is:")
                say(workspace, text.strip() + "\n")
    return 0
