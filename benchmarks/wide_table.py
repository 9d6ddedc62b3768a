"""What the data tests of one wide table cost: seconds of `seg test`, by the number of columns.

python benchmarks/wide_table.py [--columns 115 440] [--rows 4000] [--rounds 3]

Three tests per column: not_null, unique, accepted_range. All pass.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TESTS = ("not_null", "unique", "accepted_range: {arguments: {min_value: 0}}")


def write_project(folder: Path, columns: int, rows: int) -> None:
    """Write one table with this many integer columns, each with its tests."""
    selected = ",\n    ".join(f"number + {n} as column_{n}" for n in range(columns))
    listed = "".join(
        f"      - name: column_{n}\n        data_tests:\n"
        + "".join(f"          - {test}\n" for test in TESTS)
        for n in range(columns)
    )
    files = {
        "seg_project.yml": "name: bench\nmodels: {bench: {+materialized: table}}\n",
        "models/wide.sql": f"select\n    {selected}\nfrom range({rows}) as numbers (number)\n",
        "models/wide.yml": f"models:\n  - name: wide\n    columns:\n{listed}",
    }
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")


def seconds_of(folder: Path, *arguments: str) -> float:
    """Return the seconds of one `seg` process; an error ends the benchmark."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "orchestrator", "--project-dir", str(folder), *arguments], check=True
    )
    return time.perf_counter() - started


def main(widths: list[int], rows: int, rounds: int) -> None:
    """Measure and print one line per width."""
    for columns in widths:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            write_project(folder, columns, rows)
            seconds_of(folder, "run", "-q")
            found = [seconds_of(folder, "test", "-q") for _ in range(rounds)]
        tests = columns * len(TESTS)
        print(
            f"{columns} columns, {tests} tests: {statistics.median(found):.2f} s"
            f"   ({min(found):.2f} to {max(found):.2f})"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--columns", type=int, nargs="+", default=[115, 440])
    parser.add_argument("--rows", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    main(given.columns, given.rows, given.rounds)
