"""Order numbers that recur: for another customer, or months later."""

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.dialects.boundary import Dialect
from orchestrator.names import counted
from orchestrator.starter.shop.contract import Input
from orchestrator.starter.shop.facts import ShopTable
from orchestrator.starter.shop.guess import Match
from orchestrator.starter.shop.looking import RunQuery
from orchestrator.starter.shop.readings import expression, reading_of

MANY = 0.01
"""If a larger share of numbers recurs, that is how the shop numbers its orders."""
LONG = 31
"""No order spans more days than this."""

Part = Literal["customer", "day"]


class Again(Struct, frozen=True):
    """How many numbers belong to several customers, and how many recur much later.

    `parts` identify an order together with its number; the other fields name some numbers.
    """

    parts: tuple[Part, ...] = ()
    of_several: int = 0
    later: int = 0
    such_as: tuple[str, ...] = ()
    later_such_as: tuple[str, ...] = ()


def numbers_again(
    table: ShopTable,
    found: Mapping[str, Match],
    input_: Input,
    query: RunQuery,
    dialect: Dialect,
) -> Again:
    """Find order numbers that recur, in a table where several rows have the same one."""
    number, customer, day = order_parts(found, input_, dialect)
    rows = (
        f"select {number} as number, {customer} as customer, {day} as day from {table.rows} "
        f"where {number} is not null"
    )
    numbers = f"select number, count(distinct customer) as people from ({rows}) as t group by 1"
    ((count, of_several),) = query(
        f"select count(*), count(*) filter (people > 1) from ({numbers}) as t"
    )
    parts: tuple[Part, ...] = ("customer",) if of_several > MANY * count else ()
    keys = "number, customer" if parts else "number"
    spans = f"select number, max(day) - min(day) as days from ({rows}) as t group by {keys}"
    ((groups, later),) = query(
        f"select count(*), count(*) filter (days > {LONG}) from ({spans}) as t"
    )
    # If the shop is known to restart its numbers, none of these is a mistake.
    if later and (parts or later > MANY * groups):
        parts = (*parts, "day")
    of = (
        f"select number from ({numbers}) as t where people > 1",
        f"select distinct number from ({spans}) as t where days > {LONG}",
    )
    shown = (tuple(each for (each,) in query(f"{sql} order by 1 limit 3")) for sql in of)
    return Again(parts, of_several, later, *shown)


def order_parts(
    found: Mapping[str, Match], input_: Input, dialect: Dialect
) -> tuple[str, str, str]:
    """Return the number, the customer and the day of a row, as SQL."""
    number, customer, moment = (
        expression(match.column, match.reading, input_.columns[name], dialect, is_key=is_key)
        if match.column is not None and match.reading is not None
        else "null"
        for name, is_key in (("order_id", True), ("customer_id", True), ("ordered_at", False))
        for match in (found[name],)
    )
    return number, customer, f"cast({moment} as date)"


def order_named(
    parts: tuple[Part, ...],
    table: ShopTable,
    found: Mapping[str, Match],
    orders: Mapping[str, Match],
    input_: Input,
    dialect: Dialect,
) -> str | None:
    """Return SQL that identifies the order that a row of another table names.

    None if that table lacks a column of the name that orders use, or uses it for something else,
    such as the day of a refund. `input_` is that of orders.
    """
    target, matched = input_.columns, {"order_id": found["order_id"]}
    others = {match.column.name for match in found.values() if match.column is not None}
    wanted: Mapping[Part, str] = {"customer": "customer_id", "day": "ordered_at"}
    for part, name in wanted.items():
        if part not in parts:
            matched[name] = Match(name, "missing")
            continue
        of_orders = orders[name]
        named = of_orders.column.name if of_orders.column is not None else None
        columns = (each for each in table.columns if each.name not in others)
        column = next((each for each in columns if each.name == named), None)
        reading = reading_of(column, target[name]) if column is not None else None
        if column is None or reading is None:
            return None
        matched[name] = replace(of_orders, column=column, reading=reading)
    return number_sql(parts, *order_parts(matched, input_, dialect))


def number_sql(parts: tuple[Part, ...], number: str, customer: str, day: str) -> str:
    """Return the SQL that identifies an order; NULL if it has no number."""
    if not parts:
        return number
    more = {"customer": customer, "day": day}
    joined = f"concat_ws(' ', {', '.join((number, *(more[part] for part in parts)))})"
    return f"case when {number} is not null then {joined} end"


def remarks_on_numbers(again: Again) -> Iterator[str]:
    """Yield the messages about numbers that recur."""
    if again.of_several:
        done = "number and customer together identify an order"
        if "customer" not in again.parts:
            done = "each is still treated as one order"
        such_as = f"(such as {', '.join(again.such_as)})"
        numbers = counted(again.of_several, "order number")
        yield f"{numbers} used by several customers {such_as}: {done}"
    if again.later:
        done = "the day identifies them as well"
        if "day" not in again.parts:
            done = "each is still treated as one order"
        apart = f"with rows more than {LONG} days apart"
        such_as = f"(such as {', '.join(again.later_such_as)})"
        yield f"{counted(again.later, 'order')} {apart} {such_as}: {done}"


def remark_on_lone_numbers(parts: tuple[Part, ...], orders: Mapping[str, Match]) -> str:
    """Return why rows of another table match no order."""
    wanted: Mapping[Part, str] = {"customer": "customer_id", "day": "ordered_at"}
    columns = (orders[wanted[part]].column for part in parts)
    shown = " and ".join(f"'{column.name}'" for column in columns if column is not None)
    return f"an order number alone does not identify an order: add {shown}, as in orders"
