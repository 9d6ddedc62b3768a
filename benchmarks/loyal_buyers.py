"""Buyers who never leave, day by day: moves between segments, by cause.

python -m benchmarks.loyal_buyers --days 60
"""

import argparse
import contextlib
import csv
import datetime as dt
import io
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np

from orchestrator.cli.main import run

ROOT = Path(__file__).parents[1]
FIRST_DAY = dt.date(2025, 5, 1)
OLDEST_DAYS = 730
R, ALPHA_DAYS = 1.4, 35.0
CAUSES = ("data", "definition", "model", "identity", "erasure")
PROJECT = "name: loyal\nconfig-version: 2\nvars:\n  shop_staging: false\n"
COLUMNS = {
    "customers": {
        **dict.fromkeys(("customer_id", "account_id", "email", "phone"), "varchar"),
        "birth_date": "date",
        **dict.fromkeys(("gender", "country", "region", "city", "postal_code"), "varchar"),
        **dict.fromkeys(("language", "job_title"), "varchar"),
        "created_at": "timestamp",
    },
    "orders": {
        "order_id": "varchar",
        "customer_id": "varchar",
        "ordered_at": "timestamp",
        **dict.fromkeys(("status", "channel", "currency"), "varchar"),
        **dict.fromkeys(("net_amount", "discount_amount"), "decimal(18, 2)"),
    },
}


def main() -> None:
    """Build day after day, and print the moves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--customers", type=int, default=600)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        write_project(project)
        for _ in daily_builds(project, asked.customers, asked.days):
            told = moves(project)
            print(told["day"], told["method"], {k: told[k] for k in CAUSES}, flush=True)


def write_project(project: Path) -> None:
    """Write a project that uses the segmentation as a package, with only customers and orders."""
    (project / "models").mkdir(parents=True)
    (project / "data").mkdir()
    (project / "seg_project.yml").write_text(PROJECT)
    (project / "packages.yml").write_text("packages: [{local: segmentation}]")
    for name, columns in COLUMNS.items():
        casts = ", ".join(
            f"cast({column} as {kind}) as {column}" for column, kind in columns.items()
        )
        # Otherwise each query that reads the view would detect the format of the file again.
        known = f"auto_detect = false, header = true, columns = {dict.fromkeys(columns, 'varchar')}"
        file = f"read_csv('data/{name}.csv', {known}, delim = ',')"
        (project / "models" / f"stg_{name}.sql").write_text(f"select {casts} from {file}\n")
    for name in ("seg_project.yml", "models", "macros", "seeds"):
        source, target = ROOT / name, project / "segmentation" / name
        target.parent.mkdir(exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)


def daily_builds(
    project: Path, customers: int, days: int, dropout: float = 0.0, **variables: object
) -> Iterator[dt.date]:
    """Build each day after its orders have arrived."""
    orders = simulated(customers, days, dropout)
    people = [{"customer_id": f"c{number:04d}"} for number in range(customers)]
    created = {"created_at": "2022-01-01 00:00:00", "country": "DE"}
    write(project, "customers", [person | created for person in people])
    for number in range(days):
        day = FIRST_DAY + dt.timedelta(days=number)
        write(project, "orders", [row for row in orders if row["ordered_at"][:10] <= str(day)])
        said = json.dumps({"as_of_date": str(day), **variables})
        command = ["--project-dir", str(project), "build", "--vars", said]
        with contextlib.redirect_stdout(io.StringIO()) as told:
            # Run in this process: with so few people, reading the project is most of the cost of a
            # day.
            ended = run([*command, "--exclude-resource-type", "test"])
        if ended != 0:
            raise RuntimeError(told.getvalue())
        yield day


def simulated(customers: int, days: int, dropout: float) -> list[dict[str, str]]:
    """Simulate orders of customers with individual rates, who leave after an order by `dropout`."""
    random = np.random.default_rng(20250501)
    rates, typical = random.gamma(R, 1 / ALPHA_DAYS, customers), random.gamma(5.0, 12.0, customers)
    last = FIRST_DAY + dt.timedelta(days=days)
    found = []
    for number in range(customers):
        at = FIRST_DAY - dt.timedelta(days=int(random.integers(0, OLDEST_DAYS)))
        while at <= last:
            found.append(
                {
                    "order_id": f"o{len(found):06d}",
                    "customer_id": f"c{number:04d}",
                    "ordered_at": f"{at} 12:00:00",
                    "status": "completed",
                    "channel": "web",
                    "currency": "EUR",
                    "net_amount": f"{random.gamma(6.0, typical[number] / 6):.2f}",
                    "discount_amount": "0",
                }
            )
            if random.uniform() < dropout:
                break
            at += dt.timedelta(days=int(np.ceil(random.exponential(1 / rates[number]))))
    return found


def write(project: Path, name: str, rows: list[dict[str, str]]) -> None:
    """Write what the shop's system exports."""
    with (project / "data" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(COLUMNS[name]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def moves(project: Path) -> dict[str, object]:
    """Return the method on the last day, and how many entered or left a core segment, by cause."""
    with duckdb.connect(str(project / "warehouse.duckdb"), read_only=True) as connection:
        day, method = connection.execute(
            "select as_of_date, method from clv_method order by as_of_date desc limit 1"
        ).fetchall()[0]
        counted = connection.execute(
            """
            select cause, count(*) from (
                select entry_reason as cause from segment_membership_history
                where family = 'core' and valid_from = $day
                union all
                select exit_reason from segment_membership_history
                where family = 'core' and valid_to = $day
            ) group by cause
            """,
            {"day": day},
        ).fetchall()
    return {"day": day, "method": method, **dict.fromkeys(CAUSES, 0), **dict(counted)}


if __name__ == "__main__":
    main()
