"""Splits a SELECT into tokens, as far as wrapping it requires: comments, strings, names, others."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from orchestrator.lazy_regex import lazy_regex

_TOKEN = lazy_regex(
    r"""
      (?P<space>   \s+ | --[^\n\r]* )
    | (?P<comment> /\* )
    | (?P<string>  [eE]'(?:[^'\\]|\\.|'')*' | '[^']*(?:''[^']*)*'
                 | \$(?P<tag>(?:[^\W\d]\w*)?)\$.*?\$(?P=tag)\$ )
    | (?P<quoted>  "[^"]*(?:""[^"]*)*" )
    | (?P<word>    [^\W\d][\w$]* )
    | (?P<other>   \d[\d.]*\w* | \.\d[\d.]*\w* | . )
    """,
    re.VERBOSE | re.DOTALL,
)
# Comments, and tokens that can contain `--` without being comments.
_LINE_COMMENT = lazy_regex(
    r"""
      (?P<comment> --[^\n\r]* )
    | (?<!\w) [eE]'(?:[^'\\]|\\.|'')*' | '[^']*(?:''[^']*)*' | "[^"]*(?:""[^"]*)*"
    """,
    re.VERBOSE | re.DOTALL,
)
_NO_CODE = lazy_regex(
    r"""
      --[^\n\r]* | /\*.*?\*/
    | (?<![\w$])[eE]'(?:[^'\\]|\\.|'')*' | '[^']*(?:''[^']*)*' | "[^"]*(?:""[^"]*)*"
    | (?<![\w$])\$(?P<tag>(?:[^\W\d]\w*)?)\$.*?\$(?P=tag)\$
    """,
    re.VERBOSE | re.DOTALL,
)
_NESTED_COMMENT = lazy_regex(r"/\*(?:(?!\*/).)*?/\*", re.DOTALL)
_COMMENT_EDGE = lazy_regex(r"/\*|\*/")

BEFORE_RELATIONS = frozenset({"from", "join", "using", "update", "merge into"})
"""Words before a relation that a statement reads, or changes and can give an alias."""

_ENDS_FROM = frozenset({
    "except", "group", "having", "intersect", "limit", "order", "qualify", "select", "union",
    "where",
})  # fmt: skip


class Token(NamedTuple):
    """A token of SQL; `start` and `end` are offsets in the text."""

    kind: str
    text: str
    start: int
    end: int

    def is_word(self, word: str) -> bool:
        """Return whether the token is this unquoted word, in any case."""
        return self.kind == "word" and self.text.lower() == word


def tokens(sql: str) -> Iterator[Token]:
    """Yield the tokens of `sql` without white space and comments; unclosed ones are complete."""
    at = 0
    while found := _TOKEN.match(sql, at):
        kind, at = found.lastgroup or "other", found.end()
        if kind == "comment":
            at = _after_comment(sql, found.start())
        elif kind != "space":
            yield Token(kind, found[0], found.start(), at)


def relation_starts(found: Sequence[Token]) -> Iterator[int]:
    """The positions of tokens at which a relation can begin: after FROM, JOIN and the like, and
    after a comma in a FROM clause. A subquery, a function or a CTE can begin there, too.
    """
    in_from, before = [False], ""
    for number, token in enumerate(found):
        word = token.text.lower() if token.kind == "word" else token.text
        if word == "(":
            is_joined = before in BEFORE_RELATIONS
            in_from.append(is_joined)
            word = before if is_joined else word
        elif word == ")" and len(in_from) > 1:
            in_from.pop()
        elif word in BEFORE_RELATIONS:
            in_from[-1] = True
        elif word in _ENDS_FROM:
            in_from[-1] = False
        elif before in BEFORE_RELATIONS or (before == "," and in_from[-1]):
            yield number
        before = f"{before} {word}" if word == "into" else word


def without_comments(sql: str) -> str:
    """Return `sql` with comments replaced by white space, which can also change elsewhere."""
    if "--" not in sql and "/*" not in sql:
        return sql
    if "/*" in sql or "$" in sql:  # nested comments, dollar-quoted texts: rare, and slower
        return " ".join(token.text for token in tokens(sql))
    return _LINE_COMMENT.sub(lambda found: " " if found["comment"] else found[0], sql)


def code_only(sql: str) -> str | None:
    """The SQL at the same offsets, with blanks for comments and strings, and `"` for quoted names.

    It is much faster than `tokens`. None if comments seem to nest: only `tokens` can tell.
    """
    return None if _NESTED_COMMENT.search(sql) else _NO_CODE.sub(_blank, sql)


def _blank(found: re.Match[str]) -> str:
    return ('"' if found[0][0] == '"' else " ") * len(found[0])


def _after_comment(sql: str, at: int) -> int:
    """Return where a block comment that starts at `at` ends; block comments nest."""
    depth = 0
    for edge in _COMMENT_EDGE.finditer(sql, at):
        depth += 1 if edge[0] == "/*" else -1
        if depth == 0:
            return edge.end()
    return len(sql)


def clean_select(select: str) -> str:
    """Return the SELECT without byte order mark, and without semicolons and comments at its end.

    Line numbers are preserved: what precedes the first token stays.
    """
    text = select.removeprefix("\ufeff")
    last = text.rstrip()
    # Without block comments, a line comment cannot extend past its own line.
    ending = last if "/*" in text else last.rpartition("\n")[2]
    if not any(mark in ending for mark in (";", "--", "/*")):
        return last
    end = 0
    for token in tokens(text):
        if token.text != ";":
            end = token.end
    return text[:end]
