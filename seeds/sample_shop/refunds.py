"""Money that is given back for part of an order, or for all of it after weeks."""

from sample_shop.moments import is_exported, later, read, written
from sample_shop.settings import dice
from sample_shop.shop import Row, Shop

COLUMNS = ["refund_id", "order_id", "refunded_at", "net_amount", "rate_to_eur"]


def refunds(shop: Shop) -> list[Row]:
    """One row per refund, in the order of time; orders that came back whole say so themselves."""
    rows = [row for order in shop.orders for row in _refunds_of(order)]
    rows.sort(key=lambda row: (row["refunded_at"], row["order_id"]))
    return [{"refund_id": f"F{number:05d}", **row} for number, row in enumerate(rows, start=1)]


def _refunds_of(order: Row) -> list[Row]:
    random = dice("refunds", order["order_id"])
    if order["status"] != "completed" or random.random() > 0.03:
        return []
    left = round(float(order["net_amount"]) * 100)
    shares = [1.0] if random.random() < 0.1 else [random.choice((0.1, 0.2, 0.5))]
    if shares[0] < 1 and random.random() < 0.1:
        shares.append(shares[0])
    moment, rows = read(order["ordered_at"]), []
    for share in shares:
        moment = later(random, moment, 240)
        amount = round(left * share)
        if not is_exported(moment) or amount == 0:
            break
        rows.append(
            {
                "order_id": order["order_id"],
                "refunded_at": written(moment),
                "net_amount": f"{amount / 100:.2f}",
                "rate_to_eur": order["rate_to_eur"],
            }
        )
    return rows
