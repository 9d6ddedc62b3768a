"""Reads CSV text field by field with places, for headers and to explain errors.

DuckDB loads the data; this finds the place of a value in the file, which DuckDB does not report.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from orchestrator.lazy_regex import lazy_regex

_NEWLINE = lazy_regex(r"\r\n|\n|\r")
_VALUE = lazy_regex(r"[-+]?[0-9]*[.]?[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[^@\s]+@[^@\s]+[.][a-z]+")
_DELIMITERS = (";", "\t", "|", ",")


class Field(NamedTuple):
    """A value; `line` and `column` are where it begins, in characters from 1.

    `is_trimmed` if there was white space around its quotes, which is not part of the value.
    """

    value: str
    line: int
    column: int
    is_trimmed: bool = False


class MalformedCsv(Exception):
    """Raised where the text stops being CSV; the place is that of the field."""

    def __init__(self, what: str, line: int, column: int) -> None:
        self.what, self.line, self.column = what, line, column
        super().__init__(what)


class QuoteCounter:
    """Counts what is outside of quotes, in UTF-8 text that arrives in pieces.

    `quotes` counts all quotes, and `delimiters` the delimiters between values. The latter is
    correct only if `is_regular`: each quoted value is quoted from its beginning to its end.
    """

    def __init__(self, delimiter: str) -> None:
        mark = delimiter.encode()
        self._delimiter = mark
        self._at_begin = (mark + b'"', b'\n"', b'\r"')
        self._at_end = (b'"' + mark, b'"\n', b'"\r')
        self.quotes = self.delimiters = 0
        self._is_inside = False
        self._quoted = self._begun = self._ended = 0
        self._last = b"\n"

    def add(self, data: bytes) -> None:
        """Process the next piece."""
        pieces = data.split(b'"')
        self.quotes += len(pieces) - 1
        outside = pieces[self._is_inside :: 2]
        self._is_inside ^= len(pieces) % 2 == 0
        # Each quoted value is reduced to one quote; what is cut off at the end of a piece is
        # repeated.
        text = self._last + b'"'.join(outside)
        if self._is_inside and outside:
            text += b'"'
        if b'"' in text:
            while b'""' in text:
                text = text.replace(b'""', b'"')
            self._quoted += self._new(text, b'"')
            self._begun += sum(self._new(text, mark) for mark in self._at_begin)
            self._ended += sum(self._new(text, mark) for mark in self._at_end)
        self.delimiters += self._new(text, self._delimiter)
        self._last = text[-4:]

    def _new(self, text: bytes, mark: bytes) -> int:
        return text.count(mark) - self._last.count(mark)

    @property
    def is_regular(self) -> bool:
        """Whether all quotes seen so far enclose complete values and are closed."""
        ended = self._ended + self._last.endswith(b'"')
        return not self._is_inside and self._quoted == self._begun == ended


def doubts_of_header(header: Sequence[str], delimiter: str, *, is_empty: bool) -> Iterator[str]:
    """Yield what suggests that a file is not read as intended."""
    other = next((mark for mark in _DELIMITERS if mark != delimiter and mark in header[0]), None)
    if len(header) == 1 and other is not None:
        shown = {"\t": "a tab"}.get(other, f"'{other}'")
        yield f"one column, '{header[0]}': if {shown} separates columns, set delimiter"
    value = next((name for name in header if _VALUE.fullmatch(name.strip())), None)
    if value is not None:
        yield f"the first line has the value '{value}': is the header missing?"
    if is_empty:
        yield "no rows below the header: the table is empty"


def may_be_trimmed(text: str, delimiter: str) -> bool:
    """Return whether there may be white space around quotes; readers treat it differently."""
    blanks = _blanks(delimiter)
    if not any(f'{blank}"' in text or f'"{blank}' in text for blank in blanks):
        return False
    # A value begins after a character of the first class, and ends before one of the second.
    first, last = f"[{re.escape(delimiter[-1])}\r\n]", f'[{re.escape(delimiter[0])}"\r\n]'
    return bool(
        re.match(f'[{blanks}]+"', text)
        or (text[-1] in blanks and text.rstrip(blanks)[-1:] == '"')
        or re.search(f'{first}[{blanks}]+"', text)
        or re.search(f'"[{blanks}]+{last}', text)
    )


def _blanks(delimiter: str) -> str:
    """Return the pattern for white space around quotes that is not part of a value."""
    return " \t".replace(delimiter, "")


def delimiters_outside_quotes(text: str, delimiter: str) -> int:
    """Return the number of delimiters between values, ignoring those in quotes."""
    if '"' in text:
        begins = f"(?<![^{re.escape(delimiter[-1])}\r\n])"
        text = re.sub(f'{begins}"[^"]*(?:""[^"]*)*"', "", text)
    return text.count(delimiter)


def records(text: str, delimiter: str) -> Iterator[tuple[Field, ...]]:
    """Yield the records of `text`; an empty line is a record with one empty field."""
    plain = re.compile(f"(?:(?!{re.escape(delimiter)})[^\r\n])*")
    blank = f"[{_blanks(delimiter)}]*"
    opening = re.compile(f'{blank}"')
    in_quotes = re.compile(f'{blank}"([^"]*(?:""[^"]*)*)"{blank}')
    at = line_start = 0
    line = 1
    while at < len(text):
        fields = []
        while True:
            column, is_trimmed = at - line_start + 1, False
            if quoted := in_quotes.match(text, at):
                value, end = quoted[1].replace('""', '"'), quoted.end()
                is_trimmed = quoted.span() != (quoted.start(1) - 1, quoted.end(1) + 1)
                if end < len(text) and not _is_end(text, end, delimiter):
                    raise MalformedCsv("text after the closing quote", line, column)
            elif opening.match(text, at):
                raise MalformedCsv("a quote that is never closed", line, column)
            else:
                found = plain.match(text, at)
                value, end = (found[0], found.end()) if found else ("", at)
            fields.append(Field(value, line, column, is_trimmed))
            for newline in _NEWLINE.finditer(text, at, end):
                line, line_start = line + 1, newline.end()
            at = end
            if not text.startswith(delimiter, at):
                break
            at += len(delimiter)
        yield tuple(fields)
        if ended := _NEWLINE.match(text, at):
            at = line_start = ended.end()
            line += 1


def _is_end(text: str, at: int, delimiter: str) -> bool:
    return text[at] in "\r\n" or text.startswith(delimiter, at)
