"""The click definition of `seg lint`."""

import click

from orchestrator.cli.definitions.options import GLOBAL, OUTPUT, SELECTION
from orchestrator.cli.lazy import Command

LINT = Command(
    "lint",
    "lint:lint",
    short_help="Report SQL that may give different results on Apache Spark.",
    help=(
        "Report which SQL of models, snapshots and tests in files may give different results on "
        "Apache Spark, and which is portable. It needs no Spark. Exits with 1 if there are "
        "findings."
    ),
    params=(
        *GLOBAL,
        *SELECTION,
        click.Option(["--portable"], is_flag=True, help="Report what is not portable."),
        *OUTPUT,
    ),
)
