"""The days that have orders, and the orders dated after today."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from orchestrator.names import counted
from orchestrator.starter.shop.looking import RunQuery


class OrderDays(Struct, frozen=True):
    """The first and last day with an order up to today, and the longest pause.

    The pause is the maximum number of days between two days with orders in the last year. As in a
    build, orders in the `future` do not count; `such_as` is the number of the last one, on day
    `until`.
    """

    oldest: date | None = None
    newest: date | None = None
    longest_pause: int | None = None
    future: int = 0
    such_as: str = ""
    until: date | None = None

    @property
    def span(self) -> str:
        """Return the range of days as a suffix for a number of orders."""
        return f", {self.oldest} to {self.newest}" if self.newest else ""

    def remarks_on_future_days(self, column: str, shown: str) -> Iterator[str]:
        """Yield the message about orders after today, by `column` of the table `shown`."""
        if self.future:
            yield (
                f"{counted(self.future, 'order')} in the future (such as {self.such_as}: {column} "
                f"is {self.until}, in {shown}): not counted before that day; if the date is wrong, "
                "correct the file"
            )


def order_days(orders: str, today: date, query: RunQuery) -> OrderDays:
    """Return the days of a query of orders."""
    days = f"select order_id, cast(ordered_at as date) as day from ({orders})"
    past = f"select distinct day from ({days}) where day <= date '{today}'"
    ((oldest, newest, pause),) = query(
        "select min(day), max(day), max(day - before) filter (day > newest - 365) from (select "
        "day, lag(day) over (order by day) as before, max(day) over () as newest "
        f"from ({past}))"
    )
    ((future, such_as, until),) = query(
        f"select count(*), arg_max(order_id, (day, order_id)), max(day) from ({days}) "
        f"where day > date '{today}'"
    )
    return OrderDays(oldest, newest, pause, future, such_as or "", until)
