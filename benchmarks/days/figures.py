"""What must be true of published data, computed from the shop's own records without seg."""

import datetime as dt
from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from benchmarks.days.shop import Shop
from benchmarks.event_checks import mistakes_of_events

BERLIN = ZoneInfo("Europe/Berlin")
CENT = Decimal("0.01")


def wrong_figures(shop: Shop, warehouse: Path, day: dt.date) -> list[str]:
    """Return customers whose figures do not match their orders, and what is wrong with events."""
    found = []
    with duckdb.connect() as connection:
        connection.execute(f"attach '{warehouse}' as live (read_only)")
        people = dict(
            connection.execute(
                "select source_customer_id, customer_id from live.main.customer_ids"
            ).fetchall()
        )
        published = {
            row[0]: row[1:]
            for row in connection.execute(
                "select customer_id, orders, net_revenue, orders_30d, net_revenue_30d,"
                " orders_365d, net_revenue_365d, last_order_on from live.main.customer_features"
            ).fetchall()
        }
        found += [
            f"{count} {what}" for what, count in mistakes_of_events(connection).items() if count
        ]
        found += [
            f"{family}: {customers} customers of {len(published)} are in it"
            for family, customers in connection.execute(
                "select family, count(distinct customer_id)"
                " from live.main.segment_membership inner join ("
                " select distinct family from live.main.segment_catalogue where mode = 'exclusive'"
                " and entity = 'customer_id') using (family) group by family"
            ).fetchall()
            if customers != len(published)
        ]
    if (known := _known(shop, day)) != people.keys():
        found.append(
            f"customer numbers: {sorted(map(str, known ^ people.keys()))[:5]} on one side only"
        )
    expected = _expected(shop, people, day)
    found += [
        f"{name}: {list(map(str, expected[name]))} by its orders,"
        f" {list(map(str, published.get(name, ())))} published"
        for name in sorted(expected.keys() | published.keys(), key=str)
        if expected[name] != published.get(name)
    ]
    return found


def _known(shop: Shop, day: dt.date) -> set[object]:
    """Return who exists on a day, or has ordered, and has not asked to be erased."""
    requests = shop.rows("select customer_id, requested_at from held.erasure_requests")
    forgotten = {name for name, at in requests if _day(at) <= day}
    orders = shop.rows(
        "select customer_id, ordered_at from held.orders where status <> 'cancelled'"
    )
    bought = {name for name, at in orders if _day(at) <= day}
    customers = shop.rows("select customer_id, created_at from held.customers")
    return {
        name
        for name, at in customers
        if (at is None or _day(at) <= day or name in bought) and name not in forgotten
    }


def _expected(
    shop: Shop, people: dict[object, object], day: dt.date
) -> defaultdict[object, tuple[object, ...]]:
    """Return orders and revenue, also for 30 and 365 days, and the last day, by person."""
    refunded: defaultdict[object, Decimal] = defaultdict(Decimal)
    for order, at, amount, rate in shop.rows(
        "select order_id, refunded_at, net_amount, rate_to_eur from held.refunds"
    ):
        if _day(at) <= day:
            refunded[order] += _euros(amount, rate)
    orders: Counter[tuple[object, int]] = Counter()
    revenue: defaultdict[tuple[object, int], Decimal] = defaultdict(Decimal)
    last: dict[object, dt.date] = {}
    for order, customer, at, status, amount, rate in shop.rows(
        "select order_id, customer_id, ordered_at, status, net_amount, rate_to_eur"
        " from held.orders where status <> 'cancelled'"
    ):
        person, ordered_on = people.get(customer), _day(at)
        if person is None or ordered_on > day:
            continue
        paid = _euros(amount, rate)
        kept = Decimal() if status == "returned" else paid - min(refunded[order], paid)
        last[person] = max(last.get(person, ordered_on), ordered_on)
        for days in (10**6, 30, 365):
            if (day - ordered_on).days < days:
                orders[person, days] += 1
                revenue[person, days] += kept
    found: defaultdict[object, tuple[object, ...]] = defaultdict(tuple)
    for person in people.values():
        both = [(orders[person, days], revenue[person, days]) for days in (10**6, 30, 365)]
        found[person] = (*both[0], *both[1], *both[2], last.get(person))
    return found


def _day(moment: object) -> dt.date:
    assert isinstance(moment, dt.datetime)
    return moment.replace(tzinfo=dt.UTC).astimezone(BERLIN).date()


def _euros(amount: object, rate: object) -> Decimal:
    assert isinstance(amount, Decimal)
    assert isinstance(rate, Decimal)
    return (amount * rate).quantize(CENT, ROUND_HALF_UP)
