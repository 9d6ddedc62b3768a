"""Consents of a shop: what counts as one, and which of several at the same moment applies."""

from collections.abc import Iterator, Mapping

from orchestrator.names import counted
from orchestrator.starter.shop.facts import ShopTable
from orchestrator.starter.shop.guess import Match
from orchestrator.starter.shop.looking import RunQuery

ONCE = (
    "\n    -- Of several at the same moment, the withdrawal counts: if in doubt, no contact.\n"
    "    qualify row_number() over (\n        partition by customer_id, channel, changed_at\n"
    "        order by status desc, legal_basis\n    ) = 1"
)
"""The end of the SELECT: one consent per person, channel and moment."""


def remarks_on_consents(
    sql: str, table: ShopTable, found: Mapping[str, Match], query: RunQuery
) -> Iterator[str]:
    """Yield sentences about consents; `sql` is the SELECT that staging makes of them."""
    status = found["status"].column
    if status is not None and status.filled < table.count:
        missing = counted(table.count - status.filled, "row")
        yield f"{missing} without a status: counted as 'withdrawn'"
    if found["legal_basis"].column is None:
        yield (
            "no legal_basis: set to 'consent', because people stated it; the other values are "
            "'legitimate interest' and 'contract'"
        )
    every = sql.replace(ONCE, "")
    ((again,),) = query(f"select (select count(*) from ({every})) - (select count(*) from ({sql}))")
    if again:
        yield (
            f"{counted(again, 'row')} with the person, channel and moment of another row: a "
            "withdrawal takes precedence over a consent"
        )
