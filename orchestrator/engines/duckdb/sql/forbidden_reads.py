"""Forbidden reads: files with credentials, the database's own file, the salt of erasures.

SQL can read every file of the project and of the database. So a SELECT is refused if a text in it
names one of these files, or if it calls a function that reads files with computed names.
"""

import os
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cached_property
from glob import escape, has_magic
from pathlib import Path
from typing import NamedTuple

from orchestrator.lazy_regex import lazy_regex

_SALT = "erasure_salt"
# What `is_erased()` expands to; it does not reveal the salt.
_HASHED_WITH_SALT = lazy_regex(
    r'sha256\(\(select salt from "?_seg"?\."?erasure_salt"?\) \|\| ', re.IGNORECASE
)
# Escape and dollar-quoted strings could spell a name differently, so they do not match as texts.
_TEXT = r"(?:(?<![eE])'(?:[^']|'')*')"
_LITERAL = lazy_regex(_TEXT)
_COMMENT = lazy_regex(rf"{_TEXT}|(?P<comment>--[^\n]*|/\*.*?\*/)", re.DOTALL)
# Each of these functions reads the files in its first argument, or runs SQL.
_CALL = lazy_regex(
    r"\b(?P<name>read_(?:csv|csv_auto|parquet|json|json_auto|json_objects|json_objects_auto|ndjson"
    r"|ndjson_auto|ndjson_objects|text|blob|duckdb|xlsx|avro|shapefile)|sniff_csv|glob|st_read"
    r"|parquet_(?:scan|metadata|schema|file_metadata|kv_metadata|bloom_probe|full_metadata)"
    r"|(?:sqlite|iceberg|delta|postgres|mysql)_scan|query|query_table)\s*\(\s*",
    re.IGNORECASE,
)
_FIRST_ARGUMENT = lazy_regex(rf"(?:{_TEXT}|\[\s*{_TEXT}(?:\s*,\s*{_TEXT})*\s*\])\s*(?=[,)])")
_READ_BY_NAME = lazy_regex(
    rf"(?P<after>\bfrom|\bjoin|,)\s*(?P<text>{_TEXT}|\"(?:[^\"]|\"\")*\")", re.IGNORECASE
)


class Guarded:
    """Files that must not be read: `files` with what they are; relative paths start at `root`.

    Links are resolved once, so create a new instance for each command.
    """

    def __init__(self, root: Path, files: tuple[tuple[Path, str], ...]) -> None:
        self._root = root
        self._files = files
        self._reached: dict[str, tuple[str, ...]] = {}

    def matched(self, path: str) -> tuple[str, ...]:
        """Return what the files are that a path or pattern leads to."""
        if path not in self._reached:
            self._reached[path] = self._looked_up(path)
        return self._reached[path]

    def _looked_up(self, path: str) -> tuple[str, ...]:
        written = os.path.expanduser(path.removeprefix("file://"))
        aim = self._resolved(written)
        if has_magic(written):
            pattern = os.path.normpath(os.path.join(escape(str(self._root)), written))
            # Patterns are matched too broadly, to be safe: `*` can be any number of folders.
            pattern = pattern.replace("**/", "*")
            found = (
                what for name, what in self._names if fnmatchcase(name, pattern) or name == aim
            )
        else:
            names = (aim, os.path.normpath(os.path.join(self._root, written)))
            found = (what for name, what in self._names if name in names)
        return tuple(found)

    def _resolved(self, written: str) -> str:
        """Return where a path leads, with all links resolved."""
        if written and os.sep not in written and written not in (os.curdir, os.pardir):
            # Most are names of relations, whose folder is resolved already.
            path = os.path.join(self._real_root, written)
            if not os.path.islink(path):
                return path
        return os.path.realpath(os.path.join(self._root, written))

    @cached_property
    def _real_root(self) -> str:
        return os.path.realpath(self._root)

    @cached_property
    def _names(self) -> tuple[tuple[str, str], ...]:
        """Return the names of each file, as written and with links resolved, with what it is."""
        return tuple(
            (name, what)
            for file, what in self._files
            for name in dict.fromkeys((os.path.normpath(file), os.path.realpath(file)))
        )


class Suspect(NamedTuple):
    """A place in SQL that names a forbidden file, or reads what a text names."""

    at: int
    text: str
    is_path: bool


def forbidden_read(sql: str, kind: str, guarded: Guarded) -> tuple[str, int] | None:
    """Return why a SELECT, used as `kind`, is refused, and the line; None if it is not."""
    for at, text, is_path in suspects(sql):
        for what in guarded.matched(text) if is_path else (text,):
            return f"{kind} must not read {what}", sql.count("\n", 0, at) + 1
    return None


def suspects(sql: str) -> tuple[Suspect, ...]:
    """Return the places in a SELECT to check; depends only on its text."""
    if not (_SALT in sql.lower() or _CALL.search(sql) or _READ_BY_NAME.search(sql)):
        return ()
    # Comments are blanked out, not removed, so that offsets stay valid.
    plain = _COMMENT.sub(lambda found: _blank(found) if found["comment"] else found[0], sql)
    return tuple(_suspects(plain))


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _suspects(sql: str) -> Iterator[Suspect]:
    if _SALT in sql.lower():
        at = _HASHED_WITH_SALT.sub(lambda found: " " * len(found[0]), sql).lower().find(_SALT)
        if at >= 0:
            what = (
                "the salt of erasures: with it, hashes of erased people can be reversed by guessing"
            )
            yield Suspect(at, what, is_path=False)
    for call in _CALL.finditer(sql):
        argument = _FIRST_ARGUMENT.match(sql, call.end())
        if argument is None:
            if not _is_inside_text(sql, call.start()):
                what = f"files that {call['name']}() computes: write a literal path"
                yield Suspect(call.start(), what, is_path=False)
            continue
        for text in map(_value, _LITERAL.findall(argument[0])):
            if call["name"].lower() != "query":
                yield Suspect(call.start(), text, is_path=True)
            else:
                yield from (each._replace(at=call.start()) for each in _suspects(text))
    for read in _READ_BY_NAME.finditer(sql):
        text = _value(read["text"])
        # A text after a comma is usually an argument, and often a pattern for something else.
        if read["after"] != "," or not has_magic(text):
            yield Suspect(read.start(), text, is_path=True)


def _is_inside_text(sql: str, at: int) -> bool:
    return any(found.start() < at < found.end() for found in _LITERAL.finditer(sql))


def _value(literal: str) -> str:
    quote = literal[-1]
    return literal[1:-1].replace(quote * 2, quote)
