"""Consents of a shop: what counts as one, and which of several at the same moment applies."""

from collections.abc import Iterator, Mapping

from orchestrator.names import counted
from orchestrator.starter.shop.facts import ShopTable
from orchestrator.starter.shop.guess import Match
from orchestrator.starter.shop.looking import Ask

ONCE = (
    "\n    -- Of several at one moment, the withdrawal: nobody is contacted against their will.\n"
    "    qualify row_number() over (\n        partition by customer_id, channel, changed_at\n"
    "        order by status desc, legal_basis\n    ) = 1"
)
"""The end of the SELECT: one consent per person, channel and moment."""


def told_of_consents(
    sql: str, table: ShopTable, found: Mapping[str, Match], ask: Ask
) -> Iterator[str]:
    """Yield sentences about consents; `sql` is the SELECT that staging makes of them."""
    status = found["status"].column
    if status is not None and status.filled < table.count:
        yield f"{counted(table.count - status.filled, 'row')} without a status: 'withdrawn'"
    if found["legal_basis"].column is None:
        yield (
            "no legal_basis: 'consent' is written, for it is what people said; the others are "
            "'legitimate interest' and 'contract'"
        )
    every = sql.replace(ONCE, "")
    ((again,),) = ask(f"select (select count(*) from ({every})) - (select count(*) from ({sql}))")
    if again:
        yield (
            f"{counted(again, 'row')} of one person, channel and moment as another: a withdrawal "
            "counts before a consent"
        )
