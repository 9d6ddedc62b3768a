"""Many days of many runs of a shop in which anything may happen, compared with full refreshes.

    python -m benchmarks.days --days 3 --runs 5 --seed 1          # a quick check
    python -m benchmarks.days --days 60 --runs 20 --customers 400 --seed 1

The sample's customers live day after day: orders and all that belongs to them come in, late, too,
are corrected and deleted, refunds and new customers come, others are deleted, and so on. Most runs
are `seg build`; some are of a part, are killed with SIGKILL and started again, fail, or are rolled
back; definitions change meanwhile. Each day is compared three times, row by row (README.md).
"""

import argparse
import datetime as dt
import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from benchmarks.days.compared import (
    CHANGES,
    REMADE,
    Difference,
    differences,
    events_differ,
    models_of,
    write_pinned,
)
from benchmarks.days.definitions import Definitions
from benchmarks.days.edits import happen
from benchmarks.days.figures import wrong_figures
from benchmarks.days.shop import FEW_INPUTS, KEYS, ROOT, Export, Shop

FIRST_DAY = dt.date(2025, 5, 1)
FIRST_HOUR, LAST_HOUR = 4, 21
PARTS = (
    *("customer_features+", "+value_tier", "stg_orders+", "lifecycle", "+spenders", "top+"),
    *("segment_membership+", "+customer_orders", "customer_changes+1", "path:models/own"),
)
DEFINITION_SHARE = 0.1
"""In so many runs a definition changes."""

RUNS = {
    **{"build": 66, "part": 8, "models only": 3, "full refresh": 3, "force": 2, "twice": 3},
    **{"rollback": 5, "kill": 7, "broken": 3},
}
"""What a run is, and how often."""

IN_THE_MORNING = {"build": 80, "kill": 20}
NOBODYS_ORDER = "nobodys"


def main() -> None:
    """Live through the days, and fail at the first difference."""
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
        "--tests-every", type=int, default=1, metavar="N", help="data tests in each Nth run alone"
    )
    parser.add_argument("--every-run", action="store_true", help="compare after each run, too")
    parser.add_argument("--folder", type=Path, help="kept; given again, it goes on there")
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


class Wrong(Exception):
    """Something is not as it has to be."""


@dataclass(slots=True)
class Counts:
    """What was done."""

    runs: Counter[str] = field(default_factory=Counter)
    edits: int = 0
    definitions: int = 0
    kills_while_running: int = 0
    relations: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)


