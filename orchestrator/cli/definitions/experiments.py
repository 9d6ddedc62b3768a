"""The commands about experiments: their arguments and help."""

import click

from orchestrator.cli.definitions.options import GLOBAL, OUTPUT
from orchestrator.cli.lazy import Command, completed

PLAN = Command(
    "plan",
    "experiment:plan",
    short_help="Compute the sample size and the smallest detectable lift.",
    help=(
        "Print how many customers an experiment on SEGMENT (family.segment) needs, and the "
        "smallest lift that it can detect with all members."
    ),
    params=(
        *GLOBAL,
        click.Argument(["segment"], shell_complete=completed("segments")),
        click.Option(
            ["--metric"],
            default="conversion",
            show_default=True,
            help="conversion, orders or revenue.",
        ),
        click.Option(
            ["--lift"],
            type=float,
            default=0.1,
            show_default=True,
            help="The relative lift to detect: 0.1 is +10 %, -0.1 is -10 %.",
        ),
        click.Option(
            ["--power"],
            type=float,
            default=0.8,
            show_default=True,
            help="Statistical power: the probability of detecting that lift.",
        ),
        click.Option(
            ["--error"],
            type=float,
            default=0.05,
            show_default=True,
            help="Significance level: the false positive rate. Use 0.04 with guardrails.",
        ),
        click.Option(
            ["--arms"],
            type=int,
            default=2,
            show_default=True,
            help="Number of arms, including control.",
        ),
        *OUTPUT,
    ),
)
EXPERIMENT = click.Group(
    "experiment",
    commands=[PLAN],
    short_help="Commands about experiments: plan.",
    help="Commands about experiments.",
)
