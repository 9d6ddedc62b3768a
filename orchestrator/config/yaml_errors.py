"""Explains why a text is not valid YAML: syntax, tabs, characters."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent, ScalarEvent

from orchestrator.errors import Place, Problem, code_frame
from orchestrator.lazy_regex import lazy_regex

QUOTE_JINJA = "quote a value that begins with '{{'"

_TAB_INDENT = lazy_regex(r"^ *\t", re.MULTILINE)
# Compiled on demand: it takes longer than reading most files.
_CONTROL = r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_FIXES = {
    "mapping values are not allowed": "quote a value that holds ': ', and align the keys",
    "cannot start any token": "quote a value that begins with a special character",
    "did not find expected": "align the keys and dashes with those above, and close what is open",
    "unexpected end of stream": "close the quote that is open",
    "could not find expected ':'": "write ': ' between key and value",
}


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, without line breaks."""
    return re.split(r"\r\n|\r|\n", text)


def tab_problems(events: Iterable[Any], text: str, path: str) -> Iterator[Problem]:
    """Yield problems for plain text continued on a tab-indented line, meant as structure.

    The parser rejects most tabs itself; in quoted and block scalars and inside brackets they are
    fine.
    """
    if not _TAB_INDENT.search(text):
        return
    lines = lines_of(text)
    brackets = 0
    for event in events:
        if isinstance(event, CollectionStartEvent):
            brackets += bool(brackets or event.flow_style)
        elif isinstance(event, CollectionEndEvent):
            brackets -= bool(brackets)
        elif isinstance(event, ScalarEvent) and event.implicit[0] and not brackets:
            start, end = (mark.line for mark in (event.start_mark, event.end_mark) if mark)
            for index in range(start + 1, end + 1):
                if index < len(lines) and _TAB_INDENT.match(lines[index]) and lines[index].strip():
                    yield _tab_problem(text, path, index + 1)


def _tab_problem(text: str, path: str, line: int) -> Problem:
    column = lines_of(text)[line - 1].index("\t") + 1
    frame = code_frame(text, line, column)
    return Problem("a tab in the indentation", Place(path, line, column), "use spaces", frame)


def syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str) -> Problem:
    """Return the parser's error, with the lines around it."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = [*lines_of(text), ""]
    line_text = lines[line - 1] if line <= len(lines) else ""
    if _TAB_INDENT.match(line_text) and not line_text[: column - 1].strip():
        return _tab_problem(text, path, line)
    what = f"not valid YAML: {error.problem or error.context}"
    began = error.context_mark
    if error.problem and error.context and began and began.line + 1 != line:
        what += f", {error.context} that begins on line {began.line + 1}"
    fix = next((fix for part, fix in _FIXES.items() if part in what), None)
    if re.search(r"(?:: |- )\{[{%]", line_text):
        fix = QUOTE_JINJA
    return Problem(what, Place(path, line, column), fix, code_frame(text, line, column))


def character_problem(text: str, path: str) -> Problem:
    """Return a problem for the first character that YAML does not allow."""
    found = re.search(_CONTROL, text)
    at = found.start() if found else 0
    line = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    code = f"U+{ord(text[at]):04X}" if found else "one of its characters"
    return Problem(f"not valid YAML: the character {code}", Place(path, line, column), "remove it")
