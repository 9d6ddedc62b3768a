"""Compares the header lines of CSV files with their declared columns."""

import csv
import glob
import gzip
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct


class DeclaredCsv(Struct, frozen=True):
    """CSV files with columns declared in a read_csv call; they are assigned by position."""

    file: str
    columns: tuple[str, ...]
    delimiter: str
    encoding: str


def different_headers(declared: DeclaredCsv, root: Path) -> Iterator[str]:
    """Yield a sentence for each file, relative to `root`, with another header."""
    expected = [name.strip().casefold() for name in declared.columns]
    found = glob.glob(declared.file, root_dir=root, recursive=True, include_hidden=True)
    for path in sorted(found) if glob.has_magic(declared.file) else [declared.file]:
        names = _header(root / path, declared)
        if names is not None and [name.strip().casefold() for name in names] != expected:
            shown = ", ".join(names)
            yield (
                f"the columns of '{path}' are {shown}, but the declared columns are "
                f"{', '.join(declared.columns)}"
            )


def _header(path: Path, declared: DeclaredCsv) -> list[str] | None:
    encoding = "utf-8-sig" if declared.encoding.lower() == "utf-8" else declared.encoding
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding=encoding, newline="") as lines:
            return next(csv.reader(lines, delimiter=declared.delimiter), None)
    except (OSError, UnicodeError, LookupError):
        return None
