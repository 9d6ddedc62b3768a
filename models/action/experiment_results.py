"""What each experiment found so far, with the doubt that belongs to it.

Sources: Welch 1947 (unequal variances); Deng, Xu, Kohavi & Walker 2013 (CUPED); Holm 1979;
Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas 2024, "Time-uniform central limit theory and
asymptotic confidence sequences", Annals of Statistics 52(6), equation 3.
"""

from math import erfc, exp, lgamma, log, pi, sqrt

import numpy as np

ALPHA = 0.05
SRM_ALPHA = 0.001
Z_95 = 1.959963984540054

TEXT, DAY, WHOLE, TRUTH, NUMBER = "object", "datetime64[us]", "int64", "bool", "float64"
COLUMNS = {
    "experiment": TEXT,
    "family": TEXT,
    "segment": TEXT,
    "metric": TEXT,
    "method": TEXT,
    "as_of_date": DAY,
    "observed_days": WHOLE,
    "is_complete": TRUTH,
    "customers_control": WHOLE,
    "customers_treatment": WHOLE,
    "mean_control": NUMBER,
    "mean_treatment": NUMBER,
    "difference": NUMBER,
    "interval_low": NUMBER,
    "interval_high": NUMBER,
    "sequential_low": NUMBER,
    "sequential_high": NUMBER,
    "p_value": NUMBER,
    "p_value_holm": NUMBER,
    "srm_chi2": NUMBER,
    "srm_p_value": NUMBER,
    "verdict": TEXT,
}


def sample_ratio(treatment, control, treatment_share):
    """Chi-square and p-value of the arms' sizes against the share that was meant to be drawn."""
    total = treatment + control
    meant = total * treatment_share
    chi2 = (treatment - meant) ** 2 / meant + (control - (total - meant)) ** 2 / (total - meant)
    return chi2, erfc(sqrt(chi2 / 2))


def two_proportions(treatment, control):
    """Difference, 95 % interval and p-value of the pooled z test of two arrays of 0 and 1."""
    n1, n0 = len(treatment), len(control)
    rate1, rate0 = treatment.mean(), control.mean()
    difference = rate1 - rate0
    pooled = (treatment.sum() + control.sum()) / (n1 + n0)
    error = sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n0))
    p_value = erfc(abs(difference) / error / sqrt(2)) if error > 0 else 1.0
    half = Z_95 * sqrt(rate1 * (1 - rate1) / n1 + rate0 * (1 - rate0) / n0)
    return difference, difference - half, difference + half, p_value


def beta_share(x, y, a, b):
    """The incomplete beta function: how much of Beta(a, b) is below x, where y is 1 - x.

    By its continued fraction (Abramowitz & Stegun 26.5.8), from the last term that counts.
    """
    if x == 0 or y == 0:
        return float(y == 0)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_share(y, x, b, a)
    value = 1.0
    for m in range(20 + int(3 * sqrt(max(a, b))), -1, -1):
        even = (m + 1) * (b - m - 1) / ((a + 2 * m + 1) * (a + 2 * m + 2)) * x
        odd = (a + m) * (a + b + m) / ((a + 2 * m) * (a + 2 * m + 1)) * x
        value = 1 - odd / (1 + even / value)
    logarithm = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(y)
    return exp(logarithm) / a / value


def student_tails(t, freedom):
    """The share of Student's t distribution beyond -t and t."""
    whole = freedom + t * t
    return beta_share(freedom / whole, t * t / whole, freedom / 2, 0.5)


def student_limit(freedom):
    """The t that leaves ALPHA beyond -t and t: more than Z_95, where the search begins."""
    height = exp(lgamma((freedom + 1) / 2) - lgamma(freedom / 2)) / sqrt(freedom * pi)
    t = Z_95
    # Newton's steps go up to it, as the share falls ever more slowly.
    for _ in range(100):
        density = height * (1 + t * t / freedom) ** (-(freedom + 1) / 2)
        step = (student_tails(t, freedom) - ALPHA) / (2 * density)
        t += step
        if abs(step) <= 1e-12 * t:
            break
    return t


def welch(treatment, control):
    """Difference, 95 % interval and p-value of Welch's t test."""
    part1 = treatment.var(ddof=1) / len(treatment)
    part0 = control.var(ddof=1) / len(control)
    difference = treatment.mean() - control.mean()
    error = sqrt(part1 + part0)
    if error == 0:
        return difference, difference, difference, 1.0 if difference == 0 else 0.0
    freedom = (part1 + part0) ** 2 / (
        part1**2 / (len(treatment) - 1) + part0**2 / (len(control) - 1)
    )
    half = student_limit(freedom) * error
    p_value = student_tails(abs(difference) / error, freedom)
    return difference, difference - half, difference + half, p_value


