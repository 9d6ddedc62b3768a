"""What is measured: each row is a task, with the commands that do it.

The first command of a row is the baseline for the others.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.generate_project import write_project
from benchmarks.orders import FIRST_DAY, Shop
from benchmarks.speed import projects, raw
from benchmarks.speed.measure import Command, nothing

RAW = "raw DuckDB"
FOREVER_NEW = {"SEG_REUSE": "0"}
"""Commands that do work even if nothing changed since the last time."""


@dataclass(frozen=True, slots=True)
class Bench:
    """The measured tools, and the folder in which they are measured.

    `dbt` are further tools by name, which take dbt's arguments. A quick run uses a tenth of the
    size.
    """

    folder: Path
    seg: tuple[str, ...]
    dbt: dict[str, str]
    is_quick: bool = False

    def size(self, whole: int) -> int:
        """Return the size for this run; `whole` is the full size."""
        return max(20, whole // 10) if self.is_quick else whole

    def project(self, write: Callable[[Path, str], None], tool: str = "seg") -> Path:
        """Return a project for one tool."""
        folder = self.folder / tool
        if not folder.exists():
            folder.mkdir(parents=True)
            write(folder, "seg" if tool == "seg" else "dbt")
        return folder

    def run(self, folder: Path, *arguments: str) -> None:
        """Run seg before anything is measured."""
        subprocess.run((*self.seg, *arguments), cwd=folder, check=True, stdout=subprocess.DEVNULL)

    def expression(self, folder: Path, template: str) -> str:
        """Return the SQL of an expression from its template."""
        command = (*self.seg, "compile", "--quiet", "--inline", f"select {template}")
        told = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
        return told.stdout.strip().removeprefix("select ")

    def of_seg(
        self,
        folder: Path,
        name: str,
        *arguments: str,
        before: Callable[[], None] = nothing,
        reuses: bool = True,
    ) -> Command:
        """Return a seg command in a project."""
        environment = {} if reuses else FOREVER_NEW
        return Command(name, (*self.seg, *arguments), folder, before, environment)

    def of_dbt(
        self,
        write: Callable[[Path, str], None],
        *arguments: str,
        before: Callable[[Path], None] = lambda _: None,
        prepared_by: tuple[str, ...] = (),
    ) -> list[Command]:
        """Return the same command for each other tool, in its own project."""
        found = []
        for name, tool in self.dbt.items():
            folder = self.project(write, name)
            profiles = ("--profiles-dir", ".")
            if prepared_by:
                command = (tool, *prepared_by, *profiles)
                subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
            found.append(
                Command(name, (tool, *arguments, *profiles), folder, partial(before, folder))
            )
        return found

    def raw(self, folder: Path, *resource_types: str, keeps: bool = False) -> Command:
        """Return the project's statements on plain DuckDB; `keeps` its database's contents."""
        self.run(folder, "compile", "--quiet", "--allow-empty")
        raw.write_statements(folder, partial(self.expression, folder), *resource_types)
        database = folder / raw.DATABASE
        arguments = (sys.executable, str(raw.REPLAY), str(folder / raw.FILE), str(database))
        return Command(RAW, arguments, folder, nothing if keeps else partial(without, database))


def without(*paths: Path) -> None:
    """Remove files, with their logs, and folders."""
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.with_name(f"{path.name}.wal").unlink(missing_ok=True)


def afresh(folder: Path) -> None:
    """Reset to the state before the first command: no warehouse and no caches."""
    without(folder / "bench.duckdb", folder / "warehouse.duckdb", folder / "target")


def unknown(folder: Path) -> None:
    """Reset to the state after a run that did something: the next one must check for changes."""
    without(*(folder / "target/reading").glob("*.idle_run.*"))


def help_pages(bench: Bench) -> list[Command]:
    """`--help`."""
    bench.folder.mkdir(parents=True)
    return [
        Command("python -c pass", (sys.executable, "-c", "pass"), bench.folder),
        bench.of_seg(bench.folder, "seg --help", "--help"),
        bench.of_seg(bench.folder, "seg build --help", "build", "--help"),
        *(Command(name, (tool, "--help"), bench.folder) for name, tool in bench.dbt.items()),
    ]


def _first_build(
    bench: Bench, write: Callable[[Path, str], None], *only: str, types: tuple[str, ...] = ()
) -> list[Command]:
    folder = bench.project(write)
    return [
        bench.raw(folder, *types),
        bench.of_seg(folder, "seg", "build", "--quiet", *only, before=partial(afresh, folder)),
        *bench.of_dbt(write, "build", "--quiet", *only, before=afresh),
    ]


def small_shop(bench: Bench) -> list[Command]:
    """28 nodes, built from scratch."""
    return _first_build(bench, projects.write_shop)


def tables(bench: Bench, count: int) -> list[Command]:
    """Tables without tests, built from scratch."""
    write = partial(_tables, count=bench.size(count))
    without_tests = ("--exclude-resource-type", "test")
    return _first_build(bench, write, *without_tests, types=("model", "seed"))


def seed(bench: Bench) -> list[Command]:
    """One seed, loaded from scratch."""
    return _first_build(bench, partial(projects.write_seed, rows=bench.size(300_000)))


def features(bench: Bench) -> list[Command]:
    """Three tables over many orders in a Parquet file."""
    bench.folder.mkdir(parents=True)
    orders = bench.folder / "orders.parquet"
    projects.write_orders(orders, bench.size(10_000_000))

    def write(folder: Path, tool: str) -> None:
        projects.write_features(folder, tool)
        (folder / orders.name).hardlink_to(orders)

    return _first_build(bench, write)


def reading(bench: Bench, count: int) -> list[Command]:
    """Commands that only read the project, unchanged or for the first time."""
    write = partial(_views, count=bench.size(count))
    folder = bench.project(write)
    bench.run(folder, "plan")
    cold = partial(without, folder / "target")
    commands = [
        bench.of_seg(folder, "seg parse, cold", "parse", before=cold),
        bench.of_seg(folder, "seg parse, unchanged", "parse"),
        bench.of_seg(folder, "seg ls, unchanged", "ls"),
        bench.of_seg(folder, "seg plan, unchanged", "plan"),
    ]
    # dbt's cache is in target/ too.
    for name in bench.dbt:
        one = Bench(bench.folder, bench.seg, {name: bench.dbt[name]}, bench.is_quick)
        (cold_parse,) = one.of_dbt(
            write, "parse", "--quiet", before=lambda path: without(path / "target")
        )
        (unchanged,) = one.of_dbt(write, "parse", "--quiet")
        commands += [
            Command(f"{name} parse, cold", *_rest(cold_parse)),
            Command(f"{name} parse, unchanged", *_rest(unchanged)),
        ]
    return commands


def unchanged_build(bench: Bench, count: int) -> list[Command]:
    """Another build without changes, with two tests per model."""
    write = partial(_views, count=bench.size(count))
    folder = bench.project(write)
    bench.run(folder, "build", "--quiet")
    return [
        bench.raw(folder),
        *_nothing_to_do(bench, folder),
        *bench.of_dbt(write, "build", "--quiet", prepared_by=("build", "--quiet")),
    ]


def tests(bench: Bench, count: int) -> list[Command]:
    """Two tests on each of many existing tables."""
    write = partial(_tables, count=bench.size(count))
    folder = bench.project(write)
    without_tests = ("build", "--quiet", "--exclude-resource-type", "test")
    bench.run(folder, *without_tests)
    subprocess.run(bench.raw(folder, "model", "seed").arguments, cwd=folder, check=True)
    return [
        bench.raw(folder, "test", keeps=True),
        bench.of_seg(folder, "seg", "test", "--quiet", reuses=False),
        *bench.of_dbt(write, "test", "--quiet", prepared_by=without_tests),
    ]


def segmentation(bench: Bench) -> list[Command]:
    """The repository's own project, built from scratch and again."""
    folder = bench.project(_segmentation)
    again = bench.project(_segmentation, "again")
    bench.run(again, "build", "--quiet")
    return [
        *_first_build(bench, _segmentation)[:2],
        *_nothing_to_do(bench, again),
        bench.of_seg(folder, "seg parse, unchanged", "parse"),
    ]


