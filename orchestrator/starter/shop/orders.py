"""What an order is in a table of orders or order lines, and the SQL for it."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.dialects.boundary import Dialect
from orchestrator.names import counted
from orchestrator.starter.shop.contract import Input, StagingColumn
from orchestrator.starter.shop.credit_notes import refunds_of_credit_notes, with_reversals
from orchestrator.starter.shop.ctes import with_ctes
from orchestrator.starter.shop.currencies import (
    NO_CURRENCY,
    OtherCurrencies,
    currency_of_amounts,
    has_others,
    in_one_currency,
    in_other_currencies,
    stated_currencies,
)
from orchestrator.starter.shop.facts import ShopTable
from orchestrator.starter.shop.guess import Match
from orchestrator.starter.shop.looking import RunQuery
from orchestrator.starter.shop.order_numbers import (
    Again,
    number_sql,
    numbers_again,
    order_parts,
    remarks_on_numbers,
)
from orchestrator.starter.shop.readings import case_of, expression, nothing, with_own_values


class Shape(Struct, frozen=True):
    """How orders are made from rows.

    `grain`: one row per order, several rows with the same number, or everything that a customer
    bought at one moment. `amount`: a column, or quantity times price. Columns in `of_order` repeat
    the order's value in each row, so they are not summed. Counts are of orders left out or changed.
    """

    grain: Literal["orders", "lines", "moments"]
    amount: Literal["column", "product", "price"]
    of_order: frozenset[str] = frozenset()
    currency: str = ""
    is_currency_stated: bool = False
    other_currencies: OtherCurrencies = OtherCurrencies()
    mixed_signs: str = ""
    without_currency: int = 0
    has_guests_as_zero: bool = False
    credits: int = 0
    without_amount: int = 0
    without_moment: int = 0
    again: Again = Again()


def shape_of(
    table: ShopTable,
    found: Mapping[str, Match],
    input_: Input,
    query: RunQuery,
    dialect: Dialect,
) -> Shape:
    """Return the shape of the rows, which have an amount or a unit price."""
    number = found["order_id"].column
    if number is None:
        grain: Literal["orders", "lines", "moments"] = "moments"
    else:
        grain = "orders" if number.distinct == number.filled == table.count else "lines"
    shape = Shape(grain, _amount(found))
    if grain == "lines" and number is not None:
        again = numbers_again(table, found, input_, query, dialect)
        order = number_sql(again.parts, *order_parts(found, input_, dialect))
        of_order = frozenset(
            target
            for target in ("net_amount", "discount_amount")
            if _stands_in_each_row(table, order, found[target], query, dialect)
        )
        shape = replace(shape, of_order=of_order, again=again)
    shape = replace(shape, has_guests_as_zero=_has_guests_as_zero(table, found, query, dialect))
    return _with_currency(shape, table, found, input_, query, dialect)


def _amount(found: Mapping[str, Match]) -> Literal["column", "product", "price"]:
    if found["net_amount"].column is not None:
        return "column"
    return "product" if found["quantity"].column is not None else "price"


def _stands_in_each_row(
    table: ShopTable, order: str, match: Match, query: RunQuery, dialect: Dialect
) -> bool:
    """Return whether orders of several rows repeat one value, so that it belongs to the order."""
    if match.column is None:
        return False
    value = dialect.column(match.column.name)
    ((several, differing),) = query(
        "select count(*) filter (lines > 1), count(*) filter (amounts > 1) from "
        f"(select count(*) as lines, count(distinct {value}) as amounts from {table.rows} "
        f"where {order} is not null group by {order}) as t"
    )
    return bool(several > 0 and differing == 0)


def _has_guests_as_zero(
    table: ShopTable, found: Mapping[str, Match], query: RunQuery, dialect: Dialect
) -> bool:
    """Return whether customer 0 has several e-mail addresses: some shops use it for guests."""
    customer, email = found["customer_id"].column, found["email"].column
    if customer is None or email is None or customer.name == email.name:
        return False
    ((addresses,),) = query(
        f"select count(distinct {dialect.column(email.name)}) from {table.rows} "
        f"where cast({dialect.column(customer.name)} as varchar) in ('0', '0.0')"
    )
    return bool(addresses > 1)


def _with_currency(
    shape: Shape,
    table: ShopTable,
    found: Mapping[str, Match],
    input_: Input,
    query: RunQuery,
    dialect: Dialect,
) -> Shape:
    counts = stated_currencies(found["currency"].column)
    if counts:
        most = max(counts, key=lambda code: counts[code])
        shape = replace(shape, currency=most, is_currency_stated=True)
        if not has_others(found["currency"].column, most):
            return shape
        columns = _line_columns(found, input_, shape, dialect)
        keys = _KEYS[shape.grain]
        shown = ", ".join(f"{columns[name]} as {name}" for name in (*keys, "currency"))
        rows = f"select * from (select {shown} from {table.rows}){_NUMBERED[shape.grain]}"
        others = in_other_currencies(rows, most, keys, query, dialect)
        return replace(shape, other_currencies=others)
    amount = found["net_amount"].column or found["unit_price"].column
    amounts = currency_of_amounts(table, amount, query, dialect)
    return replace(shape, currency=amounts.currency, mixed_signs=amounts.remark())


def orders_sql(
    found: Mapping[str, Match], input_: Input, shape: Shape, source: str, dialect: Dialect
) -> str:
    """Return the SELECT of orders in staging, which reads `source`."""
    ctes = _read(found, input_, shape, source, dialect)
    status = with_own_values(input_.columns["status"], found["status"].reading)
    has_statuses = found["status"].column is not None
    final = _final(status, shape, ctes[-1][0], dialect, has_statuses=has_statuses)
    ctes.append(("final", final))
    return with_ctes(dict(ctes))


def statuses_of(
    found: Mapping[str, Match], input_: Input, dialect: Dialect
) -> tuple[str, tuple[str, ...]] | None:
    """Return the SQL of a normalized status, and the statuses that are known or were seen.

    Any other status counts as a purchase. None if there is no status column.
    """
    column, reading = found["status"].column, found["status"].reading
    if column is None or reading is None:
        return None
    sql = expression(column, reading, StagingColumn("lower"), dialect, is_key=False)
    known = (value for values in input_.columns["status"].values.values() for value in values)
    return sql, tuple(dict.fromkeys((*known, *column.values)))


def refunds_sql(
    found: Mapping[str, Match],
    input_: Input,
    shape: Shape,
    sources: tuple[str, str],
    dialect: Dialect,
) -> str:
    """Return the SELECT of refunds: credit notes that reverse no purchase.

    `sources` are the shop's orders, and the staging model of orders.
    """
    own, orders = sources
    ctes = _read(found, input_, shape, own, dialect)
    return with_ctes({**dict(ctes), **dict(refunds_of_credit_notes(ctes[-1][0], orders))})


def _read(
    found: Mapping[str, Match], input_: Input, shape: Shape, source: str, dialect: Dialect
) -> list[tuple[str, str]]:
    """Return the CTEs by name; the last one has a row per order as the shop wrote it.

    With credit notes, its column `is_reversed` marks rows that are not part of a purchase.
    """
    parts = _line_columns(found, input_, shape, dialect)
    shown = ",\n".join(f"        {sql} as {name}" for name, sql in parts.items())
    ctes = [
        ("shop_rows", f"    select * from {source}"),
        ("lines", f"    select\n{shown}\n    from shop_rows"),
    ]
    if shape.other_currencies.rows:
        # Before amounts are summed, and before credit notes are matched.
        chosen = in_one_currency("lines", shape.currency, _KEYS[shape.grain], dialect)
        ctes.append(("in_one_currency", chosen))
    if shape.credits and not _is_of_order(shape):
        ctes += with_reversals(ctes[-1][0], shape.grain != "moments")
    if shape.grain != "orders":
        grouped = _grouped(shape, ctes[-1][0]) + _NUMBERED[shape.grain]
        by = f"\n    group by {', '.join(_KEYS[shape.grain])}"
        ctes.append(("orders_of_lines", grouped + by))
    if shape.credits and _is_of_order(shape):
        ctes += with_reversals("orders_of_lines", has_number=True)
    return ctes


_KEYS = {"orders": (), "lines": ("order_id",), "moments": ("customer_id", "ordered_at")}
"""The columns that identify an order of several rows, by grain."""
_NUMBERED = {"orders": "", "lines": "\n    where order_id is not null", "moments": ""}


def _line_columns(
    found: Mapping[str, Match], input_: Input, shape: Shape, dialect: Dialect
) -> dict[str, str]:
    def sql(name: str, target: StagingColumn | None = None, *, is_key: bool = False) -> str:
        wanted, match = target or input_.columns[name], found[name]
        if match.column is None or match.reading is None:
            return nothing(wanted)
        return expression(match.column, match.reading, wanted, dialect, is_key=is_key)

    customer = sql("customer_id", is_key=True)
    if shape.has_guests_as_zero:
        customer = f"nullif({customer}, '0')"
    status = sql("status", StagingColumn("lower", without=input_.columns["status"].without))
    amount = {
        "column": lambda: sql("net_amount"),
        "price": lambda: sql("unit_price", StagingColumn("decimal")),
        "product": lambda: f"cast({sql('quantity')} * {sql('unit_price')} as decimal(18, 2))",
    }[shape.amount]()
    columns = {}
    if shape.grain != "moments":
        number, *more = order_parts(found, input_, dialect)
        columns["order_id"] = number_sql(shape.again.parts, number, *more)
    return columns | {
        "customer_id": customer,
        "ordered_at": sql("ordered_at"),
        "status": status,
        "channel": sql("channel"),
        "currency": sql("currency")
        if shape.is_currency_stated
        else "'{{ var(\"reporting_currency\") }}'",
        "net_amount": amount,
        "discount_amount": sql("discount_amount"),
    }


def _grouped(shape: Shape, read: str) -> str:
    """Return the SELECT that groups the lines in `read` into orders, without its end."""
    total = {name: "max" if name in shape.of_order else "sum" for name in _MONEY}
    columns = {
        "order_id": "order_id",
        "customer_id": "max(customer_id)",
        "ordered_at": "min(ordered_at)",
    }
    if shape.grain == "moments":
        moment = "strftime(ordered_at, '%Y-%m-%d %H:%M:%S')"
        columns = {
            "order_id": f"concat_ws(' ', customer_id, {moment})",
            "customer_id": "customer_id",
            "ordered_at": "ordered_at",
        }
    columns |= {name: f"max({name})" for name in ("status", "channel", "currency")}
    has_reversals = shape.credits and not _is_of_order(shape)
    kept = "case when is_reversed then 0 else {} end" if has_reversals else "{}"
    columns |= {name: f"{total[name]}({kept.format(name)})" for name in _MONEY}
    if has_reversals:
        columns["is_reversed"] = "bool_and(is_reversed)"
    lines = (sql if sql == name else f"{sql} as {name}" for name, sql in columns.items())
    shown = ",\n".join(f"        {line}" for line in lines)
    return f"    select\n{shown}\n    from {read}"


_MONEY = ("net_amount", "discount_amount")


def _is_of_order(shape: Shape) -> bool:
    """Return whether each row of an order has the order's total."""
    return "net_amount" in shape.of_order


