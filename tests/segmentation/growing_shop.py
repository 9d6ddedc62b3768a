"""A small shop whose data grows, changes and disappears day by day, as files that seg reads."""

import csv
import datetime as dt
import json
import shutil
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.segmentation.conftest import ROOT
from tests.segmentation.growing_visits import PRODUCTS, Visits

Row = dict[str, Any]

PROJECT = """\
name: growing_shop
config-version: 2
timezone: Europe/Berlin
models:
  growing_shop: {+materialized: view}
vars:
  shop_staging: false
"""
COLUMNS = {
    "customers": {
        **dict.fromkeys(("customer_id", "account_id", "email", "phone"), "varchar"),
        "birth_date": "date",
        **dict.fromkeys(("gender", "country", "region", "city", "postal_code"), "varchar"),
        **dict.fromkeys(("language", "job_title"), "varchar"),
        "created_at": "timestamp",
    },
    "orders": {
        "order_id": "varchar",
        "customer_id": "varchar",
        "ordered_at": "timestamp",
        **dict.fromkeys(("status", "channel", "currency"), "varchar"),
        **dict.fromkeys(("net_amount", "discount_amount"), "decimal(18, 2)"),
    },
    "refunds": {
        **dict.fromkeys(("refund_id", "order_id"), "varchar"),
        "refunded_at": "timestamp",
        "net_amount": "decimal(18, 2)",
    },
    "order_items": {
        **dict.fromkeys(("order_id", "line", "product_id"), "varchar"),
        "quantity": "bigint",
        "net_amount": "decimal(18, 2)",
    },
    "products": {
        **dict.fromkeys(("product_id", "category"), "varchar"),
        **dict.fromkeys(("price", "cost"), "decimal(18, 2)"),
    },
    "occasions": {
        "occasion": "varchar",
        "starts_on": "date",
        "ends_on": "date",
        "country": "varchar",
    },
    "identity_links": {
        **dict.fromkeys(("left_type", "left_id", "right_type", "right_id"), "varchar"),
        "seen_at": "timestamp",
    },
    "web_events": {
        **dict.fromkeys(("event_id", "anonymous_id", "customer_id"), "varchar"),
        "occurred_at": "timestamp",
        **dict.fromkeys(("event_type", "product_id"), "varchar"),
        **dict.fromkeys(("device", "os", "browser", "app_version"), "varchar"),
    },
    "erasure_requests": {
        **dict.fromkeys(("request_id", "customer_id"), "varchar"),
        **dict.fromkeys(("requested_at", "completed_at"), "timestamp"),
    },
}
CHANNELS = ("web", "store", "app")


def write_project(folder: Path) -> Path:
    """The segmentation project as a package, with staging on the shop's files."""
    write_staging(folder)
    for name in ("seg_project.yml", "models", "macros", "seeds"):
        source, target = ROOT / name, folder / "segmentation" / name
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    return folder


def write_features(folder: Path) -> Path:
    """The same without what is made of features and without properties: what `seg run` of them
    needs, which is read in a third of the time."""
    write_staging(folder)
    package = folder / "segmentation"
    (package / "seg_project.yml").write_text(package_without_roles(), encoding="utf-8")
    shutil.copytree(ROOT / "macros", package / "macros")
    ignored = shutil.ignore_patterns("*.yml", "raw_*")
    for part in ("seeds", "models/identity", "models/features"):
        shutil.copytree(ROOT / part, package / part, ignore=ignored)
    return folder


@cache
def package_without_roles() -> str:
    """The package's project file: most of the models that play a role are not there."""
    declared = yaml.safe_load((ROOT / "seg_project.yml").read_text("utf-8"))
    del declared["roles"]
    return json.dumps(declared)


def write_staging(folder: Path) -> None:
    """A project that takes a package from `segmentation`, and fills its staging."""
    (folder / "models").mkdir(parents=True)
    (folder / "segmentation").mkdir()
    (folder / "seg_project.yml").write_text(PROJECT, encoding="utf-8")
    (folder / "packages.yml").write_text("packages: [{local: segmentation}]", encoding="utf-8")
    for name, columns in COLUMNS.items():
        casts = ",\n".join(f"    cast({column} as {type_}) as {column}" for column, type_ in
                           columns.items())  # fmt: skip
        # Each query that reads the view would look anew how a file is written.
        known = f"auto_detect = false, header = true, columns = {dict.fromkeys(columns, 'varchar')}"
        file = f"""read_csv('data/{name}.csv', {known}, delim = ',', quote = '"', escape = '"')"""
        model = folder / "models" / f"stg_{name}.sql"
        model.write_text(f"select\n{casts}\nfrom {file}\n", encoding="utf-8")


