"""Every command of seg that a page shows is one: its name, its flags, and how many arguments.

Pages whose commands have a project to run on are run by tests of their own; this holds for all.
"""

import re
import shlex
from pathlib import Path

import click
import pytest

from orchestrator.cli.main import cli
from tests.pages import DOCS, ROOT, blocks, dead_links

PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
INLINE = re.compile(r"`seg ([^`]+)`")
LEFT_OPEN = re.compile(r"[A-Z]{2,}|\.\.\.|…|<|\[")


def commands() -> list[tuple[str, list[str]]]:
    """Each command of each page, as words; a pipe or a comment ends it."""
    found = []
    for page in PAGES:
        text = page.read_text("utf-8")
        shown = [inner.replace("\n", " ") for inner in INLINE.findall(text)]
        for block in blocks(text):
            lines = block.text.splitlines() if block.language in ("bash", "sh") else ()
            shown += [line.removeprefix("seg ") for line in lines if line.startswith("seg ")]
        for command in shown:
            words = shlex.split(command.partition("|")[0].partition(" > ")[0], comments=True)
            found.append((page.relative_to(ROOT).as_posix(), words))
    return found


def whole(words: list[str]) -> bool:
    """Whether a command stands there as it is typed: more than its name, no `NAME`, no `...`."""
    return len(words) > 1 and not LEFT_OPEN.search(" ".join(words).replace("C00042", ""))


@pytest.mark.parametrize(
    ("page", "words"),
    commands(),
    ids=lambda held: " ".join(held) if isinstance(held, list) else None,
)
def test_it_is_a_command(page: str, words: list[str]) -> None:
    context: click.Context = cli.make_context("seg", [], resilient_parsing=True)
    group: click.Group = cli
    rest = words
    while True:
        name, command, rest = group.resolve_command(context, list(rest))
        assert command is not None
        if not (isinstance(command, click.Group) and rest):
            break
        context, group = click.Context(command, info_name=name, parent=context), command
    if whole(words):
        try:
            command.make_context(name, list(rest), parent=context)
        except click.exceptions.Exit:
            assert {"-h", "--help"} & {*rest}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    assert dead_links(page) == []
