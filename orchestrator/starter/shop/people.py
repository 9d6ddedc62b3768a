"""Messages about a shop's customers: who is missing, and who may be listed twice."""

from collections.abc import Iterator

from orchestrator.names import counted
from orchestrator.starter.shop.facts import ShopColumn
from orchestrator.starter.shop.looking import RunQuery


def remarks_on_customers(
    customers: str, orders: str, number: ShopColumn, called: ShopColumn | None, query: RunQuery
) -> Iterator[str]:
    """Yield sentences about customers; `number` is their key, `called` the key used in orders.

    `customers` and `orders` are the SQL of staging.
    """
    ((count,),) = query(f"select count(*) from ({customers})")
    ((buyers,),) = query(f"select count(distinct customer_id) from ({orders})")
    added = count - number.distinct
    if added and added == buyers and called is not None:
        yield (
            f"no customer in orders is in this table: is {number.name} the same key as "
            f"{called.name} in orders? {counted(added, 'customer')} added"
        )
    elif added:
        yield (
            f"{counted(added, 'customer')} in orders but not in this table: added, with the data "
            "in their orders"
        )
    ((shared, people),) = query(
        "select count(*), coalesce(sum(people), 0) from (select count(*) as people from "
        f"({customers}) as t where email is not null group by email having count(*) > 1) as t"
    )
    if shared:
        yield (
            f"{counted(shared, 'e-mail address')} shared by several customers, {people} in all: "
            "each counts separately, unless --links says that they are one person"
        )
