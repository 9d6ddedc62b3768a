"""Templates that need no Jinja: text, and `{{ }}` around a name or a call with literal arguments.

Nine in ten models are such templates. Reading them here takes microseconds, while compiling a Jinja
template takes milliseconds, and their calls are known without rendering. Everything that might have
a different meaning in Jinja is left to Jinja: `Template.parts` is then None.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct, field

from orchestrator.lazy_regex import lazy_regex


class Text(Struct, frozen=True):
    """Literal text; `line` is the line of its first character."""

    text: str
    line: int = 1


class Name(Struct, frozen=True):
    """A name with attributes, `target.schema`."""

    path: tuple[str, ...]
    line: int = 1
    column: int = 1


class Call(Struct, frozen=True):
    """A call, `dbt_utils.star(from=ref('a'))`.

    Arguments are Python values, in which a Call or a Name represents its result.
    """

    path: tuple[str, ...]
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    line: int = 1
    column: int = 1


Part = Text | Name | Call


class Template(Struct, frozen=True):
    """A template as read: without byte order mark, with LF line ends.

    `first_line` is the line of the file at which `source_code` begins. `parts` is None if the
    template needs Jinja.
    """

    path: str
    source_code: str
    first_line: int = 1
    parts: tuple[Part, ...] | None = None

    def references(self) -> Iterator[Name | Call]:
        """Yield all names and calls of a static template, arguments before their call."""
        for part in self.parts or ():
            yield from _references(part)


@lru_cache(maxsize=4096)  # a model is read twice: for its configuration and for its SQL
def parse(source_code: str, path: str, first_line: int = 1) -> Template:
    """Read a template; never fails, because what cannot be read here is left to Jinja."""
    code = normalised(source_code)
    try:
        parts = tuple(_parts(_Cursor(code, first_line)))
    except (_NeedsJinja, RecursionError):
        return Template(path, code, first_line)
    return Template(path, code, first_line, parts)


def normalised(source_code: str) -> str:
    """Return the text without byte order mark, with LF line ends."""
    code = source_code.removeprefix("\ufeff")
    return code.replace("\r\n", "\n").replace("\r", "\n") if "\r" in code else code


class _NeedsJinja(Exception):
    """Raised at the first thing that might have a different meaning in Jinja."""


# Words with a meaning of their own in Jinja's grammar, in the place of a name.
_RESERVED = frozenset({"and", "else", "if", "in", "is", "not", "or", "self", "super"})
_CONSTANTS: Mapping[str, object] = {
    "true": True,
    "True": True,
    "false": False,
    "False": False,
    "none": None,
    "None": None,
}

_OPENING = lazy_regex(r"\{([{%#])([-+]?)")
_CLOSING = lazy_regex(r"\s*(?:-\}\}\s*|\}\})")
_COMMENT_END = lazy_regex(r".*?(?:\+#\}|-#\}\s*|#\})", re.DOTALL)

# Only ASCII, and no escapes in strings, in which Jinja and Python could differ.
_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
_VALUE = lazy_regex(
    rf"""\s*(?:
        (?P<string>'[^'\\]*'|"[^"\\]*")
      | (?P<path>{_NAME}(?:\s*\.\s*{_NAME})*)(?:\s*(?P<call>\())?
      | (?P<number>-?(?:[0-9]{{1,17}}\.[0-9]{{1,17}}|0|[1-9][0-9]{{0,17}})(?![\w.]))
      | (?P<open>[\[{{])
    )""",
    re.VERBOSE,
)
_KEYWORD = lazy_regex(rf"\s*({_NAME})\s*=(?!=)")
_COLON = lazy_regex(r"\s*:")
_COMMA = lazy_regex(r"\s*,")


class _Cursor:
    """The source with a position that only moves forward, so that lines are counted once."""

    __slots__ = ("_counted", "_line", "pos", "source")

    def __init__(self, code: str, first_line: int) -> None:
        self.source = code[:-1] if code.endswith("\n") else code
        self.pos = 0
        self._counted = 0
        self._line = first_line

    def line_at(self, pos: int) -> int:
        """Return the line of `pos`."""
        self._line += self.source.count("\n", self._counted, pos)
        self._counted = pos
        return self._line

    def column_at(self, pos: int) -> int:
        """Return the column of `pos`, from 1."""
        return pos - self.source.rfind("\n", 0, pos)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Move past `pattern` if it comes next."""
        found = pattern.match(self.source, self.pos)
        if found:
            self.pos = found.end()
        return found

    def need(self, pattern: re.Pattern[str]) -> re.Match[str]:
        """Move past `pattern`, which must come next."""
        found = self.take(pattern)
        if found is None:
            raise _NeedsJinja
        return found


def _parts(cursor: _Cursor) -> Iterator[Part]:
    source = cursor.source
    while opening := _OPENING.search(source, cursor.pos):
        text = source[cursor.pos : opening.start()]
        if opening[2] == "-":
            text = text.rstrip()
        if text:
            yield Text(text, cursor.line_at(cursor.pos))
        cursor.pos = opening.end()
        if opening[1] == "%":
            raise _NeedsJinja
        if opening[1] == "#":
            cursor.need(_COMMENT_END)
        else:
            expression = _value(cursor)
            if not isinstance(expression, Name | Call):
                raise _NeedsJinja
            yield expression
            cursor.need(_CLOSING)
    if cursor.pos < len(source):
        yield Text(source[cursor.pos :], cursor.line_at(cursor.pos))


def _value(cursor: _Cursor) -> Any:
    found = cursor.need(_VALUE)
    match found.lastgroup:
        case "string":
            return found["string"][1:-1]
        case "number":
            number = found["number"]
            return float(number) if "." in number else int(number)
        case "open":
            return _list(cursor) if found["open"] == "[" else _dict(cursor)
        case _:
            return _reference(cursor, found)


def _reference(cursor: _Cursor, found: re.Match[str]) -> Any:
    path = tuple(step.strip() for step in found["path"].split("."))
    if path[0] in _RESERVED:
        raise _NeedsJinja
    if path[0] in _CONSTANTS:
        if len(path) > 1 or found["call"]:
            raise _NeedsJinja
        return _CONSTANTS[path[0]]
    start = found.start("path")
    line, column = cursor.line_at(start), cursor.column_at(start)
    if not found["call"]:
        return Name(path, line, column)
    args: list[Any] = []
    kwargs: dict[str, Any] = {}
    for _ in _items(cursor, ")"):
        if keyword := cursor.take(_KEYWORD):
            if keyword[1] in kwargs:
                raise _NeedsJinja
            kwargs[keyword[1]] = _value(cursor)
        elif kwargs:
            raise _NeedsJinja
        else:
            args.append(_value(cursor))
    return Call(path, tuple(args), kwargs, line, column)


def _list(cursor: _Cursor) -> list[Any]:
    return [_value(cursor) for _ in _items(cursor, "]")]


def _dict(cursor: _Cursor) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _ in _items(cursor, "}"):
        key = _value(cursor)
        if not isinstance(key, str):
            raise _NeedsJinja
        cursor.need(_COLON)
        found[key] = _value(cursor)
    return found


_ENDS = {end: lazy_regex(rf"\s*\{end}") for end in ")]}"}


def _items(cursor: _Cursor, end: str) -> Iterator[None]:
    """Stop before each item of a comma-separated list, until `end`; a trailing comma is allowed."""
    ending = _ENDS[end]
    while not cursor.take(ending):
        yield
        if not cursor.take(_COMMA):
            cursor.need(ending)
            return


def _references(value: Any) -> Iterator[Name | Call]:
    if isinstance(value, Call):
        for argument in (*value.args, *value.kwargs.values()):
            yield from _references(argument)
        yield value
    elif isinstance(value, Name):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _references(item)
