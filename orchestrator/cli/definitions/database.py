"""The click definitions of commands about the database and what is published in it."""

import click

from orchestrator.cli.definitions.options import GLOBAL, OUTPUT, SELECTION, variables
from orchestrator.cli.lazy import Command

DATABASE = (
    Command(
        "clone",
        "clone:clone",
        short_help="Publish views on the relations of an earlier state.",
        help=(
            "Publish a view of each selected node's relation in the earlier state of --state, "
            "unless the node is published already: a quick start without a build."
        ),
        params=(
            *GLOBAL,
            *SELECTION,
            click.Option(
                ["-f", "--full-refresh"],
                is_flag=True,
                envvar=variables("FULL_REFRESH"),
                help="Also replace what is published already.",
            ),
        ),
    ),
    Command(
        "run-operation",
        "run_operation:run_operation",
        short_help="Call a macro that runs statements.",
        help=(
            "Call MACRO (or package.macro) with arguments, or run a statement. Changes to the "
            "database take effect at once: no test checks them, and no rollback undoes them. "
            "Writes into published tables are the exception: they become a new generation."
        ),
        params=(
            *GLOBAL,
            click.Argument(["macro"], required=False),
            click.Option(["--args"], metavar="YAML", help="Arguments: '{name: value}'."),
            click.Option(["--sql"], help="A statement to run instead of a macro."),
        ),
    ),
    Command(
        "rollback",
        "warehouse:rollback",
        short_help="Publish an earlier generation again.",
        help="Publish GENERATION again. Default: the one before the current.",
        params=(
            *GLOBAL,
            click.Argument(["generation"], type=int, required=False),
            click.Option(
                ["--list", "is_list"],
                is_flag=True,
                help="List the generations that can be published again.",
            ),
            *OUTPUT,
        ),
    ),
    Command(
        "debug",
        "warehouse:debug",
        short_help="Check the project, the target and the warehouse.",
        help="Check the project, the target and the warehouse; print versions and generations.",
        params=GLOBAL,
    ),
    Command(
        "clean",
        "clean:clean",
        short_help="Delete generated files, or orphaned relations.",
        help=(
            "Delete the folders that seg writes next to the project (target/). With --orphans, "
            "only list published relations that no node builds any more; with --yes, drop them."
        ),
        params=(
            *GLOBAL,
            click.Option(
                ["--orphans"],
                is_flag=True,
                help="List published relations that no node builds any more.",
            ),
            click.Option(["--yes"], is_flag=True, help="Drop the listed orphans."),
        ),
    ),
)
