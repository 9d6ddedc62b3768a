"""The commands about the site that documents a project: their arguments and help."""

import click

from orchestrator.cli.lazy import Command
from orchestrator.cli.options import GLOBAL, SELECTION
from orchestrator.cli.unused_flags import INTROSPECT, UnusedFlag, unused_option

GENERATE = Command(
    "generate",
    "docs:generate",
    short_help="Write the site of the project to target/docs.",
    help=(
        "Write a site to target/docs that shows segments, models, tests, lineage and runs. Open "
        "its index.html in a browser: it needs no server and nothing from elsewhere. "
        "target/catalog.json has the columns of relations for other tools: of those that are "
        "selected, if any are."
    ),
    params=(
        *GLOBAL,
        *SELECTION,
        unused_option(INTROSPECT),
        click.Option(
            ["--compile/--no-compile", "is_compiled"],
            default=True,
            show_default=True,
            help="Write manifest.json with the SQL of models.",
        ),
        click.Option(
            ["--empty-catalog", "is_catalog_empty"],
            is_flag=True,
            help="Write no columns into catalog.json.",
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
    help="Serve the site that docs generate wrote, to this machine alone. Ctrl-C ends it.",
    params=(
        *GLOBAL,
        click.Option(
            ["--port"],
            type=click.IntRange(0, 65535),
            default=8080,
            show_default=True,
            help="The port; 0 for any that is free.",
        ),
        click.Option(
            ["--browser/--no-browser", "is_browser_opened"],
            default=True,
            show_default=True,
            help="Open it in the browser.",
        ),
    ),
)
DOCS = click.Group(
    "docs",
    commands=[GENERATE, SERVE],
    short_help="The site of the project: generate, serve.",
    help="Commands about the site that shows segments, models, tests, lineage and runs.",
)
