"""What no SELECT may read: files with credentials, the database's own file, the erasures' salt.

The database lets SQL read all files of the project, and its own. So texts that name one of these
are refused, and so are calls that read files whose names are put together while they run.
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
# What `is_erased()` makes; nobody sees the salt through it.
_HASHED_WITH_SALT = lazy_regex(
    r'sha256\(\(select salt from "?_seg"?\."?erasure_salt"?\) \|\| ', re.IGNORECASE
)
# Texts with escapes or dollars could spell a name in another way: they are no texts here.
_TEXT = r"(?:(?<![eE])'(?:[^']|'')*')"
_LITERAL = lazy_regex(_TEXT)
_COMMENT = lazy_regex(rf"{_TEXT}|(?P<comment>--[^\n]*|/\*.*?\*/)", re.DOTALL)
# Each reads the files that its first argument names, or runs SQL that it is given.
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
    """What is not to be read: `files` by what they are; relative paths begin at `root`.

    Where links lead is looked up once, so that each command needs one of its own.
    """

    def __init__(self, root: Path, files: tuple[tuple[Path, str], ...]) -> None:
        self._root = root
        self._files = files
        self._reached: dict[str, tuple[str, ...]] = {}

    def reached(self, path: str) -> tuple[str, ...]:
        """What the files are that a path or pattern leads to."""
        if path not in self._reached:
            self._reached[path] = self._looked_up(path)
        return self._reached[path]

    def _looked_up(self, path: str) -> tuple[str, ...]:
        written = os.path.expanduser(path.removeprefix("file://"))
        aim = self._aim(written)
        if has_magic(written):
            pattern = os.path.normpath(os.path.join(escape(str(self._root)), written))
            # Patterns are taken for wider than they are: `*` for any number of folders.
            pattern = pattern.replace("**/", "*")
            found = (
                what for name, what in self._names if fnmatchcase(name, pattern) or name == aim
            )
        else:
            names = (aim, os.path.normpath(os.path.join(self._root, written)))
            found = (what for name, what in self._names if name in names)
        return tuple(found)

    def _aim(self, written: str) -> str:
        """Where a path leads, through all links."""
        if written and os.sep not in written and written not in (os.curdir, os.pardir):
            # Most are names of relations: their folder has been looked up.
            path = os.path.join(self._real_root, written)
            if not os.path.islink(path):
                return path
        return os.path.realpath(os.path.join(self._root, written))

    @cached_property
    def _real_root(self) -> str:
        return os.path.realpath(self._root)

    @cached_property
    def _names(self) -> tuple[tuple[str, str], ...]:
        """The names of each file, as it is written and where links lead, with what it is."""
        return tuple(
            (name, what)
            for file, what in self._files
            for name in dict.fromkeys((os.path.normpath(file), os.path.realpath(file)))
        )


class Suspect(NamedTuple):
    """A place in SQL that names what is not to be read, or reads what a text names."""

    at: int
    text: str
    is_path: bool


def forbidden_read(sql: str, kind: str, guarded: Guarded) -> tuple[str, int] | None:
    """Why a SELECT, which is a `kind`, is refused, and the line in it; None for all others."""
    for at, text, is_path in suspects(sql):
        for what in guarded.reached(text) if is_path else (text,):
            return f"{kind} must not read {what}", sql.count("\n", 0, at) + 1
    return None


def suspects(sql: str) -> tuple[Suspect, ...]:
    """What in a SELECT has to be looked at: that depends on nothing but its text."""
    if not (_SALT in sql.lower() or _CALL.search(sql) or _READ_BY_NAME.search(sql)):
        return ()
    # Comments keep their length, so that all stands where it stood.
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
        # A text after a comma is mostly an argument, and a pattern of something else.
        if read["after"] != "," or not has_magic(text):
            yield Suspect(read.start(), text, is_path=True)


def _is_inside_text(sql: str, at: int) -> bool:
    return any(found.start() < at < found.end() for found in _LITERAL.finditer(sql))


def _value(literal: str) -> str:
    quote = literal[-1]
    return literal[1:-1].replace(quote * 2, quote)
