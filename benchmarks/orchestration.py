"""What the orchestrator costs, as ratios and differences within one run on one machine.

    python benchmarks/orchestration.py [--models 1000] [--rounds 3]

CPU seconds (user + system) of whole processes, children included, medians over the rounds, the
commands taken in turn so that a machine that slows down slows all of them. `raw DuckDB` runs the
same statements as `seg build` (a version aside for each model, two queries a model) without
parsing, planning, publishing or reporting anything.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from generate_project import name_of, parents_of, seed_csv, select_of, write_project

RAW = """
import sys, pathlib, duckdb
folder = pathlib.Path(sys.argv[1])
connection = duckdb.connect(str(folder / "raw.duckdb"))
for statement in (folder / "raw.sql").read_text().split(";;"):
    connection.execute(statement).fetchall()
connection.close()
"""


def main(models: int, rounds: int) -> None:
    """Measure and print one table."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_project(folder, models)
        (folder / "raw.sql").write_text(";;\n".join(_raw_statements(models, folder)))
        seg = [sys.executable, "-m", "orchestrator"]
        commands: dict[str, tuple[list[str], Callable[[], None]]] = {
            "python -c pass": ([sys.executable, "-c", "pass"], _nothing),
            "seg --help": ([*seg, "--help"], _nothing),
            "seg ls": ([*seg, "ls"], _nothing),
            "seg plan": ([*seg, "plan"], _nothing),
            "raw DuckDB": ([sys.executable, "-c", RAW, str(folder)], _removing(folder)),
            "seg build": ([*seg, "build", "-q", "--threads", "1"], _removing(folder)),
        }
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, (command, before) in commands.items():
                before()
                seconds[name].append(_cpu_seconds(command, folder))
    medians = {name: statistics.median(found) for name, found in seconds.items()}
    print(f"{models} models, {2 * models} data tests, {rounds} rounds, CPU seconds")
    for name, found in seconds.items():
        print(f"{name:<16}{medians[name]:>9.3f}   ({min(found):.3f} to {max(found):.3f})")
    own = (medians["seg build"] - medians["raw DuckDB"]) / models * 1000
    help_ratio = medians["seg --help"] / medians["python -c pass"]
    build_ratio = medians["seg build"] / medians["raw DuckDB"]
    print(f"\nseg --help / python -c pass   {help_ratio:.1f}")
    print(f"seg build / raw DuckDB        {build_ratio:.2f}")
    print(f"seg's own cost per model      {own:.2f} ms")


def _raw_statements(models: int, folder: Path) -> list[str]:
    seed = folder / "seeds" / "events.csv"
    assert seed.read_text() == seed_csv()
    statements = [f"create table events as select * from read_csv('{seed}')"]
    tests = []
    for index, parents in enumerate(parents_of(models)):
        names = [name_of(parent) for parent in parents]
        column = "parent_0.amount" if names else "amount"
        select = select_of(index, names, "events", f"round(({column}) / 100.0, 2)")
        statements.append(f"create view {name_of(index)} as {select}")
        for failing in (
            f"select id from {name_of(index)} where id is null",
            f"select id, count(*) from {name_of(index)} where id is not null "
            "group by id having count(*) > 1",
        ):
            tests.append(
                f"select count(*), count(*) != 0, count(*) != 0 from ({failing}) as failing"
            )
    return statements + tests


def _removing(folder: Path) -> Callable[[], None]:
    def remove() -> None:
        for file in (*folder.glob("*.duckdb"), *folder.glob("*.duckdb.wal")):
            file.unlink()

    return remove


def _nothing() -> None:
    pass


def _cpu_seconds(command: list[str], folder: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    main(given.models, given.rounds)
