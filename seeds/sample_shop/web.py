"""Visits to web shop and app: those that led to an order, and those that did not."""

from datetime import datetime, timedelta
from random import Random

from sample_shop.catalogue import CATEGORIES, Product, catalogue
from sample_shop.devices import Device, devices_of, is_tracked, new_anonymous_id, new_kind
from sample_shop.moments import between, is_exported, read, written
from sample_shop.settings import EXPORTED_AT, OPENED_ON, dice
from sample_shop.shop import Member, Row, Shop

COLUMNS = [
    *("event_id", "anonymous_id", "customer_id", "occurred_at", "type", "product_id"),
    *("device", "os", "browser", "app_version"),
]
_STRANGERS = 900


def web_events(shop: Shop) -> list[Row]:
    """One row per event, in the order of time."""
    shelves: dict[str, list[Product]] = {}
    for product in catalogue():
        shelves.setdefault(product.category, []).append(product)
    rows = []
    for member in shop.members:
        if is_tracked(member):
            rows += _visits_of(member, shelves)
    random = dice("strangers")
    opened_at = datetime(OPENED_ON.year, OPENED_ON.month, OPENED_ON.day)
    for _ in range(_STRANGERS):
        at = between(random, opened_at)
        device = Device(new_anonymous_id(random), *new_kind(random), at, at)
        rows += _visit(random, device, "", at, random.choice(CATEGORIES), shelves, ())
    exported = written(EXPORTED_AT)
    rows = sorted(
        (row for row in rows if row["occurred_at"] < exported),
        key=lambda row: (row["occurred_at"], row["anonymous_id"], row["type"]),
    )
    return [{"event_id": str(number), **row} for number, row in enumerate(rows, start=1)]


def _visits_of(member: Member, shelves: dict[str, list[Product]]) -> list[Row]:
    random = dice("visits", member.id)
    devices = devices_of(member)
    rows = []
    online = [read(row["ordered_at"]) for row in member.orders if row["channel"] in ("web", "app")]
    for ordered_at in online:
        start = ordered_at - timedelta(minutes=random.randrange(4, 14))
        device = _in_use(devices, start)
        logged_in = member.id if device.browser == "app" or random.random() < 0.4 else ""
        steps = ("cart", "checkout")
        visit = _visit(random, device, logged_in, start, member.favourite, shelves, steps)
        visit[-1] |= {"occurred_at": written(ordered_at - timedelta(seconds=9))}
        visit[-1] |= {"customer_id": member.id}
        rows += visit
    browsing = 0.55 * len(online) + (2.2 if not member.orders else 0.5)
    for _ in range(int(random.expovariate(1 / browsing))):
        start = between(random, member.created_at, _interest_ends(random, member))
        device = _in_use(devices, start)
        logged_in = member.id if device.browser == "app" or random.random() < 0.2 else ""
        steps = ("cart",) if random.random() < 0.22 else ()
        rows += _visit(random, device, logged_in, start, member.favourite, shelves, steps)
    return rows


def _interest_ends(random: Random, member: Member) -> datetime:
    """People who stop buying go on looking for a while."""
    if not member.orders or random.random() < 0.3:
        return EXPORTED_AT
    last = read(member.orders[-1]["ordered_at"])
    return min(last + timedelta(days=random.randrange(20, 200)), EXPORTED_AT)


def _in_use(devices: list[Device], moment: datetime) -> Device:
    """The device that was in use then."""
    return next((device for device in devices if moment < device.last_at), devices[-1])


def _visit(
    random: Random,
    device: Device,
    customer_id: str,
    start: datetime,
    favourite: str,
    shelves: dict[str, list[Product]],
    steps: tuple[str, ...],
) -> list[Row]:
    """The events of one visit: looking, perhaps searching, then the given steps."""
    looks = ["search"] if random.random() < 0.15 else []
    looks += ["view"] * random.choices((1, 2, 3), (6, 3, 1))[0]
    rows, at, product_id = [], start, ""
    for step in (*looks, *steps):
        if step == "view":
            category = favourite if random.random() < 0.65 else random.choice(CATEGORIES)
            product_id = random.choice(shelves[category]).product_id
        rows.append(
            {
                "anonymous_id": device.anonymous_id,
                "customer_id": customer_id,
                "occurred_at": written(at),
                "type": step,
                "product_id": product_id if step in ("view", "cart") else "",
                "device": device.device,
                "os": device.os,
                "browser": device.browser,
                "app_version": device.app_version(at),
            }
        )
        at += timedelta(seconds=random.randrange(8, 60))
    return rows if is_exported(at) else rows[:1]
