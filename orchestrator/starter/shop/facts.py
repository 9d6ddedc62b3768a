"""What a table of the shop holds, as its data says: names, types, what texts read as."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

TEXT, INTEGER, NUMBER, BOOLEAN = "text", "integer", "number", "boolean"
DATE, MOMENT, ZONED, OTHER = "date", "moment", "moment with zone", "other"

E_MAIL = "e-mail"
COMMA, GROUPED = "1.234,50", "1,234.50"
"""How numbers are written in texts that no cast takes."""

ENOUGH = 0.95
"""The share of texts that must read as something for the column to be that."""

_DAYS = (
    "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d", "%Y%m%d",
    "%d/%m/%y", "%m/%d/%y", "%d.%m.%y", "%d %b %Y", "%b %d, %Y",
)  # fmt: skip
_TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
WITH_OFFSET = "%Y-%m-%d %H:%M:%S %z"
FORMATS = (WITH_OFFSET, *(f"{day}{time}" for day in _DAYS for time in _TIMES))
"""How moments are written in texts that no cast takes, as DuckDB's strptime spells it."""


class ShopColumn(Struct, frozen=True):
    """A column: `filled` and `distinct` count all rows, `reads` the `sampled` texts.

    `reads` is by kind: a name of this module, or one of FORMATS. `values` are all values with
    their numbers of rows, of a column that has few.
    """

    name: str
    kind: str
    filled: int = 0
    distinct: int = 0
    sampled: int = 0
    reads: Mapping[str, int] = MappingProxyType({})
    values: Mapping[str, int] = MappingProxyType({})

    def reads_as(self, kind: str) -> bool:
        """Whether (nearly) all texts of the sample read as `kind`."""
        return self.sampled > 0 and self.reads.get(kind, 0) >= ENOUGH * self.sampled

    def read_together(self, one: str, other: str) -> bool:
        """Whether (nearly) all texts of the sample read as one of two kinds, and none as both.

        What reads as both would make them more than there are.
        """
        read = self.reads.get(one, 0) + self.reads.get(other, 0)
        return self.sampled >= read >= ENOUGH * self.sampled > 0

    def reads_wholly_as(self, kind: str) -> bool:
        """Whether each text of the sample reads as `kind`."""
        return self.sampled > 0 and self.reads.get(kind, 0) == self.sampled


class ShopTable(Struct, frozen=True):
    """A table that was looked at; `rows` is how to select from it, `shown` what people call it.

    `is_of_files` tells of a pattern, which may match several files.
    """

    shown: str
    rows: str
    count: int
    columns: tuple[ShopColumn, ...]
    is_of_files: bool = False

    def column(self, name: str) -> ShopColumn:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)
