"""The text of a CSV file: read once in pieces, or completely for what needs more.

Most files have no quotes, or quotes around complete values only; they are never held in memory.
"""

import codecs
import re
from collections.abc import Iterator
from functools import cached_property

from msgspec.structs import replace

from orchestrator.engines.boundary import SeedFile
from orchestrator.engines.duckdb.seeds.csv_text import (
    Field,
    QuoteCounter,
    delimiters_outside_quotes,
    may_be_trimmed,
    records,
)
from orchestrator.errors import Place, ProjectError

_PIECE_BYTES = 1 << 18  # fits into a processor's cache


class SeedText:
    """A UTF-8 file; raises ProjectError if it has another encoding or cannot be read.

    `quotes` is the number of quotes anywhere in it.
    """

    def __init__(self, seed: SeedFile) -> None:
        self._seed = seed
        self._look = QuoteCounter(seed.delimiter)
        self._beginning = ""
        for data, text in self._pieces():
            self._beginning = self._beginning or text
            self._look.add(data)
        self.quotes = self._look.quotes

    def first_record(self) -> tuple[Field, ...]:
        """Return the fields of the first line, none in an empty file; raises MalformedCsv."""
        line = re.match("[^\r\n]*[\r\n]", self._beginning)
        is_enough = line is not None and '"' not in line[0]
        return next(self.records(line[0] if line and is_enough else None), ())

    def records(self, text: str | None = None) -> Iterator[tuple[Field, ...]]:
        """Yield all records, field by field, with the place of each; raises MalformedCsv."""
        return records(self._full_text if text is None else text, self._seed.delimiter)

    @property
    def may_be_trimmed(self) -> bool:
        """Whether there may be white space around quotes."""
        return not self._look.is_regular and may_be_trimmed(self._full_text, self._seed.delimiter)

    @property
    def delimiters(self) -> int:
        """The number of delimiters between values."""
        if self._look.is_regular:
            return self._look.delimiters
        return delimiters_outside_quotes(self._full_text, self._seed.delimiter)

    @cached_property
    def _full_text(self) -> str:
        return "".join(text for _, text in self._pieces())

    def _pieces(self) -> Iterator[tuple[bytes, str]]:
        """Yield the file from its beginning, without a byte order mark."""
        decoder = codecs.getincrementaldecoder("utf-8")()
        place = Place(self._seed.shown_path)
        try:
            with self._seed.path.open("rb") as file:
                data = file.read(_PIECE_BYTES).removeprefix(codecs.BOM_UTF8)
                try:
                    while data:
                        yield data, decoder.decode(data)
                        data = file.read(_PIECE_BYTES)
                    decoder.decode(b"", final=True)
                except UnicodeDecodeError as error:
                    wrong = error.object[error.start]
                    before = file.tell() - len(error.object) + error.start
                    file.seek(0)
                    raise ProjectError.of(
                        f"not UTF-8: the byte 0x{wrong:02x}",
                        replace(place, line=file.read(before).count(b"\n") + 1),
                        fix="save the file as UTF-8",
                    ) from error
        except OSError as error:
            raise ProjectError.of(f"cannot read the file: {error.strerror}", place) from error
