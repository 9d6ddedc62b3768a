"""`seg run-operation`: runs a single macro or statement."""

import click

from orchestrator.cli.given import Given
from orchestrator.cli.refused_options import refuse_options
from orchestrator.cli.saying import opened_for, say, say_copied
from orchestrator.commands.run_operation import arguments_in, run_macro, run_statement
from orchestrator.errors import UsageError


def run_operation(given: Given, *, macro: str | None, args: str | None, sql: str | None) -> int:
    """Run it and print its messages; return 1 if it failed."""
    if (macro is None) == (sql is None):
        raise UsageError("expected a macro, or a statement", fix="name a macro, or write --sql")
    if sql is not None:
        given_args = {"--args": args is not None}
        refuse_options(given_args, "a statement has no arguments", "write the values in --sql")
    arguments = arguments_in(args or "{}")
    workspace = opened_for(given, "run-operation")
    if sql is not None:
        found = run_statement(workspace, sql)
    else:
        assert macro is not None
        found = run_macro(workspace, macro, arguments)
    for text in found.messages:
        say(workspace, text)
    if found.problem is not None:
        click.echo(workspace.mask.text(found.problem), err=True)
        return 1
    if found.made is not None:
        told = f"what it wrote into published tables is generation {found.made.number}"
        click.echo(f"{told}; its other changes took effect at once", err=True)
    elif found.statements:
        click.echo("its changes took effect at once, and no rollback undoes them", err=True)
    return say_copied(workspace, found.copied)
