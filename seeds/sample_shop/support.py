"""Requests to customer service: after orders and returns, more from the discontented."""

from sample_shop.moments import is_exported, later, read, written
from sample_shop.settings import dice
from sample_shop.shop import Member, Row, Shop

COLUMNS = [
    *("ticket_id", "customer_id", "opened_at", "closed_at"),
    *("topic", "severity", "csat"),
]
_TOPICS = ("delivery", "quality", "payment", "question", "account")


def support_tickets(shop: Shop) -> list[Row]:
    """One row per request, in the order of time."""
    rows = [row for member in shop.members for row in _tickets_of(member)]
    rows.sort(key=lambda row: (row["opened_at"], row["customer_id"]))
    return [{"ticket_id": f"T{number:05d}", **row} for number, row in enumerate(rows, start=1)]


def _tickets_of(member: Member) -> list[Row]:
    random = dice("support", member.id)
    trouble = 1.6 - 1.2 * member.contentment
    rows = []
    for order in member.orders:
        is_return = order["status"] == "returned"
        if random.random() > (0.3 if is_return else 0.06) * trouble:
            continue
        opened_at = later(random, read(order["ordered_at"]), 100)
        if not is_exported(opened_at):
            continue
        closed_at = later(random, opened_at, 30)
        is_closed = is_exported(closed_at) and random.random() < 0.985
        has_rated = is_closed and random.random() < 0.45
        rating = round(1 + 4 * min(max(member.contentment + random.gauss(-0.08, 0.2), 0), 1))
        rows.append(
            {
                "customer_id": member.id,
                "opened_at": written(opened_at),
                "closed_at": written(closed_at) if is_closed else "",
                "topic": "return" if is_return else random.choice(_TOPICS),
                "severity": random.choices(
                    ("low", "normal", "high"), (4, 5, 1 + 3 * (trouble > 0.9))
                )[0],
                "csat": str(rating) if has_rated else "",
            }
        )
    return rows
