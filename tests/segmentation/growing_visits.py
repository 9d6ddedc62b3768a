"""Visits of a small web shop, day by day: an event log that can be corrected later."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Any

PRODUCTS = ("tea", "cup", "pot", "tray")
KINDS = (
    {"device": "mobile", "os": "ios", "browser": "safari"},
    {"device": "desktop", "os": "windows", "browser": "firefox"},
    {"device": "mobile", "os": "android", "browser": "app", "app_version": "3.1"},
)
STRANGERS = ("stranger-1", "stranger-2", "stranger-3")


@dataclass
class Visits:
    """The events, by number."""

    chance: Random = field(default_factory=lambda: Random(20250701))
    events: dict[str, dict[str, Any]] = field(default_factory=dict)
    written: int = 0

    def devices_of(self, customer: str) -> list[str]:
        """The cookies and the app that a customer has."""
        return [f"{customer}-{number}" for number in range(len(KINDS))]

    def browse(self, customers: Iterable[str], day: dt.date, share: float) -> None:
        """A day's visits, with login and without, and some strangers'."""
        for customer in customers:
            if self.chance.random() < share:
                device = self.chance.choice(self.devices_of(customer))
                self.visit(device, day, self.chance.choice([customer, None, None]))
        for device in STRANGERS:
            if self.chance.random() < share:
                self.visit(device, day)

    def visit(
        self, device: str, day: dt.date, login: str | None = None, *, hour: int | None = None
    ) -> list[str]:
        """One visit: looking, perhaps a cart and an order, perhaps a login on the way."""
        if hour is None:
            # Late in the evening the day in Berlin is another one than in UTC.
            hour = self.chance.choice([8, 13, 21, 23])
        at = dt.datetime.combine(day, dt.time(hour, 40))
        steps = ["search"] * self.chance.choice([0, 0, 1])
        steps += ["view"] * self.chance.choice([1, 2, 3])
        steps += self.chance.choice([[], [], ["cart"], ["cart", "checkout"]])
        logs_in = self.chance.randrange(len(steps))
        names = []
        for number, step in enumerate(steps):
            names.append(self.event(device, at, step, login if number >= logs_in else None))
            # Sometimes a pause that makes it two visits.
            at += dt.timedelta(minutes=self.chance.choice([1, 1, 7, 45]))
        return names

    def event(self, device: str, at: dt.datetime, event_type: str, login: str | None = None) -> str:
        """One event."""
        self.written += 1
        name = f"e{self.written:06d}"
        kind = KINDS[int(device[-1]) % len(KINDS)]
        self.events[name] = {
            **kind,
            "event_id": name,
            "anonymous_id": device,
            "customer_id": login,
            "occurred_at": at,
            "event_type": event_type,
            "product_id": self.chance.choice(PRODUCTS) if event_type in ("view", "cart") else None,
        }
        return name

    def on(self, *devices: str) -> list[str]:
        """The numbers of the events on some devices, the earliest first."""
        names = [name for name, event in self.events.items() if event["anonymous_id"] in devices]
        return sorted(names, key=lambda name: (self.events[name]["occurred_at"], name))

    def forget(self, names: Iterable[str]) -> None:
        """Events vanish."""
        for name in names:
            del self.events[name]
