"""Some of the sample's customers as a living shop: rows arrive at their moment.

The shop's data is in a separate database, in the schema `held`; future rows are in `coming`.
"""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from random import Random

import duckdb
import yaml

from benchmarks.orders import ROOT

KEYS = {
    "customers": ("customer_id",),
    "orders": ("order_id",),
    "order_items": ("order_id", "line"),
    "refunds": ("refund_id",),
    "products": ("product_id",),
    "accounts": ("account_id",),
    "customer_details": ("customer_id",),
    "web_events": ("event_id",),
    "support_tickets": ("ticket_id",),
    "survey_responses": ("response_id",),
    "campaigns": ("campaign_id",),
    "campaign_sends": ("send_id",),
    "campaign_responses": ("response_id",),
    "experiment_assignments": ("experiment", "customer_id"),
    "consents": ("customer_id", "channel", "changed_at"),
    "suppressions": ("customer_id", "channel", "suppressed_at"),
    "erasure_requests": ("request_id",),
    "identity_links": ("left_type", "left_id", "right_type", "right_id"),
    "occasions": ("occasion", "country", "starts_on"),
    "geo_reference": ("country", "region"),
    "market_reference": ("country", "customer_type"),
    "costs": ("cost_type", "channel", "valid_from"),
}
"""The inputs with their keys."""

FEW_INPUTS = ("customers", "orders", "refunds", "erasure_requests", "identity_links")
"""The inputs on which most models depend."""

MOMENTS = {
    "customers": "created_at",
    "orders": "ordered_at",
    "refunds": "refunded_at",
    "customer_details": "stated_at",
    "web_events": "occurred_at",
    "support_tickets": "opened_at",
    "survey_responses": "answered_at",
    "campaign_sends": "sent_at",
    "campaign_responses": "responded_at",
    "experiment_assignments": "assigned_at",
    "consents": "changed_at",
    "suppressions": "suppressed_at",
    "erasure_requests": "requested_at",
    "identity_links": "seen_at",
}
OF_CUSTOMERS = (
    *("customer_details", "support_tickets", "survey_responses", "campaign_sends", "consents"),
    *("suppressions", "erasure_requests", "experiment_assignments"),
)
LATE_SHARE = 0.1
"""The share of arriving orders that come late, up to ten days after they were placed."""


