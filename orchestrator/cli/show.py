"""`seg show`: rows as a table that fits the terminal, or complete for a file or program."""

import sys
from collections.abc import Sequence

import click

from orchestrator.cli.given import Given
from orchestrator.cli.paging import page
from orchestrator.cli.saying import notices_since_read, opened_for
from orchestrator.commands import show as showing
from orchestrator.errors import UsageError
from orchestrator.reports.shown import (
    FOR_FILES,
    Form,
    rows_json,
    rows_vertical,
    shown_text,
)
from orchestrator.reports.terminal import printable, size_of
from orchestrator.results import Rows
from orchestrator.secrets import Mask
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace

_FIRST_ROWS = 10  # rows that a run shows of each seed


def show(
    given: Given,
    *,
    inline: str | None,
    limit: int,
    columns: tuple[str, ...],
    candidate: bool,
    output: Form,
    full_refresh: bool,
    pager: bool,
) -> int:
    """Print rows, those of each node as soon as they are available."""
    if inline is not None:
        given.require_no_nodes("--inline")
    workspace = opened_for(given, "show", is_full_refresh=full_refresh)
    mask = workspace.mask
    found = showing.show(
        workspace,
        given.selection,
        inline=inline,
        limit=None if limit < 0 else limit,
        columns=[name.strip() for text in columns for name in text.split(",") if name.strip()],
        is_candidate=candidate,
    )
    if output in FOR_FILES:
        _for_a_file(list(found), output, mask)
        notices_since_read(workspace)
        return 0
    for shown in found:
        if output == "json":
            click.echo(rows_json(shown.rows, shown.name, mask))
            continue
        rows = _fitting(shown.rows, mask) if output == "text" else rows_vertical(shown.rows, mask)
        page(f"{_heading(shown, mask)}\n{rows}", sys.stdout, is_wanted=pager)
    notices_since_read(workspace)
    return 0


def show_seeds(workspace: Workspace, names: Sequence[str], as_json: bool) -> None:
    """Print the first rows of seeds that were just loaded."""
    if not names:
        return
    mask = workspace.mask
    # A name can also be that of a folder.
    selection = Selection(select=tuple(names), resource_types=("seed",))
    for shown in showing.show(workspace, selection, limit=_FIRST_ROWS):
        if as_json:
            click.echo(rows_json(shown.rows, shown.name, mask))
        else:
            click.echo(f"\n{_heading(shown, mask)}\n{_fitting(shown.rows, mask)}")


def _heading(shown: showing.Shown, mask: Mask) -> str:
    return mask.text(f"Previewing node '{shown.name}':")


def _fitting(rows: Rows, mask: Mask) -> str:
    """Return the rows as a table that fits the terminal."""
    return shown_text(rows, size_of(sys.stdout), mask)


def _for_a_file(found: list[showing.Shown], output: Form, mask: Mask) -> None:
    """Print one table and nothing else; several Markdown tables have their names above them."""
    if output == "csv" and len(found) > 1:
        names = ", ".join(shown.name for shown in found)
        raise UsageError("--output csv is one table", fix=f"select one of {names}")
    for shown in found:
        if len(found) > 1:
            click.echo(f"**{shown.name}**\n")
        text = FOR_FILES[output](shown.rows, mask)
        click.echo(printable(text) if sys.stdout.isatty() else text)
        if len(found) > 1:
            click.echo()
