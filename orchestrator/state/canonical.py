"""SQL text without insignificant parts: comments, indentation, empty lines, line ends."""

import re
from collections.abc import Callable

from orchestrator.compiler.sql import SqlTemplate
from orchestrator.dialects.sql_text import tokens
from orchestrator.lazy_regex import lazy_regex

# Strings and quoted names are kept: blanks and line ends in them are values. The first
# character precedes the alternatives, so that text that starts none of them is skipped quickly.
_PART = lazy_regex(
    r"""
    [eE'"$\n\ \t-]
    (?:
      (?P<kept> (?<=[eE])(?<![\w$].)'(?:[^'\\]|\\.|'')*' | (?<=')[^']*(?:''[^']*)*'
              | (?<=\$)(?<![\w$].)(?P<tag>(?:[^\W\d]\w*)?)\$.*?\$(?P=tag)\$
              | (?<=")[^"]*(?:""[^"]*)*" )
    | (?: (?<=\n) | (?<=-)-[^\n]*\n | (?<=[ \t])[ \t]*(?:--[^\n]*)?\n )
      (?:[ \t]*(?:--[^\n]*)?\n)*[ \t]*
    | (?P<end> (?:(?<=-)|(?<=[ \t])[ \t]*-)-[^\n]*$ )
    )
    """,
    re.VERBOSE | re.DOTALL,
)


def canonical(template: SqlTemplate) -> str:
    """Return the text that a definition digest covers; relations are named by unique ids."""
    return canonical_text(template.resolve(_quoted_id))


def with_relations(text: str, name_of: Callable[[str], str]) -> str:
    """Return SQL from `canonical` with each unique id replaced by `name_of` it."""
    return _QUOTED_ID.sub(lambda found: name_of(found[1].replace('""', '"')), text)


def canonical_text(text: str) -> str:
    """Return the canonical form of a plain text."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "/*" in text:
        text = _without_block_comments(text)
    return _PART.sub(_shown, text).strip()


def _shown(part: re.Match[str]) -> str:
    if part["kept"] is not None:
        return part.group()
    return "" if part["end"] is not None else "\n"


def _without_block_comments(text: str) -> str:
    """Replace block comments between tokens by a blank or a line end."""
    parts, at = list[str](), 0
    for token in tokens(text):
        gap = text[at : token.start]
        parts += ["\n" if "\n" in gap else " " if gap else "", token.text]
        at = token.end
    return "".join(parts)


_QUOTED_ID = lazy_regex('"\ue000((?:[^"]|"")*)"')


def _quoted_id(unique_id: str) -> str:
    return '"\ue000' + unique_id.replace('"', '""') + '"'
