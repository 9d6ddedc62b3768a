"""Where a shop's table is: a file, a pattern of files, or a table in a DuckDB file."""

import codecs
import csv
import glob
import os
import re
from collections import Counter
from pathlib import Path

from msgspec import Struct

from orchestrator.csv_headers import DeclaredCsv, different_headers
from orchestrator.dialects.boundary import Dialect
from orchestrator.errors import UsageError
from orchestrator.lazy_regex import lazy_regex

_IN_DATABASE = lazy_regex(r"(?P<file>.+\.(?:duckdb|ddb|db)):(?P<table>[^:/\\]+)", re.IGNORECASE)
_TEXTS = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz")
_PLAIN = (".parquet", ".pq", ".json", ".jsonl", ".ndjson")
READABLE = "a CSV, Parquet or JSON file, a pattern of such files, or shop.duckdb:table"


class CsvFormat(Struct, frozen=True):
    """The format of a CSV file; `has_preface` if comments or other lines precede the header."""

    columns: tuple[str, ...]
    delimiter: str
    quote: str
    escape: str
    has_preface: bool


class FilePlace(Struct, frozen=True):
    """A table's location: `path` is absolute and can be a pattern.

    `encoding` applies to CSV files. `format` is set if many files share it: otherwise each would be
    sniffed before it is read.
    """

    given: str
    path: str
    table: str = ""
    encoding: str = ""
    format: CsvFormat | None = None

    @property
    def is_text(self) -> bool:
        """Return whether the file is CSV, in which all values are text."""
        return not self.table and self.path.lower().endswith(_TEXTS)

    @property
    def is_pattern(self) -> bool:
        """Return whether the path can match several files."""
        return not self.table and glob.has_magic(self.path)

    @property
    def folder(self) -> Path:
        """Return the folder that must be readable."""
        return Path(re.split(r"[*?\[]", self.path, maxsplit=1)[0] + "x").parent

    def location(self, path: str, dialect: Dialect) -> str:
        """Return the source's location, with the file at `path`."""
        file = dialect.literal(path)
        if self.table:
            schema, _, table = self.table.rpartition(".")
            named = f", schema_name = {dialect.literal(schema)}" if schema else ""
            return f"read_duckdb({file}, table_name = {dialect.literal(table)}{named})"
        if not self.is_text:
            return path
        encoding = f", encoding = {dialect.literal(self.encoding)}" if self.encoding else ""
        if self.format is None:
            return f"read_csv({file}, header = true, all_varchar = true{encoding})"
        delimiter, quote, escape = map(
            dialect.literal, (self.format.delimiter, self.format.quote, self.format.escape)
        )
        columns = ", ".join(f"{dialect.literal(name)}: 'VARCHAR'" for name in self.format.columns)
        return (
            f"read_csv({file}, header = true, auto_detect = false, delim = {delimiter}, "
            f"quote = {quote}, escape = {escape}{encoding}, columns = {{{columns}}})"
        )

    def rows(self, dialect: Dialect) -> str:
        """Return SQL that reads the table from any working directory."""
        return dialect.file(self.location(self.path, dialect))


def place_of(option: str, given: str, folder: Path) -> FilePlace:
    """Return the location that an option names, relative to `folder`.

    Raises UsageError if it is not valid.
    """
    in_database = _IN_DATABASE.fullmatch(given)
    file = in_database["file"] if in_database else given
    path = os.path.normpath(folder / Path(file).expanduser())
    if "{" in given:
        raise UsageError(
            f"--{option}: {given} would be read as a Jinja template", fix="rename the file"
        )
    place = FilePlace(given, path, in_database["table"] if in_database else "")
    if place.is_pattern:
        if next(glob.iglob(path, recursive=True), None) is None:
            raise UsageError(f"--{option}: no file matches {given}", fix="check the pattern")
    elif os.path.isdir(path):
        raise UsageError(f"--{option}: {given} is a folder", fix=f"write {given.rstrip('/')}/*.csv")
    elif not os.path.exists(path):
        raise UsageError(f"--{option}: {given} does not exist", fix="check the path")
    if not place.table and not path.lower().endswith((*_TEXTS, *_PLAIN)):
        is_database = path.lower().endswith((".duckdb", ".ddb", ".db"))
        fix = f"name the table: {given}:customers" if is_database else f"give {READABLE}"
        raise UsageError(f"--{option}: {given} is not a table that seg can read", fix=fix)
    return place


def first_file(place: FilePlace) -> str:
    """Return the file, or the first file that a pattern matches."""
    return min(glob.glob(place.path, recursive=True), default=place.path)


def other_encoding(place: FilePlace) -> str:
    """Return the encoding of a CSV file that is not UTF-8, judged by its first bytes."""
    with open(first_file(place), "rb") as file:
        return "utf-16" if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "latin-1"


def are_alike(place: FilePlace, format_: CsvFormat) -> bool:
    """Return whether a pattern matches CSV files with the same header and nothing before it."""
    if format_.has_preface or not place.is_pattern:
        return False
    declared = DeclaredCsv(
        place.path, format_.columns, format_.delimiter, place.encoding or "utf-8"
    )
    return next(different_headers(declared, Path()), None) is None


def repeated_column(place: FilePlace, delimiter: str) -> str | None:
    """Return a column name that occurs twice in the header of a CSV file, if any."""
    if not place.is_text or place.path.endswith(".gz"):
        return None
    with open(
        first_file(place), encoding=place.encoding or "utf-8-sig", errors="replace", newline=""
    ) as lines:
        names = next(csv.reader(lines, delimiter=delimiter), [])
    counts = Counter(name.strip().casefold() for name in names)
    return next((name for name in names if name and counts[name.strip().casefold()] > 1), None)
