"""What one order and a thousand orders cost, compared with a full build and a new day, with tests.

python -m benchmarks.intraday --orders 1000000

A shop with ten orders per customer is built, then for the next day, and on that day again: after
one order, after a thousand orders of as many customers, and with nothing new. For comparison, the
script shows what plain SQL takes in DuckDB to compute the features of the same customers
(raw_features.py). At the end, everything is rebuilt from scratch, and every table is compared with
the one that was built in parts.
"""

import argparse
import datetime as dt
import sys
import tempfile
from pathlib import Path

import duckdb

from benchmarks.orders import FIRST_DAY, Run, Shop

NEXT_DAY = str(dt.date.fromisoformat(FIRST_DAY) + dt.timedelta(days=1))
STEPS = (("one order", 1), ("the next order", 1), ("a thousand orders", 1_000), ("nothing", 0))


def main() -> None:
    """Build, and print seconds and peak memory of each step, and the ratio to a full build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=1_000_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop(Path(folder), given.orders, 0)
        shop.write_years()
        print(f"{given.orders:,} orders of {shop.customers:,} customers")
        print(f"{'':<20}{'wall s':>9}{'CPU s':>9}{'of all':>9}{'peak MB':>9}{'nodes':>9}")
        everything = built(shop, FIRST_DAY)
        shown("everything", everything, everything)
        new_day = built(shop, NEXT_DAY)
        shown("a new day", new_day, everything)
        shown_raw(shop.raw(NEXT_DAY), new_day)
        for number, (name, orders) in enumerate(STEPS):
            files = [write_orders(shop, number, orders)] if orders else []
            run = built(shop, NEXT_DAY)
            shown(name, run, everything)
            if files:
                shown_raw(shop.raw(NEXT_DAY, *files), run)
        differing = compared(shop)
    print(f"rebuilt from scratch: {differing or 'every table is the same'}")
    sys.exit(bool(differing))


def built(shop: Shop, day: str) -> Run:
    """Run a build with its tests, on two threads."""
    return shop.build(day, True, "--threads", "2")


def shown(name: str, run: Run, everything: Run) -> None:
    """Print a line of the table."""
    share = run.cpu_seconds / everything.cpu_seconds
    print(
        f"{name:<20}{run.wall_seconds:>9.1f}{run.cpu_seconds:>9.1f}{share:>9.2f}"
        f"{run.peak_mb:>9.0f}{run.nodes:>9}",
        flush=True,
    )


def shown_raw(used: tuple[float, float, float], run: Run) -> None:
    """Print a line with the cost of plain SQL, and its ratio to the build."""
    cpu, wall, peak = used
    times = f"{run.cpu_seconds / cpu:.1f} times that"
    print(
        f"{'  features, raw SQL':<20}{wall:>9.1f}{cpu:>9.1f}{'':>9}{peak:>9.0f}  {times}",
        flush=True,
    )


def write_orders(shop: Shop, number: int, orders: int) -> Path:
    """Write a file with one order each of this many customers, at noon of the day."""
    select = f"""
        select
            'late-{number}-' || i as order_id,
            'c' || hash(i + {number} * 7919) % {shop.customers} as customer_id,
            timestamp '{NEXT_DAY} 12:00:00' as ordered_at,
            'completed' as status,
            'web' as channel,
            'EUR' as currency,
            cast(50 as decimal(18, 2)) as net_amount,
            cast(0 as decimal(18, 2)) as discount_amount
        from range({orders}) as numbers(i)
    """
    file = f"orders/late-{number}.parquet"
    shop.copy(select, file)
    return shop.folder / file


def compared(shop: Shop) -> list[str]:
    """Return the tables that differ after a full refresh."""
    database = shop.folder / "warehouse.duckdb"
    before = shop.folder / "before.duckdb"
    before.write_bytes(database.read_bytes())
    shop.build(NEXT_DAY, False, "--full-refresh")
    differing = []
    with duckdb.connect() as connection:
        connection.execute(f"attach '{before}' as before (read_only)")
        connection.execute(f"attach '{database}' as after (read_only)")
        tables = connection.execute(
            "select table_name from information_schema.tables"
            " where table_catalog = 'after' and table_schema = 'main' order by 1"
        ).fetchall()
        for (name,) in tables:
            # The numbers of changes, and when a row was last built, do not count as contents.
            columns = "columns(lambda name: name not in ('change_number', 'as_of_date'))"
            one, other = (
                f'select {columns} from {side}.main."{name}"' for side in ("before", "after")
            )
            (count,) = connection.execute(
                f"select count(*) from (({one} except all {other})"
                f" union all ({other} except all {one}))"
            ).fetchall()[0]
            if count:
                differing.append(name)
    return differing


if __name__ == "__main__":
    main()
