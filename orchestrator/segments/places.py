"""Locates the text of a rule in a YAML file, in whatever style it is written there."""

import re

from orchestrator.errors import Place
from orchestrator.lazy_regex import lazy_regex

# The indentation of a line that is not empty.
_INDENT = lazy_regex(r"^ *(?=\S)", re.MULTILINE)


def place_in(source: str, value_at: Place, text: str, offset: int, word: str) -> Place:
    """Return the place of `word` at `offset` of the value `text`, which begins at `value_at`.

    Looks for the same occurrence of the word in the file; if it is not found (it came from a
    variable), returns the place of the value.
    """
    if not word or value_at.line is None or value_at.column is None:
        return value_at
    nth = text.count(word, 0, offset)
    line = _start_of_line(source, value_at.line)
    at, end = line + value_at.column - 1, _end_of_value(source, line)
    for _ in range(nth + 1):
        at = source.find(word, at, end) + 1
        if not at:
            return value_at
    return _place(source, value_at.path, at - 1)


def lines_in(source: str, value_at: Place, text: str) -> tuple[int | None, ...]:
    """Return the line of the file for each line of a value."""
    first = value_at.line
    count = text.count("\n") + 1
    if first is None or value_at.column is None:
        return (first,) * count
    at = _start_of_line(source, first) + value_at.column - 1
    style = source[at : at + 1]
    if style == "|":
        return tuple(first + 1 + number for number in range(count))
    return (first + 1 if style == ">" else first,) * count


def _start_of_line(source: str, line: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = source.find("\n", at) + 1
    return at


def _end_of_value(source: str, at: int) -> int:
    """Return the end of the value that begins in the line at `at`.

    The following lines that are indented deeper belong to it.
    """
    own = _INDENT.match(source, at)
    for following in _INDENT.finditer(source, source.find("\n", at) + 1 or len(source)):
        if own is not None and len(following[0]) <= len(own[0]):
            return following.start()
    return len(source)


def _place(source: str, path: str, at: int) -> Place:
    return Place(path, source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at))