def questions(bench: Bench) -> list[Command]:
    """Commands that answer from what the repository's project has published."""
    folder = bench.project(_segmentation)
    bench.run(folder, "build", "--quiet")
    asking = (
        "import duckdb; duckdb.connect('warehouse.duckdb', read_only=True)"
        ".execute('select * from core limit 5').fetchall()"
    )
    return [
        Command("open, one query", (sys.executable, "-c", asking), folder),
        bench.of_seg(folder, "seg why", "why", "C00042", "lifecycle.at_risk"),
        bench.of_seg(folder, "seg segments", "segments", "core"),
        bench.of_seg(folder, "seg show", "show", "--select", "core"),
    ]


def many_customers(bench: Bench) -> list[Command]:
    """The segmentation of 100,000 customers with a million orders, built again."""
    folder = bench.folder / "shop"
    folder.mkdir(parents=True)
    Shop(folder, bench.size(1_000_000), 0).write_years()
    day = ("--vars", f"{{as_of_date: {FIRST_DAY}}}")
    bench.run(folder, "build", "--quiet", *day)
    return [
        bench.of_seg(folder, "seg, all again", "build", "--quiet", "--force", *day),
        *_nothing_to_do(bench, folder, *day),
    ]


def _nothing_to_do(bench: Bench, folder: Path, *flags: str) -> list[Command]:
    """Builds without changes: the first time with nothing to do, and later times."""
    looks = partial(unknown, folder)
    return [
        bench.of_seg(folder, "seg, nothing changed", "build", "--quiet", *flags, before=looks),
        bench.of_seg(folder, "seg, still nothing changed", "build", "--quiet", *flags),
    ]