def _final(
    target: StagingColumn, shape: Shape, read: str, dialect: Dialect, *, has_statuses: bool
) -> str:
    # Without a column of statuses, all rows have the status that orders without one have.
    status = f"{case_of('status', target, dialect)} as status" if has_statuses else "status"
    amount = "cast(net_amount as decimal(18, 2))"
    notes = ""
    if shape.credits:
        notes = "    -- Credit notes, and what they reverse, are not purchases.\n"
        reversed_ = "case\n            when is_reversed or net_amount < 0 then 'cancelled'\n"
        others = "case\n            else status\n        end as status"
        status = (status if has_statuses else others).replace("case\n", reversed_)
        amount = f"greatest({amount}, 0)"
    conditions = []
    code = dialect.literal(shape.currency)
    currency = "currency"
    if shape.without_currency:
        currency = f"coalesce(currency, {code}) as currency"
    if shape.without_amount:
        conditions.append("net_amount is not null")
    if shape.without_moment:
        conditions.append("ordered_at is not null")
    where = "\n    where " + "\n        and ".join(conditions) if conditions else ""
    return f"""{notes}    select
        order_id,
        customer_id,
        ordered_at,
        {status},
        coalesce(channel, 'unknown') as channel,
        {currency},
        {amount} as net_amount,
        abs(coalesce(cast(discount_amount as decimal(18, 2)), 0)) as discount_amount
    from {read}{where}"""


