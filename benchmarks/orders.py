"""What a day costs after years of orders and visits: the segmentation, built day after day.

python benchmarks/orders.py --orders 1000000 --visits 1000000
"""

import argparse
import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import duckdb

ROOT = Path(__file__).parents[1]
FIRST_DAY = "2025-06-28"
YEARS = 3
PROJECT = """
name: many_orders
config-version: 2
timezone: UTC
engine: {{path: warehouse.duckdb}}
models:
  many_orders: {{+materialized: view}}
vars:
  shop_staging: false
  time_zone: UTC
  experiments: []
  {inputs}
"""
DETECTING = ("customer_ids", "customer_changes", "device_changes", "visitor_changes")
REFRESHED = (
    *("purchases", "purchase_gaps", "customer_purchases", "clv_purchases"),
    *("visit_events", "customer_visits", "customer_devices"),
)
ABSENT = (
    *("accounts", "products", "customer_details", "support_tickets"),
    *("survey_responses", "campaigns", "consents", "suppressions", "erasure_requests"),
    *("identity_links", "occasions", "geo_reference", "market_reference", "costs"),
    "experiment_assignments",
)
SOURCES = """
sources:
  - name: files
    tables:
      - name: customers
        config: {external_location: customers.parquet}
      - name: orders
        config: {external_location: "orders/*.parquet", refresh_by: order_id}
      - name: web_events
        config: {external_location: "web_events/*.parquet", refresh_by: event_id}
"""
# A few customers order a lot, most little; they arrive over the years and leave sooner or later;
# statuses and channels are random.
ORDERS = """
    with drawn as (
        select
            i,
            cast(floor({customers} * power(random(), 2)) as bigint) as customer,
            timestamp '{first}' + to_seconds(cast(86400 * {days} * random() as bigint) - 1)
                as ordered_at
        from range(20 * {orders}) as numbers(i)
    ),
    living as (
        select
            *,
            timestamp '{opened}' + to_days((hash(customer) % {opened_for})::integer) as came_at,
            -730 * ln((hash(-customer) % 1000 + 1) / 1000) as days_here
        from drawn
        where ordered_at between came_at and came_at + to_days(days_here::integer)
        limit {orders}
    )
    select
        '{first}-' || i as order_id,
        'c' || customer as customer_id,
        ordered_at,
        case when random() < 0.05 then 'returned' when random() < 0.03 then 'cancelled'
            else 'completed' end as status,
        ['web', 'store', 'app'][1 + cast(floor(3 * random()) as integer)] as channel,
        'EUR' as currency,
        cast(5 + 100 * random() as decimal(18, 2)) as net_amount,
        cast(case when random() < 0.3 then 10 * random() else 0 end as decimal(18, 2))
            as discount_amount
    from living
    order by ordered_at
"""
# Visits of four events, a minute apart: most on one of two devices of a customer, who logs in
# during some of them, the rest on devices of strangers.
EVENTS = """
    with visits as (
        select
            i,
            cast(floor({customers} * power(random(), 2)) as bigint) as customer,
            cast(floor(2 * random()) as integer) as device,
            random() < 0.3 as is_strangers,
            random() < 0.4 as has_login,
            timestamp '{first}' + to_seconds(cast(86400 * {days} * random() as bigint) - 1)
                as started_at
        from range({events} // 4 + 1) as numbers(i)
    ),
    events as (
        select *, unnest(range(4)) as step from visits
    )
    select
        '{first}-' || i || '-' || step as event_id,
        case when is_strangers then 's' else 'c' end || customer || '-' || device as anonymous_id,
        case when has_login and not is_strangers and step > 0 then 'c' || customer end
            as customer_id,
        started_at + to_minutes(step) as occurred_at,
        ['view', 'view', 'cart', 'checkout'][step + 1] as event_type,
        case when step < 3 then 'p' || hash(i + step) % 1000 end as product_id,
        ['mobile', 'desktop'][device + 1] as device,
        ['ios', 'windows'][device + 1] as os,
        ['safari', 'firefox'][device + 1] as browser,
        cast(null as varchar) as app_version
    from events
    order by started_at, i, step
    limit {events}
"""
CUSTOMERS = """
    select
        'c' || i as customer_id,
        cast(null as varchar) as account_id,
        'c' || i || '@example.com' as email,
        cast(null as varchar) as phone,
        cast(null as date) as birth_date,
        cast(null as varchar) as gender,
        ['DE', 'AT', 'CH'][1 + i % 3] as country,
        cast(null as varchar) as region,
        cast(null as varchar) as city,
        cast(null as varchar) as postal_code,
        'de' as language,
        cast(null as varchar) as job_title,
        timestamp '2022-01-01' as created_at
    from range({customers}) as numbers(i)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One `seg build`: seconds, peak memory in MB, and each node's seconds and message."""

    cpu_seconds: float
    wall_seconds: float
    peak_mb: float
    node_seconds: dict[str, float]
    messages: dict[str, str]
    nodes: int

    def seconds(self, models: tuple[str, ...] | None = None) -> float:
        """Return the seconds of these models, or of all nodes."""
        return sum(
            seconds
            for name, seconds in self.node_seconds.items()
            if models is None or name.rpartition(".")[2] in models
        )

    def rows_written(self) -> str:
        """Return the number of rows that were replaced or added in refreshed tables."""
        nodes = [f"model.customer_segmentation.{name}" for name in REFRESHED]
        said = [self.messages[node] for node in nodes if node in self.messages]
        deltas = [int(message.split()[1]) for message in said if message.startswith("DELTA")]
        return f"{sum(deltas):,}" if len(deltas) == len(said) else "all"