def _rest(
    command: Command,
) -> tuple[tuple[str, ...], Path, Callable[[], None]]:
    return command.arguments, command.folder, command.before


def _views(folder: Path, tool: str, count: int) -> None:
    write_project(folder, count, "view", tool)


def _tables(folder: Path, tool: str, count: int) -> None:
    write_project(folder, count, "table", tool)


def _segmentation(folder: Path, _: str) -> None:
    projects.copy_segmentation(folder)


@dataclass(frozen=True, slots=True)
class Row:
    """A task to measure, how often, and whether a quick run includes it."""

    title: str
    commands: Callable[[Bench], list[Command]]
    rounds: int = 5
    is_quick: bool = True


ROWS = {
    "help": Row("help pages", help_pages, rounds=15),
    "shop": Row("a small shop, 28 nodes", small_shop, rounds=7),
    "read-1000": Row("reading 1,000 models", partial(reading, count=1_000)),
    "read-5000": Row("reading 5,000 models", partial(reading, count=5_000), 3, False),
    "read-10000": Row("reading 10,000 models", partial(reading, count=10_000), 3, False),
    "unchanged": Row(
        "building 1,000 views with 2,000 tests again", partial(unchanged_build, count=1_000), 3
    ),
    "run-100": Row("100 tables", partial(tables, count=100)),
    "run-1000": Row("1,000 tables", partial(tables, count=1_000), 3),
    "tests": Row("2,000 tests on 1,000 tables", partial(tests, count=1_000), 3),
    "seed": Row("a seed of 300,000 rows", seed),
    "features": Row("features over 10,000,000 orders", features, 3),
    "segmentation": Row("the repository's project", segmentation, 3),
    "questions": Row("questions to the repository's project", questions, 5, False),
    "customers": Row("the segmentation of 100,000 customers again", many_customers, 3, False),
}