def remarks_on_orders(shape: Shape, *, has_refunds: bool) -> list[str]:
    """Return messages about how orders are made; `has_refunds`: the shop has a table of them."""
    others = "are not deducted" if has_refunds else "are refunds"
    numbers = dict.fromkeys(remarks_on_numbers(shape.again), True)
    remarks = numbers | {
        "several rows have the same order number: they become one order": shape.grain == "lines",
        "no order number (to name its column: --column orders.order_id=NAME): what a customer "
        "bought at one moment is one order": shape.grain == "moments",
        "amount = quantity x unit price": shape.amount == "product",
        "amount = price, because there is no quantity": shape.amount == "price",
        "the amount is the same in all rows of an order: counted once": "net_amount"
        in shape.of_order,
        "customer 0 has several e-mail addresses: these are guests, not a customer": (
            shape.has_guests_as_zero
        ),
        shape.other_currencies.remark(shape.currency): shape.other_currencies.rows,
        f"{counted(shape.without_currency, 'order')} without a currency: counted as "
        f"{shape.currency}, the most frequent one": shape.without_currency,
        f"amounts are in {shape.currency}, by their sign or the name of their column": (
            not shape.is_currency_stated and shape.currency != NO_CURRENCY
        ),
        shape.mixed_signs: shape.mixed_signs,
        f"no currency: {NO_CURRENCY}, until you set reporting_currency": shape.currency
        == NO_CURRENCY,
        f"{counted(shape.credits, 'order')} with a negative amount: credit notes, counted as "
        "cancelled, like the order that each reverses (the customer's last one before it with the "
        f"same amount); credit notes that reverse none {others}": shape.credits,
        f"{counted(shape.without_amount, 'order')} without an amount left out": (
            shape.without_amount
        ),
        f"{counted(shape.without_moment, 'order')} without a date left out": shape.without_moment,
    }
    return [sentence for sentence, is_so in remarks.items() if is_so]
