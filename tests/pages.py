"""Pages of docs/: their blocks, what they link to, and their queries and commands run."""

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from tests.projects import seg

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[[^]]+\]\(([^)#]+)(?:#[^)]*)?\)")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language and text."""

    language: str
    text: str


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page, in its order."""
    return [Block(*found) for found in _BLOCK.findall(page)]


def dead_links(page: Path) -> list[str]:
    """What a page links to in this repository, and is not there."""
    links = [link for link in _LINK.findall(page.read_text("utf-8")) if "://" not in link]
    return [link for link in links if not (page.parent / link).exists()]


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
