"""Whether a shop's own numbers tell the lines of an order apart."""

from collections.abc import Iterator

from msgspec import Struct

from orchestrator.names import counted
from orchestrator.starter.shop.looking import Ask


class LineNumbers(Struct, frozen=True):
    """How many rows are `again` there, with their number, and how many `others` have a bad one.

    A bad number is none, or that of another line in the order.
    """

    again: int = 0
    others: int = 0

    @property
    def is_distinct(self) -> bool:
        """Whether rows that are equal are one line, and some are."""
        return self.again > 0 and not self.others

    @property
    def told(self) -> Iterator[str]:
        """What becomes of them."""
        if self.others:
            yield (
                f"{counted(self.others, 'row')} without an own number in the order: lines "
                "are numbered anew"
            )
        elif self.is_distinct:
            yield f"{counted(self.again, 'row')} equal to another one of the same line: one counts"


def line_numbers(sql: str, ask: Ask) -> LineNumbers:
    """What the numbers are worth; `sql` is what staging makes of lines."""
    ((rows, different, numbers, nameless),) = ask(
        "select count(*), count(distinct t), count(distinct (order_id, line)) "
        f"filter (line is not null), count(*) filter (line is null) from ({sql}) as t"
    )
    if nameless:
        return LineNumbers(others=nameless)
    return LineNumbers(rows - different, different - numbers)
