"""`seg lint` as click reads it."""

import click

from orchestrator.cli.lazy import Command
from orchestrator.cli.options import GLOBAL, OUTPUT, SELECTION

LINT = Command(
    "lint",
    "lint:lint",
    short_help="Say what of the SQL Apache Spark may answer otherwise.",
    help=(
        "Say what of the SQL of models, snapshots and tests in files Apache Spark may answer "
        "otherwise, and what both answer alike. It takes no Spark. Exit code 1 where there is "
        "something."
    ),
    params=(
        *GLOBAL,
        *SELECTION,
        click.Option(["--portable"], is_flag=True, help="Look for what is not portable."),
        *OUTPUT,
    ),
)
