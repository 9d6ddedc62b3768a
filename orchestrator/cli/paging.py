"""Use a pager if the output is longer than the terminal."""

import os
import shutil
import sys
from typing import TextIO

import click

# less: exit if everything fits, keep colours, and leave the text on the screen.
_LESS = "FRX"


def page(text: str, out: TextIO, *, is_wanted: bool = True) -> None:
    """Print the text; if the terminal is too short for it, through `PAGER` (or less).

    An empty `PAGER` means no pager, like `--no-pager`.
    """
    is_terminal = out.isatty() and sys.stdin.isatty()
    is_off = os.environ.get("PAGER", "less").strip() in ("", "cat")
    if not is_wanted or not is_terminal or is_off or _fits(text):
        click.echo(text)
        return
    os.environ.setdefault("LESS", _LESS)
    click.echo_via_pager(text)


def _fits(text: str) -> bool:
    # The prompt of the shell needs a line as well.
    size = shutil.get_terminal_size()
    lines = sum(max(1, -(-len(line) // size.columns)) for line in text.split("\n"))
    return lines < size.lines
