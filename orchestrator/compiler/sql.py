"""SQL whose relations are placeholders, by node, until it is known what to read.

The same applies to the time of the run and its generation, which are not part of a node's
definition.
"""

import re
from collections.abc import Callable, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.compiler.bare_relations import bare_relations
from orchestrator.errors import Place, Problem, code_frame
from orchestrator.lazy_regex import lazy_regex

# Private-use characters around a unique id mark a relation while templates render: they
# pass through string operations, and no SQL contains them.
_OPEN, _CLOSE = "\ue000", "\ue001"
_PLACEHOLDER = lazy_regex(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")

# Ends the placeholder of a relation whose text omits its database, until `with_texts`.
_SHORT = "\ue002"
_TEXTS = lazy_regex(
    r"""
      (?P<text> (?<![\w$])[eE]'(?:[^'\\]|\\.|'')*' | '[^']*(?:''[^']*)*'
              | (?<![\w$])\$(?P<tag>(?:[^\W\d]\w*)?)\$.*?\$(?P=tag)\$ )
    | "[^"]*(?:""[^"]*)*" | --[^\n]* | /\*.*?\*/
    """,
    re.VERBOSE | re.DOTALL,
)


def placeholder(unique_id: str, *, is_short: bool = False) -> str:
    """Return the text that represents a node's relation until `SqlTemplate.resolve`.

    `is_short`: in texts, the name omits the database.
    """
    return f"{_OPEN}{unique_id}{_SHORT if is_short else ''}{_CLOSE}"


NameInText = Callable[[str, bool], str | None]
"""Returns a relation's name in texts, by unique id and whether to omit the database."""


def with_texts(sql: str, name_of: NameInText) -> str:
    """Return SQL with relation names in string literals: those are not read, and may be stored."""
    if _OPEN not in sql:
        return sql
    if "'" not in sql and "$" not in sql:
        return sql.replace(_SHORT, "")

    def named(found: re.Match[str]) -> str:
        if found["text"] is None or _OPEN not in found[0]:
            return found[0]
        is_quoted = not found[0].startswith("$")
        return in_words(found[0], lambda *asked: _quoted(name_of(*asked), is_quoted))

    return _TEXTS.sub(named, sql).replace(_SHORT, "")


def in_words(text: str, name_of: NameInText) -> str:
    """Return a text that is not SQL, with relation names."""

    def named(found: re.Match[str]) -> str:
        unique_id = found[1].removesuffix(_SHORT)
        return name_of(unique_id, unique_id != found[1]) or found[0]

    return _PLACEHOLDER.sub(named, text)


def _quoted(name: str | None, is_quoted: bool) -> str | None:
    return name.replace("'", "''") if name is not None and is_quoted else name


_BLANK = r"(?:\s|--[^\n]*\n|/\*.*?\*/)+"
_WRITES = lazy_regex(
    rf"(?:{_BLANK})?(?:insert{_BLANK}into|update|delete{_BLANK}from|merge{_BLANK}into"
    rf"|alter{_BLANK}table|truncate(?:{_BLANK}table)?){_BLANK}{_OPEN}([^{_CLOSE}]*){_CLOSE}",
    re.IGNORECASE | re.DOTALL,
)

_WRITES_ANYWHERE = lazy_regex(
    rf"\b(?:into|update|delete{_BLANK}from|truncate|table|view|exists|only){_BLANK}"
    f"{_OPEN}([^{_CLOSE}]*){_CLOSE}",
    re.IGNORECASE | re.DOTALL,
)
"""Matches `insert into x`, `alter table x`, `drop view if exists x`."""

_TENDS = lazy_regex(
    r"\s*(?:(?P<index>create\s+(?P<unique>unique\s+)?index\b[^(]*?\bon)"
    rf"|(?:analyze|vacuum(?:\s+analyze)?))\s+{_OPEN}(?P<name>[^{_CLOSE}]*){_CLOSE}",
    re.IGNORECASE,
)

_WORD = lazy_regex(r"[^\W\d]\w*")

Called = Callable[[str], tuple[str, str] | None]
"""Returns the name and SQL of the alias for a relation that is read without one."""

# Unique ids contain dots.
OF_RUN = ("run_moment", "run_generation")
"""Values that are inserted when SQL runs, by their names in templates: `SqlTemplate.at`."""


Tending = Literal["index", "unique index", "statistics"]


class ForeignLine(Struct, frozen=True):
    """A line of another node's template: that of an ephemeral parent."""

    path: str
    source_code: str
    line: int


Line = int | ForeignLine | None


class Origin(Struct, frozen=True):
    """Where SQL was written: its node, the node's template, and the source of each line."""

    place: Place
    source_code: str = ""
    lines: tuple[Line, ...] = ()

    @property
    def path(self) -> str:
        """Return the node's file."""
        return self.place.path

    def at(self, lines: tuple[Line, ...]) -> "Origin":
        """Return the same node, with the source lines of its SQL as closed."""
        return replace(self, lines=lines)

    def problem(self, what: str, line: int | None) -> Problem:
        """Return a problem in line `line` of the SELECT, at the line that the user wrote."""
        at = self.lines[line - 1] if line and 0 < line <= len(self.lines) else None
        if at is None:
            return Problem(what, self.place)
        path, source_code = self.path, self.source_code
        if isinstance(at, ForeignLine):
            path, source_code, at = at.path, at.source_code, at.line
        frame = code_frame(source_code, at, before=0) or None
        return Problem(what, Place(path, at), frame=frame)


class SqlTemplate(Struct, frozen=True):
    """Rendered SQL with placeholders; `lines[i]` is the source line of text line i."""

    text: str
    lines: tuple[Line, ...] = ()

    def resolve(self, name_of: Callable[[str], str], called: Called | None = None) -> str:
        """Return the SQL with each unique id replaced by `name_of` it."""
        names = {} if called is None else self._names(called)
        bare = bare_relations(self.text, _PLACEHOLDER) if names else frozenset()

        def named(match: re.Match[str]) -> str:
            name, alias = name_of(match[1]), names.get(match[1])
            return name if alias is None or match.start() not in bare else f"{name} as {alias}"

        return _PLACEHOLDER.sub(named, self.text)

    def _names(self, called: Called) -> dict[str, str]:
        """Return the aliases that the text needs, except for relations that qualify columns."""
        words, found = None, {}
        for unique_id in self.reads:
            alias = called(unique_id) if f"{_OPEN}{unique_id}{_CLOSE}." not in self.text else None
            if alias is None:
                continue
            if words is None:
                words = frozenset(_WORD.findall(_PLACEHOLDER.sub(" ", self.text).casefold()))
            if alias[0].casefold() in words or not alias[0].isidentifier():
                found[unique_id] = alias[1]
        return found

    @property
    def reads(self) -> tuple[str, ...]:
        """Return the unique ids of all relations in the text, in order of first appearance."""
        found = dict.fromkeys(_PLACEHOLDER.findall(self.text))
        return tuple(name for name in found if name not in OF_RUN)

    @property
    def target(self) -> str | None:
        """Return the unique id of the node that it changes, if it is such a statement."""
        found = _WRITES.match(self.text)
        return None if found is None else found[1]

    def writes_into(self, unique_id: str) -> bool:
        """Return whether it is a statement that writes into a node's relation."""
        return self.target == unique_id

    def tends(self, unique_id: str) -> Tending | None:
        """Return what it creates for a node's table without changing rows, if that is all."""
        found = _TENDS.match(self.text)
        if found is None or found["name"] != unique_id:
            return None
        if found["index"] is None:
            return "statistics"
        return "unique index" if found["unique"] else "index"

    @property
    def written(self) -> frozenset[str]:
        """Return the unique ids of relations that it writes into, drops or alters in any part."""
        return frozenset(found[1] for found in _WRITES_ANYWHERE.finditer(self.text))

    def at(self, of_run: Mapping[str, str]) -> "SqlTemplate":
        """Return the SQL of a run, with the values for OF_RUN inserted."""
        text = self.text
        for name, sql in of_run.items():
            text = text.replace(placeholder(name), sql)
        return replace(self, text=text)

    def as_foreign(self, path: str, source_code: str) -> "SqlTemplate":
        """Return the same for another node's SQL; `path` is the file of its own template."""
        lines = (
            ForeignLine(path, source_code, line) if isinstance(line, int) else line
            for line in self.lines
        )
        return replace(self, lines=tuple(lines))

    def canonical(self) -> str:
        """Return the text of fingerprints: unique ids for relations, no trailing blanks."""
        return "\n".join(line.rstrip() for line in self.text.strip().splitlines())
