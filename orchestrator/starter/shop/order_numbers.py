"""Numbers of orders that come again: of another customer, or months later."""

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.names import counted
from orchestrator.starter.shop.contract import Input
from orchestrator.starter.shop.facts import ShopTable
from orchestrator.starter.shop.guess import Match
from orchestrator.starter.shop.looking import Ask
from orchestrator.starter.shop.readings import expression

MANY = 0.01
"""The share of numbers that come again from which on that is how the shop numbers its orders."""
LONG = 31
"""Days between rows of one order that no order lasts."""

Part = Literal["customer", "day"]


class Again(Struct, frozen=True):
    """How many numbers are of several customers, and how many of these come again much later.

    `parts` are what an order is told apart by beside its number; `such_as` names some numbers.
    """

    parts: tuple[Part, ...] = ()
    of_several: int = 0
    later: int = 0
    such_as: tuple[str, ...] = ()


def numbers_again(
    table: ShopTable, found: Mapping[str, Match], input_: Input, ask: Ask, dialect: Dialect
) -> Again:
    """Which numbers come again, where several rows have one."""
    number, customer, day = order_parts(found, input_, dialect)
    rows = (
        f"select {number} as number, {customer} as customer, {day} as day from {table.rows} "
        f"where {number} is not null"
    )
    numbers = f"select number, count(distinct customer) as people from ({rows}) as t group by 1"
    ((count, of_several),) = ask(
        f"select count(*), count(*) filter (people > 1) from ({numbers}) as t"
    )
    parts: tuple[Part, ...] = ("customer",) if of_several > MANY * count else ()
    keys = "number, customer" if parts else "number"
    spans = f"select number, max(day) - min(day) as days from ({rows}) as t group by {keys}"
    ((groups, later),) = ask(
        f"select count(*), count(*) filter (days > {LONG}) from ({spans}) as t"
    )
    if later > MANY * groups:
        parts = (*parts, "day")
    such_as = ask(
        f"select number from ({numbers}) as t where people > 1 union all select * from (select "
        f"distinct number from ({spans}) as t where days > {LONG}) as t limit 3"
    )
    return Again(parts, of_several, later, tuple(dict.fromkeys(value for (value,) in such_as)))


def order_parts(
    found: Mapping[str, Match], input_: Input, dialect: Dialect
) -> tuple[str, str, str]:
    """The number, the customer and the day of a row, as SQL."""
    number, customer, moment = (
        expression(match.column, match.reading, input_.columns[name], dialect, is_key=is_key)
        if match.column is not None and match.reading is not None
        else "null"
        for name, is_key in (("order_id", True), ("customer_id", True), ("ordered_at", False))
        for match in (found[name],)
    )
    return number, customer, f"cast({moment} as date)"


def number_sql(parts: tuple[Part, ...], number: str, customer: str, day: str) -> str:
    """What tells an order apart, as SQL; NULL where it has no number."""
    if not parts:
        return number
    more = {"customer": customer, "day": day}
    joined = f"concat_ws(' ', {', '.join((number, *(more[part] for part in parts)))})"
    return f"case when {number} is not null then {joined} end"


def told_of_numbers(again: Again) -> Iterator[str]:
    """What a person has to know of numbers that come again."""
    such_as = f" (such as {', '.join(again.such_as)})"
    if again.of_several:
        done = "number and customer together are one order"
        if "customer" not in again.parts:
            done = "each is one order all the same"
        yield f"{counted(again.of_several, 'order number')} of several customers{such_as}: {done}"
    if again.later:
        done = "the day tells them apart as well"
        if "day" not in again.parts:
            done = "they are one order all the same"
        apart = f"with rows more than {LONG} days apart"
        yield f"{counted(again.later, 'order')} {apart}{such_as}: {done}"
