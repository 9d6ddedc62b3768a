"""How long lifetime values take: the project's own models on simulated customers.

python benchmarks/clv.py --customers 1000000
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import yaml

ROOT = Path(__file__).parents[1]
KNOWN = {"r": 0.6, "alpha": 5.0, "a": 0.8, "b": 3.0}
AS_OF = np.datetime64("2025-06-30")
OLDEST_DAYS = 730
MODELS = (
    "clv_purchases",
    "clv_histories",
    "clv_patterns",
    "clv_spend_patterns",
    "clv_fit",
    "clv_holdout_outlook",
    "clv_holdout",
    "clv_holdout_deciles",
    "clv_method",
    "clv_outlook",
    "clv_parameters",
    "clv_spend_check",
    "clv_diagnostics",
    "clv_moments",
    "clv_margin_base",
    "clv_rfm_values",
    "customer_clv",
    "clv_shares",
)
# Stubs of the models upstream of the measured ones, with the columns that these read.
STUBS = {
    "purchases": "select customer_id, cast(ordered_on as date) as ordered_on, net_revenue "
    "from {{ source('simulated', 'days') }}",
    "purchase_gaps": "select distinct customer_id, ordered_on as ended_on "
    "from {{ ref('purchases') }} "
    "qualify ordered_on > min(ordered_on) over (partition by customer_id)",
    "customer_changes": "select distinct customer_id, 1 as change_number "
    "from {{ ref('purchases') }}",
    "customer_ids": "select distinct customer_id from {{ ref('purchases') }}",
    "known_customers": "select distinct customer_id from {{ ref('purchases') }}",
    "base_gaps": "select 1 as gaps",
    "customer_orders": "select customer_id, sum(net_revenue) as net_revenue_365d, "
    "sum(net_revenue) as net_revenue from {{ ref('purchases') }} group by all",
    "customer_rfm": "select customer_id, '111' as rfm_code from {{ ref('customer_orders') }}",
}
SOURCES = """
sources:
  - name: simulated
    tables:
      - name: days
        config: {external_location: purchases.parquet}
"""


def main() -> None:
    """Simulate, build, and print the seconds of each model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=1_000_000)
    customers = parser.parse_args().customers
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        purchases = simulated(customers)
        write_project(project, purchases)
        command = [sys.executable, "-m", "orchestrator", "build", "--exclude-resource-type", "test"]
        subprocess.run(
            [*command, "--project-dir", folder], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        )
        report(project, customers, len(purchases))


def simulated(customers: int) -> pd.DataFrame:
    """Return a row per customer and purchase, drawn from BG/NBD and Gamma-Gamma."""
    random = np.random.default_rng(1)
    rate = random.gamma(KNOWN["r"], 1 / KNOWN["alpha"], customers) / 7
    leaving = random.beta(KNOWN["a"], KNOWN["b"], customers)
    typical = random.gamma(4.0, 1 / 15.0, customers)
    first = random.integers(0, OLDEST_DAYS, customers).astype(float)
    clock, here, found = first.copy(), np.arange(customers), []
    while len(here):
        days_ago = np.ceil(clock[here]).astype(int)
        found.append((here, days_ago, random.gamma(6.0, 1 / typical[here]).round(2)))
        if len(found) > 1:
            here = here[random.uniform(size=len(here)) >= leaving[here]]
        clock[here] -= random.exponential(1 / rate[here])
        here = here[clock[here] >= 0]
    ids, days_ago, amounts = (np.concatenate(column) for column in zip(*found, strict=True))
    return pd.DataFrame(
        {
            "customer_id": ids,
            "ordered_on": (AS_OF - days_ago.astype("timedelta64[D]")).astype("datetime64[s]"),
            "net_revenue": amounts,
        }
    )


def write_project(project: Path, purchases: pd.DataFrame) -> None:
    """Write the measured models, with stubs for everything that they read."""
    purchases.to_parquet(project / "purchases.parquet", index=False)
    features = project / "models" / "features"
    features.mkdir(parents=True)
    for file in (ROOT / "models" / "features" / "lifetime_value").iterdir():
        if file.stem in (*MODELS, "lifetime_value", "holdout"):
            shutil.copy(file, features)
    shutil.copytree(ROOT / "macros", project / "macros")
    # Roles and folders of other models do not exist here.
    declared = yaml.safe_load((ROOT / "seg_project.yml").read_text())
    kept = {name: declared[name] for name in ("name", "config-version", "vars")}
    stamps = declared["models"]["customer_segmentation"]["features"]["+stamps"]
    kept["models"] = {"+materialized": "table", "+stamps": stamps}
    (project / "seg_project.yml").write_text(yaml.safe_dump(kept))
    for name, text in STUBS.items():
        (features / f"{name}.sql").write_text(text)
    (features / "sources.yml").write_text(SOURCES)


def report(project: Path, customers: int, purchases: int) -> None:
    """Print seconds by model, and the CPU time of the build."""
    results = json.loads((project / "target" / "run_results.json").read_text())["results"]
    seconds = {result["unique_id"].split(".")[2]: result["execution_time"] for result in results}
    print(f"{customers:,} customers, {purchases:,} purchases")
    for name in MODELS:
        print(f"  {name:<20} {seconds[name]:6.2f} s")
    print(f"  {'together':<20} {sum(seconds[name] for name in MODELS):6.2f} s")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"the whole build took {used.ru_utime + used.ru_stime:.1f} s of CPU")


if __name__ == "__main__":
    main()