class Days:
    """A shop, its project, and where it is in time."""

    def __init__(self, folder: Path, given: argparse.Namespace) -> None:
        self.folder, self.given = folder / "shop", given
        self.folder.mkdir(parents=True, exist_ok=True)
        self.number = self.run = 0
        self.today = FIRST_DAY
        self.counts = Counts()
        chance, inputs = Random(given.seed), FEW_INPUTS if given.inputs == "few" else tuple(KEYS)
        share = {"files": 1.0, "tables": 0.0, "both": 0.5}[given.sources]
        files = frozenset(name for name in inputs if chance.random() < share)
        tables = frozenset(inputs) - files
        self.export = Export(self.folder, files, tables, FIRST_DAY)
        self.definitions = Definitions(self.folder, files, tables)
        self.definitions.write()
        self._noted = folder / "progress.json"
        is_new = not (folder / "records.duckdb").exists()
        self.shop = Shop(folder / "records.duckdb")
        if is_new:
            self.shop.open(given.customers, FIRST_DAY, given.seed)
        if self._noted.exists():
            self.number, today = json.loads(self._noted.read_text())
            self.today = dt.date.fromisoformat(today)

    def live(self) -> None:
        """One day after the other."""
        while self.number < self.given.days:
            began = time.perf_counter()
            for self.run in range(self.given.runs):
                self._run()
                if self.run == 0:
                    self._compare_with_everything_made_again()
                elif self.given.every_run:
                    self._compare_with_full_refresh()
            used = time.perf_counter() - began
            self._compare_with_full_refresh()
            self._compare_with_nothing()
            self._compare_with_records()
            total = time.perf_counter() - began
            usual = sorted(self.counts.seconds)[len(self.counts.seconds) // 2]
            print(
                f"day {self.number + 1} ({self.today}): {used:.0f} s of runs, {total - used:.0f} s"
                f" of comparing; median of a run {usual:.1f} s; {_told(self.counts.runs)}",
                flush=True,
            )
            self.number += 1
            chance = Random(f"{self.given.seed} after {self.number}")
            self.today += dt.timedelta(days=chance.choice([1, 1, 1, 1, 1, 1, 2, 3]))
            self._noted.write_text(json.dumps([self.number, str(self.today)]))

    def print_counts(self) -> None:
        """Print what was done."""
        counts = self.counts
        print(f"\nno difference; runs: {_told(counts.runs)}")
        print(f"{counts.edits:,} edits, {counts.definitions} changes of definitions,"
              f" {counts.kills_while_running} kills of a run that was not over")  # fmt: skip
        print(f"relations compared: {_told(counts.relations)}")

    def _run(self) -> None:
        chance = Random(f"{self.given.seed} {self.number} {self.run}")
        self._go_on(chance)
        if chance.random() < DEFINITION_SHARE:
            self.counts.definitions += 1
            self.definitions.change(chance)
        is_last = self.run == self.given.runs - 1
        kinds = {"build": 1} if is_last else IN_THE_MORNING if self.run == 0 else RUNS
        (kind,) = chance.choices(list(kinds), list(kinds.values()))
        self.counts.runs[kind] += 1
        match kind:
            case "build":
                began = time.perf_counter()
                self._seg("build")
                self.counts.seconds.append(time.perf_counter() - began)
            case "part":
                self._seg("build", "--select", chance.choice(PARTS))
            case "models only":
                self._seg("run")
            case "full refresh":
                self._seg("build", "--full-refresh")
            case "force":
                self._seg("build", "--force")
            case "twice":
                self._seg("build")
                self._seg("build")
            case "rollback":
                self._roll_back(chance)
            case "kill":
                self._kill(chance)
            case "broken":
                self._break(chance)

    def _go_on(self, chance: Random) -> None:
        """Time passes, and something happens."""
        minutes = (LAST_HOUR - FIRST_HOUR) * 60 * self.run // self.given.runs
        day = dt.datetime.combine(self.today, dt.time(FIRST_HOUR))
        self.shop.go_to(day + dt.timedelta(minutes=minutes))
        self._let_happen(chance)

    def _let_happen(self, chance: Random) -> None:
        self.counts.edits += happen(self.shop, chance)
        self.export.write(self.shop, chance)

    def _roll_back(self, chance: Random) -> None:
        self._seg("build")
        # Where there is one generation alone nothing is rolled back.
        self._seg("rollback", expected=(0, 1, 2))
        self._let_happen(chance)
        self._seg("build")

    def _kill(self, chance: Random) -> None:
        """Killed at some moment, and begun again; at once in the morning, else after a while."""
        longest = sorted(self.counts.seconds)[-1] if self.counts.seconds else 10
        process = subprocess.Popen(
            self._command("build"), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(0.3 + (longest if self.run == 0 else longest / 3) * chance.random())
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            self.counts.kills_while_running += 1
        if self.run and chance.random() < 0.5:
            self._let_happen(chance)
        if chance.random() < 0.3:
            # There is nothing to retry where it was killed before it began, or after its end.
            self._seg("retry", expected=(0, 2))
        self._seg("build")

    def _break(self, chance: Random) -> None:
        """An order of nobody comes in, so that a test fails; then it is taken back."""
        if like := self.shop.one(chance, "orders"):
            row = {"order_id": NOBODYS_ORDER, "customer_id": NOBODYS_ORDER}
            self.shop.add("orders", like | row)
            self.export.write(self.shop)
            self._seg("build", expected=(1,))
            self.shop.delete("orders", row)
            self._let_happen(chance)
            self._seg("build")

    def _compare_with_everything_made_again(self) -> None:
        """In the morning: also what is made once a day is of what is there now."""
        other = self._copied()
        self._seg("build", "--force", "--full-refresh", folder=other)
        self._compare("everything made again", other)

    def _compare_with_full_refresh(self) -> None:
        other = self._copied()
        self._seg("build", "--full-refresh", "--full-tests", folder=other)
        self._compare("full refresh", other)
        if self._warnings(self.folder) != self._warnings(other):
            raise Wrong(
                f"tests warn of {self._warnings(self.folder)}, and when all of them are run of"
                f" {self._warnings(other)}"
            )

    def _compare_with_nothing(self) -> None:
        """All that is neither made once a day nor remembers is as a build from nothing makes it."""
        models = models_of(self.folder)
        pinned = [model for model in models if model.is_once or model.is_remembering]
        other = self.folder.parent / "pinned"
        write_pinned(self.folder, other, pinned)
        replace(self.export, folder=other).write(self.shop)
        package = other / "packages.yml"
        package.write_text(json.dumps({"packages": [{"local": "segmentation"}]}))
        self._seg("build", "--exclude-resource-type", "test", folder=other)
        but_for = frozenset(model.name for model in pinned)
        self._compare("from nothing", other, (*REMADE, *CHANGES), but_for)

    def _compare_with_records(self) -> None:
        found = wrong_figures(self.shop, self.folder / "warehouse.duckdb", self.today)
        if found:
            raise Wrong("otherwise than by the shop's records:\n" + "\n".join(found[:20]))
        readers = differences(
            self.folder / "warehouse.duckdb", self.folder / "readers.duckdb", when_made=()
        )
        self._require_none("the copy for readers", readers)

    def _compare(
        self,
        what: str,
        other: Path,
        when_made: tuple[str, ...] = REMADE,
        but_for: frozenset[str] = frozenset(),
    ) -> None:
        files = self.folder / "warehouse.duckdb", other / "warehouse.duckdb"
        found = differences(*files, when_made=when_made, but_for=but_for)
        if not but_for:
            found += events_differ(*files)
        self.counts.relations[what] += 1
        self._require_none(what, found)

    @staticmethod
    def _require_none(what: str, found: list[Difference]) -> None:
        if found:
            told = "\n".join(map(str, found))
            raise Wrong(f"{what} gives something else:\n{told}")

    @staticmethod
    def _warnings(folder: Path) -> list[str]:
        target = folder / "target"
        nodes = json.loads((target / "manifest.json").read_text("utf-8"))["nodes"]
        results = json.loads((target / "run_results.json").read_text("utf-8"))["results"]
        return sorted(
            each["unique_id"]
            for each in results
            # What passed once for the day may fail by now, and is not asked again.
            if each["status"] == "warn"
            and nodes[each["unique_id"]]["config"].get("once_per") is None
        )

    def _copied(self) -> Path:
        other = self.folder.parent / "whole"
        shutil.rmtree(other, ignore_errors=True)
        shutil.copytree(self.folder, other)
        return other

    def _command(self, *arguments: str, folder: Path | None = None) -> list[str | Path]:
        command: list[str | Path] = [sys.executable, "-m", "orchestrator", *arguments]
        command += ["--project-dir", folder or self.folder, "--threads", "2"]
        if arguments[0] not in ("rollback", "retry"):
            command += ["--vars", f"{{as_of_date: {self.today}}}"]
            command += ["--now", f"{self.shop.moment.isoformat()}+00:00"]
        return command

    def _is_without_tests(self, arguments: tuple[str, ...], expected: tuple[int, ...]) -> bool:
        """The first and the last run of a day, and those that are to fail, have their tests."""
        return (
            arguments[0] == "build"
            and expected == (0,)
            and self.run not in (0, self.given.runs - 1)
            and self.run % self.given.tests_every > 0
        )

    def _seg(
        self, *arguments: str, folder: Path | None = None, expected: tuple[int, ...] = (0,)
    ) -> str:
        command = self._command(*arguments, folder=folder)
        if self._is_without_tests(arguments, expected):
            command += ["--exclude-resource-type", "test"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode not in expected:
            said = "\n".join((done.stdout + done.stderr).splitlines()[-60:])
            raise Wrong(f"seg {' '.join(arguments)} ended with {done.returncode}:\n{said}")
        return done.stdout


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.most_common())


if __name__ == "__main__":
    main()
