"""Help pages are files, equal to click's output, so that showing one imports nothing."""

import inspect
import subprocess
import sys
from pathlib import Path

import click
import pytest

from orchestrator.__main__ import HELP_PAGES
from orchestrator.cli.definitions.root import COMMANDS, FRESHNESS, ORDER
from orchestrator.cli.given import Given
from orchestrator.cli.lazy import Command
from orchestrator.cli.main import cli
from tests.cli.help_pages import pages
from tests.projects import seg

HEAVY = ("click", "duckdb", "jinja2", "msgspec", "pandas", "rich", "sqlglot", "yaml")
# What help must not wait for even where click prints it: a command's body, and all below it.
BODIES = ("duckdb", "jinja2", "orchestrator.errors", "pathlib", "yaml")
DEFINED = [command for command in (*COMMANDS.values(), FRESHNESS) if isinstance(command, Command)]


def test_the_pages_are_what_click_prints() -> None:
    found = {file: file.read_text("utf-8") for file in Path(HELP_PAGES).iterdir()}
    assert found == pages(), "run: python -m tests.cli.help_pages"


@pytest.mark.parametrize("words", [[], ["build"], ["source", "freshness"]], ids=" ".join)
def test_showing_one_imports_nothing_heavy(words: list[str]) -> None:
    script = (
        "import sys; from orchestrator.__main__ import main;"
        f"sys.argv = ['seg', *{words}, '--help']; main();"
        f"sys.exit(str([name for name in {HEAVY} if name in sys.modules] or ''))"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    page = Path(HELP_PAGES) / f"{'-'.join(['seg', *words])}.txt"
    assert (shown.stdout, shown.stderr.strip()) == (page.read_text("utf-8"), "")


def test_arguments_are_understood_without_what_a_command_imports() -> None:
    script = (
        "import sys; from orchestrator.cli.main import run; run(['build', '--threads', '0']);"
        f"sys.exit(str([name for name in {BODIES} if name in sys.modules] or ''))"
    )
    asked = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert asked.stderr.splitlines()[-2:] == [
        "Error: Invalid value for '--threads': 0 is not in the range x>=1.",
        "",
    ]


@pytest.mark.parametrize("arguments", [["bild", "--help"], ["../cli", "--help"]], ids=" ".join)
def test_a_page_that_is_none(tmp_path: Path, arguments: list[str]) -> None:
    assert seg(tmp_path, arguments[0], *arguments[1:]).exit_code == 2


@pytest.mark.parametrize("name", ORDER)
def test_each_command_has_help_that_begins_as_listed(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.get_short_help_str(limit=20)


@pytest.mark.parametrize("command", DEFINED, ids=lambda command: command.name)
def test_each_body_takes_what_its_command_reads(command: Command) -> None:
    context = click.Context(command)
    params = {param.name: None for param in command.get_params(context) if param.expose_value}
    given = Given.of({name: None for name in params if name not in ("help",)})
    read = set(given.own) - {"help"}
    signature = inspect.signature(command.body).parameters
    taken = [name for name, each in signature.items() if each.kind is not each.VAR_KEYWORD]
    if len(taken) < len(signature):  # init takes a file for each option that is left
        read &= set(taken)
    assert (taken[0], sorted(taken[1:])) == ("given", sorted(read))


def test_options_of_a_command_come_before_those_of_all_and_arguments_are_no_options() -> None:
    page = (Path(HELP_PAGES) / "seg-experiment-plan.txt").read_text("utf-8")
    own, _, shared = page.partition("\nGlobal options:\n")
    assert "--lift" in own.partition("\nOptions:\n")[2]
    assert "--lock-timeout" in shared
    assert "\n  SEGMENT" not in page


def test_a_number_is_not_nan(tmp_path: Path) -> None:
    asked = seg(tmp_path, "ls", "--lock-timeout", "nan")
    assert (asked.exit_code, "'nan' is not a number" in asked.stderr) == (2, True)