def main() -> None:
    """Build years, then the same day again, and days with more and more orders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--visits", type=int, default=0, help="events on the web")
    parser.add_argument("--tests", action="store_true", help="run the data tests, too")
    parser.add_argument("--details", action="store_true", help="seconds of the slowest nodes")
    given = parser.parse_args()
    usual_orders, usual_events = given.orders // (365 * YEARS), given.visits // (365 * YEARS)
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop(Path(folder), given.orders, given.visits)
        shop.write_years()
        print(
            f"{given.orders:,} orders and {given.visits:,} web events of {shop.customers:,} "
            f"customers; {usual_orders:,} and {usual_events:,} a usual day"
        )
        days = (
            ("all years", "2025-06-28", 0, ()),
            ("the same day again", "2025-06-28", 0, ()),
            ("a usual day", "2025-06-29", 1, ()),
            ("ten times that", "2025-06-30", 10, ()),
            ("a hundred times", "2025-07-01", 100, ()),
            ("the same, full refresh", "2025-07-01", 0, ("--full-refresh",)),
        )
        heads = ("orders", "events", "rows", "detect s", "refresh s", "rest s", "CPU s", "peak MB")
        print(f"{'':<22}" + "".join(f"{head:>11}" for head in heads))
        for name, day, times, arguments in days:
            orders, events = times * usual_orders, times * usual_events
            if times:
                shop.write_day(day, orders, events)
            run = shop.build(day, given.tests, *arguments)
            detect, refresh = run.seconds(DETECTING), run.seconds(REFRESHED)
            rest = run.seconds() - detect - refresh
            print(
                f"{name:<22}{orders:>11,}{events:>11,}{run.rows_written():>11}{detect:>11.2f}"
                f"{refresh:>11.2f}{rest:>11.2f}{run.cpu_seconds:>11.1f}{run.peak_mb:>11.0f}"
            )
            if given.details:
                slowest = sorted(run.node_seconds.items(), key=lambda item: -item[1])[:25]
                for node, seconds in slowest:
                    print(f"    {node:<42} {seconds:6.2f} s  {run.messages[node]}")


class Shop:
    """A shop whose orders and web events are Parquet files, and a project that segments it."""

    def __init__(self, folder: Path, orders: int, events: int) -> None:
        self.folder = folder
        self.orders = orders
        self.events = events
        self.customers = orders // 10
        absent = ABSENT if events else (*ABSENT, "web_events")
        inputs = "\n  ".join(f"input_{name}: false" for name in absent)
        for name in ("models", "orders", "web_events"):
            (folder / name).mkdir()
        (folder / "seg_project.yml").write_text(PROJECT.format(inputs=inputs))
        (folder / "packages.yml").write_text(f"packages: [{{local: {ROOT}}}]")
        (folder / "models" / "sources.yml").write_text(SOURCES)
        keys = {"customers": "customer_id", "orders": "order_id", "web_events": "event_id"}
        for name, key in keys.items():
            if name == "web_events" and not events:
                continue
            rows = f"select * from {{{{ source('files', '{name}') }}}}"
            text = f"{{{{ config(refresh_by='{key}') }}}} {rows}"
            (folder / "models" / f"stg_{name}.sql").write_text(text)

    def write_years(self) -> None:
        """Write customers, and orders and events up to the first day, a file per year."""
        self.copy(CUSTOMERS.format(customers=self.customers), "customers.parquet")
        for ago in range(YEARS, 0, -1):
            first = dt.date.fromisoformat(FIRST_DAY) - dt.timedelta(days=365 * ago - 1)
            self._write_orders(first, 365, self.orders // YEARS)
            self._write_events(first, 365, self.events // YEARS)

    def write_day(self, day: str, orders: int, events: int) -> None:
        """Write a file with the orders of a day, and one with its events."""
        self._write_orders(dt.date.fromisoformat(day), 1, orders)
        self._write_events(dt.date.fromisoformat(day), 1, events)

    def build(self, day: str, with_tests: bool, *arguments: str) -> Run:
        """Build for a day, in a separate process."""
        command = [sys.executable, "-m", "orchestrator", "build", "--project-dir", self.folder]
        command += ["--vars", f"{{as_of_date: {day}}}", "--threads", "1", *arguments]
        command += [] if with_tests else ["--exclude-resource-type", "test"]
        used = measured(command)
        results = json.loads((self.folder / "target" / "run_results.json").read_text())["results"]
        return Run(
            *used,
            {result["unique_id"]: result["execution_time"] for result in results},
            {result["unique_id"]: result["message"] for result in results},
            sum(result["status"] != "reused" for result in results),
        )

    def raw(self, day: str, *files: Path) -> tuple[float, float, float]:
        """Return CPU and wall seconds, and MB, of features without seg, for all or some."""
        command = [sys.executable, "-m", "benchmarks.raw_features", self.folder, day, *files]
        return measured(command)

    def _write_orders(self, first: dt.date, days: int, orders: int) -> None:
        select = ORDERS.format(
            first=first,
            days=days,
            orders=orders,
            customers=self.customers,
            opened=dt.date.fromisoformat(FIRST_DAY) - dt.timedelta(days=365 * YEARS),
            opened_for=365 * YEARS,
        )
        self.copy(select, f"orders/{first}.parquet")

    def _write_events(self, first: dt.date, days: int, events: int) -> None:
        if events:
            select = EVENTS.format(first=first, days=days, events=events, customers=self.customers)
            self.copy(select, f"web_events/{first}.parquet")

    def copy(self, select: str, file: str) -> None:
        """Write the rows of a SELECT to a Parquet file."""
        with duckdb.connect() as database:
            database.execute("set threads = 1; select setseed(0.42)")
            database.execute(f"copy ({select}) to '{self.folder / file}' (format parquet)")


def measured(command: list[str | Path]) -> tuple[float, float, float]:
    """Return CPU and wall seconds and peak memory in MB of a process, which must succeed."""
    started = perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(said)
    seconds = perf_counter() - started
    return used.ru_utime + used.ru_stime, seconds, used.ru_maxrss / 1024


if __name__ == "__main__":
    main()
