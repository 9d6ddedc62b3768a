"""What the data of a shop's table says about it: names, types, and how texts can be read."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

TEXT, INTEGER, NUMBER, BOOLEAN = "text", "integer", "number", "boolean"
DATE, MOMENT, ZONED, OTHER = "date", "moment", "moment with zone", "other"

E_MAIL = "e-mail"
COMMA, GROUPED = "1.234,50", "1,234.50"
"""Formats of numbers in texts that a cast cannot read."""

ENOUGH = 0.95
"""The share of texts that must be readable as a kind for the column to have it."""

_DAYS = (
    "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d", "%Y%m%d",
    "%d/%m/%y", "%m/%d/%y", "%d.%m.%y", "%d %b %Y", "%b %d, %Y",
)  # fmt: skip
_TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
WITH_OFFSET = "%Y-%m-%d %H:%M:%S %z"
FORMATS = (WITH_OFFSET, *(f"{day}{time}" for day in _DAYS for time in _TIMES))
"""Formats of timestamps in texts that a cast cannot read, in the syntax of DuckDB's strptime."""


class ShopColumn(Struct, frozen=True):
    """A column: `filled` and `distinct` count all rows, `reads` the `sampled` texts.

    The keys of `reads` are kinds: names of this module, or one of FORMATS. `values` are all values
    with their number of rows, if there are few.
    """

    name: str
    kind: str
    filled: int = 0
    distinct: int = 0
    sampled: int = 0
    reads: Mapping[str, int] = MappingProxyType({})
    values: Mapping[str, int] = MappingProxyType({})

    def reads_as(self, kind: str) -> bool:
        """Return whether (nearly) all texts of the sample can be read as `kind`."""
        return self.sampled > 0 and self.reads.get(kind, 0) >= ENOUGH * self.sampled

    def read_together(self, one: str, other: str) -> bool:
        """Return whether (nearly) all sampled texts can be read as one of two kinds, none as both.

        Texts readable as both would be counted twice.
        """
        read = self.reads.get(one, 0) + self.reads.get(other, 0)
        return self.sampled >= read >= ENOUGH * self.sampled > 0

    def reads_wholly_as(self, kind: str) -> bool:
        """Return whether every text of the sample can be read as `kind`."""
        return self.sampled > 0 and self.reads.get(kind, 0) == self.sampled


class ShopTable(Struct, frozen=True):
    """A table that was inspected: `rows` selects from it, `shown` is its name in messages.

    `is_of_files` is true for a pattern, which may match several files.
    """

    shown: str
    rows: str
    count: int
    columns: tuple[ShopColumn, ...]
    is_of_files: bool = False

    def column(self, name: str) -> ShopColumn:
        """Return the column of that name."""
        return next(column for column in self.columns if column.name == name)
