"""Pages of docs/: their blocks and links; runs their queries and commands."""

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from tests.projects import seg

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_ANY = re.compile(r"(?<=run )[0-9a-f]{8}\b|\d+")
_AT = re.compile(r"^\d\d:\d\d:\d\d  ")
_LINK = re.compile(r"\[[^]]+\]\(([^)#\s]*)(?:#([^)\s]*))?\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language and text."""

    language: str
    text: str


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page, in its order."""
    return [Block(*found) for found in _BLOCK.findall(page)]


def transcripts(page: str) -> list[tuple[str, list[str]]]:
    """The commands of a page's `console` blocks, each with the lines that it is shown to print."""
    found: list[tuple[str, list[str]]] = []
    for block in blocks(page):
        for line in block.text.splitlines() if block.language == "console" else ():
            if line.startswith("$ seg "):
                found.append((line.removeprefix("$ seg "), []))
            elif line != "...":
                found[-1][1].append(line)
    return found


def unlike(shown: list[str], printed: str) -> list[str]:
    """The lines of a transcript that a command did not print; ids and numbers may be others."""
    said = {_ANY.sub("#", _AT.sub("", line)) for line in printed.splitlines()}
    return [line for line in shown if _ANY.sub("#", line) not in said]


def dead_links(page: Path) -> list[str]:
    """What a page links to in this repository that does not exist: a file, or a heading in one."""
    dead = []
    for path, anchor in _LINK.findall(page.read_text("utf-8")):
        target = page.parent / path if path else page
        if "://" in path:
            continue
        if not target.exists() or (anchor and anchor not in anchors(target.read_text("utf-8"))):
            dead.append(f"{path}#{anchor}" if anchor else path)
    return dead


def anchors(page: str) -> set[str]:
    """The anchors of a page's headings, as GitHub derives them."""
    headings = _HEADING.findall(_BLOCK.sub("", page))
    return {re.sub(r"[^\w\- ]", "", each).lower().replace(" ", "-") for each in headings}


def refused(project: Path, page: str) -> dict[str, str]:
    """What a page's commands and queries say that fail, and the queries without an answer.

    A block `text` after a query is the answer that the query has to give.
    """
    wrong = {}
    query = ""
    for block in blocks(page):
        if block.language == "bash":
            for line in block.text.splitlines():
                outcome = seg(project, *shlex.split(line)[1:])
                if outcome.exit_code != 0:
                    wrong[line] = outcome.stderr or outcome.stdout
        elif block.language == "sql":
            query = block.text
            outcome = seg(project, "show", "--inline", query, "--limit", "3", "--output", "json")
            if outcome.exit_code != 0:
                wrong[query] = outcome.stderr or outcome.stdout
            elif not json.loads(outcome.stdout)["show"]:
                wrong[query] = "no rows"
        elif block.language == "text" and (answer := answered(project, query)) != block.text:
            wrong[query] = answer
    return wrong


def answered(project: Path, query: str) -> str:
    """The answer of a query as `seg show` prints it, without its heading."""
    outcome = seg(project, "show", "--inline", query, "--limit", "-1")
    return outcome.stdout.partition("\n")[2]
