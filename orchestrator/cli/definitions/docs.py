"""The commands about the site that documents a project: their arguments and help."""

import click

from orchestrator.cli.definitions.options import GLOBAL, SELECTION
from orchestrator.cli.lazy import Command
from orchestrator.cli.unused_flags import INTROSPECT, UnusedFlag, unused_option

GENERATE = Command(
    "generate",
    "docs:generate",
    short_help="Write the site of the project to target/docs.",
    help=(
        "Write a site to target/docs that shows segments, models, tests, lineage and runs. Open "
        "its index.html in a browser: it needs no server and loads nothing from the network. "
        "target/catalog.json lists the columns of the selected relations (all by default) for "
        "other tools."
    ),
    params=(
        *GLOBAL,
        *SELECTION,
        unused_option(INTROSPECT),
        click.Option(
            ["--compile/--no-compile", "is_compiled"],
            default=True,
            show_default=True,
            help="Write the compiled SQL of models into manifest.json.",
        ),
        click.Option(
            ["--empty-catalog", "is_catalog_empty"],
            is_flag=True,
            help="Leave columns out of catalog.json.",
        ),
        unused_option(
            UnusedFlag("static", "the site of target/docs needs no server", is_met_by=False)
        ),
    ),
)
SERVE = Command(
    "serve",
    "docs:serve",
    short_help="Serve the site on this machine.",
    help="Serve the site that 'seg docs generate' wrote, on this machine only. Ctrl-C stops it.",
    params=(
        *GLOBAL,
        click.Option(
            ["--port"],
            type=click.IntRange(0, 65535),
            default=8080,
            show_default=True,
            help="The port; 0 for any free port.",
        ),
        click.Option(
            ["--browser/--no-browser", "is_browser_opened"],
            default=True,
            show_default=True,
            help="Open the site in the browser.",
        ),
    ),
)
DOCS = click.Group(
    "docs",
    commands=[GENERATE, SERVE],
    short_help="The site of the project: generate, serve.",
    help="Commands about the site that shows segments, models, tests, lineage and runs.",
)
