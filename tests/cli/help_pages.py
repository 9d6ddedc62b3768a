"""The help pages as click prints them; python -m tests.cli.help_pages writes them."""

from collections.abc import Iterator
from pathlib import Path

import click

from orchestrator.__main__ import HELP_PAGES
from orchestrator.cli.main import cli


def pages() -> dict[Path, str]:
    """Each page by its file."""
    root = cli.make_context("seg", [], resilient_parsing=True, terminal_width=80)
    return {Path(HELP_PAGES) / f"{name}.txt": text for name, text in _pages(cli, root, "seg")}


def _pages(command: click.Command, context: click.Context, name: str) -> Iterator[tuple[str, str]]:
    yield name, command.get_help(context) + "\n"
    if isinstance(command, click.Group):
        for part in command.list_commands(context):
            below = command.get_command(context, part)
            assert below is not None
            inner = click.Context(below, parent=context, info_name=part, terminal_width=80)
            yield from _pages(below, inner, f"{name}-{part}")


if __name__ == "__main__":
    for file, text in pages().items():
        file.write_text(text, encoding="utf-8")
