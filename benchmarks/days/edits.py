"""What happens in a shop between two runs: one or several small edits."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from random import Random

from benchmarks.days.shop import OF_CUSTOMERS, Shop

Row = dict[str, object]
OF_DAYS_AGO = (0, 0, 1, 2, 5, 12, 29, 30, 31, 89, 90, 182, 364, 365, 366, 700)


def _number(shop: Shop, chance: Random) -> str:
    """Return an unused key."""
    return f"{shop.moment:%m%d%H%M}{chance.randrange(10**6):06d}"


def _some_time(shop: Shop, chance: Random, days_ago: int = 0) -> dt.datetime:
    """Return a past moment of the day; late in the evening, it is the next day in Berlin."""
    day = dt.datetime.combine(shop.day - dt.timedelta(days=days_ago), dt.time())
    at = day + dt.timedelta(seconds=chance.randrange(86_400))
    return min(at, shop.moment)


def _order(shop: Shop, chance: Random, customer: object, days_ago: int = 0) -> None:
    like = shop.one(chance, "orders")
    if like is None:
        return
    number = _number(shop, chance)
    items = shop.rows("select line, product_id, quantity, net_amount from held.order_items"
                      " where order_id = ? order by line", like["order_id"])  # fmt: skip
    other = {"order_id": number, "customer_id": customer, "status": "completed"}
    shop.add("orders", like | other | {"ordered_at": _some_time(shop, chance, days_ago)})
    names = ("line", "product_id", "quantity", "net_amount")
    for item in items:
        shop.add("order_items", {"order_id": number, **dict(zip(names, item, strict=True))})


def _delete_order(shop: Shop, order: Row) -> None:
    for schema in ("held", "coming"):
        for name in ("order_items", "refunds"):
            shop.sql(f"delete from {schema}.{name} where order_id = ?", order["order_id"])
    shop.delete("orders", order)


def _a_new_order(shop: Shop, chance: Random) -> None:
    if customer := shop.one(chance, "customers"):
        _order(shop, chance, customer["customer_id"])


def _a_late_order(shop: Shop, chance: Random) -> None:
    if customer := shop.one(chance, "customers"):
        _order(shop, chance, customer["customer_id"], chance.choice(OF_DAYS_AGO))


def _a_guests_order(shop: Shop, chance: Random) -> None:
    _order(shop, chance, None)


def _one_of(name: str, column: str, *values: object) -> "Edit":
    """Return an edit that sets a column of a random row to one of some values."""

    def edit(shop: Shop, chance: Random) -> None:
        if row := shop.one(chance, name):
            shop.change(name, row, **{column: chance.choice(values)})

    return edit


def _another_amount(name: str, column: str) -> "Edit":
    """Return an edit that corrects an amount of a random row."""

    def edit(shop: Shop, chance: Random) -> None:
        row = shop.one(chance, name)
        if row and isinstance(amount := row[column], Decimal):
            times = chance.choice([Decimal("0.5"), Decimal("1.1"), Decimal(7)])
            shop.change(name, row, **{column: round(amount * times, 2)})

    return edit


def _deleted(name: str) -> "Edit":
    """Return an edit that deletes one row of an input."""

    def edit(shop: Shop, chance: Random) -> None:
        if row := shop.one(chance, name):
            shop.delete(name, row)

    return edit


def _another_customer_ordered(shop: Shop, chance: Random) -> None:
    order, customer = shop.one(chance, "orders"), shop.one(chance, "customers")
    if order and customer:
        shop.change("orders", order, customer_id=customer["customer_id"])


def _another_day(shop: Shop, chance: Random) -> None:
    if order := shop.one(chance, "orders"):
        at = _some_time(shop, chance, chance.choice(OF_DAYS_AGO))
        shop.change("orders", order, ordered_at=at)


def _an_order_deleted(shop: Shop, chance: Random) -> None:
    if order := shop.one(chance, "orders"):
        _delete_order(shop, order)


def _a_refund(shop: Shop, chance: Random) -> None:
    order = shop.one(chance, "orders", "status = 'completed'")
    if order and isinstance(order["net_amount"], Decimal):
        share = chance.choice([Decimal("0.25"), Decimal("0.5"), Decimal(1)])
        row = {
            "refund_id": _number(shop, chance),
            "order_id": order["order_id"],
            "refunded_at": _some_time(shop, chance, chance.choice((0, 0, 1, 5))),
            "net_amount": round(order["net_amount"] * share, 2),
            "rate_to_eur": order["rate_to_eur"],
        }
        shop.add("refunds", row)


def _a_new_customer(shop: Shop, chance: Random) -> None:
    if like := shop.one(chance, "customers"):
        name = f"N{_number(shop, chance)}"
        row = {"customer_id": name, "email": f"{name}@example.com", "phone": None}
        shop.add("customers", like | row | {"created_at": shop.moment})
        if chance.random() < 0.7:
            _order(shop, chance, name)


def _a_customer_moves(shop: Shop, chance: Random) -> None:
    one, other = shop.one(chance, "customers"), shop.one(chance, "customers")
    if one and other:
        place = ("country", "region", "city", "postal_code")
        shop.change("customers", one, **{column: other[column] for column in place})


def _another_account(shop: Shop, chance: Random) -> None:
    one, account = shop.one(chance, "customers"), shop.one(chance, "accounts")
    if one and account:
        one_of = chance.choice([account["account_id"], None])
        shop.change("customers", one, account_id=one_of)


def _a_customer_deleted(shop: Shop, chance: Random) -> None:
    if row := shop.one(chance, "customers"):
        delete_customer(shop, row, keep_orders=chance.random() < 0.5)


def delete_customer(shop: Shop, row: Row, *, keep_orders: bool = False) -> None:
    """Delete a customer and all references to them; orders can stay as guest orders."""
    name = row["customer_id"]
    for (order_id,) in shop.rows("select order_id from held.orders where customer_id = ?", name):
        if keep_orders:
            shop.change("orders", {"order_id": order_id}, customer_id=None)
        else:
            _delete_order(shop, {"order_id": order_id})
    for schema in ("held", "coming"):
        sends = f"select send_id from {schema}.campaign_sends where customer_id = ?"
        for each in ("held", "coming"):
            shop.sql(f"delete from {each}.campaign_responses where send_id in ({sends})", name)
        for table in OF_CUSTOMERS:
            shop.sql(f"delete from {schema}.{table} where customer_id = ?", name)
        shop.sql(f"update {schema}.web_events set customer_id = null where customer_id = ?", name)
    for table in ("order_items", "refunds"):
        of_them = "select order_id from coming.orders where customer_id = ?"
        shop.sql(f"delete from coming.{table} where order_id in ({of_them})", name)
    shop.sql("delete from coming.orders where customer_id = ?", name)
    shop.delete("customers", row)


def _a_ticket(shop: Shop, chance: Random) -> None:
    like, customer = shop.one(chance, "support_tickets"), shop.one(chance, "customers")
    if like and customer:
        row = {"ticket_id": _number(shop, chance), "customer_id": customer["customer_id"]}
        at = {"opened_at": _some_time(shop, chance), "closed_at": None, "csat": None}
        shop.add("support_tickets", like | row | at)


def _a_ticket_closed(shop: Shop, chance: Random) -> None:
    if row := shop.one(chance, "support_tickets", "closed_at is null"):
        shop.change("support_tickets", row, closed_at=shop.moment, csat=chance.randint(1, 5))


def _a_consent(shop: Shop, chance: Random) -> None:
    like, customer = shop.one(chance, "consents"), shop.one(chance, "customers")
    if like and customer:
        status = chance.choice(["granted", "withdrawn"])
        row = {"customer_id": customer["customer_id"], "status": status}
        shop.add("consents", like | row | {"changed_at": shop.moment})


def _a_suppression(shop: Shop, chance: Random) -> None:
    like, customer = shop.one(chance, "suppressions"), shop.one(chance, "customers")
    if like and customer:
        row = {"customer_id": customer["customer_id"], "lifted_at": None}
        shop.add("suppressions", like | row | {"suppressed_at": shop.moment})


def _a_suppression_lifted(shop: Shop, chance: Random) -> None:
    if row := shop.one(chance, "suppressions", "lifted_at is null"):
        assert isinstance(row["suppressed_at"], dt.datetime)
        shop.change("suppressions", row, lifted_at=row["suppressed_at"] + dt.timedelta(days=1))


def _a_visit(shop: Shop, chance: Random) -> None:
    """Add a visit on a known device, by the same person or a different one."""
    like = shop.one(chance, "web_events", "anonymous_id is not null")
    customer = shop.one(chance, "customers")
    if like and customer:
        at = _some_time(shop, chance, chance.choice((0, 0, 0, 1, 30, 90)))
        logs_in = {"customer_id": customer["customer_id"]} if chance.random() < 0.2 else {}
        for step in range(chance.randint(1, 4)):
            row = {"event_id": f"{_number(shop, chance)}", **logs_in}
            shop.add("web_events", like | row | {"occurred_at": at + dt.timedelta(minutes=step)})


def _an_answer(shop: Shop, chance: Random) -> None:
    like, customer = shop.one(chance, "survey_responses"), shop.one(chance, "customers")
    if like and customer:
        row = {"response_id": _number(shop, chance), "customer_id": customer["customer_id"]}
        at = {"answered_at": _some_time(shop, chance, chance.choice((0, 1, 364)))}
        shop.add("survey_responses", like | row | at)


def _a_response(shop: Shop, chance: Random) -> None:
    like, send = shop.one(chance, "campaign_responses"), shop.one(chance, "campaign_sends")
    if like and send:
        row = {"response_id": _number(shop, chance), "send_id": send["send_id"]}
        shop.add("campaign_responses", like | row | {"responded_at": shop.moment})


def _two_are_one(shop: Shop, chance: Random) -> None:
    """Link two customer numbers by the same address."""
    address = f"e{_number(shop, chance)}"
    for _ in range(2):
        if customer := shop.one(chance, "customers"):
            ends = {"left_type": "customer", "left_id": customer["customer_id"]}
            ends |= {"right_type": "email", "right_id": address}
            shop.sql("delete from held.identity_links where left_id = ? and right_id = ?",
                     ends["left_id"], address)  # fmt: skip
            shop.add("identity_links", ends | {"seen_at": shop.moment})


def _somebody_asks_to_be_forgotten(shop: Shop, chance: Random) -> None:
    if customer := shop.one(chance, "customers"):
        row = {"request_id": _number(shop, chance), "customer_id": customer["customer_id"]}
        shop.add("erasure_requests", row | {"requested_at": shop.moment, "completed_at": None})


def _an_occasion_moves(shop: Shop, chance: Random) -> None:
    if row := shop.one(chance, "occasions"):
        assert isinstance(row["ends_on"], dt.date)
        shop.change("occasions", row, ends_on=row["ends_on"] + dt.timedelta(days=3))


Edit = Callable[[Shop, Random], None]

OFTEN: tuple[Edit, ...] = (
    *(_a_new_order, _a_new_order, _a_late_order, _a_guests_order, _a_refund, _a_new_customer),
    *(_another_amount("orders", "net_amount"), _another_customer_ordered, _another_day),
    _one_of("orders", "status", "completed", "returned", "cancelled"),
    *(_an_order_deleted, _a_visit),
)
SELDOM: tuple[Edit, ...] = (
    _one_of("orders", "channel", "web", "app", "store"),
    _one_of("customers", "birth_date", None, dt.date(1961, 2, 28), dt.date(2003, 5, 2)),
    _one_of("customers", "gender", "f", "m", "x", None),
    _one_of("customers", "job_title", "Founder", "Office manager", None),
    _one_of("customers", "email", "somebody@example.com", "else@example.com"),
    _one_of("customers", "language", "de", "en", "fr"),
    _one_of("support_tickets", "csat", 1, 2, 3, 4, 5),
    _one_of("products", "category", "paper", "pens", "furniture"),
    _one_of("accounts", "employees", 3, 40, 900),
    _one_of("market_reference", "total_customers", 20_000, 9_000_000),
    _one_of("customer_details", "household_size", 1, 2, 3, 5),
    _one_of("customer_details", "education", "school", "university", None),
    _one_of("order_items", "quantity", 1, 2, 5),
    *(_another_amount("refunds", "net_amount"), _another_amount("order_items", "net_amount")),
    *(_another_amount("products", "cost"), _another_amount("costs", "amount_eur")),
    *map(
        _deleted,
        (
            *("refunds", "order_items", "web_events", "support_tickets", "survey_responses"),
            *("campaign_responses", "consents", "suppressions", "identity_links"),
            "customer_details",
        ),
    ),
    *(_a_customer_moves, _another_account, _a_customer_deleted, _a_ticket, _a_ticket_closed),
    *(_a_consent, _a_suppression, _a_suppression_lifted, _an_answer, _a_response),
    *(_two_are_one, _somebody_asks_to_be_forgotten, _an_occasion_moves),
)


def happen(shop: Shop, chance: Random) -> int:
    """Make some edits, often none; return how many."""
    count = chance.choice([0, 1, 1, 1, 2, 3, 5])
    for _ in range(count):
        chance.choice(OFTEN if chance.random() < 0.6 else SELDOM)(shop, chance)
    return count
