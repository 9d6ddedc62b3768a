"""How often the intervals contain what a customer or segment brought, on simulated shops.

python -m benchmarks.clv_coverage --shops 20
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from benchmarks.clv import AS_OF, ROOT, STUBS, write_project

PURCHASES = {"r": 0.6, "alpha": 5.0, "a": 0.8, "b": 3.0}
SPEND = {"p": 6.0, "q": 4.0, "gamma": 45.0}
MARGIN, HORIZON_DAYS, OLDEST_DAYS = 0.3, 360, 730
SEGMENTS = 60
MODELS = ("segments/customer_segment_set", "segments/segment_sets", "insight/segment_value")
MEMBERSHIP = (
    "select customer_id, 'tenths' as family,"
    f" cast(cast(customer_id as bigint) % {SEGMENTS} as varchar) as segment"
    " from {{ ref('known_customers') }}"
)


def main() -> None:
    """Simulate shops, build each, and print the coverage of the intervals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shops", type=int, default=20)
    parser.add_argument("--customers", type=int, default=3000)
    asked = parser.parse_args()
    found = []
    for seed in range(asked.shops):
        with tempfile.TemporaryDirectory() as folder:
            found.append(covered(Path(folder), asked.customers, seed))
            print(seed, {name: round(share, 3) for name, share in found[-1].items()}, flush=True)
    for name in found[0]:
        print(f"{name:<22} {np.mean([shop[name] for shop in found]):.3f} of the intervals hold")


def covered(folder: Path, customers: int, seed: int) -> dict[str, float]:
    """Return the coverage in one shop: of its customers, its segments, and its total."""
    before, after = simulated(customers, seed)
    write_project(folder, before)
    features = folder / "models" / "features"
    for name in MODELS:
        text = (ROOT / "models" / f"{name}.sql").read_text()
        (features / Path(f"{name}.sql").name).write_text(text)
    (features / "segment_membership.sql").write_text(MEMBERSHIP)
    assert "customer_orders" in STUBS
    command = [sys.executable, "-m", "orchestrator", "build", "--exclude-resource-type", "test"]
    command += ["--vars", "{clv_annual_discount_rate: 0}", "--project-dir", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        people = connection.sql("select * from customer_clv").df().set_index("customer_id")
        parts = connection.sql("select * from segment_value").df().set_index("segment")
    came = (MARGIN * after).reindex(people.index, fill_value=0.0)
    of_parts = came.groupby(came.index.astype(int) % SEGMENTS).sum()
    of_parts.index = of_parts.index.astype(str)
    # Rounded to the cent, as in the table.
    is_in = (came.round(2) >= people["clv_low"].astype(float)) & (
        came.round(2) <= people["clv_high"].astype(float)
    )
    sums = of_parts.reindex(parts.index)
    is_sum_in = (sums >= parts["clv_low"].astype(float)) & (sums <= parts["clv_high"].astype(float))
    buys = came > 0
    return {
        "customers": float(is_in.mean()),
        "customers who bought": float(is_in[buys].mean()),
        "segments": float(is_sum_in.mean()),
        "expected by actual": float(people["clv"].astype(float).sum() / came.sum()),
    }


def simulated(customers: int, seed: int) -> tuple[pd.DataFrame, "pd.Series[float]"]:
    """Return purchases until the day, by customer and day, and each customer's later revenue."""
    random = np.random.default_rng(seed)
    rate = random.gamma(PURCHASES["r"], 1 / PURCHASES["alpha"], customers) / 7
    leaving = random.beta(PURCHASES["a"], PURCHASES["b"], customers)
    scale = random.gamma(SPEND["q"], 1 / SPEND["gamma"], customers)
    ago = random.integers(0, OLDEST_DAYS, customers).astype(float)
    here, is_first, rows = np.arange(customers), True, []
    while len(here):
        values = random.gamma(SPEND["p"], 1 / scale[here]).round(2)
        rows.append((here, np.ceil(ago[here]).astype(int), values))
        if not is_first:
            here = here[random.uniform(size=len(here)) >= leaving[here]]
        is_first = False
        ago[here] -= random.exponential(1 / rate[here])
        here = here[ago[here] > -HORIZON_DAYS]
    ids, days_ago, values = (np.concatenate(column) for column in zip(*rows, strict=True))
    every = pd.DataFrame({"customer_id": ids, "days_ago": days_ago, "net_revenue": values})
    past, future = every[every["days_ago"] >= 0].copy(), every[every["days_ago"] < 0]
    past["ordered_on"] = (AS_OF - past.pop("days_ago").to_numpy().astype("timedelta64[D]")).astype(
        "datetime64[s]"
    )
    return past, future.groupby("customer_id")["net_revenue"].sum()


if __name__ == "__main__":
    main()
