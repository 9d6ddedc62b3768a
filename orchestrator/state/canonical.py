"""The text of SQL without what has no meaning: comments, indentation, empty lines, line ends."""

import re
from collections.abc import Callable

from orchestrator.compiler.sql import SqlTemplate
from orchestrator.dialects.sql_text import tokens
from orchestrator.lazy_regex import lazy_regex

# Strings and quoted names are kept as they are: blanks and line ends in them are values. The first
# character stands before the alternatives, so that what begins none of them is passed quickly.
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
    """What a definition digest covers of SQL; its relations are named by their unique ids."""
    return canonical_text(template.resolve(_quoted_id))


def with_relations(text: str, name_of: Callable[[str], str]) -> str:
    """SQL from `canonical` with the name that `name_of` gives in the place of each unique id."""
    return _QUOTED_ID.sub(lambda found: name_of(found[1].replace('""', '"')), text)


def canonical_text(text: str) -> str:
    """The same of a text."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "/*" in text:
        text = _without_block_comments(text)
    return _PART.sub(_shown, text).strip()


def _shown(part: re.Match[str]) -> str:
    if part["kept"] is not None:
        return part.group()
    return "" if part["end"] is not None else "\n"


def _without_block_comments(text: str) -> str:
    """A blank, or a line end, in the place of what stands between tokens and is a comment."""
    parts, at = list[str](), 0
    for token in tokens(text):
        gap = text[at : token.start]
        parts += ["\n" if "\n" in gap else " " if gap else "", token.text]
        at = token.end
    return "".join(parts)


_QUOTED_ID = lazy_regex('"\ue000((?:[^"]|"")*)"')


def _quoted_id(unique_id: str) -> str:
    return '"\ue000' + unique_id.replace('"', '""') + '"'
