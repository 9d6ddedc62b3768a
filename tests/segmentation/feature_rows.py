"""Rows of the sample and of its build, in the shape in which features are compared."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from tests.segmentation import published
from tests.segmentation.people import of_people, people, read_seed, sample_owners, up_to

CENT = Decimal("0.01")
DATES = ["2025-06-30", "2024-02-29"]
Features = dict[str, tuple[object, ...]]


def features(database: Path, table: str, columns: Iterable[str]) -> Features:
    """Rows by customer, with None for what is NULL and plain dates."""
    rows = published.query(database, f"select customer_id, {', '.join(columns)} from {table}")
    values = rows.astype(object).where(rows.notna(), None)
    return {row[0]: tuple(map(_plain, row[1:])) for row in values.itertuples(index=False)}


def _plain(value: object) -> object:
    if isinstance(value, pd.Timestamp):
        return value.date()
    return round(value, 9) if isinstance(value, float) else value


def for_everybody(as_of: dt.date, found: Features, otherwise: tuple[object, ...]) -> Features:
    """The found rows, and the same values for all other people."""
    return {person: found.get(person, otherwise) for person in set(people(as_of).values())}


def by_person(rows: pd.DataFrame) -> dict[str, list[Any]]:
    """Each person's rows, in their order, as plain values: frames of a few rows are slow."""
    found = defaultdict(list)
    for row in rows.itertuples(index=False):
        found[row.customer_id].append(row)
    return dict(found)


def mode(values: Iterable[tuple[str, object]]) -> str | None:
    """The most frequent name; of equally frequent ones the one seen last."""
    values = list(values)
    counts = Counter(name for name, _ in values)
    last = {name: max(seen for other, seen in values if other == name) for name in counts}
    best = sorted(counts, key=lambda name: (counts[name], last[name]))
    return best[-1] if best else None


@cache
def orders(as_of: dt.date) -> pd.DataFrame:
    """What people ordered, what of it they `paid`, and what was `kept` of that, in euros."""
    rows = read_seed("raw_orders.csv")
    rows = of_people(up_to(rows[rows["status"] != "cancelled"], "ordered_at", as_of), as_of)
    back: defaultdict[str, Decimal] = defaultdict(Decimal)
    refunds = up_to(read_seed("raw_refunds.csv"), "refunded_at", as_of)
    for order, amount in zip(refunds["order_id"], _euros(refunds), strict=True):
        back[order] += amount
    paid = _euros(rows)
    kept = [
        max(amount - back[order], Decimal(0)) if status == "completed" else Decimal(0)
        for order, amount, status in zip(rows["order_id"], paid, rows["status"], strict=True)
    ]
    return rows.assign(paid=paid, kept=kept)


def _euros(rows: pd.DataFrame) -> list[Decimal]:
    return [
        (Decimal(amount) * Decimal(rate)).quantize(CENT, ROUND_HALF_UP)
        for amount, rate in zip(rows["net_amount"], rows["rate_to_eur"], strict=True)
    ]


@cache
def events(as_of: dt.date) -> pd.DataFrame:
    """Web events with their sessions and owners, found event by event."""
    rows = up_to(read_seed("raw_web_events.csv"), "occurred_at", as_of)
    rows = rows.assign(
        at=pd.to_datetime(rows["occurred_at"]), login=rows["customer_id"].map(people(as_of))
    )
    devices = {
        key[1]: owner for key, (owner, _) in sample_owners(as_of).items() if key[0] == "device"
    }
    known = set(people(as_of).values())
    sessions, owners = {}, {}
    by_device: dict[str, list[Any]] = defaultdict(list)
    for event in rows.itertuples(index=False):
        # Python's own moments are compared in a tenth of the time.
        by_device[event.anonymous_id].append(event._replace(at=event.at.to_pydatetime()))
    for anonymous_id, seen in by_device.items():
        visits: list[list[Any]] = []
        for event in sorted(seen, key=lambda event: (event.at, event.event_id)):
            if not visits or event.at - visits[-1][-1].at > dt.timedelta(minutes=30):
                visits.append([])
            visits[-1].append(event)
        for number, visit in enumerate(visits):
            logins = {event.login for event in visit if isinstance(event.login, str)}
            for event in visit:
                sessions[event.event_id] = (anonymous_id, number)
                owner = devices.get(anonymous_id)
                if isinstance(event.login, str):
                    owner = event.login
                elif len(logins) == 1:
                    (owner,) = logins
                owners[event.event_id] = owner if owner in known else None
    rows = rows.assign(
        session=rows["event_id"].map(sessions), customer_id=rows["event_id"].map(owners)
    )
    return rows[rows["customer_id"].notna()]
