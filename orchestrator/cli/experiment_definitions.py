"""The commands about experiments: their arguments and help."""

import click

from orchestrator.cli.lazy import Command, completed
from orchestrator.cli.options import GLOBAL, OUTPUT

PLAN = Command(
    "plan",
    "experiment:plan",
    short_help="How many customers it needs, and what they can show.",
    help=(
        "Say how many customers an experiment on SEGMENT (family.segment) needs, and the least "
        "lift that all of its members can show."
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
            help="What it is to find: 0.1 is a tenth more, -0.1 a tenth less.",
        ),
        click.Option(
            ["--power"],
            type=float,
            default=0.8,
            show_default=True,
            help="How often it is to find that.",
        ),
        click.Option(
            ["--error"],
            type=float,
            default=0.05,
            show_default=True,
            help="How often it may find what is not there; 0.04 beside guardrails.",
        ),
        click.Option(
            ["--arms"], type=int, default=2, show_default=True, help="Arms, control included."
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
