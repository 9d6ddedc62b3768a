"""Many days with many runs of a shop in which anything can happen, compared with full refreshes.

    python -m benchmarks.days --days 3 --runs 5 --seed 1          # a quick check
    python -m benchmarks.days --days 60 --runs 20 --customers 400 --seed 1

The sample's customers live day by day: orders and related rows arrive, some late, and are corrected
and deleted; refunds and new customers arrive, customers are deleted, and so on. Most runs are `seg
build`; some build only a part, are killed with SIGKILL and restarted, fail, or are rolled back;
definitions change in the meantime. Each day is compared four times, row by row (README.md).
"""

import argparse
import datetime as dt
import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from benchmarks.days.checks import Checks, Counts
from benchmarks.days.definitions import Definitions
from benchmarks.days.edits import happen
from benchmarks.days.export import Export
from benchmarks.days.running import WITHOUT_TESTS, Seg, Wrong
from benchmarks.days.shop import FEW_INPUTS, KEYS, Shop

FIRST_DAY = dt.date(2025, 5, 1)
FIRST_HOUR, LAST_HOUR = 4, 21
PARTS = (
    *("customer_features+", "+value_tier", "stg_orders+", "lifecycle", "+spenders", "top+"),
    *("segment_membership+", "+customer_orders", "customer_changes+1", "path:models/own"),
)
DEFINITION_SHARE = 0.1
"""The share of runs before which a definition changes."""

KINDS = {
    **{"build": 66, "part": 8, "models only": 3, "full refresh": 3, "force": 2, "twice": 3},
    **{"rollback": 5, "kill": 7, "broken": 3},
}
"""The kinds of runs with their frequencies. The evening run is always a build."""

IN_THE_MORNING = {"build": 80, "kill": 20}
"""The first run of a day reads a single state of the shop, so that everything can be compared."""

NOBODY = "nobody"


