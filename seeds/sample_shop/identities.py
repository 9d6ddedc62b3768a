"""Pairs of ids that were seen together: customers, devices, loyalty cards, addresses.

Fourteen people came twice, under two customer numbers; some devices are known by a newsletter's
link only. A tablet on the counter and one company's mailbox were used by many people, who are not
one person.
"""

import hashlib
from datetime import datetime

from sample_shop.devices import devices_of, is_tracked
from sample_shop.moments import between, later, read, written
from sample_shop.settings import dice
from sample_shop.shop import Member, Row, Shop

COLUMNS = ["left_type", "left_id", "right_type", "right_id", "seen_at"]
_TWICE = 14
_AT_THE_COUNTER = 45
_ONE_MAILBOX = 9


def identity_links(shop: Shop) -> list[Row]:
    """One row per pair, in the order of time."""
    rows = [row for member in shop.members for row in _links_of(member)]
    rows += _people_who_came_twice(shop)
    rows += _shared(shop)
    return sorted(rows, key=lambda row: (row["seen_at"], row["left_id"], row["right_id"]))


def email_id(member: Member) -> str:
    """A hash of the address: links need no addresses."""
    address = member.customer["email"].lower()
    return "e" + hashlib.sha256(address.encode()).hexdigest()[:10]


def card_id(member: Member) -> str:
    """The number of a loyalty card."""
    return f"L{dice('card', member.id).randrange(10**6):06d}"


def _links_of(member: Member) -> list[Row]:
    random = dice("links", member.id)
    rows = []
    store = [row for row in member.orders if row["channel"] == "store"]
    if store and random.random() < 0.6:
        rows.append(_customer(member, "card", card_id(member), read(store[0]["ordered_at"])))
    if not is_tracked(member):
        return rows
    for device in devices_of(member):
        seen_at = later(random, max(device.first_at, member.created_at), 20)
        if seen_at >= device.last_at:
            continue
        if random.random() < 0.25:
            rows.append(_customer(member, "email", email_id(member), member.created_at))
            rows.append(_link("email", email_id(member), "device", device.anonymous_id, seen_at))
        else:
            rows.append(_customer(member, "device", device.anonymous_id, seen_at))
    return rows


def _people_who_came_twice(shop: Shop) -> list[Row]:
    """The later number of a person is linked to the card or the address of the earlier one."""
    random = dice("twice")
    first: dict[tuple[str, ...], Member] = {}
    pairs = []
    for member in shop.members:
        row = member.customer
        name = (row["first_name"], row["last_name"], row["city"])
        if member.habits.is_business or not member.orders:
            continue
        if name in first and len(first[name].orders) > 1:
            pairs.append((first.pop(name), member))
        else:
            first[name] = member
    rows = []
    for earlier, member in sorted(random.sample(pairs, _TWICE), key=lambda pair: pair[0].id):
        kind, shared = random.choice((("card", card_id(earlier)), ("email", email_id(earlier))))
        rows.append(_customer(earlier, kind, shared, earlier.created_at))
        rows.append(_customer(member, kind, shared, between(random, member.created_at)))
    return rows


def _shared(shop: Shop) -> list[Row]:
    random = dice("shared")
    shoppers = [
        member
        for member in shop.members
        if member.created_at < datetime(2025, 6, 1)
        and any(row["channel"] == "store" for row in member.orders)
    ]
    companies = [member for member in shop.members if member.habits.is_business]
    rows = [
        _customer(member, "device", "d-counter", between(random, member.created_at))
        for member in random.sample(shoppers, _AT_THE_COUNTER)
    ]
    return rows + [
        _customer(member, "email", "e-info-mailbox", between(random, member.created_at))
        for member in random.sample(companies, _ONE_MAILBOX)
    ]


def _customer(member: Member, kind: str, other: str, seen_at: datetime) -> Row:
    return _link("customer", member.id, kind, other, seen_at)


def _link(left: str, left_id: str, right: str, right_id: str, seen_at: datetime) -> Row:
    return {
        "left_type": left,
        "left_id": left_id,
        "right_type": right,
        "right_id": right_id,
        "seen_at": written(seen_at),
    }