def cuped(values, baseline):
    """The values without what the baseline explains; their mean over both arms stays."""
    spread = baseline.var(ddof=1) if len(baseline) > 1 else 0
    if spread == 0:
        return values
    theta = np.cov(values, baseline, ddof=1)[0, 1] / spread
    return values - theta * (baseline - baseline.mean())


def sequential_interval(treatment, control, planned):
    """A 95 % interval of the difference that holds however often one looks.

    It is narrowest when `planned` customers, of both arms, have been counted.
    """
    n1, n0 = len(treatment), len(control)
    n = n1 + n0
    variance = treatment.var(ddof=1) * n / n1 + control.var(ddof=1) * n / n0
    rho2 = (-2 * log(ALPHA) + log(-2 * log(ALPHA) + 1)) / planned
    width = n * rho2 + 1
    half = sqrt(variance) * sqrt(2 * width / (n**2 * rho2) * log(sqrt(width) / ALPHA))
    difference = treatment.mean() - control.mean()
    return difference - half, difference + half


def holm(p_values):
    """P-values adjusted so that the chance of any false alarm among them stays what it was."""
    order = np.argsort(p_values)
    adjusted = np.empty(len(p_values))
    highest = 0.0
    for rank, position in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[position]))
        adjusted[position] = highest
    return adjusted


def verdict(row):
    """One sentence; none on the effect when the arms are not as drawn."""
    if row["srm_p_value"] < SRM_ALPHA:
        return "no verdict: the arms have not the sizes that were drawn"
    if row["p_value"] is None:
        return "no verdict: too few customers"
    if row["sequential_low"] > 0 or (
        row["is_complete"] and row["p_value_holm"] < ALPHA and row["difference"] > 0
    ):
        return "better"
    if row["sequential_high"] < 0 or (
        row["is_complete"] and row["p_value_holm"] < ALPHA and row["difference"] < 0
    ):
        return "worse"
    return "no difference found" if row["is_complete"] else "no verdict yet"


def measured(customers):
    """The metrics of one experiment: name, method, values, and how they are compared."""
    ordered = np.asarray(customers["has_ordered"], float)
    revenue = np.asarray(customers["revenue"], float)
    baseline = np.asarray(customers["baseline_revenue"], float)
    return (
        ("conversion", "two-proportion z", ordered, two_proportions),
        ("revenue", "Welch t", revenue, welch),
        ("revenue_cuped", "Welch t after CUPED", cuped(revenue, baseline), welch),
    )


def results_of(experiment, customers):
    """A row for each metric of one experiment."""
    is_treated = customers["arm"] == "treatment"
    n1, n0 = int(is_treated.sum()), int((~is_treated).sum())
    first = {name: values[0] for name, values in customers.items()}
    chi2, srm_p = sample_ratio(n1, n0, first["treatment_share"])
    shared = {
        "experiment": experiment,
        "family": first["family"],
        "segment": first["segment"],
        "as_of_date": first["as_of_date"],
        "observed_days": int(customers["observed_days"].min()),
        "is_complete": bool((customers["observed_days"] >= customers["window_days"]).all()),
        "customers_control": n0,
        "customers_treatment": n1,
        "srm_chi2": chi2,
        "srm_p_value": srm_p,
    }
    for metric, method, values, compare in measured(customers):
        found = dict.fromkeys(COLUMNS) | shared | {"metric": metric, "method": method}
        treatment, control = values[is_treated], values[~is_treated]
        found["mean_treatment"] = treatment.mean() if n1 else None
        found["mean_control"] = control.mean() if n0 else None
        if n1 > 1 and n0 > 1:
            difference, low, high, p_value = compare(treatment, control)
            seq_low, seq_high = sequential_interval(treatment, control, first["planned_customers"])
            found |= {
                "difference": difference,
                "interval_low": low,
                "interval_high": high,
                "p_value": p_value,
                "sequential_low": seq_low,
                "sequential_high": seq_high,
            }
        yield found


def all_results(outcomes):
    """A row per experiment and metric, from a row per experiment and customer."""
    experiments = outcomes["experiment"]
    rows = []
    for experiment in sorted(set(experiments.tolist())):
        is_of = experiments == experiment
        customers = {name: values[is_of] for name, values in outcomes.items()}
        rows += results_of(experiment, customers)
    for metric in {row["metric"] for row in rows}:
        told = [row for row in rows if row["metric"] == metric and row["p_value"] is not None]
        for row, adjusted in zip(
            told, holm(np.array([row["p_value"] for row in told])), strict=True
        ):
            row["p_value_holm"] = adjusted
    for row in rows:
        row["verdict"] = verdict(row)
    # Typed, so that the table has its columns also while nobody is drawn yet.
    return {name: np.array([row[name] for row in rows], kind) for name, kind in COLUMNS.items()}


def model(dbt, session):
    """One row per experiment and metric."""
    return all_results(dbt.ref("experiment_outcomes").fetchnumpy())
