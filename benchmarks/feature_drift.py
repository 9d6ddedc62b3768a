"""What feature drift costs: seconds per day, by the number of customers.

python benchmarks/feature_drift.py [--customers 100000 1000000]

120 made-up features: 75 numbers with gaps, 35 texts of 3 to 275 levels, 10 dates. Two days are
recorded; the second one is compared with the first.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = """\
name: bench
vars: {customers: 0, salt: 0}
"""
PROPERTIES = """\
models:
  - name: customer_features
    config: {materialized: table}
  - name: feature_drift
    config:
      materialized: incremental
      unique_key: as_of_date
      meta:
        {bins: 10, levels: 20, excluded: [], ranks: [], ages: [], minimum_cell: 11,
          rolling_days: 30, reference_on: ""}
"""


def features_sql() -> str:
    """Return the SELECT of the customers: values follow from number, feature and day."""

    def draw(feature: int) -> str:
        return f"hash(number * {feature + 1} + {{{{ var('salt') }}}})"

    columns = [
        f"case when {draw(n)} % 10 > 0 then cast(exp({draw(n)} % 997 / {100 + n}.0) as integer) end"
        f" as number_{n}"
        for n in range(75)
    ]
    columns += [
        f"'level ' || cast({draw(n)} % {3 + 8 * n} as varchar) as text_{n}" for n in range(35)
    ]
    columns += [
        f"date '2025-06-30' - cast({draw(n)} % 700 as integer) as happened_{n}_on"
        for n in range(10)
    ]
    listed = ",\n    ".join(columns)
    return (
        "select\n    'c' || cast(number as varchar) as customer_id,\n"
        "    date '2025-06-30' + {{ var('salt') }} as as_of_date,\n"
        f"    {listed}\nfrom range({{{{ var('customers') }}}}) as numbers (number)\n"
    )


def write_project(folder: Path) -> None:
    """Write the customers and the project's own drift model."""
    (folder / "models").mkdir()
    (folder / "seg_project.yml").write_text(PROJECT, "utf-8")
    (folder / "models/models.yml").write_text(PROPERTIES, "utf-8")
    (folder / "models/customer_features.sql").write_text(features_sql(), "utf-8")
    shutil.copy(ROOT / "models/insight/feature_drift.py", folder / "models")


def seconds_of_a_day(folder: Path, customers: int, day: int) -> float:
    """Return the seconds of the model in a run for that day; an error ends the benchmark."""
    given = json.dumps({"customers": customers, "salt": day})
    seg = [sys.executable, "-m", "orchestrator", "--project-dir", str(folder)]
    subprocess.run([*seg, "run", "-q", "--vars", given], check=True)
    results = json.loads((folder / "target/run_results.json").read_text("utf-8"))["results"]
    (drift,) = (r for r in results if r["unique_id"] == "model.bench.feature_drift")
    return float(drift["execution_time"])


def main(sizes: list[int]) -> None:
    """Measure and print one line per size."""
    for customers in sizes:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            write_project(folder)
            first, second = (seconds_of_a_day(folder, customers, day) for day in (0, 1))
        print(f"{customers:,} customers: first day {first:.2f} s, next day {second:.2f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, nargs="+", default=[100_000, 1_000_000])
    main(parser.parse_args().customers)
