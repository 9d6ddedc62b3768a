"""The help page: a file, equal to what click would print, so that showing it imports nothing."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from orchestrator.__main__ import HELP_PAGE
from orchestrator.cli.definitions import ORDER
from orchestrator.cli.main import cli

HEAVY = ("click", "duckdb", "jinja2", "pandas", "rich", "sqlglot", "yaml")


def rendered() -> str:
    context = cli.make_context("seg", [], resilient_parsing=True, terminal_width=80)
    return cli.get_help(context) + "\n"


def test_the_page_is_what_click_prints() -> None:
    # After changing a command or a global flag, write `rendered()` to the file anew.
    assert Path(HELP_PAGE).read_text("utf-8") == rendered()


def test_showing_it_imports_nothing_heavy() -> None:
    script = (
        "import sys; from orchestrator.__main__ import main; sys.argv = ['seg', '--help']; main();"
        f"sys.exit(str([name for name in {HEAVY} if name in sys.modules] or ''))"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (shown.stdout, shown.stderr.strip()) == (rendered(), "")


@pytest.mark.parametrize("name", ORDER)
def test_each_command_has_help_that_begins_as_listed(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.get_short_help_str(limit=20)
