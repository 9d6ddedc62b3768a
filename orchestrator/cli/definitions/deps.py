"""The click definition of `seg deps`."""

import click

from orchestrator.cli.definitions.options import GLOBAL
from orchestrator.cli.lazy import Command

DEPS = Command(
    "deps",
    "deps:deps",
    help="Resolve and install the packages in packages.yml.",
    params=(
        *GLOBAL,
        click.Option(["--lock"], is_flag=True, help="Only write package-lock.yml."),
        click.Option(
            ["--upgrade"], is_flag=True, help="Resolve versions again, ignoring package-lock.yml."
        ),
        click.Option(
            ["--add-package"],
            metavar="NAME@VERSION",
            help="First add this package to packages.yml.",
        ),
        click.Option(
            ["--source"],
            type=click.Choice(["hub", "git", "local"]),
            help="The kind of package that --add-package names (default: hub).",
        ),
    ),
)
