"""How long an order takes from its file to publication while `seg watch` is killed repeatedly.

    python -m benchmarks.feed --customers 20000 --orders-a-minute 1000 --minutes 20 --kill-every 60

A separate process watches a shop with ten orders per customer and writes a copy for readers.
Complete files of new orders appear every few seconds; the process is killed at random moments and
restarted. The lag of a file is the time from its rename into the folder to the first copy for
readers whose `purchases`, a table built in that generation, has all orders of the file: what a
dashboard sees, not what seg reports. At the end, segment events are checked against what is
published, and that against a build from scratch from the same files (benchmarks/event_checks.py).
"""

import argparse
import json
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import duckdb

from benchmarks.event_checks import SIZES_THAT_DIFFER, mistakes
from benchmarks.intraday import NEXT_DAY
from benchmarks.orders import ROOT, Shop

PATIENCE_SECONDS = 600
"""The time limit for files after the last one appeared."""

ARRIVED = """
    select cast(split_part(order_id, '-', 2) as integer), count(*)
    from purchases
    where order_id like 'feed-%'
    group by all
"""


def main() -> None:
    """Feed, print measurements and violations, and fail if there are any."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--customers", type=int, default=20_000)
    parser.add_argument("--orders-a-minute", type=int, default=1_000)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--file-every", type=float, default=5, metavar="SECONDS")
    parser.add_argument("--kill-every", type=float, default=60, metavar="SECONDS", help="0: never")
    parser.add_argument("--seed", type=int, default=0, help="of the moments of kills")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop(_made(Path(folder, "shop")), given.customers * 10, 0)
        with (shop.folder / "seg_project.yml").open("a") as file:
            file.write("publish: {readers: readers.duckdb}\n")
        shop.write_years()
        watch = Watch(shop.folder)
        try:
            seen = fed(shop, watch, given)
            watch.end()
        finally:
            watch.kill()
        # Files that arrived while the last build read are in the next one.
        build(shop)
        seen.look()
        print_measured(seen, watch)
        fresh = built_from_nothing(shop, _made(Path(folder, "fresh")))
        files = [shop.folder / "warehouse.duckdb", seen.copy, fresh.folder / "warehouse.duckdb"]
        found = mistakes(*files)
    found["segments whose size differs from their events, in any copy"] = seen.other_sizes
    found["errors reported by seg watch"] = len(watch.errors)
    print()
    for what, count in found.items():
        print(f"{count:>9,}  {what}")
    for error in watch.errors[:5]:
        print(error)
    sys.exit(any(found.values()))


class Watch:
    """`seg watch` in its own process, which is killed, restarted and finally stopped."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None
        self._listener: threading.Thread | None = None
        self._is_building = False
        self.errors: list[str] = []
        self.kills = self.kills_of_builds = 0

    def start(self) -> None:
        """Start it."""
        command = [sys.executable, "-m", "orchestrator", "watch", "--project-dir", self._folder]
        command += ["--every", "1s", "--threads", "2", "--log-format", "json"]
        command += ["--vars", f"{{as_of_date: {NEXT_DAY}}}"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        self._listener = threading.Thread(target=self._listen, args=(self._process,))
        self._listener.start()

    def kill(self) -> None:
        """Kill it with SIGKILL, if it runs."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self.kills += 1
            self.kills_of_builds += self._is_building
            self._wait()

    def end(self) -> None:
        """Stop it normally."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        self._wait()
        assert self._process.returncode == 0, self._process.returncode

    def require_running(self) -> None:
        """Raise an error if it ended in any other way."""
        assert self._process is not None
        if self._process.poll() is not None:
            sys.exit(
                f"seg watch ended unexpectedly, with {self._process.returncode}: {self.errors}"
            )

    def _wait(self) -> None:
        assert self._process is not None
        assert self._listener is not None
        self._process.wait()
        self._listener.join()
        self._is_building = False

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            # A kill can leave an incomplete line.
            if line.endswith("\n"):
                told = json.loads(line)["info"]
                if told["level"] == "error":
                    self.errors.append(told["msg"])
                if told["name"] in ("RunStarted", "RunFinished"):
                    self._is_building = told["name"] == "RunStarted"


@dataclass(slots=True)
class Seen:
    """What a reader of the copy sees of each file of orders, by number."""

    copy: Path
    orders: dict[int, int] = field(default_factory=dict)
    appeared: dict[int, float] = field(default_factory=dict)
    lags: dict[int, float] = field(default_factory=dict)
    generations: set[int] = field(default_factory=set)
    other_sizes: int = 0
    inode: int = 0

    @property
    def missing(self) -> set[int]:
        """Return files whose orders are not visible yet."""
        return self.appeared.keys() - self.lags.keys()

    def look(self) -> None:
        """Open the copy if it was replaced."""
        if not self.copy.exists() or (inode := self.copy.stat().st_ino) == self.inode:
            return
        with duckdb.connect(str(self.copy), read_only=True) as connection:
            # From here on, all reads are from the open file.
            moment = time.time()
            (told,) = connection.execute("select generation from _seg.readers_copy").fetchall()
            arrived = dict(connection.execute(ARRIVED).fetchall())
            (sizes,) = connection.execute(SIZES_THAT_DIFFER).fetchall()
        self.inode = inode
        self.generations.add(told[0])
        self.other_sizes += sizes[0]
        for number in self.missing:
            if arrived.get(number) == self.orders[number]:
                self.lags[number] = moment - self.appeared[number]


def fed(shop: Shop, watch: Watch, given: argparse.Namespace) -> Seen:
    """Add files and kill the process until the time is over; then wait for all files."""
    random = Random(given.seed)
    seen = Seen(shop.folder / "readers.duckdb")
    watch.start()
    while not seen.generations:
        watch.require_running()
        time.sleep(0.1)
        seen.look()
    began, length = time.time(), given.minutes * 60
    kill_at = given.kill_every * random.random()
    while (now := time.time() - began) < length or seen.missing:
        number = len(seen.orders)
        if number * given.file_every <= now < length:
            until = given.orders_a_minute / 60 * given.file_every * (number + 1)
            write_orders(shop, number, round(until) - sum(seen.orders.values()), seen)
        if given.kill_every and kill_at <= now < length:
            watch.kill()
            watch.start()
            kill_at = given.kill_every * (watch.kills + random.random())
        if now > length + PATIENCE_SECONDS:
            sys.exit(f"files {sorted(seen.missing)} were not published")
        watch.require_running()
        seen.look()
        time.sleep(0.02)
    return seen


def write_orders(shop: Shop, number: int, orders: int, seen: Seen) -> None:
    """Write a complete file with this many orders of random customers."""
    draw = f"hash(i + {number} * 7919)"
    select = f"""
        select
            'feed-{number}-' || i as order_id,
            'c' || {draw} % {shop.customers} as customer_id,
            timestamp '{NEXT_DAY} 08:00:00' + to_seconds({number}) as ordered_at,
            'completed' as status,
            'web' as channel,
            'EUR' as currency,
            cast(5 + {draw} % 10000 / 100 as decimal(18, 2)) as net_amount,
            cast(0 as decimal(18, 2)) as discount_amount
        from range({orders}) as numbers(i)
    """
    shop.copy(select, "aside.parquet")
    (shop.folder / "aside.parquet").rename(shop.folder / "orders" / f"feed-{number}.parquet")
    seen.appeared[number] = time.time()
    seen.orders[number] = orders


def build(shop: Shop, *arguments: str) -> None:
    """Run a build with its tests, on two threads."""
    shop.build(NEXT_DAY, True, "--threads", "2", *arguments)


def built_from_nothing(shop: Shop, folder: Path) -> Shop:
    """Build the same files in another folder, first those that existed in the morning.

    From these, tables that are built once a day are built. Then all orders arrive at once, and
    everything else is rebuilt in full.
    """
    fresh = Shop(folder, shop.orders, 0)
    shutil.copy(shop.folder / "customers.parquet", folder)
    files = set((shop.folder / "orders").iterdir())
    new = set((shop.folder / "orders").glob("feed-*"))
    for some, arguments in ((files - new, ()), (new, ("--full-refresh",))):
        for file in some:
            shutil.copy(file, folder / "orders")
        build(fresh, *arguments)
    return fresh


def print_measured(seen: Seen, watch: Watch) -> None:
    """Print the lags of the files, and the conditions."""
    lags = sorted(seen.lags.values())
    middle, most = lags[len(lags) // 2], lags[len(lags) * 99 // 100]
    with duckdb.connect(str(seen.copy), read_only=True) as connection:
        ((events,),) = connection.execute(
            "select count(*) from _seg.segment_events where cause <> 'start'"
        ).fetchall()
    heads = ("files", "orders", "generations seen", "events", "kills", "of them while building")
    heads += ("median lag, s", "99 of 100 below, s", "longest, s")
    counts = (len(lags), sum(seen.orders.values()), len(seen.generations), events)
    figures = [f"{each:,}" for each in (*counts, watch.kills, watch.kills_of_builds)]
    figures += [f"{each:.1f}" for each in (middle, most, lags[-1])]
    print(f"| {' | '.join(heads)} |")
    print(f"|{'---|' * len(heads)}")
    print(f"| {' | '.join(figures)} |", flush=True)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    main()
