"""The currency of amounts: from a currency column, their signs, or the name of their column."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.lazy_regex import lazy_regex
from orchestrator.names import counted
from orchestrator.starter.shop.facts import TEXT, ShopColumn, ShopTable
from orchestrator.starter.shop.looking import RunQuery

NO_CURRENCY = "XXX"  # ISO 4217: no currency
_CODE = lazy_regex(r"[A-Za-z]{3}")  # an ISO 4217 code
_SIGNS = {"€": "EUR", "EUR": "EUR", "£": "GBP", "GBP": "GBP", "CHF": "CHF", "USD": "USD"}
"""Signs written next to amounts. `$` is missing because many countries use it."""
_IN_NAMES = ("EUR", "USD", "GBP", "CHF")


class OtherCurrencies(Struct, frozen=True):
    """How many rows are in other currencies, and in how many orders: in part or wholly."""

    rows: int = 0
    in_part: int = 0
    wholly: int = 0

    def remark(self, currency: str) -> str:
        """Return the message about rows in other currencies, or "" if there are none."""
        if not self.rows:
            return ""
        of = {"a part of": self.in_part, "all of": self.wholly}
        orders = " and ".join(f"{what} {counted(n, 'order')}" for what, n in of.items() if n)
        shown = f", {orders}" if orders else ""
        return (
            f"{counted(self.rows, 'row')} in currencies other than {currency} left out{shown}: "
            "there are no exchange rates"
        )


def stated_currencies(column: ShopColumn | None) -> Mapping[str, int]:
    """Return the number of rows for each currency code in a column."""
    values = column.values.items() if column is not None else ()
    return {value.upper(): number for value, number in values if _CODE.fullmatch(value)}


def has_others(column: ShopColumn | None, currency: str) -> bool:
    """Return whether a column of currency codes also has other values than `currency`."""
    counts = stated_currencies(column)
    if column is None or not counts or currency == NO_CURRENCY:
        return False
    return counts.get(currency, 0) < sum(column.values.values())


class AmountsIn(Struct, frozen=True):
    """The currency of amounts, or the rows per currency if they have signs of several."""

    currency: str = NO_CURRENCY
    mixed: Mapping[str, int] = {}

    def remark(self) -> str:
        """Return the message about signs of several currencies, or "" if there is at most one."""
        if not self.mixed:
            return ""
        shown = ", ".join(f"{code} in {counted(n, 'row')}" for code, n in self.mixed.items())
        return (
            f"amounts have signs of several currencies ({shown}), and are added up as they are: "
            "put the currency into a column of its own, or leave out all currencies but one"
        )


def currency_of_amounts(
    table: ShopTable, amount: ShopColumn | None, query: RunQuery, dialect: Dialect
) -> AmountsIn:
    """Return the currency whose sign all amounts have, or that ends the column's name."""
    if amount is None:
        return AmountsIn()
    if amount.kind == TEXT:
        column = dialect.column(amount.name)
        shown = ", ".join(
            f"count(*) filter (contains({column}, {dialect.literal(sign)}))" for sign in _SIGNS
        )
        (counts,) = query(f"select {shown} from {table.rows}")
        found: dict[str, int] = {}
        for currency, count in zip(_SIGNS.values(), counts, strict=True):
            if count == amount.filled:
                return AmountsIn(currency)
            if count:
                found[currency] = found.get(currency, 0) + count
        if len(found) > 1:
            return AmountsIn(mixed=found)
    last = amount.name.upper()[-3:]
    return AmountsIn(last if last in _IN_NAMES else NO_CURRENCY)


def in_one_currency(read: str, currency: str, order: Sequence[str], dialect: Dialect) -> str:
    """Return the SELECT of the rows of `read` in one currency.

    `order` are the columns that identify an order of several rows. A row without a currency has
    that of its order.
    """
    chosen = _is_in(currency, order, dialect)
    note = "    -- A row without a currency has the currency of its order.\n" if order else ""
    return f"    select * from {read}\n{note}    {'qualify' if order else 'where'} {chosen}"


def in_other_currencies(
    rows: str, currency: str, order: Sequence[str], query: RunQuery, dialect: Dialect
) -> OtherCurrencies:
    """Count the rows of a query that `in_one_currency` leaves out."""
    marked = f"select *, {_is_in(currency, order, dialect)} as is_in from ({rows})"
    if not order:
        ((others,),) = query(f"select count(*) filter (not is_in) from ({marked})")
        return OtherCurrencies(others)
    orders = (
        f"select count(*) filter (not is_in) as others, bool_or(is_in) as is_there from ({marked}) "
        f"group by {', '.join(order)}"
    )
    ((others, in_part, wholly),) = query(
        "select coalesce(sum(others), 0), count(*) filter (others > 0 and is_there), "
        f"count(*) filter (not is_there) from ({orders})"
    )
    return OtherCurrencies(int(others), in_part, wholly)


def _is_in(currency: str, order: Sequence[str], dialect: Dialect) -> str:
    is_in = f"currency = {dialect.literal(currency)}"
    # An order without any currency is not in another one, so it is kept.
    of_order = f"bool_or({is_in}) over (partition by {', '.join(order)}), " if order else ""
    return f"coalesce({is_in}, {of_order}true)"
