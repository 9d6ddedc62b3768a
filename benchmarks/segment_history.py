"""What the membership history costs per day: seconds and rows, by the share of customers who moved.

python benchmarks/segment_history.py [customers]
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODELS = (
    "membership_days",
    "membership_today",
    "segment_definition_history",
    "segment_membership_history",
    "segment_size_daily",
    "segment_size_moments",
    "segment_migration",
)
PROJECT = """\
name: customer_segmentation
vars: {time_zone: UTC, restart_segment_history: false, input_erasure_requests: false,
       input_identity_links: false, customers: 0, moved: 0.0}
models: {customer_segmentation: {+materialized: table}}
"""
# The same people each day with new numbers: only the share `moved` changes segments.
FEATURES = """\
select 'c' || cast(number as varchar) as customer_id,
    number % 1000 + case
        when number % 10000 < {{ var('moved') }} * 10000 then 500 else 0
    end as spent,
    {{ as_of_date() }} as as_of_date
from (select unnest(range({{ var('customers') }})) as number) as numbers
"""
MEMBERSHIP = (
    "{% for family in segment_families() %}{{ 'union all' if not loop.first }}\n"
    "select * from {{ family.relation }}\n{% endfor %}"
)


def write_project(folder: Path) -> None:
    """Write ten families of four segments each, on made-up customers."""
    families = [
        {
            "name": f"family_{number}",
            "on": "ref('customer_features')",
            "entity": "customer_id",
            "mode": "exclusive",
            "segments": [
                *(
                    {"name": f"s{cut}", "where": f"spent % 1000 < {cut + number}"}
                    for cut in (250, 500, 750)
                ),
                {"name": "rest", "otherwise": True},
            ],
        }
        for number in range(10)
    ]
    files = {
        "seg_project.yml": PROJECT,
        "models/customer_features.sql": FEATURES,
        "models/segment_membership.sql": MEMBERSHIP,
        "models/known_customers.sql": "select customer_id from {{ ref('customer_features') }}",
        "models/customer_count.sql": (
            "select count(*) as customers from {{ ref('known_customers') }}"
        ),
        "models/families.yml": json.dumps({"version": 2, "segment_families": families}),
    }
    shutil.copytree(ROOT / "macros", folder / "macros")
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    segments = tuple(
        f"segments/{name}"
        for name in ("segment_catalogue", "customer_segment_set", "segment_sets", "segment_sizes")
    )
    for path in (*segments, *(f"membership/{name}" for name in MODELS)):
        shutil.copy(ROOT / "models" / f"{path}.sql", folder / "models")


def day(folder: Path, variables: dict[str, object]) -> dict[str, tuple[float, int]]:
    """Return seconds and written rows of each history model."""
    command = [sys.executable, "-m", "orchestrator", "run", "--project-dir", str(folder)]
    command += ["--vars", json.dumps(variables)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    results = json.loads((folder / "target" / "run_results.json").read_text("utf-8"))["results"]
    by_name = {result["unique_id"].split(".")[-1]: result for result in results}
    return {
        name: (
            by_name[name]["execution_time"],
            by_name[name]["adapter_response"].get("rows_affected") or 0,
        )
        for name in MODELS
    }


def main(customers: int) -> None:
    """Print a line for each day."""
    print(f"{customers:,} customers, 10 families, {10 * customers:,} memberships")
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        write_project(project)
        for number, moved in enumerate((0.0, 0.0, 0.001, 0.01, 0.1), start=1):
            found = day(
                project,
                {"as_of_date": f"2025-03-0{number}", "customers": customers, "moved": moved},
            )
            seconds, rows = found["segment_membership_history"]
            others = sum(time for time, _ in found.values()) - seconds
            label = "first day" if number == 1 else f"{moved:.1%} moved"
            print(f"{label:>12}: {rows:>10,} rows, {seconds:6.2f} s; other models {others:.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
