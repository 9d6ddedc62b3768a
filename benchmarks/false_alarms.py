"""False alarms of experiments without any effect that are looked at every day.

    python -m benchmarks.false_alarms [--experiments 2000]

Each experiment has three identical arms, a primary metric and three others, two guardrails and four
segments. Estimates and verdicts come from models/action/experiments, on each of 40 days; an alarm
is a verdict `better`, `worse` or `harm` in any row on any day. For comparison, the script also
counts what peeking would find: any p-value under 5 % of any metric on any day. Randomness is
seeded.
"""

import argparse
import runpy
import sys
import time
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np

MODELS = Path(__file__).parents[1] / "models" / "action" / "experiments"
ESTIMATES: dict[str, Any] = runpy.run_path(str(MODELS / "experiment_estimates.py"))
VERDICTS: dict[str, Any] = runpy.run_path(str(MODELS / "experiment_verdicts.py"))
ALARMS = {"better", "worse", "harm"}
DAYS, WINDOW, FIRST = 40, 30, np.datetime64("2025-01-01", "us")
ARMS = {"control": 0.4, "email": 0.3, "letter": 0.3}

Arrays = dict[str, np.ndarray]


def design(**changed: Any) -> Arrays:
    """Return the rows of experiment_designs."""
    declared = {
        "experiment": "a",
        "family": "core",
        "segment": "save",
        "metric": "conversion",
        "guardrails": "returns,tickets",
        "assign_until": FIRST + np.timedelta64(9, "D"),
        "stops_on": None,
        "planned_customers": None,
        "minimum_conversions": 20,
        "cap_percentile": 0.99,
    } | changed
    columns = {name: np.array([value] * len(ARMS)) for name, value in declared.items()}
    return columns | {"arm": np.array(list(ARMS)), "share": np.array(list(ARMS.values()))}


def people(random: np.random.Generator, n: int) -> Arrays:
    """Return customers who are drawn in the first ten days, and when they order, if at all."""
    usual = random.lognormal(4, 0.7, n)
    return {
        "arm": random.choice(list(ARMS), n, p=list(ARMS.values())),
        "drawn": random.integers(0, 10, n),
        "after": np.ceil(random.exponential(1 / 0.005, n)),
        "again": np.ceil(random.exponential(1 / 0.01, n)),
        "usual": usual,
        "amount": usual * random.gamma(2, 0.5, n),
        "baseline": usual * random.poisson(0.4, n),
        "returns": random.random(n) < 0.1,
        "tickets": random.random(n) < 0.2,
        "segment": random.choice(["a", "b", "c", "d"], n, p=[0.4, 0.3, 0.2, 0.1]),
    }


def outcomes(found: Arrays, day: int) -> Arrays:
    """Return the rows of experiment_outcomes on the evening of a day."""
    there = found["drawn"] <= day
    of = {name: values[there] for name, values in found.items()}
    observed = np.minimum(day - of["drawn"], WINDOW)
    has_ordered = of["after"] <= observed
    orders = has_ordered + (of["after"] + of["again"] <= observed).astype(int)
    return {
        "experiment": np.full(len(observed), "a"),
        "arm": of["arm"],
        "observed_days": observed,
        "window_days": np.full(len(observed), WINDOW),
        "by_segment": of["segment"],
        "is_segment_of_draw_day": np.full(len(observed), True),
        "orders": orders,
        "has_ordered": has_ordered,
        "revenue": orders * of["amount"],
        "baseline_revenue": of["baseline"],
        "has_returned": has_ordered & of["returns"],
        "has_asked_for_help": has_ordered & of["tickets"],
    }


def verdicts(declared: Arrays, found: Arrays, day: int) -> list[dict[str, Any]]:
    """Return the verdicts of a day, by row."""
    at = (FIRST + np.timedelta64(day, "D")).item()
    estimates = ESTIMATES["all_estimates"](declared, outcomes(found, day), at)
    told = VERDICTS["all_verdicts"](estimates)
    return [dict(zip(told, row, strict=True)) for row in zip(*told.values(), strict=True)]


def alarms(seed: int, every: int = 1) -> tuple[bool, bool]:
    """Return whether an experiment without effect alarmed, and whether peeking would have."""
    random = np.random.default_rng(seed)
    declared, found = design(), people(random, 600)
    has_alarmed = has_peeked = False
    decided: set[tuple[str, ...]] = set()
    for day in range(DAYS, 0, -every)[::-1]:
        for row in verdicts(declared, found, day):
            key = (row["arm"], row["metric"], str(row["by_segment"]))
            if row["role"] != "segment" and row["standard_error"] > 0:
                z = abs(row["difference"]) / row["standard_error"]
                has_peeked |= bool(z > ESTIMATES["Z_95"])
            # Decisions are final: the first final verdict counts.
            has_alarmed |= row["verdict"] in ALARMS and key not in decided
            if row["is_final"]:
                decided.add(key)
    return has_alarmed, has_peeked


def main(arguments: list[str]) -> int:
    """Print both rates."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--experiments", type=int, default=2000)
    asked = parser.parse_args(arguments)
    began = time.monotonic()
    with Pool() as pool:
        found = np.array(pool.map(alarms, range(asked.experiments), chunksize=20))
    alarmed, peeked = found.mean(axis=0)
    error = 1.96 * np.sqrt(alarmed * (1 - alarmed) / len(found))
    print(f"{len(found)} experiments without effect, {DAYS} looks each")
    print(
        f"any alarm: {alarmed:.2%} (95 % interval {alarmed - error:.2%} to {alarmed + error:.2%})"
    )
    print(f"any p-value under 5 % on any day: {peeked:.2%}")
    print(f"{time.monotonic() - began:.0f} s")
    return int(alarmed > 0.05)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