def main() -> None:
    """Simulate the days, and fail at the first difference."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--runs", type=int, default=20, help="on each day")
    parser.add_argument("--customers", type=int, default=400)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--sources", choices=("files", "tables", "both"), default="both")
    parser.add_argument("--inputs", choices=("all", "few"), default="all")
    parser.add_argument(
        "--tests-every",
        type=int,
        default=1,
        metavar="N",
        help="run data tests only in each Nth run",
    )
    parser.add_argument("--every-run", action="store_true", help="compare after each run too")
    parser.add_argument("--folder", type=Path, help="kept; continues from an existing one")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="days-"))
    days = Days(folder, given)
    try:
        days.live()
    except Wrong as wrong:
        print(f"\nseed {given.seed}, day {days.number + 1}, run {days.run + 1}: {wrong}")
        print(f"all of it is in {folder}")
        sys.exit(1)
    days.print_counts()
    if given.folder is None:
        shutil.rmtree(folder)


class Days:
    """A shop, its project, and its position in time."""

    def __init__(self, folder: Path, given: argparse.Namespace) -> None:
        self.given, self.counts = given, Counts()
        self.number = self.run = self._begun = 0
        today = FIRST_DAY
        project, self._noted = folder / "shop", folder / "progress.json"
        project.mkdir(parents=True, exist_ok=True)
        is_new = not (folder / "records.duckdb").exists()
        self.shop = Shop(folder / "records.duckdb")
        if is_new:
            self.shop.open(given.customers, FIRST_DAY, given.seed)
        if self._noted.exists():
            noted = json.loads(self._noted.read_text("utf-8"))
            self.number, self.run = noted["day"], noted["run"]
            self._begun = noted["begun"] + 1
            today = dt.date.fromisoformat(noted["today"])
            self.counts = Counts(**noted["counts"])
            self.counts.kinds = Counter(self.counts.kinds)
            self.counts.comparisons = Counter(self.counts.comparisons)
        chance, inputs = Random(given.seed), FEW_INPUTS if given.inputs == "few" else tuple(KEYS)
        share = {"files": 1.0, "tables": 0.0, "both": 0.5}[given.sources]
        files = frozenset(name for name in inputs if chance.random() < share)
        self.export = Export(project, files, frozenset(inputs) - files)
        self.definitions = Definitions(project, files, self.export.tables)
        self.definitions.write()
        self.seg = Seg(project, today)
        self.checks = Checks(self.seg, self.shop, self.export, self.counts)

    def live(self) -> None:
        """Simulate one day after the other."""
        while self.number < self.given.days:
            began = time.perf_counter()
            while self.run < self.given.runs:
                # Edits made in an interrupted run must not be made again when it is restarted.
                again = f" {self._begun}" if self._begun else ""
                self._run(Random(f"{self.given.seed} {self.number} {self.run}{again}"))
                if self.run == 0:
                    self.checks.everything_made_again()
                elif self.given.every_run:
                    self.checks.full_refresh()
                self.run += 1
                self._note()
            self.checks.full_refresh()
            self.checks.from_nothing()
            self.checks.records()
            middle = sorted(self.counts.seconds)[len(self.counts.seconds) // 2]
            print(
                f"day {self.number + 1} ({self.seg.today}): {time.perf_counter() - began:.0f} s,"
                f" median of a build {middle:.1f} s; until now {_told(self.counts.kinds)}",
                flush=True,
            )
            self._pass_night()

    def print_counts(self) -> None:
        """Print a summary."""
        counts = self.counts
        print(f"\nno difference; runs: {_told(counts.kinds)}")
        print(
            f"{counts.edits:,} edits of rows, {counts.definitions} of definitions,"
            f" {counts.kills_while_running} kills of a run that was not over"
        )
        print(f"compared: {_told(counts.comparisons)}; {counts.relations:,} relations")

    def _pass_night(self) -> None:
        self.number, self.run = self.number + 1, 0
        nights = Random(f"{self.given.seed} after {self.number}").choice([1, 1, 1, 1, 1, 1, 2, 3])
        self.seg.today += dt.timedelta(days=nights)
        self._note()

    def _note(self) -> None:
        """Record where to continue after a restart."""
        where = {"day": self.number, "run": self.run, "today": str(self.seg.today)}
        counted = {"begun": self._begun, "counts": vars(self.counts)}
        self._noted.write_text(json.dumps(where | counted), "utf-8")

    def _run(self, chance: Random) -> None:
        minutes = (LAST_HOUR - FIRST_HOUR) * 60 * self.run // self.given.runs
        day = dt.datetime.combine(self.seg.today, dt.time(FIRST_HOUR))
        self.seg.moment = day + dt.timedelta(minutes=minutes)
        self.shop.go_to(self.seg.moment)
        self._let_happen(chance)
        if chance.random() < DEFINITION_SHARE:
            self.counts.definitions += 1
            self.definitions.change(chance)
        kinds = {"build": 1} if self._is_evening else KINDS if self.run else IN_THE_MORNING
        (kind,) = chance.choices(list(kinds), list(kinds.values()))
        self.counts.kinds[kind] += 1
        {
            "build": lambda _: self._build(),
            "part": self._build_part,
            "models only": lambda _: self.seg.run("run"),
            "full refresh": lambda _: self._build("--full-refresh"),
            "force": lambda _: self._build("--force"),
            "twice": lambda _: self._build_twice(),
            "rollback": self._roll_back,
            "kill": self._kill,
            "broken": self._break,
        }[kind](chance)

    @property
    def _is_evening(self) -> bool:
        return bool(self.run == self.given.runs - 1)

    def _let_happen(self, chance: Random) -> None:
        self.counts.edits += happen(self.shop, chance)
        self.export.write(self.shop, chance)

    def _build(self, *arguments: str) -> None:
        """Run a build, with tests in the morning, in the evening, and occasionally."""
        has_tests = self._is_evening or self.run % self.given.tests_every == 0
        began = time.perf_counter()
        self.seg.run("build", *arguments, *(() if has_tests else WITHOUT_TESTS))
        if not arguments:
            self.counts.seconds.append(time.perf_counter() - began)

    def _build_part(self, chance: Random) -> None:
        """Build a part. A test that compares it with relations outside this part can fail; then
        nothing is published.
        """
        self.seg.run("build", "--select", chance.choice(PARTS), expected=(0, 1))

    def _build_twice(self) -> None:
        self._build()
        self._build()

    def _roll_back(self, chance: Random) -> None:
        self._build()
        # With only one generation, there is nothing to roll back to.
        self.seg.run("rollback", expected=(0, 1, 2))
        self._let_happen(chance)
        self._build()

    def _kill(self, chance: Random) -> None:
        """Kill a run at random and restart it: at once in the morning, otherwise later."""
        longest = max(self.counts.seconds, default=10)
        after = 0.3 + (longest / 3 if self.run else longest) * chance.random()
        self.counts.kills_while_running += self.seg.run_and_kill(after, "build")
        if self.run and chance.random() < 0.5:
            self._let_happen(chance)
        if chance.random() < 0.3:
            # There is nothing to retry if the run was killed before it began or after it ended.
            self.seg.run("retry", expected=(0, 2))
        self._build()

    def _break(self, chance: Random) -> None:
        """Insert an order of an unknown customer, so that a test fails; then remove it."""
        if like := self.shop.one(chance, "orders"):
            row = {"order_id": NOBODY, "customer_id": NOBODY}
            self.shop.add("orders", like | row)
            self.export.write(self.shop)
            self.seg.run("build", expected=(1,))
            self.shop.delete("orders", row)
            self._let_happen(chance)
            self._build()


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.most_common())


if __name__ == "__main__":
    main()
