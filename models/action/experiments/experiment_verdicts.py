"""The verdict on each experiment: reached once, at its end, with a total error of 5 %.

The primary metric decides, with its arms adjusted by Holm (1979). Only if it shows a difference in
every arm are the other metrics and the segments judged: by Holm as well, as one family (a
gatekeeper: Dmitrienko & Tamhane 2007). Guardrails have their own part of the error, a fifth, and
can alarm at any look, since their interval is valid at every look. Experiments are judged
independently. Effects by segment are shrunk towards their mean as far as chance explains their
differences (empirical Bayes: DerSimonian & Laird 1986; Morris 1983).
"""

import numpy as np

ALPHA, SRM_ALPHA = 0.05, 0.001
PART_OF_METRICS = 0.8  # of ALPHA, if the experiment has guardrails
Z_95 = 1.959963984540054
FEWEST_SEGMENTS = 4
HARMFUL_WHEN_MORE = ("returns", "tickets", "unsubscribes")
ADDED = {
    "p_value_holm": "float64",
    "shrunk_difference": "float64",
    "shrunk_low": "float64",
    "shrunk_high": "float64",
    "verdict": "object",
}
NOT_AS_DRAWN = "no verdict: the sizes of the arms differ from the drawn shares"
GATED = "not judged: the primary metric shows no difference"


def holm(p_values):
    """Adjust p-values by Holm: the probability of any false alarm among them stays at ALPHA."""
    order = np.argsort(p_values)
    adjusted = np.empty(len(p_values))
    highest = 0.0
    for rank, position in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[position]))
        adjusted[position] = highest
    return adjusted


def shrunk(differences, errors):
    """Return each difference, shrunk towards the mean of all, with its 95 % interval.

    The less they differ beyond their errors, by DerSimonian and Laird's variance, the stronger the
    shrinkage. This variance is estimated from few segments, so shrinkage is weaker and intervals
    are wider (Morris).
    """
    found, v = np.asarray(differences, float), np.asarray(errors, float) ** 2
    k, weights = len(found), 1 / v
    mean = (weights * found).sum() / weights.sum()
    q = (weights * (found - mean) ** 2).sum()
    scale = weights.sum() - (weights**2).sum() / weights.sum()
    between = max(0.0, (q - (k - 1)) / scale)
    weights = 1 / (v + between)
    mean = (weights * found).sum() / weights.sum()
    drawn = v * weights * (k - 3) / (k - 1)
    middle = mean + (1 - drawn) * (found - mean)
    variance = v * (1 - drawn) + drawn**2 / weights.sum()
    variance += 2 / (k - 3) * drawn**2 * (found - mean) ** 2
    half = Z_95 * np.sqrt(variance)
    return middle, middle - half, middle + half


def too_few(row):
    """Return why a row cannot be judged, whatever it shows; None if it can."""
    if row["srm_p_value"] is not None and row["srm_p_value"] < SRM_ALPHA:
        return NOT_AS_DRAWN
    counted = row["conversions_control"] + row["conversions_treatment"]
    if counted < row["minimum_conversions"]:
        return f"too few to tell: {counted} of the {row['minimum_conversions']} conversions needed"
    if row["standard_error"] is None:
        return "too few to tell: all customers of an arm have the same value"
    if not row["is_segment_of_draw_day"]:
        return "no verdict: the segments are from a later day than the draw"
    return None


def waits(row):
    """Return what an unfinished experiment is waiting for."""
    complete = int(row["customers_complete"])
    if row["planned_customers"] is not None:
        return f"not yet: {complete} of {int(row['planned_customers'])} customers have their window"
    return f"not yet: {complete} of {int(row['customers_drawn'])} drawn have their window"


def is_harmful(row):
    """Return whether all of a guardrail's interval is on the harmful side."""
    if row["sequential_low"] is None:
        return False
    if row["metric"] in HARMFUL_WHEN_MORE:
        return row["sequential_low"] > 0
    return row["sequential_high"] < 0


def judge_guardrail(row):
    """Return the verdict on a guardrail: harm at any look, no harm only at the end."""
    doubt = too_few(row)
    if doubt is None and is_harmful(row):
        row["is_final"] = True
        return "harm"
    return waits(row) if not row["is_final"] else doubt or "no harm found"


def judge(rows, part, is_open):
    """Adjust the p-values of a family of rows, and give each its verdict."""
    told = [row for row in rows if too_few(row) is None]
    adjusted = holm(np.array([row["p_value"] for row in told]))
    for row, p_value in zip(told, adjusted, strict=True):
        row["p_value_holm"] = min(1.0, float(p_value) / part)
    for row in rows:
        row["verdict"] = too_few(row) or ("no difference found" if is_open else GATED)
        if is_open and row["p_value_holm"] is not None and row["p_value_holm"] < ALPHA:
            row["verdict"] = "better" if row["difference"] > 0 else "worse"


def shrink_segments(rows):
    """Add the effects by segment for each arm, if there are several to compare."""
    for arm in {row["arm"] for row in rows}:
        segments = [row for row in rows if row["arm"] == arm and row["standard_error"] is not None]
        if len(segments) < FEWEST_SEGMENTS:
            continue
        differences, errors = (
            [row[name] for row in segments] for name in ("difference", "standard_error")
        )
        found = shrunk(differences, errors)
        for row, middle, low, high in zip(segments, *found, strict=True):
            row["shrunk_difference"] = float(middle)
            row["shrunk_low"], row["shrunk_high"] = float(low), float(high)


def decide(rows):
    """Give the rows of one experiment their verdicts."""
    by_role = {
        role: [row for row in rows if row["role"] == role]
        for role in ("primary", "secondary", "segment", "guardrail")
    }
    part = PART_OF_METRICS if by_role["guardrail"] else 1.0
    primary, others = by_role["primary"], by_role["secondary"] + by_role["segment"]
    shrink_segments(by_role["segment"])
    for row in by_role["guardrail"]:
        row["verdict"] = judge_guardrail(row)
    if all(row["is_final"] for row in primary):
        judge(primary, part, is_open=True)
        judge(others, part, is_open=all(row["verdict"] in ("better", "worse") for row in primary))
        return
    for row in primary + others:
        row["verdict"] = NOT_AS_DRAWN if too_few(row) == NOT_AS_DRAWN else waits(row)


def all_verdicts(estimates):
    """Return the rows with their verdicts."""
    rows = [
        dict(zip(estimates, values, strict=True)) | dict.fromkeys(ADDED)
        for values in zip(*(column.tolist() for column in estimates.values()), strict=True)
    ]
    for row in rows:
        row |= {name: None for name, value in row.items() if value != value}
    for experiment in sorted({row["experiment"] for row in rows}):
        decide([row for row in rows if row["experiment"] == experiment])
    kinds = {name: column.dtype for name, column in estimates.items()} | ADDED
    return {name: np.array([row[name] for row in rows], kind) for name, kind in kinds.items()}


def model(dbt, session):
    """One row per experiment, arm, metric, and segment."""
    return all_verdicts(dbt.ref("experiment_estimates").fetchnumpy())
