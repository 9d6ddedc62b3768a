"""Which currency amounts are in: as a column says, their signs, or the name of their column."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.lazy_regex import lazy_regex
from orchestrator.names import counted
from orchestrator.starter.shop.facts import TEXT, ShopColumn, ShopTable
from orchestrator.starter.shop.looking import Ask

NO_CURRENCY = "XXX"  # what ISO 4217 has for none
_CODE = lazy_regex(r"[A-Za-z]{3}")  # of ISO 4217
_SIGNS = {"€": "EUR", "EUR": "EUR", "£": "GBP", "GBP": "GBP", "CHF": "CHF", "USD": "USD"}
"""What stands beside amounts; a $ can be of many countries."""
_IN_NAMES = ("EUR", "USD", "GBP", "CHF")


class OtherCurrencies(Struct, frozen=True):
    """How many rows are in other currencies, and of how many orders they are a part, or all."""

    rows: int = 0
    in_part: int = 0
    wholly: int = 0

    def told(self, currency: str) -> str:
        """What a person has to know of them; empty without any."""
        if not self.rows:
            return ""
        of = {"a part of": self.in_part, "all of": self.wholly}
        orders = " and ".join(f"{what} {counted(n, 'order')}" for what, n in of.items() if n)
        shown = f", {orders}" if orders else ""
        return (
            f"{counted(self.rows, 'row')} in other currencies than {currency} left out{shown}: "
            "there are no exchange rates"
        )


def currencies_told(column: ShopColumn | None) -> Mapping[str, int]:
    """How many rows are in each currency that a column names by its code."""
    values = column.values.items() if column is not None else ()
    return {value.upper(): number for value, number in values if _CODE.fullmatch(value)}


def has_others(column: ShopColumn | None, currency: str) -> bool:
    """Whether a column names codes, and not only that of `currency`, which is a known one."""
    counts = currencies_told(column)
    if column is None or not counts or currency == NO_CURRENCY:
        return False
    return counts.get(currency, 0) < sum(column.values.values())


class AmountsIn(Struct, frozen=True):
    """The currency of amounts, and where their signs are of several, the rows with each."""

    currency: str = NO_CURRENCY
    mixed: Mapping[str, int] = {}

    def told(self) -> str:
        """What a person has to know of several signs; empty where there are none."""
        if not self.mixed:
            return ""
        shown = ", ".join(f"{code} in {counted(n, 'row')}" for code, n in self.mixed.items())
        return (
            f"amounts have signs of several currencies ({shown}), and are added up as they are: "
            "write the currency into a column of its own, or leave out all but one"
        )


def currency_of_amounts(
    table: ShopTable, amount: ShopColumn | None, ask: Ask, dialect: Dialect
) -> AmountsIn:
    """The currency whose sign each amount has, or that the name of the column ends in."""
    if amount is None:
        return AmountsIn()
    if amount.kind == TEXT:
        column = dialect.column(amount.name)
        shown = ", ".join(
            f"count(*) filter (contains({column}, {dialect.literal(sign)}))" for sign in _SIGNS
        )
        (counts,) = ask(f"select {shown} from {table.rows}")
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
    """The SELECT of the rows of `read` in a currency; `order` tells orders of several rows apart.

    Without a currency of its own, a row is in that of its order.
    """
    chosen = _is_in(currency, order, dialect)
    note = "    -- A row without a currency is in that of its order.\n" if order else ""
    return f"    select * from {read}\n{note}    {'qualify' if order else 'where'} {chosen}"


def in_other_currencies(
    rows: str, currency: str, order: Sequence[str], ask: Ask, dialect: Dialect
) -> OtherCurrencies:
    """What `in_one_currency` leaves out of a query."""
    told = f"select *, {_is_in(currency, order, dialect)} as is_in from ({rows})"
    if not order:
        ((others,),) = ask(f"select count(*) filter (not is_in) from ({told})")
        return OtherCurrencies(others)
    orders = (
        f"select count(*) filter (not is_in) as others, bool_or(is_in) as is_there from ({told}) "
        f"group by {', '.join(order)}"
    )
    ((others, in_part, wholly),) = ask(
        "select coalesce(sum(others), 0), count(*) filter (others > 0 and is_there), "
        f"count(*) filter (not is_there) from ({orders})"
    )
    return OtherCurrencies(int(others), in_part, wholly)


def _is_in(currency: str, order: Sequence[str], dialect: Dialect) -> str:
    is_in = f"currency = {dialect.literal(currency)}"
    # Orders without a currency are none of another one.
    of_order = f"bool_or({is_in}) over (partition by {', '.join(order)}), " if order else ""
    return f"coalesce({is_in}, {of_order}true)"
