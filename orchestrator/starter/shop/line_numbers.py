"""Whether a shop's own line numbers identify the lines of an order."""

from collections.abc import Iterator

from msgspec import Struct

from orchestrator.names import counted
from orchestrator.starter.shop.looking import RunQuery


class LineNumbers(Struct, frozen=True):
    """How many rows repeat one with the same number (`again`), and how many `others` are bad.

    A bad number is missing, or belongs to a different line of the order.
    """

    again: int = 0
    others: int = 0

    @property
    def is_distinct(self) -> bool:
        """Return whether there are equal rows, and all of them are one line."""
        return self.again > 0 and not self.others

    @property
    def remarks(self) -> Iterator[str]:
        """Yield what staging does with these rows."""
        if self.others:
            yield (
                f"{counted(self.others, 'row')} without a unique number in the order: lines "
                "are renumbered"
            )
        elif self.is_distinct:
            yield f"{counted(self.again, 'row')} identical to another row of the line: counted once"


def line_numbers(sql: str, query: RunQuery) -> LineNumbers:
    """Check the line numbers; `sql` is the SELECT that staging makes of lines."""
    ((rows, different, numbers, nameless),) = query(
        "select count(*), count(distinct t), count(distinct (order_id, line)) "
        f"filter (line is not null), count(*) filter (line is null) from ({sql}) as t"
    )
    if nameless:
        return LineNumbers(others=nameless)
    return LineNumbers(rows - different, different - numbers)
