"""Finds the named blocks of a file, such as `{% macro name(...) %}`, without Jinja."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from msgspec import Struct

from orchestrator.errors import Place, ProjectError
from orchestrator.lazy_regex import lazy_regex
from orchestrator.templates.static import normalised

# Groups are not repeated possessively: until Python 3.11.4 that matches nothing (CPython
# gh-106052).
_QUOTED = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""

# Everything in delimiters; comments and raw blocks match in full, so nothing is found inside.
TAG = lazy_regex(
    rf"""
    \{{\#.*?\#\}}
  | \{{%[-+]?\s*raw\s*-?%\}}.*?\{{%[-+]?\s*endraw\s*[-+]?%\}}
  | \{{\{{(?P<output>(?:[^'"}}]++|{_QUOTED}|\}}(?!\}}))*)\}}\}}
  | \{{%[-+]?\s*(?P<tag>\w++)(?P<rest>(?:[^'"%]++|{_QUOTED}|%(?!\}}))*)%\}}
    """,
    re.VERBOSE | re.DOTALL,
)

KEPT_FILES = 4096
"""How many files are cached, for a process that opens a project again."""

KINDS = ("macro", "test", "data_test", "materialization", "snapshot", "docs")
_ENDS = {f"end{kind}": kind for kind in KINDS}
_HEAD = lazy_regex(r"\s*([^\W\d]\w*)\s*(?:\((.*)\))?", re.DOTALL)
_SIGNATURE = lazy_regex(rf"(?P<string>{_QUOTED})|(?P<name>[^\W\d]\w*)|[(){{}}\[\],=]")


class Block(Struct, frozen=True):
    """A named block: `source_code` is all of it, `body` the text between its tags.

    `signature` is the text between the parentheses of a macro.
    """

    kind: str
    name: str
    signature: str
    place: Place
    source_code: str
    body: str


@lru_cache(KEPT_FILES)
def blocks(source_code: str, path: str) -> tuple[Block, ...]:
    """Return the outermost named blocks of a file, in order.

    Raises ProjectError for a block without name or end.
    """
    return tuple(_blocks(normalised(source_code), path))


def argument_names(signature: str) -> tuple[str, ...]:
    """Return the names of a macro's arguments, which begin the items of its signature."""
    return tuple(_arguments(signature))


def required_names(signature: str) -> tuple[str, ...]:
    """Return the names of the arguments without a default."""
    return tuple(name for name, has_default in _arguments(signature).items() if not has_default)


@cache
def _arguments(signature: str) -> Mapping[str, bool]:
    """Return for each argument whether it has a default. Cached, since each data test needs it."""
    found: dict[str, bool] = {}
    depth, is_start, last = 0, True, ""
    for token in _SIGNATURE.finditer(signature):
        mark = token.group()
        if mark in "([{":
            depth += 1
        elif mark in ")]}":
            depth -= 1
        elif mark == ",":
            is_start = is_start or depth == 0
        elif mark == "=":
            found[last] = True
        elif is_start and token["name"]:
            found[mark] = False
            is_start, last = False, mark
    return found


def _blocks(code: str, path: str) -> Iterator[Block]:
    opening: re.Match[str] | None = None
    kind, depth = "", 0
    for tag in TAG.finditer(code):
        word = tag["tag"]
        if opening is None:
            if word in KINDS:
                opening, kind, depth = tag, word, 1
        elif word == kind:
            depth += 1
        elif word in _ENDS and _same_end(word, kind):
            depth -= 1
            if depth == 0:
                yield _block(code, path, opening, tag)
                opening = None
    if opening is not None:
        place = Place(path, _line(code, opening.start()))
        raise ProjectError.of(f"'{kind}' block has no end", place, f"add {{% end{kind} %}}")


def _same_end(word: str, kind: str) -> bool:
    # dbt lets `test` and `data_test` close each other.
    return _ENDS[word].removeprefix("data_") == kind.removeprefix("data_")


def _block(code: str, path: str, opening: re.Match[str], closing: re.Match[str]) -> Block:
    place = Place(path, _line(code, opening.start()))
    head = _HEAD.match(opening["rest"])
    if head is None:
        raise ProjectError.of(f"'{opening['tag']}' block has no name", place)
    return Block(
        kind=opening["tag"],
        name=head[1],
        signature=head[2] or "",
        place=place,
        source_code=code[opening.start() : closing.end()],
        body=code[opening.end() : closing.start()],
    )


def _line(code: str, pos: int) -> int:
    return 1 + code.count("\n", 0, pos)
