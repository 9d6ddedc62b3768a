"""Which currency amounts are in: as a column says, their signs, or the name of their column."""

from collections.abc import Mapping

from orchestrator.dialects.boundary import Dialect
from orchestrator.lazy_regex import lazy_regex
from orchestrator.starter.shop.facts import TEXT, ShopColumn, ShopTable
from orchestrator.starter.shop.looking import Ask

NO_CURRENCY = "XXX"  # what ISO 4217 has for none
_CODE = lazy_regex(r"[A-Za-z]{3}")  # of ISO 4217
_SIGNS = {"€": "EUR", "EUR": "EUR", "£": "GBP", "GBP": "GBP", "CHF": "CHF", "USD": "USD"}
"""What stands beside amounts; a $ can be of many countries."""
_IN_NAMES = ("EUR", "USD", "GBP", "CHF")


def currencies_told(column: ShopColumn | None) -> Mapping[str, int]:
    """How many rows are in each currency that a column names by its code."""
    values = column.values.items() if column is not None else ()
    return {value.upper(): number for value, number in values if _CODE.fullmatch(value)}


def currency_of_amounts(
    table: ShopTable, amount: ShopColumn | None, ask: Ask, dialect: Dialect
) -> str:
    """The currency whose sign each amount has, or that the name of the column ends in."""
    if amount is None:
        return NO_CURRENCY
    if amount.kind == TEXT:
        column = dialect.column(amount.name)
        shown = ", ".join(
            f"count(*) filter (contains({column}, {dialect.literal(sign)}))" for sign in _SIGNS
        )
        (counts,) = ask(f"select {shown} from {table.rows}")
        for currency, count in zip(_SIGNS.values(), counts, strict=True):
            if count == amount.filled:
                return currency
    last = amount.name.upper()[-3:]
    return last if last in _IN_NAMES else NO_CURRENCY