@dataclass
class GrowingShop:
    """What the shop's system holds."""

    today: dt.date
    chance: Random = field(default_factory=lambda: Random(20250630))
    customers: dict[str, Row] = field(default_factory=dict)
    orders: dict[str, Row] = field(default_factory=dict)
    items: dict[str, list[Row]] = field(default_factory=dict)
    late_items: dict[str, list[Row]] = field(default_factory=dict)
    products: dict[str, Row] = field(default_factory=dict)
    occasions: list[Row] = field(default_factory=list)
    links: list[Row] = field(default_factory=list)
    erasures: list[Row] = field(default_factory=list)
    refunds: dict[str, Row] = field(default_factory=dict)
    visits: Visits = field(default_factory=Visits)

    def open(self, customers: int, days: int) -> None:
        """A past of so many days."""
        for product in PRODUCTS:
            cost = self.chance.randrange(100, 900) / 100
            row = {"product_id": product, "category": product[0], "price": 10, "cost": cost}
            self.products[product] = row
        for country in ("DE", "AT"):
            for year in (2024, 2025):
                row = {"occasion": "easter", "country": country}
                self.occasions.append(
                    row | {"starts_on": dt.date(year, 4, 1), "ends_on": dt.date(year, 4, 21)}
                )
        for _ in range(customers):
            self.welcome()
        last = self.today
        for ago in range(days, -1, -1):
            self.today = last - dt.timedelta(days=ago)
            self.sell(share=0.02)

    def open_web_shop(self, days: int) -> None:
        """A past of so many days, in which some of the customers are known by their devices."""
        for number, name in enumerate(self.customers):
            for device in self.visits.devices_of(name)[: number % 3]:
                self.link_device(name, device)
        for ago in range(days, -1, -1):
            day = self.today - dt.timedelta(days=ago)
            self.visits.browse(self.customers, day, share=0.02)

    def link_device(self, customer: str, device: str) -> None:
        """Somebody finds out whose a device is."""
        self.links.append(
            {
                "left_type": "customer",
                "left_id": customer,
                "right_type": "device",
                "right_id": device,
                "seen_at": dt.datetime(2024, 1, 1),
            }
        )

    def welcome(self) -> str:
        """A new customer."""
        name = f"c{len(self.customers) + 1:03d}"
        self.customers[name] = {
            "customer_id": name,
            "email": f"{name}@example.com",
            "country": self.chance.choice(["DE", "AT", "CH"]),
            "created_at": dt.datetime(2023, 1, 1),
        }
        return name

    def sell(self, share: float) -> None:
        """The orders of today."""
        for name in self.customers:
            if self.chance.random() < share:
                self.order(name, self.today)

    def order(self, customer: str, day: dt.date, status: str = "completed") -> str:
        """An order of one or two lines."""
        order_id = f"o{len(self.orders) + 1:05d}"
        chosen = self.chance.sample(PRODUCTS, self.chance.choice([1, 2]))
        lines = [
            {
                "order_id": order_id,
                "line": number,
                "product_id": product,
                "quantity": self.chance.randrange(1, 4),
                "net_amount": self.chance.randrange(500, 9000) / 100,
            }
            for number, product in enumerate(chosen, 1)
        ]
        self.items[order_id] = lines
        self.orders[order_id] = {
            "order_id": order_id,
            "customer_id": customer,
            # Late in the evening the day in Berlin is another one than in UTC.
            "ordered_at": dt.datetime.combine(day, dt.time(self.chance.choice([9, 15, 23]), 30)),
            "status": status,
            "channel": self.chance.choice(CHANNELS),
            "currency": "EUR",
            "net_amount": round(sum(line["net_amount"] for line in lines), 2),
            "discount_amount": self.chance.choice([0, 0, 1.5]),
        }
        return order_id

    def refund(self, order_id: str, share: float, days_ago: int = 0) -> None:
        """Part of an order is given back, late in the evening."""
        day = self.today - dt.timedelta(days=days_ago)
        name = f"f{len(self.refunds) + 1:03d}"
        self.refunds[name] = {
            "refund_id": name,
            "order_id": order_id,
            "refunded_at": dt.datetime.combine(day, dt.time(20, 30)),
            "net_amount": round(self.orders[order_id]["net_amount"] * share, 2),
        }

    def forget_orders(self, *order_ids: str) -> None:
        """Orders vanish from the shop's system."""
        for order_id in order_ids:
            del self.orders[order_id], self.items[order_id]

    def orders_of(self, customer: str) -> list[str]:
        """The numbers of a customer's orders."""
        return [name for name, order in self.orders.items() if order["customer_id"] == customer]

    def write(self, folder: Path) -> None:
        """Export everything."""
        tables: dict[str, list[Row]] = {
            "customers": list(self.customers.values()),
            "orders": list(self.orders.values()),
            "order_items": [line for lines in self.items.values() for line in lines],
            "refunds": list(self.refunds.values()),
            "products": list(self.products.values()),
            "occasions": self.occasions,
            "identity_links": self.links,
            "erasure_requests": self.erasures,
            "web_events": list(self.visits.events.values()),
        }
        (folder / "data").mkdir(exist_ok=True)
        for name, found in tables.items():
            with (folder / "data" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(COLUMNS[name]), lineterminator="\n")
                writer.writeheader()
                writer.writerows(found)
