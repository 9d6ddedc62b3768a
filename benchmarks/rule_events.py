"""What rules about events cost: a first build, the next day, and a full rebuild of that day.

python -m benchmarks.rule_events [events] [customers]

Everything is measured in one run, as CPU seconds of entire processes, so that ratios are valid on a
busy machine too.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import duckdb

FIRST_DAY = date(2025, 6, 1)
CHANGED_SHARE = 0.01

PROJECT = {
    "name": "shop",
    "timezone": "Europe/Berlin",
    "roles": {"events": "ref('happenings')", "event_changes": "ref('changes')"},
}
RULES = {
    "browses": "did('view', at_least=2, within_days=7) and not did('order', within_days=7)",
    "gardens": """did('view', within_days=30, where="category = 3")""",
    "spends": "sum('order', of='amount', within_days=365) > 500",
    "latest": "last('view', of='category') = 5",
}
FAMILY = {
    "name": "doing",
    "on": "ref('customers')",
    "entity": "customer_id",
    "mode": "overlapping",
    "segments": [{"name": name, "where": rule} for name, rule in RULES.items()],
}
EVENTS = """
select
    cast(hash(range) % {customers} as integer) as customer_id,
    case when range % 9 = 0 then 'order' when range % 2 = 0 then 'view' else 'search' end
        as event_type,
    timestamp '{last}' - to_seconds(cast(hash(range, 1) % {seconds} as bigint)) as occurred_at,
    cast(hash(range, 2) % 20 as integer) as category,
    cast(hash(range, 3) % 100 as integer) as amount
from range({first}, {count})
"""


def write_project(folder: Path, customers: int) -> None:
    """Write a project with one family of rules about events."""
    (folder / "models").mkdir()
    (folder / "seg_project.yml").write_text(json.dumps(PROJECT))
    (folder / "models/families.yml").write_text(json.dumps({"segment_families": [FAMILY]}))
    (folder / "models/happenings.sql").write_text("select * from read_parquet('events*.parquet')")
    (folder / "models/changes.sql").write_text("select * from read_parquet('changes.parquet')")
    (folder / "models/customers.sql").write_text(
        "select cast(range as integer) as customer_id, "
        "cast('{{ var(\"as_of_date\") }}' as date) as as_of_date "
        f"from range({customers})"
    )


def write_events(folder: Path, name: str, first: int, count: int, last: date, days: int) -> None:
    """Write events numbered from `first`, in the `days` up to `last`."""
    customers = int((folder / "customers").read_text())
    select = EVENTS.format(
        customers=customers, last=last + timedelta(days=1), seconds=days * 86400,
        first=first, count=count,
    )  # fmt: skip
    duckdb.sql(f"copy ({select}) to '{folder / name}' (format parquet)")
    number = "max(cast(regexp_extract(filename, '([0-9]+).parquet', 1) as integer))"
    files = f"read_parquet('{folder}/events*.parquet', filename = true)"
    changes = f"select customer_id, {number} as change_number from {files} group by 1"
    duckdb.sql(f"copy ({changes}) to '{folder / 'changes.parquet'}' (format parquet)")


def cpu_seconds(folder: Path, day: date, *arguments: str) -> tuple[float, str]:
    """Return the CPU seconds of `seg run` for the model, and its result line."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    given = json.dumps({"as_of_date": day.isoformat()})
    command = ["run", "--select", "+rule_events", "customers", "--vars", given]
    done = subprocess.run(
        [sys.executable, "-m", "orchestrator", "--project-dir", str(folder), *command, *arguments],
        check=False, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    if done.returncode != 0:
        sys.exit(done.stdout + done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    (line,) = (
        line for line in done.stdout.splitlines() if " OK " in line and "rule_events" in line
    )
    return spent, line.rpartition("[")[2].partition(" in ")[0]


def main(events: int, customers: int) -> None:
    """Build a day, and the next day in two ways."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "customers").write_text(str(customers))
        write_project(folder, customers)
        write_events(folder, "events_1.parquet", 0, events, FIRST_DAY, 700)
        print(f"{events:,} events of {customers:,} customers")
        print(f"first build         {cpu_seconds(folder, FIRST_DAY)}")
        tomorrow = FIRST_DAY + timedelta(days=1)
        new = int(customers * CHANGED_SHARE)
        write_events(folder, "events_2.parquet", events, events + new, tomorrow, 1)
        print(f"the next day        {cpu_seconds(folder, tomorrow)}")
        print(f"the same, in full   {cpu_seconds(folder, tomorrow, '--full-refresh', '--force')}")


if __name__ == "__main__":
    given = [int(argument.replace("_", "")) for argument in sys.argv[1:]]
    main(*(given + [10_000_000, 1_000_000][len(given) :]))
