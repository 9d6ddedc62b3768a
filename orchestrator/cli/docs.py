"""`seg docs`: writes and serves the site of a project."""

import webbrowser

import click

from orchestrator.cli.given import Given
from orchestrator.cli.running import signals_to
from orchestrator.cli.saying import opened_for, say
from orchestrator.commands.docs import generate as generating
from orchestrator.reports.site import site_text
from orchestrator.serving.site_folder import SiteServer


def generate(given: Given, *, is_compiled: bool, is_catalog_empty: bool) -> int:
    """Write the site, and its files for other tools."""
    workspace = opened_for(given, "docs generate")
    has_columns = not is_catalog_empty
    written = generating.generate(
        workspace, given.selection, is_compiled=is_compiled, has_columns=has_columns
    )
    if not given.display.quiet:
        say(workspace, site_text(written))
    return 0


def serve(given: Given, *, port: int, is_browser_opened: bool) -> int:
    """Serve the site until SIGINT or SIGTERM, which count as success."""
    workspace = opened_for(given, "docs serve")
    server = SiteServer(workspace.target_path / generating.FOLDER, port)

    def when_ready() -> None:
        if not given.display.quiet:
            click.echo(f"the site is at {server.url} (Ctrl-C stops it)")
        if is_browser_opened:
            webbrowser.open(server.url)

    with signals_to(server.stop):
        server.run(when_ready)
    return 0