class Shop:
    """The shop's own records."""

    def __init__(self, file: Path) -> None:
        self.database = duckdb.connect(str(file))
        self.database.execute("set threads = 1")
        self.moment = dt.datetime.min

    def open(self, customers: int, first_day: dt.date, seed: int) -> None:
        """Load the past until the first day, and everything that arrives later."""
        self.sql("create schema held; create schema coming")
        for name in KEYS:
            identifier, types = _seeds()[name]
            kinds = ", ".join(f"'{column}': '{kind}'" for column, kind in types.items())
            self.sql(
                f"create table coming.{name} as select *, cast({_moment(name)} as timestamp) as due"
                f" from read_csv('{ROOT / 'seeds' / identifier}.csv', header = true,"
                f" columns = {{{kinds}}}) order by all"
            )
            self.sql(f"create table held.{name} as select * exclude (due) from coming.{name}"
                     " where false")  # fmt: skip
        self._leave_out_others(customers, seed)
        late = f"hash(order_id, {seed}) % 1000"
        self.sql(
            f"update coming.orders set due = due + to_hours(1 + ({late} % 240)::integer)"
            f" where due >= '{first_day}' and hash({late}) % 1000 < {LATE_SHARE * 1000}"
        )
        # A row arrives after the rows that it refers to.
        for name, other, key in (
            ("orders", "customers", "customer_id"),
            ("order_items", "orders", "order_id"),
            ("refunds", "orders", "order_id"),
            ("campaign_responses", "campaign_sends", "send_id"),
            ("web_events", "customers", "customer_id"),
            *((each, "customers", "customer_id") for each in OF_CUSTOMERS),
        ):
            self.sql(
                f"update coming.{name} as later set due = greatest(later.due, earlier.due)"
                f" from coming.{other} as earlier where later.{key} = earlier.{key}"
            )

    def _leave_out_others(self, customers: int, seed: int) -> None:
        """Keep this many of the sample's customers, with all their data."""
        draw, all_customers = f"hash({{}}, {seed})", self.count("coming.customers")
        self.sql(
            "create temp table chosen as select customer_id from coming.customers"
            f" order by {draw.format('customer_id')} limit {customers}"
        )
        share = customers / all_customers * 1000
        known, some = "in (from chosen)", f"{draw} % 1000 < {share}"
        kept = {
            "customers": f"customer_id {known}",
            "orders": f"coalesce(customer_id {known}, {some.format('order_id')})",
            "order_items": "order_id in (select order_id from coming.orders)",
            "refunds": "order_id in (select order_id from coming.orders)",
            "web_events": f"coalesce(customer_id {known}, {some.format('anonymous_id')})",
            "identity_links": f"if(left_type = 'customer', left_id {known}, {some})".format(
                "right_id"
            ),
            **dict.fromkeys(OF_CUSTOMERS, f"customer_id {known}"),
            "campaign_responses": "send_id in (select send_id from coming.campaign_sends)",
        }
        for name, condition in kept.items():
            self.sql(f"delete from coming.{name} where not ({condition})")

    def go_to(self, moment: dt.datetime) -> None:
        """Advance the time: rows that are due arrive."""
        self.moment = moment
        for name in KEYS:
            due = f"due is null or due <= '{moment}'"
            self.sql(f"insert into held.{name} select * exclude (due) from coming.{name}"
                     f" where {due}")  # fmt: skip
            self.sql(f"delete from coming.{name} where {due}")

    @property
    def day(self) -> dt.date:
        """Return the current day in UTC."""
        return self.moment.date()

    def sql(self, statement: str, *values: object) -> None:
        """Execute."""
        self.database.execute(statement, values or None)

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Return the rows of a query."""
        return self.database.execute(query, values or None).fetchall()

    def count(self, table: str) -> int:
        """Return the rows of a table."""
        ((count,),) = self.rows(f"select count(*) from {table}")
        assert isinstance(count, int)
        return count

    def one(self, chance: Random, name: str, condition: str = "true") -> dict[str, object] | None:
        """Return a random row of an input, if it has any."""
        ((count,),) = self.rows(f"select count(*) from held.{name} where {condition}")
        assert isinstance(count, int)
        if not count:
            return None
        order, at = ", ".join(KEYS[name]), chance.randrange(count)
        found = self.database.execute(
            f"select * from held.{name} where {condition} order by {order} limit 1 offset {at}"
        )
        columns = [column[0] for column in found.description]
        return dict(zip(columns, found.fetchall()[0], strict=True))

    def add(self, name: str, row: Mapping[str, object]) -> None:
        """Insert a row."""
        marks = ", ".join("?" * len(row))
        self.sql(f"insert into held.{name} ({', '.join(row)}) values ({marks})", *row.values())

    def change(self, name: str, row: Mapping[str, object], **values: object) -> None:
        """Update values of a row."""
        given = ", ".join(f"{column} = ?" for column in values)
        self.sql(f"update held.{name} set {given} where {_is(name)}", *values.values(),
                 *(row[key] for key in KEYS[name]))  # fmt: skip

    def delete(self, name: str, row: Mapping[str, object]) -> None:
        """Delete a row."""
        self.sql(f"delete from held.{name} where {_is(name)}", *(row[key] for key in KEYS[name]))


def _is(name: str) -> str:
    return " and ".join(f"{key} is not distinct from ?" for key in KEYS[name])


def _moment(name: str) -> str:
    return MOMENTS.get(name, "null")


def _seeds() -> dict[str, tuple[str, dict[str, str]]]:
    """Return the sample's seed of each input, with the types of its columns."""
    sources = yaml.safe_load((ROOT / "models" / "sources.yml").read_text("utf-8"))["sources"]
    seeds = yaml.safe_load((ROOT / "seeds" / "seeds.yml").read_text("utf-8"))["seeds"]
    types = {seed["name"]: seed["config"].get("column_types", {}) for seed in seeds}
    return {
        table["name"]: (table["identifier"], types[table["identifier"]])
        for table in sources[0]["tables"]
    }
